"""The network of a record: what it tells of a day at once is what the whole answer says."""

from __future__ import annotations

import random

import pytest

from comity.record.record import Record
from comity.record.spans import NOW
from tests.record import fakes
from tests.record.conftest import write
from tests.record.test_store import text

DAYS = ("1959-06-01", "1960-08-15", "1961-12-31", "1978-01-01", "2020-05-05")


@pytest.fixture(scope="module", params=[False, True], ids=["as read", "reviewed"])
def record(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("network")
    chance = random.Random(11)
    write(folder / "pages", {f"{n}.txt": text(chance) for n in range(14)})
    made = Record(folder / "record", fakes.READER)
    made.read_sources(fakes.sources(folder / "pages"))
    if request.param:
        claims = made.claims(kind="has_mission") + made.claims(kind="sever_relations")
        for claim in claims[::2]:
            made.review("reject", [claim.id], who="Ada", when="2026-01-01")
        made.review("correct", [made.claims(kind="establish_relations")[0].id], {"date": "1960-08-13"}, "Ada", "2026-01-01")
    return made


@pytest.mark.parametrize("who", [(), ("CAF",), ("FRA", "TCD")])
def test_what_held_on_a_day_is_what_the_whole_answer_says_of_it(record: Record, who: tuple[str, ...]) -> None:
    for day in DAYS:
        whole = record.as_of(day, *who).answers
        now = record.network().now(day, *who)
        assert {(a.tie.id, a.state) for a in now} == {(a.tie.id, a.state) for a in whole if a.state in NOW}
        assert sorted(a.tie.kind for a in now) == [a.tie.kind for a in now]
        if who:
            past = record.network().past(day, *who)
            assert {t.id for t in past} == {a.tie.id for a in whole if a.state not in NOW}
        ids = [a.tie.id for a in whole]
        assert record.network().reasons(day, ids) == list(whole)
    assert any(record.network().now(day) for day in DAYS)


def test_a_kind_asked_for_is_the_only_one(record: Record) -> None:
    found = [a for day in DAYS for a in record.network().now(day, kinds=("has_mission",))]
    assert found and {a.tie.kind for a in found} == {"has_mission"}
