from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.record.when import bounds
from comity.web.timeline import LEFT, ROWS, WIDTH, Chart, Item, Mark, chart


def drawn(*times: str, day: str = "2000-01-01") -> Chart:
    items = [Item("talks", t, "actual", t, "/") for t in (*times, "1950-01-01", "2020-12-31")]
    found = bounds(day)
    return chart(items, ("talks", "security"), found[0] if found else None)


def mark(time: str) -> Mark:
    return next(m for m in drawn(time).marks if m.item.time == time)


@pytest.mark.parametrize(("time", "has"), [
    ("1986-07-15", {"x"}),
    ("1986", {"x", "doubt"}),
    ("198X", {"x", "doubt"}),
    ("1986-07-15/1990-02-01", {"bar"}),
    ("1986/1990", {"bar", "before", "after"}),
    ("1986-07-15/..", {"bar", "after"}),
    ("../1990-02-01", {"bar", "before"}),
])
def test_what_is_uncertain_is_drawn_as_uncertain(time: str, has: set[str]) -> None:
    found = mark(time)
    assert {n for n in ("x", "doubt", "bar", "before", "after") if getattr(found, n) is not None} == has


def test_a_coarser_date_has_a_wider_range() -> None:
    wide, narrow = mark("198X").doubt, mark("1986").doubt
    assert wide and narrow and wide[1] - wide[0] > 5 * (narrow[1] - narrow[0])


def test_what_has_no_date_is_counted_and_a_lane_without_anything_left_out() -> None:
    found = drawn("", "", "..")
    assert found.undated == 3 and [lane.name for lane in found.lanes] == ["talks"]
    assert chart([], ("talks",), None).marks == ()


YEARS = st.integers(1800, 2100).map(str)
TIMES = st.one_of(YEARS, st.tuples(YEARS, YEARS).map(lambda p: "/".join(sorted(p))), YEARS.map("{}/..".format), YEARS.map("../{}".format))


@settings(deadline=None, derandomize=True, max_examples=50)
@given(st.lists(TIMES, min_size=1, max_size=60))
def test_everything_lies_on_the_drawing(times: list[str]) -> None:
    found = drawn(*times)
    assert len(found.marks) == len(times) + 2 and found.lanes[0].height <= ROWS * 15
    for m in found.marks:
        parts = [p for p in (m.doubt, m.bar, m.before, m.after) if p]
        assert all(LEFT <= a <= b <= WIDTH for a, b in parts) and 0 < m.y < found.height
