"""Answers as they come, and what each kind of answer is read as."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import mktime_tz, parsedate_tz
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from .errors import APIResponseValidationError
from .record import record
from .secret import Secret
from .values import Json, at, first_at

if TYPE_CHECKING:
    from .._came import NotAsDeclared


class Headers(Mapping[str, str]):
    """Headers, their names without regard to case; those that come twice are joined by a comma."""

    __slots__ = ("_values",)

    def __init__(self, items: Sequence[tuple[str, str]] = ()) -> None:
        self._values = {name.lower(): value for name, value in items}
        if len(self._values) == len(items):
            return
        joined: dict[str, list[str]] = {}
        for name, value in items:
            joined.setdefault(name.lower(), []).append(value)
        self._values = {name: ", ".join(values) for name, values in joined.items()}

    def __getitem__(self, name: str) -> str:
        return self._values[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Headers({list(self._values.items())!r})"


@dataclass(frozen=True, slots=True)
class Trail:
    """What came before an answer, and why nothing came after it."""

    attempts: int = 1
    note: str = ""
    """Why it was not tried again, where that needs saying."""
    outcome_unknown: bool = False
    """Whether the server may have done what it was asked for, though it says that it failed."""


@record
class Response:
    """An answer, before anything is made of it."""

    status: int
    headers: Headers = field(repr=False)
    """A server may repeat a key in them."""
    content: bytes = field(default=b"", repr=False)
    """The body; empty where it is streamed."""
    route: str = ""
    """Method and path template of the request, for messages."""
    request_id: str | None = None
    connection: object = field(default=None, repr=False, compare=False)
    """What the body is streamed from: the HTTP library's own response."""
    secrets: tuple[Secret, ...] = field(default=(), repr=False, compare=False)
    """What must not appear in a message."""
    ends: float | None = field(default=None, repr=False, compare=False)
    """When the deadline of the call has passed, by the session's clock."""
    trail: Trail = field(default=Trail(), compare=False)
    strict: bool = field(default=False, repr=False, compare=False)
    """Whether a body is refused that is not as the document declares it."""

    @property
    def status_code(self) -> int:
        """The same as `status`, as many libraries call it."""
        return self.status

    @property
    def media(self) -> str:
        """Media type, in lower case and without parameters; empty where none is named."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_success(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status <= 299

    @property
    def text(self) -> str:
        """The body as text, in the charset that the server names or else in UTF-8."""
        _, _, named = self.headers.get("content-type", "").lower().partition("charset=")
        try:
            return self.content.decode(
                named.partition(";")[0].strip(" \"'") or "utf-8", "replace"
            )
        except (LookupError, ValueError):
            return self.content.decode("utf-8", "replace")

    def json(self) -> Json:
        """Return the body as JSON. Raises ValueError."""
        try:
            value: Json = json.loads(self.content.decode())
            return value
        except ValueError:
            return self._json_otherwise()
        except RecursionError:
            raise ValueError("it is nested too deeply") from None

    def _json_otherwise(self) -> Json:
        """Return the body as JSON of another encoding, or say what is wrong with it."""
        try:
            value: Json = json.loads(self.content)
        except UnicodeDecodeError:
            # In the charset that the server names, or with a broken character: a job that has
            # been started must not be lost for one.
            value = json.loads(self.text)
        except RecursionError:
            raise ValueError("it is nested too deeply") from None
        return value

    @property
    def retry_after(self) -> float | None:
        """Seconds until the server wants to be asked again, if it says so."""
        value = self.headers.get("retry-after", "").strip()
        try:
            seconds = float(value)
        except ValueError:
            date = _time_of(value)
            if date is None:
                return None
            # By the server's own clock, where it tells the time: ours may be wrong.
            now = _time_of(self.headers.get("date", ""))
            seconds = round(date - (time.time() if now is None else now), 3)
        return max(0.0, seconds) if math.isfinite(seconds) else None

    def __reduce__(self) -> tuple[object, ...]:
        # Neither connections nor secrets leave the process.
        fields = (self.status, self.headers, self.content, self.route, self.request_id)
        return Response, (*fields, None, (), None, self.trail)


@cache
def _decoder() -> tuple[Callable[..., Any], type[NotAsDeclared]]:
    """Return what reads JSON as a type, and its error."""
    # Not before: pydantic takes longer to load than all the rest.
    from .._came import NotAsDeclared
    from .._decode import decode

    return decode, NotAsDeclared


def _time_of(date: str) -> float | None:
    parsed = parsedate_tz(date)
    try:
        return None if parsed is None else float(mktime_tz(parsed))
    except (ValueError, OverflowError):
        return None


@dataclass(frozen=True, slots=True)
class Unwrap:
    """An envelope: where `unless` is absent and `payload` is an object, the payload is the value."""

    payload: str
    unless: str

    def __call__(self, value: Json) -> Json:
        """Return the value without its envelope."""
        inner = at(value, self.payload)
        return (
            inner
            if isinstance(inner, dict) and first_at(value, [self.unless]) is None
            else value
        )


@record
class JsonAnswer:
    """An answer of JSON, read as a type."""

    status: str
    media: str
    type: object
    unwrap: Unwrap | None = None

    def read(self, response: Response) -> object:
        """Return the value. Raises APIResponseValidationError."""
        try:
            value = response.json()
        except ValueError as error:
            problem = (
                f"broken JSON, {error}" if response.content else "the body is empty"
            )
            raise APIResponseValidationError(response, problem) from None
        decode, NotAsDeclared = _decoder()
        whole = value
        if self.unwrap is not None:
            value = self.unwrap(value)
        try:
            return decode(self.type, value, strict=response.strict)
        except NotAsDeclared as error:
            inside = self.unwrap.payload if self.unwrap and value is not whole else ""
            problems = {f"{inside}{at}": text for at, text in error.problems.items()}
            raise APIResponseValidationError.at(response, problems) from None


@dataclass(frozen=True, slots=True)
class TextAnswer:
    """An answer of text."""

    status: str
    media: str

    def read(self, response: Response) -> object:
        """Return the text."""
        return response.text


@dataclass(frozen=True, slots=True)
class BinaryAnswer:
    """An answer of bytes, which are left on the wire for the caller to fetch."""

    status: str
    media: str

    def read(self, response: Response) -> object:
        """Return the response, its body not read."""
        return response


@dataclass(frozen=True, slots=True)
class EmptyAnswer:
    """An answer without a body."""

    status: str
    media: str = ""

    def read(self, response: Response) -> object:
        """Return nothing."""
        return None


Answer: TypeAlias = JsonAnswer | TextAnswer | BinaryAnswer | EmptyAnswer


def matching(answers: Sequence[Answer], response: Response) -> Answer | None:
    """Return the described answer that a successful response is, or else None.

    A success that is not described, such as 201 where only 200 is, counts as the first that is.
    A media type that is not described counts as one that could well have been meant.
    """
    status, media = str(response.status), response.media
    if answers and (first := answers[0]).status == status and first.media == media:
        # As described, which is nearly always so.
        if _has_place(first, response):
            return first
    chosen = _of_status(answers, status)
    if not chosen:
        return EmptyAnswer("2XX")
    chosen = [answer for answer in chosen if _has_place(answer, response)]
    for answer in chosen:
        if _fits(answer.media, media):
            return answer
    for answer in chosen:
        if _could_be(answer, media):
            return answer
    return None


def _of_status(answers: Sequence[Answer], status: str) -> list[Answer]:
    exact = [answer for answer in answers if answer.status == status]
    if exact:
        return exact
    for known in (f"{status[0]}XX", "default"):
        found = [answer for answer in answers if answer.status.upper() == known.upper()]
        if found:
            return found
    return [answer for answer in answers if answer.status == answers[0].status]


def _has_place(answer: Answer, response: Response) -> bool:
    """Whether an answer may be this one for its status: a 204 is no file of no bytes."""
    return response.status not in (204, 205) or not isinstance(answer, BinaryAnswer)


def _fits(described: str, media: str) -> bool:
    described = described.partition(";")[0].strip().lower()
    family = media.partition("/")[0]
    return not media or described in (media, "*/*", f"{family}/*")


def _could_be(answer: Answer, media: str) -> bool:
    if isinstance(answer, EmptyAnswer):
        return True
    if media == "text/html":
        # The page of a proxy or of a login, with a status that says that all is well.
        return False
    if isinstance(answer, JsonAnswer):
        return media.startswith("text/") or media.endswith(("json", "/octet-stream"))
    if isinstance(answer, TextAnswer):
        return media.startswith("text/")
    return not media.endswith(("/json", "+json")) and not media.startswith("text/")
