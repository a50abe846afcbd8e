"""Text as it really is."""

from __future__ import annotations

import pytest

from comity.documents import load
from tests.documents.test_loading import check


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Cooper\u00adation be\u00adgan in 1960.", "Cooperation began in 1960."),
        ("The of\ufb01ce and the \ufb02ag of Chad.", "The office and the flag of Chad."),
        ("The Tche\u0301que envoy left.", "The Tchéque envoy left."),
        ('He said: ""Chad left,"" and ``Niger stayed\'\' there.', 'He said: "Chad left," and "Niger stayed" there.'),
        ("It fell in 1986.[3] Chad left.[citation needed]", "It fell in 1986. Chad left."),
    ],
)
def test_what_printers_and_programs_leave_behind_is_said_as_it_is_meant(written: str, said: str) -> None:
    document = load(written.encode(), "a.txt")
    assert document.text == said
    check(document, written.encode(), "utf-8")


def test_words_broken_at_the_end_of_a_line_are_joined() -> None:
    lines = [
        "The government of Chad and the govern-", "ment of Niger signed a treaty on the bor-", "der between the two states and the non-", "aligned movement in the year of 1960 and",
        "it was ratified by both of the parliaments", "in the following year, as it was said.",
    ]  # fmt: skip
    data = "\n".join(lines).encode()
    document = load(data, "a.txt")
    assert "the government of Niger signed a treaty on the border between the two states and the non-aligned movement in" in document.text
    check(document, data, "utf-8")


def test_glued_sentences_are_parted() -> None:
    document = load(b"The prices spiral.Village shops closed in Chad.The ministry denied it.", "a.txt")
    assert [document.text[s.start : s.end] for s in document.sentences] == ["The prices spiral.", "Village shops closed in Chad.", "The ministry denied it."]


def test_a_page_in_two_languages_is_told_apart_by_block() -> None:
    text = (
        "The government of Chad said that the two countries have established relations and that it is ready to open an embassy.\n\n"
        "Le gouvernement du Tchad a dit que les deux pays ont établi des relations et qu'il est prêt à ouvrir une ambassade.\n\n"
        "Relations were resumed in 1970.\n\nLes relations ont été reprises en 1970."
    )
    assert [b.language for b in load(text.encode(), "a.txt").blocks] == ["en", "fr", "en", "fr"]


def test_lines_in_two_encodings_are_read_line_by_line() -> None:
    data = "Chad, cafés.\n\n".encode() + "Niger, cafés.\n\n".encode("cp1252") + "Mali, “cafés”.\n".encode()
    document = load(data, "a.txt")
    assert document.text == "Chad, cafés.\n\nNiger, cafés.\n\nMali, “cafés”."
    for block in document.blocks:
        assert block.locator is not None
        encoding = "cp1252" if "Niger" in document.text[block.start : block.end] else "utf-8"
        for piece in block.locator.pieces:
            assert data[piece.source :].startswith(document.text[piece.start : piece.start + piece.length].encode(encoding))
