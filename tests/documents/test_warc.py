from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

import pytest

from comity.documents import load, open_paths

PAGE = b"<html><body><p>Chad met Niger in 1960.</p></body></html>"


def record(sort: str, content: bytes, url: str = "http://zenda.example/a", type: str = "application/http") -> bytes:
    fields = f"WARC/1.0\r\nWARC-Type: {sort}\r\nWARC-Target-URI: {url}\r\nContent-Type: {type}\r\nContent-Length: {len(content)}\r\n\r\n"
    return fields.encode() + content + b"\r\n\r\n"


def answer(body: bytes, status: int = 200, *fields: str, type: str = "text/html") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status} X", f"Content-Type: {type}", *fields, "", ""]).encode() + body


CHUNKED = b"".join(f"{len(PAGE[i : i + 10]):x}\r\n".encode() + PAGE[i : i + 10] + b"\r\n" for i in range(0, len(PAGE), 10)) + b"0\r\n\r\n"
ARCHIVE = [
    record("warcinfo", b"software: x", type="application/warc-fields"),
    record("request", b"GET / HTTP/1.1\r\n\r\n"),
    record("response", answer(PAGE)),
    record("response", answer(PAGE, 404), "http://zenda.example/gone"),
    record("response", answer(b"\x89PNG", type="image/png"), "http://zenda.example/p.png"),
    record("response", answer(CHUNKED, 200, "Transfer-Encoding: chunked"), "http://zenda.example/b"),
    record("response", answer(gzip.compress(PAGE), 200, "Content-Encoding: gzip"), "http://zenda.example/2019/01/23/c"),
    record("conversion", b"Niger left in 1970.", "http://zenda.example/d", "text/plain"),
]


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_an_archive_are_documents(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(gzip.compress(r) for r in ARCHIVE) if packed else b"".join(ARCHIVE))
    documents = [load(s) for s in open_paths([path])]
    assert [d.text for d in documents] == ["Chad met Niger in 1960."] * 3 + ["Niger left in 1970."]
    assert [d.sightings[0].address for d in documents] == [f"{path}#http://zenda.example/{x}" for x in ("a", "b", "2019/01/23/c", "d")]
    assert documents[2].published.edtf == "2019-01-23"


def test_a_damaged_archive_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(ARCHIVE[2] + ARCHIVE[5][:-40])
    assert [s.problem for s in open_paths([path])] == ["", "is cut off"]
    path.write_bytes(ARCHIVE[2] + b"garbage\n" + ARCHIVE[5])
    assert [bool(s.problem) for s in open_paths([path])] == [False, True]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"".join(ARCHIVE), ["-#http://zenda.example/a", "-#http://zenda.example/b", "-#http://zenda.example/2019/01/23/c", "-#http://zenda.example/d"]),
        (gzip.compress(b'{"id": "x", "text": "Chad left."}\n{"id": "y", "text": "Niger left."}\n'), ["-#x", "-#y"]),
        (b"Chad left.", ["-"]),
    ],
    ids=["archive", "packed stories", "text"],  # what is packed has the second in it, and the processes that run tests must agree on names
)  # fmt: skip
def test_standard_input_may_hold_whatever_a_file_may(monkeypatch: pytest.MonkeyPatch, data: bytes, found: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", type("In", (), {"buffer": io.BytesIO(data)}))
    sources = list(open_paths(["-"]))
    assert [s.address for s in sources] == found
    assert all(load(s).text for s in sources)
