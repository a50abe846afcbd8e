"""A folder of files made to hurt: empty, cut off, mislabelled, packed without end, nested, huge, leading elsewhere."""

from __future__ import annotations

import base64
import gzip
import io
import json
import os
import struct
import zipfile
import zlib
from pathlib import Path

from tests.documents.pdfs import PICTURE, encrypted, pdf

WORDS = b"Chad and Niger established diplomatic relations on 1 August 1960. "
WIKI = b"== A ==\n[[x]] {{y}}\n"
MARKDOWN = b"# A\n\n[a](b)\n"
PAGE = b"<html><body><p>Chad met Niger in 1960.</p>"
XML = b"<?xml version='1.0'?>"
N = 8_000


def _zip(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return packed.getvalue()


def _gzips(times: int) -> bytes:
    data = b"\0" * 10**6
    for _ in range(times):
        data = gzip.compress(data)
    return data


def _laughs() -> bytes:
    entities = b"".join(b"<!ENTITY l%d '%s'>" % (i + 1, b"&l%d;" % i * 10) for i in range(12))
    return XML + b"<!DOCTYPE x [<!ENTITY l0 'lol'>" + entities + b"]><x><p>&l12;</p></x>"


def _pdf_bomb() -> bytes:
    packed = zlib.compress(zlib.compress(b"BT /F1 10 Tf (a) Tj ET\n" * 2 * 10**5))
    body = pdf([[(60, 700, 10, "Chad left.")]])
    stream = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(packed) + packed + b"\nendstream"
    return body.replace(b"<< /Length", stream + b"\n<< /Length", 1)


def files() -> dict[str, bytes]:
    """The files by name; those in `READ` hold words that can be read."""
    message = b"From: a@b.c\nTo: d@e.f\nMessage-ID: <1>\nMIME-Version: 1.0\n"
    story = json.dumps({"id": "a", "text": WORDS.decode()}).encode()
    return {
        "empty.txt": b"", "blank.txt": b" \n\t\n", "mark.txt": b"\xef\xbb\xbf", "zeros.txt": bytes(N), "bytes.bin": bytes(range(256)) * 40,
        "noise.html": bytes((i * i * 7919 >> 3) % 256 for i in range(N)), "image.txt": b"\x89PNG\r\n\x1a\n" + bytes(100), "program": b"\x7fELF" + bytes(100),
        "database.csv": b"SQLite format 3\0" + bytes(100), "office.doc": b"\xd0\xcf\x11\xe0" + bytes(600), "rich.txt": b"{\\rtf1 Words.}",
        "cut.txt": "Cafés in Ruritania, cafés".encode()[:-1], "half-utf-16.txt": b"\xff\xfe" + b"a" * 1001, "surrogates.txt": b"\xed\xa0\x80" * 500,
        "utf-32.txt": "Chad left.".encode("utf-32"), "mixed.txt": "Chad, cafés.\n".encode() + "Niger, cafés.\n".encode("cp1252"), "marks.txt": "\u202e\u200b\ufeff".encode() * N,  # noqa: E501
        "mislabelled.html": WORDS, "mislabelled.txt": PAGE, "mislabelled.pdf": WORDS, "mislabelled.docx": WORDS, "page.xml": PAGE, "words.json": b'{"a": ' * 5000, "pdf.txt": pdf([[(60, 700, 10, "Chad left.")]]),  # noqa: E501
        "line.txt": WORDS * 4_000, "word.txt": b"a" * 10**6, "lines.txt": b"a.\n" * N, "notes.txt": b"[1] x\n\n" * N, "items.txt": b"- a\n" * N, "dots.txt": b"." * 10**6, "open.txt": b"(a. B" * N,  # noqa: E501
        "table.txt": b"+---+\n" + b"| a |\n" * N + b"+---+\n", "grid.txt": (b"+---" * 500 + b"+\n" + b"| a " * 500 + b"|\n") * 20, "rulers.txt": b"--- ---\n" * N,
        "nested.html": PAGE + b"<div>" * N, "lists.html": PAGE + b"<ul><li>" * N, "table.html": PAGE + b"<table>" + b"<tr><td rowspan=999 colspan=999>a" * 300, "quotes.html": PAGE + b'<a href="' * N,  # noqa: E501
        "scripts.html": PAGE + b"<script>" * N, "comment.html": PAGE + b"<!--" * N, "entities.html": PAGE + b"&amp;" * N, "less.html": PAGE + b"<" * N, "wide.html": PAGE + b"<table><tr>" + b"<td>a" * N,  # noqa: E501
        "braces.wiki": WIKI + b"{{" * N, "tables.wiki": WIKI + b"{|\n| " * N, "links.wiki": WIKI + b"[[" * N, "references.wiki": WIKI + b"<ref>" * N, "spans.wiki": WIKI + b"{|\n" + b"|-\n| rowspan=9999 colspan=9999 | a\n" * 200 + b"|}",  # noqa: E501
        "links.md": MARKDOWN + b"[a](" * N, "stars.md": MARKDOWN + b"*a " * N, "ticks.md": MARKDOWN + b"`" * N, "cells.md": MARKDOWN + b"|a|\n|-|\n" + b"|" * N, "quotes.md": MARKDOWN + b">" * N + b" a",  # noqa: E501
        "laughs.xml": _laughs(), "external.xml": XML + b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x><p>Chad left. &a;</p></x>", "deep.xml": XML + b"<x>" * N, "cut.xml": XML + b"<x><p>Words",  # noqa: E501
        "quadratic.xml": XML + b"<!DOCTYPE x [<!ENTITY a '" + b"x" * N + b"'>]><x>" + b"&a;" * N + b"</x>", "dtd.xml": XML + b"<!DOCTYPE x SYSTEM 'http://zenda.example/x.dtd'><x><p>Chad left.</p></x>",
        "garbage.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 50, "cut.pdf": pdf([[(60, 700, 10, "Chad left.")]])[:400], "scan.pdf": pdf([PICTURE] * 3), "locked.pdf": encrypted(), "empty.pdf": pdf([""]), "head.pdf": b"%PDF-",  # noqa: E501
        "bomb.pdf": _pdf_bomb(), "loop.pdf": pdf([[(60, 700, 10, "Chad left.")]]).replace(b"/Kids [4 0 R]", b"/Kids [5 0 R]"), "pages.pdf": pdf([[(60, 700, 10, "Chad left.")]]).replace(b"/Count 1", b"/Count 999999999"),  # noqa: E501
        "bomb.zip": _zip({f"{i}.txt": bytes(10**6) for i in range(20)}), "climbs.zip": _zip({"../../climbs.txt": WORDS}), "book.docx": _zip({"word/document.xml": b"<x/>"}),
        "bomb.txt.gz": gzip.compress(bytes(4 * 10**7)), "bombs.gz": _gzips(4), "cut.txt.gz": gzip.compress(os.urandom(0) + WORDS * 50)[:-20], "garbage.gz": b"\x1f\x8bgarbage", "garbage.zst": b"\x28\xb5\x2f\xfdgarbage",  # noqa: E501
        "garbage.parquet": b"PAR1" + bytes(100) + b"PAR1", "lengths.parquet": b"PAR1" + struct.pack("<I", 2**31 - 1) + b"PAR1",
        "stories.jsonl": story + b"\n{broken\n[1]\n" + story.replace(b"1960", b"1961") + b'\n{"text": ""}\n', "bomb.jsonl.gz": gzip.compress(story + b"\n" + b'{"text": "' + b"x" * 4 * 10**7), "deep.jsonl": story + b"\n" + b'{"text": ' + b"[" * 10**5,  # noqa: E501
        "quotes.csv": b"id,text\n1,Chad left.\n2,\"" + b"x" * 10**6, "bytes.csv": b"id,text\n1,\xff\xfe\n",
        "parts.eml": message + b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 1000, "headers.eml": message + b"Subject: " + b"=?utf-8?b?" * N + b"\n\nChad left.\n",  # noqa: E501
        "attached.eml": message + b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nChad left.\n--x\nContent-Disposition: attachment; filename=../../a.pdf\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(b"%PDF-1.4") + b"\n--x--\n",  # noqa: E501
        "length.warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nWords", "garbage.warc": b"WARC/1.0\r\n" + bytes(range(256)) * 40,
    }  # fmt: skip


def make(folder: Path) -> int:
    """Makes the folder; returns how many entries it has."""
    found = files()
    for name, data in found.items():
        (folder / name).write_bytes(data)
    (folder / "nowhere.txt").symlink_to(folder / "nothing")
    (folder / "out.txt").symlink_to("/etc/passwd")
    (folder / "climbs.txt").symlink_to(Path("..") / ".." / "climbs.txt")
    (folder / "itself.txt").symlink_to(folder / "itself.txt")
    (folder / "round").symlink_to(folder)
    os.mkfifo(folder / "pipe.txt")
    deep = folder
    for _ in range(60):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "deep.txt").write_bytes(WORDS)
    (folder / ("n" * 200 + ".txt")).write_bytes(WORDS.replace(b"1960", b"1970"))
    (folder / os.fsdecode(b"name-\xff\xfe.txt")).write_bytes(WORDS.replace(b"1960", b"1980"))
    (folder / "line\nbreak.txt").write_bytes(b"")
    return len(found) + 9
