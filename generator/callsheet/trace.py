"""Traces: what was asked of the facts while a part of the output was made.

A part is a function of the answers alone. So it is right for as long as the same questions get
the same answers, whatever else of the document has changed, and nobody has to say on what it
depends: a :class:`Watched` thing notes each question on its way.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import cache, cached_property
from typing import Any, TypeGuard

from callsheet.ir import Alias, Operation, Record, Resource
from callsheet.ir.late import digest_of, digest_of_text
from callsheet.names import Names
from callsheet.naming import LateValues
from callsheet.usages import Usage

Question = tuple[str, ...]
"""A thing that is watched, its member, and the arguments where that is a method."""
Trace = dict[Question, str]
"""The questions that were asked, each with the digest of its answer."""

_HELD = (Alias, Operation, Record, Usage)
"""Facts that their ``repr`` tells whole."""


class Tracer:
    """Knows what is watched, and notes what is asked of it in the innermost open trace."""

    def __init__(self) -> None:
        self.things: dict[str, Any] = {}
        self.always: Trace = {}
        """Asked outside of any part, by what all of them use: so each of them has asked it."""
        self._open: list[Trace] = [self.always]
        self._digests: dict[Question, str] = {}
        self._resources: dict[int, tuple[Resource, str]] = {}
        """The text of each, which is given for every file of a resource. Held: so the ids last."""

    def watch(self, name: str, thing: Any) -> Any:
        """Return what stands for a thing, which gives the same answers and notes the questions."""
        self.things[name] = thing
        return Watched(self, name, thing)

    @contextmanager
    def part(self) -> Generator[Trace]:
        """Give the trace of what is made meanwhile. Whatever it is a part of has asked it, too."""
        trace: Trace = {}
        self._open.append(trace)
        try:
            yield trace
        finally:
            self._open.pop()
            self.join(trace)

    def join(self, trace: Trace | Iterable[tuple[Question, str]]) -> None:
        """Note what was asked for something that the innermost open part has in it."""
        if len(self._open) > 1:
            self._open[-1].update(trace)

    @contextmanager
    def unnoted(self) -> Generator[None]:
        """Note nothing meanwhile."""
        self._open.append({})
        try:
            yield
        finally:
            self._open.pop()

    def note(self, question: Question) -> None:
        """Note a question."""
        trace = self._open[-1]
        if question not in trace:
            trace[question] = self.digest(question)

    def digest(self, question: Question) -> str:
        """Return the digest of the answer that a question gets now, also where it gets none."""
        known = self._digests.get(question)
        if known is None:
            thing, member, *arguments = question
            if thing not in self.things:
                return ""  # nobody makes it in this run, and no digest is empty
            try:
                answer = getattr(self.things[thing], member)
                if arguments and (late := _digest_in(answer, arguments[0])):
                    self._digests[question] = late
                    return late
                if _is_mapping(answer):
                    answer = answer[arguments[0]] if arguments else tuple(answer)
                elif callable(answer):
                    answer = answer(*arguments)
            except LookupError:
                answer = LookupError
            known = self._digests[question] = self.digest_of(answer)
        return known

    def digest_of(self, value: Any) -> str:
        """Return the digest of a fact; of two with one digest, nothing tells one from the other."""
        is_held = isinstance(value, _HELD) and not isinstance(value, Usage)
        return digest_of(value) if is_held else digest_of_text(self._text(value))

    def _text(self, value: Any) -> str:
        """Return a text for a fact, a digest in place of each thing that many others hold."""
        if isinstance(value, str):  # most are
            return repr(value)
        if _is_tuple(value):
            return f"({','.join(map(self._text, value))})"
        if isinstance(value, _HELD):
            known = digest_of(value)
            return known + digest_of(value.operation) if isinstance(value, Usage) else known
        if not is_dataclass(value):
            return repr(value)
        if not isinstance(value, Resource):
            return f"{type(value).__name__}{self._text(_members(value))}"
        if id(value) not in self._resources:
            self._resources[id(value)] = value, f"Resource{self._text(_members(value))}"
        return self._resources[id(value)][1]


def _digest_in(values: Any, key: str) -> str:
    """Return the digest of a value that is known before the value; empty for all others."""
    known: Mapping[str, str] = getattr(values, "digests", {})
    return known.get(key, "")


def _is_mapping(value: object) -> TypeGuard[Mapping[str, Any]]:
    return isinstance(value, Mapping)


def _is_tuple(value: object) -> TypeGuard[tuple[Any, ...]]:
    return isinstance(value, tuple)


def _members(value: Any) -> tuple[Any, ...]:
    """Return the fields of a fact that count when two are compared."""
    return tuple(getattr(value, name) for name in _compared(value.__class__))


@cache
def _compared(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind) if one.compare)


class Watched:
    """Stands for a thing and notes what is asked of it."""

    def __init__(self, tracer: Tracer, name: str, thing: Any) -> None:
        self._tracer = tracer
        self._name = name
        self._thing = thing
        self._answers: dict[str, Any] = {}

    def __getattr__(self, member: str) -> Any:
        if member not in self._answers:
            self._answers[member] = getattr(self._thing, member)  # nothing watched ever changes
        value = self._answers[member]
        if _is_mapping(value):
            return _WatchedMapping(self._tracer, (self._name, member), value)
        if not callable(value):
            self._tracer.note((self._name, member))
            return value

        def ask(*arguments: str) -> Any:
            self._tracer.note((self._name, member, *arguments))
            return value(*arguments)

        return ask


def unwatched(thing: Any) -> Any:
    """Return the thing itself, whether or not something stands for it."""
    return object.__getattribute__(thing, "_thing") if isinstance(thing, Watched) else thing


class _WatchedMapping(Mapping[str, Any]):
    """Stands for a mapping and notes which of its values are looked up."""

    def __init__(self, tracer: Tracer, question: Question, values: Mapping[str, Any]) -> None:
        self._tracer = tracer
        self._question = question
        self._values = values

    def __getitem__(self, key: str) -> Any:
        self._tracer.note((*self._question, key))
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        self._tracer.note(self._question)  # without a key: which keys there are
        return iter(self._values)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class WatchedNames:
    """Stands for the names of one language. What stands inside of a thing is asked at once."""

    def __init__(self, tracer: Tracer, thing: str, make: Callable[[], Names]) -> None:
        tracer.things[thing] = self
        self._tracer = tracer
        self._thing = thing
        self._make = make
        self._others: dict[str, WatchedNames] = {}
        self._groups: dict[str, list[tuple[str, str, str]]] = {}

    def value(self, pointer: str) -> str:
        """Return what :meth:`Names.value` does."""
        return self._asked(pointer).value(pointer)

    def type(self, pointer: str) -> str:
        """Return what :meth:`Names.type` does."""
        return self._asked(pointer).type(pointer)

    def find(self, pointer: str) -> str | None:
        """Return what :meth:`Names.find` does."""
        return self._asked(pointer).find(pointer)

    def shared(self) -> Mapping[str, str]:
        """Return what :meth:`Names.shared` does. One question: whoever asks wants them all."""
        self._tracer.note((self._thing, "all_shared"))
        return self._names.shared()

    def all_shared(self) -> tuple[tuple[str, str], ...]:
        """Return the same, for a digest."""
        return tuple(self._names.shared().items())

    def also(self, language: str, make: Callable[[], Names]) -> WatchedNames:
        """Return what stands for the names of another language, made when first asked for."""
        if language not in self._others:
            name = f"{self._thing} in {language}"
            self._others[language] = WatchedNames(self._tracer, name, make)
        return self._others[language]

    def of(self, group: str) -> str:
        """Tell every name of a group; of those that are decided late, what they hang on."""
        if not self._groups:
            self._gather()
        found = self._groups.get(group, [])
        late = self._late
        owner = None if late is None else late.owner(group)
        return repr(found if late is None or owner is None else [*found, late.scopes[owner].digest])

    def _gather(self) -> None:
        """Sort by group what is decided, and what the names of fields hang on."""
        late = self._late
        values = self._names.values if late is None else late.known
        for kind, names in (("value", values), ("type", self._names.types)):
            for pointer, name in names.items():
                self._groups.setdefault(_group(pointer), []).append((kind, pointer, name))
        for (at, kind), scope in late.scopes.items() if late is not None else ():
            if kind == "field":
                told = (kind, at, scope.digest)
                self._groups.setdefault(_group(f"{at}~field/"), []).append(told)

    @property
    def _late(self) -> LateValues | None:
        values = self._names.values
        return values if isinstance(values, LateValues) else None

    @cached_property
    def _names(self) -> Names:
        with self._tracer.unnoted():  # whoever asks for a name has asked for no more than that
            return self._make()

    def _asked(self, pointer: str) -> Names:
        self._tracer.note((self._thing, "of", _group(pointer)))
        return self._names


def _group(pointer: str) -> str:
    """Return what a name is asked for with: an operation's own alone, those in it together."""
    steps = pointer.split("/", 4)
    return "/".join(steps[:4]) + "/" if len(steps) > 4 else pointer
