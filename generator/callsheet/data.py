"""Data classes whose methods are made when they are first called.

``dataclasses`` compiles six methods for each class at once, a millisecond for one that is frozen.
A run imports 150 such classes, makes objects of half of them and compares few: that was a tenth of
a second at every start. What is here is ``dataclasses.dataclass`` to readers, to type checkers and
to ``fields`` and ``replace``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]


def _dataclass(
    cls: type[Any] | None = None, /, *, frozen: bool = False, slots: bool = False, eq: bool = True
) -> Any:
    """Return a data class, as ``dataclasses.dataclass`` does."""
    if cls is None:
        return partial(_dataclass, frozen=frozen, slots=slots, eq=eq)
    if not cls.__doc__:
        cls.__doc__ = cls.__name__  # or dataclasses would look at its signature
    bare: Callable[[type[Any]], Any] = dataclasses.dataclass(
        init=False, repr=False, eq=False, slots=slots
    )
    made = bare(cls)
    _late(made, "__init__", partial(_init, frozen=frozen, slots=slots))
    if "__repr__" not in made.__dict__:
        _late(made, "__repr__", _repr)
    if eq:
        _late(made, "__eq__", _eq)
        if frozen:
            _late(made, "__hash__", _hash)
        else:
            made.__hash__ = None
    if frozen:
        made.__setattr__ = made.__delattr__ = _refuse
    return made


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _dataclass


def _late(cls: type, name: str, source: Callable[[type, dict[str, Any]], str]) -> None:
    """Give a class a method that puts the real one in its own place when it is first called."""

    def first(*arguments: Any, **named: Any) -> Any:
        scope: dict[str, Any] = {}
        exec(source(cls, scope), scope)
        setattr(cls, name, scope[name])
        return scope[name](*arguments, **named)

    setattr(cls, name, first)


def _refuse(_: object, name: str, *__: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot change {name!r}")


_MISSING = dataclasses.MISSING


def _init(cls: Any, scope: dict[str, Any], *, frozen: bool, slots: bool) -> str:
    """Return the source of ``__init__``, whose defaults and setters are put into the scope."""
    taken: list[str] = []
    lines: list[str] = []
    scope["_MISSING"] = _MISSING
    for one in dataclasses.fields(cls):
        name = one.name
        value = name
        if one.default is not _MISSING:
            scope[f"_default_{name}"] = one.default
            taken += [f"{name}=_default_{name}"] if one.init else []
            value = name if one.init else f"_default_{name}"
        elif one.default_factory is not _MISSING:
            scope[f"_make_{name}"] = one.default_factory
            taken += [f"{name}=_MISSING"] if one.init else []
            value = f"_make_{name}()"
            value = f"{value} if {name} is _MISSING else {name}" if one.init else value
        elif one.init:
            taken.append(name)
        else:
            continue
        if not frozen:
            lines.append(f"self.{name} = {value}")
        elif slots:
            scope[f"_set_{name}"] = getattr(cls, name).__set__
            lines.append(f"_set_{name}(self, {value})")
        else:
            lines.append(f"object.__setattr__(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    return _function("__init__", ["self", *taken], lines or ["pass"])


def _repr(cls: Any, _: dict[str, Any]) -> str:
    names = [one.name for one in dataclasses.fields(cls) if one.repr]
    shown = ", ".join(f"{name}={{self.{name}!r}}" for name in names)
    return _function("__repr__", ["self"], [f'return f"{{self.__class__.__qualname__}}({shown})"'])


def _eq(cls: type, _: dict[str, Any]) -> str:
    ours, theirs = (_tuple(cls, whose) for whose in ("self", "other"))
    same = f"return {ours} == {theirs} if other.__class__ is self.__class__ else NotImplemented"
    return _function("__eq__", ["self", "other"], [same])


def _hash(cls: type, _: dict[str, Any]) -> str:
    return _function("__hash__", ["self"], [f"return hash({_tuple(cls, 'self')})"])


def _tuple(cls: Any, whose: str) -> str:
    return "(" + "".join(f"{whose}.{name}, " for name in _compared(cls)) + ")"


def _compared(cls: Any) -> Iterator[str]:
    return (one.name for one in dataclasses.fields(cls) if one.compare)


def _function(name: str, taken: list[str], lines: list[str]) -> str:
    return f"def {name}({', '.join(taken)}):\n " + "\n ".join(lines)
