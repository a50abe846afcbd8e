from __future__ import annotations

import random
from pathlib import Path

import pytest

from comity.errors import UsageError
from comity.record import search
from comity.record.record import Record
from tests.record import fakes
from tests.record.conftest import write
from tests.record.test_store import text


def found(record: Record, words: str) -> list[str]:
    return sorted(one.words for one, _ in record.search(words))


@pytest.mark.parametrize(
    ("words", "sentences"),
    [
        ("tur visit", ["TUR visit CAF 2009", "TUR visit CAF 2009-02-05", "TUR visit CAF 2010 planned"]),
        ("Visits", ["TUR visit CAF 2009", "TUR visit CAF 2009-02-05", "TUR visit CAF 2010 planned"]),
        ('"caf 2010"', ["TUR visit CAF 2010 planned"]),
        ("sever*", ["CHN sever_relations CAF 1966-01-06"]),
        ("register", []),
        ("visit OR fra", []),
        ("chn NEAR(", []),
    ],
)
def test_search_finds_evidence_by_all_its_words(record: Record, words: str, sentences: list[str]) -> None:
    assert found(record, words) == sentences


def test_search_leads_to_claims_and_spans(record: Record) -> None:
    ((one, claims),) = record.search("sever*")
    assert [c.kind for c in claims] == ["sever_relations"]
    assert record.document(one.document).text[one.start : one.end] == one.words


def test_search_index_is_a_cache(record: Record, tmp_path: Path) -> None:
    record.search("visit")
    (index,) = record.path.glob("search-*.sqlite")
    index.unlink()
    assert len(found(record, "visit")) == 3
    record.read_sources(fakes.sources(write(tmp_path / "more", {"d.txt": "FRA visit CAF 1999"})))
    assert len(found(record, "visit")) == 4
    assert len(list(record.path.glob("search-*.sqlite"))) == 1


@pytest.mark.parametrize("seed", range(3))
def test_search_index_that_grew_answers_as_one_made_from_nothing(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance, record = random.Random(seed), Record(tmp_path / "record", fakes.READER)
    took: list[int] = []
    whole = 0
    sentences = search._sentences
    monkeypatch.setattr(search, "_sentences", lambda connection, ids: took.append(len(ids)) or sentences(connection, ids))

    def answers() -> list[object]:
        return [record.search(words, limit) for words in ("visit", "caf tcd", "vis*", "1960", '"fra visit"') for limit in (2, 50)]

    for step in range(5):
        write(tmp_path / "pages", {f"{step}-{n}.txt": text(chance) for n in range(chance.randint(1, 6))})
        record.read_sources(fakes.sources(tmp_path / "pages"))
        for _ in range(step and chance.randint(0, 2)):
            record.correct(chance.choice(record._ids()), **chance.choice([{"removed": True}, {"date": "1999"}, {"focus": "FRA"}]))
        grown = answers()
        (index,) = record.path.glob("search-*.sqlite")
        kept = index.read_bytes()
        index.unlink()
        assert grown == answers()
        whole += took.pop()
        index.write_bytes(kept)  # what the next step grows from has grown before
    assert len(took) == 5 and sum(took) < whole


def test_search_index_is_made_from_nothing_where_the_old_one_is_damaged_or_has_little_in_common(record: Record, tmp_path: Path) -> None:
    record.search("visit")
    (index,) = record.path.glob("search-*.sqlite")
    index.write_bytes(b"no index" * 1000)
    record.read_sources(fakes.sources(write(tmp_path / "more", {"d.txt": "FRA visit CAF 1999"})))
    assert len(found(record, "visit")) == 4
    for id in record._ids()[:3]:
        record.correct(id, removed=True)
    left = {d.id for d in record.documents()}
    assert {one.document for one, _ in [*record.search("visit"), *record.search("caf")]} <= left


def test_search_leaves_out_what_reviews_reject(record: Record) -> None:
    (one, other, _) = record.search("visit")
    record.review("reject", [one[1][0].id], who="Ada", when="2026-01-01")
    assert [s.words for s, _ in record.search("visit", limit=1)] == [other[0].words]
    assert len(record.search("visit")) == 2


def test_search_limit_keeps_the_best(record: Record) -> None:
    assert len(record.search("visit", limit=1)) == 1


@pytest.mark.parametrize("words", ["", "  ", "***", '"'])
def test_search_for_no_word_is_refused(record: Record, words: str) -> None:
    with pytest.raises(UsageError, match="no word"):
        record.search(words)
