"""What a call of the client in one file puts into the path, the query and headers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from callsheet.data import dataclass
from callsheet.ir import (
    Alias,
    Api,
    Argument,
    Literal,
    Nullable,
    Operation,
    Parameter,
    Ref,
    Scalar,
    Type,
    Union,
)
from callsheet.languages.python_client.spelling import Spelling
from callsheet.languages.python_layout import (
    Filled,
    Group,
    Item,
    Keyed,
    call,
    listed,
)

_SEGMENTS = {"simple": "_segment", "label": "_label", "matrix": "_matrix"}
_BETWEEN = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}
_PARAMETER = re.compile(r"{([^{}]*)}")


@dataclass(frozen=True)
class Inputs:
    """Spells the parameters of operations."""

    api: Api
    spell: Spelling
    has_ready_paths: bool = False
    """Whether a path has a parameter that is no single word: then all are made ready here."""

    def route(self, operation: Operation) -> str:
        """Return method and path, with empty braces for each of its parameters."""
        found = [one.wire for one in operation.parameters if one.location == "path"]
        path = _PARAMETER.sub(lambda one: "{}" if one[1] in found else one[0], operation.path)
        return f"{operation.method} {path}"

    def given(self, operation: Operation) -> Iterable[Item]:
        """Say what goes into path, query and headers."""
        found = {one.wire: one for one in operation.parameters if one.location == "path"}
        wires = [one for one in _PARAMETER.findall(operation.path) if one in found]
        if wires and self.has_ready_paths:
            ready = listed(*(self._input(operation, found[wire]) for wire in wires))
            yield Keyed("path=", ready)
        elif wires:
            yield listed(*(self._value(operation, found[wire]) for wire in wires))
        yield from self._query(operation)
        inputs = [*self._headers(operation)]
        if inputs:
            yield Keyed("inputs=", listed(*inputs))

    def wants_ready_path(self, operation: Operation) -> bool:
        """Whether a parameter of the path is no single word."""
        found = (one for one in operation.parameters if one.location == "path")
        return any(one.style != "simple" or self._is_styled(operation, one) for one in found)

    def _query(self, operation: Operation) -> Iterable[Item]:
        literal = self.spell["literal"]
        query = [one for one in operation.parameters if one.location == "query"]
        if any(self._is_styled(operation, one) for one in query):
            yield Keyed("pairs=", listed(*(self._input(operation, one) for one in query)))
        elif query:
            rows = (f"{literal(one.wire)}: {self._value(operation, one)}" for one in query)
            yield Keyed("query=", Filled("{", tuple(rows), "}"))

    def _is_styled(self, operation: Operation, parameter: Parameter) -> bool:
        is_word = self._is_word(self._taken(operation, parameter).type)
        return parameter.allow_reserved or not (parameter.media or is_word)

    def _taken(self, operation: Operation, parameter: Parameter) -> Argument:
        found = (one for one in operation.arguments if one.source == parameter.location)
        return next(one for one in found if one.wire == parameter.wire)

    def _value(self, operation: Operation, parameter: Parameter) -> str:
        value: str = self.spell["name"](self._taken(operation, parameter))
        if parameter.media:
            return f"_whole({value}, {self.spell['literal'](parameter.media)})"
        return value

    def _headers(self, operation: Operation) -> Iterable[Item]:
        literal = self.spell["literal"]
        for one in operation.parameters:
            if one.location == "header":
                yield self._input(operation, one)
        cookies = [one for one in operation.parameters if one.location == "cookie"]
        if cookies:
            yield _starred(call("_cookies", *(self._input(operation, one) for one in cookies)))
        if operation.idempotency_header:
            yield f"({literal(operation.idempotency_header)}, str(uuid.uuid4()))"

    def _input(self, operation: Operation, parameter: Parameter) -> Item:
        literal = self.spell["literal"]
        wire, value = literal(parameter.wire), self._value(operation, parameter)
        style = "" if parameter.media else parameter.style
        is_word = not parameter.media and self._is_word(self._taken(operation, parameter).type)
        explode = not parameter.media and parameter.explode
        exploded = ["explode=True"] if explode else []
        if parameter.location == "path" and is_word and style == "simple":
            return call("_word", value)
        if parameter.location == "path":
            named = [wire] if style == "matrix" else []
            function = _SEGMENTS.get(style, "_segment")
            return call(function, *named, value, *exploded)
        if parameter.location == "header":
            return _starred(call("_header", wire, value, *exploded))
        further = [] if explode or parameter.media else ["explode=False"]
        if parameter.location == "query" and parameter.allow_reserved:
            further.append("safe=_RESERVED")
        if parameter.location == "query" and style == "deepObject":
            return _starred(call("_deep", wire, value, *further[1 - explode :]))
        if parameter.location == "query" and style in _BETWEEN:
            further.append(f"between={literal(_BETWEEN[style])}")
        return _starred(call("_form", wire, value, *further))

    def _is_word(self, made: Type, depth: int = 0) -> bool:
        """Whether a value is always a single one."""
        match made:
            case Scalar() | Literal():
                return True
            case Union(members=members):
                return all(self._is_word(one, depth) for one in members)
            case Nullable(inner=inner):
                return self._is_word(inner, depth)
            case Ref(target=target) if depth < 8:
                found = self.api.find(target)
                return isinstance(found, Alias) and self._is_word(found.type, depth + 1)
            case _:
                return False


def _starred(made: Group) -> Keyed:
    return Keyed("*", made)
