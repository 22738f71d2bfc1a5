"""Derive: the variants of a body or a parameter become cases, each claim checked by a validator."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from callsheet import ir
from callsheet.cases.files import files_of, text_for
from callsheet.cases.limits import Variant
from callsheet.cases.model import Case, Edit
from callsheet.cases.placing import placed
from callsheet.cases.shapes import At, GiveUp
from callsheet.cases.synthesise import Synthesiser
from callsheet.cases.variants import variants
from callsheet.ir import Json
from callsheet.plain import is_list, is_object
from callsheet.source import pointer_of, steps_of
from callsheet.travel import text_of

MOST = 400
"""Cases of one request; a form of hundreds of nested fields would have more than anyone awaits."""


def applied(body: Json, edits: tuple[Edit, ...]) -> Json:
    """Return the body with the edits made. The body stays as it is, and shares what is the same."""
    made = body
    for edit in edits:
        value = edit.value * edit.times if edit.times != 1 else edit.value
        made = _with(made, tuple(steps_of(edit.pointer)), value, is_drop=edit.is_drop)
    return made


def _with(body: Json, steps: tuple[str, ...], value: Json, *, is_drop: bool) -> Json:
    """Return a copy of a body, no deeper than need be, with a value put in or taken out."""
    if not steps:
        return value
    made: Any = list(body) if is_list(body) else dict(body)
    step: Any = int(steps[0]) if is_list(body) else steps[0]
    if len(steps) > 1:
        made[step] = _with(body[step], steps[1:], value, is_drop=is_drop)
    elif is_drop:
        del made[step]
    else:
        made[step] = value
    return made


def value_at(body: Json, pointer: str) -> Json:
    """Return what stands at a place of a body; None where nothing does."""
    here: Any = body
    for step in steps_of(pointer):
        here = here.get(step) if is_object(here) else None
    return here


def shortened(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Return the same change in the fewest edits that people can read: one, if no value is long."""
    made: list[Edit] = []
    for edit in edits:
        last = edit
        while made and (last.pointer + "/").startswith(made[-1].pointer + "/"):
            before = made[-1]
            inner = last.pointer.removeprefix(before.pointer)
            if inner and (last.times != 1 or before.times != 1):
                break
            made.pop()
            if inner:
                change = (Edit(inner, last.value, is_drop=last.is_drop),)
                last = Edit(before.pointer, applied(before.value, change))
        made.append(last)
    return tuple(made)


class Bodies:
    """The cases of one media type of a request body."""

    def __init__(self, made: Synthesiser, content: ir.Content) -> None:
        self.made = made
        self.content = content
        self.at = At(content.schema, content.pointer + "/schema")
        self.is_form = content.kind in ("form", "multipart")
        self.files = dict(files_of(made, self.at, content)) if self.is_form else {}
        self.unasked: dict[str, str] = {}
        """By place of the document, why a case that would break it is none."""
        self.left_out: list[str] = []
        """What could be valid and is not asked, and why."""

    def smallest(self) -> Json:
        """Return the smallest valid body, the document's values first. Raises :class:`GiveUp`."""
        for example in self.content.examples:
            if is_object(example.value) and self.is_valid(example.value):
                required = self.made.shape(self.at).required
                small = {name: value for name, value in example.value.items() if name in required}
                is_enough = self.is_valid(small) and (_has_fields(small) or not self.is_form)
                return small if is_enough else example.value
        for value in self.made.values(self.at, is_filled=self.is_form):
            full = self.filled(value) if self.is_form else value
            if not self.is_form or (_has_fields(full) and self.is_valid(_as_sent(full))):
                return full
        raise GiveUp("a form without fields cannot be told from no body")

    def filled(self, body: Json) -> Json:
        """Return a form whose lists have items, since of none nothing is sent."""
        if not is_object(body):
            return body
        fields = self.made.shape(self.at).properties
        return {
            name: next(self.made.values(fields[name], is_filled=True, is_empty=False), value)
            if value == [] and name in fields
            else value
            for name, value in body.items()
        }

    def is_valid(self, body: Json) -> bool:
        """Return whether the document allows the body."""
        return self.made.is_valid(self.content.schema, body)

    def is_form_valid(self, body: Json) -> bool:
        """Return whether a body is a form of which something is sent that the document allows."""
        return _has_fields(body) and self.is_valid(body) and self.is_valid(_as_sent(body))

    def cases(self, base: Json) -> Iterator[tuple[bool, Case]]:
        """Yield each variant of the base that is what it claims to be."""
        seen: set[str] = {_key(base)}
        free: dict[tuple[str, ...], bool] = {}
        for found in variants(self.made, self.at, base):
            if (
                found.path
                and found.path[0] in self.files
                and found.keyword not in ("properties", "required")
            ):
                self.leave(found, "what is in a file is nobody's business here")
                continue
            if (
                found.is_valid
                and found.keyword not in ("properties", "items")
                and len(found.path) > 1
            ):
                if found.path not in free:
                    free[found.path] = self.is_free(base, found)
                if free[found.path] and not self.is_common(base, found):
                    continue  # another alternative allows anything here, so the limit is no limit
            edits = shortened(found.edits)
            whole = applied(base, edits)
            if self.is_form and found.edits[-1].is_drop and not _has_fields(whole):
                edits += self.another_field(base)  # a form of no fields is no body
                whole = applied(base, edits)
            if _key(whole) in seen:
                self.leave(found, "what breaks it is asked for elsewhere already")
                continue
            if not self.holds(found, base, whole):
                why = "in a form it is text, which may be read as a value that is allowed"
                self.leave(found, why if self.is_form else "another rule allows the same value")
                continue
            seen.add(_key(whole))
            name = ".".join(found.path) or "the body"
            yield found.is_valid, Case(f"{name}: {found.note}", found.at, found.says, edits)

    def texts(self, base: Json) -> Iterator[Case]:
        """Yield the form with each field that may be a file or a text, as the latter."""
        fields = self.made.shape(self.at).properties if self.content.kind == "multipart" else {}
        for name in self.files if is_object(base) else ():
            found = text_for(self.made, fields[name])
            if found is None:
                continue
            at, text = found
            if not self.is_form_valid({**base, name: text}):
                self.left_out.append(f"{name} may not be sent: a text fits several of its oneOf")
                continue
            put = (Edit(pointer_of((name,)), text),)
            says = "one of several alternatives"
            yield Case(f"{name}: a text, no file", at, says, put, texts=(name,))

    def another_field(self, base: Json) -> tuple[Edit, ...]:
        """Return a change that puts a text into a form which need not have it, if there is one."""
        if not is_object(base):
            return ()
        for name, field in self.made.shape(self.at).properties.items():
            if name in base or name in self.files:
                continue
            for value in self.made.values(field, is_filled=True):
                if isinstance(value, str) and self.is_form_valid({**base, name: value}):
                    return (Edit(pointer_of((name,)), value),)
        return ()

    def leave(self, found: Variant, reason: str) -> None:
        """Take note of why a variant that claims to be invalid becomes no case."""
        if not found.is_valid:
            self.unasked.setdefault(found.at, reason)

    def is_free(self, base: Json, found: Variant) -> bool:
        """Return whether the body may hold anything at the place of a variant."""
        pointer = found.edits[-1].pointer
        odd: tuple[Json, ...] = ({"~": []}, [[]], -987654.5, "~", None, False)
        return all(
            self.is_valid(applied(base, (*found.edits[:-1], Edit(pointer, value)))) for value in odd
        )

    def is_common(self, base: Json, found: Variant) -> bool:
        """Whether each of several known kinds of an object allows what a variant makes of it.

        Which of them a server has in mind may hang on another value. What all allow is right for
        any of them, even where a further one allows anything.
        """
        here, value = self.at, applied(base, found.edits)
        for step in found.path:
            try:
                branches = list(islice(self.made.branches(self.made.shape(here)), 12))
            except GiveUp:
                return False
            kinds = [one for one in branches if "object" in one.types]
            if not kinds or not is_object(value):
                return False
            if len(kinds) > 1:
                return all(self.made.fits(kind, value) for kind in kinds)
            field = kinds[0].properties.get(step)
            if field is None:
                return False
            here, value = field, value[step]
        return False

    def holds(self, found: Variant, base: Json, whole: Json) -> bool:
        """Return whether the claim of a variant is true of the whole body, however it is read."""
        if not self.is_form:
            return self.is_valid(whole) == found.is_valid
        if not _has_fields(whole):
            return False  # nothing would be sent
        if found.is_valid:
            return self.is_valid(_as_sent(whole))
        if (
            len(found.path) != 1
            or not is_object(whole)
            or (found.path[0] in self.files and found.keyword != "required")
        ):
            return False  # inside a field that is sent as JSON text, a server may look or not
        name = found.path[0]
        if name not in whole:
            return not self.is_valid(whole)
        value = whole[name]
        if isinstance(value, list | dict) or value is None or (value == "" and name not in base):
            return False  # an empty field may count as one that is not there
        return not any(self.is_valid({**whole, name: read}) for read in readings(text_of(value)))


def readings(text: str) -> list[Json]:
    """Return every value that a server may read a text as."""
    found: list[Json] = [text, [text], text.split(",")]
    try:
        value = json.loads(text)
    except ValueError:
        return found
    return [*found, value, [value]]


def parameter_cases(made: Synthesiser, parameter: ir.Parameter) -> Iterator[tuple[bool, Case]]:
    """Yield the cases of one parameter."""
    at = At(parameter.schema, parameter.pointer + "/schema")
    seen: set[str] = set()
    try:
        base = made.value(at)
    except GiveUp:
        return
    is_spelt = may_be_object(made, parameter)
    for found in variants(made, at, base):
        if found.path or len(found.edits) != 1 or found.edits[0].is_drop:
            continue
        if is_spelt and not found.is_valid:
            continue  # most texts are objects in some reading
        value = applied(base, found.edits)
        case = _parameter_case(made, parameter, found, value)
        if case is not None and repr(case[1].query + case[1].path + case[1].headers) not in seen:
            seen.add(repr(case[1].query + case[1].path + case[1].headers))
            yield case


def _parameter_case(
    made: Synthesiser, parameter: ir.Parameter, found: Variant, value: Json
) -> tuple[bool, Case] | None:
    if found.is_valid:
        if not made.is_valid(parameter.schema, value):
            return None
    elif isinstance(value, dict) or any(
        made.is_valid(parameter.schema, read) for read in readings(_spelt(value))
    ):
        return None
    name = f"{parameter.wire}: {found.note}"
    case = placed(parameter, value, Case(name, found.at, found.says))
    return None if case is None else (found.is_valid, case)


def _spelt(value: Json) -> str:
    """Return a value of a parameter as text, a list with commas between its items."""
    return ",".join(map(text_of, value)) if is_list(value) else text_of(value)


def may_be_object(made: Synthesiser, parameter: ir.Parameter) -> bool:
    """Whether a parameter may be an object that is no JSON text, but spelt in some style."""
    at = At(parameter.schema, parameter.pointer + "/schema")
    kinds = (branch.types for branch in made.branches(made.shape(at)))
    return not parameter.media and any("object" in names for names in kinds)


def _has_fields(body: Json) -> bool:
    """Whether a body is a form of which something is sent."""
    return is_object(body) and bool(_as_sent(body))


def _as_sent(form: dict[str, Json]) -> dict[str, Json]:
    """Return a form with null as text, without lists of no items, of which nothing is sent."""
    return {name: "null" if value is None else value for name, value in form.items() if value != []}


def _key(body: Json) -> str:
    return json.dumps(body, sort_keys=True)
