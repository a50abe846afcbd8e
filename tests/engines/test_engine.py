from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.engines import Engine, engine
from comity.engines.engine import Lost
from comity.engines.local import Serial
from comity.errors import UsageError


def double(number: int) -> int:
    return 2 * number


def fail(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


def die_once(path: str) -> str:
    if path and not Path(path).exists():
        Path(path).touch()
        os._exit(9)
    return path


def die(number: int) -> int:
    if number == 3:
        os._exit(9)
    return number


@pytest.mark.parametrize("workers", [1, 2])
def test_engine_runs_every_job(workers: int) -> None:
    assert sorted(engine(workers).run(double, range(9))) == [2 * n for n in range(9)]


def test_engine_no_jobs_no_results() -> None:
    assert list(engine(1).run(double, [])) == []


def test_engine_error_of_a_job_is_raised() -> None:
    with pytest.raises(ValueError, match="three"):
        list(engine(1).run(fail, range(9)))


def test_engine_killed_process_costs_nothing(tmp_path: Path) -> None:
    jobs = ["", str(tmp_path / "a"), "", ""]
    assert sorted(engine(2).run(die_once, jobs)) == sorted(jobs)


def test_engine_job_that_kills_twice_is_named() -> None:
    with pytest.raises(Lost, match="worked on 3 died twice") as caught:
        list(engine(2).run(die, [3]))
    assert caught.value.job == 3


def test_engine_goes_on_with_the_others() -> None:
    results = []
    with pytest.raises(Lost, match="worked on 3"):
        for result in engine(2).run(die, range(9)):
            results.append(result)
    assert sorted(results) == [0, 1, 2, 4, 5, 6, 7, 8]


def test_engine_lost_job_has_the_result_it_is_given() -> None:
    assert sorted(engine(2).run(die, range(5), lambda lost: -3)) == [-3, 0, 1, 2, 4]


def test_engine_submits_in_windows() -> None:
    given: list[int] = []

    def jobs() -> Iterator[int]:
        for n in range(20):
            given.append(n)
            yield n

    results = Engine(Serial, window=lambda _: 4).run(double, jobs())
    next(results)
    assert len(given) <= 4
    assert len(list(results)) == 19


@pytest.mark.parametrize("workers", [0, -1])
def test_engine_needs_a_process(workers: int) -> None:
    with pytest.raises(UsageError, match="1 or more"):
        engine(workers)


def test_engine_that_is_kept_has_one_executor_for_all_runs_and_another_when_that_breaks(tmp_path: Path) -> None:
    made: list[Serial] = []
    several = Engine(lambda: made.append(Serial()) or made[-1], window=lambda _: 1)  # type: ignore[func-returns-value]
    with several.kept():
        assert [list(several.run(double, [n])) for n in range(3)] == [[0], [2], [4]]
    assert len(made) == 1
    assert list(several.run(double, [1])) == [2] and len(made) == 2
    running = engine(2)
    with running.kept():
        assert list(running.run(die_once, [str(tmp_path / "a")])) == [str(tmp_path / "a")]
        assert sorted(running.run(double, range(3))) == [0, 2, 4]
        (one,) = {*running.run(process, [0])}
        assert {*running.run(process, [0])} and os.kill(one, 0) is None
    with pytest.raises(ProcessLookupError):
        os.kill(one, 0)


def process(_: int) -> int:
    return os.getpid()
