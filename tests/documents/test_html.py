from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.documents import load
from comity.errors import Refused
from comity.model import BlockKind, Document
from tests.documents.test_loading import check

LONG = "The two governments have worked together for many years and have signed treaties on trade, borders and rivers."
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>A pact with Zenda - The Zenda Times</title>
<meta property="og:title" content="A pact with Zenda"><meta property="og:site_name" content="The Zenda Times">
<meta property="article:published_time" content="2019-01-23T10:00:00Z">
<script>var x = "<p>Not this.</p>";</script><style>p {{ color: red }}</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World news of the day</a></li></ul></nav>
<header><h1>A pact with Zenda</h1></header>
<main><article class="story"><div class="byline">By Ann Poe</div>
<p>{LONG} Chad &amp; Niger <a href="/x">agreed</a> in&nbsp;1960.<sup><a href="#cite_note-1">[1]</a></sup></p>
<figure><img src="a.jpg"><figcaption>The bridge at Zenda.</figcaption></figure>
<h2>Terms</h2>
<p>{LONG}<p>{LONG} It was <b>never</b> ratified<!-- hidden -->.
<ul><li>First term<li>Second term <i>again</i></ul>
<table><tr><th>Country<th>Since<tr><td>Chad<td>1960<tr><td rowspan=2>Niger<td>1961<tr><td>1962</table>
<div class="related-articles"><h3><a href="/o">Floods in Graustark kill many</a></h3><p>Graustark asked for help.</p></div>
<p style="display:none">Invisible.</p>
<p>Read more: Talks on the river fail</p>
<blockquote>{LONG}</blockquote>
<ol class="references"><li id="cite_note-1">The Gazette, 1960.</li></ol>
</article>
<section><ul><li><h4><a href="/y">Elections in Graustark put off</a></h4><span>The king has put off elections.</span></li></ul></section>
</main>
<footer><p>Words of the publisher on the terms of use of this and of any other page of this site.</p></footer></body></html>
"""


@pytest.fixture(scope="module")
def page() -> Document:
    return load(PAGE.encode(), "page")


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(b.kind.value, document.text[b.start : b.end]) for b in document.blocks]


def test_article_is_told_from_the_site(page: Document) -> None:
    assert kinds(page) == [
        ("heading", "A pact with Zenda"),
        ("boilerplate", "By Ann Poe"),
        ("paragraph", f"{LONG} Chad & Niger agreed in 1960."),
        ("caption", "The bridge at Zenda."),
        ("heading", "Terms"),
        ("paragraph", LONG),
        ("paragraph", f"{LONG} It was never ratified."),
        ("list_item", "First term"),
        ("list_item", "Second term again"),
        ("caption", "Country | Since"),
        ("table_row", "Chad | 1960"),
        ("table_row", "Niger | 1961"),
        ("table_row", "Niger | 1962"),
        ("other_article", "Floods in Graustark kill many"),
        ("other_article", "Graustark asked for help."),
        ("other_article", "Read more: Talks on the river fail"),
        ("paragraph", LONG),
        ("boilerplate", "Words of the publisher on the terms of use of this and of any other page of this site."),
        ("reference", "The Gazette, 1960."),
    ]


def test_spans_are_exact(page: Document) -> None:
    check(page, PAGE.encode(), "utf-8")
    assert all(b.locator for b in page.blocks)


def test_metadata_give_title_date_and_publisher(page: Document) -> None:
    assert (page.title, page.published.edtf, page.sightings[0].publisher) == ("A pact with Zenda", "2019-01-23", "The Zenda Times")


def test_marks_are_linked_to_notes(page: Document) -> None:
    (block,) = [b for b in page.blocks if b.marks]
    assert [m.label for m in block.marks] == [b.label for b in page.blocks if b.kind is BlockKind.REFERENCE] == ["1"]


TAGS = ["<p>", "</p>", "<div>", "</div>", "<table>", "<tr>", "<td>", "<th>", "</table>", "<ul>", "<li>", "</ul>", "<b", "<!--", "-->", "<script>", "</script>", "é &amp; words. ", "Text ",  # noqa: E501
        "<a href='x'>", "</a>", "<h2>", "</h2>", "<br>", "<", ">", "&#x", "&lt;", "<p class=\"a", "<sup>[1]</sup>", "</td></p></div>", "<div class='related'>", "<span hidden>"]  # noqa: E501


@settings(deadline=None, derandomize=True, max_examples=250)
@given(st.lists(st.sampled_from(TAGS), max_size=30))
def test_any_html_is_read_exactly_or_refused(parts: list[str]) -> None:
    data = "".join(["<html><body><p>Chad met Niger.</p>", *parts]).encode()
    try:
        document = load(data, "a.html")
    except Refused:
        return
    check(document, data, "utf-8")


@pytest.mark.parametrize("text", ["<div>" * 20000, "<table><tr><td>" * 3000, "<p " * 20000, "<a href='" * 20000, "<!--" * 20000, "&" * 50000, "<b><i>" * 5000 + "x", "<li>" * 20000])  # noqa: E501
def test_deep_and_broken_pages_are_read_in_time(text: str) -> None:
    document = load(f"<html><body><p>Chad met Niger in the year 1960.</p>{text}".encode(), "a.html")
    assert "Chad met Niger" in document.text
