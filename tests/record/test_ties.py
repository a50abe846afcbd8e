from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.errors import UsageError
from comity.record.asof import as_of
from comity.record.consolidate import Said, each
from comity.record.sides import bilateral
from comity.record.ties import lives, ties


def said(*lines: str) -> list[Said]:
    """'FRA open_mission CAF 1960 planned mission=embassy' as what a claim says, each of its own document."""
    found = []
    for i, line in enumerate(lines):
        source, kind, target, *rest = line.split()
        attributes = tuple(sorted((n, v) for word in rest for n, eq, v in [word.partition("=")] if eq))
        plain = [word for word in rest if "=" not in word]
        time = next((w for w in plain if w[0].isdigit() or w[0] == "."), "")
        standing = next((w for w in plain if w != time), "actual")
        mutual = "relations" in kind and kind not in ("sever_relations", "suspend_relations")
        roles = ("party", "party") if mutual else ("source", "target")
        found.extend(each(f"c{i}", kind, zip(roles, (source, target), strict=True), time, standing, f"d{i}", attributes, bilateral()))
    return found


def on(day: str, *lines: str) -> list[tuple[str, str]]:
    """Each tie that these lines make, with what it is on a day."""
    found = as_of(day, ties(said(*lines), {}, lives))
    return [(dict(a.tie.attributes).get("mission", a.tie.kind), a.state.value + " disputed" * bool(a.disputed)) for a in found.answers]


BROKEN = ("USA establish_relations IRN 1944", "IRN sever_relations USA 1980-04-07")
MISSION = (
    "USA open_mission CAF 1961-01 mission=embassy",
    "USA close_mission CAF 1996 mission=embassy",
    "USA reopen_mission CAF 1998 mission=embassy",
    "USA suspend_mission CAF 2002-11-02 mission=embassy",
    "USA reopen_mission CAF 2005-01 mission=embassy",
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [("1940-01-01", "not yet"), ("1944-05-05", "possibly"), ("1960-01-01", "holds"), ("1980-04-07", "ended"), ("2020-01-01", "ended")],
)
def test_ties_begin_and_end_by_the_kinds_rules(day: str, expected: str) -> None:
    assert on(day, *BROKEN) == [("diplomatic_relations", expected)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("1960-06-01", "not yet"),
        ("1970-01-01", "holds"),
        ("1996-06-01", "possibly"),
        ("1997-06-01", "ended"),
        ("2000-01-01", "holds"),
        ("2003-05-01", "ended"),
        ("2010-01-01", "presumed"),
    ],
)
def test_ties_are_sets_of_spells(day: str, expected: str) -> None:
    assert on(day, *MISSION) == [("embassy", expected)]


@pytest.mark.parametrize("standing", ["planned", "alleged", "opinion", "denied", "negotiated", "conditional"])
def test_ties_are_not_made_by_other_standings(standing: str) -> None:
    found = as_of("2000-01-01", ties(said(f"FRA open_mission CAF 1960 {standing} mission=embassy")))
    assert not found.answers
    assert [(t.standing, t.time, t.claims) for t in found.told] == [(standing, "1960", ("c0",))]


def test_ties_coarse_and_exact_dates_of_one_beginning_are_one_turn() -> None:
    lines = ("FRA establish_relations CAF 1960", "CAF establish_relations FRA 1960-08-13", "FRA diplomatic_relations CAF 1960/..")
    (tie,) = ties(said(*lines))
    assert [(m.time, m.claims) for m in tie.marks] == [("1960-08-13", ("c0", "c1", "c2"))]


def test_ties_dispute_between_two_beginnings() -> None:
    lines = ("FRA establish_relations CAF 1960-08-13", "CAF establish_relations FRA 1960-09-01")
    assert on("1960-08-20", *lines) == [("diplomatic_relations", "presumed disputed")]
    assert on("1970-01-01", *lines) == [("diplomatic_relations", "presumed")]


def test_ties_denial_disputes() -> None:
    assert on("1999-06-01", "FRA base CAF 1997/2001", "FRA base CAF 1999 denied") == [("base", "holds disputed")]


def test_ties_end_with_an_actor() -> None:
    lines = ("SUN establish_relations CAF 1960-12-07",)
    assert on("1985-01-01", *lines) == [("diplomatic_relations", "holds")]
    assert on("1995-01-01", *lines) == [("diplomatic_relations", "ended")]


def test_ties_an_embassy_takes_the_place_of_a_legation_and_shows_relations() -> None:
    lines = ("USA open_mission ALB 1922 mission=legation", "USA raise_mission ALB 1943 mission=legation to_mission=embassy")
    assert on("1950-01-01", *lines) == [("embassy", "presumed"), ("legation", "ended")]


def test_ties_broken_relations_close_the_embassies_and_resumed_ones_leave_them_open() -> None:
    lines = ("USA open_mission IRQ 1931 mission=embassy", "IRQ sever_relations USA 1967-06-07", "IRQ resume_relations USA 1984-11-26")
    assert dict(on("1970-01-01", *lines))["embassy"] == "ended"
    assert dict(on("1990-01-01", *lines))["embassy"] == "unknown"


def test_ties_without_news_are_presumed_as_long_as_their_kind_lasts() -> None:
    assert on("2004-01-01", "FRA troops_stationed CAF 2003") == [("troops_stationed", "presumed")]
    assert on("2012-01-01", "FRA troops_stationed CAF 2003") == [("troops_stationed", "unknown")]


def test_ties_said_without_a_date_are_possible() -> None:
    assert on("2012-01-01", "FRA has_mission CAF mission=embassy") == [("embassy", "possibly")]


def test_ties_give_reasons() -> None:
    (answer,) = as_of("2003-05-01", ties(said(*MISSION))).answers
    assert answer.reason == "It was suspended 2002-11-02; it was resumed 2005-01."
    assert answer.claims == ("c3", "c4")


def test_ties_a_witness_is_told_with_the_beginning_before_it() -> None:
    told = said("FRA open_mission CAF 1960 mission=embassy", "FRA has_mission CAF 1997 mission=embassy")
    (answer,) = as_of("2003-05-01", ties(told)).answers
    assert answer.reason == "It began 1960 and is witnessed 1997, and nothing says that it ended."
    assert answer.claims == ("c0", "c1")


def test_as_of_is_asked_of_a_day_or_the_last_of_a_month_or_year() -> None:
    assert as_of("2003", []).day == "2003-12-31"
    with pytest.raises(UsageError, match="is no date"):
        as_of("one day", [])


TURNS = ["open_mission", "close_mission", "reopen_mission", "suspend_mission", "has_mission"]
lines = st.builds(
    lambda sides, kind, time, standing: f"{sides[0]} {kind} {sides[1]} {time} {standing} mission=embassy",
    st.sampled_from([("FRA", "CAF"), ("CAF", "FRA"), ("USA", "CAF")]),
    st.sampled_from(TURNS),
    st.sampled_from(["", "1960", "1960-08", "1961", "1965/1970", "1990/.."]),
    st.sampled_from(["actual", "actual", "planned", "denied"]),
)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.lists(lines, max_size=8), st.randoms(use_true_random=False))
def test_ties_do_not_depend_on_order_or_repetition(some: list[str], chance: random.Random) -> None:
    claims = said(*some)
    again = claims + claims[:3]
    chance.shuffle(again)
    assert ties(again, {}, lives) == ties(claims, {}, lives)
    assert {c for t in ties(claims) for c in t.claims} == {s.claim for s in claims}
