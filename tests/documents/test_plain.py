from __future__ import annotations

import pytest

from comity.documents import load
from comity.model import BlockKind, Document

LONG = "The two governments have worked together for many years and have signed several treaties on trade, borders and rivers."


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(b.kind.value, document.text[b.start : b.end]) for b in document.blocks]


def read(text: str) -> list[tuple[str, str]]:
    return kinds(load(text.encode(), "page.txt"))


def test_first_short_line_is_the_title() -> None:
    document = load(f"Ruritania and its neighbours\n\n{LONG}\n".encode(), "page.txt")
    assert document.title == "Ruritania and its neighbours"
    assert document.blocks[1].section == ("Ruritania and its neighbours",)


@pytest.mark.parametrize(
    "line",
    [
        "Bilateral Relations",
        "Bilateral relations.",
        "Participation in international organisations.",
        "History",
        "2. Relations with neighbours",
        "Conclusion: a road with pitfalls",
        "What comes next?",
        "Relations with the U.S.",
    ],
)
def test_short_line_before_prose_is_a_heading(line: str) -> None:
    assert ("heading", line) in read(f"{LONG}\n{line}\n{LONG}\n")


@pytest.mark.parametrize(
    "line",
    [
        "France withdrew its troops.",
        "It failed.",
        "Relations were severed.",
        "The two states signed a treaty in 1960.",
        "Chad recognises Ruritania.",
        "and the ministers left",
        "He said: \"We are friends.\"",
        "Nobody came. Nothing was signed",
        "The first article, as amended,",
    ],
)
def test_sentences_are_no_headings(line: str) -> None:
    assert ("paragraph", line) in read(f"{LONG}\n{line}\n{LONG}\n")


def test_underlined_lines_are_headings() -> None:
    assert read(f"Relations\n=========\n\n{LONG}\n\nTrade\n-----\n\n{LONG}")[0::2] == [("heading", "Relations"), ("heading", "Trade")]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The border between the two states was closed in April of that year\n"
        "after an attack by rebels on a garrison, and it was opened again in\n"
        "the following December by a decree of both presidents.\n"
    )
    assert read(text) == [("paragraph", " ".join(text.split()))]


def test_lines_of_a_web_page_are_paragraphs() -> None:
    assert [k for k, _ in read(f"{LONG}\n{LONG}\nShort one.\n")] == ["paragraph"] * 3


def test_list_items() -> None:
    assert read(f"{LONG}\n\n-   Chad has an embassy\n    in Zenda.\n-   Niger has none.\n* Mali too.\n")[1:] == [
        ("list_item", "Chad has an embassy in Zenda."),
        ("list_item", "Niger has none."),
        ("list_item", "Mali too."),
    ]


def test_references_stand_last_and_are_linked_even_if_empty() -> None:
    document = load(f"{LONG}[1] They met.[2]\n\nReferences\n\n[1] – A paper, 2007\n\n[2]\n\n[3] Another\n".encode(), "p.txt")
    found = [(b.label, document.text[b.start : b.end]) for b in document.blocks if b.kind is BlockKind.REFERENCE]
    assert found == [("1", "A paper, 2007"), ("2", ""), ("3", "Another")]
    assert [m.label for m in document.blocks[0].marks] == ["1", "2"]
    assert "[1]" not in document.text


def test_editorial_brackets_are_no_marks() -> None:
    assert read(f"{LONG} [T]he minister said that [we] agreed [...] to it.")[0][1].endswith("[T]he minister said that [we] agreed [...] to it.")  # noqa: E501


def test_site_lines_and_other_articles_are_told_apart() -> None:
    page = (
        f"Skip to content\n\nA pact with Zenda\n\n{LONG}\n\nRead more: Talks on the river fail\n\n{LONG}\n\nLeave a comment\n\n"
        "Your email address will not be published.\n\nOther articles\n\nGraustark: floods in the north\n\n"
        "Graustark has asked the United Nations for help after floods in the north.\n\nRead more\n"
    )
    assert [k for k, _ in read(page)] == [
        "boilerplate", "heading", "paragraph", "other_article", "paragraph", "boilerplate", "boilerplate", "boilerplate",
        "other_article", "other_article", "boilerplate",
    ]  # fmt: skip


def test_headline_glued_to_the_end_is_of_another_article() -> None:
    assert read(f"{LONG}\n{LONG}\n{LONG}\n\nGraustark’s opposition leader wins election by a landslide")[-1][0] == "other_article"


def test_a_last_line_that_was_cut_off_is_not() -> None:
    assert read(f"{LONG}\n{LONG}\n{LONG}\n\nThe minister then went on to speak of the")[-1][0] == "paragraph"


def test_box_of_teasers_in_the_middle_does_not_end_the_article() -> None:
    long = f"{LONG} {LONG}"
    found = read(f"{LONG}\n\nRelated stories\n\nFloods in Graustark\n\n{long}\n\n{long}\n\n{long}\n")
    assert [k for k, _ in found] == ["paragraph", "boilerplate", "other_article", "paragraph", "paragraph", "paragraph"]


def test_no_sentence_comes_from_what_is_not_the_article() -> None:
    document = load(f"{LONG}\n\nOther articles\n\nGraustark invades Zenda.\n".encode(), "p.txt")
    assert not any("Graustark" in document.text[s.start : s.end] for s in document.sentences)


def test_fields_at_the_head_are_metadata() -> None:
    document = load(f"Title: A pact\nDate: 2020-05-03\nPublisher: The Zenda Times\n\n{LONG}".encode(), "p.txt")
    assert document.title == "A pact"
    assert document.sightings[0].publisher == "The Zenda Times"
    assert document.blocks[0].kind is BlockKind.BOILERPLATE


def test_blocks_of_another_language_are_told() -> None:
    document = load(
        f"{LONG}\n\nLe gouvernement de la Ruritanie a rompu les relations avec le Tchad en 1998, selon un communiqué.\n\n{LONG}".encode(), "p.txt"  # noqa: E501
    )
    assert (document.language, [b.language for b in document.blocks]) == ("en", ["en", "fr", "en"])


def test_image_captions_are_captions() -> None:
    assert read(f"[The president of Ruritania in Zenda ] The king came. {LONG}")[0] == ("caption", "The president of Ruritania in Zenda")
