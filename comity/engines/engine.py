"""Running one function over many jobs on any `concurrent.futures.Executor`: the standard library's, or a cluster's.

Jobs are submitted in windows, never all at once, so that a corpus of any size can be streamed. An executor that breaks
(the standard pool does when one of its processes is killed) is made anew and its open jobs are run again, one at a time,
so that the one that kills its process is known by name and takes no other with it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from typing import TypeVar

from comity.errors import ComityError

Job = TypeVar("Job")
Result = TypeVar("Result")


class Lost(ComityError):
    """A job's process died twice, the second time with nothing else beside it."""

    def __init__(self, job: object) -> None:
        super().__init__(f"the process that worked on {job} died twice: what is finished is kept; run again, or leave that input out")
        self.job = job


class Engine:
    """Runs jobs on executors made by `make`, at most `window` of them submitted at a time."""

    def __init__(self, make: Callable[[], Executor], window: int) -> None:
        self._make = make
        self._window = window

    def run(self, function: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
        """The results, in the order in which they are ready. A function's own exception is raised here."""
        waiting = iter(jobs)
        executor = self._make()
        suspects: deque[Job] = deque()
        try:
            running: dict[Future[Result], Job] = {}
            while True:
                broken = False
                while len(running) < self._window and (job := next(waiting, None)) is not None:
                    try:
                        running[executor.submit(function, job)] = job
                    except BrokenExecutor:
                        suspects.append(job)
                        broken = True
                        break
                if not running and not broken:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done if running else ():
                    job = running.pop(future)
                    try:
                        result = future.result()
                    except BrokenExecutor:
                        suspects.append(job)
                        broken = True
                        continue
                    yield result
                if broken:
                    suspects.extend(running.values())
                    running.clear()
                    executor.shutdown(wait=True, cancel_futures=True)
                    while suspects:
                        yield self._alone(function, suspects.popleft())
                    executor = self._make()
        finally:
            executor.shutdown(wait=True, cancel_futures=True)

    def _alone(self, function: Callable[[Job], Result], job: Job) -> Result:
        with self._make() as executor:
            try:
                return executor.submit(function, job).result()
            except BrokenExecutor as error:
                raise Lost(job) from error
