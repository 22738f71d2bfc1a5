"""Jobs for the asynchronous client: each method runs a flow."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

import anyio

from .job_flow import Tracked
from .job_race import Race, Watching, all_of, checked_concurrency
from .jobs import JobPlan, JobState
from .options import RequestOptions
from .progress import Progress
from .request import Request
from .session_async import AsyncSession

T = TypeVar("T")


class AsyncJob(Tracked[T]):
    """A job at the server, and what can be done with it."""

    def __init__(
        self, session: AsyncSession, plan: JobPlan[T], options: RequestOptions
    ) -> None:
        super().__init__(plan, session.settings, options)
        self._session = session

    async def refresh(self) -> JobState[T]:
        """Ask the server once, and return where the job stands."""
        return await self._session.drive(self.polled())

    async def wait(
        self,
        timeout: float | None = 600,
        on_progress: Callable[[JobState[T]], object] | None = None,
    ) -> T:
        """Wait until the job is done, and return the server's last answer.

        A poll that fails in passing does not end the wait, and neither does a status that the
        document does not list. Nor is it the end if the server does not know the job yet, in
        the first 15 seconds after it was submitted.

        Args:
            timeout: Seconds to wait at most. `None` waits for ever.
            on_progress: Called with each answer.

        Raises:
            JobFailed: The server has given up on the job.
            JobCancelled: The job was stopped.
            JobTimeout: The job is not over in time. It goes on at the server.
            APIError: The job cannot be asked for any more. Its `job` is this one.
        """
        return await self._session.drive(self.waited(timeout, on_progress))

    async def watch(self, timeout: float | None = None) -> AsyncIterator[JobState[T]]:
        """Yield where the job stands, and then each change, until it is over. No end is an error.

        Raises JobTimeout after so many seconds.
        """
        watching = Watching(self, timeout)
        while (state := await self._session.drive(watching.step())) is not None:
            yield state

    async def cancel(self) -> None:
        """Ask the server to stop the job. `wait()` tells whether it did."""
        await self._session.drive(self.stopped())

    async def download(
        self,
        path: str | os.PathLike[str],
        on_progress: Callable[[Progress], object] | None = None,
    ) -> Path:
        """Fetch what the job has made into a file, which is there when it is whole.

        Raises JobNotDone, JobFailed or JobCancelled where there is nothing to fetch.
        """
        return await self._session.drive(self.fetched(path, on_progress))


class AsyncJobsOf(Generic[T]):
    """The jobs that one operation starts."""

    def __init__(self, session: AsyncSession, plan: JobPlan[T]) -> None:
        self._session = session
        self._plan = plan

    async def submit(
        self, request: Request[Any], options: RequestOptions
    ) -> AsyncJob[T]:
        """Start a job."""
        job = AsyncJob(self._session, self._plan, options)
        await self._session.drive(job.created(request, options))
        return job

    async def submit_and_wait(
        self,
        request: Request[Any],
        options: RequestOptions,
        timeout: float | None,
        on_progress: Callable[[JobState[T]], object] | None,
    ) -> T:
        """Start a job and wait for its end."""
        job = await self.submit(request, options)
        return await job.wait(timeout, on_progress)

    def resume(self, token: str) -> AsyncJob[T]:
        """Return the job that a token is for. Nothing is sent."""
        job = AsyncJob(self._session, self._plan, RequestOptions())
        job.id = self._plan.job_of(token)
        return job

    async def submit_many(
        self,
        start: Callable[..., Awaitable[AsyncJob[T]]],
        arguments: Iterable[Mapping[str, Any]],
        concurrency: int,
    ) -> list[AsyncJob[T]]:
        """Start a job for each mapping of arguments, so many at a time."""
        limiter = anyio.CapacityLimiter(checked_concurrency(concurrency))
        results: dict[int, AsyncJob[T] | Exception] = {}

        async def try_to(index: int, given: Mapping[str, Any]) -> None:
            async with limiter:
                try:
                    results[index] = await start(**given)
                except Exception as error:
                    results[index] = error

        async with anyio.create_task_group() as group:
            for index, given in enumerate(arguments):
                group.start_soon(try_to, index, given)
        return all_of([results[index] for index in sorted(results)])

    async def as_completed(
        self,
        jobs: Iterable[AsyncJob[T]],
        timeout: float | None,
        polls_per_second: float,
    ) -> AsyncIterator[AsyncJob[T]]:
        """Yield jobs as they end."""
        race = Race(jobs, timeout, polls_per_second)
        while (job := await self._session.drive(race.step())) is not None:
            yield job
