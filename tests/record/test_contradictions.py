from __future__ import annotations

import random

import pytest

from comity.record.consolidate import each
from comity.record.contradictions import Counted, contradictions
from comity.record.sides import bilateral
from comity.record.ties import lives
from tests.record.test_ties import said


def found(*lines: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Sort, conflict and the sides' words; each line is a document of its own."""
    return [(c.sort.value, c.conflict.value, tuple(s.value for s in c.sides)) for c in contradictions(said(*lines), (), lives)]


DATES = "different dates"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["establish_relations 1992-03-05", "establish_relations 1992"], []),
        (["establish_relations 1992-03-05", "establish_relations 1992-03-06"], [(DATES, "real", ("1992-03-05", "1992-03-06"))]),
        (
            ["establish_relations 1992-03-05", "establish_relations 1992-05-03"],
            [(DATES, "day and month exchanged", ("1992-03-05", "1992-05-03"))],
        ),
        (["establish_relations 1964", "diplomatic_relations 1966/.."], [(DATES, "real", ("1964", "1966"))]),
        (
            ["establish_relations 1964", "sever_relations 1967", "establish_relations 1974"],
            [(DATES, "second spell", ("1964", "1974"))],
        ),
        (["establish_relations 1962", "sever_relations 1967", "resume_relations 1974"], []),
        (["resume_relations 1972", "resume_relations 1988"], []),
        (["resume_relations 1972", "resume_relations 1974"], [(DATES, "real", ("1972", "1974"))]),
        (["establish_relations 1967/..", "establish_relations 1997"], []),
        (["establish_relations 1967-01-06~", "establish_relations 1967-03-01"], []),
        (["establish_relations 1964", "visit 1970"], []),
        (["establish_relations 1964 planned", "establish_relations 1966"], []),
        (["establish_relations 1992", "no_relations 2010"], [("said to be and not to be", "real", ("since 1992", "not in 2010"))]),
        (["establish_relations 1992", "sever_relations 2001", "no_relations 2010"], []),
        (["attack 2003", "attack 2003-03 denied"], [("denied", "real", ("actual", "denied"))]),
        (["attack 2003 alleged", "attack 2003 denied"], [("denied", "real", ("alleged", "denied"))]),
        (["attack 2003", "attack 2009 denied"], []),
    ],
)
def test_contradictions(lines: list[str], expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    sides = [line.split(" ", 1) for line in lines]
    assert found(*(f"FRA {kind} CAF {rest}" for kind, rest in sides)) == expected


def test_contradictions_are_not_between_a_sources_end_and_its_word_that_it_held_until_then() -> None:
    kinds = ("diplomatic_relations", "suspend_relations")
    held, ended = (each(k, k, [("party", "FRA"), ("party", "CAF")], "1996-01-09", "actual", "page")[0] for k in kinds)
    assert not contradictions([held, ended])
    assert [c.sort.value for c in contradictions([held, ended._replace(document="other")])] == ["said to be and not to be"]


def test_contradictions_leave_out_what_is_said_of_many_pairs_at_once() -> None:
    parties = [("party", a) for a in ("BRB", "JAM", "GUY")]
    many = each("a", "diplomatic_relations", parties, "1972/..", "actual", "x", (), bilateral())
    one = each("b", "establish_relations", parties[:2], "1966-11-30", "actual", "y", (), bilateral())
    assert len(many) == 2 and not contradictions([*many, *one])
    assert contradictions([many[0], *one])


def test_contradictions_of_a_successor_state() -> None:
    lines = ("RUS establish_relations CAF 1960-12-07", "CAF establish_relations RUS 1991-12-26")
    assert found(*lines) == [(DATES, "succession of states", ("1960-12-07", "1991-12-26"))]


def test_contradictions_of_counts_are_between_documents() -> None:
    def count(claim: str, document: str, number: float, bound: str = "exact") -> Counted:
        one = each(claim, "troops_stationed", [("source", "FRA"), ("target", "CAF")], "2003-05", "actual", document)[0]
        return Counted(one, "soldiers", "", number, number, bound)

    assert [c.sort.value for c in contradictions([], [count("a", "x", 200), count("b", "y", 300)])] == ["different counts"]
    assert not contradictions([], [count("a", "x", 200), count("b", "x", 300)])
    assert not contradictions([], [count("a", "x", 200, "about"), count("b", "y", 210)])
    assert not contradictions([], [count("a", "x", 200, "at_least"), count("b", "y", 300)])


def test_contradictions_do_not_depend_on_order_or_repetition() -> None:
    lines = [f"FRA establish_relations CAF {d}" for d in ("1960", "1960-08-13", "1961", "1960-08-14")]
    claims = said(*lines, "FRA attack CAF 2003", "FRA attack CAF 2003 denied", "FRA no_relations CAF 2010")
    expected = contradictions(claims)
    assert expected
    for seed in range(20):
        again = claims + claims[:3]
        random.Random(seed).shuffle(again)
        assert contradictions(again) == expected
