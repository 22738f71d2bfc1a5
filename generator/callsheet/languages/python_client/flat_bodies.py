"""What a call of the client in one file sends as its body."""

from __future__ import annotations

from collections.abc import Iterable

from callsheet.data import dataclass
from callsheet.ir import (
    Api,
    Argument,
    Content,
    Operation,
    Part,
)
from callsheet.languages.python_client.requests import is_file
from callsheet.languages.python_client.spelling import Spelling
from callsheet.languages.python_layout import (
    Filled,
    Group,
    Item,
    Keyed,
    call,
    mapped,
)

_ENCODERS = {
    "json": "_as_json",
    "form": "_as_form",
    "multipart": "_as_multipart",
    "text": "_as_text",
    "binary": "_as_binary",
}


@dataclass(frozen=True)
class Bodies:
    """Spells the bodies of operations."""

    api: Api
    spell: Spelling

    def given(self, operation: Operation, *, are_plain: bool) -> Iterable[Keyed]:
        """Say what the body is, and as what it can be sent; briefly where all bodies are plain."""
        body = operation.body
        if body is None or not body.contents:
            return
        literal, name = self.spell["literal"], self.spell["name"]
        fields = [one for one in operation.arguments if one.source == "field"]
        whole = next((one for one in operation.arguments if one.source == "body"), None)
        if whole is not None:
            yield Keyed("body=", name(whole))
        else:
            values = Filled("{", tuple(f"{literal(one.wire)}: {name(one)}" for one in fields), "}")
            yield Keyed("body=", values if body.required else call("_optional", values))
        rows = self._encoders(operation)
        if are_plain:
            yield from (Keyed("form=", one) for one in map(_form_medias, rows) if one is not None)
            return
        if rows != [Keyed('"application/json": ', "_as_json")]:
            yield Keyed("contents=", mapped(*rows))

    def _encoders(self, operation: Operation) -> list[Keyed]:
        """Return what makes the body, by its media types."""
        literal = self.spell["literal"]
        fields = [one for one in operation.arguments if one.source == "field"]
        contents = operation.body.contents if operation.body else ()
        return [Keyed(f"{literal(one.media)}: ", self._encoder(one, fields)) for one in contents]

    def is_plain(self, operation: Operation) -> bool:
        """Whether a body is JSON, or a form where it has files in it."""
        first, *others = self._encoders(operation) or [_JSON]
        return first == _JSON and all(_form_medias(one) is not None for one in others)

    def _encoder(self, content: Content, fields: list[Argument]) -> Item:
        literal = self.spell["literal"]
        made: Item = _ENCODERS[content.kind]
        lacks = [one.wire for one in fields if content.media not in one.media]
        if content.kind == "form":
            parts = [one for one in content.parts if one != Part(one.key)]
            rows = mapped(*(Keyed(f"{literal(one.key)}: ", self._part(one)) for one in parts))
            made = call(str(made), rows)
        if content.kind == "multipart":
            medias = [one for one in content.parts if one.media]
            made = call("partial", str(made), mapped(*(self._part_media(one) for one in medias)))
            files = [one.wire for one in fields if is_file(one.type) and one.wire not in lacks]
            deep = [one for one in content.parts if one.style == "deepObject" and not one.media]
            if files:
                made = call("_with_files", made, *map(literal, files))
            if deep:
                made = call("_bracketed", made, *(literal(one.key) for one in deep))
        if lacks and content.kind in ("json", "form", "multipart"):
            return call("_lacking", made, *map(literal, lacks))
        return made

    def _part_media(self, part: Part) -> Keyed:
        """Return the media type of a part; of several the first that says enough."""
        literal, medias = self.spell["literal"], part.media.replace(",", " ").split()
        usual = next((one for one in medias if "*" not in one), "application/octet-stream")
        return Keyed(f"{literal(part.key)}: ", literal(usual))

    def _part(self, part: Part) -> Group:
        literal, usual = self.spell["literal"], Part(part.key)
        made: list[Item] = []
        if part.media:
            made.append(f"media={literal(part.media)}")
        if part.style != usual.style:
            made.append(f"style={literal(part.style)}")
        if part.explode != usual.explode:
            made.append(f"explode={part.explode}")
        if part.allow_reserved:
            made.append("safe=_RESERVED")
        return call("_Field", *made)


_JSON = Keyed('"application/json": ', "_as_json")


def _form_medias(row: Keyed) -> Group | None:
    """Return the media types of the parts of a form; None where it is no plain one."""
    match row:
        case Keyed(
            '"multipart/form-data": ', Group("partial(", ("_as_multipart", Group() as found))
        ):
            return found
        case _:
            return None
