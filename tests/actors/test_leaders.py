"""The table of office-holders: who decides for whom somebody speaks, who is only a candidate, and what the table must be like."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.actors import leaders
from comity.actors.catalogue import DATA, catalogue, rows
from comity.actors.leaders import Leader, who
from comity.actors.lint import lint
from comity.actors.lint_leaders import COLUMNS, leader_problems
from comity.actors.resolve import code_phrase, resolve

HEADER = "actor\tperson\toffice\tsector\tfrom\tto\tchecked"
PEOPLE = (
    "DNK\tUla Brandt\tprime minister\tGOV\t2001\t2004\treign",
    "DNK\tUla Brandt\tprime minister\tGOV\t2009\t2011\treign",
    "EGY\tSami Kandil\tpresident\tGOV\t2002\t2008\treign",
    "KEN\tOdwar Brandt\tpresident\tGOV\t2003\t2006\treign",
    "KEN\tAmina Kandil\ttrade minister\tGOV\t2003\t2009\tlists",
    "PER\tIvo Quispe\tpresident\tGOV\t2005\t\t",
)


@pytest.fixture
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A table of our own in the place of Comity's."""
    path = tmp_path / "leaders.tsv"
    path.write_text("\n".join([HEADER, *PEOPLE]) + "\n", encoding="utf-8")
    monkeypatch.setattr(leaders, "_PATH", path)
    for kept in (leaders._leaders, leaders._index, leaders._automaton):
        kept.cache_clear()
    yield
    monkeypatch.undo()
    for kept in (leaders._leaders, leaders._index, leaders._automaton):
        kept.cache_clear()


@pytest.mark.parametrize(
    ("name", "at", "actor", "code"),
    [
        ("Sami Kandil", "2004", "EGY", "GOV"),
        ("Sami Kandil", "2012", "EGY", "ELI"),  # a full name is known after the office too
        ("Kandil", "2004", "EGY", "GOV"),  # the president, not the minister of the name elsewhere
        ("Amina Kandil", "2004", "KEN", "GOV"),
        ("Ula Brandt", "2010", "DNK", "GOV"),
        ("Ula Brandt", "2006", "DNK", "ELI"),  # between two terms
        ("Brandt", "2010", "DNK", "GOV"),  # the other Brandt had left
    ],
)
def test_a_checked_row_decides_in_its_time(people: None, name: str, at: str, actor: str, code: str) -> None:
    found = who(name, at).leader
    assert found is not None and (found.actor, found.sector_at(at)) == (actor, code)


@pytest.mark.parametrize(
    ("name", "at", "candidates", "reason"),
    [
        ("Ivo Quispe", "2007", ("PER",), "unchecked"),
        ("Quispe", "2007", ("PER",), "unchecked"),
        ("Sami Kandil", "1999", ("EGY",), "at another time"),  # not yet
        ("Kandil", "2012", ("EGY", "KEN"), "at another time"),
        ("Brandt", "2003", ("DNK", "KEN"), "several people of this name"),
        ("Nobody Known", "2003", (), "nobody of this name"),
    ],
)
def test_otherwise_there_are_candidates_and_why(people: None, name: str, at: str, candidates: tuple[str, ...], reason: str) -> None:
    answer = who(name, at)
    assert answer.leader is None and answer.candidates == candidates and reason in answer.reason


def test_a_surname_stands_for_a_former_holder_where_the_words_say_so(people: None) -> None:
    assert who("Kandil", "2012", past=True).leader == Leader("EGY", "Sami Kandil", "president", "GOV", "2002", "2008", "reign")
    assert (code_phrase("former president Kandil", "2012"), code_phrase("Kandil", "2012")) == (("EGY", "ELI"), ("", ""))


def test_an_unchecked_name_stays_open_with_its_candidate(people: None) -> None:
    answer = resolve("Ivo Quispe", at="2007")
    assert (answer.actor, answer.candidates) == ("", ("PER",)) and "unchecked" in answer.reason
    assert code_phrase("President Ivo Quispe", "2007")[0] == ""


def test_the_table_is_clean() -> None:
    assert [str(problem) for problem in lint() if problem.path == "leaders.tsv"] == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("PER\t Ivo Quispe\tpresident\tGOV\t2005\t\t", (6, "person", "is empty or has spaces too many")),
        ("PER\tIvo Quispe\tpresident\tKING\t2005\t\t", (6, "sector", "'KING' is none of BUS, COP, CVL, GOV")),
        ("PER\tIvo Quispe\tpresident\tGOV\t2005\t\thearsay", (6, "checked", "'hearsay' is none of")),
        ("ZZZ\tIvo Quispe\tpresident\tGOV\t2005\t\t", (6, "actor", "no actor has the id 'ZZZ'")),
        ("YUG\tIvo Quispe\tpresident\tGOV\t2005\t\t", (6, "from", "YUG did not exist then")),
        ("KEN\tOdwar Brandt\tpresident\tGOV\t2003\t2006\treign", (6, "person", "Odwar Brandt is there twice")),
        ("KEN\tOdwar Brandt\tpresident\tGOV\t2004\t2007\t", (6, "from", "Odwar Brandt and Odwar Brandt are president at the same time")),
        ("KEN\tAda Njoki\tpresident\tGOV\t2004\t2009\t", (6, "from", "Ada Njoki and Odwar Brandt are president at the same time")),
        ("DNK\tAda Lund\tqueen\tGOV\t1990\t\t", (6, "from", "Ada Lund stands before Odwar Brandt")),
    ],
)
def test_lint_tells_a_bad_row(row: str, expected: tuple[int, str, str]) -> None:
    table = [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in (*PEOPLE[:4], row)]
    found = list(leader_problems(table, catalogue()))
    assert [(line, field) for line, field, _ in found] == [expected[:2]] and found[0][2].startswith(expected[2]), found


def test_two_spellings_of_one_person_are_no_rivals() -> None:
    lines = (PEOPLE[2], PEOPLE[2].replace("Sami", "Samy"))
    assert list(leader_problems([dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines], catalogue())) == []


def test_nearly_every_state_has_somebody_at_its_head_in_every_year() -> None:
    """From 1960 to 2020, for the members of the state system; the checked rows alone have all but a few hundred of the years."""
    heads: dict[bool, set[tuple[str, int]]] = {True: set(), False: set()}
    for row in rows(DATA / "leaders.tsv", "\t"):
        for year in range(int(row["from"][:4]), int(row["to"][:4] or "2025") + 1):
            heads[bool(row["checked"])].add((row["actor"], year))
    states = [actor for actor in catalogue().all() if actor.kind == "state" and actor.code("cow")]
    years = {(actor.id, year) for actor in states for year in range(1960, 2021) if actor.exists(str(year))}
    assert len(years) > 9_000
    assert len(years & heads[True]) / len(years) > 0.97
    assert len(years & (heads[True] | heads[False])) / len(years) > 0.98
