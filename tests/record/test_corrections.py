from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from comity.errors import DataError, UsageError
from comity.model import Basis, Claim, Document, Mention
from comity.record import corrections
from comity.record.reader import Reader
from comity.record.record import Record
from tests.record import fakes
from tests.record.test_record import contents

READ: list[str] = []


def read_many(documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    """Claims whose unknown actor is the focal one, and whose time is the document's where they have none."""
    for document, claims in fakes.read_many(documents):
        READ.append(document.id)
        yield document, tuple(_known(document, c) for c in claims)


def _known(document: Document, claim: Claim) -> Claim:
    def named(mention: Mention) -> Mention:
        return replace(mention, actor=document.focus, how="focus") if mention.text == "?" else mention

    sides = tuple(replace(p, mention=named(p.mention)) for p in claim.participants)
    return replace(claim, participants=sides, time=claim.time if claim.time else document.published)


READER = replace(fakes.READER, read=read_many)
LATER = Reader(fakes.load, read_many, fakes.later_versions, fakes.languages)
TEXTS = {"a.txt": "? visit FRA\nTUR visit CAF 2009", "b.txt": "TUR visit CAF 2009\nFRA visit TUR", "c.txt": "? visit FRA 1990"}


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def record(tmp_path: Path, pages: Path) -> Record:
    found = Record(tmp_path / "r", READER)
    found.read_sources(fakes.sources(pages))
    READ.clear()
    return found


def named(record: Record, name: str) -> Document:
    return next(d for d in record.documents() if d.sightings[0].address == name)


def test_corrections_of_date_and_focus_are_read_anew_and_nothing_else(record: Record) -> None:
    document, before = named(record, "a.txt"), {c.id: c for c in record.claims()}
    shards = contents(record.path / "shards")
    found = record.correct(document.id[:6], date="2001-05", focus="CAF", who="me", when="2020-01-01")
    assert found is not None and [document.id] == READ
    assert (found.published.edtf, found.published.basis, found.focus, found.focus_basis) == ("2001-05", Basis.GIVEN, "CAF", "given")
    said = [(c.actors(), c.time.edtf) for c in record.claims(document=document.id)]
    assert said == [(("CAF", "FRA"), "2001-05"), (("TUR", "CAF"), "2009")]
    assert {c.id: c for c in record.claims() if c.evidence.document != document.id} == {
        i: c for i, c in before.items() if c.evidence.document != document.id
    }
    assert shards.items() <= contents(record.path / "shards").items()
    assert [e.actors for e in record.entries("CAF", "FRA")] == [("CAF", "FRA")]


def test_corrections_later_ones_count_and_can_be_taken_back(record: Record) -> None:
    document, before = named(record, "a.txt"), record.claims()
    record.correct(document.id, date="2001")
    record.correct(document.id, date="2002")
    assert record.claims(document=document.id)[0].time.edtf == "2002"
    record.correct(document.id, date="2001")
    assert [document.id] * 2 == READ
    record.correct(document.id, date="")
    assert record.claims() == before
    assert [c.value for c in corrections.lines(record.path)] == ["2001", "2002", "2001", ""]


def test_corrections_survive_reading_again_and_new_versions(record: Record, pages: Path) -> None:
    record.correct(named(record, "a.txt").id, date="2001-05", focus="CAF")
    record.correct(named(record, "b.txt").id, removed=True)
    wanted, entries = record.claims(), record.entries()
    record.read_sources(fakes.sources(pages))
    assert (record.claims(), record.entries()) == (wanted, entries)
    later = Record(record.path, LATER)
    later.read_sources(fakes.sources(pages))
    assert (later.claims(), later.entries()) == (wanted, entries)


def test_corrections_removing_takes_what_only_it_said(record: Record, tmp_path: Path, pages: Path) -> None:
    gone = named(record, "b.txt")
    assert record.correct(gone.id, removed=True) is None
    (pages / "b.txt").unlink()
    other = Record(tmp_path / "other", READER)
    other.read_sources(fakes.sources(pages))
    assert (record.claims(), record.entries(), record.documents()) == (other.claims(), other.entries(), other.documents())
    assert record.removed() == [gone.id]
    restored = record.correct(gone.id, removed=False)
    assert restored == gone


def test_corrections_of_the_publisher_need_no_reading(record: Record) -> None:
    found = record.correct(named(record, "a.txt").id, publisher="The Gazette")
    assert found is not None
    assert ([s.publisher for s in found.sightings], READ) == (["The Gazette"], [])


@pytest.mark.parametrize("given", [{"date": "soon"}, {}])
def test_corrections_that_mean_nothing_are_refused(record: Record, given: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        record.correct(named(record, "a.txt").id, **given)
    assert not (record.path / corrections.FILE).exists()


@pytest.mark.parametrize("id", ["zz", "", " "])
def test_corrections_of_no_document(record: Record, id: str) -> None:
    with pytest.raises(UsageError, match="comity documents"):
        record.correct(id, date="2001")


@pytest.mark.parametrize("line", ["{", '{"document": "a"}', json.dumps({"document": "a", "field": "title", "value": "x"})])
def test_corrections_a_damaged_line_is_named(record: Record, line: str) -> None:
    (record.path / corrections.FILE).write_text(line + "\n")
    with pytest.raises(DataError, match=r"corrections.jsonl:1"):
        record.claims()
