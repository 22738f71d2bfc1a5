"""Requests as data: what an operation's arguments amount to, and how its answers are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar, cast

from .body import Body, NoBody
from .encode import Cookie, Header, Path, Query
from .errors import APIResponseValidationError, StatusError
from .response import Answer, BinaryAnswer, Response, matching

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Request(Generic[T_co]):
    """A call of an operation, whose answer is a T; `Never`, where it is always a download.

    It knows neither the server's address nor a key: those are the client's.
    """

    route: str
    """Method and path template, such as ``GET /pets/{petId}``."""
    path: Sequence[Path] = ()
    query: Sequence[Query] = ()
    headers: Sequence[Header] = ()
    cookies: Sequence[Cookie] = ()
    body: Body = field(default_factory=NoBody)
    answers: Sequence[Answer] = ()
    raises: type[StatusError] = StatusError
    """The error of a status that means failure."""
    security: Sequence[Sequence[str]] = ()
    """Alternatives, each some schemes that are needed together; none where no key is needed."""
    server: str = ""
    """Where the operation lives, if not where the rest of the API does."""

    @property
    def method(self) -> str:
        """The HTTP method."""
        return self.route.partition(" ")[0]

    @property
    def template(self) -> str:
        """The path template."""
        return self.route.partition(" ")[2]

    @property
    def accept(self) -> str:
        """The media types of the answers."""
        medias = dict.fromkeys(answer.media for answer in self.answers if answer.media)
        return ", ".join(medias) or "*/*"

    def streams(self, response: Response) -> bool:
        """Whether the body of this answer is left to the caller to fetch."""
        return response.is_success and isinstance(
            matching(self.answers, response), BinaryAnswer
        )

    def read(self, response: Response) -> T_co:
        """Return what an answer means. Raises StatusError or APIResponseValidationError."""
        if not response.is_success:
            raise self.raises.of(response)
        answer = matching(self.answers, response)
        if answer is None:
            expected = " or ".join(answer.media for answer in self.answers)
            shown = " ".join(response.text[:200].split())
            problem = f"it is {response.media}, not {expected}: {shown}"
            raise APIResponseValidationError(response, problem)
        return cast("T_co", answer.read(response))
