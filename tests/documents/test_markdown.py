from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.documents import load
from comity.documents.formats import tell
from comity.errors import Refused
from comity.model import BlockKind, Document
from tests.documents.test_loading import check

PAGE = """\
---
title: "Ruritania and the world"
date: 2021-03-17
publisher: The Zenda Times
---

# Relations

Ruritania **recognised** [Chad](https://example.org/chad "Chad") in 1960,[^1] and
it has an *embassy* in `N'Djamena`.
![A map](map.png)

## Partners ##

| Country | Since | Notes |
|:--------|------:|-------|
| [Chad](x) | 1960 | An embassy in N\\|Djamena |
| Niger | | *none* |

* First item,
  which goes on. [(The Zenda Times)](https://example.org/times)
  * Nested &amp; **bold**
1. Numbered

> A quotation about
> the border.

Trade
-----

Snake_case_words and 2*3*4 stay. <span class="x">So</span> does a\\_b.

```
code = 1
```

+-----+------+
| A   | B    |
+=====+======+
| x   | 1990 |
+-----+------+

[^1]: The Gazette, 1960.
[ref]: https://example.org/ref
"""


@pytest.fixture(scope="module")
def page() -> Document:
    return load(PAGE.encode(), "page")


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(b.kind.value, document.text[b.start : b.end]) for b in document.blocks]


def test_blocks_of_markdown(page: Document) -> None:
    assert kinds(page) == [
        ("heading", "Relations"),
        ("paragraph", "Ruritania recognised Chad in 1960, and it has an embassy in N'Djamena."),
        ("heading", "Partners"),
        ("caption", "Country | Since | Notes"),
        ("table_row", "Chad | 1960 | An embassy in N|Djamena"),
        ("table_row", "Niger |  | none"),
        ("list_item", "First item, which goes on."),
        ("list_item", "Nested & bold"),
        ("list_item", "Numbered"),
        ("paragraph", "A quotation about the border."),
        ("heading", "Trade"),
        ("paragraph", "Snake_case_words and 2*3*4 stay. So does a_b."),
        ("boilerplate", "code = 1"),
        ("caption", "A | B"),
        ("table_row", "x | 1990"),
        ("reference", "The Gazette, 1960."),
        ("reference", "The Zenda Times. https://example.org/times"),
    ]


def test_spans_are_exact(page: Document) -> None:
    check(page, PAGE.encode(), "utf-8")


def test_front_matter_is_about_the_page(page: Document) -> None:
    assert page.title == "Ruritania and the world"
    assert page.sightings[0].publisher == "The Zenda Times"


def test_marks_levels_and_headers(page: Document) -> None:
    assert [m.label for m in page.blocks[1].marks] == ["1"]
    assert [b.level for b in page.blocks if b.kind is BlockKind.LIST_ITEM] == [1, 2, 1]
    rows = [b for b in page.blocks if b.kind is BlockKind.TABLE_ROW]
    assert [c.header for c in rows[0].cells] == ["Country", "Since", "Notes"]
    assert page.blocks[3].section == ("Relations", "Partners")


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        (PAGE, "x", "markdown"),
        ("# One\n\nText.", "x.md", "markdown"),
        ("A plain text.\n\n- item one\n- item two\n\n* * *\n", "x", "text"),
        ("Costs rose by 5 * 3 (see [1]) and more.", "x.txt", "text"),
        ("== A ==\n# one\n# two\n[[x]] and {{y}}", "x", "wikitext"),
    ],
)
def test_format_is_told_by_content(text: str, name: str, form: str) -> None:
    assert tell(text, name).name == form


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.lists(st.sampled_from([
    "# H", "Some *words* of é.", "* item", "  * nested", "| a | b |", "|---|---|", "", "```", "> q", "[a](b)", "[^1] x", "[^1]: note", "a | b", "1. one", "===",  # noqa: E501
    "---", "**b", "`c", "[x][y]", "![i](j)", "<!-- c", "-->", "\\*", "[(S)](u)", "+--+--+", "| a | b", "Read more",
]), max_size=20))  # fmt: skip
def test_any_markdown_is_read_exactly_or_refused(lines: list[str]) -> None:
    data = "\n".join(["Chad met Niger.", "", *lines]).encode()
    try:
        document = load(data, "a.md")
    except Refused:
        return
    check(document, data, "utf-8")
