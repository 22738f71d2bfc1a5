"""Runs flows asynchronously, on httpx2; with asyncio or trio."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec, TypeVar, cast

import anyio
import anyio.to_thread
import httpx2

from .clock import AsyncClock
from .connections_async import AsyncConnections
from .download_async import AsyncDownload
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
from .streams_async import pieces, read_whole, sending
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

P = ParamSpec("P")
T = TypeVar("T")


class EventLoopClock:
    """The clock of this machine; while it sleeps, the event loop runs others."""

    def now(self) -> float:
        """Return the time."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Let others run for so many seconds."""
        await anyio.sleep(seconds)


class AsyncSession:
    """Runs what operations ask for, with a client's settings, over its connections."""

    def __init__(
        self,
        settings: Settings,
        connections: AsyncConnections,
        clock: AsyncClock | None = None,
    ) -> None:
        self.settings = settings
        self.connections = connections
        self.clock: AsyncClock = clock or EventLoopClock()
        keep_out_of_logs(settings)

    def changed(self, settings: Settings) -> AsyncSession:
        """Return a session with other settings, over the same connections."""
        return AsyncSession(settings, self.connections, self.clock)

    async def run(self, request: Request[T], options: RequestOptions) -> T:
        """Send a request and return what its answer means."""
        return request.read(await self.answer(request, options))

    async def open(
        self, request: Request[T], options: RequestOptions
    ) -> T | AsyncDownload:
        """Send a request whose answer may be bytes, which are left for the caller to fetch."""
        value = request.read(await self.answer(request, options))
        if not isinstance(value, Response):
            return value
        return AsyncDownload(value, self, request, options)

    async def answer(self, request: Request[T], options: RequestOptions) -> Response:
        """Send a request and return its answer, whatever it is."""
        return await self.drive(exchange(request, self.settings, options))

    async def drive(self, flow: Flow[T]) -> T:
        """Run a flow to its end, doing what it asks for."""
        try:
            effect = next(flow)
            while True:
                try:
                    outcome = await self.perform(effect)
                except Exception as error:
                    effect = flow.throw(error)
                else:
                    effect = flow.send(outcome)
        except StopIteration as end:
            return cast("T", end.value)

    async def perform(self, effect: Effect) -> object:
        """Do one thing, and return its outcome."""
        if isinstance(effect, Send):
            if effect.within is None:
                return await self._send(effect.request)
            return await self._send_within(effect.request, effect.within)
        if isinstance(effect, Read):
            return await self._read(effect)
        if isinstance(effect, Stream):
            return pieces(effect.response)
        if isinstance(effect, Pour):
            return await self._pour(effect)
        if isinstance(effect, Sleep):
            await self.clock.sleep(effect.seconds)
            return None
        if isinstance(effect, Now):
            return self.clock.now()
        if isinstance(effect, Work):
            return await anyio.to_thread.run_sync(effect.function)
        if isinstance(effect, Tell):
            told = effect.listener(effect.news)
            return await told if inspect.isawaitable(told) else told
        await native(effect.response).aclose()
        return effect.response

    async def _pour(self, effect: Pour) -> bool:
        write, until, now = effect.write, effect.until, self.clock.now
        async for piece in effect.stream:
            await anyio.to_thread.run_sync(write, piece)
            if now() >= until:
                return True
        return False

    async def _read(self, effect: Read) -> Response:
        response, seconds = effect.response, effect.within
        if seconds is None:
            return await read_whole(response)
        with anyio.move_on_after(seconds + GRACE):
            return await read_whole(response)
        raise overdue(response.route, native(response).url.host, delivered=True)

    async def _send_within(self, request: Outgoing, seconds: float) -> Response:
        departure = Departure(request)
        with anyio.move_on_after(seconds + GRACE):
            return await self._send(request, departure)
        raise departure.overdue()

    async def _send(
        self, request: Outgoing, departure: Departure | None = None
    ) -> Response:
        http = self.connections.client
        steps = {} if departure is None else {"trace": departure.step_async}
        try:
            sent = built(
                http,
                request,
                sending(request.payload, request.on_upload),
                {"timeout": phases(request.timeout), **steps},
                is_ours=self.connections.is_ours,
            )
            answer = await http.send(
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
            content = await answer.aread()
        except httpx2.HTTPError as error:
            cause = failed(error, request.route, request.host, request.secrets)
            raise broken(cause, answer, request) from error
        finally:
            await answer.aclose()
        return received(answer, request, content)


class RawAsyncSession(AsyncSession):
    """A session that gives answers as they came. `raw` tells the type checker so."""

    def __init__(self, session: AsyncSession) -> None:
        super().__init__(session.settings, session.connections, session.clock)

    async def run(self, request: Request[T], options: RequestOptions) -> T:
        """Send a request and return its answer."""
        response = await self.answer(request, options)
        return cast("T", RawResponse(response, lambda: request.read(response)))

    async def open(
        self, request: Request[T], options: RequestOptions
    ) -> T | AsyncDownload:
        """Send a request and return its answer, of which `parse()` may make a download."""
        response = await self.answer(request, options)

        def parse() -> T | AsyncDownload:
            value = request.read(response)
            if not isinstance(value, Response):
                return value
            return AsyncDownload(value, self, request, options)

        return cast("T", RawResponse(response, parse))


def raw(
    method: Callable[P, Coroutine[Any, Any, T]],
) -> Callable[P, Coroutine[Any, Any, RawResponse[T]]]:
    """Return a method that runs in a RawAsyncSession, under the type that it has there."""
    return cast("Callable[P, Coroutine[Any, Any, RawResponse[T]]]", method)
