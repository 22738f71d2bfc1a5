"""The text of a models module: imports, classes and aliases, and what the document says of them."""

from __future__ import annotations

from collections.abc import Iterator

from callsheet.cache import Cache
from callsheet.data import dataclass
from callsheet.ir import Alias, Api, Declaration, Field, Record
from callsheet.languages.python_text import docstring, literal
from callsheet.models.engine import write
from callsheet.models.fit import assigned, called, class_line, declared
from callsheet.models.imports import Imports
from callsheet.models.limits import marked, told
from callsheet.models.order import bare_needs_of, circular, needs_of, placed
from callsheet.models.schemas import Shape, Vocabulary, extra_token, vocabulary
from callsheet.models.spell import Speller
from callsheet.names import Names


def module_text(api: Api, names: Names, cache: Cache) -> str:
    """Return everything of the module below its header. Raises :class:`EngineError`."""
    known = vocabulary(api.declarations)
    written = write((shape.text for shape in known.shapes), cache)
    classes = {one.pointer: names.type(one.pointer) for one in api.declarations}
    imports = Imports(frozenset(classes.values()))
    named = {token: classes[pointer] for pointer, token in known.tokens.items()}
    speller = Speller(named, classes, written, known.carried, known.tagged, imports)
    return _Module(names, known, speller, imports).text(api.declarations)


@dataclass(frozen=True, slots=True)
class _Module:
    names: Names
    known: Vocabulary
    speller: Speller
    imports: Imports

    def text(self, declarations: tuple[Declaration, ...]) -> str:
        needs = needs_of(declarations)
        loops = circular(needs)
        # An alias of itself, with no list or map between, is no type: it may be anything.
        void = circular(bare_needs_of(declarations))
        parts: list[str] = []
        for one in placed(declarations, needs, loops):
            if isinstance(one, Record):
                parts.append(self._record(one))
            else:
                parts.append("\n".join(self._alias(one, one.pointer in loops, one.pointer in void)))
        head = "\n".join(self.imports.lines()).rstrip()
        # Black wants two empty lines before a class, and one between imports and anything else.
        gap = "\n\n\n" if parts and parts[0].startswith("class ") else "\n\n"
        return (head + gap + "\n\n\n".join(parts)).rstrip() + "\n"

    def _record(self, record: Record) -> str:
        token = self.known.tokens[record.pointer]
        about = docstring(marked(record.doc, record.deprecated), 4)
        paragraphs = [f"    {about}" if about else "", self._extra(token)]
        plain: list[str] = []
        for field, shape in zip(record.fields, self.known.fields[token], strict=True):
            line = self._field(field, shape)
            if about := docstring(told(field), 4):
                paragraphs += ["\n".join(plain), f"{line}\n    {about}"]
                plain = []
            else:
                plain.append(line)
        paragraphs.append("\n".join(plain))
        body = "\n\n".join(paragraph for paragraph in paragraphs if paragraph) or "    pass"
        head = class_line(self.names.type(record.pointer), self.imports.local("Model"))
        return f"{head}\n{body}"

    def _extra(self, token: str) -> str:
        carried = self.known.carried.get(extra_token(token))
        if carried is None:
            return ""
        value = self.speller.hint(carried)
        made = f"{self.imports.local('Field')}(init=False)"
        return declared("__pydantic_extra__", f"dict[str, {value}]", made, 4)

    def _field(self, field: Field, shape: Shape) -> str:
        name = self.names.value(field.pointer)
        hint = self.speller.hint(shape)
        if name != field.key:
            # Behind the type, where type checkers do not take the alias for the argument's name.
            marker = f"{self.imports.local('Field')}(alias={literal(field.key)})"
            hint = f"{self.imports.local('Annotated')}[{hint}, {marker}]"
        return declared(name, hint, self.speller.default(shape), 4)

    def _alias(self, alias: Alias, is_circular: bool, is_void: bool) -> Iterator[str]:
        name = self.names.type(alias.pointer)
        token = self.known.tokens[alias.pointer]
        anything = self.imports.local("Any") if is_void else ""
        right = anything or self.speller.hint(self.known.carried[token])
        hint = self.imports.local("TypeAlias")
        if is_circular and not is_void:
            # Type checkers follow a quoted alias into itself, pydantic only a TypeAliasType.
            function = self.imports.local("TypeAliasType")
            yield f"if {self.imports.local('TYPE_CHECKING')}:"
            yield assigned(f"{name}: {hint}", literal(right), 4)
            yield "else:"
            yield called(name, function, literal(name), literal(right), indent=4)
        else:
            yield assigned(f"{name}: {hint}", right, 0)
        doc = docstring(marked(alias.doc, alias.deprecated), 0)
        if doc:
            yield doc
