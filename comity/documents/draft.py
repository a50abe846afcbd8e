"""A document in the making: formats fill a Draft, `Draft.finish` gives the Document's text and blocks.

A Flow is text on its way to becoming canonical: stretches that stand in the source, and words that the layout supplies (source −1).
White space is made single as it comes in, marks are kept apart, so that every character knows where it came from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from unicodedata import normalize

from comity.documents.positions import Positions
from comity.model import Block, BlockKind, Cell, Mark

SUPPLIED = -1
_STRETCH = re.compile("[^\\s\u00ad\u200b-\u200f\u2060\ufeff]+(?: [^\\s\u00ad\u200b-\u200f\u2060\ufeff]+)*")
_MEANT = re.compile("[\ufb00-\ufb06]|[^\\W\\d_][\u0300-\u036f]+|\"\"|``|''")
_DOUBLED = ('""', "``", "''")
_LISTED = (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH)
# Sections whose items are titles of works, which say nothing of their own.
_LITERATURE = re.compile(
    r"(?:(?:select(?:ed)? |primary |secondary |general )?(?:further reading|bibliography|works cited|literature|sources|external links|publications)"  # noqa: E501
    r"|bibliographie|liens externes|lectures complémentaires|literatur|weblinks|bibliografía|enlaces externos|bibliografia|collegamenti esterni)$",  # noqa: E501
    re.I,
)
_HUGS_LEFT = frozenset(".,;:!?)]}%")


class Flow:
    """Text with its origin.

    >>> flow = Flow(); flow.add("both  countries", 10); flow.mark("3"); flow.add(" agreed", 28)
    >>> flow.text, flow.marks, flow.pieces
    ('both countries agreed', [(14, '3')], [(0, 5, 10), (5, 9, 16), (14, 7, 28)])
    """

    __slots__ = ("_parts", "length", "marks", "pieces", "_gap", "_gap_source", "_after_mark", "low", "high")

    def __init__(self, text: str = "", source: int = SUPPLIED) -> None:
        self._parts: list[str] = []
        self.length = 0
        self.marks: list[tuple[int, str]] = []
        self.pieces: list[tuple[int, int, int]] = []
        self._gap = ""
        self._gap_source = SUPPLIED
        self._after_mark = False
        self.low = -1
        self.high = -1
        if text:
            self.add(text, source)

    def __bool__(self) -> bool:
        return self.length > 0

    @property
    def text(self) -> str:
        if len(self._parts) != 1:  # asked for several times
            self._parts = ["".join(self._parts)]
        return self._parts[0]

    def add(self, text: str, source: int = SUPPLIED) -> None:
        r"""Text that stands at `source`, or that is supplied; its white space becomes single spaces.

        Ligatures, accents apart from their letters and doubled quotation marks are said as they are meant.

        >>> flow = Flow(); flow.add("The of\ufb01ce of \"\"Chad\"\"", 0); flow.text, flow.pieces[0], flow.pieces[-1]
        ('The office of "Chad"', (0, 6, 0), (15, 4, 15))
        """
        if text.isascii() and '""' not in text and "``" not in text and "''" not in text:
            self._add(text, source)
            return
        last = 0
        for match in _MEANT.finditer(text):
            self._add(text[last : match.start()], source + last if source >= 0 else SUPPLIED)
            self._add('"' if match.group() in _DOUBLED else normalize("NFKC", match.group()), SUPPLIED)
            last = match.end()
        self._add(text[last:], source + last if source >= 0 else SUPPLIED)

    def _add(self, text: str, source: int) -> None:
        last = 0
        for match in _STRETCH.finditer(text):
            start = match.start()
            if start > last:
                self._space(text, last, start, source)
            self._put(match.group(), source + start if source >= 0 else SUPPLIED)
            last = match.end()
        if last < len(text):
            self._space(text, last, len(text), source)

    def _space(self, text: str, start: int, end: int, source: int) -> None:
        for i in range(start, end):
            if text[i].isspace():
                if not self._gap:
                    self._gap = " "
                    self._gap_source = source + i if source >= 0 and text[i] == " " else SUPPLIED
                return

    def _put(self, text: str, source: int) -> None:
        first = text[0]
        if self._after_mark:
            if not self._gap and first.isalnum() and self.length and self._parts[-1][-1] not in "([—–-/'’":
                self._gap, self._gap_source = " ", SUPPLIED
            elif self._gap == " " and first in _HUGS_LEFT:
                self._gap = ""
            self._after_mark = False
        if self._gap:
            if self.length:
                self._append(self._gap, self._gap_source if self._gap == " " else SUPPLIED)
            self._gap = ""
        self._append(text, source)

    def _append(self, text: str, source: int) -> None:
        self._parts.append(text)
        size = len(text)
        if source >= 0:
            if self.low < 0 or source < self.low:
                self.low = source
            if source + size > self.high:
                self.high = source + size
            if self.pieces:
                start, length, origin = self.pieces[-1]
                if start + length == self.length and origin + length == source:
                    self.pieces[-1] = (start, length + size, origin)
                    self.length += size
                    return
            self.pieces.append((self.length, size, source))
        self.length += size

    def space(self) -> None:
        """A gap between words that the layout makes."""
        if not self._gap:
            self._gap, self._gap_source = " ", SUPPLIED

    def newline(self) -> None:
        """The end of a paragraph inside a cell."""
        self._gap, self._gap_source = "\n", SUPPLIED

    def mark(self, label: str) -> None:
        """A footnote mark stood here."""
        self.marks.append((self.length, label))
        self._after_mark = True

    def seen(self, start: int, end: int) -> None:
        """The stretch of source that the flow covers, even where no word of it is kept."""
        self.low = start if self.low < 0 else min(self.low, start)
        self.high = max(self.high, end)


@dataclass(slots=True)
class Part:
    """A block in the making: one flow, or one a cell."""

    kind: BlockKind
    flows: list[Flow]
    headers: list[str] = field(default_factory=list)
    section: tuple[str, ...] = ()
    level: int = 0
    table: int = 0
    label: str = ""
    language: str = ""
    path: str = ""

    @property
    def text(self) -> str:
        return " | ".join([f.text for f in self.flows]) if len(self.flows) != 1 else self.flows[0].text


class Draft:
    """Parts in reading order, references apart; `hints` are words outside the text that tell whom the page is about."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.references: list[Part] = []
        self.title = ""
        self.metadata: dict[str, str] = {}
        self.hints: list[tuple[str, str]] = []
        self.tables = 0
        self.path = ""  # of the element that is being read, where the format has any
        self._headings: list[tuple[int, str]] = []

    @property
    def section(self) -> tuple[str, ...]:
        return tuple(words for _, words in self._headings)

    def heading(self, level: int, flow: Flow) -> None:
        if not flow:
            return
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self.parts.append(Part(BlockKind.HEADING, [flow], section=self.section, level=level, path=self.path))
        self._headings.append((level, flow.text.strip(" .:")))

    def block(self, kind: BlockKind, flow: Flow, *, level: int = 0, table: int = 0) -> None:
        if flow and kind in _LISTED and self._headings and _LITERATURE.match(self._headings[-1][1]):
            self.parts.append(Part(BlockKind.REFERENCE, [flow], section=self.section, path=self.path))
        elif flow:
            self.parts.append(Part(kind, [flow], section=self.section, level=level, table=table, path=self.path))

    def row(self, kind: BlockKind, flows: list[Flow], headers: list[str], table: int, under: tuple[str, ...] = ()) -> None:
        if any(flows):
            self.parts.append(Part(kind, flows, headers, section=self.section + under, table=table, path=self.path))

    def reference(self, label: str, flow: Flow) -> None:
        """A reference, kept even when nothing is said in it: its mark points somewhere."""
        self.references.append(Part(BlockKind.REFERENCE, [flow], label=label, path=self.path))

    def finish(self, source: Positions) -> tuple[str, tuple[Block, ...]]:
        """The canonical text and its blocks."""
        texts: list[str] = []
        blocks: list[Block] = []
        at = 0
        last = [p for p in self.parts if p.kind is BlockKind.REFERENCE]
        for part in [*(p for p in self.parts if p.kind is not BlockKind.REFERENCE), *self.references, *last]:
            if texts and any(part.flows):
                texts.append("\n\n")
                at += 2
            block, words = _block(part, at, source)
            texts.append(words)
            blocks.append(block)
            at = block.end
        return "".join(texts), tuple(blocks)


def _block(part: Part, at: int, source: Positions) -> tuple[Block, str]:
    words: list[str] = []
    cells: list[Cell] = []
    marks: list[Mark] = []
    pieces: list[tuple[int, int, int]] = []
    low, high = -1, -1
    position = at
    for i, flow in enumerate(part.flows):
        if i:
            words.append(" | ")
            position += 3
        words.append(flow.text)
        if part.headers:
            cells.append(Cell(position, position + flow.length, part.headers[i]))
        marks.extend(Mark(position + p, label) for p, label in flow.marks)
        pieces.extend((position + p, n, s) for p, n, s in flow.pieces)
        if flow.high >= 0:
            low = flow.low if low < 0 else min(low, flow.low)
            high = max(high, flow.high)
        position += flow.length
    locator = source.locator(low, high, pieces, part.path) if high >= 0 else None
    return (
        Block(
            part.kind, at, position, part.section, part.level, part.table, tuple(cells), tuple(marks), part.label, part.language, locator
        ),
        "".join(words),
    )
