"""Jobs for the synchronous client: each method runs a flow."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Generic, TypeVar

from .job_flow import Tracked
from .job_race import Race, Watching, all_of, checked_concurrency
from .jobs import JobPlan, JobState
from .options import RequestOptions
from .progress import Progress
from .request import Request
from .session_sync import Session

T = TypeVar("T")


class Job(Tracked[T]):
    """A job at the server, and what can be done with it."""

    def __init__(
        self, session: Session, plan: JobPlan[T], options: RequestOptions
    ) -> None:
        super().__init__(plan, session.settings, options)
        self._session = session

    def refresh(self) -> JobState[T]:
        """Ask the server once, and return where the job stands."""
        return self._session.drive(self.polled())

    def wait(
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
        return self._session.drive(self.waited(timeout, on_progress))

    def watch(self, timeout: float | None = None) -> Iterator[JobState[T]]:
        """Yield where the job stands, and then each change, until it is over. No end is an error.

        Raises JobTimeout after so many seconds.
        """
        watching = Watching(self, timeout)
        while (state := self._session.drive(watching.step())) is not None:
            yield state

    def cancel(self) -> None:
        """Ask the server to stop the job. `wait()` tells whether it did."""
        self._session.drive(self.stopped())

    def download(
        self,
        path: str | os.PathLike[str],
        on_progress: Callable[[Progress], object] | None = None,
    ) -> Path:
        """Fetch what the job has made into a file, which is there when it is whole.

        Raises JobNotDone, JobFailed or JobCancelled where there is nothing to fetch.
        """
        return self._session.drive(self.fetched(path, on_progress))


class JobsOf(Generic[T]):
    """The jobs that one operation starts."""

    def __init__(self, session: Session, plan: JobPlan[T]) -> None:
        self._session = session
        self._plan = plan

    def submit(self, request: Request[Any], options: RequestOptions) -> Job[T]:
        """Start a job."""
        job = Job(self._session, self._plan, options)
        self._session.drive(job.created(request, options))
        return job

    def submit_and_wait(
        self,
        request: Request[Any],
        options: RequestOptions,
        timeout: float | None,
        on_progress: Callable[[JobState[T]], object] | None,
    ) -> T:
        """Start a job and wait for its end."""
        job = self.submit(request, options)
        return job.wait(timeout, on_progress)

    def resume(self, token: str) -> Job[T]:
        """Return the job that a token is for. Nothing is sent."""
        job = Job(self._session, self._plan, RequestOptions())
        job.id = self._plan.job_of(token)
        return job

    def submit_many(
        self,
        start: Callable[..., Job[T]],
        arguments: Iterable[Mapping[str, Any]],
        concurrency: int,
    ) -> list[Job[T]]:
        """Start a job for each mapping of arguments, so many at a time."""

        def tried(given: Mapping[str, Any]) -> Job[T] | Exception:
            try:
                return start(**given)
            except Exception as error:
                return error

        with ThreadPoolExecutor(checked_concurrency(concurrency)) as pool:
            return all_of(list(pool.map(tried, arguments)))

    def as_completed(
        self, jobs: Iterable[Job[T]], timeout: float | None, polls_per_second: float
    ) -> Iterator[Job[T]]:
        """Yield jobs as they end."""
        race = Race(jobs, timeout, polls_per_second)
        while (job := self._session.drive(race.step())) is not None:
            yield job
