"""Lines of pages to blocks: what is a heading, where a paragraph ends, which lines are rows of a table, which are footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from statistics import median

from comity.documents import furniture
from comity.documents.draft import Draft, Flow
from comity.documents.formats.pdflines import HYPHEN, Line, Stretch
from comity.documents.marks import pour
from comity.documents.tables import Table, TableCell, lay
from comity.model import BlockKind

_BULLET = re.compile(r"[•·‣◦▪■●○–—*-]\s+(?=\S)|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S)")
_LABEL = re.compile(r"\[?(\d{1,3}|[*†‡])[\].]?\s*(?=\S)")
_SECTION = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+[A-Z]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"([^\W\d_]+)$")
_FIRST = re.compile(r"([^\W\d_]+)")
_ENDS = (".", "!", "?", ":", ";", "…")
_CLOSERS = "\"'”’»)]"
_KEPT = frozenset("non self ex anti pro vice pan co cross well half long short high low so multi".split())


def build(pages: list[list[Line]], running: list[list[Stretch]], draft: Draft) -> None:
    """The blocks of all pages; running heads come last, as boilerplate."""
    _Builder(pages, draft).run()
    for row in running:
        flow = Flow()
        for one in row:
            _words(flow, one.text, one.start)
            flow.space()
        draft.block(BlockKind.BOILERPLATE, flow)


class _Builder:
    def __init__(self, pages: list[list[Line]], draft: Draft) -> None:
        self.draft = draft
        lines = [line for page in pages for line in page]
        weight: Counter[float] = Counter()
        bold: Counter[bool] = Counter()
        self.known: set[str] = set()
        for line in lines:
            words = line.words()
            weight[round(line.size * 2) / 2] += len(words)
            bold[line.bold] += len(words)
            self.known.update(w.lower() for w in _WORD.findall(words.rstrip("-")))
        self.body = max(sorted(weight), key=lambda s: weight[s], default=10.0)
        self.plain = not bold[True] > bold[False]
        self.sizes = sorted({round(x.size) for x in lines if x.size > 1.12 * self.body}, reverse=True)
        self.notes: list[list[Line]] = []
        self.columns = [column for page in pages for column in self._split(page)]
        self.open: list[Line] = []

    def _split(self, page: list[Line]) -> Iterator[list[Line]]:
        """The columns of a page, footnotes taken from their ends."""
        columns: dict[int, list[Line]] = {}
        for line in page:
            columns.setdefault(line.column, []).append(line)
        for column in columns.values():
            small = len(column)
            while small and column[small - 1].size <= 0.9 * self.body:
                small -= 1
            while small < len(column) and not _LABEL.match(column[small].words()):
                small += 1
            for line in column[small:]:
                if _LABEL.match(line.words()) or not self.notes:
                    self.notes.append([line])
                else:
                    self.notes[-1].append(line)
            if column[:small]:
                yield column[:small]

    def run(self) -> None:
        for column in self.columns:
            steps = [a.y - b.y for a, b in zip(column, column[1:], strict=False) if a.y > b.y]
            leading = median(steps) if len(steps) > 2 else 1.4 * self.body
            i = 0
            while i < len(column):
                end = self._table_end(column, i)
                if end:
                    self._flush()
                    lay(_table(column[i:end]), self.draft)
                    i = end
                    continue
                self._line(column, i, leading)
                i += 1
        self._flush()
        for note in self.notes:
            label = _LABEL.match(note[0].words())
            flow = self._flow(note)
            self.draft.reference(label.group(1) if label else "", flow)

    def _line(self, column: list[Line], i: int, leading: float) -> None:
        line = column[i]
        before = column[i - 1] if i else None
        if self.open and self._begins(line, before, leading):
            self._flush()
        self.open.append(line)

    def _begins(self, line: Line, before: Line | None, leading: float) -> bool:
        """Whether a line begins a new block."""
        last = self.open[-1]
        words, ended = line.words(), last.words().rstrip(_CLOSERS).endswith(_ENDS)
        if abs(line.size - last.size) > 0.08 * last.size or self._is_head([line]) != self._is_head(self.open):
            return True
        if before is not last:  # the next column or page: what was not finished goes on
            return ended or _BULLET.match(words) is not None
        if last.y - line.y > 1.35 * max(leading, line.size) or _BULLET.match(words):
            return True
        width = line.right - line.left
        indented = line.x0 - line.left > 0.8 * line.size
        if indented and last.x0 - last.left < 0.4 * line.size and not _BULLET.match(self.open[0].words()):
            return ended or last.x1 < last.right - 0.1 * width
        if not indented and _BULLET.match(self.open[0].words()) and self.open[-1].x0 - line.left > 0.8 * line.size and ended:
            return True
        return ended and last.x1 < last.right - 0.2 * width

    def _is_head(self, lines: list[Line]) -> bool:
        words = " ".join(line.words() for line in lines)
        if len(words) > 200 or not any(c.isalpha() for c in words):
            return False
        large = lines[0].size > 1.12 * self.body
        if words.endswith((".", ",", ";")) and not (large and lines[0].size > 1.3 * self.body):
            return False
        return large or self.plain and all(line.bold for line in lines) and len(words) <= 120 and lines[0].size >= 0.95 * self.body

    def _flush(self) -> None:
        lines, self.open = self.open, []
        if not lines:
            return
        words = " ".join(line.words() for line in lines)
        if self._is_head(lines):
            flow = self._flow(lines)
            number = _SECTION.match(words)
            size = round(lines[0].size)
            level = min(self.sizes.index(size) + 1, 5) if size in self.sizes else 6
            if number and level > 1:
                level = max(level, 1 + number.group(1).count(".") + 1)
            if not self.draft.title and level == 1 and not any(p.kind is BlockKind.HEADING for p in self.draft.parts):
                self.draft.title = flow.text
            self.draft.heading(level, flow)
            return
        bullet = _BULLET.match(words)
        kind = BlockKind.LIST_ITEM if bullet else BlockKind.PARAGRAPH
        if furniture.is_furniture(words):
            kind = BlockKind.BOILERPLATE
        elif date := furniture.date_line(words):
            self.draft.metadata.setdefault("date", date)
            kind = BlockKind.BOILERPLATE
        flow = self._flow(lines, bullet.end() if bullet else 0)
        self.draft.block(kind, flow, level=1 if bullet else 0)

    # --- words -----------------------------------------------------------------------------------------------------------

    def _flow(self, lines: list[Line], skip: int = 0) -> Flow:
        """The words of some lines, what was hyphenated at their ends joined."""
        flow = Flow()
        pieces = [s for line in lines for s in line.stretches]
        for i, one in enumerate(pieces):
            following = pieces[i + 1].words() if i + 1 < len(pieces) else ""
            text = one.text.rstrip()
            start = 0
            if skip and i == 0:
                start = len(text) - len(text.lstrip()) + skip
            joined = bool(following) and text.endswith((HYPHEN, "-", "‐", "\u00ad"))
            if joined:
                if not self._is_hyphenated(text[:-1], following):
                    text = text[:-1]
                elif text[-1] == "\u00ad":
                    text = text[:-1] + HYPHEN
            _pour(flow, text, start, one)
            if not joined:
                flow.space()
        return flow

    def _is_hyphenated(self, text: str, following: str) -> bool:
        """Whether a word that is broken at the end of a line is spelled with a hyphen."""
        left, right = _LAST.search(text), _FIRST.match(following)
        if not left or not right:
            return True
        head, tail = left.group(1).lower(), right.group(1)
        return f"{head}-{tail.lower()}" in self.known or tail[0].isupper() or head in _KEPT and head + tail not in self.known

    # --- tables ----------------------------------------------------------------------------------------------------------

    @staticmethod
    def _table_end(column: list[Line], i: int) -> int:
        """Where the table that begins at a line ends, 0 where none begins: three lines at least fall into cells."""
        if len(column[i].stretches) < 2:
            return 0
        end, full = i, 0
        starts: list[float] = []
        while end < len(column):
            line = column[end]
            if len(line.stretches) >= 2:
                full += 1
                starts.extend(s.x0 for s in line.stretches[1:])
            elif not any(abs(line.x0 - x) < 2 for x in starts):
                break
            end += 1
        return end if full >= 3 else 0


def _table(lines: list[Line]) -> Table:
    """Cells under one another are a column; a line without a first cell goes on with the row above."""
    spans = sorted((s.x0, s.x1) for line in lines for s in line.stretches)
    columns: list[list[float]] = []
    for x0, x1 in spans:
        if columns and x0 < columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], x1)
        else:
            columns.append([x0, x1])
    table = Table()
    for line in lines:
        places = [next(i for i, (a, b) in enumerate(columns) if a <= s.x0 <= b) for s in line.stretches]
        if places[0] > 0 and table.rows:
            row = table.rows[-1]
        else:
            row = [TableCell(Flow()) for _ in columns]
            table.rows.append(row)
        for place, one in zip(places, line.stretches, strict=True):
            row[place].flow.space()
            _pour(row[place].flow, one.text, 0, one)
    return table


def _pour(flow: Flow, text: str, start: int, one: Stretch) -> None:
    """A stretch into a flow, its raised figures as marks."""
    at = start
    for a, b in one.marks:
        if a >= at:
            _words(flow, text[at:a], one.start + at)
            flow.mark(text[a:b])
            at = b
    _words(flow, text[at:], one.start + at)


def _words(flow: Flow, text: str, source: int) -> None:
    """Words of the page; a hyphen that the library told from others is said again."""
    for part in re.split(f"({HYPHEN})", text):
        if part == HYPHEN:
            flow.add("-")
        else:
            pour(flow, part, source)
        source += len(part)
