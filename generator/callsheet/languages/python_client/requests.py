"""Requests: where each argument goes, and what the answers may be."""

from __future__ import annotations

from callsheet.data import dataclass
from callsheet.ir import (
    Argument,
    Array,
    Content,
    Kind,
    Nullable,
    Operation,
    Parameter,
    Part,
    Scalar,
    Type,
)
from callsheet.languages.python_client.results import Results
from callsheet.languages.python_client.spelling import Spelling
from callsheet.languages.python_layout import (
    Group,
    Item,
    Keyed,
    call,
    lay_out,
    listed,
    mapped,
)

_INPUTS = {
    "path": ("Path", "path"),
    "query": ("Query", "query"),
    "header": ("Header", "headers"),
    "cookie": ("Cookie", "cookies"),
}
"""By location: the class of a parameter and the part of a request that lists it."""

_USUAL = {
    "path": ("simple", False),
    "query": ("form", True),
    "header": ("simple", False),
    "cookie": ("form", True),
}
_BODIES = {
    "json": "JsonBody",
    "form": "FormBody",
    "multipart": "MultipartBody",
    "text": "TextBody",
    "binary": "BinaryBody",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of a request: its keyword and its value, laid out."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Requests:
    """Spells the requests that operations make of their arguments."""

    spell: Spelling
    results: Results

    def slots(self, operation: Operation, indent: int) -> tuple[Slot, ...]:
        """Return the parts of a request that an operation has."""
        made: list[tuple[str, Item]] = []
        for location, (_, key) in _INPUTS.items():
            inputs = [one for one in operation.parameters if one.location == location]
            if inputs:
                made.append((key, listed(*(self._input(operation, one) for one in inputs))))
        body = self._body(operation)
        if body is not None:
            made.append(("body", body))
        made.append(("answers", listed(*self.results.answers(operation))))
        made.append(("raises", "APIStatusError"))
        if operation.security:
            literal = self.spell["literal"]
            made.append(
                ("security", listed(*(listed(*map(literal, one)) for one in operation.security)))
            )
        if operation.server is not None:
            made.append(("server", self.spell["literal"](operation.server.default_url)))
        if operation.resend:
            made.append(("resend", self.spell["literal"](operation.resend)))
        if operation.idempotency_header:
            header = self.spell["literal"](operation.idempotency_header)
            made.append(("idempotency_header", header))
        if operation.job is not None:
            made.append(("starts_job", "True"))
        return tuple(Slot(key, lay_out(item, indent, len(key) + 1)) for key, item in made)

    def _input(self, operation: Operation, parameter: Parameter) -> Group:
        literal = self.spell["literal"]
        argument = next(
            one
            for one in operation.arguments
            if (one.source, one.wire) == (parameter.location, parameter.wire)
        )
        style, explode = _USUAL[parameter.location]
        further: list[Item] = []
        if parameter.media:
            further.append(f"media={literal(parameter.media)}")
        else:
            if parameter.style != style and parameter.location in ("path", "query"):
                further.append(f"style={literal(parameter.style)}")
            if parameter.explode != explode:
                further.append(f"explode={parameter.explode}")
        if parameter.allow_reserved and parameter.location == "query":
            further.append("allow_reserved=True")
        name = self.spell["name"](argument)
        return call(_INPUTS[parameter.location][0], literal(parameter.wire), name, *further)

    def _body(self, operation: Operation) -> Item | None:
        body = operation.body
        if body is None or not body.contents:
            return None
        literal, name = self.spell["literal"], self.spell["name"]
        fields = [one for one in operation.arguments if one.source == "field"]
        whole = next((one for one in operation.arguments if one.source == "body"), None)
        contents = listed(*(self._content(one, fields) for one in body.contents))
        if whole is not None:
            return call("Whole", name(whole), contents)
        values = mapped(*(Keyed(f"{literal(one.wire)}: ", name(one)) for one in fields))
        required = ["required=True"] if body.required else []
        return call("Fields", values, contents, *required)

    def _content(self, content: Content, fields: list[Argument]) -> Group:
        literal = self.spell["literal"]
        further: list[Item] = []
        lacks = [one.wire for one in fields if content.media not in one.media]
        if lacks and content.kind in ("json", "form", "multipart"):
            further.append(Keyed("lacks=", listed(*map(literal, lacks))))
        files = [one.wire for one in fields if is_file(one.type) and one.wire not in lacks]
        if files and content.kind == "multipart":
            further.append(Keyed("files=", listed(*map(literal, files))))
        parts = [one for one in content.parts if one != Part(one.key)]
        if parts:
            rows = (Keyed(f"{literal(one.key)}: ", self._part(one)) for one in parts)
            further.append(Keyed("parts=", mapped(*rows)))
        return call(_BODIES[content.kind], literal(content.media), *further)

    def _part(self, part: Part) -> Group:
        literal = self.spell["literal"]
        usual = Part(part.key)
        made: list[Item] = []
        if part.media:
            made.append(f"media={literal(part.media)}")
        if part.style != usual.style:
            made.append(f"style={literal(part.style)}")
        if part.explode != usual.explode:
            made.append(f"explode={part.explode}")
        if part.allow_reserved:
            made.append("allow_reserved=True")
        return call("Part", *made)


def is_file(made: Type) -> bool:
    """Whether a value can be nothing but a file, or files."""
    match made:
        case Scalar(kind=Kind.BINARY):
            return True
        case Array(item=inner) | Nullable(inner=inner):
            return is_file(inner)
        case _:
            return False
