"""From what the engine wrote to the text of annotations, under the names of the API."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import field, replace

from callsheet.data import dataclass
from callsheet.ir import Discriminator
from callsheet.languages.python_text import literal
from callsheet.models.engine import Written, local
from callsheet.models.imports import Imports
from callsheet.models.schemas import Shape


@dataclass(frozen=True, slots=True)
class Speller:
    """Writes annotations. Unions that a field tells apart carry that fact with them."""

    named: Mapping[str, str]
    """Neutral name of a declaration, name of its class or alias."""
    classes: Mapping[str, str]
    """Pointer of a declaration, name of its class or alias."""
    written: Mapping[str, Written]
    """Text of a shape, what the engine made of it."""
    unions: Mapping[str, Shape]
    """Neutral name of a tagged union, the shape of its members."""
    tagged: Mapping[str, Discriminator]
    imports: Imports
    local: Mapping[str, str] = field(default_factory=dict[str, str])
    """What the engine calls a declaration in the annotation at hand, its neutral name."""

    def hint(self, shape: Shape) -> str:
        """Return the annotation of a shape on one line."""
        return self._for(shape).text(self.written[shape.text].annotation)

    def default(self, shape: Shape) -> str:
        """Return the default of a field of a shape, empty where it has none."""
        value = self.written[shape.text].default
        return "" if value is None else self._for(shape).text(value)

    def _for(self, shape: Shape) -> Speller:
        return replace(self, local={local(at): token for at, token in enumerate(shape.tokens)})

    def text(self, annotation: ast.expr) -> str:
        """Return an annotation on one line, as black quotes it."""
        match annotation:
            case ast.Name(id=name):
                return self._name(name)
            case ast.Attribute(value=ast.Name(id=module), attr=name):
                return f"{self.imports.local(module)}.{name}"
            case ast.BinOp(left=left, right=right):
                return self._either(self.text(left), self.text(right))
            case ast.Subscript(value=value, slice=inner):
                return f"{self.text(value)}[{self.text(inner)}]"
            case ast.Tuple(elts=items):
                return ", ".join(self.text(item) for item in items)
            case ast.Constant(value=value):
                return literal(value)
            case ast.UnaryOp():
                return ast.unparse(annotation)
            case _:
                raise ValueError(f"unforeseen in an annotation: {ast.unparse(annotation)}")

    def _either(self, left: str, right: str) -> str:
        anything = self.imports.local("Any") if "Any" in self.imports.used else ""
        return anything if anything in (left, right) else f"{left} | {right}"

    def _name(self, name: str) -> str:
        name = self.local.get(name, name)
        if name in self.tagged:
            return self._tagged(self.tagged[name], self.hint(self.unions[name]))
        return self.named.get(name) or self.imports.local(name)

    def _tagged(self, by: Discriminator, members: str) -> str:
        choices = ", ".join(
            f"{literal(value)}: {self.classes[target]}" for value, target in by.mapping
        )
        marker = f"{self.imports.local('Tagged')}({literal(by.key)}, {{{choices}}})"
        return f"{self.imports.local('Annotated')}[{members}, {marker}]"
