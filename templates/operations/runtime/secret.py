"""Keys that do not show themselves."""

from __future__ import annotations

import base64
import logging
from collections.abc import Iterable
from typing import final
from urllib.parse import quote, quote_plus

HIDDEN = "[hidden]"


@final
class Secret:
    """A key or password. Its text is had by `reveal()` alone, and never by printing it."""

    __slots__ = ("_forms", "_text")

    def __init__(self, text: str) -> None:
        # A key read from a file often ends with a line break.
        text = text.strip()
        if not text:
            raise ValueError("a key is empty")
        if not (text.isascii() and text.isprintable()):
            # Refused here, since the HTTP library would print the key when it refuses it.
            raise ValueError("a key has characters that no header can carry")
        self._text = text
        whole = base64.b64encode(text.encode()).decode()
        forms = (text, quote(text, safe=""), quote_plus(text), whole)
        self._forms = tuple(dict.fromkeys(forms))

    def hidden(self, text: str) -> str:
        """Return a text without it, as it is or in a form in which it travels."""
        for form in self._forms:
            text = text.replace(form, HIDDEN)
        return text

    def reveal(self) -> str:
        """Return the text, to be put into a request."""
        return self._text

    def __repr__(self) -> str:
        return f"Secret({HIDDEN!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash((Secret, self._text))

    def __reduce__(self) -> str:
        raise TypeError("a key is not pickled")


def redact(text: str, secrets: Iterable[Secret]) -> str:
    """Return the text without the secrets, such as a key that an error message repeats."""
    for secret in secrets:
        text = secret.hidden(text)
    return text


class RedactingFilter(logging.Filter):
    """Takes secrets out of another library's log."""

    def __init__(self) -> None:
        super().__init__()
        self._secrets: frozenset[Secret] = frozenset()

    def hide(self, secrets: Iterable[Secret]) -> None:
        """Hide these as well from now on."""
        self._secrets = self._secrets.union(secrets)

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, its message redacted."""
        record.msg = redact(record.getMessage(), self._secrets)
        record.args = None
        return True
