"""Times as the record compares them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.errors import TimeError
from comity.record.when import bounds
from comity.times.edtf import day


@given(st.dates().map(str))
def test_bounds_of_a_day_are_those_of_the_grammar(text: str) -> None:
    assert bounds(text) == day(text)


@pytest.mark.parametrize("text", ["0000-01-01", "1999-02-30", "2009-W01-1", "1960-08-XX", "196X-08-13", "1960-13-01", "-960-08-13", "1960-08-00"])
def test_bounds_of_what_looks_like_a_day_are_those_of_the_grammar(text: str) -> None:
    try:
        expected = day(text)
    except TimeError:
        expected = None
    assert bounds(text) == expected
