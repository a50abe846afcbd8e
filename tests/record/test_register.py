from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from comity.model import Basis, Block, BlockKind, Cell, Claim, Document, Mark, Mention, Participant, Sentence, Standing, Time, attributes
from comity.record.citations import Citations, references
from comity.record.record import Record
from comity.record.register import Register, Statement, register
from comity.record.words import mission_words
from tests.record import fakes
from tests.record.conftest import write


def read(tmp_path: Path, **texts: str) -> Record:
    record = Record(tmp_path / "r", fakes.READER)
    record.read_sources(fakes.sources(write(tmp_path / "p", {f"{name}.txt": text for name, text in texts.items()})))
    return record


def row(found: Register, partner: str):  # type: ignore[no-untyped-def]
    return next(r for r in found.rows if r.partner == partner)


@pytest.mark.parametrize(
    ("text", "began"),
    [
        ("FRA establish_relations CAF 1960\nCAF establish_relations FRA 1960-08-13", ["1960-08-13"]),
        ("FRA establish_relations CAF 1960\nFRA establish_relations CAF 1961-02", ["1960", "1961-02"]),
        ("FRA diplomatic_relations CAF 1960/..", ["1960"]),
        ("FRA diplomatic_relations CAF 1999", [""]),
        ("FRA establish_relations CAF 1960-08-13\nFRA diplomatic_relations CAF", ["1960-08-13"]),
        ("FRA establish_relations CAF", [""]),
    ],
)
def test_register_began_is_the_most_precise_and_every_date_that_differs(tmp_path: Path, text: str, began: list[str]) -> None:
    assert [s.time for s in row(read(tmp_path, a=text).register("CAF"), "FRA").began] == began


def test_register_a_denied_beginning_stays_apart(tmp_path: Path) -> None:
    found = row(read(tmp_path, a="FRA establish_relations CAF 1960\nFRA establish_relations CAF 1960 denied").register("CAF"), "FRA")
    assert [(s.time, s.standing) for s in found.began] == [("1960", "actual"), ("1960", "denied")]


def test_register_statements_go_to_their_column(tmp_path: Path) -> None:
    text = "FRA no_relations CAF\nFRA sever_relations CAF 1980\nFRA has_mission CAF\nCAF open_mission FRA 1961\nFRA praise CAF"
    found = row(read(tmp_path, a=text).register("CAF"), "FRA")
    assert [s.what for s in found.began] == ["no_relations"]
    assert [s.what for s in found.changes] == ["sever_relations"]
    assert [(s.what, s.direction) for s in found.missions] == [("open_mission", "out"), ("has_mission", "in")]
    assert [(s.what, s.direction) for s in found.notes] == [("praise", "in")]


def test_register_lost_partners_are_rows_of_their_own(tmp_path: Path) -> None:
    found = read(tmp_path, a="? establish_relations CAF 1992\n? establish_relations CAF 1992\nFRA visit CAF").register("CAF")
    assert [(r.partner, [s.time for s in r.began]) for r in found.rows] == [("FRA", []), ("", ["1992"]), ("", ["1992"])]


def test_register_states_come_first_by_name(tmp_path: Path) -> None:
    found = read(tmp_path, a="UN praise CAF\nTCD praise CAF\nFRA praise CAF\n? praise CAF").register("CAF")
    assert [r.partner for r in found.rows] == ["TCD", "FRA", "UN", ""]


@pytest.mark.parametrize(("day", "began", "missions"), [("1961-06-01", 1, 1), ("1960-01-01", 1, 0), ("1950", 0, 0), ("", 1, 1)])
def test_register_as_of_leaves_out_what_begins_later(tmp_path: Path, day: str, began: int, missions: int) -> None:
    found = read(tmp_path, a="FRA establish_relations CAF 1960\nFRA open_mission CAF 1961\nFRA praise CAF").register("CAF", day)
    assert (len(row(found, "FRA").began), len(row(found, "FRA").missions)) == (began, missions)


@pytest.mark.parametrize(
    ("published", "day", "rows"),
    [("2024-02", "1960", 0), ("2024-02", "2024-01", 0), ("2024-02", "2024", 1), ("[2007..]", "2006", 0), ("[2007..]", "2010", 1), ("", "1960", 1)],
)
def test_register_what_has_no_time_is_said_when_its_document_is_written(published: str, day: str, rows: int) -> None:
    page = replace(document(), published=Time(published, Basis.GIVEN if published else Basis.NONE))
    undated = replace(claim("1960"), time=Time("", Basis.NONE), id="")
    assert len(register("CAF", [undated], {page.id: page}, day).rows) == rows
    assert len(register("CAF", [claim("1960")], {page.id: page}, day).rows) == 1


def test_register_every_statement_leads_to_its_sentence(tmp_path: Path) -> None:
    record = read(tmp_path, a="FRA visit CAF 1990\nTUR visit CAF 1990", b="FRA visit CAF 1990-02")
    found = record.register("CAF")
    assert [c.number for c in found.citations] == [1, 2, 3]
    for line in (s for r in found.rows for s in r.statements()):
        sentences = [c for c in found.citations if c.number in line.citations]
        claims = [record.claim(c) for c in line.claims]
        assert {(c.evidence.document, c.evidence.quote) for c in claims} == {(c.document, c.sentence) for c in sentences}
        for cited in sentences:
            assert record.document(cited.document).text[cited.start : cited.end] == cited.sentence


def test_register_actor_without_claims_is_empty(tmp_path: Path) -> None:
    assert read(tmp_path, a="FRA visit CAF").register("JPN").rows == ()


TEXT = "Partner | 1960 | They set up relations. An embassy opened. It stayed there for many years, until it was closed.\n\nNote one."


def document() -> Document:
    at = TEXT.index
    return Document(
        TEXT,
        (
            Block(
                BlockKind.TABLE_ROW,
                0,
                at("\n"),
                cells=(Cell(0, 7), Cell(10, 14), Cell(17, at("\n"))),
                marks=(Mark(at(" An"), "1"), Mark(at(" It"), "2")),
            ),
            Block(BlockKind.REFERENCE, at("Note"), len(TEXT), label="1"),
        ),
        (Sentence(at("They"), at(" An"), 0), Sentence(at("An"), at(" It"), 0), Sentence(at("It"), at("\n"), 0)),
        title="A page",
    )


def claim(words: str) -> Claim:
    page = document()
    start = TEXT.index(words)
    parts = tuple(Participant("party", Mention(0, 7, "Partner", a)) for a in ("CAF", "FRA"))
    return Claim(
        "has_mission", parts, page.quote(start, start + len(words)), attributes=attributes([("mission", "embassy")]), time=Time("1960")
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [("They set up relations.", ("Note one.",)), ("An embassy opened.", ("note 2, empty",)), ("1960", ())],
)
def test_citations_footnotes_are_those_of_the_sentence(words: str, expected: tuple[str, ...]) -> None:
    start = TEXT.index(words)
    assert references(document(), start, start + len(words)) == expected


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("1960", "Partner | 1960 | They set up relations. An embassy opened. It stayed there for many years, until it was closed."),
        ("It stayed there", "It stayed there for many years, until it was closed."),
    ],
)
def test_citations_a_short_cell_is_shown_with_its_row(words: str, shown: str) -> None:
    page = document()
    citations = Citations({page.id: page})
    assert citations.cite([claim(words)]) == (1,)
    assert citations.all()[0].sentence == shown


@pytest.mark.parametrize(
    ("kind", "details", "words"),
    [
        ("accredited", {"place": "Yaoundé"}, "accredited from Yaoundé"),
        ("accredited", {"from": "Paris", "mission": "embassy"}, "accredited from Paris (embassy)"),
        ("has_mission", {"mission": "honorary_consulate", "place": "Istanbul"}, "honorary consulate in Istanbul"),
        ("close_mission", {"mission": "embassy"}, "embassy closed"),
        ("open_mission", {}, "mission opened"),
    ],
)
def test_register_missions_in_words(kind: str, details: dict[str, str], words: str) -> None:
    assert mission_words(Statement(kind, "in", "", "actual", tuple(details.items()), (), ())) == words


def many(kind: str, *sides: str) -> Claim:
    page = document()
    parts = tuple(Participant(role, Mention(0, 7, "Partner", actor)) for role, actor in (s.split() for s in sides))
    return Claim(kind, parts, page.quote(10, 14))


@pytest.mark.parametrize(
    ("said", "actor", "partners"),
    [
        (many("member", "source ALB", "source AZE", "target OIC"), "AZE", ["OIC"]),
        (many("member", "source ALB", "source AZE", "target OIC"), "OIC", ["ALB", "AZE"]),
        (many("establish_relations", "party CHN", "party EGY", "party SAU"), "CHN", ["EGY", "SAU"]),
        (many("establish_relations", "party CHN", "party EGY", "party SAU"), "EGY", ["CHN"]),
        (many("sign_agreement", "party CHN", "party MNG", "party RUS"), "MNG", ["CHN", "RUS"]),
        (many("visit", "source FRA", "target CAF", "place TCD"), "CAF", ["FRA"]),
    ],
)
def test_register_partners_are_those_the_sentence_brings_together(said: Claim, actor: str, partners: list[str]) -> None:
    page = document()
    assert sorted(r.partner for r in register(actor, [said], {page.id: page}).rows) == partners


def test_register_details_are_what_the_claims_agree_on() -> None:
    page = document()
    found = register("CAF", [claim("1960")], {page.id: page})
    assert found.rows[0].missions[0].details == (("mission", "embassy"),)
    assert found.rows[0].missions[0].standing == Standing.ACTUAL
