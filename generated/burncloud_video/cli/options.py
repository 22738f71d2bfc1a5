"""Options: what a command takes, each declared once, and read as the client's methods want it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar, overload

from .._core.omit import Omit, omit
from .inputs import content, file_of, json_of, json_or_text, loaded
from .trouble import Unfit

if TYPE_CHECKING:
    from typing_extensions import Self

    from .._core.files import FileInput

T = TypeVar("T")

Source: TypeAlias = Literal["field", "body", "path", "query", "header", "cookie"]


@dataclass(frozen=True)
class Take(Generic[T]):
    """A kind of value, and how a text of the command line is read as one."""

    name: str
    """What help calls it."""
    read: Callable[[str], T]
    """Raises Unfit where the text is none."""
    is_list: bool = False
    """Whether the option may be repeated, each time with one more."""
    is_flag: bool = False
    kinds: tuple[Take[Any], ...] = ()
    """Of one that is several: those."""

    @property
    def many(self) -> Take[list[T]]:
        """The kind of a list, which is given item by item."""
        return Take(self.name, lambda given: [self.read(given)], is_list=True)

    @property
    def exact(self) -> Take[Any]:
        """The same for a value that is always the same one, as type checkers know."""
        return Take(self.name, self.read, is_flag=self.is_flag)

    def __or__(self, other: Take[Any]) -> Take[Any]:
        kinds = (*(self.kinds or (self,)), other)
        names = "|".join("@FILE" if kind is FILE else kind.name for kind in kinds)
        return Take(names, lambda given: _either(given, kinds), kinds=kinds)


def _integer(given: str) -> int:
    try:
        return int(content(given))
    except ValueError as error:
        raise Unfit(f"{given!r} is no whole number") from error


def _number(given: str) -> float:
    text = content(given)
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    raise Unfit(f"{given!r} is no number")


def _boolean(given: str) -> bool:
    known = {"true": True, "false": False}
    found = known.get(content(given).lower())
    if found is None:
        raise Unfit(f"{given!r} is neither true nor false")
    return found


TEXT: Take[str] = Take("TEXT", content)
INTEGER: Take[int] = Take("INTEGER", _integer)
NUMBER: Take[float] = Take("NUMBER", _number)
BOOLEAN: Take[bool] = Take("BOOLEAN", _boolean, is_flag=True)
FILE: Take[FileInput] = Take("FILE", file_of)
JSON: Take[Any] = Take("JSON", json_of)
ANYTHING: Take[Any] = Take("JSON|TEXT", json_or_text)


def _either(given: str, kinds: Sequence[Take[Any]]) -> Any:
    """Read a text as what it looks like: a file behind `@`, JSON in brackets, a number, a text."""
    is_meant = given.startswith("@") and not given.startswith("@@")
    if FILE in kinds and (is_meant or given == "-"):
        return file_of(given)
    text = content(given)
    if JSON in kinds and text.lstrip()[:1] in ("{", "["):
        return loaded(text)
    if FILE in kinds and TEXT not in kinds:
        return file_of(given)
    for kind in kinds:
        if kind in (BOOLEAN, INTEGER, NUMBER):
            try:
                return kind.read(text)
            except Unfit:
                continue
    return text if TEXT in kinds else loaded(text)


class Option(Generic[T]):
    """Something that may be given. Read from `Options`, it is `omit` where it was not."""

    is_required = False

    def __init__(
        self,
        takes: Take[T],
        about: str,
        *,
        source: Source = "field",
        wire: str = "",
        known: Sequence[object] = (),
        default: object = omit,
        id_at: Sequence[str] = (),
    ) -> None:
        self.takes = takes
        self.about = about
        self.source = source
        """Where it goes."""
        self.known = known
        """Values to choose from. Others are sent all the same: a server may know more."""
        self.default = default
        """What the server takes if it is not given."""
        self.id_at = id_at
        """Where it stands in the answer that starts a job, if that is where it comes from."""
        self.name = ""
        self.wire = wire
        """What the document calls it."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.wire = self.wire or name

    @property
    def flag(self) -> str:
        """What stands in front of it on the command line."""
        return f"--{dashed(self.name)}"

    @property
    def is_positional(self) -> bool:
        """Whether it is given by its place, with nothing in front."""
        is_one = not (self.takes.is_list or self.takes.is_flag)
        return self.source == "path" and self.is_required and is_one

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: Options, owner: type) -> T | Omit: ...
    def __get__(self, instance: Options | None, owner: type) -> Self | T | Omit:
        if instance is None:
            return self
        found: T | Omit = instance.given.get(self.name, omit)
        return found


class Required(Option[T]):
    """Something that must be given."""

    is_required = True

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: Options, owner: type) -> T: ...
    def __get__(self, instance: Options | None, owner: type) -> Self | T:
        if instance is None:
            return self
        found: T = instance.given[self.name]
        return found


class Options:
    """What one command takes. Its attributes are what was given."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = given

    @classmethod
    def declared(cls) -> Iterator[Option[Any]]:
        """Yield what may be given, in order."""
        for value in vars(cls).values():
            if isinstance(value, Option):
                yield value


def dashed(name: str) -> str:
    """Return a name as the command line has it: `list_` is `list`, `pet_id` is `pet-id`."""
    return name.strip("_").replace("_", "-")
