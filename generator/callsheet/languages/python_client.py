"""Python clients: what their templates print of an operation, beyond single names and types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from callsheet.ir import (
    Api,
    Argument,
    Array,
    Content,
    Default,
    Kind,
    Nullable,
    Operation,
    Parameter,
    Part,
    Required,
    Resource,
    Scalar,
    Type,
)
from callsheet.languages.python_failures import failure_classes
from callsheet.languages.python_layout import (
    WIDTH,
    Group,
    Item,
    Keyed,
    annotation,
    call,
    lay_out,
    listed,
    mapped,
    split,
)
from callsheet.languages.python_package import surroundings

Spelling: TypeAlias = Mapping[str, Callable[..., Any]]

OPTIONS = (
    ("timeout", "Timeout | float | None | Omit", "omit"),
    ("extra_headers", "Mapping[str, str] | None", "None"),
    ("extra_query", "Mapping[str, object] | None", "None"),
    ("extra_body", "Mapping[str, object] | None", "None"),
    ("media_type", "str | None", "None"),
)
"""What every method takes beside the operation's own arguments: name, annotation, default."""

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
class Clients:
    """Spells operations, with the filters of the language for names, types and literals."""

    api: Api
    spell: Spelling

    # -- signatures

    def definition(self, operation: Operation, indent: int = 0) -> str:
        """Return the head of the function that makes an operation's request."""
        rows = self._arguments(operation, indent + 4)
        made = f"Request[{self.carried(operation)}]"
        return self._head(f"def {self.spell['name'](operation)}", rows, made, indent)

    def method(self, operation: Operation, words: Mapping[str, str], indent: int = 4) -> str:
        """Return the head of a client's method."""
        rows = ["self", *self._arguments(operation, indent + 4)]
        if "*" not in rows:
            rows.append("*")
        for name, (_, kind, default) in zip(self._options(operation), OPTIONS, strict=True):
            rows.append(f"{name}: {kind} = {default}")
        start = f"{words['def_']} {self.spell['name'](operation)}"
        return self._head(start, rows, self.result(operation, words), indent)

    def _head(self, start: str, rows: list[str], result: str, indent: int) -> str:
        pad = " " * indent
        if not rows:
            head = f"{start}() -> "
            return head + annotation(result, indent, len(head), ":")
        inner = "".join(f"{pad}    {row},\n" for row in rows)
        return f"{start}(\n{inner}{pad}) -> {annotation(result, indent, 5, ':')}"

    def _arguments(self, operation: Operation, indent: int) -> list[str]:
        """Return the parameters of a signature. A lone path parameter may be given by position."""
        alone = _positional(operation)
        named = [one for one in operation.arguments if one is not alone]
        rows = [self._argument(alone, indent)] if alone else []
        if named:
            rows.append("*")
        return rows + [self._argument(one, indent) for one in named]

    def _argument(self, argument: Argument, indent: int) -> str:
        name, kind = self.spell["name"](argument), self.spell["given"](argument.type)
        if isinstance(argument.presence, Required):
            return f"{name}: {annotation(kind, indent, len(name) + 2, ',')[:-1]}"
        kind = kind if kind == "Any" else f"{kind} | Omit"
        return f"{name}: {annotation(kind, indent, len(name) + 2, ' = omit,')[:-1]}"

    def _options(self, operation: Operation) -> list[str]:
        """Return the names of the options, changed where the operation has such an argument."""
        taken = {self.spell["name"](argument) for argument in operation.arguments}
        made: list[str] = []
        for name, _, _ in OPTIONS:
            wished = name
            while wished in taken:
                wished = f"request_{wished}"
            taken.add(wished)
            made.append(wished)
        return made

    # -- calls

    def making(self, operation: Operation, module: str, indent: int) -> str:
        """Return the call of the function that makes the request, from a method's arguments."""
        names = [self.spell["name"](argument) for argument in operation.arguments]
        made = call(f"{module}.{self.spell['name'](operation)}", *(f"{one}={one}" for one in names))
        return lay_out(made, indent)

    def options(self, operation: Operation, indent: int) -> str:
        """Return the options that a method was given."""
        return lay_out(call("RequestOptions", *self._options(operation)), indent)

    def deprecated_arguments(self, operation: Operation) -> tuple[Argument, ...]:
        """Return the arguments that the document wants no longer used."""
        return tuple(one for one in operation.arguments if one.deprecated)

    # -- requests

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
        made.append(("answers", listed(*self._answers(operation))))
        made.append(("raises", "APIStatusError"))
        if operation.security:
            literal = self.spell["literal"]
            made.append(
                ("security", listed(*(listed(*map(literal, one)) for one in operation.security)))
            )
        if operation.server is not None:
            made.append(("server", self.spell["literal"](operation.server.default_url)))
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
        files = [one.wire for one in fields if _is_file(one.type) and one.wire not in lacks]
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

    # -- answers

    def _answers(self, operation: Operation) -> Iterable[Group]:
        literal = self.spell["literal"]
        for response in operation.successes:
            if not _contents(operation, response.contents):
                yield call("EmptyAnswer", literal(response.status))
            for content in _contents(operation, response.contents):
                yield self._answer(literal(response.status), content)

    def _answer(self, status: str, content: Content) -> Group:
        literal = self.spell["literal"]
        media = literal(content.media)
        if content.kind == "binary":
            return call("BinaryAnswer", status, media)
        if content.kind == "text":
            return call("TextAnswer", status, media)
        made: list[Item] = [status, media, self.spell["received"](content.value)]
        if content.unwrap is not None:
            payload, unless = literal(content.unwrap.payload), literal(content.unwrap.unless)
            made.append(Keyed("unwrap=", call("Unwrap", payload, unless)))
        return call("JsonAnswer", *made)

    def carried(self, operation: Operation) -> str:
        """Return the type of what the core makes of an answer. Bytes it leaves on the wire."""
        return self._united(operation, "")

    def result(self, operation: Operation, words: Mapping[str, str]) -> str:
        """Return the type of what a client's method returns."""
        return self._united(operation, words["download"])

    def _united(self, operation: Operation, download: str) -> str:
        parts: list[str] = []
        for response in operation.successes:
            contents = _contents(operation, response.contents)
            for content in contents:
                if content.kind == "binary":
                    if not download:
                        continue
                    made = download
                elif content.kind == "text":
                    made = "str"
                else:
                    made = self.spell["received"](content.value)
                parts.extend(one for one in split(made, "|") if one not in parts)
            if not contents and "None" not in parts:
                parts.append("None")
        if "Any" in parts:
            return "Any"
        ordered = [one for one in parts if one != "None"] + ["None"] * ("None" in parts)
        return " | ".join(ordered) or ("Never" if operation.successes else "None")

    def verb(self, operation: Operation) -> str:
        """Return the session's method: ``open`` where bytes may come, which the caller fetches."""
        contents = [one for r in operation.successes for one in _contents(operation, r.contents)]
        return "open" if any(one.kind == "binary" for one in contents) else "run"

    # -- prose

    def headline(self, thing: Any, indent: int) -> str:
        """Return the first sentence of an operation's docstring."""
        prose: str = self.spell["prose"](_summary(thing), indent, 85)
        return prose

    def route(self, operation: Operation) -> str:
        """Return method and path for a docstring, on one line however long."""
        made: str = self.spell["prose"](operation.title, 0, 10_000)
        return made

    def summary(self, thing: Any) -> str:
        """Return the first sentence of what the document says of something."""
        return _summary(thing)

    def details(self, thing: Any, indent: int) -> str:
        """Return what the document says beyond the headline; empty where that is all."""
        text, summary = thing.doc.description.strip(), _summary(thing)
        if text.rstrip(".") == summary.rstrip("."):
            return ""
        prose: str = self.spell["prose"](text, indent)
        return prose

    def about(self, argument: Argument, indent: int) -> str:
        """Return the line of an argument under ``Args:``."""
        text = argument.doc.description or argument.doc.summary or _known(argument)
        text = text.strip()
        if text and text[-1].isalnum():
            text += "."
        if isinstance(argument.presence, Default):
            text = f"{text} Left out, it is {self.spell['literal'](argument.presence.value)}."
        if argument.deprecated:
            text = f"Deprecated. {text}"
        prose: str = self.spell["prose"](f"{self.spell['name'](argument)}: {text.strip()}", indent)
        return prose

    def returns(self, operation: Operation, indent: int) -> str:
        """Return what an operation gives back, in the document's words."""
        said = [one.doc.description.strip() for one in operation.successes]
        text = " ".join(
            dict.fromkeys(one if one.endswith(".") else f"{one}." for one in said if one)
        )
        prose: str = self.spell["prose"](text or "Nothing.", indent)
        return prose

    def raises(self, operation: Operation, indent: int) -> tuple[str, ...]:
        """Return the lines under ``Raises:`` for the failures that the operation describes."""
        known = {one.status: one for one in failure_classes(self.api)}
        made: list[str] = []
        for response in operation.failures:
            status = "5XX" if response.status.startswith("5") else response.status
            cls = known.get(status)
            name = cls.name if cls else "APIStatusError"
            text = response.doc.description or (cls.phrase if cls else "Any other failure.")
            made.append(self.spell["prose"](f"{name}: {text}", indent))
        return tuple(made)

    def deprecation(self, operation: Operation, indent: int) -> str:
        """Return the decorator of a deprecated operation."""
        message = self.spell["literal"](f"{operation.title} is deprecated")
        return lay_out(call("@deprecated", message), indent)

    # -- classes

    def class_name(self, resource: Resource, words: Mapping[str, str]) -> str:
        """Return the name of a resource's class."""
        return f"{words['prefix']}{self.spell['type_name'](resource)}"

    def accessor(self, resource: Resource, words: Mapping[str, str]) -> str:
        """Return the head of the property by which a client gives a resource."""
        return _property(self.spell["name"](resource), self.class_name(resource, words))

    def raw_accessor(self, resource: Resource, words: Mapping[str, str]) -> str:
        """Return the head of the property by which a resource gives its raw twin."""
        return _property("with_raw_response", f"{self.class_name(resource, words)}WithRawResponse")

    def raw_twin(self, resource: Resource, words: Mapping[str, str], indent: int) -> str:
        """Return the construction of a resource's raw twin."""
        made = call(f"{self.class_name(resource, words)}WithRawResponse", "self._session")
        return lay_out(made, indent, len("return "))

    def raw_method(self, operation: Operation, indent: int) -> str:
        """Return the line that gives a raw twin a method."""
        name = self.spell["name"](operation)
        return lay_out(Keyed(f"self.{name} = ", call("raw", f"resource.{name}")), indent, after=0)


def _property(name: str, result: str) -> str:
    """Return the head of a property."""
    line = f"def {name}(self) -> {result}:"
    return line if len(line) + 4 <= WIDTH else f"def {name}(\n        self,\n    ) -> {result}:"


def filters(api: Api, base: Spelling) -> dict[str, Callable[..., Any]]:
    """Return what the templates of Python clients may call beside the language's own filters."""
    clients = Clients(api, base)
    return {
        "definition": clients.definition,
        "method": clients.method,
        "making": clients.making,
        "request_options": clients.options,
        "deprecated_arguments": clients.deprecated_arguments,
        "slots": clients.slots,
        "verb": clients.verb,
        "route": clients.route,
        "summary": clients.summary,
        "headline": clients.headline,
        "details": clients.details,
        "about": clients.about,
        "returns": clients.returns,
        "raises": clients.raises,
        "deprecation": clients.deprecation,
        "accessor": clients.accessor,
        "raw_accessor": clients.raw_accessor,
        "raw_twin": clients.raw_twin,
        "raw_method": clients.raw_method,
        **surroundings(base),
    }


def _positional(operation: Operation) -> Argument | None:
    """Return the path parameter that may be given by position: the only one there is."""
    found = [one for one in operation.arguments if one.source == "path"]
    return found[0] if len(found) == 1 and isinstance(found[0].presence, Required) else None


def _contents(operation: Operation, contents: tuple[Content, ...]) -> tuple[Content, ...]:
    """Return what an answer may carry: nothing, whatever is described, to HEAD."""
    return () if operation.method == "HEAD" else contents


def _is_file(made: Type) -> bool:
    """Whether a value can be nothing but a file, or files."""
    match made:
        case Scalar(kind=Kind.BINARY):
            return True
        case Array(item=inner) | Nullable(inner=inner):
            return _is_file(inner)
        case _:
            return False


def _summary(thing: Any) -> str:
    doc = thing.doc
    text = doc.summary or doc.description.split("\n\n")[0] or _plain_name(thing)
    text = " ".join(text.split())
    first, stop, _ = text.partition(". ")
    text = first + stop.strip()
    return f"{text}." if text[-1:].isalnum() else text


def _plain_name(thing: Any) -> str:
    """Return what to call something that the document says nothing about."""
    if isinstance(thing, Resource):
        return f"Operations of {thing.strength.wish}"
    title: str = thing.title
    return title


def _known(argument: Argument) -> str:
    """Return words for an argument that the document says nothing about."""
    return {
        "field": "Field",
        "body": "The body",
        "path": "Path parameter",
        "query": "Query parameter",
    }.get(argument.source, argument.source.capitalize())
