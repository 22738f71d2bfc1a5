"""Files: which fields of a form are files, and which of these may be texts instead."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from callsheet import ir
from callsheet.cases.shapes import At, GiveUp, Shape
from callsheet.cases.synthesise import FORMATS, Synthesiser
from callsheet.ir import Json

_ALTERNATIVES = 12
"""Of a field, that are looked at."""


def files_of(made: Synthesiser, at: At, content: ir.Content) -> Iterator[tuple[str, str]]:
    """Yield the fields of a form that are files, with the media type to send."""
    medias = {part.key: part.media.partition(",")[0].strip() for part in content.parts}
    try:
        fields = made.shape(at).properties
    except GiveUp:
        return
    for name, field in fields.items():
        for branch in _branches(made, field):
            media = _media_of(branch)
            if media is not None:
                yield name, medias.get(name) or media or "application/octet-stream"
                break


def text_for(made: Synthesiser, field: At) -> tuple[str, Json] | None:
    """Return where the document allows a text in the place of a file, and the text.

    An address where any text will do: who takes texts for files mostly fetches them.
    """
    for branch in _branches(made, field):
        if branch.types != ("string",) or _media_of(branch) is not None:
            continue
        own = [one for one in branch.parts if not {"oneOf", "anyOf"} & one.schema.keys()]
        told = (one for at in branch.each("examples") for one in at.schema)
        for value in (*told, FORMATS["uri"], "text"):
            if all(made.is_valid(one.schema, value) for one in own):
                return branch.parts[-1].pointer, value
    return None


def _branches(made: Synthesiser, field: At) -> list[Shape]:
    try:
        return list(islice(made.branches(made.shape(field)), _ALTERNATIVES))
    except GiveUp:
        return []


def _media_of(branch: Shape) -> str | None:
    """Return the media type of a file, empty where none is told; None for what is no file."""
    words = {word: part.schema[word] for part in branch.parts for word in part.schema}
    media = str(words.get("contentMediaType", ""))
    is_bytes = words.get("format") == "binary" or (media and "contentEncoding" not in words)
    return media if is_bytes and "json" not in media else None
