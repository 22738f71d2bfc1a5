"""The key of an API whose operations all need the same one, in a header."""

from __future__ import annotations

import os
from typing import Any

from .api import _KEY, _KEY_AS, _KEY_FROM, _KEY_IN
from .call import _Call
from .errors import ConfigurationError


def _authorize(call: _Call[Any]) -> None:
    """Put the key into the headers. Raises ConfigurationError."""
    key = (call.options.get(_KEY) or os.environ.get(_KEY_FROM, "")).strip()
    if not (key and key.isascii() and key.isprintable()):
        raise ConfigurationError(f"{call.route} needs a key: give {_KEY}= or {_KEY_FROM}")
    call.secrets.append(key)
    call.headers[_KEY_IN] = f"{_KEY_AS}{key}"
