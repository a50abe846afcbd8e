"""The network of a record: what it tells of a day at once is what the whole answer says."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from comity.record.record import Record
from comity.record.spans import NOW
from comity.record.tension import filled, pull, triads
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


def test_ties_that_are_listed_are_those_of_the_day_and_the_others(record: Record) -> None:
    for day in DAYS:
        for who in (("CAF",), ("FRA", "TCD")):
            now, past = record.network().listed(day, *who)
            assert sorted(id for id, _ in now) == sorted(a.tie.id for a in record.network().now(day, *who))
            assert sorted(id for id, _ in past) == sorted(t.id for t in record.network().past(day, *who))
            kinds = [kind for _, kind in now]
            assert kinds == [k for k in dict.fromkeys(kinds) for _ in range(kinds.count(k))]


def test_ties_of_any_of_some_are_those_of_each(record: Record) -> None:
    day = "1961-12-31"
    each = {a.tie.id for who in ("CAF", "TCD") for a in record.network().now(day, who)}
    assert {a.tie.id for a in record.network().now(day, any_of=("CAF", "TCD"))} == each
    one = {a.tie.id for who in ("CAF", "TCD") for a in record.network().now(day, "FRA", who)}
    assert {a.tie.id for a in record.network().now(day, "FRA", any_of=("CAF", "TCD"))} == one


@pytest.mark.parametrize("reviewed", [False, True])
def test_the_worst_contradictions_are_the_first_of_all(tmp_path: Path, reviewed: bool) -> None:
    begun = "{} establish_relations CAF {}"
    lines = [begun.format(who, time) for who in ("FRA", "TCD", "CMR") for time in ("1960-08-13", "1963", "1971-02-01")]
    write(tmp_path / "pages", {f"{n}.txt": line for n, line in enumerate(lines)})
    made = Record(tmp_path / "record", fakes.READER)
    made.read_sources(fakes.sources(tmp_path / "pages"))
    if reviewed:
        made.review("correct", [made.claims(actor="FRA")[0].id], {"date": "1971-02-01"}, "Ada", "2026-01-01")
    for who in ((), ("CAF",), ("CAF", "FRA"), ("TCD", "FRA")):
        every = made.network().contradictions(*who)
        assert made.network().worst(2, *who) == (every[:2], len(every))
        assert bool(every) == (who != ("TCD", "FRA"))
    made.close()


@pytest.mark.parametrize("reviewed", [False, True])
def test_triads_of_a_record_are_those_of_its_ties(tmp_path: Path, reviewed: bool) -> None:
    lines = ("CAF ally TCD 2005/2007", "CAF alliance SDN 2004/2008", "TCD war SDN 2005/2010", "FRA ally TCD", "FRA ally SDN 2005/2010")
    write(tmp_path / "pages", {f"{n}.txt": line for n, line in enumerate(lines)})
    made = Record(tmp_path / "record", fakes.READER)
    made.read_sources(fakes.sources(tmp_path / "pages"))
    if reviewed:
        made.review("reject", [made.claims(kind="ally", actor="CAF")[0].id], who="Ada", when="2026-01-01")
    for day in ("2003-01-01", "2006-06-01", "2009-01-01"):
        answers = made.as_of(day).answers
        long = filled(triads(filter(None, map(pull, answers)), day)[0], answers, day)
        assert made.tension(day) == long
        assert made.tension(day, "FRA") == [t for t in long if "FRA" in {t.torn, *t.others}]
        assert len(long) == (0 if day == "2003-01-01" else 1 if reviewed or day == "2009-01-01" else 2)
    made.close()
