"""Files that hold many stories: JSON lines, CSV, Parquet, mailboxes and web archives, plain or packed with gzip or zstd, read in a stream.

A story is one source: its text with its title before it, its date, publisher and address as the file's own word on it. A line
that is none comes out as a source that refuses to be read, and the rest goes on.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from comity.documents import mail, warc
from comity.documents.decoding import LIMIT

GZIP, ZSTD, PARQUET = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PAR1"
_TEXT = ("text", "body", "content", "maintext", "article")
_FIELDS = {
    "title": ("title", "headline"), "date": ("date", "published", "date_publish", "datepublished", "pubdate"), "publisher": ("publisher", "source", "source_domain"),  # noqa: E501
    "url": ("url", "link"), "licence": ("licence", "license"), "language": ("language", "lang"),
}  # fmt: skip
_RATIO = 300  # packed files that grow more than this are bombs

Story = tuple[str, str | bytes, Mapping[str, str], str]
"""Name in the file ('' for the one story that it is), text, metadata, and why it cannot be read ('' where it can)."""


class Bomb(Exception):
    """A packed file grows out of all proportion."""


class _Counted(io.RawIOBase):
    """A stream that stops when it grows out of proportion to its file."""

    def __init__(self, inner: IO[bytes], most: int) -> None:
        self.inner = inner
        self.left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.inner.read(len(buffer))
        self.left -= len(data)
        if self.left < 0:
            raise Bomb
        buffer[: len(data)] = data
        return len(data)


def unpacked(path: Path, limit: int = LIMIT) -> IO[bytes]:
    """The bytes of a file, unpacked where it is packed."""
    with path.open("rb") as file:
        head = file.read(4)
    if head.startswith(GZIP):
        import gzip

        inner: IO[bytes] = gzip.open(path, "rb")  # type: ignore[assignment]  # noqa: SIM115
    elif head == ZSTD:
        import pyarrow

        inner = pyarrow.CompressedInputStream(pyarrow.OSFile(str(path)), "zstd")
    else:
        return path.open("rb")
    return io.BufferedReader(_Counted(inner, limit + _RATIO * path.stat().st_size))


def reader(path: Path, head: bytes) -> Callable[[Path, int], Iterator[Story]] | None:
    """How to read the stories of a file that begins like this, unpacked; None where it holds none."""
    if head.startswith(PARQUET):
        return _parquet
    if warc.looks(head) or mail.looks(head):
        return _pages if warc.looks(head) else _messages
    line = head.lstrip(b"\xef\xbb\xbf \r\n\t").partition(b"\n")[0]
    if line.startswith(b"{"):
        try:
            item = json.loads(line)
        except (ValueError, RecursionError):
            item = None
        if isinstance(item, dict):
            return lines if _of(item, _TEXT) is not None else None
        return lines if b"\n" not in head and b'"text"' in head else None  # a first line longer than what was looked at
    names = {n.strip(' "\r').lower() for n in line.decode("utf-8", "replace").replace("\t", ",").replace(";", ",").split(",")}
    return _table if len(names) > 1 and names & set(_TEXT) and len(line) < 2000 else None


def _of(item: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((item[n] for n in names if item.get(n) is not None), None)


def _story(name: str, item: Mapping[str, Any]) -> Story:
    text = _of(item, _TEXT)
    if not isinstance(text, str) or not text.strip():
        return name, "", {}, "has no text"
    said = {key: str(value) for key, names in _FIELDS.items() if (value := _of(item, names)) not in (None, "")}
    title = said.get("title", "").strip()
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n\n{text}"
    return name, text, said, ""


def _named(item: Mapping[str, Any], number: int) -> str:
    own = item.get("id")
    return str(own) if own not in (None, "") else str(number)


def lines(path: Path, limit: int = LIMIT) -> Iterator[Story]:
    """The stories of a file of JSON lines; a line that is none is a story with the reason why it cannot be read."""
    with unpacked(path, limit) as file:
        number = 0
        try:
            while line := file.readline(limit + 1):
                number += 1
                if len(line) > limit:
                    while line and not line.endswith(b"\n"):
                        line = file.readline(limit)
                    yield str(number), "", {}, f"has a line longer than the limit of {limit} bytes"
                    continue
                if not line.strip():
                    continue
                yield _line(number, line)
        except (OSError, EOFError, Bomb) as error:
            yield str(number + 1), "", {}, _broken(error)


def _line(number: int, line: bytes) -> Story:
    try:
        item = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        return str(number), "", {}, f"is no JSON: {error.msg if isinstance(error, json.JSONDecodeError) else 'it cannot be decoded'}"
    if not isinstance(item, dict):
        return str(number), "", {}, "is no JSON object"
    return _story(_named(item, number), item)


def _broken(error: Exception) -> str:
    return "is packed so that it would grow without end" if isinstance(error, Bomb) else "is damaged from here on"


def _table(path: Path, limit: int) -> Iterator[Story]:
    number = 1
    with unpacked(path, limit) as file:
        text = io.TextIOWrapper(file, "utf-8-sig", newline="")
        before = csv.field_size_limit(limit)
        try:
            first = text.readline()
            mark = max(",\t;", key=first.count)
            names = [n.strip().lower() for n in next(csv.reader([first], delimiter=mark))]
            for row in csv.reader(text, delimiter=mark):
                number += 1
                if row:
                    item = dict(zip(names, row, strict=False))
                    yield _story(_named(item, number), item)
        except (csv.Error, UnicodeDecodeError) as error:
            yield str(number + 1), "", {}, f"is no table: {str(error)[:80]}"
        except (OSError, EOFError, Bomb) as error:
            yield str(number + 1), "", {}, _broken(error)
        finally:
            csv.field_size_limit(before)


def _messages(path: Path, limit: int) -> Iterator[Story]:
    with unpacked(path, limit) as file:
        try:
            yield from mail.read(file, limit)
        except (OSError, EOFError, Bomb) as error:
            yield "end", "", {}, _broken(error)


def _pages(path: Path, limit: int) -> Iterator[Story]:
    with unpacked(path, limit) as file:
        try:
            yield from warc.read(file, limit)
        except (OSError, EOFError, Bomb) as error:
            yield "end", "", {}, _broken(error)


def _parquet(path: Path, limit: int) -> Iterator[Story]:
    import pyarrow
    import pyarrow.parquet

    number = 0
    try:
        file = pyarrow.parquet.ParquetFile(path)
        known = {name.lower(): name for name in file.schema_arrow.names}
        wanted = [known[n] for n in (*_TEXT, "id", *(n for names in _FIELDS.values() for n in names)) if n in known]
        for batch in file.iter_batches(batch_size=256, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                item = {key.lower(): value for key, value in row.items()}
                yield _story(_named(item, number), item)
    except (pyarrow.ArrowException, OSError) as error:
        yield str(number + 1), "", {}, f"is a damaged Parquet file: {str(error).splitlines()[0][:80]}"
