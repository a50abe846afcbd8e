from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.record.conftest import write

LINES = ("FRA open_mission CAF 1960", "FRA open_mission CAF 1960 denied", "? establish_relations CAF 1992-02")


@pytest.fixture
def asked(typed: Run, faked: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    write(tmp_path / "pages", {"a.txt": "\n".join(LINES)})
    monkeypatch.setenv("COMITY_USER", "reviewer")
    assert typed("read", "pages")[0] == 0
    return typed


def claims(asked: Run) -> dict[str, str]:
    return {r["evidence"]["quote"]: r["id"] for r in json.loads(asked("claims", "-f", "json")[1])["records"]}


def test_review_shows_the_queue(asked: Run) -> None:
    code, out, _ = asked("review")
    assert code == 0
    assert "To be reviewed" in out
    assert "1 against it" in " ".join(out.split())
    records = json.loads(asked("review", "-f", "json", "-n", "1")[1])["records"]
    assert [r["kind"] for r in records] == ["open_mission"]


def test_review_corrects_and_takes_back(asked: Run) -> None:
    lost = claims(asked)[LINES[2]]
    code, out, _ = asked("review", "correct", lost[:6], "--set", "actor:?=Ukraine", "--set", "date=1992-02-24", "--why", "a better source")
    assert (code, out.split()[0]) == (0, "correct")
    assert "Ukraine" in asked("register", "CAF")[1]
    review = json.loads(asked("review", "log", "-f", "json")[1])["records"][0]
    assert (review["who"], review["why"], review["state"]) == ("reviewer", "a better source", "counts")
    assert asked("review", "undo", review["id"])[0] == 0
    assert "Ukraine" not in asked("register", "CAF")[1]
    assert [r["state"] for r in json.loads(asked("review", "log", "-f", "json")[1])["records"]] == ["taken back", "counts"]


@pytest.mark.parametrize("wrong", [("reject",), ("reject", "zzz"), ("correct", "0", "--set", "date"), ("praise", "0"), ("undo", "zzz")])
def test_review_says_in_one_line_what_is_wrong(asked: Run, wrong: tuple[str, ...]) -> None:
    code, _, err = asked("review", *wrong)
    assert (code, len(err.splitlines())) == (2, 1)
