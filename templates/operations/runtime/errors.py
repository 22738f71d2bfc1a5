"""Everything that can go wrong, as one tree. The errors of a status stand in `errors.py`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from .secret import redact
from .values import Json, text_at

if TYPE_CHECKING:
    from .response import Response

LONGEST = 500
"""Characters of a server's message that an error repeats."""


class APIError(Exception):
    """Whatever this package raises by itself."""

    job: Any = None
    """The job that was being waited for, if one was."""


class ConfigurationError(APIError):
    """The client lacks something, such as a key or a base URL. Nothing was sent."""


class ArgumentError(APIError, ValueError):
    """An argument cannot be sent as it is. Nothing was sent."""


class APIConnectionError(APIError):
    """There is no whole answer: the connection failed, or broke before its end."""

    def __init__(
        self, message: str, *, delivered: bool, request_id: str | None = None
    ) -> None:
        super().__init__(message)
        self.delivered = delivered
        """Whether the request may have reached the server. If not, it is safe to send it again."""
        self.request_id = request_id
        """What the server calls this exchange, if its answer got so far."""

    def during(self, response: Response) -> APIConnectionError:
        """Return it as the failure of an answer that had begun."""
        self.delivered = True
        self.request_id = response.request_id
        return self.noted(f"Status {response.status}{_reference(response)}.")

    def noted(self, note: str) -> APIConnectionError:
        """Return it with something more to say."""
        self.args = (f"{self} {note}".rstrip(),)
        return self

    def __reduce__(self) -> tuple[object, ...]:
        # For pickle, which calls without keywords; so below.
        again = partial(
            type(self), delivered=self.delivered, request_id=self.request_id
        )
        return again, (str(self),)


class APITimeoutError(APIConnectionError):
    """The server did not answer in time."""


class OutcomeUnknown(APIError):
    """A request was sent, and nobody knows whether the server has carried it out.

    It is not sent again, since it could be carried out twice. `__cause__` is what went wrong.
    """

    def __init__(
        self,
        problem: str,
        *,
        route: str,
        request_id: str | None = None,
        idempotency_key: str | None = None,
    ) -> None:
        ways = "It was not sent again: look whether it was carried out before you do."
        if idempotency_key:
            ways = "Calling again is safe with the same idempotency key."
        super().__init__(f"{problem} {ways}")
        self.problem = problem
        self.route = route
        """Method and path template of the request."""
        self.request_id = request_id
        """What the server calls the exchange, if its answer got so far."""
        self.idempotency_key = idempotency_key
        """The key that was sent, to be sent again with `extra_headers`; None where there is none."""

    def __reduce__(self) -> tuple[object, ...]:
        again = partial(
            type(self),
            route=self.route,
            request_id=self.request_id,
            idempotency_key=self.idempotency_key,
        )
        return again, (self.problem,)


class DownloadCorrupt(APIError):
    """The bytes of a file are not those that the server announced. They are thrown away."""

    def __init__(self, message: str, *, path: Path) -> None:
        super().__init__(message)
        self.path = path
        """Where the file was to be."""

    def __reduce__(self) -> tuple[object, ...]:
        return partial(type(self), path=self.path), (str(self),)


class _AnswerError(APIError):
    """What the errors that come of an answer have in common."""

    def __init__(self, response: Response, message: str) -> None:
        super().__init__(redact(" ".join(message.split()), response.secrets))
        self.response = response
        """The answer."""

    @property
    def status(self) -> int:
        """The HTTP status of the answer."""
        return self.response.status

    @property
    def request_id(self) -> str | None:
        """What the server calls this exchange; support will ask for it."""
        return self.response.request_id

    def __reduce__(self) -> tuple[object, ...]:
        return _answer_error, (type(self), self.response, str(self))


def _answer_error(
    kind: type[_AnswerError], response: Response, message: str
) -> _AnswerError:
    """Make the error again, for pickle, from a message that is already made."""
    error = kind.__new__(kind, message)
    _AnswerError.__init__(error, response, message)
    return error


class APIResponseValidationError(_AnswerError):
    """The server says that all is well, but its answer is not what the document describes."""

    places: tuple[str, ...] = ()
    """Where the body is not as declared, as JSON Pointers into it; only strict clients look."""

    def __init__(self, response: Response, problem: str) -> None:
        super().__init__(
            response,
            f"{response.status} answer to {response.route} cannot be read: {problem}"
            f"{_reference(response)}. The server may be newer than this client, or something "
            "between them may have answered.",
        )

    @classmethod
    def at(
        cls, response: Response, problems: Mapping[str, str]
    ) -> APIResponseValidationError:
        """Return the error of a body with these problems, by the place."""
        shown = [f"at {place or 'the top'}: {text}" for place, text in problems.items()]
        more = f"; and {len(shown) - 3} more" if len(shown) > 3 else ""
        error = cls(response, f"{'; '.join(shown[:3])}{more}")
        error.places = tuple(problems)
        return error

    @property
    def is_unreadable(self) -> bool:
        """Whether the body is not even JSON, so that nothing can be known of it."""
        try:
            self.response.json()
        except ValueError:
            return True
        return False

    def __reduce__(self) -> tuple[object, ...]:
        return *super().__reduce__(), {"places": self.places}


class StatusError(_AnswerError):
    """The server answered with a status that means failure.

    Where a field of the body is not where the document says it would be, or the body is no JSON
    at all, the properties that read it are `None`.
    """

    message_at: ClassVar[tuple[str, ...]] = ()
    """JSON Pointers of the message in the body, in the order in which they are tried."""
    code_at: ClassVar[tuple[str, ...]] = ()
    type_at: ClassVar[tuple[str, ...]] = ()
    param_at: ClassVar[tuple[str, ...]] = ()
    request_id_in: ClassVar[tuple[str, ...]] = ()
    """Names of the response headers that may name the exchange."""
    advice: ClassVar[str] = ""
    """What the caller can do."""

    def __init__(self, response: Response) -> None:
        super().__init__(response, "")
        self.args = (redact(self._describe(), response.secrets),)

    @classmethod
    def of(cls, response: Response) -> StatusError:
        """Return the error that an answer means."""
        return cls(response)

    @property
    def status_code(self) -> int:
        """The same as `status`, as many libraries call it."""
        return self.status

    @property
    def body(self) -> object:
        """The answer's body, decoded; `None` where it is not as the document describes it."""
        return self.json

    def decoded(self, type_: object) -> Any:
        """Return the body as a type, as far as it is one; `None` where it is nothing like it."""
        from .._decode import decode

        body = self.json
        made = None if body is None else decode(type_, body)
        return None if made is body and isinstance(body, (dict, list)) else made

    @property
    def json(self) -> Json:
        """The answer's body as JSON, not decoded any further; `None` where it is no JSON."""
        try:
            return self.response.json()
        except ValueError:
            return None

    @property
    def message(self) -> str | None:
        """What the server says about it."""
        return text_at(self.json, self.message_at)

    @property
    def code(self) -> str | None:
        """The server's word for this kind of failure."""
        return text_at(self.json, self.code_at)

    @property
    def type(self) -> str | None:
        """The server's word for this class of failures."""
        return text_at(self.json, self.type_at)

    @property
    def param(self) -> str | None:
        """The parameter that the server complains about."""
        return text_at(self.json, self.param_at)

    @property
    def retry_after(self) -> float | None:
        """Seconds until the server wants to be asked again, if it says so."""
        return self.response.retry_after

    @property
    def attempts(self) -> int:
        """How often the request was sent."""
        return self.response.trail.attempts

    @property
    def outcome_unknown(self) -> bool:
        """Whether the server may have done what it was asked for, though it says that it failed."""
        return self.response.trail.outcome_unknown

    def _describe(self) -> str:
        """Say in one line what happened and what to do."""
        response = self.response
        text = f"{response.status} {_phrase(response.status)}: {self.message or _gist(response)}"
        named = [
            f"{name} {value}"
            for name, value in (("code", self.code), ("param", self.param))
            if value
        ]
        text = f"{_clip(text)} ({', '.join([*named, response.route])}{_reference(response)})."
        return " ".join(
            part for part in (text, response.trail.note, self._hint()) if part
        )

    def _hint(self) -> str:
        """Say what to do."""
        if self.outcome_unknown:
            return (
                "It may have been carried out all the same: look before you call again."
            )
        if self.retry_after is not None:
            return f"Try again in {self.retry_after:g} s."
        if 300 <= self.status <= 399:
            return "Check the base URL."
        return self.advice


def _reference(response: Response) -> str:
    return f", request id {response.request_id}" if response.request_id else ""


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown status"


def _clip(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _gist(response: Response) -> str:
    """Return what an answer says whose message is not where the document has it."""
    if not response.content:
        location = response.headers.get("location")
        return (
            f"it leads to {location}, which was not followed" if location else "no body"
        )
    text = response.text
    if response.media == "text/html" or text.lstrip()[:1] == "<":
        # A proxy's page: its title is all that is worth a line.
        title = re.search(
            r"<title[^>]*>(.*?)</title", text[:20_000], re.IGNORECASE | re.DOTALL
        )
        return f"an HTML page{f' titled {title[1].strip()!r}' if title else ''}, not from the API"
    try:
        return json.dumps(response.json(), ensure_ascii=False)
    except ValueError:
        return text
