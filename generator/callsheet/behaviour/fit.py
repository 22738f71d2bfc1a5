"""Whether what a case gives is what the document takes.

A case may be about a value that the document does not allow, such as a word that a later server
takes: it lists the argument under ``outside``. Where a client is to refuse the call, nothing is
said. Answers are not judged: they are there to be odd.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from callsheet.behaviour.call import named, names
from callsheet.behaviour.model import Case
from callsheet.behaviour.values import is_json
from callsheet.data import dataclass
from callsheet.diagnostics import Report
from callsheet.document import Document
from callsheet.ir import Api, Argument, Content, Json, Required
from callsheet.openapi.complaint import Complaint, complaints
from callsheet.openapi.wording import Wording
from callsheet.plain import is_object
from callsheet.source import Node

if TYPE_CHECKING:
    import jsonschema_rs

_Found: TypeAlias = tuple[str, Node, Complaint]
"""The argument as the case calls it, where the complaint's path begins, and the complaint."""

_REFUSED = ("argument", "configuration")
_SHAPED = ("json", "form", "multipart")
_HINT = "mend it; or name the argument under `outside`, if such a value is what the case is about"


@dataclass(frozen=True, slots=True)
class _Given:
    """What a case gives, beside where it stands."""

    case: Case
    node: Node
    places: dict[str, Node]
    """The written value of each argument, by the argument's pointer."""

    @property
    def start(self) -> Node:
        """Where the arguments stand; the case where it gives none."""
        return self.node.get("arguments") or self.node

    def value(self, argument: Argument) -> Any:
        """Return the value of an argument that is given."""
        return dict(self.case.arguments)[argument.pointer]

    def of(self, *sources: str) -> list[Argument]:
        """Return the arguments of these sources that are given."""
        listed = self.case.operation.arguments
        return [one for one in listed if one.source in sources and one.pointer in self.places]


@dataclass(slots=True)
class Fit:
    """Judges cases by the document, each schema compiled once."""

    document: Document
    api: Api
    report: Report
    _validators: dict[str, jsonschema_rs.Validator | None] = field(init=False)

    def __post_init__(self) -> None:
        self._validators = {}

    def check(self, case: Case, node: Node) -> None:
        """Complain about arguments that are missing or do not fit, and about idle exceptions."""
        given = _Given(case, node, dict(_places(case, node)))
        listed = node.get("outside")
        outside = {one.value: one for one in listed.each()} if listed else {}
        if case.outcome.get("error", {}).get("kind") not in _REFUSED:
            self._check_media(given)
            self._check_missing(given)
            strays = [*self._parameters(given), *self._body(given)]
            found = {name for name, _, _ in strays}
            self._complain(one for one in strays if one[0] not in outside)
            outside = {name: one for name, one in outside.items() if name not in found}
        for name, place in outside.items():
            told = f"nothing is wrong with the argument {name!r}"
            if not named(case.operation, name):
                told = f"{case.operation.title} has no argument {name!r}"
            hint = (
                "`outside` names arguments whose values the document does not allow: leave it out"
            )
            self.report.error("case-outside", told, place.place, hint=hint)

    def _check_media(self, given: _Given) -> None:
        operation, asked = given.case.operation, given.case.options.get("media_type")
        known = [one.media for one in operation.body.contents] if operation.body else []
        if asked is not None and asked not in known:
            self.report.error(
                "case-media",
                f"{operation.title} takes no {asked}",
                (given.node / "options" / "media_type").place,
                hint=f"it takes {', '.join(known) or 'no body'}",
            )

    def _check_missing(self, given: _Given) -> None:
        for one in given.case.operation.arguments:
            is_needed = isinstance(one.presence, Required) and one.source not in ("field", "body")
            if is_needed and one.pointer not in given.places:
                self.report.error(
                    "case-argument",
                    f"{given.case.operation.title} requires {one.wire!r} in the {one.source}",
                    given.start.key_place,
                    hint=f"give it among the `arguments`, as {names(one)[0]!r}",
                )

    # -- values

    def _complain(self, strays: Iterable[_Found]) -> None:
        wording = Wording(self.document, "case-value")
        for _, start, complaint in strays:
            told = wording.finding(start, complaint, "error")
            if told is not None:
                self.report.add(replace(told, hint=told.hint or _HINT))

    def _parameters(self, given: _Given) -> Iterator[_Found]:
        by_place = {(str(one.location), one.wire): one for one in given.case.operation.parameters}
        for argument in given.of("path", "query", "header", "cookie"):
            parameter = by_place[argument.source, argument.wire]
            start, value = given.places[argument.pointer], given.value(argument)
            for complaint in self._complaints(parameter.pointer, parameter.schema, value):
                yield start.key, start, complaint

    def _body(self, given: _Given) -> Iterator[_Found]:
        fields = {one.wire: one for one in given.of("field")}
        whole = next(iter(given.of("body")), None)
        values = {wire: given.value(one) for wire, one in fields.items()}
        body = given.case.operation.body
        content = _content(given.case, whole is not None or is_json([*values.values()]))
        if body is None or content is None or not (fields or whole or body.required):
            return
        if whole is not None:
            start, value = given.places[whole.pointer], given.value(whole)
            found = (
                self._complaints(content.pointer, content.schema, value) if is_json(value) else []
            )
            for complaint in found:
                yield "body", start, complaint
            return
        files = {wire for wire, value in values.items() if not is_json(value)}
        plain = {wire: None if wire in files else value for wire, value in values.items()}
        for complaint in self._complaints(content.pointer, content.schema, plain):
            if not complaint.path:
                of_one = complaint.keyword == "required"
                yield complaint.words[0] if of_one else "body", given.start, complaint
            elif complaint.path[0] not in files:
                key = given.places[fields[complaint.path[0]].pointer].key
                yield key, given.start, replace(complaint, path=(key, *complaint.path[1:]))

    def _complaints(self, pointer: str, schema: Json, value: Any) -> list[Complaint]:
        if pointer not in self._validators:
            self._validators[pointer] = self._compiled(schema)
        validator = self._validators[pointer]
        return [] if validator is None else complaints(validator.iter_errors(value))

    def _compiled(self, schema: Json) -> jsonschema_rs.Validator | None:
        import jsonschema_rs

        if not is_object(schema):
            return None
        whole = {**schema, "$defs": self.api.schemas}
        try:
            return jsonschema_rs.Draft202012Validator(whole, validate_formats=True, offline=True)
        except ValueError:
            return None  # a schema that no validator takes, which lint complains about


def _places(case: Case, node: Node) -> Iterator[tuple[str, Node]]:
    written = node.get("arguments")
    for key, member in written.items() if written else ():
        for one in named(case.operation, key):
            yield one.pointer, member


def _content(case: Case, is_plain: bool) -> Content | None:
    """Return what the body goes as; None where that has no shape that could be judged."""
    contents = case.operation.body.contents if case.operation.body else ()
    asked = case.options.get("media_type")
    able = ("json", "form", "multipart") if is_plain else ("multipart",)
    found = [one for one in contents if one.media == asked or (not asked and one.kind in able)]
    return found[0] if found and found[0].kind in _SHAPED else None
