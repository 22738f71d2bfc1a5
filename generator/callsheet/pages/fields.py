"""A row of a table against the field that the document declares: type, presence, values, limits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from callsheet.diagnostics import Severity
from callsheet.likeness import did_you_mean
from callsheet.pages.declared import Field
from callsheet.pages.finding import Difference
from callsheet.pages.page import Text
from callsheet.pages.prose import Default, Limit, Says, Values, said_next, says_of, tokens
from callsheet.pages.tables import Row, types_of

_LIMITS = {
    ("most", "value"): ("maximum", "exclusiveMaximum"),
    ("least", "value"): ("minimum", "exclusiveMinimum"),
    ("most", "length"): ("maxLength",),
    ("least", "length"): ("minLength",),
    ("most", "items"): ("maxItems",),
    ("least", "items"): ("minItems",),
}
_FRACTION = re.compile(r"number|float|double|decimal|浮点|小数", re.IGNORECASE)
_NOTHING = frozenset(("", "-", "–", "—", "/", "无", "none", "null", "n/a", "なし", "空"))


def compare_row(row: Row, declared: Field) -> Iterator[Difference]:
    """Yield where a row and the field differ."""
    if row.required is not None and row.required != declared.required:
        page, spec = ("required", "optional") if row.required else ("optional", "required")
        yield _differs(
            "page-required",
            f"`{row.name}` is {page} on the page and {spec} in the document",
            row.required_line,
            declared,
            said=row.required,
        )
    if row.type is not None:
        yield from _type(row.name, row.type, declared)
    if row.default is not None and row.default.text.strip(" `").lower() not in _NOTHING:
        yield from _default(row.name, row.default.text.strip(" `\"'"), row.default.line(), declared)
    if row.values is not None:
        listed = tokens(row.values.text)
        if len(listed) > 1 and declared.values:
            yield from _values(row.name, Values(listed, row.values.line()), declared)
        else:
            yield from compare_text(row.name, row.values, declared)
    if row.description is not None:
        yield from compare_text(row.name, row.description, declared, default=row.default is None)


def compare_text(
    name: str, text: Text, declared: Field, *, default: bool = True
) -> Iterator[Difference]:
    """Yield where a description and the field differ."""
    yield from _compare(name, says_of(text), declared, default=default)


def compare_clause(name: str, text: Text, declared: Field) -> Iterator[Difference]:
    """Yield where the rest of a clause that names a field differs from the field."""
    yield from _compare(name, said_next(text), declared, default=True)


def _compare(
    name: str, said: Iterable[Says], declared: Field, *, default: bool
) -> Iterator[Difference]:
    for says in said:
        match says:
            case Default(value, line) if default:
                yield from _default(name, value, line, declared)
            case Values():
                yield from _values(name, says, declared)
            case Limit():
                yield from _limit(name, says, declared)
            case _:
                pass


def _type(name: str, text: Text, declared: Field) -> Iterator[Difference]:
    page = set(types_of(text.text)) - {"null", "any"}
    spec = set(declared.types) - {"null"}
    if not page or not spec or not declared.types:
        return
    if (
        "file" in page
        and "string" in spec
        and "file" not in spec
        and declared.node.text("in") == ""
    ):
        page = page - {"file"} | {"string"}
    if "file" in spec:
        spec.add("string")
    if "integer" in spec and not _FRACTION.search(text.text):
        spec.add("number")  # 数字, число: any number
    wrong = {kind for kind in page if kind not in spec}
    if wrong:
        told, known = " or ".join(sorted(page)), " or ".join(sorted(declared.types))
        yield _differs(
            "page-type",
            f"`{name}` is {told} on the page and {known} in the document",
            text.line(),
            declared,
            said=tuple(sorted(page)),
        )


def _default(name: str, value: str, line: int, declared: Field) -> Iterator[Difference]:
    if declared.default:
        if _same(value, declared.default[0]):
            return
        spec = f"`{shown(declared.default[0])}`"
    else:
        if not _is_value(value, declared):
            return
        spec = "not named"
    yield _differs(
        "page-default",
        f"the default of `{name}` is `{value}` on the page and {spec} in the document",
        line,
        declared,
        said=value,
    )


def _is_value(value: str, declared: Field) -> bool:
    """Tell whether the word behind ``default`` is a value, not the rest of a sentence."""
    if declared.values:
        return any(_same(value, known) for known in declared.values)
    if {"integer", "number"} & declared.types:
        return value.replace(".", "", 1).lstrip("-").isdigit()
    return "boolean" in declared.types and value.lower() in ("true", "false")


def _values(name: str, said: Values, declared: Field) -> Iterator[Difference]:
    known = declared.values
    if not known:
        return
    unknown = [value for value in said.values if not any(_same(value, each) for each in known)]
    if len(unknown) == len(said.values) and not declared.closed and not said.always:
        return  # a list of something else
    for value in unknown:
        yield _differs(
            "page-enum",
            f"`{value}` is a value of `{name}` on the page and not in the document",
            said.line,
            declared,
            hint=did_you_mean(value, [str(each) for each in known]),
            said=("add", value),
        )
    if said.always:
        return
    for each in known:
        if not any(_same(value, each) for value in said.values):
            yield _differs(
                "page-enum",
                f"`{shown(each)}` is a value of `{name}` in the document and not on the page",
                said.line,
                declared,
                said=("remove", each),
                severity=None if declared.closed else "note",
            )


def _limit(name: str, said: Limit, declared: Field) -> Iterator[Difference]:
    kind = said.of or _measure(declared)
    if kind == "value" and not {"integer", "number"} & declared.types:
        return
    keywords = _LIMITS[said.side, kind]
    there = next(
        ((each, declared.limits[each]) for each in keywords if each in declared.limits), None
    )
    if there and there[1] == said.number:
        return
    spec = f"{there[1]:g}" if there else "not set"
    word = "most" if said.side == "most" else "least"
    yield _differs(
        "page-limit",
        f"`{name}` has at {word} {said.number:g} on the page; "
        f"`{keywords[0]}` is {spec} in the document",
        said.line,
        declared,
        said=(there[0] if there else keywords[0], said.number),
    )


def _measure(declared: Field) -> str:
    if "array" in declared.types:
        return "items"
    return "value" if {"integer", "number"} & declared.types else "length"


def _differs(
    code: str,
    message: str,
    line: int,
    declared: Field,
    *,
    said: Any,
    hint: str = "",
    severity: Severity | None = None,
) -> Difference:
    return Difference(
        code,
        message,
        line,
        declared.node,
        hint,
        field=declared,
        name=declared.name,
        severity=severity,
        said=said,
    )


def _same(written: str, value: Any) -> bool:
    """Tell whether a page's word is a value: the quotation marks and the digits may differ."""
    if isinstance(value, bool):
        return written.lower() == str(value).lower()
    if isinstance(value, int | float):
        try:
            return float(written) == value
        except ValueError:
            return False
    return written == shown(value)


def shown(value: Any) -> str:
    """Return a value as a page would print it."""
    return (
        "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    )
