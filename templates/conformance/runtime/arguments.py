"""Arguments: the options of the suite, the same for pytest and for ``python -m conformance``."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .settings import PAID_CALLS, Settings

OPTIONS: dict[str, tuple[str, str]] = {
    "--base-url": ("URL", "the server to ask"),
    "--api-key": (
        "KEY",
        "the key to ask it with; default: 'any-key', for a server that takes any",
    ),
    "--paid-calls": (
        "N",
        f"how many calls may start a job, or 'all' (all on this machine, {PAID_CALLS} elsewhere)",
    ),
    "--failing-request": ("JSON|FILE", "a body whose job is known to fail"),
    "--failing-header": ("NAME:VALUE", "a header that makes a job fail"),
    "--poll-interval": ("SECONDS", "pause between two polls of a job"),
    "--patience": (
        "SECONDS",
        "how long a job may take; default: 30 on this machine, 600 elsewhere",
    ),
    "--only": (
        "TEXT",
        "only operations whose 'METHOD /path' or name has this, or only this rule",
    ),
    "--skip": ("TEXT", "not the operations, or not the rule"),
}
"""Each with its value and what it means. ``--only`` and ``--skip`` take several, with commas between."""
ENVIRONMENT = {"--base-url": "CONFORMANCE_BASE_URL", "--api-key": "CONFORMANCE_API_KEY"}
"""Where an option comes from that is not given, so that a shell need not show it."""


class WrongArgument(Exception):
    """An option whose value cannot be understood."""


def settings_of(options: Mapping[str, str]) -> Settings:
    """Return the settings that options ask for. Raises :class:`WrongArgument`."""

    def option(name: str) -> str:
        return options.get(name) or os.environ.get(ENVIRONMENT.get(name, ""), "")

    base_url = option("--base-url")
    if not base_url.startswith(("http://", "https://")):
        raise WrongArgument(f"--base-url is no URL: {base_url}")
    calls = option("--paid-calls")
    if calls not in ("", "all") and not calls.isdecimal():
        raise WrongArgument(f"--paid-calls takes a number or 'all', not {calls!r}")
    name, colon, value = option("--failing-header").partition(":")
    return Settings(
        base_url=base_url,
        key=option("--api-key"),
        paid_calls=int(calls) if calls.isdecimal() else None,
        pays_all=calls == "all",
        pause=_seconds("--poll-interval", option("--poll-interval")),
        patience=_seconds("--patience", option("--patience")),
        failing=_json(option("--failing-request")),
        failing_headers={name.strip(): value.strip()} if colon else {},
        only=_listed(option("--only")),
        skip=_listed(option("--skip")),
    )


def _seconds(name: str, text: str) -> float | None:
    try:
        found = float(text) if text else None
    except ValueError:
        found = -1.0
    if found is not None and not 0 <= found < float("inf"):
        raise WrongArgument(f"{name} takes a number of seconds, not {text!r}")
    return found


def _listed(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _json(text: str) -> Any:
    if not text:
        return None
    try:
        is_json = text.lstrip().startswith("{")
        return json.loads(text if is_json else Path(text).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WrongArgument(f"--failing-request: {error}") from error
