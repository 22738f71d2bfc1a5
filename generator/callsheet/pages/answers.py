"""What two words of a language that nobody taught us mean, by what the document says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from callsheet.pages.declared import Field
from callsheet.pages.tables import Row

_FEWEST = 4
"""Rows that the document has; on fewer, chance alone may agree."""


def learnt(rows: Sequence[Row], known: Mapping[str, Field | None]) -> list[Row]:
    """Return the rows with their answers, where one meaning of the two words fits nearly all."""
    told = [(row.unread, there.required) for row in rows if (there := known[row.name])]
    words = sorted({row.unread for row in rows})
    for yes in words if len(words) == 2 and len(told) >= _FEWEST else ():
        agree = [must for word, must in told if (word == yes) == must]
        if len(agree) * 4 >= len(told) * 3 and len(set(agree)) == 2:
            return [replace(row, required=row.unread == yes, unread="") for row in rows]
    return list(rows)
