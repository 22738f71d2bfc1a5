"""Times and UUIDs as JSON has them: as text, which comes back out as it came in."""

from __future__ import annotations

import datetime as dt
import re
from uuid import UUID

_STAMP = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)?", re.ASCII
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class WrittenTime(dt.datetime):
    """A time that was written otherwise than `written` would write it."""

    text: str | None = None
    """As it came. What is computed from this time has none."""


class WrittenUUID(UUID):
    """A UUID that was written otherwise than in lower case with hyphens."""

    __slots__ = ("text",)

    text: str

    def __init__(self, text: str) -> None:
        super().__init__(text)
        object.__setattr__(self, "text", text)

    def __reduce__(self) -> tuple[type[WrittenUUID], tuple[str]]:
        return WrittenUUID, (self.text,)


def read_time(text: str) -> dt.datetime:
    """Return the time that a text says, to the microsecond. Raises ValueError."""
    found = _STAMP.fullmatch(text)
    if found is None:
        raise ValueError(text)
    day, time, fraction, zone = found.groups()
    fraction = f"{fraction[:7]:0<7}" if fraction else ""
    zone = "" if zone is None else "+00:00" if zone in "Zz" else zone
    made = dt.datetime.fromisoformat(f"{day}T{time}{fraction}{zone}")
    if written(made) == text:
        return made
    kept = WrittenTime.fromisoformat(made.isoformat())
    kept.text = text
    return kept


def read_date(text: str) -> dt.date:
    """Return the day that a text says. Raises ValueError."""
    if not _DATE.fullmatch(text):
        raise ValueError(text)
    return dt.date.fromisoformat(text)


def read_uuid(text: str) -> UUID:
    """Return the UUID that a text says. Raises ValueError."""
    made = UUID(text)
    return made if str(made) == text else WrittenUUID(text)


def written(value: dt.date | UUID) -> str:
    """Return a time, a date or a UUID as JSON has it."""
    if isinstance(value, (WrittenTime, WrittenUUID)) and value.text:
        return value.text
    if isinstance(value, dt.datetime):
        text = value.isoformat()
        return text[:-6] + "Z" if text.endswith("+00:00") else text
    return value.isoformat() if isinstance(value, dt.date) else str(value)
