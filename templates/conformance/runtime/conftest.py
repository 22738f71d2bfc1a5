"""Options and the one fixture: a server to ask."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .harness import Server
from .operations import LEFT_OUT, OPERATIONS, STARTS
from .settings import Settings

PAID_CALLS = 5
"""Calls that may start a job where nothing else is said and the server is not on this machine."""

_SERVER = pytest.StashKey[Server]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the options; each has an environment variable for what a shell need not show."""
    group = parser.getgroup("conformance")
    group.addoption(
        "--base-url",
        default=os.environ.get("CONFORMANCE_BASE_URL", ""),
        help="the server to ask",
    )
    group.addoption(
        "--api-key",
        default=os.environ.get("CONFORMANCE_API_KEY", ""),
        help="the key to ask it with; default: 'any-key', for a server that takes any",
    )
    group.addoption(
        "--paid-calls",
        metavar="N",
        default="",
        help=f"how many calls may start a job, or 'all' (all on this machine, {PAID_CALLS} elsewhere)",
    )
    group.addoption(
        "--poll-interval",
        metavar="SECONDS",
        type=float,
        help="pause between two polls of a job",
    )
    group.addoption(
        "--patience",
        metavar="SECONDS",
        type=float,
        default=120.0,
        help="how long a job may take",
    )
    group.addoption(
        "--failing-request",
        metavar="JSON|FILE",
        default="",
        help="a body whose job is known to fail",
    )
    group.addoption(
        "--failing-header",
        metavar="NAME:VALUE",
        default="",
        help="a header that makes a job fail",
    )
    group.addoption(
        "--only",
        metavar="TEXT",
        default="",
        help="only operations whose 'METHOD /path' or name has this",
    )
    group.addoption(
        "--findings", metavar="FILE", default="", help="write what was found as JSON"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the server known, before anything is collected."""
    base_url = _option(config, "--base-url")
    if not base_url:
        return  # whoever only looks at the tests need not say
    if "://" not in base_url:
        raise pytest.UsageError(f"--base-url is no URL: {base_url}")
    settings = Settings(
        base_url=base_url,
        key=_option(config, "--api-key"),
        pause=_option(config, "--poll-interval"),
        patience=_option(config, "--patience"),
        failing=_json(_option(config, "--failing-request")),
        only=_option(config, "--only"),
    )
    name, colon, value = _option(config, "--failing-header").partition(":")
    if colon:
        settings.failing_headers = {name.strip(): value.strip()}
    settings.paid_calls = _calls(_option(config, "--paid-calls"), settings)
    config.stash[_SERVER] = Server(settings, OPERATIONS, STARTS)


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leave out the operations that were not asked for."""
    if _SERVER not in config.stash and not _option(config, "--collect-only"):
        raise pytest.UsageError(
            "say which server to ask: --base-url URL, or CONFORMANCE_BASE_URL"
        )
    wanted = _option(config, "--only").lower()
    if not wanted:
        return
    chosen: list[pytest.Item] = []
    for item in items:
        test: Any = getattr(item, "function", None)
        texts = [text.lower() for text in getattr(test, "about", ())]
        if any(wanted in text for text in texts):
            chosen.append(item)
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = chosen


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """Return the server under test, with all that is known of it."""
    found = request.config.stash[_SERVER]
    yield found
    found.close()


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Write down what was found, and how many tests came to which end."""
    found = config.stash.get(_SERVER, None)
    path = _option(config, "--findings")
    if found is None or not path:
        return
    stats: dict[str, list[Any]] = terminalreporter.stats
    whole = {
        "findings": found.findings,
        "passed": len(stats.get("passed", ())),
        "failed": len(stats.get("failed", ())) + len(stats.get("error", ())),
        "skipped": dict(
            Counter(_reason(report) for report in stats.get("skipped", ()))
        ),
        "left_out": LEFT_OUT,
    }
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    Path(path).write_text(text, encoding="utf-8")


def _reason(report: Any) -> str:
    """Return why a test was skipped."""
    where: Any = report.longrepr
    is_skip = isinstance(report.longrepr, tuple)
    return str(where[2]).removeprefix("Skipped: ") if is_skip else ""


def _option(config: pytest.Config, name: str) -> Any:
    value: Any = config.getoption(name)
    return value


def _calls(text: str, settings: Settings) -> int | None:
    if not text:
        return None if settings.is_local else PAID_CALLS
    if text == "all":
        return None
    if not text.isdigit():
        raise pytest.UsageError(f"--paid-calls takes a number or 'all', not {text!r}")
    return int(text)


def _json(text: str) -> Any:
    if not text:
        return None
    try:
        return json.loads(
            text
            if text.lstrip().startswith("{")
            else Path(text).read_text(encoding="utf-8")
        )
    except (OSError, ValueError) as error:
        raise pytest.UsageError(f"--failing-request: {error}") from error
