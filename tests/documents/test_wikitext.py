# ruff: noqa: E501
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.documents import load
from comity.documents.formats import tell
from comity.errors import Refused
from comity.model import Block, BlockKind, Document
from tests.documents.test_loading import check

PAGE = """\
{{Short description|none}} <!-- nothing -->
{{Politics of Ruritania}}'''Ruritania''' has [[Diplomatic recognition|relations]] with [[Chad]].<ref name="a">{{cite web |last=Poe |first=Ann
|title=A ''short'' history |url=http://example.org/a_b_c |date=3 May 2001 |website=The Zenda Times}}</ref><ref name=b />

== Bilateral relations ==
[[File:Map.svg|thumb|250px|Embassies of [[Ruritania]]]]
List of states:
{| class="wikitable sortable"
! colspan="3" |[[File:Map.svg|frameless]]
|-
! # !! scope="col" | Country !! Formal relations<br>began
! Notes
|- valign="top"
| 1 || {{flag|Chad}} || {{dts|1960|8|1}}<ref name="a"/> || {{main|Chad–Ruritania relations}}
Both countries established relations on 1 August 1960.

* Chad has an embassy in [[Zenda]].
* Ruritania has ''none''.
|-
| 2
| style="color:red" | {{flagicon|Niger}} [[Niger]]
| rowspan="2" | {{Date table sorting|May 1961}}
| <!-- empty -->
|-
| 3 || {{flagu|Mali}} || {{small|{{nowrap|A note}}}} &amp; more{{citation needed|date=May 2020}}
|-
! scope="row" | 4
| {{flagdeco|Togo}} || {{#invoke:dts|main|7 June 1962}} || {{no}}
|}

=== Trade ===
Trade is ''small''.{{efn|It was larger.}} See<!-- hidden --> [http://example.org the figures]{{dead link}} and [http://example.org/2].

{{See also|Economy of Ruritania#Trade}}
{{columns-list|colwidth=30em|
* [[United Nations]]
** [[UNESCO]]
}}

;Others
: Indented words.

== References ==
{{reflist|refs=
<ref name="b">Second source.</ref>
}}

{{Foreign relations of Ruritania}}
[[Category:Foreign relations of Ruritania| ]]
[[Category:Zenda]]
[[fr:Relations]]
"""


@pytest.fixture(scope="module")
def page() -> Document:
    return load(PAGE.encode(), "page.txt")


def words(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def of(document: Document, kind: BlockKind) -> list[Block]:
    return [b for b in document.blocks if b.kind is kind]


def test_wikitext_is_told_by_content() -> None:
    assert tell(PAGE, "page.txt").name == "wikitext"
    assert tell("A plain text [1] with {one} brace and a | bar.", "a.txt").name == "text"


def test_spans_are_exact(page: Document) -> None:
    check(page, PAGE.encode(), "utf-8")


def test_paragraphs_have_links_as_words_and_no_markup(page: Document) -> None:
    assert [words(page, b) for b in of(page, BlockKind.PARAGRAPH)] == [
        "Ruritania has relations with Chad.",
        "List of states:",
        "Trade is small. See the figures and.",
        "See Economy of Ruritania",
        "Indented words.",
    ]


def test_headings_make_sections(page: Document) -> None:
    assert [(words(page, b), b.level, b.section) for b in of(page, BlockKind.HEADING)] == [
        ("Bilateral relations", 2, ()),
        ("Trade", 3, ("Bilateral relations",)),
        ("Others", 6, ("Bilateral relations", "Trade")),
        ("References", 2, ()),
    ]


def test_table_cells_have_words_and_headers(page: Document) -> None:
    rows = [[page.text[c.start : c.end] for c in b.cells] for b in of(page, BlockKind.TABLE_ROW)]
    assert rows == [
        [
            "1", "Chad", "1 August 1960",
            "See Chad–Ruritania relations\nBoth countries established relations on 1 August 1960.\nChad has an embassy in Zenda.\nRuritania has none.",
        ],
        ["2", "Niger", "May 1961", ""],
        ["3", "Mali", "May 1961", "A note & more"],
        ["4", "Togo", "7 June 1962", "No"],
    ]  # fmt: skip
    for block in of(page, BlockKind.TABLE_ROW):
        assert [c.header for c in block.cells] == ["#", "Country", "Formal relations began", "Notes"]


def test_marks_are_linked_to_references(page: Document) -> None:
    assert {b.label: words(page, b) for b in of(page, BlockKind.REFERENCE)} == {
        "1": "Poe, Ann. A short history. The Zenda Times. 3 May 2001. http://example.org/a_b_c",
        "2": "Second source.",
        "note 1": "It was larger.",
        "3": "http://example.org/2",
    }
    first = page.blocks[0]
    assert [(m.label, page.text[first.start : m.position]) for m in first.marks] == [(x, "Ruritania has relations with Chad.") for x in "12"]
    assert [m.label for m in of(page, BlockKind.TABLE_ROW)[0].marks] == ["1"]


def test_captions_of_pictures_are_kept_and_pictures_are_not(page: Document) -> None:
    assert "Embassies of Ruritania" in [words(page, b) for b in of(page, BlockKind.CAPTION)]
    assert "frameless" not in page.text and "Map.svg" not in page.text


def test_title_is_told_by_the_category_that_the_page_heads(page: Document) -> None:
    assert page.title == "Foreign relations of Ruritania"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{dts|12 August 1960}}", "12 August 1960"),
        ("{{dts|format=dmy|1960|08|01}}", "1 August 1960"),
        ("{{DTS|1960|8}}", "August 1960"),
        ("{{dts|1960}}", "1960"),
        ("{{Start date|1960|8|1}}", "1 August 1960"),
        ("{{flag|Germany|name=West Germany}}", "West Germany"),
        ("{{#invoke:flag||Chad}}", "Chad"),
        ("{{flag\n|Chad\n}}", "Chad"),
        ("{{GER}}", "GER"),
        ("{{as of|2019|1}}, it holds", "As of January 2019, it holds"),
        ("{{lang|fr|Tchad}}", "Tchad"),
        ("{{abbr|UN|United Nations}}", "UN"),
        ("{{HMNZS|Te Kaha}}", "HMNZS Te Kaha"),
        ("{{convert|100|km|mi}} away", "100 km away"),
        ("1960{{spaced ndash}}1970", "1960 – 1970"),
        ("a<br />b", "a\nb"),
        ("<s>old</s> new", "new"),
        ("<nowiki>[[x]]</nowiki>", "[[x]]"),
        ("<!-- a | b -->c", "c"),
        ("{{Unheard of|x}}c", "c"),
        ("[[Chad|''Tchad'']]", "Tchad"),
        ("[[Chad#History|past]]s", "pasts"),
        ("[[:Category:Chad]]", "Category:Chad"),
        ("{{usurped|1=[http://example.org Pact]}}", "Pact"),
        ("{{ubl|Chad|Niger}}", "Chad\nNiger"),
        ("{{unclosed x", "{{unclosed x"),
        ("[[unclosed", "[[unclosed"),
        ("it &mdash; so", "it — so"),
    ],
)
def test_what_stands_in_a_cell(source: str, said: str) -> None:
    document = load(f"== A ==\nWords [[x]] {{{{y}}}}\n{{|\n! A !! B\n|-\n| k || {source}\n|}}\n".encode(), "a.wiki")
    (row,) = of(document, BlockKind.TABLE_ROW)
    assert document.text[row.cells[1].start : row.cells[1].end] == said


def test_tables_that_only_arrange_others_are_opened() -> None:
    text = "== A ==\n[[a]] {{b}}\n{|\n|\n{| class=wikitable\n! A !! B\n|-\n| x || y\n|}\n|\n{| class=wikitable\n! C !! D\n|-\n| z || w\n|}\n|}\n"
    document = load(text.encode(), "a.wiki")
    assert [[c.header for c in b.cells] for b in of(document, BlockKind.TABLE_ROW)] == [["A", "B"], ["C", "D"]]


def test_two_lines_of_headers_are_joined_and_title_rows_are_captions() -> None:
    text = (
        "== A ==\n[[a]] {{b}}\n{|\n|+ Partners\n! rowspan=2 | Country !! colspan=2 | Embassy\n|-\n! opened !! closed\n|-\n| Chad || 1960 || 1970\n"
        "|-\n| colspan=3 | '''Lost states'''\n|-\n| Niger || 1961 ||\n|}\n"
    )
    document = load(text.encode(), "a.wiki")
    rows = of(document, BlockKind.TABLE_ROW)
    assert [c.header for c in rows[0].cells] == ["Country", "Embassy: opened", "Embassy: closed"]
    assert [b.section for b in rows] == [("A", "Partners"), ("A", "Lost states")]
    assert [words(document, b) for b in of(document, BlockKind.CAPTION)][0] == "Partners"


MARKS = ["{{", "}}", "[[", "]]", "{|\n", "\n|}", "\n|-\n", "\n| ", "\n! ", " || ", "<ref>", "</ref>", "<ref name=a/>", "<!--", "-->", "é ", "Chad. ", "\n\n",
         "== H ==\n", "\n* ", "flag|Chad", "'''", "dts|1960|8|1", "[http://x.org a]", "<br>", "|", "=", "&amp;", "<nowiki>", "</nowiki>", "{{{", "[[File:a|thumb|b]]"]


@settings(deadline=None, derandomize=True, max_examples=250)
@given(st.lists(st.sampled_from(MARKS), max_size=30))
def test_any_wikitext_is_read_exactly_or_refused(parts: list[str]) -> None:
    data = "".join(["Chad met Niger.\n", *parts]).encode()
    try:
        document = load(data, "a.wiki")
    except Refused:
        return
    check(document, data, "utf-8")


def test_deep_nesting_is_read_in_time() -> None:
    for text in ("{{a|" * 3000, "[[a|" * 3000, "{{a|" * 300 + "}}" * 300, "\n{|\n|" * 300, "<ref>" * 2000, "[http://" * 3000, "'" * 9000):
        document = load(f"Chad met Niger.\n\n{text}".encode(), "a.wiki")
        assert document.text.startswith("Chad met Niger.")


def test_titles_of_works_are_references_and_no_sentences() -> None:
    document = load(b"== A ==\n[[x]] {{y}}\n\n== Further reading ==\n* Poe, Ann. ''A history''. Zenda, 1990.\n\n== B ==\n* Chad left.\n", "a.wiki")
    assert [(b.kind.value, words(document, b)) for b in document.blocks[-2:]] == [
        ("list_item", "Chad left."),
        ("reference", "Poe, Ann. A history. Zenda, 1990."),
    ]
    assert not any("Poe" in document.text[s.start : s.end] for s in document.sentences)
