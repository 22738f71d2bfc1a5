"""From JSON to plain classes and back, without loss.

A reader is made once for each type, of its annotations. What is as declared becomes what
it is declared to be; what is not stays as it came, and is a problem with a place.
"""

from __future__ import annotations

import datetime as dt
import math
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from inspect import get_annotations
from threading import Lock
from typing import (
    Annotated,
    Any,
    ForwardRef,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    overload,
)
from uuid import UUID

from ._readers import (
    SCALARS,
    NotAsDeclared,
    NotJson,
    Place,
    Problems,
    Reader,
    kind_of,
    pointer,
    read_anything,
    read_constant,
    read_list,
    read_mapping,
    read_nullable,
)
from ._texts import written

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Tagged:
    """Says which field of an object tells the member of a union."""

    key: str
    choices: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Key:
    """Says how a field is called on the wire, where its own class has no way to."""

    name: str


@dataclass(frozen=True, slots=True)
class Known:
    """A field of a class."""

    name: str
    key: str
    """As it stands on the wire."""
    is_required: bool


class Codec:
    """Reads and writes the classes of one kind.

    They stand in `module` and derive from `base`. `fields` tells those of a class, `make`
    makes one of its fields and all others, and `unset` stands for an absent field.
    """

    def __init__(
        self,
        module: str,
        base: type,
        fields: Callable[[type], list[Known]],
        make: Callable[[type, dict[str, Any], dict[str, Any]], Any],
        unset: object,
    ) -> None:
        self.module = module
        self.base = base
        self.fields = fields
        self.make = make
        self.unset = unset
        self._ready: dict[Any, Reader] = {}
        self._readers: dict[Any, Reader] = {}
        self._known: dict[type, list[Known]] = {}
        self._building = Lock()

    @overload
    def decode(self, type_: type[T], value: object, *, strict: bool = False) -> T: ...

    @overload
    def decode(self, type_: object, value: object, *, strict: bool = False) -> Any: ...

    def decode(self, type_: Any, value: object, *, strict: bool = False) -> Any:
        """Return a JSON value as a value of the type.

        What is not as declared stays as it came; with `strict`, it raises NotAsDeclared.
        """
        read = self._ready.get(type_)
        if read is None:
            with self._building:
                read = self._ready[type_] = self._reader(type_)
        wrong: Problems = []
        made = read(value, None, wrong)
        if strict and wrong:
            raise NotAsDeclared({pointer(at): said for at, said in reversed(wrong)})
        return made

    def encode(self, value: object) -> Any:
        """Return the JSON value that a model, or a list or mapping of models, stands for.

        Raises NotJson where something in it has no place in JSON.
        """
        return self._encode(value, None)

    def _encode(self, value: object, at: Place) -> Any:
        if isinstance(value, self.base):
            known = self._fields(type(value))
            made = {
                one.key: self._encode(its, (at, one.key))
                for one in known
                if (its := getattr(value, one.name)) is not self.unset
            }
            for key, its in cast("Any", value).model_extra.items():
                if key not in made:
                    made[key] = self._encode(its, (at, key))
            return made
        match value:
            case None | str() | bool() | int() | bytes():
                return value
            case float() if math.isfinite(value):
                return value
            case dt.date() | UUID():
                return written(value)
            case dict():
                return self._encode_object(cast("dict[object, object]", value), at)
            case list() | tuple():
                items = cast("list[object]", value)
                return [self._encode(one, (at, n)) for n, one in enumerate(items)]
            case _:
                raise NotJson({pointer(at): f"{value!r} has no place in JSON"})

    def _encode_object(self, value: dict[object, object], at: Place) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, its in value.items():
            if not isinstance(key, str):
                raise NotJson({pointer(at): f"the key {key!r} is no text"})
            made[key] = self._encode(its, (at, key))
        return made

    def _fields(self, made: type) -> list[Known]:
        if made not in self._known:
            hints = get_annotations(made, eval_str=True)
            self._known[made] = [
                replace(one, key=next(_keys(hints[one.name]), one.key))
                for one in self.fields(made)
            ]
        return self._known[made]

    # -- readers

    def _reader(self, hint: Any) -> Reader:
        """Return the reader of a type."""
        if isinstance(hint, (str, ForwardRef)):
            hint = self._resolved(hint)
        if hint not in self._readers:
            # A type may hold itself: whoever asks meanwhile gets what will look again.
            self._readers[hint] = lambda value, at, wrong: self._readers[hint](
                value, at, wrong
            )
            try:
                self._readers[hint] = self._new(hint)
            except BaseException:
                del self._readers[hint]
                raise
        return self._readers[hint]

    def _new(self, hint: Any) -> Reader:
        if hint in (Any, object):
            return read_anything
        if isinstance(hint, type) and issubclass(hint, self.base):
            return self._record(hint)
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Annotated:
            tagged = [note for note in _notes(hint) if isinstance(note, Tagged)]
            plain = self._reader(arguments[0])
            return self._tagged(tagged[0], plain) if tagged else plain
        if origin in (Union, types.UnionType):
            return self._union(arguments)
        if origin is list:
            return partial(read_list, self._reader(arguments[0]))
        if origin is dict:
            return partial(read_mapping, self._reader(arguments[1]))
        if origin is Literal:
            return partial(read_constant, arguments)
        return SCALARS.get(hint, read_anything)

    def _record(self, made: type) -> Reader:
        hints = get_annotations(made, eval_str=True)
        rest = self._reader(_type_of_rest(made, hints))
        known = self._fields(made)
        names = {one.key: one.name for one in known}
        read = {one.key: self._reader(hints[one.name]) for one in known}
        required = [one.key for one in known if one.is_required]
        absent = {one.name: self.unset for one in known if one.is_required}

        def record(value: Any, at: Place, wrong: Problems) -> Any:
            if not isinstance(value, dict):
                wrong.append((at, f"{kind_of(value)} where an object is declared"))
                return value
            extra: dict[str, Any] = {}
            fields = absent.copy()
            for key, its in cast("dict[str, Any]", value).items():
                name = names.get(key)
                if name is None:
                    extra[key] = rest(its, (at, key), wrong)
                else:
                    fields[name] = read[key](its, (at, key), wrong)
            for key in required:
                if key not in value:
                    wrong.append(((at, key), "is missing"))
            return self.make(made, fields, extra)

        return record

    def _tagged(self, tagged: Tagged, plain: Reader) -> Reader:
        choices = {tag: self._reader(one) for tag, one in tagged.choices.items()}

        def variant(value: Any, at: Place, wrong: Problems) -> Any:
            if not isinstance(value, dict):
                return plain(value, at, wrong)
            tag = cast("dict[str, object]", value).get(tagged.key)
            if not isinstance(tag, str):
                return plain(value, at, wrong)
            if tag in choices:
                return choices[tag](value, at, wrong)
            return cast("object", value)  # a variant of a later release

        return variant

    def _union(self, members: tuple[Any, ...]) -> Reader:
        absent = (type(self.unset), Literal[self.unset])
        flat = [one for one in self._flat(members) if one not in absent]
        some = [one for one in flat if one is not type(None)]
        readers = [self._reader(one) for one in some]
        if len(readers) == 1:
            return readers[0] if some == flat else partial(read_nullable, readers[0])
        has_times = any(one in (dt.datetime, dt.date, UUID) for one in flat)
        exact = {one for one in flat if one in (str, int, bool, type(None))}
        exact -= {str} if has_times else set()

        def union(value: Any, at: Place, wrong: Problems) -> Any:
            if type(value) in exact:
                return value
            best: tuple[int, int] | None = None
            chosen, said = value, [
                (at, f"{kind_of(value)} is none of what is declared")
            ]
            for read in readers:
                found: Problems = []
                made = read(value, at, found)
                rank = (len(found), self._unknown(made, value))
                fits = made is not value or not found
                if fits and (best is None or rank < best):
                    best, chosen, said = rank, made, found
            wrong.extend(said)
            return chosen

        return union

    def _unknown(self, made: object, value: object) -> int:
        """Return how many fields of an object the class does not know."""
        if isinstance(made, self.base):
            return len(cast("Any", made).model_extra)
        return len(cast("Any", value)) + 1 if isinstance(value, dict) else 0

    def _flat(self, members: tuple[Any, ...]) -> Iterator[Any]:
        """Yield the members of a union, those of unions among them included."""
        for one in members:
            if isinstance(one, (str, ForwardRef)):
                one = self._resolved(one)
            if get_origin(one) in (Union, types.UnionType):
                yield from self._flat(get_args(one))
            elif not _is_open(one, members):
                yield one

    def _resolved(self, hint: str | ForwardRef) -> Any:
        """Return the type that a quoted annotation means, as `typing` does."""
        text = hint if isinstance(hint, str) else hint.__forward_arg__
        return eval(text, dict(vars(sys.modules[self.module])))


def _is_open(one: Any, members: tuple[Any, ...]) -> bool:
    """Whether a type lists known values of a kind of which there may be others."""
    return get_origin(one) is Literal and type(get_args(one)[0]) in members


def _keys(hint: Any) -> Iterator[str]:
    """Yield what an annotation says of the key."""
    if get_origin(hint) is Annotated:
        yield from (note.name for note in _notes(hint) if isinstance(note, Key))


def _notes(hint: Any) -> tuple[object, ...]:
    return cast("tuple[object, ...]", hint.__metadata__)


def _type_of_rest(made: type, hints: Mapping[str, Any]) -> Any:
    """Return the type of the fields that a class does not name."""
    if "model_extra" in hints:
        return get_args(hints["model_extra"])[1]
    own = vars(made).get("model_extra")
    if not isinstance(own, property):
        return Any
    return get_args(get_annotations(cast("Any", own.fget), eval_str=True)["return"])[1]
