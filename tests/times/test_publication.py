"""When a document was written, and on what that rests."""

from __future__ import annotations

import pytest

from comity.errors import TimeError
from comity.model import Basis, Span
from comity.times.publication import publication, terminus


@pytest.mark.parametrize(
    "words, edtf",
    [
        ("2019-01-23", "2019-01-23"),
        ("20190123", "2019-01-23"),
        ("2019-01", "2019-01"),
        ("2019", "2019"),
        ("2019-01-23T10:15:00Z", "2019-01-23"),
        ("2019-01-23 10:15", "2019-01-23"),
        ("Wed, 23 Jan 2019 09:15:00 GMT", "2019-01-23"),
        ("January 23, 2019", "2019-01-23"),
        ("23 January 2019, 10:15", "2019-01-23"),
    ],
)
def test_publication_reads_dates_as_metadata_writes_them(words: str, edtf: str) -> None:
    time = publication(metadata={"date": words})
    assert (time.edtf, time.basis) == (edtf, Basis.GIVEN)


def test_publication_prefers_the_day_it_was_published_to_the_day_it_was_changed() -> None:
    time = publication(metadata={"dateModified": "2021-05-05", "datePublished": "2019-01-23"})
    assert (time.edtf, time.reason) == ("2019-01-23", "metadata: datepublished")


def test_publication_prefers_what_the_user_gives() -> None:
    time = publication("Filed: 3 May 2018", given="2019", metadata={"date": "2020-01-01"}, address="/2021/02/03/")
    assert (time.edtf, time.basis) == ("2019", Basis.GIVEN)


def test_publication_refuses_a_given_date_that_is_none() -> None:
    with pytest.raises(TimeError, match="no date of publication"):
        publication(given="last spring or so")


@pytest.mark.parametrize(
    "address, edtf",
    [
        ("https://example.org/2019/01/23/a-visit", "2019-01-23"),
        ("https://example.org/2019/jan/23/a-visit", "2019-01-23"),
        ("https://example.org/news/2019-01-23-a-visit.html", "2019-01-23"),
        ("news/2019_01_23.txt", "2019-01-23"),
        ("https://example.org/a-visit-20190123.html", "2019-01-23"),
        ("https://example.org/2019/01/a-visit", "2019-01"),
        ("https://example.org/2019/13/45/a-visit", ""),
        ("https://example.org/item/48213977", ""),
        ("https://example.org/agenda-2063", ""),
    ],
)
def test_publication_reads_addresses(address: str, edtf: str) -> None:
    assert publication(address=address).edtf == edtf


@pytest.mark.parametrize(
    "text, edtf",
    [
        ("LOMÉ, 23 January 2019 — The minister left for talks.", "2019-01-23"),
        ("LOMÉ, Jan. 23, 2019 (Example News) - The minister left for talks.", "2019-01-23"),
        ("Envoys meet\n23 January 2019\n\nThe minister left.", "2019-01-23"),
        ("Envoys meet\nPublished: January 23, 2019\n\nThe minister left.", "2019-01-23"),
        ("Envoys meet\nUpdated on 23 January 2019 by the desk\n\nThe minister left.", "2019-01-23"),
    ],
)
def test_publication_reads_datelines(text: str, edtf: str) -> None:
    time = publication(text)
    assert (time.edtf, time.basis) == (edtf, Basis.STATED)
    assert time.span and text[time.span.start : time.span.end] == time.words


@pytest.mark.parametrize("text", ["On 23 January 2019 the minister left.", "The minister, who left on 23 January 2019 for talks, is back."])
def test_a_date_that_a_sentence_tells_is_no_dateline_but_a_bound(text: str) -> None:
    time = publication(text)
    assert (time.edtf, time.basis) == ("2019-01-23", Basis.BOUND)


@pytest.mark.parametrize(
    "text, edtf",
    [
        ("It closed in 1997 and reopened in 2005.", "2005"),
        ("It reopened in 2005. It had closed in 1997.", "2005"),
        ("It closed in 2005, on 3 May 2005.", "2005-05-03"),
        ("It closed in 2005. A new one is planned for 2031.", "2005"),
        ("It closed in 2005. Agenda 2063 names it.", "2005"),
        ("It has been closed since June 2005.", "2005-06"),
        ("It was open from 1997 to 2005.", "2005"),
        ("It was closed last year.", ""),
        ("It is closed.", ""),
    ],
)
def test_terminus_is_the_latest_date_told_as_past(text: str, edtf: str) -> None:
    time = terminus(text)
    assert (time.edtf, time.basis) == (edtf, Basis.BOUND if edtf else Basis.NONE)


def test_terminus_of_a_section_looks_at_the_section_alone() -> None:
    text = "It closed in 1997.\nIt reopened in 2005."
    assert terminus(text, spans=[Span(0, 18)]).edtf == "1997"


def test_publication_is_not_what_a_sentence_says_was_published() -> None:
    text = "The declaration of the twelve governments on the future status of the former republics was published on 23 December 1991."
    assert publication(text).reason != "dateline"
