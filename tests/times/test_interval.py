"""The algebra of uncertain intervals, against brute force: every pair of days that an interval may be, one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.errors import TimeError
from comity.times import days
from comity.times.interval import Answer, Interval, interval

FAR = 40  # stands for infinity: all bounds of the tests are below
EXACT = settings(deadline=None, derandomize=True, max_examples=300)
bound = st.integers(-7, 7)
Pair = tuple[float, float]


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Any interval that can be: exact, uncertain, overlapping bounds, open on a side."""
    begin = sorted((draw(bound), draw(bound)))
    end = sorted((draw(bound), draw(bound)))
    sides: list[float] = [*begin, *end]
    match draw(st.sampled_from(["", "", "", "open end", "open begin", "unknown end", "unknown begin"])):
        case "open end":
            sides[2:] = [float("inf")] * 2
        case "open begin":
            sides[:2] = [float("-inf")] * 2
        case "unknown end":
            sides[3] = float("inf")
        case "unknown begin":
            sides[0] = float("-inf")
    if sides[0] > sides[3]:
        sides = [sides[2], sides[3], sides[0], sides[1]]
    return Interval(*sides)


def near(x: float) -> int:
    return int(max(-FAR, min(FAR, x)))


def pairs(i: Interval) -> Iterator[Pair]:
    """All that it may be; of an infinite stretch, enough days to meet whatever else is there."""
    begins, ends = set(range(near(i.begin_min), near(i.begin_max) + 1)), set(range(near(i.end_min), near(i.end_max) + 1))
    keep = {*range(-9, 10), -FAR, FAR}
    return ((b, e) for b in sorted(begins & keep) for e in sorted(ends & keep) if b <= e)


def brute(a: Interval, b: Interval, holds: Callable[[Pair, Pair], bool]) -> Answer:
    seen = {holds(x, y) for x in pairs(a) for y in pairs(b)}
    return Answer.of(seen == {True}, True in seen)


@EXACT
@given(intervals())
def test_bounds_are_those_that_some_pair_has(i: Interval) -> None:
    all_pairs = list(pairs(i))
    assert (near(i.begin_min), near(i.begin_max)) == (min(b for b, _ in all_pairs), max(b for b, _ in all_pairs))
    assert (near(i.end_min), near(i.end_max)) == (min(e for _, e in all_pairs), max(e for _, e in all_pairs))


@EXACT
@given(intervals(), intervals())
def test_before(a: Interval, b: Interval) -> None:
    assert a.before(b) == brute(a, b, lambda x, y: x[1] < y[0])


@EXACT
@given(intervals(), intervals())
def test_overlaps(a: Interval, b: Interval) -> None:
    assert a.overlaps(b) == brute(a, b, lambda x, y: x[0] <= y[1] and y[0] <= x[1]) == b.overlaps(a)


@EXACT
@given(intervals(), intervals())
def test_contains(a: Interval, b: Interval) -> None:
    assert a.contains(b) == brute(a, b, lambda x, y: x[0] <= y[0] and y[1] <= x[1])


@EXACT
@given(intervals(), intervals())
def test_same(a: Interval, b: Interval) -> None:
    assert a.same(b) == brute(a, b, lambda x, y: x == y) == b.same(a)


@EXACT
@given(intervals(), intervals())
def test_intersection(a: Interval, b: Interval) -> None:
    shared = {(max(x[0], y[0]), min(x[1], y[1])) for x in pairs(a) for y in pairs(b) if x[0] <= y[1] and y[0] <= x[1]}
    found = a.intersection(b)
    assert (found is None) == (not shared)
    if found:
        begins, ends = [s[0] for s in shared], [s[1] for s in shared]
        assert (near(found.begin_min), near(found.begin_max)) == (min(begins), max(begins))
        assert (near(found.end_min), near(found.end_max)) == (min(ends), max(ends))


@EXACT
@given(intervals(), intervals())
def test_distance(a: Interval, b: Interval) -> None:
    gaps = [max(0, y[0] - x[1], x[0] - y[1]) for x in pairs(a) for y in pairs(b)]
    low, high = a.distance(b)
    assert low == min(gaps)
    assert high == max(gaps) if high < FAR - 9 else max(gaps) >= FAR - 9
    assert (low, high) == b.distance(a)


@EXACT
@given(intervals(), intervals())
def test_order_is_no_order_of_both(a: Interval, b: Interval) -> None:
    assert not (a.before(b) is Answer.YES and b.before(a) is not Answer.NO)
    assert (a.before(b) | b.before(a) | a.overlaps(b)) is not Answer.NO


@pytest.mark.parametrize("sides", [(5, 9, 1, 4), (2, 1, 5, 6), (1, 2, 6, 5)])
def test_an_inverted_interval_is_refused(sides: tuple[int, int, int, int]) -> None:
    with pytest.raises(TimeError, match="before it begins"):
        Interval(*sides)


@pytest.mark.parametrize(
    "a, relation, b, answer",
    [
        ("1986", "before", "1987", "yes"),
        ("1986", "before", "1986", "possibly"),
        ("1986-07-15", "before", "1986", "possibly"),
        ("1987", "before", "1986", "no"),
        ("1986", "same", "1986", "possibly"),
        ("1986-07-15", "same", "1986-07-15", "yes"),
        ("1986-07-15", "same", "1986-07", "possibly"),
        ("1986-07-15", "same", "1986-08", "no"),
        ("1983/2005", "contains", "1996", "yes"),
        ("1983/2005", "contains", "1983", "possibly"),
        ("1983/2005", "contains", "2006", "no"),
        ("2018/..", "contains", "2019-01", "yes"),
        ("2018/..", "contains", "2018", "possibly"),
        ("2018/", "contains", "2019-01", "possibly"),
        ("2018/..", "overlaps", "2017", "no"),
        ("../2003", "overlaps", "1000", "yes"),
        ("../2003", "overlaps", "2003", "possibly"),
        ("[2002..2003]", "before", "2004", "yes"),
        ("[2002..2003]", "same", "2003-05", "possibly"),
        ("199X", "before", "2000", "yes"),
        ("2003~", "before", "2004", "possibly"),
        ("2003~", "before", "2010", "yes"),
        ("2004-02", "before", "2004-02-29", "possibly"),
        ("2004-02-29", "before", "2004-03", "yes"),
        ("2005-21", "overlaps", "2005-10", "possibly"),
        ("2005-34", "overlaps", "2005-10", "no"),
        ("Y12000", "before", "Y12001", "yes"),
        ("-0043", "before", "0014", "yes"),
        ("", "before", "1999", "possibly"),
    ],
)
def test_what_can_be_said_of_two_times(a: str, relation: str, b: str, answer: str) -> None:
    assert getattr(interval(a), relation)(interval(b)) == answer


@pytest.mark.parametrize(
    "edtf, qualifier, inside, outside",
    [("2005", "late", "2005-12", "2005-03"), ("2005", "early", "2005-02", "2005-09"), ("2006-06", "end", "2006-06-30", "2006-06-05")],
)
def test_a_qualifier_draws_bounds_in_but_leaves_them_wide(edtf: str, qualifier: str, inside: str, outside: str) -> None:
    part = interval(edtf, qualifier)
    assert part.overlaps(interval(inside)) is Answer.POSSIBLY
    assert part.overlaps(interval(outside)) is Answer.NO
    assert interval(edtf).begin_min <= part.begin_min <= part.end_max <= interval(edtf).end_max


@pytest.mark.parametrize("a", list(Answer))
@pytest.mark.parametrize("b", list(Answer))
def test_answers_combine(a: Answer, b: Answer) -> None:
    rank = {Answer.NO: 0, Answer.POSSIBLY: 1, Answer.YES: 2}
    assert rank[a & b] == min(rank[a], rank[b])
    assert rank[a | b] == max(rank[a], rank[b])
    assert ~~a is a


@EXACT
@given(st.integers(-4_000_000, 8_000_000))
def test_days_and_dates_are_each_other(day: int) -> None:
    year, month, of_month = days.date(day)
    assert days.number(year, month, of_month) == day
    assert 1 <= of_month <= days.length(year, month)
