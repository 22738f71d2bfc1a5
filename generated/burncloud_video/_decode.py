"""From JSON to models, whatever the server sends.

First by the book. What the book refuses is then taken apart: every part that is as
declared becomes what it is declared to be, and every other part stays as it came. So a
value of another type, a null, a missing field or a new variant costs a client that part
of its typing, and never the answer.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Mapping
from functools import lru_cache
from typing import (
    Annotated,
    Any,
    Literal,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from typing_extensions import TypeAliasType

from ._came import NotAsDeclared, misread, problems, remember
from ._model import Model, Tagged, wire_name

_DEEPEST = 150
"""Levels of a refused value that are looked into; what lies deeper stays as it came."""


def decode(type_: Any, value: Any, *, strict: bool = False) -> Any:
    """Return a JSON value as a value of the type.

    With `strict`, NotAsDeclared is raised where the value is not as declared. Without, a
    missing field is None, a value of the wrong type is what it can be read as or else
    itself, an object of a variant that this client does not know is a plain `Model`.
    """
    wrong: dict[str, str] = {}
    try:
        made = _adapter(type_).validate_python(value, by_alias=True, by_name=False)
    except ValidationError as error:
        wrong = problems(error, value) if strict else wrong
        made = _salvage(type_, value, 0)
    if strict:
        wrong = {**misread(made, value), **wrong}
        if wrong:
            raise NotAsDeclared(dict(sorted(wrong.items())))
    remember(made, value)
    return made


@lru_cache(maxsize=None)
def _adapter(type_: Any) -> TypeAdapter[Any]:
    return TypeAdapter(type_)


def _salvage(type_: Any, value: Any, depth: int) -> Any:
    """Return as much of the value as is of the type."""
    if value is None or depth > _DEEPEST:
        return value
    depth += 1
    type_, tagged = _plain(type_)
    if tagged is not None and isinstance(value, dict):
        return _salvage_tagged(tagged, type_, cast("dict[str, Any]", value), depth)
    origin, arguments = get_origin(type_), get_args(type_)
    if origin in (Union, types.UnionType):
        return _salvage_union(type_, value, depth)
    if isinstance(value, dict):
        members = cast("dict[str, Any]", value)
        if origin is dict:
            return {
                key: _salvage(arguments[1], one, depth) for key, one in members.items()
            }
        if _is_model(type_):
            return _salvage_model(type_, members, depth)
    if isinstance(value, list) and origin is list:
        return [
            _salvage(arguments[0], one, depth) for one in cast("list[object]", value)
        ]
    return _fitting(type_, value)


def _fitting(type_: Any, value: Any) -> Any:
    """Return the value as one of the type if it is, else as it is."""
    try:
        return _adapter(type_).validate_python(value, by_alias=True, by_name=False)
    except ValidationError:
        return value


def _salvage_model(made: type[Model], value: dict[str, Any], depth: int) -> Model:
    if not made.__pydantic_complete__:
        made.model_rebuild()
    attributes: dict[str, Any] = {}
    seen: set[str] = set()
    unknown = dict(value)
    for name, field in made.model_fields.items():
        key = wire_name(name, field)
        if key in value:
            seen.add(name)
            attributes[name] = _salvage(_annotation(field), unknown.pop(key), depth)
        else:
            attributes[name] = None if field.is_required() else field.default
    rest = _type_of_rest(made)
    extra = {key: _salvage(rest, one, depth) for key, one in unknown.items()}
    # model_construct would take an unknown key for the field of that Python name.
    model = made.__new__(made)
    object.__setattr__(model, "__dict__", attributes)
    object.__setattr__(model, "__pydantic_fields_set__", seen | extra.keys())
    object.__setattr__(model, "__pydantic_extra__", extra)
    object.__setattr__(model, "__pydantic_private__", None)
    return model


def _salvage_tagged(
    tagged: Tagged, members: Any, value: dict[str, Any], depth: int
) -> Any:
    tag = tagged.tag(value)
    if tag is None:
        return _salvage(members, value, depth)
    if tag in tagged.choices:
        return _salvage(tagged.choices[tag], value, depth)
    return _salvage_model(Model, value, depth)


def _salvage_union(union: Any, value: Any, depth: int) -> Any:
    """Take the member that fits, else the one that fits best."""
    fitting = _fitting(union, value)
    if fitting is not value:
        return fitting
    members = _members(union)
    if not isinstance(value, dict):
        wanted = [one for one in members if get_origin(one) is list]
        return _salvage(wanted[0], value, depth) if wanted else value
    found = cast("dict[str, Any]", value)
    for one in get_args(union):
        plain, tagged = _plain(one)
        if tagged is not None:
            return _salvage_tagged(tagged, plain, found, depth)
    scored = [(_score(one, found), one) for one in members if _is_model(one)]
    likely = [(score, one) for score, one in scored if score is not None]
    if likely:
        return _salvage(max(likely, key=lambda pair: pair[0])[1], found, depth)
    maps = [one for one in members if get_origin(one) is dict]
    if maps:
        return _salvage(maps[0], found, depth)
    return _salvage_model(Model, found, depth) if scored else found


def _score(made: type[Model], value: dict[str, Any]) -> int | None:
    """Return how well an object fits a model; None where a constant tells otherwise."""
    if not made.__pydantic_complete__:
        made.model_rebuild()
    score = 0
    for name, field in made.model_fields.items():
        key = wire_name(name, field)
        if key not in value:
            score -= 2 * field.is_required()
        elif _is_other_constant(field, value[key]):
            return None
        else:
            score += 1
    return score


def _is_other_constant(field: FieldInfo, value: object) -> bool:
    return get_origin(field.annotation) is Literal and value not in get_args(
        field.annotation
    )


def _members(union: Any) -> list[Any]:
    """Return the members of a union, those of unions among them included."""
    found: list[Any] = []
    for member in get_args(union):
        plain, _ = _plain(member)
        is_union = get_origin(plain) in (Union, types.UnionType)
        found.extend(_members(plain) if is_union else [plain])
    return found


def _is_model(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, Model)


def _plain(type_: Any) -> tuple[Any, Tagged | None]:
    """Return what an alias or an annotated type stands for, and its tags."""
    tagged: Tagged | None = None
    while True:
        if isinstance(type_, TypeAliasType):
            type_ = _meaning(type_)
        elif get_origin(type_) is Annotated:
            type_, *notes = get_args(type_)
            tagged = next((note for note in notes if isinstance(note, Tagged)), tagged)
        else:
            return type_, tagged


@lru_cache(maxsize=None)
def _meaning(alias: TypeAliasType) -> Any:
    """Return the type that a recursive alias is; it is written as text."""
    holder = types.SimpleNamespace(__annotations__={"value": alias.__value__})
    names = vars(sys.modules[cast("str", alias.__module__)])
    return get_type_hints(holder, names, include_extras=True)["value"]


def _annotation(field: FieldInfo) -> Any:
    """Return the type of a field, with the tags that pydantic set aside."""
    tagged = [note for note in field.metadata if isinstance(note, Tagged)]
    return Annotated[field.annotation, tagged[0]] if tagged else field.annotation


@lru_cache(maxsize=None)
def _type_of_rest(made: type[Model]) -> Any:
    """Return the type of the fields that a model does not name."""
    own = cast("Mapping[str, Any]", vars(made).get("__annotations__", {}))
    if "__pydantic_extra__" not in own:
        return Any
    return get_args(get_type_hints(made, include_extras=True)["__pydantic_extra__"])[1]
