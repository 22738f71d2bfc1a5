"""How the bytes of an answer become a file: in pieces, checked, and from where it was cut."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from .digest import beyond
from .errors import (
    APIConnectionError,
    APIResponseValidationError,
    APITimeoutError,
    ArgumentError,
    DownloadCorrupt,
    StatusError,
)
from .flow import Close, Flow, Now, Pour, Read, Sleep, Stream, Tell, Work, attempted
from .options import RequestOptions
from .outgoing import Outgoing, outgoing
from .part import Mark, Part
from .progress import Listener, Meter
from .request import Request
from .response import Response
from .retry import Course
from .settings import Settings


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to be fetched."""

    request: Request[Any]
    """What it is the answer to."""
    sent: Outgoing
    """The same on the wire."""
    settings: Settings
    options: RequestOptions
    path: Path
    on_progress: Listener | None
    resume: bool
    """Whether to go on where another process ended, and to let another go on after this one."""

    @property
    def is_repeatable(self) -> bool:
        """Whether the rest can be asked for: only of a GET is there such a thing as a rest."""
        return self.sent.method == "GET"

    @classmethod
    def of(
        cls,
        request: Request[Any],
        settings: Settings,
        options: RequestOptions,
        path: str | os.PathLike[str],
        on_progress: Listener | None = None,
        *,
        resume: bool = True,
        url: str = "",
    ) -> Wanted:
        """Return what is wanted: the answer to a request, or what an answer says is at a URL.

        Raises ArgumentError, if the URL is none to fetch from.
        """
        if url:
            sent = elsewhere(request, url, settings, options)
        else:
            sent = outgoing(request, settings, options)
        if any(name.lower() == "range" for name, _ in sent.headers):
            raise ArgumentError("a file is fetched whole: leave out the header Range")
        return cls(request, sent, settings, options, Path(path), on_progress, resume)


def fetched(wanted: Wanted, answer: Response | None = None) -> Flow[Path]:
    """Fetch a file, from an answer that has begun already or else from its start.

    It has its name when it is whole, and never in part. Where the connection is cut, it goes on
    from there, if the server has a way to tell that the bytes are still the same ones.

    Raises APIConnectionError, where too many attempts in a row bring not a single byte;
    DownloadCorrupt, where the bytes are not what the server announced; StatusError; OSError.
    """
    is_kept = wanted.resume and wanted.is_repeatable
    part = Part(wanted.path, wanted.sent.url, is_kept=is_kept)
    try:
        yield from _fetched(wanted, part, answer)
    finally:
        # Not by an effect: this is also how it ends where the caller has lost interest.
        part.release()
    return wanted.path


def _fetched(wanted: Wanted, part: Part, answer: Response | None) -> Flow[None]:
    course = Course(wanted.request, wanted.sent, wanted.settings, wanted.options)
    ends = answer.ends if answer else (yield from _end(course.deadline))
    meter = Meter()
    yield Work(part.open)
    if answer is not None and part.size and _goes_on(part, answer):
        # The same bytes as another process began to fetch: this answer would bring them again.
        yield Close(answer)
        answer = None
    furthest = part.size
    while True:
        course.number += 1
        try:
            if answer is None:
                answer = yield from _asked(wanted, part, course.number, ends)
            yield from _taken(wanted, part, answer, meter, ends)
            yield Work(part.verify)
            yield Work(part.finish)
            return
        except (APIConnectionError, DownloadCorrupt, StatusError) as error:
            answer = None
            if part.size > furthest:
                # Bytes that were here before do not count, or it could start over for ever.
                furthest = part.size
                course.number = 1
            now: float = yield Now()
            left = None if ends is None else ends - now
            yield Sleep(_pause(wanted, course, part, error, left))


def _end(deadline: float | None) -> Flow[float | None]:
    if deadline is None:
        return None
    now: float = yield Now()
    return now + deadline


def _goes_on(part: Part, answer: Response) -> bool:
    return part.mark is not None and part.mark.is_of(Mark.of(part.url, answer))


def _pause(
    wanted: Wanted,
    course: Course,
    part: Part,
    error: APIConnectionError | DownloadCorrupt | StatusError,
    left: float | None,
) -> float:
    """Return the seconds until the next attempt. Raises the error, where there shall be none."""
    if not wanted.is_repeatable:
        raise error
    if isinstance(error, StatusError):
        pause = course.pause(error.response, left)
        if pause is None and error.status in (404, 410):
            part.forget()
    elif isinstance(error, DownloadCorrupt):
        # Bytes that came in one go are what the server has: they will not get better.
        cut = APIConnectionError(str(error), delivered=True)
        pause = course.pause(cut, left) if part.is_pieced else None
        part.forget()
    else:
        pause = course.pause(error, left)
    if pause is not None:
        return pause
    if isinstance(error, APIConnectionError):
        ended = course.failed(error)
        if isinstance(ended, APIConnectionError):
            ended = ended.noted(part.account)
        raise ended from (error.__cause__ if ended is error else error)
    raise error


def _asked(
    wanted: Wanted, part: Part, number: int, ends: float | None
) -> Flow[Response | None]:
    """Ask for what is missing; None where nothing is."""
    headers: dict[str, str] = {}
    if part.mark is None or not part.mark.validator:
        part.forget()
    elif part.size:
        headers = {"Range": f"bytes={part.size}-", "If-Range": part.mark.validator}
    sent = wanted.sent.adding({"Accept-Encoding": "identity", **headers})
    answer = yield from attempted(sent, wanted.settings, number, ends)
    if isinstance(answer, APIConnectionError):
        raise answer
    if answer.status == 416 and headers:
        yield Close(answer)
        if beyond(answer) == part.size and part.total in (None, part.size):
            return None
        raise part.misfit(answer, f"byte {part.size} was asked for, and is not there")
    if not answer.is_success:
        answer = yield Read(answer)
    if not wanted.request.streams(answer):
        wanted.request.read(answer)
        raise APIResponseValidationError(answer, f"it is {answer.media}, not a file")
    return answer


def _taken(
    wanted: Wanted,
    part: Part,
    answer: Response | None,
    meter: Meter,
    ends: float | None,
) -> Flow[None]:
    """Add the bytes of an answer to those that are there."""
    if answer is None:
        return
    try:
        yield Work(partial(part.begin, answer))
        stream: object = yield Stream(answer)
        until = float("inf") if ends is None else ends
        pause = until if wanted.on_progress is None else float("-inf")
        while (yield Pour(stream, part.write, pause)):
            now: float = yield Now()
            if now > until:
                raise _late(wanted, part)
            news = meter.news(part.size, part.total, now)
            if news is not None and wanted.on_progress is not None:
                yield Tell(wanted.on_progress, news)
                pause = min(until, meter.next)
    except Exception:
        yield Close(answer)
        raise
    if part.total is not None and part.size < part.total:
        problem = f"the answer ended after {part.size} of {part.total} bytes."
        raise APIConnectionError(f"{wanted.sent.route}: {problem}", delivered=True)
    news = meter.last(part.size, part.total)
    if news is not None and wanted.on_progress is not None:
        yield Tell(wanted.on_progress, news)


def _late(wanted: Wanted, part: Part) -> APITimeoutError:
    message = f"{wanted.sent.route}: the deadline has passed."
    return APITimeoutError(message, delivered=True)


def elsewhere(
    request: Request[Any], url: str, settings: Settings, options: RequestOptions
) -> Outgoing:
    """Return the request on the wire for an address that an answer names.

    Cookies and the caller's headers go there only if it is where the API is. A key goes there only
    if the request also asks for one, which that for a job's result never does: whoever can write
    the answer could otherwise choose who gets the key.

    Raises ArgumentError, if it is no address to fetch from.
    """
    there = _checked(request.route, url)
    here = urlsplit(settings.base_url)
    if (here.scheme, here.netloc) == (there.scheme, there.netloc):
        sent = outgoing(request, settings, options)
        return replace(sent, url=url)
    bare = replace(settings, credentials=(), headers={})
    options = replace(
        options, extra_headers=None, extra_query=None, extra_body=None, media_type=None
    )
    sent = outgoing(replace(request, security=()), bare, options)
    return replace(sent, url=url, secrets=settings.secrets, is_foreign=True)


def _checked(route: str, url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        problem = "" if parts.hostname and parts.port != 0 else "it names no host"
    except ValueError as error:
        raise ArgumentError(f"{route}: the address is not valid: {error}") from None
    if parts.scheme not in ("http", "https"):
        problem = "it is neither http nor https"
    elif parts.username is not None or parts.password is not None:
        problem = "it has a password in it"
    if problem:
        # Without the address: it may be a key to the file.
        raise ArgumentError(f"{route}: the address of the file is refused: {problem}")
    return parts
