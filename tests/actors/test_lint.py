"""The linter of the actors' data: Comity's own tables are clean, and each kind of mistake is told by file, line and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.actors.catalogue import catalogue
from comity.actors.lint import lint, main, together

STATES = "id,name,kind,begin,end,gaps,iso2,iso3,iso3166_3,cow,cow_number,gw,wikidata,parent,predecessors,successors,checked"
OLD = "OLD,Oldland,state,1850,1918-11-03,,,,,OLD,7,7,,,,NEU,gw"
NEU = "NEU,Neuland,state,1918-11-03,,1940-05/1945,NE,NEU,,OLD,7,7,Q7,,OLD,,gw gw-begin"
NAMES = "id\tlanguage\tname\tfrom\tto\tsort\tflags"
PLAIN = (
    "OLD\ten\tOldland\t\t\tname\t",
    "NEU\ten\tNeuland\t\t\tname\t",
    "OLD\ten\tMidtown\t\t\tcapital\t",
    "NEU\ten\tMidtown\t\t\tcapital\t",
)


@pytest.fixture
def problems(tmp_path: Path):
    def write(*states: str, names: tuple[str, ...] = PLAIN) -> list[str]:
        (tmp_path / "states.csv").write_text("\n".join([STATES, *states]) + "\n", encoding="utf-8")
        (tmp_path / "names.tsv").write_text("\n".join([NAMES, *names]) + "\n", encoding="utf-8")
        return [str(problem) for problem in lint(tmp_path)]

    return write


@pytest.mark.parametrize("path", ["states.csv", "names.tsv", "names_world.tsv"])
def test_lint_finds_nothing_in_the_states(path: str) -> None:
    assert [str(problem) for problem in lint() if problem.path == path] == []


def test_lint_is_silent_where_a_successor_goes_on_with_codes_and_capital(problems) -> None:
    assert problems(OLD, NEU) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (NEU.replace("NEU,Neu", "Neu,Neu"), "[id] 'Neu' has not the form of an id here"),
        (NEU.replace("state", "realm"), "[kind] 'realm' is none of state"),
        (NEU.replace("1918-11-03,,", "3 Nov 1918,,"), "[begin] '3 Nov 1918' is no date"),
        (NEU.replace("1918-11-03,,", "1918,1900,"), "[begin] 1918 is after 1900"),
        (NEU.replace("1940-05/1945", "1940-05"), "[gaps] a gap has two ends"),
        (NEU.replace("1940-05/1945", "1945/1940"), "[gaps] 1945 is after 1940"),
        (NEU.replace(",OLD,,gw", ",GONE,,gw"), "[predecessors] no actor has the id 'GONE'"),
        (NEU.replace(",OLD,,gw", ",,,gw"), "[successors] NEU does not have OLD among its predecessors"),
        (NEU.replace(",OLD,,gw", ",OLD,NEU,gw"), "[successors] refers to itself"),
        (NEU.replace(",NE,", ",ne,"), "[iso2] 'ne' has not the form of such a code"),
        (NEU.replace("gw gw-begin", "hearsay"), "[checked] 'hearsay' is none of"),
        (NEU.replace("Neuland", " Neuland"), "[name] is empty or has spaces around it"),
        (OLD, "[id] OLD is there twice"),
    ],
)
def test_lint_tells_a_bad_row(problems, row: str, expected: str) -> None:
    assert any(problem.startswith("states.csv:") and expected in problem for problem in problems(OLD, row)), problems(OLD, row)


def test_lint_tells_a_code_of_two_that_do_not_succeed_each_other(problems) -> None:
    other = "OTH,Other,state,1900,,,NE,OTH,,,7,,,,,,"
    found = problems(OLD, NEU, other, names=(*PLAIN, "OTH\ten\tOther\t\t\tname\t"))
    assert [text for text in found if "iso2" in text] == ["states.csv:4 [iso2] NE is NEU's too"]
    assert [text for text in found if "cow_number" in text] == [f"states.csv:4 [cow_number] 7 is {id}'s too" for id in ("OLD", "NEU")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("GONE\ten\tGone\t\t\tname\t", "names.tsv:6 [id] no actor has the id 'GONE'"),
        ("NEU\tEnglish\tNewland\t\t\tname\t", "names.tsv:6 [language] 'English' is no code of a language"),
        ("NEU\ten\t...\t\t\tname\t", "names.tsv:6 [name] '...' is empty or has spaces too many"),
        ("NEU\ten\tNew  land\t\t\tname\t", "names.tsv:6 [name] 'New  land' is empty or has spaces too many"),
        ("NEU\ten\tNewland\t\t\talias\t", "names.tsv:6 [sort] 'alias' is none of"),
        ("NEU\ten\tNewland\t\t\tname\tloud", "names.tsv:6 [flags] 'loud' is none of ambiguous, word, exact"),
        ("NEU\ten\tNewland\t1990\t1980\tname\t", "names.tsv:6 [from] 1990 is after 1980"),
        ("NEU\ten\tNeuland\t\t\tname\t", "names.tsv:6 [name] 'Neuland' is there twice for NEU"),
        ("NEU\ten\tNewland\t\t\tname", "fields where the header has 7"),
        ("NEU\ten\tNewland\t\t\tname\tambiguous", "names.tsv:6 [flags] 'Newland' names nobody else at that time"),
    ],
)
def test_lint_tells_a_bad_name(problems, line: str, expected: str) -> None:
    found = problems(OLD, NEU, names=(*PLAIN, line))
    assert any(expected in problem for problem in found), found


def test_lint_wants_names_of_two_at_one_time_flagged(problems) -> None:
    third = "OTH,Other,state,1900,,,OT,OTH,,,,,,,,,"
    names = (*PLAIN, "OTH\ten\tOther\t\t\tname\t", "OTH\ten\tMidtown\t\t\tcapital\t")
    assert [text.split(" [")[0] for text in problems(OLD, NEU, third, names=names)] == ["names.tsv:4", "names.tsv:5", "names.tsv:7"]
    flagged = tuple(line + "ambiguous" if "Midtown" in line else line for line in names)
    assert problems(OLD, NEU, third, names=flagged) == []


def test_lint_wants_the_name_of_the_row_among_the_names(problems) -> None:
    assert problems(OLD, NEU, names=PLAIN[1:]) == ["states.csv:0 [name] OLD: 'Oldland' is not among its names"]


def test_together_is_more_than_a_day_and_not_in_a_gap() -> None:
    def moscow(id: str):
        actor = catalogue().get(id)
        return next(name for name in actor.names if name.words == "Moscow" and not name.end.startswith("1712")), actor

    assert not together(*moscow("RUS"), *moscow("SUN"))
    congos = [next((name, catalogue().get(id)) for name in catalogue().get(id).names if name.words == "Congo") for id in ("COD", "COG")]
    assert together(*congos[0], *congos[1])


def test_main_prints_each_problem_and_fails(problems, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problems(OLD, NEU.replace("state", "realm"))
    assert main([str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "1 problems"
    problems(OLD, NEU)
    assert main([str(tmp_path)]) == 0
