"""Spans: what is looked up of a day is what the history says of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from comity.record.record import Record
from comity.record.spans import NOW, spans, turns
from comity.record.spells import Mark, Turn, between, on_day, thinned, together
from comity.record.spells import _cuts as cuts

marks = st.lists(
    st.builds(lambda first, days, turn: Mark(first, first + days, turn), st.integers(0, 150), st.sampled_from([0, 0, 0, 3, 20]), st.sampled_from(Turn)),
    min_size=1,
    max_size=14,
)
lasting = st.sampled_from([None, 0.02, 1.0])


@given(marks, lasting, st.integers(-10, 600))
def test_spans_of_a_day_are_what_the_history_says(history: list[Mark], lasts: float | None, day: int) -> None:
    state = on_day(history, day, lasts).state
    found = [s.state for s in spans(history, lasts) if s.first <= day <= s.last]
    assert found == ([state] if state in NOW else [])


@given(marks, lasting, st.integers(-10, 200))
def test_spells_of_a_day_need_only_the_turns_around_it(history: list[Mark], lasts: float | None, day: int) -> None:
    whole = {between(before, after, day, lasts, held, doubt) for before, after, held, doubt in cuts(thinned(history), day)}
    assert on_day(history, day, lasts).state is together(whole)


def test_spans_begin_only_where_something_turns() -> None:
    history = [Mark(10, 12, Turn.START), Mark(40, 40, Turn.END)]
    assert {s.first for s in spans(history, None)} <= set(turns(history, None))


def test_bonds_are_the_ties_that_held_on_the_day(record: Record) -> None:
    for day in ("1959", "1960-08-13", "1965", "1970"):
        ties = [tuple(sorted(a.tie.actors)) for a in record.as_of(day).answers if a.state in NOW]
        assert sorted((b.one, b.other) for b in record.bonds(day) for _ in range(b.ties)) == sorted(ties)
    assert record.bonds("1970")


def test_bonds_follow_reviews(record: Record) -> None:
    before = record.bonds("1970")
    for claim in record.claims(actor="FRA", with_="CAF"):
        record.review("reject", [claim.id])
    assert [b for b in before if {b.one, b.other} == {"FRA", "CAF"}]
    assert not [b for b in record.bonds("1970") if {b.one, b.other} == {"FRA", "CAF"}]
