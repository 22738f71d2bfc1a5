"""Methods: their signatures, and the calls in their bodies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from callsheet.data import dataclass
from callsheet.ir import Argument, Operation, Required, Resource
from callsheet.languages.python_client.results import Results
from callsheet.languages.python_client.spelling import Spelling
from callsheet.languages.python_layout import WIDTH, Keyed, annotation, call, lay_out

Option: TypeAlias = tuple[str, str, str]
"""An argument beside the operation's own: name, annotation, default."""

OPTIONS: tuple[Option, ...] = (
    ("timeout", "Timeout | float | None | Omit", "omit"),
    ("max_retries", "int | Omit", "omit"),
    ("deadline", "float | None | Omit", "omit"),
    ("extra_headers", "Mapping[str, str] | None", "None"),
    ("extra_query", "Mapping[str, object] | None", "None"),
    ("extra_body", "Mapping[str, object] | None", "None"),
    ("media_type", "str | None", "None"),
    ("on_upload", "Callable[[Progress], object] | None", "None"),
)
"""What every method takes beside the operation's own arguments: name, annotation, default."""


@dataclass(frozen=True, slots=True)
class Methods:
    """Spells the functions that make requests, and the methods that send them."""

    spell: Spelling
    results: Results

    def definition(self, operation: Operation, indent: int = 0) -> str:
        """Return the head of the function that makes an operation's request."""
        rows = self.rows(operation, indent + 4)
        made = f"Request[{self.results.carried(operation)}]"
        return self.head(f"def {self.spell['name'](operation)}", rows, made, indent)

    def method(self, operation: Operation, words: Mapping[str, str], indent: int = 4) -> str:
        """Return the head of a client's method."""
        result = self.results.returned(operation, words)
        return self.signature(operation, words, self.spell["name"](operation), result, (), indent)

    def signature(
        self,
        operation: Operation,
        words: Mapping[str, str],
        name: str,
        result: str,
        further: tuple[Option, ...] = (),
        indent: int = 4,
    ) -> str:
        """Return the head of a method that takes an operation's arguments, and further ones."""
        rows = ["self", *self.rows(operation, indent + 4)]
        if "*" not in rows:
            rows.append("*")
        every = (*OPTIONS, *further)
        free = self._free(operation, every)
        for one, (_, kind, default) in zip(free, every, strict=True):
            spelled = annotation(kind, indent + 4, len(one) + 2, f" = {default},")[:-1]
            rows.append(f"{one}: {spelled}")
        return self.head(f"{words['def_']} {name}", rows, result, indent)

    def further(self, operation: Operation, options: tuple[Option, ...]) -> list[str]:
        """Return the names of further arguments, as :meth:`signature` has them."""
        return self._free(operation, (*OPTIONS, *options))[len(OPTIONS) :]

    def head(self, start: str, rows: list[str], result: str, indent: int) -> str:
        """Return the head of a function: on one line, or else its parameters one a line."""
        line = f"{start}({', '.join(rows)}) -> "
        if not rows:
            return line + annotation(result, indent, len(line), ":")
        if indent + len(line) + len(result) + 1 <= WIDTH and "\n" not in line:
            return f"{line}{result}:"
        pad = " " * indent
        inner = "".join(f"{pad}    {row},\n" for row in rows)
        return f"{start}(\n{inner}{pad}) -> {annotation(result, indent, 5, ':')}"

    def rows(self, operation: Operation, indent: int, width: int = WIDTH) -> list[str]:
        """Return the parameters of a signature. A lone path parameter may be given by position."""
        alone = positional(operation)
        named = [one for one in operation.arguments if one is not alone]
        rows = [self.argument(alone, indent, width)] if alone else []
        if named:
            rows.append("*")
        return rows + [self.argument(one, indent, width) for one in named]

    def argument(self, argument: Argument, indent: int, width: int = WIDTH) -> str:
        """Return one parameter of a signature."""
        name, kind = self.spell["name"](argument), self.spell["given"](argument.type)
        if isinstance(argument.presence, Required):
            return f"{name}: {annotation(kind, indent, len(name) + 2, ',', width)[:-1]}"
        kind = kind if kind == "Any" else f"{kind} | Omit"
        return f"{name}: {annotation(kind, indent, len(name) + 2, ' = omit,', width)[:-1]}"

    def options_of(self, operation: Operation) -> list[str]:
        """Return the names of the options, changed where the operation has such an argument."""
        return self._free(operation, OPTIONS)

    def _free(self, operation: Operation, options: tuple[Option, ...]) -> list[str]:
        taken = {self.spell["name"](argument) for argument in operation.arguments}
        made: list[str] = []
        for name, _, _ in options:
            wished = name
            while wished in taken:
                wished = f"request_{wished}"
            taken.add(wished)
            made.append(wished)
        return made

    def making(self, operation: Operation, module: str, indent: int) -> str:
        """Return the call of the function that makes the request, from a method's arguments."""
        names = [self.spell["name"](argument) for argument in operation.arguments]
        made = call(f"{module}.{self.spell['name'](operation)}", *(f"{one}={one}" for one in names))
        return lay_out(made, indent)

    def options(self, operation: Operation, indent: int) -> str:
        """Return the options that a method was given."""
        return lay_out(call("RequestOptions", *self.options_of(operation)), indent)

    def deprecated_arguments(self, operation: Operation) -> tuple[Argument, ...]:
        """Return the arguments that the document wants no longer used."""
        return tuple(one for one in operation.arguments if one.deprecated)

    def deprecation(self, operation: Operation, indent: int) -> str:
        """Return the decorator of a deprecated operation."""
        message = self.spell["literal"](f"{operation.title} is deprecated")
        return lay_out(call("@deprecated", message), indent)

    def class_name(self, resource: Resource, words: Mapping[str, str]) -> str:
        """Return the name of a resource's class."""
        return f"{words['prefix']}{self.spell['type_name'](resource)}"

    def accessor(self, resource: Resource, words: Mapping[str, str]) -> str:
        """Return the head of the property by which a client gives a resource."""
        return self._property(self.spell["name"](resource), self.class_name(resource, words))

    def raw_accessor(self, resource: Resource, words: Mapping[str, str]) -> str:
        """Return the head of the property by which a resource gives its raw twin."""
        twin = f"{self.class_name(resource, words)}WithRawResponse"
        return self._property("with_raw_response", twin)

    def raw_twin(self, resource: Resource, words: Mapping[str, str], indent: int) -> str:
        """Return the construction of a resource's raw twin."""
        made = call(f"{self.class_name(resource, words)}WithRawResponse", "self._session")
        return lay_out(made, indent, len("return "))

    def raw_method(self, operation: Operation, indent: int) -> str:
        """Return the line that gives a raw twin a method."""
        name = self.spell["name"](operation)
        return lay_out(Keyed(f"self.{name} = ", call("raw", f"resource.{name}")), indent, after=0)

    def _property(self, name: str, result: str) -> str:
        return self.head(f"def {name}", ["self"], result, 4)


def positional(operation: Operation) -> Argument | None:
    """Return the path parameter that may be given by position: the only one there is."""
    found = [one for one in operation.arguments if one.source == "path"]
    return found[0] if len(found) == 1 and isinstance(found[0].presence, Required) else None
