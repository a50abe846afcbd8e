from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.record.conftest import write

TIES = ("CAF ally TCD 2005/2007", "CAF alliance SDN 2004/2008", "TCD war SDN 2005/2010")


@pytest.fixture
def asked(typed: Run, faked: None, tmp_path: Path) -> Run:
    write(tmp_path / "pages", {"a.txt": "\n".join(TIES)})
    assert typed("read", "pages")[0] == 0
    return typed


def test_tension_shows_the_ties_that_make_it_with_their_sentences(asked: Run) -> None:
    code, out, _ = asked("tension", "--on", "2006", "--actor", "Chad")
    words = " ".join(out.split())
    assert (code, out.splitlines()[0]) == (0, "1 tension on 2006-12-31")
    assert "Sudan – Chad" in words and "alliance, holds. It began 2004 and ended 2008." in words
    assert all(f"“{line}”" in words for line in TIES)


def test_tension_is_of_the_day_and_of_the_actors_asked_for(asked: Run) -> None:
    def found(*arguments: str) -> str:
        return asked("tension", *arguments)[1].splitlines()[0]

    assert found("--on", "2004-06-01") == "0 tensions on 2004-06-01"
    assert found("--on", "2006-06-01", "-a", "SDN", "-w", "TCD") == "1 tension on 2006-06-01"
    assert found("--on", "2006-06-01", "-a", "SDN", "-w", "FRA") == "0 tensions on 2006-06-01"
    assert found().startswith("0 tensions on 20")


def test_tension_as_data(asked: Run) -> None:
    (one,) = json.loads(asked("tension", "--on", "2006-06-01", "-f", "json")[1])["records"]
    assert (one["torn"], one["between"], one["answer"]) == ("CAF", ["SDN", "TCD"], "holds")
    assert [(s["actors"], s["close"], [t["kind"] for t in s["ties"]]) for s in one["sides"]] == [
        (["CAF", "SDN"], True, ["alliance"]),
        (["CAF", "TCD"], True, ["ally"]),
        (["SDN", "TCD"], False, ["war"]),
    ]


@pytest.mark.parametrize(("arguments", "words"), [(("--on", "soon"), "soon"), (("--actor", "Frnace"), "Frnace"), (("-f", "pdf"), "pdf")])
def test_tension_says_what_is_wrong_in_one_sentence(asked: Run, arguments: tuple[str, ...], words: str) -> None:
    code, _, err = asked("tension", *arguments)
    assert (code, len(err.splitlines()), words in err) == (2, 1, True)
