"""TypeScript clients: methods, the requests that they make, and the jobs that they start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from callsheet.data import dataclass
from callsheet.ir import (
    Api,
    Argument,
    Array,
    Content,
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
from callsheet.languages.python_client.results import Results
from callsheet.languages.typescript_text import (
    PLAIN_KEY,
    WIDTH,
    Code,
    Made,
    capital,
    quoted,
    spread,
)
from callsheet.languages.typescript_types import Types
from callsheet.names import Names

_INPUTS = (("path", "path"), ("query", "query"), ("header", "headers"), ("cookie", "cookies"))
_USUAL = {
    "path": ("simple", False),
    "query": ("form", True),
    "header": ("simple", False),
    "cookie": ("form", True),
}
Slot: TypeAlias = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Method:
    """An operation as a method: what it takes and what it gives."""

    operation: Operation
    name: str
    positional: Argument | None
    """The only path parameter, which comes first."""
    named: tuple[tuple[str, Argument], ...]
    """The other arguments, by their names in ``params``."""
    params: str
    """Name of their interface."""
    result: str
    opens: bool
    """Whether bytes may come, which the caller fetches."""

    @property
    def needs_params(self) -> bool:
        """Whether one of them has to be given."""
        return any(isinstance(one.presence, Required) for _, one in self.named)


@dataclass(frozen=True, slots=True)
class Client:
    """Spells methods, the requests that they make, and the jobs that they start."""

    api: Api
    names: Names
    types: Types
    given: Types
    """The same for what may be passed."""
    results: Results

    def methods(self, resource: Resource) -> tuple[Method, ...]:
        """Return the methods of a resource."""
        return tuple(self.method(resource, one) for one in resource.operations)

    def method(self, resource: Resource, operation: Operation) -> Method:
        """Return the method of an operation."""
        name = self.names.value(operation.pointer)
        paths = [one for one in operation.arguments if one.source == "path"]
        alone = paths[0] if len(paths) == 1 else None
        further = [one for one in operation.arguments if one is not alone]
        type_name = self.names.type(resource.pointer)
        return Method(
            operation=operation,
            name=name,
            positional=alone,
            named=tuple(_keyed(further)),
            params=f"{type_name}{capital(name)}Params",
            result=self.result(operation),
            opens=self.results.verb(operation) == "open",
        )

    def result(self, operation: Operation) -> str:
        """Return the type of what an operation gives."""
        parts: list[str] = []
        for response in operation.successes:
            contents = () if operation.method == "HEAD" else response.contents
            for content in contents:
                if content.kind == "binary":
                    parts.append("Download")
                elif content.kind == "text":
                    parts.append("string")
                else:
                    parts.extend(self.types.members(content.value))
            if not contents:
                parts.append("undefined")
        united = Types.united(parts) or ["undefined"]
        return "void" if united == ["undefined"] else " | ".join(united)

    def takes(self, method: Method, options: str = "RequestOptions") -> list[str]:
        """Return the parameters of a method."""
        made: list[str] = []
        if method.positional is not None:
            made.append(f"{self._positional(method)}: {self.given.spelled(method.positional.type)}")
        if method.named:
            made.append(f"params: {method.params}" + ("" if method.needs_params else " = {}"))
        return [*made, f"options: {options} = {{}}"] if options else made

    def head(self, method: Method, name: str, result: str, options: str = "RequestOptions") -> str:
        """Return the head of a method."""
        return _head(name, self.takes(method, options), result, 2)

    def call(self, method: Method, given: str = "params") -> str:
        """Return the call of the function that makes the request."""
        rows = [self._positional(method)] if method.positional else []
        return f"{self.maker(method)}({', '.join([*rows, *([given] if method.named else [])])})"

    def maker(self, method: Method) -> str:
        """Return the name of the function that makes the request."""
        return f"{method.name}Request"

    def maker_head(self, method: Method) -> str:
        """Return the head of the function that makes the request."""
        rows = [row.removesuffix(" = {}") for row in self.takes(method, "")]
        return _head(f"export function {self.maker(method)}", rows, f"Request<{method.result}>", 0)

    def _positional(self, method: Method) -> str:
        assert method.positional is not None
        return self.names.value(method.positional.pointer)

    def exported(self, resource: Resource) -> str:
        """Return the types of a resource that callers may want to name."""
        params = [one.params for one in self.methods(resource) if one.named]
        names = sorted([self.names.type(resource.pointer), *params])
        line = ", ".join(names)
        if len(line) + len(self.names.value(resource.pointer)) + 42 < WIDTH:
            return f"{{ {line} }}"
        return "{\n  " + ",\n  ".join(names) + ",\n}"

    # -- requests

    def request(self, method: Method) -> str:
        """Return the request that a method makes of its arguments."""
        return spread(dict(self._slots(method)), 2, len("return "))

    def _slots(self, method: Method) -> Iterator[Slot]:
        operation = method.operation
        yield "route", operation.title
        for location, slot in _INPUTS:
            inputs = [one for one in operation.parameters if one.location == location]
            if inputs:
                yield slot, [self._input(method, one) for one in inputs]
        if operation.body is not None and operation.body.contents:
            yield "body", self._body(method)
        yield "answers", list(self._answers(operation))
        if operation.security:
            yield "security", [list(one) for one in operation.security]
        if operation.server is not None:
            yield "server", operation.server.default_url
        if operation.resend:
            yield "resend", operation.resend
        if operation.idempotency_header:
            yield "idempotencyHeader", operation.idempotency_header
        if operation.job is not None:
            yield "startsJob", True

    def _given(self, method: Method, source: str, wire: str) -> Code:
        """Return the expression of an argument."""
        one = method.positional
        if one is not None and (one.source, one.wire) == (source, wire):
            return Code(self._positional(method))
        name = next(n for n, one in method.named if (one.source, one.wire) == (source, wire))
        return Code(f"params.{name}" if PLAIN_KEY.fullmatch(name) else f"params[{quoted(name)}]")

    def _input(self, method: Method, one: Parameter) -> dict[str, Any]:
        made: dict[str, Any] = {
            "name": one.wire,
            "value": self._given(method, one.location, one.wire),
        }
        style, explode = _USUAL[one.location]
        if one.media:
            made["media"] = one.media
        else:
            if one.style != style and one.location in ("path", "query"):
                made["style"] = one.style
            if one.explode != explode:
                made["explode"] = one.explode
        if one.allow_reserved and one.location == "query":
            made["allowReserved"] = True
        return made

    def _body(self, method: Method) -> Made:
        body = method.operation.body
        assert body is not None
        fields = [one for one in method.operation.arguments if one.source == "field"]
        contents = [self._content(one, fields) for one in body.contents]
        if any(one.source == "body" for one in method.operation.arguments):
            return Made("wholeBody", (self._given(method, "body", ""), contents))
        values = {one.wire: self._given(method, "field", one.wire) for one in fields}
        return Made("fields", (values, contents, *([True] if body.required else [])))

    def _content(self, content: Content, fields: list[Argument]) -> Made:
        traits: dict[str, Any] = {}
        lacks = [one.wire for one in fields if content.media not in one.media]
        if lacks and content.kind in ("json", "form", "multipart"):
            traits["lacks"] = lacks
        files = [one.wire for one in fields if _is_file(one.type) and one.wire not in lacks]
        if files and content.kind == "multipart":
            traits["files"] = files
        parts = {one.key: _part(one) for one in content.parts if one != Part(one.key)}
        if parts:
            traits["parts"] = parts
        further = (traits,) if traits else ()
        return Made(f"{content.kind}Body", (content.media, *further))

    def _answers(self, operation: Operation) -> Iterator[Made]:
        for response in operation.successes:
            contents = () if operation.method == "HEAD" else response.contents
            if not contents:
                yield Made("emptyAnswer", (response.status,))
            for one in contents:
                kind = one.kind if one.kind in ("binary", "text") else "json"
                unwrap = one.unwrap if kind == "json" else None
                rows = ({"payload": unwrap.payload, "unless": unwrap.unless},) if unwrap else ()
                yield Made(f"{kind}Answer", (response.status, one.media, *rows))

    def found(self, pointer: str) -> Operation:
        """Return the operation at a pointer."""
        return next(one for one in self.api.operations if one.pointer == pointer)

    def home_name(self, operation: Operation) -> str:
        """Return the name of the resource that an operation belongs to."""
        return self.names.value(self.home(operation).pointer)

    def home(self, operation: Operation) -> Resource:
        """Return the resource that an operation belongs to."""
        return next(one for one in self.api.resources if operation in one.operations)


def _keyed(arguments: Iterable[Argument]) -> Iterator[tuple[str, Argument]]:
    """Yield each argument by its name on the wire; where two share one, the later has a longer."""
    taken: set[str] = set()
    for one in arguments:
        wish = one.strength.wish if one.strength.level == "pinned" else one.wire or "body"
        name, number = wish, 2
        while name in taken:
            name = f"{one.source}_{wish}" + ("" if number == 2 else str(number))
            number += 1
        taken.add(name)
        yield name, one


def _part(part: Part) -> dict[str, Any]:
    usual = Part(part.key)
    made: dict[str, Any] = {"media": part.media} if part.media else {}
    if part.style != usual.style:
        made["style"] = part.style
    if part.explode != usual.explode:
        made["explode"] = part.explode
    if part.allow_reserved:
        made["allowReserved"] = True
    return made


def _is_file(made: Type) -> bool:
    match made:
        case Scalar(kind=Kind.BINARY):
            return True
        case Array(item=inner) | Nullable(inner=inner):
            return _is_file(inner)
        case _:
            return False


def _head(name: str, rows: list[str], result: str, indent: int) -> str:
    """Return the head of a function: on one line, or else its parameters one a line."""
    line = f"{name}({', '.join(rows)}): {result} {{"
    if not rows or indent + len(line) < WIDTH:
        return line
    pad = " " * indent
    inner = "".join(f"{pad}  {row},\n" for row in rows)
    return f"{name}(\n{inner}{pad}): {result} {{"
