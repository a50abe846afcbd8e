# ruff: noqa: E501
from __future__ import annotations

import pytest

from comity.documents import load
from comity.errors import Refused
from comity.model import BlockKind, Document
from tests.documents.pdfs import PICTURE, Words, column, encrypted, pdf

LEFT = ["The government of Ruritania and that of Grau-", "stark established diplomatic relations on 3", "March 1964. The first ambassador presented", "his credentials in the same year, and the em-", "bassy has been open since then. In the years", "after it the two governments signed a treaty"]
RIGHT = ["on trade. The treaty of 1970 was renewed in", "1980 by both parliaments. It was denounced", "when a non-", "governmental body of Franco-", "German origin had found that it was harm-", "ful to the herders on both sides of the river."]


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(b.kind.value, document.text[b.start : b.end]) for b in document.blocks]


def check(document: Document, data: bytes) -> None:
    """Each piece stands on its page, character for character."""
    import pypdfium2

    file = pypdfium2.PdfDocument(data)
    for block in document.blocks:
        assert block.locator and block.locator.scheme == "page" and block.locator.path.startswith("page")
        first, _, last = block.locator.path.split()[1].partition("-")
        characters = ""
        for number in range(int(first) - 1, int(last or first)):
            page = file[number].get_textpage()
            characters += "".join(chr(pypdfium2.raw.FPDFText_GetUnicode(page.raw, i)) for i in range(page.count_chars()))
        for piece in block.locator.pieces:
            assert characters[piece.source : piece.source + piece.length] == document.text[piece.start : piece.start + piece.length]
        assert block.locator.start < block.locator.end <= len(characters)


def test_columns_are_read_one_after_the_other_and_hyphens_joined() -> None:
    # drawn line by line, across both columns
    words: list[Words] = [(60, 740, 18, "Relations of Ruritania and Graustark")]
    for i in range(len(LEFT)):
        words += [(60, 700 - 12 * i, 10, LEFT[i]), (330, 700 - 12 * i, 10, RIGHT[i])]
    data = pdf([words])
    document = load(data, "a.pdf")
    assert kinds(document) == [
        ("heading", "Relations of Ruritania and Graustark"),
        (
            "paragraph",
            "The government of Ruritania and that of Graustark established diplomatic relations on 3 March 1964. The first ambassador presented his "
            "credentials in the same year, and the embassy has been open since then. In the years after it the two governments signed a treaty on "
            "trade. The treaty of 1970 was renewed in 1980 by both parliaments. It was denounced when a non-governmental body of Franco-German origin "
            "had found that it was harmful to the herders on both sides of the river.",
        ),
    ]
    assert document.title == "Relations of Ruritania and Graustark"
    check(document, data)


def test_running_heads_and_page_numbers_are_no_prose_and_paragraphs_go_over_pages() -> None:
    pages = []
    for n in range(4):
        page: list[Words] = [(60, 770, 9, "Ruritania Yearbook, volume 3"), (290, 30, 9, f"{n + 7}")]
        page += column(60, 640, [f"Paragraph {n} tells of the treaty that was signed by both governments in Zenda,", f"and of what came of it in the years that followed: in 198{n} it was renewed and"])
        page += column(60, 616, ["has remained in force to this day."]) if n % 2 else []
        pages.append(page)
    data = pdf(pages, title="Microsoft Word - a.doc")
    document = load(data, "yearbook.pdf")
    assert [k for k, _ in kinds(document)] == ["paragraph", "paragraph", "boilerplate", "boilerplate"]
    assert kinds(document)[0][1].count("Paragraph") == 2 and "Yearbook" not in kinds(document)[0][1]
    assert [b.locator.path for b in document.blocks if b.locator] == ["pages 1-2", "pages 3-4", "page 1", "page 1"]
    assert document.title == "yearbook"
    check(document, data)


def test_paragraphs_headings_lists_and_notes() -> None:
    words: list[Words] = [
        (60, 720, -10, "Trade"),
        *column(60, 700, ["Ruritania sells timber to Graustark and buys salt from it, as it has done for some", "hundred years and more."]),
        *column(60, 676, ["Both states are members of the union. It was founded in 1960 by seven of the states"]),
        (60, 664, 10, "that lie on the river."), (145, 668, 6, "12"), (156, 664, 10, "It has a seat in Zenda."),
        *column(60, 646, ["• the first treaty, on timber;", "• the second treaty, on salt."]),
        *column(60, 90, ["12 Gazette of Zenda, 3 May 1960."], size=8),
    ]  # fmt: skip
    data = pdf([words])
    document = load(data, "a.pdf")
    assert kinds(document) == [
        ("heading", "Trade"),
        ("paragraph", "Ruritania sells timber to Graustark and buys salt from it, as it has done for some hundred years and more."),
        ("paragraph", "Both states are members of the union. It was founded in 1960 by seven of the states that lie on the river. It has a seat in Zenda."),
        ("list_item", "the first treaty, on timber;"),
        ("list_item", "the second treaty, on salt."),
        ("reference", "12 Gazette of Zenda, 3 May 1960."),
    ]
    (block,) = [b for b in document.blocks if b.marks]
    assert [m.label for m in block.marks] == [b.label for b in document.blocks if b.kind is BlockKind.REFERENCE] == ["12"]
    check(document, data)


def test_tables_have_cells() -> None:
    rows = [("Country", "Since", "Notes"), ("Chad", "1960", "Embassy in Zenda"), ("Niger", "1961", "Embassy in Zenda, closed"), ("Mali", "1962", "None")]
    words: list[Words] = [(60, 720, 10, "The partners of the state of Ruritania are these.")]
    for i, row in enumerate(rows):
        words += [(x, 690 - 14 * i, 10, cell) for x, cell in zip((60, 180, 280), row, strict=True)]
    words.append((280, 690 - 14 * 4, 10, "that is known"))
    document = load(pdf([words]), "a.pdf")
    found = [b for b in document.blocks if b.kind is BlockKind.TABLE_ROW]
    assert [[document.text[c.start : c.end] for c in b.cells] for b in found] == [["Chad", "1960", "Embassy in Zenda"], ["Niger", "1961", "Embassy in Zenda, closed"], ["Mali", "1962", "None that is known"]]
    assert [c.header for c in found[0].cells] == ["Country", "Since", "Notes"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf([PICTURE, PICTURE]), "is scanned: 2 of its 2 pages are pictures without text"),
        (pdf([PICTURE, PICTURE, [(60, 700, 10, "A title page of words.")]]), "is scanned: 2 of its 3 pages"),
        (pdf([""]), "is a PDF file without text"),
        (encrypted(), "is an encrypted PDF file"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "is a damaged PDF file"),
        (pdf([[(60, 700, 10, "Words.")]])[:200], "is a damaged PDF file"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason) as caught:
        load(data, "a.pdf")
    assert "\n" not in str(caught.value)


def test_what_a_file_is_called_does_not_matter() -> None:
    assert load(pdf([[(60, 700, 10, "Chad met Niger in 1960.")]]), "a.txt").text == "Chad met Niger in 1960."
