from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.documents import load, open_paths
from comity.errors import Refused
from comity.model import PROSE, BlockKind, Document

TEXT = "Déjà vu\n\nThe “two” states – Chad & Niger – agreed.[1]\r\n\r\n* One\u00a0item of cafés\n\n[1] Le Monde, 1 août 1960\n"
ENCODINGS = {"utf-8": "utf-8", "utf-8-sig": "utf-8", "utf-16": "utf-16-le", "cp1252": "cp1252"}


def check(document: Document, data: bytes, encoding: str) -> None:
    """What holds of every document: spans are exact, blocks in order, sentences inside their blocks."""
    end = 0
    for block in document.blocks:
        assert end <= block.start <= block.end <= len(document.text)
        end = block.end
        for a, b in zip(block.cells, block.cells[1:], strict=False):
            assert block.start <= a.start <= a.end <= b.start <= b.end <= block.end
        assert all(block.start <= m.position <= block.end for m in block.marks)
        if block.locator:
            assert 0 <= block.locator.start <= block.locator.end <= len(data)
            for piece in block.locator.pieces:
                words = document.text[piece.start : piece.start + piece.length]
                assert block.start <= piece.start and piece.start + piece.length <= block.end
                assert data[piece.source :].startswith(words.encode(encoding))
                assert block.locator.start <= piece.source < block.locator.end
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        assert block.kind in PROSE
        assert block.start <= sentence.start < sentence.end <= block.end
        assert not block.cells or any(c.start <= sentence.start and sentence.end <= c.end for c in block.cells)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_characters_are_found_again_in_the_file(encoding: str) -> None:
    data = TEXT.encode(encoding)
    document = load(data, "a.txt")
    assert "The “two” states – Chad & Niger – agreed." in document.text
    check(document, data, ENCODINGS[encoding])
    assert sum(p.length for b in document.blocks if b.locator for p in b.locator.pieces) > 0.8 * len(document.text)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.lists(st.sampled_from([
    "Heading", "A sentence. Another one é.", "- item", "+---+---+", "| a | b |", "+===+===+", "", "", "[1] note", "text[1] and more.", "Read more",  # noqa: E501
    "Other articles", "Relations.", "a" * 130 + ".", "=====", "  --- ---", "x   y",
]), min_size=1, max_size=25))  # fmt: skip
def test_any_text_is_read_exactly_or_refused(lines: list[str]) -> None:
    data = "\n".join(lines).encode()
    try:
        document = load(data, "a.txt")
    except Refused as refused:
        assert str(refused).startswith("a.txt: ")
    else:
        check(document, data, "utf-8")
        assert load(data, "a.txt") == document


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"abc\x00def", "binary"),
        (b"%PDF-1.4 abc", "PDF"),
        (b"PK\x03\x04abc", "zip"),
        (b"\x89PNG\r\n", "image"),
        (b"A state \x81 and another", "neither UTF-8 nor"),
        (b"A state and caf\xc3", "cut off"),
        (b"\xff\xfeA", "says that it is utf-16"),
        (b"\x01\x02\x03 words " * 20, "binary"),
        (b"[1] only a note\n\n[2] another\n", "no prose"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason) as caught:
        load(data, "x.txt")
    assert "\n" not in str(caught.value)


def test_size_limit() -> None:
    with pytest.raises(Refused, match="more than the limit of 10"):
        load(b"Words and more words.", "x.txt", limit=10)


def test_what_is_given_wins() -> None:
    document = load(b"Chad left.", "x.txt", title="T", focus="CAF", language="fr", publisher="P", licence="CC0")
    assert (document.title, document.focus, document.focus_basis, document.language) == ("T", "CAF", "given", "fr")
    assert (document.sightings[0].publisher, document.sightings[0].licence, document.sightings[0].address) == ("P", "CC0", "x.txt")


def test_the_same_text_is_one_document_whatever_its_encoding() -> None:
    assert load(TEXT.encode(), "a.txt").id == load(TEXT.encode("utf-16"), "b.txt").id


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden", "b/.git/x", "c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Words.")
    found = [Path(s.address).relative_to(tmp_path).as_posix() for s in open_paths([tmp_path])]
    assert found == ["a.txt", "b/1.txt", "b/2.txt", "c.txt"]


def test_links_that_leave_the_folder_are_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("Secret.")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Words.")
    (folder / "b.txt").symlink_to(folder / "a.txt")
    (folder / "c.txt").symlink_to(outside)
    (folder / "d").symlink_to(folder)
    (folder / "e.txt").symlink_to(folder / "nowhere")
    sources = {Path(s.address).name: s for s in open_paths([folder])}
    assert sorted(sources) == ["a.txt", "b.txt", "c.txt", "e.txt"]
    assert sources["b.txt"].read() == b"Words."
    with pytest.raises(Refused, match="leads out of the folder"):
        sources["c.txt"].read()
    with pytest.raises(Refused, match="leads nowhere"):
        sources["e.txt"].read()


def test_missing_and_large_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="does not exist"):
        load(tmp_path / "none.txt")
    (tmp_path / "big.txt").write_text("x" * 100)
    (source,) = open_paths([tmp_path], limit=50)
    with pytest.raises(Refused, match="more than the limit"):
        source.read()


def test_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", type("In", (), {"buffer": io.BytesIO(b"Chad left.")}))
    (source,) = open_paths(["-"])
    assert load(source).blocks[0].kind is BlockKind.PARAGRAPH
