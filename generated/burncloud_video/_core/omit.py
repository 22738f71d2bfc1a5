"""The mark of an argument that was not given."""

from __future__ import annotations

from typing import Final, final


@final
class Omit:
    """The type of `omit`: nothing is sent, where `None` would send null."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "omit"


omit: Final = Omit()
