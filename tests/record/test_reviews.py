from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.errors import DataError, UsageError
from comity.model import Entry
from comity.record import reviews
from comity.record.consolidate import consolidate
from comity.record.record import Record
from comity.record.when import bounds
from tests.record import fakes
from tests.record.conftest import write

LINES = {
    "a.txt": "FRA establish_relations CAF 1960-08-13\nFRA open_mission CAF 1960\nTUR visit CAF 2009",
    "b.txt": "CAF establish_relations FRA 1960\nFRA open_mission CAF 1960 denied\nTUR visit CAF 2009-02-05",
    "c.txt": "? establish_relations CAF 1992-02\nUSA visit CAF 2010 planned\nUSA visit CAF 2011",
}


@pytest.fixture
def record(tmp_path: Path) -> Record:
    record = Record(tmp_path / "record", fakes.READER)
    record.read_sources(fakes.sources(write(tmp_path / "pages", LINES)))
    return record


def claim(record: Record, words: str) -> str:
    return next(c.id for c in record.claims() if c.evidence.quote == words)


def entries(record: Record) -> list[tuple[str, tuple[str, ...], str, str, int, int]]:
    return [(e.kind, e.actors, e.time, e.standing.value, len(e.supporting), len(e.disputing)) for e in record.entries()]


def whole(record: Record) -> set[tuple[object, ...]]:
    """All entries, by way of one consolidation of everything."""
    laid = reviews.verdicts(record.reviews(), lambda s: s.claim)[0]
    raw = Record(record.path, fakes.READER)
    path = record.path / reviews.FILE
    kept = path.read_bytes()
    path.unlink()
    claims = raw.claims()
    raw.close()
    path.write_bytes(kept)
    said = [s for some in reviews.reviewed(claims, laid).values() for s in some]
    return {plain(e) for e in consolidate(said, bounds, frozenset())}


def plain(e: Entry) -> tuple[object, ...]:
    return (e.id, e.kind, e.actors, e.time, e.standing, e.supporting, e.disputing)


def test_review_reject_is_seen_at_once_everywhere(record: Record) -> None:
    id = claim(record, "FRA establish_relations CAF 1960-08-13")
    record.review("reject", [id], who="me", when="2020-01-01", why="misread")
    assert id not in {c.id for c in record.claims()}
    assert ("establish_relations", ("CAF", "FRA"), "1960", "actual", 1, 0) in entries(record)
    (answer,) = record.as_of("1960-03-01", "FRA", kind="diplomatic_relations").answers
    assert (answer.state.value, answer.tie.marks[0].time) == ("possibly", "1960")


def test_review_correct_changes_date_actor_kind_and_standing(record: Record) -> None:
    record.review("correct", [claim(record, "? establish_relations CAF 1992-02")], {"actor:?": "UKR", "date": "1992-02-24"})
    assert ("establish_relations", ("CAF", "UKR"), "1992-02-24", "actual", 1, 0) in entries(record)
    assert [c.time.edtf for c in record.claims(actor="UKR", since="1992-02-20")] == ["1992-02-24"]
    record.review("correct", [claim(record, "USA visit CAF 2010 planned")], {"standing": "actual", "kind": "meet"})
    assert ("meet", ("USA", "CAF"), "2010", "actual", 1, 0) in entries(record)


def test_review_merge_and_split(record: Record) -> None:
    first, second = claim(record, "TUR visit CAF 2009"), claim(record, "TUR visit CAF 2009-02-05")
    assert ("visit", ("TUR", "CAF"), "2009-02-05", "actual", 2, 0) in entries(record)
    record.review("split", [first])
    assert ("visit", ("TUR", "CAF"), "2009", "actual", 1, 0) in entries(record)
    record.review("merge", [second, first])
    assert ("visit", ("TUR", "CAF"), "2009-02-05", "actual", 2, 0) in entries(record)
    other = claim(record, "USA visit CAF 2011")
    record.review("merge", [second, other])
    assert ("visit", ("TUR", "CAF"), "2009-02-05", "actual", 3, 0) in entries(record)


def test_review_undo_brings_back_and_undoing_that_takes_back_again(record: Record) -> None:
    before = entries(record)
    made = record.review("reject", [claim(record, "TUR visit CAF 2009")])
    changed = entries(record)
    undo = record.review("undo", [made.id[:8]])
    assert entries(record) == before != changed
    record.review("undo", [undo.id], when="later")
    assert entries(record) == changed


def test_review_of_an_entry_is_of_all_its_claims(record: Record) -> None:
    entry = next(e for e in record.entries() if e.time == "2009-02-05")
    assert record.review("reject", [entry.id]).claims == entry.supporting
    assert not record.entries("TUR")


def test_reviews_hold_after_reading_again_and_across_versions(record: Record, tmp_path: Path) -> None:
    record.review("reject", [claim(record, "FRA establish_relations CAF 1960-08-13")])
    expected = entries(record)
    record.read_sources(fakes.sources(tmp_path / "pages"))
    assert entries(record) == expected
    later = Record(record.path, fakes.LATER)
    later.read_sources(fakes.sources(tmp_path / "pages"))
    assert entries(later) == expected
    assert not later.waiting()


def test_reviews_whose_claim_is_gone_wait_and_are_told_of(record: Record) -> None:
    made = record.review("reject", [claim(record, "TUR visit CAF 2009")])
    path = record.path / reviews.FILE
    path.write_text(path.read_text().replace(made.claims[0], "0" * 16).replace("TUR visit CAF 2009", "TUR visit CAF 1789"))
    assert [r.action.value for r in record.waiting()] == ["reject"]
    assert len(record.reviews()) == 1


def test_reviews_find_a_claim_by_its_words_where_its_id_changed(record: Record) -> None:
    made = record.review("reject", [claim(record, "TUR visit CAF 2009")])
    path = record.path / reviews.FILE
    path.write_text(path.read_text().replace(made.claims[0], "0" * 16))
    assert not record.waiting()
    assert "TUR visit CAF 2009" not in {c.evidence.quote for c in record.claims()}


def test_reviews_are_only_added_to(record: Record) -> None:
    path = record.path / reviews.FILE
    record.review("accept", [claim(record, "TUR visit CAF 2009")], who="me", when="2020", why="seen it")
    first = path.read_bytes()
    record.review("undo", [record.reviews()[0].id])
    assert path.read_bytes().startswith(first)
    assert [(r.action.value, r.who, r.when, r.why) for r in record.reviews()] == [("accept", "me", "2020", "seen it"), ("undo", "", "", "")]


def test_review_queue_begins_with_what_is_disputed_and_forgets_what_is_reviewed(record: Record) -> None:
    queue = record.queue()
    assert (queue[0].entry.kind, queue[0].why) == ("open_mission", "1 against it, 1 source")
    assert queue[1].why.startswith("somebody is not resolved")
    record.review("accept", [*queue[0].entry.supporting, *queue[0].entry.disputing])
    assert record.queue()[0].entry.id == queue[1].entry.id
    assert {"TUR"} < {a for q in record.queue("TUR", 5) for a in q.entry.actors}


@pytest.mark.parametrize(
    ("action", "count", "change", "message"),
    [
        ("praise", 1, {}, "no review"),
        ("accept", 0, {}, "takes the id"),
        ("merge", 1, {}, "two claims"),
        ("correct", 1, {}, "--set"),
        ("accept", 1, {"date": "1990"}, "--set"),
        ("correct", 1, {"date": "soon"}, "soon"),
        ("correct", 1, {"colour": "red"}, "cannot be corrected"),
        ("correct", 1, {"standing": "sure"}, "no standing"),
        ("undo", 1, {}, "no review"),
    ],
)
def test_review_says_what_is_wrong(record: Record, action: str, count: int, change: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        record.review(action, [claim(record, "TUR visit CAF 2009")][:count], change)
    assert not record.reviews()


def test_reviews_that_are_damaged_are_named_by_line(record: Record) -> None:
    (record.path / reviews.FILE).write_text("{}\n")
    with pytest.raises(DataError, match="jsonl:1"):
        record.entries()


ACTIONS = st.lists(
    st.tuples(st.sampled_from(["reject", "accept", "split", "merge", "date", "actor", "undo"]), st.integers(0, 8), st.integers(0, 8)),
    max_size=5,
)


@settings(deadline=None, derandomize=True, max_examples=18)
@given(ACTIONS)
def test_reviews_laid_over_a_snapshot_are_as_if_everything_were_brought_together_anew(
    tmp_path_factory: pytest.TempPathFactory, actions: list[tuple[str, int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("reviews")
    record = Record(folder / "record", fakes.READER)
    record.read_sources(fakes.sources(write(folder / "pages", LINES)))
    ids = sorted(c.id for c in record.claims())
    for number, (action, one, other) in enumerate(actions):
        some = [ids[one], ids[other]] if action == "merge" and one != other else [ids[one]]
        if action == "undo" and record.reviews():
            record.review("undo", [record.reviews()[one % len(record.reviews())].id], when=str(number))
        elif action in ("date", "actor"):
            record.review("correct", some, {"date": "1961"} if action == "date" else {"actor:CAF": "TCD"}, when=str(number))
        elif action != "undo" and not (action == "merge" and one == other):
            record.review(action, some, when=str(number))
    if record.reviews():
        assert {plain(e) for e in record.entries()} == whole(record)
    record.close()


def test_reviews_do_not_depend_on_the_order_of_claims(record: Record) -> None:
    claims = record.claims()
    record.review("merge", [claims[2].id, claims[5].id])
    laid = reviews.verdicts(record.reviews(), lambda s: s.claim)[0]
    expected = reviews.reviewed(claims, laid)
    random.Random(1).shuffle(claims)
    assert reviews.reviewed(claims, laid) == expected
