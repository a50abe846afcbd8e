"""Bytes to characters, with the way back: where a character stands in the file.

A mark at the start of the file decides; else UTF-8; else Windows-1252, in which every western page that is not UTF-8 can be
read; where some lines are UTF-8 and some are not, line by line. An encoding that the file itself names goes before Windows-1252.
Nothing is guessed beyond that: text with control characters in it is taken for a binary file and refused.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Sequence

from comity.documents.positions import Stretch
from comity.errors import Refused
from comity.model import Locator, Piece

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
_DECLARED = re.compile(rb"(?:encoding|charset)\s*=\s*[\"']?([A-Za-z][\w.:-]{2,30})", re.I)
_ONE_BYTE = frozenset(
    {"cp1252", *(f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16))}
    | {f"cp125{n}" for n in (0, 1, 3, 4, 5, 6, 7, 8)} | {"koi8-r", "koi8-u", "mac-roman"}
)
_MORE_BYTES = frozenset({"gb18030", "gbk", "gb2312", "big5", "euc_jp", "euc_kr", "shift_jis", "cp932", "cp949"})
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Decoded:
    """The text of a file and its encoding; `offset(i)` is the byte at which character i begins.

    `lines` are the encodings of its stretches where they are mixed: (first character, first byte, encoding).

    >>> d = Decoded("é!", "utf-8", 0)
    >>> [d.offset(i) for i in range(3)]
    [0, 2, 3]
    """

    __slots__ = ("text", "encoding", "skipped", "_single", "_bases", "_mixed")

    def __init__(self, text: str, encoding: str, skipped: int = 0, lines: Sequence[tuple[int, int, str]] = ()) -> None:
        self.text = text
        self.encoding = encoding
        self.skipped = skipped  # bytes of the mark before the first character
        self._single = not lines and (encoding in _ONE_BYTE or (encoding == "utf-8" and text.isascii()))
        self._bases: list[int] = []
        self._mixed = lines

    def offset(self, character: int) -> int:
        if self._single:
            return self.skipped + character
        if self._mixed:
            start, byte, encoding = self._mixed[bisect_right(self._mixed, character, key=lambda line: line[0]) - 1]
            return byte + len(self.text[start:character].encode(encoding))
        if not self._bases:
            total = self.skipped
            for start in range(0, len(self.text) + 1, _STEP):
                self._bases.append(total)
                total += len(self.text[start : start + _STEP].encode(self.encoding, "surrogatepass"))
        block = character // _STEP
        return self._bases[block] + len(self.text[block * _STEP : character].encode(self.encoding, "surrogatepass"))

    def locator(self, low: int, high: int, stretches: Sequence[Stretch], path: str) -> Locator:
        """The bytes from the character `low` to `high`."""
        pieces = tuple(Piece(a, n, self.offset(s)) for a, n, s in stretches)
        return Locator("bytes", self.offset(low), self.offset(high), path, pieces)


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
            found = Decoded(body.decode(encoding), encoding, len(mark))
        except UnicodeDecodeError as error:
            raise Refused(where, f"says that it is {encoding} but byte {len(mark) + error.start} is not") from None
    else:
        found = _unmarked(body, where)
    text = found.text
    control = _CONTROL.search(text)
    if control and len(_CONTROL.findall(text[:65536])) * 1000 > min(len(text), 65536):
        raise Refused(where, f"is binary: control character {ord(control.group()):#04x} at character {control.start()}")
    if not text.strip():
        raise Refused(where, "is empty")
    return found


def _unmarked(body: bytes, where: str) -> Decoded:
    if b"\x00" in body[:65536]:
        raise Refused(where, "is binary: it holds zero bytes")
    try:
        return Decoded(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        problem = error
    if problem.start > len(body) - 4 and problem.reason == "unexpected end of data":
        raise Refused(where, f"is cut off inside a character at byte {problem.start}")
    said = _DECLARED.search(body[:2048])
    if said and (encoding := _known(said.group(1).decode("ascii"))):
        try:
            text = body.decode(encoding)
            if text.encode(encoding) == body:
                return Decoded(text, encoding)
        except UnicodeError:
            pass
    return _by_lines(body, where, problem)


def _by_lines(body: bytes, where: str, problem: UnicodeDecodeError) -> Decoded:
    """Each line as UTF-8 if it is that, else as Windows-1252: pages patched together of several have both."""
    texts: list[str] = []
    lines: list[tuple[int, int, str]] = []
    byte = length = 0
    accents = 0
    for line in body.splitlines(keepends=True):
        try:
            text, encoding = line.decode("utf-8"), "utf-8"
            accents += len(text) < len(line)
        except UnicodeDecodeError:
            try:
                text, encoding = line.decode("cp1252"), "cp1252"
            except UnicodeDecodeError:
                found = f"byte {problem.start} is {body[problem.start]:#04x}"
                raise Refused(where, f"is neither UTF-8 nor Windows-1252 text: {found}") from None
        if not lines or lines[-1][2] != encoding:
            lines.append((length, byte, encoding))
        texts.append(text)
        length += len(text)
        byte += len(line)
    whole = "".join(texts)
    return Decoded(whole, "mixed", lines=lines) if accents else Decoded(whole, "cp1252")


def _known(name: str) -> str:
    """The encoding that a file says it has, if it is one of those that can be trusted to give each character a place."""
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return ""
    if found in ("ascii", "iso8859-1"):  # what says so is nearly always Windows-1252
        return "cp1252"
    return found if found in _ONE_BYTE or found in _MORE_BYTES else ""
