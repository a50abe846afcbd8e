from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.record.conftest import write


@pytest.fixture
def asked(typed: Run, faked: None, tmp_path: Path) -> Run:
    lines = ("FRA establish_relations CAF 1960-08-13", "FRA open_mission CAF 1960", "FRA close_mission CAF 1999")
    write(tmp_path / "pages", {"a.txt": "\n".join((*lines, "TUR open_mission CAF 2010 planned"))})
    assert typed("read", "pages")[0] == 0
    return typed


def test_as_of_shows_every_tie_with_its_reason(asked: Run) -> None:
    code, out, _ = asked("as-of", "2003-05-01", "--actor", "CAF")
    assert code == 0
    assert "Ties of Central African Republic on 2003-05-01" in out
    assert "presumed" in out
    assert "ended 1999" in " ".join(out.split())
    assert "planned" in out


def test_as_of_as_data(asked: Run) -> None:
    code, out, _ = asked("as-of", "2003-05-01", "-a", "CAF", "-k", "has_mission", "-f", "json")
    first, planned = json.loads(out)["records"]
    assert code == 0
    assert (first["answer"], first["actors"]) == ("ended", ["FRA", "CAF"])
    assert first["spells"] == [{"begin": "1960", "end": "1999", "witnessed": []}]
    assert (planned["answer"], planned["said"], planned["time"]) == ("planned", "open_mission", "2010")


def test_as_of_today_prints_the_day(asked: Run) -> None:
    assert "Ties of France on 20" in asked("as-of", "--actor", "France")[1]


@pytest.mark.parametrize(("words", "day"), [("1960", "1960-12-31"), ("1960-02", "1960-02-29"), ("1960-08-13", "1960-08-13")])
@pytest.mark.parametrize("command", [("as-of", "{}", "-a", "CAF"), ("register", "CAF", "--as-of", "{}"), ("dossier", "CAF", "--as-of", "{}")])
def test_as_of_a_month_or_year_is_its_last_day(asked: Run, command: tuple[str, ...], words: str, day: str) -> None:
    code, out, _ = asked(*(c.format(words) for c in command))
    assert (code, day in out.splitlines()[0]) == (0, True)
    assert asked(*(c.format(day) for c in command))[1] == out


@pytest.mark.parametrize("day", ["soon", "1990/..", "-0044"])
def test_as_of_wants_a_day(asked: Run, day: str) -> None:
    code, _, err = asked("as-of", day)
    assert (code, len(err.splitlines())) == (2, 1)
