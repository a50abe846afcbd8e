from __future__ import annotations

from pathlib import Path

import pytest

from comity.errors import UsageError
from comity.record.record import Record
from tests.record import fakes
from tests.record.conftest import write


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


def test_search_limit_keeps_the_best(record: Record) -> None:
    assert len(record.search("visit", limit=1)) == 1


@pytest.mark.parametrize("words", ["", "  ", "***", '"'])
def test_search_for_no_word_is_refused(record: Record, words: str) -> None:
    with pytest.raises(UsageError, match="no word"):
        record.search(words)
