"""Requests as data: what an operation's arguments amount to, and how its answers are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Generic, Literal, TypeVar, cast

from .body import Body, NoBody
from .encode import Cookie, Header, Path, Query
from .errors import APIResponseValidationError, OutcomeUnknown, StatusError
from .record import record
from .response import Answer, BinaryAnswer, Response, matching

T_co = TypeVar("T_co", covariant=True)

IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"})
"""Methods that do the same whether they are carried out once or twice (RFC 9110, 9.2.2)."""


@record
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
    resend: Literal["", "always", "never"] = ""
    """Whether it may be sent again once it may have arrived; by default its method says so."""
    idempotency_header: str = ""
    """The header with a key by which the server carries out once what it is sent twice."""
    starts_job: bool = False
    """Whether it starts a job. Then its connection is not used again: what may be left over on it
    would be taken for the answer to the next request, such as a poll.
    """

    @property
    def method(self) -> str:
        """The HTTP method."""
        return self.route.partition(" ")[0]

    @property
    def is_harmless(self) -> bool:
        """Whether carrying it out twice does no more than once."""
        if self.resend:
            return self.resend == "always"
        return self.method in IDEMPOTENT

    @property
    def template(self) -> str:
        """The path template."""
        return self.route.partition(" ")[2]

    @property
    def accept(self) -> str:
        """The media types of the answers."""
        if len(self.answers) == 1:
            return self.answers[0].media or "*/*"
        medias = dict.fromkeys(answer.media for answer in self.answers if answer.media)
        return ", ".join(medias) or "*/*"

    @property
    def is_download(self) -> bool:
        """Whether its answer is bytes for the caller to fetch, and nothing else."""
        for answer in self.answers:
            if not isinstance(answer, BinaryAnswer):
                return False
        return bool(self.answers)

    @property
    def may_stream(self) -> bool:
        """Whether there is an answer of bytes for the caller to fetch."""
        for answer in self.answers:
            if isinstance(answer, BinaryAnswer):
                return True
        return False

    def streams(self, response: Response) -> bool:
        """Whether the body of this answer is left to the caller to fetch."""
        return (
            self.may_stream
            and response.is_success
            and isinstance(matching(self.answers, response), BinaryAnswer)
        )

    def read(self, response: Response) -> T_co:
        """Return what an answer means.

        Raises StatusError, APIResponseValidationError or OutcomeUnknown.
        """
        if not response.is_success:
            raise self.raises.of(response)
        try:
            return self._value(response)
        except APIResponseValidationError as error:
            if self.is_harmless or not error.is_unreadable:
                raise
            raise OutcomeUnknown(
                str(error), route=self.route, request_id=response.request_id
            ) from error

    def _value(self, response: Response) -> T_co:
        answer = matching(self.answers, response)
        if answer is None:
            expected = " or ".join(answer.media for answer in self.answers)
            shown = " ".join(response.text[:200].split())
            found = response.media or "nothing"
            problem = f"it is {found}, not {expected}: {shown or 'the body is empty'}"
            raise APIResponseValidationError(response, problem)
        return cast("T_co", answer.read(response))
