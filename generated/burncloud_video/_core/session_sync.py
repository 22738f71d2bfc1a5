"""Runs flows synchronously, on httpx2."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import httpx2

from .clock import Clock, SystemClock
from .connections_sync import Connections
from .download_sync import Download
from .flow import (
    Effect,
    Flow,
    Now,
    Pour,
    Read,
    Send,
    Sleep,
    Stream,
    Tell,
    Work,
    exchange,
)
from .options import RequestOptions
from .outgoing import Outgoing
from .request import Request
from .response import Response
from .settings import Settings
from .streams_sync import hang_up, pieces, read_whole, sending
from .transport import (
    GRACE,
    Departure,
    RawResponse,
    broken,
    built,
    failed,
    keep_out_of_logs,
    native,
    overdue,
    phases,
    received,
    unread,
)
from .watchdog import within

P = ParamSpec("P")
T = TypeVar("T")


class Session:
    """Runs what operations ask for, with a client's settings, over its connections."""

    def __init__(
        self,
        settings: Settings,
        connections: Connections,
        clock: Clock | None = None,
    ) -> None:
        self.settings = settings
        self.connections = connections
        self.clock: Clock = clock or SystemClock()
        keep_out_of_logs(settings)

    def changed(self, settings: Settings) -> Session:
        """Return a session with other settings, over the same connections."""
        return Session(settings, self.connections, self.clock)

    def run(self, request: Request[T], options: RequestOptions) -> T:
        """Send a request and return what its answer means."""
        return request.read(self.answer(request, options))

    def open(self, request: Request[T], options: RequestOptions) -> T | Download:
        """Send a request whose answer may be bytes, which are left for the caller to fetch."""
        value = request.read(self.answer(request, options))
        if not isinstance(value, Response):
            return value
        return Download(value, self, request, options)

    def answer(self, request: Request[T], options: RequestOptions) -> Response:
        """Send a request and return its answer, whatever it is."""
        return self.drive(exchange(request, self.settings, options))

    def drive(self, flow: Flow[T]) -> T:
        """Run a flow to its end, doing what it asks for."""
        try:
            effect = next(flow)
            while True:
                try:
                    outcome = self.perform(effect)
                except Exception as error:
                    effect = flow.throw(error)
                else:
                    effect = flow.send(outcome)
        except StopIteration as end:
            return cast("T", end.value)

    def perform(self, effect: Effect) -> object:
        """Do one thing, and return its outcome."""
        if isinstance(effect, Send):
            if effect.within is None:
                return self._send(effect.request)
            return self._send_within(effect.request, effect.within)
        if isinstance(effect, Read):
            return self._read(effect)
        if isinstance(effect, Stream):
            return pieces(effect.response)
        if isinstance(effect, Pour):
            return self._pour(effect)
        if isinstance(effect, Sleep):
            self.clock.sleep(effect.seconds)
            return None
        if isinstance(effect, Now):
            return self.clock.now()
        if isinstance(effect, Work):
            return effect.function()
        if isinstance(effect, Tell):
            return effect.listener(effect.news)
        native(effect.response).close()
        return effect.response

    def _pour(self, effect: Pour) -> bool:
        write, until, now = effect.write, effect.until, self.clock.now
        for piece in effect.stream:
            write(piece)
            if now() >= until:
                return True
        return False

    def _send_within(self, request: Outgoing, seconds: float) -> Response:
        departure = Departure(request)

        def late() -> Exception:
            if departure.answer is not None:
                hang_up(departure.answer)
            return departure.overdue()

        return within(
            seconds + GRACE,
            lambda: self._send(request, departure),
            lambda answer: native(answer).close(),
            late,
        )

    def _read(self, effect: Read) -> Response:
        response, seconds = effect.response, effect.within
        if seconds is None:
            return read_whole(response)

        def late() -> Exception:
            http = native(response)
            hang_up(http)
            return overdue(response.route, http.url.host, delivered=True)

        return within(
            seconds + GRACE, lambda: read_whole(response), lambda _: None, late
        )

    def _send(self, request: Outgoing, departure: Departure | None = None) -> Response:
        http = self.connections.client
        steps = {} if departure is None else {"trace": departure.step}
        try:
            sent = built(
                http,
                request,
                sending(request.payload, request.on_upload),
                {"timeout": phases(request.timeout), **steps},
                is_ours=self.connections.is_ours,
            )
            answer = http.send(
                sent,
                stream=True,
                auth=None if request.is_foreign else httpx2.USE_CLIENT_DEFAULT,
                follow_redirects=False,
            )
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise failed(error, request.route, request.host, request.secrets) from error
        if departure is not None:
            departure.answer = answer
        response = unread(answer, request)
        if response is not None:
            return response
        try:
            content = answer.read()
        except httpx2.HTTPError as error:
            cause = failed(error, request.route, request.host, request.secrets)
            raise broken(cause, answer, request) from error
        finally:
            answer.close()
        return received(answer, request, content)


class RawSession(Session):
    """A session that gives answers as they came. `raw` tells the type checker so."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.settings, session.connections, session.clock)

    def run(self, request: Request[T], options: RequestOptions) -> T:
        """Send a request and return its answer."""
        response = self.answer(request, options)
        return cast("T", RawResponse(response, lambda: request.read(response)))

    def open(self, request: Request[T], options: RequestOptions) -> T | Download:
        """Send a request and return its answer, of which `parse()` may make a download."""
        response = self.answer(request, options)

        def parse() -> T | Download:
            value = request.read(response)
            if not isinstance(value, Response):
                return value
            return Download(value, self, request, options)

        return cast("T", RawResponse(response, parse))


def raw(method: Callable[P, T]) -> Callable[P, RawResponse[T]]:
    """Return a method that runs in a RawSession, under the type that it has there."""
    return cast("Callable[P, RawResponse[T]]", method)
