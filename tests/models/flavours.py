"""The model flavours of an API beside pydantic, written and imported; and JSON to feed them."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from hypothesis import strategies as st

from callsheet.cache import Cache
from callsheet.config import Settings
from callsheet.diagnostics import Report
from callsheet.ir import (
    Alias,
    Anything,
    Api,
    Array,
    Kind,
    Literal,
    Mapping,
    Nullable,
    Record,
    Ref,
    Required,
    Scalar,
    Type,
    Union,
)
from callsheet.languages.python import Python, filters
from callsheet.lower import lower
from callsheet.names import Names, name
from callsheet.parts import Parts
from callsheet.read import read
from callsheet.render import render
from callsheet.targets import discover, folders
from callsheet.tidy import tidy

FLAVOURS = ("dataclass", "msgspec")
ROOT = Path(__file__).parents[2]
SPECS = {
    "video": ROOT / "spec" / "video.openapi.yaml",
    "image_job": ROOT / "tests" / "specs" / "image_job" / "image_job.yaml",
    "kitchen_sink": ROOT / "tests" / "specs" / "kitchen_sink" / "openapi.yaml",
}


def read_api(document: Path) -> Api:
    report = Report()
    found = lower(read(document, report), report)
    assert not report.has_errors
    return found


def write_flavours(api: Api, folder: Path) -> Path:
    """Write what the flavours make of an API; a folder is its package."""
    report = Report()
    names = name(api, Python(), report)
    known = discover(folders(None), report)
    targets = [known["values"], *(known[f"models-{one}"] for one in FLAVOURS)]
    tree = render(
        api,
        names,
        targets,
        Settings(folder.name, folder.name, folder.name.upper()),
        filters=filters,
        folders=folders(None),
        report=report,
        parts=Parts(Cache(None, report), "test"),
    )
    for file in tidy(tree, report, Cache(None, report)):
        path = folder.parent / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return folder


@dataclass(frozen=True, slots=True)
class Flavour:
    """One models module, imported."""

    api: Api = field(repr=False)
    names: Names = field(repr=False)
    models: ModuleType

    def type(self, made: Type) -> Any:
        """Return the type of the module that a type of the document is."""
        match made:
            case Ref(target=target):
                return getattr(self.models, self.names.type(target))
            case Array(item=item):
                return list[self.type(item)]  # type: ignore[misc]
            case Mapping(value=value):
                return dict[str, self.type(value)]  # type: ignore[misc]
            case _:
                return Any

    def round_trip(self, made: Type, value: object, *, strict: bool = True) -> Any:
        return self.models.encode(self.models.decode(self.type(made), value, strict=strict))


def imported(api: Api, package: Path) -> dict[str, Flavour]:
    """Return the flavours of a package that :func:`write_flavours` wrote."""
    sys.path.insert(0, str(package.parent))
    try:
        return {
            one: Flavour(
                api,
                name(api, Python(), Report()),
                importlib.import_module(f"{package.name}.models_{one}"),
            )
            for one in FLAVOURS
        }
    finally:
        sys.path.pop(0)


def examples(api: Api) -> Iterator[tuple[str, Type, Any]]:
    """Yield every named example of a body or an answer that JSON carries."""
    for operation in api.operations:
        bodies = operation.body.contents if operation.body else ()
        answers = (content for answer in operation.responses for content in answer.contents)
        for content in (*bodies, *answers):
            for example in content.examples:
                if not example.file and "json" in content.media:
                    yield example.pointer, content.type, example.value


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    # One notation of a number for another is no loss: 2 and 2.0 are equal.
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
_SCALARS: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.STRING: st.text(max_size=8),
    Kind.INTEGER: st.integers() | st.integers(min_value=2**80),
    Kind.NUMBER: st.floats(allow_nan=False, allow_infinity=False) | st.integers(),
    Kind.BOOLEAN: st.booleans(),
    Kind.DATE: st.dates().map(str),
    Kind.DATETIME: st.sampled_from(
        [
            *("2020-01-02T03:04:05Z", "2020-01-02t03:04:05.5z", "2020-01-02 03:04:05+05:30"),
            *("2020-01-02T03:04:05.123456789-00:00", "1999-12-31T23:59:59", "0001-01-01T00:00:00Z"),
        ]
    ),
    Kind.UUID: st.uuids().map(str) | st.uuids().map(lambda one: str(one).upper()),
    Kind.BINARY: st.text(max_size=4),
}


@st.composite
def instances(draw: st.DrawFn, api: Api, made: Type, depth: int = 0) -> Any:
    """Return values of a type, with fields and values that a later release may add."""
    match made:
        case Scalar(kind=kind):
            return draw(_SCALARS[kind])
        case Ref(target=target):
            found = {one.pointer: one for one in api.declarations}.get(target)
            if found is None:
                return draw(JSON)
            inner = found if isinstance(found, Record) else found.type
            return draw(_declared(api, inner, depth + 1))
        case Array(item=item):
            return draw(st.lists(instances(api, item, depth + 1), max_size=0 if depth > 3 else 2))
        case Mapping(value=value):
            many = st.dictionaries(st.text(max_size=4), instances(api, value, depth + 1))
            return {} if depth > 3 else draw(many)
        case Nullable(inner=inner_type):
            return draw(st.none() | instances(api, inner_type, depth))
        case Literal(values=values, kind=kind, is_const=is_const):
            known = st.sampled_from(values)
            return draw(known if is_const else known | _SCALARS[kind])
        case Union(members=members):
            return draw(instances(api, draw(st.sampled_from(members)), depth))
        case Anything():
            return draw(JSON)


def _declared(api: Api, made: Record | Type, depth: int) -> st.SearchStrategy[Any]:
    return _object(api, made, depth) if isinstance(made, Record) else instances(api, made, depth)


@st.composite
def _object(draw: st.DrawFn, api: Api, record: Record, depth: int) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for one in record.fields:
        is_required = isinstance(one.presence, Required)
        if is_required and depth > 8:
            return made
        if is_required or (depth < 4 and draw(st.booleans())):
            made[one.key] = draw(instances(api, one.type, depth))
    known = {one.key for one in record.fields}
    if isinstance(record.extra, Anything | None) and draw(st.booleans()):
        key = draw(st.text(max_size=5).filter(lambda one: one not in known))
        made[key] = draw(JSON)
    return made


def named(api: Api) -> list[Ref]:
    """Return a reference to every declaration."""
    return [Ref(one.pointer) for one in api.declarations if isinstance(one, Record | Alias)]
