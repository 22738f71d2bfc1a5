"""Derive: the variants of a body or a parameter become cases, each claim checked by a validator."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from callsheet import ir
from callsheet.cases.limits import Variant
from callsheet.cases.model import Case, Edit
from callsheet.cases.shapes import At, GiveUp
from callsheet.cases.synthesise import Synthesiser
from callsheet.cases.variants import variants
from callsheet.ir import Json
from callsheet.plain import is_list, is_object
from callsheet.source import steps_of

MOST = 400
"""Cases of one request; a form of hundreds of nested fields would have more than anyone awaits."""


def applied(body: Json, edits: tuple[Edit, ...]) -> Json:
    """Return the body with the edits made. The body itself stays as it is."""
    made = deepcopy(body)
    for edit in edits:
        steps = steps_of(edit.pointer)
        value = edit.value * edit.times if edit.times != 1 else deepcopy(edit.value)
        if not steps:
            made = value
            continue
        here = made
        for step in steps[:-1]:
            here = here[int(step) if is_list(here) else step]
        last: Any = int(steps[-1]) if is_list(here) else steps[-1]
        if edit.is_drop:
            del here[last]
        else:
            here[last] = value
    return made


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
        self.files = dict(_files(made, self.at, content)) if self.is_form else {}

    def smallest(self) -> Json:
        """Return the smallest valid body, the document's values first. Raises :class:`GiveUp`."""
        for example in self.content.examples:
            if is_object(example.value) and self.is_valid(example.value):
                required = self.made.shape(self.at).required
                small = {name: value for name, value in example.value.items() if name in required}
                return small if self.is_valid(small) else example.value
        return self.made.value(self.at)

    def is_valid(self, body: Json) -> bool:
        """Return whether the document allows the body."""
        return self.made.is_valid(self.content.schema, body)

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
                continue  # what is in a file is nobody's business here
            if (
                found.is_valid
                and found.keyword not in ("properties", "items")
                and len(found.path) > 1
            ):
                if found.path not in free:
                    free[found.path] = self.is_free(base, found)
                if free[found.path]:
                    continue  # another alternative allows anything here, so the limit is no limit
            edits = shortened(found.edits)
            whole = applied(base, edits)
            if _key(whole) in seen or not self.holds(found, base, whole):
                continue
            seen.add(_key(whole))
            name = ".".join(found.path) or "the body"
            yield found.is_valid, Case(f"{name}: {found.note}", found.at, found.says, edits)

    def is_free(self, base: Json, found: Variant) -> bool:
        """Return whether the body may hold anything at the place of a variant."""
        pointer = found.edits[-1].pointer
        odd: tuple[Json, ...] = ({"~": []}, [[]], -987654.5, "~", None, False)
        return all(
            self.is_valid(applied(base, (*found.edits[:-1], Edit(pointer, value)))) for value in odd
        )

    def holds(self, found: Variant, base: Json, whole: Json) -> bool:
        """Return whether the claim of a variant is true of the whole body, however it is read."""
        if not self.is_form:
            return self.is_valid(whole) == found.is_valid
        if found.is_valid:
            return is_object(whole) and self.is_valid(whole)
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


def text_of(value: Json) -> str:
    """Return a value as forms, paths, queries and headers carry it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


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
    for found in variants(made, at, base):
        if found.path or len(found.edits) != 1 or found.edits[0].is_drop:
            continue
        value = applied(base, found.edits)
        case = _parameter_case(made, parameter, found, value)
        if case is not None and repr(case[1].query + case[1].path + case[1].headers) not in seen:
            seen.add(repr(case[1].query + case[1].path + case[1].headers))
            yield case


def _parameter_case(
    made: Synthesiser, parameter: ir.Parameter, found: Variant, value: Json
) -> tuple[bool, Case] | None:
    if value is None or value in ("", [], {}):
        return None  # nothing of it would be sent
    if found.is_valid:
        if not made.is_valid(parameter.schema, value):
            return None
    elif isinstance(value, dict | list) or any(
        made.is_valid(parameter.schema, r) for r in readings(text_of(value))
    ):
        return None
    name = f"{parameter.wire}: {found.note}"
    case = placed(parameter, value, Case(name, found.at, found.says))
    return None if case is None else (found.is_valid, case)


def placed(parameter: ir.Parameter, value: Json, case: Case) -> Case | None:
    """Return the case with the value in the parameter's place; None where it cannot go there."""
    pairs = sent(parameter, value)
    first = pairs[0][1] if pairs else ""
    rest = (case.name, case.at, case.says)
    if parameter.location == "query":
        names = dict.fromkeys((parameter.wire, *(name for name, _ in pairs)))
        query = tuple((n, tuple(text for name, text in pairs if name == n)) for n in names)
        return Case(
            *rest,
            query=tuple(
                (n, texts) for n, texts in query if texts or (n == parameter.wire and not pairs)
            ),
        )
    if parameter.location == "path":
        return None if first in ("", ".", "..") else Case(*rest, path=((parameter.wire, first),))
    if parameter.location == "header":
        fits = first == first.strip() and first.isascii() and first.isprintable() and first
        return Case(*rest, headers=((parameter.wire, first),)) if fits else None
    return None


def sent(parameter: ir.Parameter, value: Json) -> list[tuple[str, str]]:
    """Return the pairs of name and text that a value travels as."""
    name = parameter.wire
    if parameter.media:
        return [(name, json.dumps(value, ensure_ascii=False))]
    if is_object(value):
        items = [(key, text_of(one)) for key, one in value.items()]
        if parameter.style == "deepObject":
            return [(f"{name}[{key}]", text) for key, text in items]
        if parameter.explode and parameter.location == "query":
            return items
        glue = "=" if parameter.explode else ","
        return [(name, ",".join(f"{key}{glue}{text}" for key, text in items))]
    if is_list(value):
        texts = [text_of(one) for one in value]
        if parameter.explode and parameter.location == "query":
            return [(name, text) for text in texts]
        glue = {"spaceDelimited": " ", "pipeDelimited": "|"}.get(parameter.style, ",")
        return [(name, glue.join(texts))]
    prefix = {"label": ".", "matrix": f";{name}="}.get(parameter.style, "")
    return [(name, prefix + text_of(value))]


def _files(made: Synthesiser, at: At, content: ir.Content) -> Iterator[tuple[str, str]]:
    """Yield the fields of a form that are files, with the media type to send."""
    medias = {part.key: part.media.partition(",")[0].strip() for part in content.parts}
    try:
        fields = made.shape(at).properties
    except GiveUp:
        return
    for name, field in fields.items():
        try:
            shapes = list(made.branches(made.shape(field)))
        except GiveUp:
            continue
        for shape in shapes:
            words = {
                word: at.schema
                for part in shape.parts
                for word in part.schema
                for at in [part.below(word)]
            }
            media = str(words.get("contentMediaType", ""))
            is_bytes = words.get("format") == "binary" or (media and "contentEncoding" not in words)
            if is_bytes and "json" not in media:
                yield name, medias.get(name) or media or "application/octet-stream"
                break


def _key(body: Json) -> str:
    return json.dumps(body, sort_keys=True)
