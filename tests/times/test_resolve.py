"""Relative times, each with its anchors: the date, and the anchor that it is said to rest on. No anchor, no date."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.model import Basis, Time
from comity.times.interval import interval
from comity.times.resolve import resolve
from comity.times.scan import scan

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "relative.tsv").read_text(encoding="utf-8").splitlines()
    if line and line[0] != "#"
]


def read(row: list[str]) -> Time:
    marked, anchors, *_ = row
    start, end = marked.index("{"), marked.index("}") - 1
    given: dict[str, Time] = {}
    named, tense = {}, ""
    for word in anchors.split():
        name, _, edtf = word.partition("=")
        if name == "tense":
            tense = edtf
        elif name in ("document", "event", "section"):
            given[name] = Time(edtf.lstrip(">"), Basis.BOUND if edtf[0] == ">" else Basis.GIVEN)
        else:
            named[name] = edtf
    text = marked.replace("{", "").replace("}", "")
    found = [e for e in scan(text) if (e.start, e.end) == (start, end)]
    return resolve(found[0], **given, named=named, tense=tense) if found else Time("?", words="not found")


def test_relative_times_resolve_as_the_table_says() -> None:
    wrong = []
    for row in ROWS:
        time = read(row)
        if (time.edtf, time.anchor.split(" ")[0]) != (row[2], row[3] if row[2] else ""):
            wrong.append(f"{row[0]} {row[1]}: {time.edtf!r} from {time.anchor!r}, not {row[2]!r} ({time.reason})")
    assert len(ROWS) >= 100
    assert len(wrong) <= 0.08 * len(ROWS), f"{len(wrong)} of {len(ROWS)} wrong:\n" + "\n".join(wrong)


def test_resolve_never_narrows_a_time() -> None:
    for row in ROWS:
        time = read(row)
        if time.edtf and row[2]:
            found, said = interval(time.edtf), interval(row[2])
            assert found.end_max - found.begin_min >= said.end_max - said.begin_min or time.edtf == row[2], row
        elif time.edtf:
            pytest.fail(f"{row[0]} {row[1]}: {time.edtf} is made up")


@pytest.mark.parametrize("words", ["last year", "in April", "on Wednesday", "the following year", "currently", "at independence"])
def test_without_an_anchor_there_is_no_date_but_a_reason(words: str) -> None:
    (e,) = scan(f"It closed {words}.")
    time = resolve(e)
    assert (time.edtf, time.basis, time.words) == ("", Basis.NONE, words)
    assert time.reason and time.span == (e.start, e.end)


@pytest.mark.parametrize("words, basis", [("in 1986", Basis.STATED), ("last year", Basis.RELATIVE), ("currently", Basis.DOCUMENT)])
def test_basis_tells_on_what_a_time_rests(words: str, basis: Basis) -> None:
    (e,) = scan(f"It closed {words}.")
    assert resolve(e, document=Time("2022-07-13", Basis.GIVEN)).basis is basis


def test_a_month_under_a_heading_of_a_year_rests_on_the_section() -> None:
    (e,) = scan("In April it closed.")
    time = resolve(e, section=Time("2006"), document=Time("2022-07-13"))
    assert (time.edtf, time.basis, time.anchor) == ("2006-04", Basis.SECTION, "section 2006")
