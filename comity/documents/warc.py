"""WARC: web archives, as stories. A page that was answered is a story with its address; requests, pictures and errors are left out."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import IO

_KINDS = (b"response", b"resource", b"conversion")
_READ = ("text/html", "text/plain", "application/xhtml", "application/pdf", "application/xml", "text/xml", "text/markdown")
_HEAD = 1 << 16
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]*\r?\n")


def looks(head: bytes) -> bool:
    """Whether a file that begins like this is one.

    >>> looks(b"WARC/1.1\\r\\nWARC-Type: warcinfo\\r\\n")
    True
    """
    return re.match(rb"WARC/\d\.\d\r?\n", head) is not None


def read(file: IO[bytes], limit: int) -> Iterator[tuple[str, bytes, dict[str, str], str]]:
    """The pages of an archive: address, content, what is said of it, and why it cannot be read."""
    number = 0
    while line := file.readline(_HEAD):
        if not line.strip():
            continue
        number += 1
        if not line.startswith(b"WARC/"):
            yield str(number), b"", {}, "is a damaged record of a web archive: what follows cannot be found"
            return
        fields = _fields(file)
        size = int(fields[b"content-length"]) if fields.get(b"content-length", b"").isdigit() else -1
        if size < 0:
            yield str(number), b"", {}, "is a damaged record of a web archive: it does not say how long it is"
            return
        url = fields.get(b"warc-target-uri", b"").strip(b"<>").decode("utf-8", "replace")
        name = url or str(number)
        wanted = fields.get(b"warc-type", b"").lower() in _KINDS
        if wanted and size > limit:
            yield name, b"", {"url": url}, f"has {size} bytes, more than the limit of {limit}"
        if not wanted or size > limit:
            _skip(file, size)
            continue
        content = file.read(size)
        if len(content) < size:
            yield name, b"", {"url": url}, "is cut off"
            return
        sort = fields.get(b"content-type", b"").lower().decode("latin-1")
        if sort.startswith("application/http"):
            status, sort, content = _answer(content, limit)
            if status != 200:
                continue
        if sort.startswith(_READ):
            yield name, content, {"url": url}, ("" if content.strip() else "is empty")


def _fields(file: IO[bytes]) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    while (line := file.readline(_HEAD)).strip():
        key, colon, value = line.partition(b":")
        if colon:
            found[key.strip().lower()] = value.strip()
    return found


def _skip(file: IO[bytes], size: int) -> None:
    while size > 0 and (data := file.read(min(size, 1 << 20))):
        size -= len(data)


def _answer(content: bytes, limit: int) -> tuple[int, str, bytes]:
    """Status, sort and body of a server's answer."""
    ends = re.search(rb"\r?\n\r?\n", content)
    head, body = (content[: ends.start()], content[ends.end() :]) if ends else (content, b"")
    lines = head.splitlines()
    status = re.match(rb"HTTP/\S+\s+(\d{3})", lines[0])
    fields = {k.strip().lower(): v.strip().lower() for k, c, v in (line.partition(b":") for line in lines[1:]) if c}
    if fields.get(b"transfer-encoding") == b"chunked":
        body = _joined(body)
    if fields.get(b"content-encoding") in (b"gzip", b"x-gzip", b"deflate"):
        try:
            body = zlib.decompressobj(wbits=47).decompress(body, limit)
        except zlib.error:
            body = b""
    return int(status.group(1)) if status else 0, fields.get(b"content-type", b"").decode("latin-1"), body


def _joined(body: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while found := _CHUNK.match(body, at):
        size = int(found.group(1), 16)
        if not size:
            break
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return b"".join(parts) or body
