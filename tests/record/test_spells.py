"""Histories of a tie, against an oracle that goes through every course of events, one by one."""

from __future__ import annotations

import random
from itertools import groupby, permutations, product

import pytest

from comity.record.spells import Mark, State, Turn, on_day, spells

LAST = 9  # days of the oracle's world


def oracle(marks: list[Mark], day: int, lasts: float | None) -> State:
    """The same by hand: every choice of days, every order within a day, those with the least that nobody speaks of."""
    said: dict[int, set[State]] = {}
    for days in product(*(range(m.first, m.last + 1) for m in marks)):
        dated = sorted(zip(days, range(len(marks)), strict=True))
        same_day = [list(permutations(list(group))) for _, group in groupby(dated, key=lambda pair: pair[0])]
        for orders in product(*same_day):
            course = [(d, marks[i]) for group in orders for d, i in group]
            said.setdefault(missing([m for _, m in course]), set()).add(asked(course, day, lasts))
    best = said[min(said)]
    if len(best) == 1:
        return next(iter(best))
    if best == {State.HOLDS, State.PRESUMED}:
        return State.PRESUMED
    if best & {State.HOLDS, State.PRESUMED, State.POSSIBLY}:
        return State.POSSIBLY
    return State.UNKNOWN if State.UNKNOWN in best else State.ENDED


def missing(course: list[Mark]) -> int:
    """Turns that would have had to happen in between: told state by state."""
    count, state = 0, "nothing"
    for mark in course:
        if mark.turn in ("start", "resume", "holds"):
            count += state == "on" and mark.turn != "holds"
            count += state == "nothing" and mark.turn == "resume"
            count += state in ("off", "suspended") and mark.turn == "holds"
            state = "on"
        elif mark.turn in ("end", "suspend"):
            count += state in ("nothing", "off") or (state == "suspended" and mark.turn == "suspend")
            state = "off" if mark.turn == "end" else "suspended"
        elif mark.turn == "lacks":
            count += state == "on"
            state = "off"
        else:
            state = "open"
    return count


def asked(course: list[tuple[int, Mark]], day: int, lasts: float | None) -> State:
    past = [m for d, m in course if d <= day]
    ahead = [m for d, m in course if d > day]
    before, after = (past[-1] if past else None), (ahead[0].turn if ahead else "")
    proves = after in ("holds", "end", "suspend")
    if before is None:
        return State.NOT_YET if after == "start" else State.UNKNOWN
    if before.turn in ("start", "resume", "holds"):
        if proves:
            return State.HOLDS
        restarted = before.turn == "holds" and len(past) > 1 and past[-2].turn in ("end", "suspend", "lacks")
        if after in ("lacks", "resume") or restarted:
            return State.POSSIBLY
        return State.UNKNOWN if lasts is not None and day - before.last > lasts * 365.25 else State.PRESUMED
    if proves:
        return State.POSSIBLY
    if before.turn == "loose":
        return State.UNKNOWN
    if before.turn == "lacks":
        held = any(m.turn not in ("lacks", "loose") for m in past)
        return State.ENDED if held or after == "resume" else State.NOT_YET
    return State.ENDED


def histories(count: int, seed: int) -> list[list[Mark]]:
    chance = random.Random(seed)
    found = []
    for _ in range(count):
        marks = []
        for _ in range(chance.choice([1, 2, 2, 3, 3, 4])):
            first = chance.randrange(LAST)
            last = min(LAST, first + chance.choice([0, 0, 0, 1, 2, 3]))
            turn = chance.choice([*Turn, Turn.START, Turn.END])
            marks.append(Mark(first, last, turn))
        found.append(list(dict.fromkeys(marks)))  # what is said twice is one turn
    return found


@pytest.mark.parametrize("seed", range(4))
def test_on_day_agrees_with_every_course_of_events(seed: int) -> None:
    chance = random.Random(seed)
    for marks in histories(2500, seed):
        day, lasts = chance.randrange(-1, LAST + 2), chance.choice([None, 0.005, 0.01])
        found = on_day(marks, day, lasts)
        assert found.state is oracle(marks, day, lasts), (marks, day, lasts)


def test_on_day_does_not_depend_on_order_or_repetition() -> None:
    chance = random.Random(7)
    for marks in histories(300, 7):
        mixed = marks + marks[:2]
        chance.shuffle(mixed)
        for day in range(LAST):
            assert on_day(mixed, day, None).state is on_day(marks, day, None).state
        assert spells(mixed) == spells(marks)


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ("0-9 start", [(-1, "not yet"), (5, "possibly"), (9, "presumed"), (99, "presumed")]),
        ("0 start, 9 end", [(0, "holds"), (8, "holds"), (9, "ended"), (99, "ended")]),
        ("0-9 start, 5 end", [(4, "possibly"), (5, "ended"), (9, "ended")]),
        ("0 start, 5 end, 7 start, 9 end", [(3, "holds"), (6, "ended"), (8, "holds"), (10, "ended")]),
        ("0 start, 5 suspend, 7 resume", [(3, "holds"), (6, "ended"), (8, "presumed")]),
        ("3 holds, 8 holds", [(1, "unknown"), (5, "holds"), (9, "presumed")]),
        ("0 start, 5 end, 9 holds", [(3, "holds"), (7, "possibly"), (9, "possibly")]),
        ("0 start, 9 resume", [(5, "possibly"), (9, "presumed")]),
        ("5 lacks", [(1, "unknown"), (9, "not yet")]),
        ("0 start, 5 lacks", [(3, "possibly"), (9, "ended")]),
        ("5 end", [(1, "unknown"), (9, "ended")]),
    ],
)
def test_on_day(turns: str, expected: list[tuple[int, str]]) -> None:
    marks = []
    for words in turns.split(", "):
        when, turn = words.split()
        first, _, last = when.partition("-")
        marks.append(Mark(int(first), int(last or first), Turn(turn)))
    assert [(day, on_day(marks, day, None).state.value) for day, _ in expected] == expected


def test_spells_are_kept_apart_and_witnesses_stand_in_theirs() -> None:
    marks = [Mark(d, d, t) for d, t in ((1, Turn.START), (3, Turn.HOLDS), (5, Turn.END), (8, Turn.HOLDS))]
    assert [(s.begin and s.begin.first, s.end and s.end.first, len(s.witnesses)) for s in spells(marks)] == [(1, 5, 1), (None, None, 1)]


def test_many_coarse_turns_are_told_in_time() -> None:
    marks = [Mark(i, 1000 + i, Turn.HOLDS if i % 3 else Turn.START) for i in range(60)]
    assert on_day(marks, 5000, None).state is State.PRESUMED
