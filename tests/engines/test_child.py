from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from comity.engines import child
from comity.engines.child import Limits, Report, Stopped, close, watched
from comity.errors import Refused

LIMITS = Limits(seconds=20, memory=2**32)


def double(job: int, report: Report) -> int:
    return 2 * job


def process(job: int, report: Report) -> int:
    return os.getpid()


def loud(job: int, report: Report) -> int:
    print("This stands nowhere among the results.")
    os.write(1, b"Nor does this.")
    return job


def refuse(job: str, report: Report) -> None:
    raise Refused(job, "is empty")


def odd(job: str, report: Report) -> None:
    class Odd(Exception):
        pass

    raise Odd("cannot be sent")


def hang(job: list[str], report: Report) -> None:
    report(job[0], 1.0)
    report(job[1], 1.0)
    time.sleep(100)


def grow(job: str, report: Report) -> None:
    report(job, 1.0)
    kept = [b"x" * 2**20 for _ in range(400)]
    time.sleep(100 + len(kept))


def die(job: str, report: Report) -> None:
    report(job, 1.0)
    os.abort()


def hold(job: str, report: Report) -> None:
    Path(job).write_text(str(os.getpid()))
    re.match("(a|aa)+$", "a" * 100 + "b")  # for ever, and no other thread of the process has a turn


def test_without_limits_the_work_is_done_here() -> None:
    assert watched(process, 0, Limits()) == os.getpid()


def test_a_child_is_kept_for_the_next_job() -> None:
    first = watched(process, 0, LIMITS)
    assert first != os.getpid() and watched(process, 0, LIMITS) == first
    assert watched(double, 4, LIMITS) == 8
    assert watched(loud, 5, LIMITS) == 5
    close()
    assert watched(process, 0, LIMITS) != first


def test_errors_come_back_as_they_are() -> None:
    with pytest.raises(Refused, match="a.txt: is empty"):
        watched(refuse, "a.txt", LIMITS)
    with pytest.raises(Exception, match="Odd: cannot be sent"):
        watched(odd, "a.txt", LIMITS)
    assert watched(double, 1, LIMITS) == 2


@pytest.mark.parametrize(
    ("function", "job", "limits", "hand", "reason"),
    [
        (hang, ["a", "b"], Limits(seconds=0.5), "b", "took longer than the limit of 0.5 s"),
        (grow, "c", Limits(memory=200 * 2**20), "c", "needed more memory than the limit of 200 MB"),
        (die, "d", LIMITS, "d", "made the process that read it break down \\(SIGABRT\\)"),
    ],
)
def test_what_passes_a_limit_is_stopped_and_named(function: object, job: object, limits: Limits, hand: str, reason: str) -> None:
    watched(double, 1, LIMITS)
    with pytest.raises(Stopped, match=reason) as caught:
        watched(function, job, limits)  # type: ignore[arg-type]
    assert caught.value.hand == hand
    assert watched(double, 1, LIMITS) == 2


def test_a_child_that_ended_for_want_of_work_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    first = watched(process, 0, LIMITS)
    os.kill(first, signal.SIGKILL)  # as if between the question whether it is there and the job
    answers = iter([True])
    monkeypatch.setattr(child._Child, "alive", lambda self: next(answers, self.process.poll() is None))
    assert watched(process, 0, LIMITS) != first


def test_a_child_ends_when_it_has_nothing_to_do() -> None:
    start = "from comity.engines import child; child._IDLE = 0.1; child.main(*map(int, __import__('sys').argv[1:]))"
    ours, theirs = os.pipe(), os.pipe()
    command = [sys.executable, "-c", start, str(ours[0]), str(theirs[1])]
    assert subprocess.run(command, pass_fds=(ours[0], theirs[1]), timeout=60, check=False).returncode == 0
    for end in (*ours, *theirs):
        os.close(end)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process that is held up with the one that started it")
def test_a_child_that_is_held_up_ends_with_whoever_started_it(tmp_path: Path) -> None:
    work = f"from tests.engines.test_child import *; watched(hold, {str(tmp_path / 'pid')!r}, Limits(seconds=600))"
    parent = subprocess.Popen([sys.executable, "-c", work], cwd=Path(__file__).parents[2])
    until(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text() != "")
    held = int((tmp_path / "pid").read_text())
    parent.kill()
    parent.wait()
    try:
        until(lambda: not running(held))
    finally:
        if running(held):
            os.kill(held, signal.SIGKILL)


def until(condition: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
