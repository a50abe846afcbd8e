"""A process of one's own for work that may never end: it says what it has in hand, and is killed at a limit.

A thread cannot be stopped, nor can code in another language; a process can. It is kept for the next job, because what it has
loaded is dear, but not for ever, and it ends with whoever started it. Where there are no POSIX pipes the work is done in this
process, unwatched.
"""

from __future__ import annotations

import atexit
import ctypes
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from comity.errors import ComityError

Job = TypeVar("Job")
Result = TypeVar("Result")
Report = Callable[[object, float], None]
"""What is in hand now, and how many times the limit of time it may take."""

_LOOK = 0.25  # seconds between looks at the memory
_START = 120  # seconds that a process may take to begin
_IDLE = 120.0  # seconds after which a process that has nothing to do ends: a cluster's worker lives on when its work is done
_PR_SET_PDEATHSIG = 1
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_here = threading.local()


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds without a new report, and bytes of memory; 0 is no limit."""

    seconds: float = 0
    memory: int = 0

    def __bool__(self) -> bool:
        return bool(self.seconds or self.memory)


NO_LIMITS = Limits()


class Stopped(ComityError):
    """The process was killed, or died, with this in hand."""

    def __init__(self, hand: object, reason: str) -> None:
        super().__init__(reason)
        self.hand = hand
        self.reason = reason


class _Ended(Stopped):
    """The process was gone before it had taken the job."""


def silent(hand: object, share: float) -> None:
    """The report of work that nobody watches."""


def watched(function: Callable[[Job, Report], Result], job: Job, limits: Limits) -> Result:
    """What `function` gives for a job, done in this thread's child; Stopped where a limit is passed."""
    if not limits or os.name != "posix":
        return function(job, silent)
    result: Result
    try:
        result = _child().ask(function, job, limits)
    except _Ended:  # it had waited for so long that it ended at that moment
        result = _child().ask(function, job, limits)
    return result


def close() -> None:
    """Ends this thread's child, if it has one."""
    child = getattr(_here, "child", None)
    if child is not None:
        child.kill()
        _here.child = None


def _child() -> _Child:
    """This thread's child, started where there is none."""
    child: _Child | None = getattr(_here, "child", None)
    if child is None or not child.alive():
        close()
        child = _here.child = _Child()
    return child


class _Child:
    def __init__(self) -> None:
        ours, theirs = os.pipe(), os.pipe()
        start = f"from comity.engines.child import main; main({ours[0]}, {theirs[1]})"
        environment = {**os.environ, "PYTHONPATH": _path()}
        self.process = subprocess.Popen(
            [sys.executable, "-c", start], pass_fds=(ours[0], theirs[1]), stdin=subprocess.DEVNULL, env=environment
        )
        os.close(ours[0])
        os.close(theirs[1])
        self.jobs = Connection(ours[1], readable=False)
        self.answers = Connection(theirs[0], writable=False)
        atexit.register(self.kill)

    def alive(self) -> bool:
        return self.process.poll() is None

    def kill(self) -> None:
        atexit.unregister(self.kill)
        self.process.kill()
        self.process.wait()
        self.jobs.close()
        self.answers.close()

    def ask(self, function: Callable[..., Any], job: object, limits: Limits) -> Any:
        hand: object = None
        share = 1.0
        taken = False
        began = time.monotonic()
        try:
            self.jobs.send_bytes(pickle.dumps((list(sys.path), pickle.dumps((function, job)))))
            while True:
                if self.answers.poll(_LOOK):
                    sort, said = pickle.loads(self.answers.recv_bytes())
                    taken = True
                    if sort == "done":
                        return said
                    if sort == "failed":
                        raise said
                    (hand, share), began = said, time.monotonic()
                elif limits.seconds and time.monotonic() - began > (allowed := _allowed(limits, hand, share)):
                    raise Stopped(hand, f"took longer than the limit of {allowed:g} s")
                if limits.memory and _memory(self.process.pid) > limits.memory:
                    raise Stopped(hand, f"needed more memory than the limit of {limits.memory / 2**20:g} MB")
        except (EOFError, BrokenPipeError, ConnectionResetError):
            code = self.process.wait()
            name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
            self.kill()
            stopped = Stopped if taken else _Ended
            raise stopped(hand, f"made the process that read it break down ({name})") from None
        except Stopped:
            self.kill()
            raise
        except (KeyboardInterrupt, GeneratorExit, SystemExit):
            self.kill()
            raise


def _allowed(limits: Limits, hand: object, share: float) -> float:
    """The seconds for what is in hand; a process that has not begun yet is only being loaded."""
    return round(limits.seconds * max(share, 1), 1) if hand is not None else max(limits.seconds, _START)


def main(jobs: int, answers: int) -> None:
    """The child: does one job after the other until there is nobody to give it any."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(2, 1)  # whatever prints shall not stand among the results
    _end_with(os.getppid())
    asked, told = Connection(jobs, writable=False), Connection(answers, readable=False)

    def report(hand: object, share: float = 1.0) -> None:
        told.send_bytes(pickle.dumps(("hand", (hand, share))))

    while asked.poll(_IDLE):
        try:
            path, packed = pickle.loads(asked.recv_bytes())
        except EOFError:
            return
        report(None)
        sys.path[:] = path
        try:
            function, job = pickle.loads(packed)
            answer = ("done", function(job, report))
        except Exception as error:
            answer = ("failed", portable(error))
        told.send_bytes(pickle.dumps(answer))


def portable(error: Exception) -> Exception:
    """An error that can be sent; its own kind where it can be built again."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return ComityError(f"{type(error).__name__}: {error}")
    return error


def _end_with(parent: int) -> None:
    """Has this process end with the one that started it, even while it is held up in code that no thread can interrupt."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    threading.Thread(target=_orphaned, args=(parent,), daemon=True).start()


def _orphaned(parent: int) -> None:
    """Ends this process when the one that started it is gone, whatever it is doing."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _path() -> str:
    """Where the child finds this package."""
    return os.pathsep.join(p for p in (str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")) if p)


def _memory(process: int) -> int:
    """The memory that a process has in use; 0 where that cannot be told."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError, ValueError):
        return 0
