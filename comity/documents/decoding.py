"""Bytes to characters, with the way back: where a character stands in the file.

A mark at the start of the file decides; else UTF-8; else Windows-1252, in which every western page that is not UTF-8 can be
read. Nothing is guessed beyond that: text with control characters in it is taken for a binary file and refused.
"""

from __future__ import annotations

import codecs
import re

from comity.errors import Refused

LIMIT = 64 * 2**20
_STEP = 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or office file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"{\\rtf", "a rich text file"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Decoded:
    """The text of a file and its encoding; `offset(i)` is the byte at which character i begins.

    >>> d = Decoded("é!", "utf-8", 0)
    >>> [d.offset(i) for i in range(3)]
    [0, 2, 3]
    """

    __slots__ = ("text", "encoding", "skipped", "_single", "_bases")

    def __init__(self, text: str, encoding: str, skipped: int = 0) -> None:
        self.text = text
        self.encoding = encoding
        self.skipped = skipped  # bytes of the mark before the first character
        self._single = encoding == "cp1252" or (encoding == "utf-8" and text.isascii())
        self._bases: list[int] = []

    def offset(self, character: int) -> int:
        if self._single:
            return self.skipped + character
        if not self._bases:
            total = self.skipped
            for start in range(0, len(self.text) + 1, _STEP):
                self._bases.append(total)
                total += len(self.text[start : start + _STEP].encode(self.encoding, "surrogatepass"))
        block = character // _STEP
        return self._bases[block] + len(self.text[block * _STEP : character].encode(self.encoding, "surrogatepass"))


def decode(data: bytes, address: str = "", limit: int = LIMIT) -> Decoded:
    """The characters of a file, or Refused with the reason.

    >>> decode("Besançon".encode("cp1252")).encoding
    'cp1252'
    >>> decode(b"%PDF-1.7 ...", "a.pdf")
    Traceback (most recent call last):
    ...
    comity.errors.Refused: a.pdf: is a PDF file, which cannot be read as text
    """
    where = address or "document"
    if len(data) > limit:
        raise Refused(where, f"has {len(data)} bytes, more than the limit of {limit}")
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise Refused(where, f"is {what}, which cannot be read as text")
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", ""))
    body = data[len(mark) :]
    if not body.strip(b" \t\r\n\x0b\x0c"):
        raise Refused(where, "is empty")
    if encoding:
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError as error:
            raise Refused(where, f"says that it is {encoding} but byte {len(mark) + error.start} is not") from None
    else:
        text, encoding = _unmarked(body, where)
    control = _CONTROL.search(text)
    if control and len(_CONTROL.findall(text[:65536])) * 1000 > min(len(text), 65536):
        raise Refused(where, f"is binary: control character {ord(control.group()):#04x} at character {control.start()}")
    if not text.strip():
        raise Refused(where, "is empty")
    return Decoded(text, encoding, len(mark))


def _unmarked(body: bytes, where: str) -> tuple[str, str]:
    if b"\x00" in body[:65536]:
        raise Refused(where, "is binary: it holds zero bytes")
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        problem = error
    if problem.start > len(body) - 4 and problem.reason == "unexpected end of data":
        raise Refused(where, f"is cut off inside a character at byte {problem.start}")
    try:
        return body.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        raise Refused(where, f"is neither UTF-8 nor Windows-1252 text: byte {problem.start} is {body[problem.start]:#04x}") from None
