"""Running one function over many jobs on any `concurrent.futures.Executor`: the standard library's, or a cluster's.

Jobs are submitted in windows, never all at once, so that a corpus of any size can be streamed. A job whose process dies
is not to blame yet: with it go those that stood beside it. They are run again when all the others are done, one at a time, so
that the one that kills its process is known by name and takes no other with it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import contextmanager
from itertools import islice
from typing import Any, Generic, TypeVar

from comity.errors import ComityError

Job = TypeVar("Job")
Result = TypeVar("Result")
Kind = TypeVar("Kind", bound=Executor)


class Lost(ComityError):
    """A job's process died twice, the second time with nothing else beside it."""

    def __init__(self, job: Any) -> None:
        super().__init__(f"the process that worked on {job} died twice: what is finished is kept; run again, or leave that input out")
        self.job = job


class Engine(Generic[Kind]):
    """Runs jobs on executors made by `make`; `window` says how many may be submitted to one at a time."""

    def __init__(self, make: Callable[[], Kind], window: Callable[[Kind], int]) -> None:
        self._make = make
        self._window = window
        self._keeps = False
        self._kept: Kind | None = None

    @contextmanager
    def kept(self) -> Iterator[None]:
        """In this, one run after the other has the same executor: what its processes have loaded once serves all of them."""
        self._keeps = True
        try:
            yield
        finally:
            self._keeps = False
            if self._kept:
                self._kept.shutdown(wait=True, cancel_futures=True)
                self._kept = None

    def run(
        self, function: Callable[[Job], Result], jobs: Iterable[Job], lost: Callable[[Lost], Result] | None = None
    ) -> Generator[Result, None, None]:
        """The results, in the order in which they are ready. A function's own exception is raised here. Closed, it lets go of the rest.

        `lost` gives the result of a job that is Lost; without it that is raised, when all the others are done.
        """
        suspects: list[Job] = []
        yield from self._together(function, jobs, suspects)
        unfinished = []
        for job in suspects:
            try:
                result = self._alone(function, job)
            except Lost as error:
                if lost:
                    result = lost(error)
                else:
                    unfinished.append(error)
                    continue
            yield result
        if unfinished:
            raise unfinished[0]

    def _together(self, function: Callable[[Job], Result], jobs: Iterable[Job], suspects: list[Job]) -> Generator[Result, None, None]:
        """The results of all jobs but of those that died or stood beside one that did."""
        waiting = iter(jobs)
        running: dict[Future[Result], Job] = {}
        executor, self._kept = self._kept or self._make(), None
        try:
            while True:
                for job in islice(waiting, max(self._window(executor) - len(running), 0)):
                    try:
                        running[executor.submit(function, job)] = job
                    except BrokenExecutor:
                        executor.shutdown(wait=True, cancel_futures=True)
                        executor = self._make()
                        running[executor.submit(function, job)] = job
                if not running:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    job = running.pop(future)
                    try:
                        result = future.result()
                    except BrokenExecutor:
                        suspects.append(job)
                    else:
                        yield result
        finally:
            if self._keeps and not running:
                self._kept = executor
            else:
                executor.shutdown(wait=True, cancel_futures=True)

    def _alone(self, function: Callable[[Job], Result], job: Job) -> Result:
        with self._make() as executor:
            try:
                return executor.submit(function, job).result()
            except BrokenExecutor as error:
                raise Lost(job) from error
