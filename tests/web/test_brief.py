from __future__ import annotations

from pathlib import Path

import pytest

from comity.record.record import Record
from comity.web.brief import about, actors, brief, size


@pytest.fixture(scope="module")
def asked(record: Path) -> Record:
    return Record(record)


@pytest.mark.parametrize(("one", "other"), [("MNG", ""), ("MNG", "PRK"), ("MNG", "RUS"), ("CHN", "RUS"), ("MNG", "FRA")])
def test_a_page_has_the_entries_of_the_whole_dossier(asked: Record, one: str, other: str) -> None:
    whole = {s.name: {c for line in s.lines for c in line.claims} for s in asked.dossier(one, other).sections if s.name != "contradicted"}
    of = about(asked, actors(asked), one, other)
    shown: dict[str, set[str]] = {}
    totals: dict[str, int] = {}
    for page in range(60):
        for name, part in brief(asked, of, {name: page * size(name) for name in whole}).parts.items():
            assert len(part.entries) <= size(name) and totals.setdefault(name, part.total) == part.total
            assert part.first == page * size(name)
            shown.setdefault(name, set()).update(c for e in part.entries for c in e.supporting)
    assert shown == whole


def test_what_is_drawn_and_what_is_not_is_all_there_is(asked: Record) -> None:
    found = brief(asked, about(asked, actors(asked), "MNG", ""), {})
    assert found.dated + found.undated == sum(p.total for p in found.parts.values()) and len(found.drawn) == found.dated
    assert all(d.time for d in found.drawn)


def test_a_page_behind_the_last_is_empty(asked: Record) -> None:
    found = brief(asked, about(asked, actors(asked), "MNG", ""), {"timeline": 99_999_999})
    assert found.parts["timeline"].entries == () and found.parts["timeline"].total > 0
