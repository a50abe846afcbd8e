"""EDTF in and out, with two other libraries as witnesses."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.errors import TimeError
from comity.times import canonical, day, days, parse, valid
from comity.times.interval import interval
from comity.times.shift import shift

EXACT = settings(deadline=None, derandomize=True, max_examples=200)
dates = st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31))
precisions = st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y", "decade", "century"])


def written(date: datetime.date, precision: str) -> str:
    year = f"{date.year:04d}"
    return {"decade": f"{year[:3]}X", "century": f"{year[:2]}XX"}.get(precision) or date.strftime(precision)


points = st.builds(written, dates, precisions)
intervals = st.builds(
    lambda a, b, p: f"{written(min(a, b), p)}/{written(max(a, b), p)}", dates, dates, st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"])
)
halves = st.builds(
    lambda a, p, left: f"../{written(a, p)}" if left else f"{written(a, p)}/..", dates, st.sampled_from(["%Y-%m-%d", "%Y"]), st.booleans()
)


@EXACT
@given(points | intervals | halves)
def test_what_is_printed_is_what_was_read(edtf: str) -> None:
    assert canonical(edtf) == edtf == canonical(canonical(edtf))


@EXACT
@given(points | intervals)
def test_bounds_are_those_of_the_edtf_library(edtf: str) -> None:
    oracle = pytest.importorskip("edtf").parse_edtf(edtf)
    if hasattr(oracle, "lower"):
        low, high = oracle.lower.lower_strict(), oracle.upper.upper_strict()
    else:
        low, high = oracle.lower_strict(), oracle.upper_strict()
    assert day(edtf) == (days.number(*low[:3]), days.number(*high[:3]))


@EXACT
@given(
    st.builds(written, dates, st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"])) | intervals.filter(lambda i: len(set(i.split("/"))) == 2)
)  # it refuses equal sides
def test_bounds_are_those_of_the_undate_library(edtf: str) -> None:
    undate: Any = pytest.importorskip("undate")
    oracle = undate.Undate.parse(edtf, "EDTF")
    first, last = (oracle.earliest, oracle.latest) if hasattr(oracle, "latest") else (oracle.earliest.earliest, oracle.latest.latest)
    first, last = getattr(first, "earliest", first), getattr(last, "latest", last)
    assert day(edtf) == (days.number(first.year, first.month, first.day), days.number(last.year, last.month, last.day))


@pytest.mark.parametrize(
    "edtf",
    [
        "1986",
        "1986-07",
        "1986-07-15",
        "199X",
        "19XX",
        "2018/..",
        "../2018",
        "2003~",
        "2003?",
        "2003%",
        "1986-21",
        "1999-07/2001",
        "Y12000",
        "-0043",
        "[2002..2003]",
        "[..2003]",
        "[2007..]",
    ],
)
def test_what_is_written_here_is_edtf_to_others(edtf: str) -> None:
    library = pytest.importorskip("edtf")
    assert str(library.parse_edtf(edtf)) == edtf == canonical(edtf)


@pytest.mark.parametrize(
    "edtf, same",
    [
        ("1999-XX", "1999"),
        ("1999-05-XX", "1999-05"),
        ("1999-XX-XX", "1999"),
        ("2019-01-23T10:00:00Z", "2019-01-23"),
        (" 1986 ", "1986"),
        ("2005-36", "2005-36"),
    ],
)
def test_one_way_to_write_it(edtf: str, same: str) -> None:
    assert canonical(edtf) == same


@pytest.mark.parametrize(
    "edtf",
    [
        "",
        "soon",
        "99",
        "1999-13",
        "1999-00",
        "1999-02-30",
        "2001-02-29",
        "1999-1-1",
        "199X-05",
        "1999-XX-05",
        "2003/1999",
        "../..",
        "/",
        "-0000",
        "[1999",
        "[1999,2001]",
        "1999/2000/2001",
        "2005-20",
        "12000",
        "1999-05-32",
    ],
)
def test_nonsense_is_refused_with_the_words(edtf: str) -> None:
    assert not valid(edtf)
    with pytest.raises(TimeError, match="EDTF|there is no|says no time|ends before|choice"):
        parse(edtf)


@EXACT
@given(dates, st.integers(-4000, 4000))
def test_days_are_counted_as_a_calendar_counts_them(date: datetime.date, n: int) -> None:
    assert shift(date.isoformat(), "day", n) == (date + datetime.timedelta(n)).isoformat()


@EXACT
@given(dates, st.integers(-500, 500))
def test_months_are_counted_as_a_calendar_counts_them(date: datetime.date, n: int) -> None:
    year, month = divmod(date.year * 12 + date.month - 1 + n, 12)
    assert shift(date.isoformat(), "month", n) == shift(date.strftime("%Y-%m"), "month", n) == f"{year:04d}-{month + 1:02d}"


@EXACT
@given(points, st.sampled_from(["day", "week", "month", "year"]), st.integers(-30, 30))
def test_a_shift_holds_every_day_that_it_may_be(edtf: str, unit: str, n: int) -> None:
    """Each day that the date may be, moved one by one, lies in the bounds of the moved date."""
    moved = interval(shift(edtf, unit, n))
    first, last = (int(x) for x in day(edtf))
    for number in {first, (first + last) // 2, last}:
        year, month, of_month = days.date(number)
        if unit in ("day", "week"):
            there = number + n * (7 if unit == "week" else 1)
        else:
            year, month = divmod(year * 12 + month - 1 + n * (12 if unit == "year" else 1), 12)
            there = days.number(year, month + 1, min(of_month, days.length(year, month + 1)))
        assert moved.begin_min <= there <= moved.end_max


@EXACT
@given(points, st.sampled_from(["day", "week", "month", "year", "decade"]), st.integers(-30, 30))
def test_a_shift_is_never_more_precise_than_what_it_counts_from(edtf: str, unit: str, n: int) -> None:
    first, last = day(edtf)
    a, b = day(shift(edtf, unit, n))
    assert b - a >= last - first - 3  # months and years differ by three days at most for the same count
