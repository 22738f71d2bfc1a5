"""The keys of an API that has several, or sends them in its own way."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from .api import _KEYS
from .call import _Call
from .errors import ConfigurationError


def _with_keys(*ways: Sequence[str]) -> Callable[[_Call[Any]], None]:
    """Return what puts the keys of the first way for which all are known where they belong."""

    def authorize(call: _Call[Any]) -> None:
        keys = _keys(call.options)
        call.secrets += [form for key in keys.values() for form in (quote(key, ""), key)]
        way = next((way for way in ways if way and all(one in keys for one in way)), ())
        if ways and all(ways) and not way:
            said = (" and ".join(f"{_KEYS[o][2]}= or {_KEYS[o][3]}" for o in way) for way in ways)
            raise ConfigurationError(f"{call.route} needs a key: give {', or else '.join(said)}")
        for kind, name, key in ((*_KEYS[one][:2], keys[one]) for one in way):
            basic = base64.b64encode(key.encode()).decode()
            text = {"basic": f"Basic {basic}", "bearer": f"Bearer {key}"}.get(kind, key)
            call.secrets.insert(0, text)
            if kind == "query":
                call.query = {**call.query, name: text}
            elif kind == "cookie":
                others = [call.headers["cookie"]] if "cookie" in call.headers else []
                call.headers["cookie"] = "; ".join([*others, f"{name}={text}"])
            else:
                call.headers[name.lower()] = text

    return authorize


def _keys(options: Mapping[str, Any]) -> dict[str, str]:
    """Return the keys that are known, by security scheme. Raises ConfigurationError."""
    found: dict[str, str] = {}
    for scheme, (_, _, option, variable) in _KEYS.items():
        given = options.get(option) or os.environ.get(variable, "")
        text = (given if isinstance(given, str) else ":".join(given)).strip()
        if not (text.isascii() and text.isprintable()):
            raise ConfigurationError(f"{option} has characters that no header can carry")
        found |= {scheme: text} if text else {}
    return found
