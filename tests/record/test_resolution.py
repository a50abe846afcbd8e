"""Names that one document leaves open and another explains, in a record that reads both."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from comity.model import Claim
from comity.record import leaders
from comity.record.record import Record
from tests.record.conftest import write
from tests.record.test_store import rebuilt, tables

INTRODUCES = "PUBLISHED 2006\nIn N'Djamena, Chad's president Idan Lovik received the ambassador of Norway on 4 April 2006.\n"
OPEN = "On 12 May 2006, Lovik visited Niger. Chad had asked for the meeting in March 2006.\n"
SPEAKS = "Lovik said in June 2006 that Libya had attacked Niger. Chad keeps its troops at the border.\n"
ELSEWHERE = "In 2006 Lovik visited Sweden. The painter stayed for a month.\n"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    return write(tmp_path / "texts", {"a.txt": INTRODUCES, "b.txt": OPEN, "c.txt": SPEAKS, "d.txt": ELSEWHERE})


def record_of(folder: Path, *paths: Path) -> Record:
    record = Record(folder)
    record.read(paths)
    return record


def visit(record: Record, to: str) -> Claim:
    return next(c for c in record.claims(kind="visit") if to in c.actors())


def test_an_office_holder_of_one_document_is_known_in_the_others(tmp_path: Path, texts: Path) -> None:
    record = record_of(tmp_path / "r", texts)
    claim = visit(record, "NER")
    assert (claim.actors("source"), claim.participants[0].mention.text) == (("TCD",), "Lovik")
    (known,) = record.claims(kind="holds_office", actor="TCD")
    assert dict(known.attributes) == {"office": "president", "person": "Idan Lovik"}
    assert f"claim {known.id}" in claim.participants[0].mention.reason
    assert [e.actors for e in record.entries("TCD", "NER", kind="visit")] == [("TCD", "NER")]


def test_whose_word_it_is_is_known_too(tmp_path: Path, texts: Path) -> None:
    record = record_of(tmp_path / "r", texts)
    attack = next(c for c in record.claims(actor="LBY") if c.attribution)
    assert attack.attribution[0].mention.actor == "TCD"


def test_a_namesake_whose_document_has_nothing_to_do_with_the_state_stays_open(tmp_path: Path, texts: Path) -> None:
    mention = visit(record_of(tmp_path / "r", texts), "SWE").participants[0].mention
    assert (mention.text, mention.actor, mention.candidates) == ("Lovik", "", ("TCD",))


def test_what_the_shards_hold_is_what_was_read(tmp_path: Path, texts: Path) -> None:
    alone = visit(record_of(tmp_path / "alone", texts / "b.txt"), "NER")
    assert alone.participants[0].actor == ""
    assert visit(record_of(tmp_path / "r", texts), "NER").id == alone.id


def test_the_order_of_reading_and_what_is_taken_out_again_do_not_matter(tmp_path: Path, texts: Path) -> None:
    files = sorted(texts.iterdir())
    random.Random(4).shuffle(files)
    once, one_by_one = record_of(tmp_path / "once", texts), Record(tmp_path / "one by one")
    for file in files:
        one_by_one.read([file])
    assert one_by_one.claims() == once.claims()
    assert one_by_one.entries() == once.entries()
    source = next(d.id for d in once.documents() if "ambassador" in d.text)
    once.correct(source, removed=True)
    without = record_of(tmp_path / "without", *(f for f in files if f.name != "a.txt"))
    assert once.claims() == without.claims()


def test_a_table_of_office_holders_decides_after_reading_as_before(tmp_path: Path, texts: Path) -> None:
    one = leaders.Holder("Idan Lovik", "president", "TCD", "2004", "2009")
    after = record_of(tmp_path / "after", texts / "b.txt")
    assert visit(after, "NER").participants[0].actor == ""
    leaders.add(tmp_path / "after", [one])
    leaders.add(tmp_path / "before", [one])
    before = record_of(tmp_path / "before", texts / "b.txt")
    assert visit(after, "NER") == visit(before, "NER")
    assert visit(after, "NER").participants[0].actor == "TCD"


def test_a_review_of_who_holds_the_office_is_seen_in_every_claim_that_rests_on_it(tmp_path: Path, texts: Path) -> None:
    record = record_of(tmp_path / "r", texts)
    open_, (known,) = visit(record_of(tmp_path / "alone", texts / "b.txt"), "NER"), record.claims(kind="holds_office")
    review = record.review("reject", [known.id], who="eva")
    assert visit(record, "NER") == open_
    assert record.entries("TCD", "NER", kind="visit") == []
    record.review("undo", [review.id], who="eva")
    assert visit(record, "NER").participants[0].actor == "TCD"
    record.review("correct", [known.id], {"actor:TCD": "NGA"}, who="eva")
    assert visit(record, "NER").participants[0].actor == ""  # the document does not name Nigeria
    assert "NGA" in visit(record, "NER").participants[0].mention.candidates


def test_people_are_told_with_their_source(tmp_path: Path, texts: Path) -> None:
    record = record_of(tmp_path / "r", texts)
    assert [(k.name, k.office, k.actor) for k in record.people().of("TCD")] == [("Idan Lovik", "president", "TCD")]


def test_a_record_in_which_names_become_known_one_by_one_is_the_one_built_from_nothing(tmp_path: Path, texts: Path) -> None:
    record = Record(tmp_path / "r")
    for name in ("b.txt", "c.txt", "d.txt", "a.txt"):  # who Lovik is comes last
        record.read([texts / name])
        assert tables(record) == rebuilt(record)
    assert record.entries("TCD", "NER", kind="visit")
    record.correct(next(d.id for d in record.documents() if "ambassador" in d.text), removed=True)
    assert not record.entries("TCD", "NER", kind="visit")
    assert tables(record) == rebuilt(record)
    leaders.add(record.path, [leaders.Holder("Idan Lovik", "president", "TCD", "2004", "2009")])
    assert record.entries("TCD", "NER", kind="visit")
    assert tables(record) == rebuilt(record)
