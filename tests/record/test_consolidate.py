from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.record.consolidate import Said, consolidate, each, independent, moments
from comity.record.when import bounds

TIES = frozenset({"base"})


def one(
    claim: str,
    kind: str = "visit",
    time: str = "",
    standing: str = "actual",
    actors: str = "FRA CAF",
    document: str = "",
    **attributes: str,
) -> Said:
    roles = [("source", actors.split()[0]), ("target", actors.split()[1])]
    return each(claim, kind, roles, time, standing, document or claim, tuple(sorted(attributes.items())))[0]


def entries(*said: Said) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    return [(e.time, e.standing.value, e.supporting, e.disputing) for e in consolidate(said, bounds, TIES)]


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (["1960", "1960-08", "1960-08-13"], [("1960-08-13", 3)]),
        (["1960", "1960-08-13", "1960-09-01"], [("1960", 1), ("1960-08-13", 1), ("1960-09-01", 1)]),
        (["1960", "1961"], [("1960", 1), ("1961", 1)]),
        (["", "1960"], [("1960", 2)]),
        (["", "1960", "1961"], [("", 1), ("1960", 1), ("1961", 1)]),
        (["", ""], [("", 2)]),
    ],
)
def test_consolidate_events_whose_times_agree_are_one(times: list[str], expected: list[tuple[str, int]]) -> None:
    found = entries(*(one(f"c{i}", time=t) for i, t in enumerate(times)))
    assert [(time, len(supporting)) for time, _, supporting, _ in found] == expected


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (["1997/2001", "1999", "2000/2003"], [("1997/2001", 3)]),
        (["1997/1999", "2005/.."], [("1997/1999", 1), ("2005/..", 1)]),
        (["2005/..", "2010-03", ""], [("2005/..", 3)]),
    ],
)
def test_consolidate_ties_that_touch_are_one_spell(times: list[str], expected: list[tuple[str, int]]) -> None:
    found = entries(*(one(f"c{i}", kind="base", time=t) for i, t in enumerate(times)))
    assert [(time, len(supporting)) for time, _, supporting, _ in found] == expected


def test_consolidate_denial_disputes_what_it_denies() -> None:
    found = entries(one("a", time="1999"), one("b", time="1999-05", standing="alleged"), one("c", time="1999", standing="denied"))
    assert found == [("1999", "actual", ("a",), ("c",)), ("1999-05", "alleged", ("b",), ("c",))]


def test_consolidate_denial_of_nothing_is_an_entry() -> None:
    assert entries(one("a", time="1999"), one("b", time="2004", standing="denied")) == [
        ("1999", "actual", ("a",), ()),
        ("2004", "denied", ("b",), ()),
    ]


@pytest.mark.parametrize("standing", ["planned", "alleged", "opinion", "negotiated"])
def test_consolidate_other_standings_never_support_what_is_actual(standing: str) -> None:
    assert len(entries(one("a", time="1999"), one("b", time="1999", standing=standing))) == 2


def test_consolidate_unresolved_actors_stay_apart() -> None:
    lost = [s for c in "ab" for s in each(c, "visit", [("source", ""), ("target", "CAF")], "1999", "actual", c)]
    found = consolidate(lost, bounds)
    assert [e.actors for e in found] == [("", "CAF"), ("", "CAF")]
    assert found[0].id != found[1].id


def test_consolidate_directed_kinds_keep_their_direction() -> None:
    assert len(entries(one("a", actors="FRA CAF"), one("b", actors="CAF FRA"))) == 2


def test_consolidate_many_sources_and_targets_are_an_entry_each() -> None:
    both = each("a", "member", [("source", "ALB"), ("source", "AZE"), ("target", "OIC"), ("target", "COE")], "", "actual", "x")
    alone = each("b", "member", [("source", "AZE"), ("target", "OIC")], "", "actual", "y")
    found = {e.actors: e.supporting for e in consolidate([*both, *alone], bounds)}
    assert found == {("ALB", "COE"): ("a",), ("ALB", "OIC"): ("a",), ("AZE", "COE"): ("a",), ("AZE", "OIC"): ("a", "b")}


@pytest.mark.parametrize(("bilateral", "actors"), [(["meet"], [("CHN", "EGY"), ("CHN", "SAU")]), ([], [("CHN", "EGY", "SAU")])])
def test_consolidate_many_parties(bilateral: list[str], actors: list[tuple[str, ...]]) -> None:
    parties = [("party", "CHN"), ("party", "EGY"), ("party", "SAU")]
    assert [e.actors for e in consolidate(each("a", "meet", parties, "", "actual", "x", (), bilateral), bounds)] == actors


def test_consolidate_what_identifies_a_tie_keeps_entries_apart() -> None:
    found = consolidate(
        [one("a", mission="embassy", rank="2"), one("b", mission="consulate"), one("c", mission="embassy", rank="3")], bounds
    )
    assert [(e.supporting, e.attributes) for e in sorted(found, key=lambda e: e.supporting)] == [
        (("a", "c"), (("mission", "embassy"),)),
        (("b",), (("mission", "consulate"),)),
    ]


def test_consolidate_counts_documents() -> None:
    found = consolidate([one("a", document="x"), one("b", document="x"), one("c", document="y")], bounds)
    assert [e.sources for e in found] == [2]
    assert independent([]) == 0


TIMES = ["", "1960", "1960-08", "1960-08-13", "1960-08-14", "1961", "1960/1961", "1960/..", "../1959", "196X"]
anyone = st.builds(
    one,
    st.text("abcdef0123456789", min_size=4, max_size=4),
    st.sampled_from(["visit", "base"]),
    st.sampled_from(TIMES),
    st.sampled_from(["actual", "planned", "denied", "alleged"]),
    st.sampled_from(["FRA CAF", "CAF FRA"]),
    st.sampled_from(["x", "y", "z"]),
)


@settings(deadline=None, derandomize=True)
@given(st.lists(anyone, max_size=12, unique_by=lambda s: s.claim), st.randoms(use_true_random=False))
def test_consolidate_order_and_repetition_change_nothing(said: list[Said], chance: random.Random) -> None:
    expected = consolidate(said, bounds, TIES)
    again = said + said[:3]
    chance.shuffle(again)
    assert consolidate(again, bounds, TIES) == expected


@settings(deadline=None, derandomize=True)
@given(st.lists(anyone, max_size=12, unique_by=lambda s: s.claim))
def test_consolidate_every_claim_is_somewhere_and_supports_at_most_one_entry(said: list[Said]) -> None:
    found = consolidate(said, bounds, TIES)
    supporting = [c for e in found for c in e.supporting]
    assert len(supporting) == len(set(supporting))
    assert {*supporting, *(c for e in found for c in e.disputing)} == {s.claim for s in said}
    assert len({e.id for e in found}) == len(found)


@settings(deadline=None, derandomize=True)
@given(st.lists(anyone, max_size=12, unique_by=lambda s: s.claim))
def test_consolidate_removing_a_document_removes_what_only_it_said(said: list[Said]) -> None:
    left = [s for s in said if s.document != "x"]
    claims = {c for e in consolidate(left, bounds, TIES) for c in (*e.supporting, *e.disputing)}
    assert claims == {s.claim for s in left}


def slowly(some: list[Said]) -> list[tuple[str, list[str]]]:
    """What `moments` has to give, each claim beside every cluster."""
    found: list[tuple[str, tuple[int, int] | None, list[str]]] = []
    known = {s: bounds(s.time) for s in some}
    for s in sorted(some, key=lambda s: (False, known[s][1] - known[s][0], known[s][0], s.time, s) if known[s] else (True, 0, 0, "", s)):  # type: ignore[index]
        span = known[s]
        same = [c for c in found if c[0] == s.time] or [
            c for c in found if span is None or (c[1] and span[0] <= c[1][0] and c[1][1] <= span[1])
        ]
        if len(same) == 1:
            same[0][2].append(s.claim)
        else:
            found.append((s.time if span else "", span, [s.claim]))
    return [(time, claims) for time, _, claims in found]


@given(st.lists(st.sampled_from(["", "1960", "1960-08", "1960-08-13", "1960-08-14", "1961", "196X", "1959/1961", "1960/..", "1960-01/1960-12"])))
def test_consolidate_moments_are_those_of_looking_at_every_pair(times: list[str]) -> None:
    some = [one(f"c{i:02}", time=t) for i, t in enumerate(times)]
    assert [(c.time, [s.claim for s in c.said]) for c in moments(some, bounds)] == slowly(some)


def test_consolidate_takes_time_in_proportion() -> None:
    """Of days that all differ: ten times as many take less than thirty times as long; to look at every pair would take a hundred."""
    took = []
    for years in (4, 40):
        some = [one(f"{y}-{m}-{d}", time=f"{1900 + y}-{m:02}-{d:02}") for y in range(years) for m in range(1, 13) for d in range(1, 29)]
        consolidate(some[:100], bounds)
        begin = time.process_time()
        consolidate(some, bounds)
        took.append(time.process_time() - begin)
    assert took[1] < 30 * took[0]
