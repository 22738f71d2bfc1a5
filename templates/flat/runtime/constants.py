"""What never changes."""

from __future__ import annotations

import http.client
import re
from collections.abc import Sequence
from typing import Literal, TypeAlias, TypeVar, Union

from .errors import APIConnectionError, APIResponseValidationError, OutcomeUnknown
from .upload import _File

T = TypeVar("T")
_WEB = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
_ADDRESS = re.compile(r"https?://[^\s/?#@]+([/?#]|$)")
_URL_SAFE = "/?:@!$&'()*+,;=-._~%[]#"
_HARMLESS = ("accept", "user-agent", "range", "if-range")  # for other hosts, too
_STRONG = r'"[!#-~]*"'  # an ETag that says that each byte is the same
_CHUNK = 256 * 1024
_Body: TypeAlias = Sequence[Union[bytes, "_File"]]
_LOST = (APIConnectionError, APIResponseValidationError, OutcomeUnknown)
State: TypeAlias = Literal["waiting", "running", "done", "failed", "cancelled"]
