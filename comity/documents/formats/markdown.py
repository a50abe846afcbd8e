"""Markdown: CommonMark's blocks, pipe and grid tables, front matter and footnotes, each with its place in the source."""

from __future__ import annotations

import html
import re

from comity.documents import furniture
from comity.documents.draft import SUPPLIED, Draft, Flow
from comity.documents.formats import grid
from comity.documents.formats.grid import Line
from comity.documents.tables import WIDEST, Table, TableCell, lay
from comity.documents.units import lines_of
from comity.model import BlockKind

_SIGNS = (  # each with a part of what it looks like, which is looked for first
    ("# ", re.compile(r"^#{1,6} +\S", re.M)), ("](", re.compile(r"(?<!\[)\[[^\[\]\n]+\]\([^()\s]+[^()\n]*\)")),
    ("---", re.compile(r"^ *\|?(?: *:?-{3,}:? *\|)+(?: *:?-{3,}:?)? *$", re.M)),
    ("", re.compile(r"[`~](?:(?<=^`)``|(?<=^~)~~)", re.M)),
    ("**", re.compile(r"(?<!\w)\*\*[^\s*][^*\n]*\*\*")), ("[^", re.compile(r"^\[\^\w+\]: ", re.M)), ("> ", re.compile(r"^> \S", re.M)),
    ("---", re.compile(r"\A---\n(?:[\w-]+: .*\n)+---\n")),
)  # fmt: skip
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)(.*?)(?:[ \t]+#+)?[ \t]*$")
_SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d{1,4}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_QUOTE = re.compile(r" {0,3}(?:>[ \t]?)+")
_NOTE = re.compile(r" {0,3}\[\^([^\]\s]+)\]:[ \t]*")
_TARGET = re.compile(r" {0,3}\[([^\]^\n]+)\]:[ \t]*(\S+)")
_DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_FIELD = re.compile(r"([\w-]+):[ \t]*(.*)$")
_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<code>`+)|!\[(?P<alt>[^\[\]]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])|\[\^(?P<note>[^\]\s]+)\]"  # noqa: E501
    r"|\[(?P<words>(?:[^\[\]\n\\]|\\.|\[[^\[\]\n]*\])*)\](?:\([ \t]*(?P<url><[^<>\n]*>|(?:[^\s()]|\([^\s()]*\))*)(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*\)|\[(?P<key>[^\]\n]*)\])"  # noqa: E501
    r"|<(?P<link>https?://[^<>\s]+)>|<!--.*?(?:-->|$)|</?[a-zA-Z][^<>\n]*>|&(?:#x?[0-9a-fA-F]+|[A-Za-z]\w{1,8});"
    r"|(?<!\d)(?:\*{1,3}|~~)(?=\S)|(?<=\S)(?:\*{1,3}|~~)(?!\d)|(?<![\w])_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)"
)
_SOURCE = re.compile(r"\(.{1,80}\)$")
_MARK = re.compile(r"\[(\d{1,3})\](?![(\[:])")


def looks(text: str, name: str) -> int:
    """How much a text looks like Markdown: the number of different signs of it."""
    if name.lower().endswith((".md", ".markdown", ".mdown")):
        return 60
    sample = text[:100_000]
    found = [len(sign.findall(sample)) if part in sample else 0 for part, sign in _SIGNS]
    kinds = sum(n > 0 for n in found)
    return 9 * kinds if kinds >= 2 or found[0] >= 3 and found[0] * 3000 > len(sample) or found[2] else 0


def read(text: str, draft: Draft) -> None:
    """The parts of a text in Markdown."""
    page = _Page(lines_of(text), draft)
    page.run()


class _Page:
    def __init__(self, lines: list[Line], draft: Draft) -> None:
        self.lines = lines
        self.draft = draft
        self.held: list[tuple[Line, int]] = []  # lines of the open paragraph or item, and where their words begin
        self.item = 0  # depth of the open list item, 0 in a paragraph
        self.indents: list[int] = []
        self.notes: dict[str, list[tuple[Line, int]]] = {}
        self.targets: dict[str, str] = {}
        self.cited: list[tuple[str, Flow]] = []  # sources named by links, by label
        self.marked: list[str] = []
        self.mode = "body"

    def run(self) -> None:
        at = self._front_matter()
        for line in self.lines[at:]:
            target = _TARGET.match(line.text)
            if target:
                self.targets[target.group(1).lower()] = target.group(2)
        while at < len(self.lines):
            at = self._block(at)
        self._flush()
        for label in dict.fromkeys([*self.marked, *self.notes]):
            flow = Flow()
            for line, start in self.notes.get(label, []):
                self._inline(flow, line, start)
                flow.space()
            flow.marks.clear()
            self.draft.reference(label, flow)
        for label, flow in self.cited:
            self.draft.reference(label, flow)

    def _front_matter(self) -> int:
        if not self.lines or self.lines[0].text.strip() not in ("---", "+++"):
            return 0
        fence = self.lines[0].text.strip()
        end = next((i for i, line in enumerate(self.lines[1:60], 1) if line.text.strip() in (fence, "...")), 0)
        fields = [_FIELD.match(line.text) for line in self.lines[1:end]]
        if not end or not any(fields):
            return 0
        for field in fields:
            if field and field.group(2):
                self.draft.metadata.setdefault(field.group(1).lower(), field.group(2).strip().strip("\"'"))
        self.draft.title = self.draft.metadata.get("title", "")
        return end + 1

    # --- blocks --------------------------------------------------------------------------------------------------------

    def _block(self, at: int) -> int:
        line = self.lines[at]
        text = line.text
        bare = text.strip()
        if not bare:
            if not self.item or (at + 1 < len(self.lines) and not self.lines[at + 1].text.startswith((" ", "\t"))):
                self._flush()
            return at + 1
        if fence := _FENCE.match(text):
            self._flush()
            return self._fence(at, fence.group(1))
        if heading := _ATX.match(text):
            self._flush()
            self._heading(len(heading.group(1)), [(Line(text[: heading.end(2)], line.start), heading.start(2))])
            return at + 1
        if (end := grid.grid_end(self.lines, at)) > at:
            self._flush()
            lay(grid.read_grid(self.lines[at:end]), self.draft)
            return end
        if self._is_table(at):
            self._flush()
            return self._table(at)
        under = _SETEXT.match(text)
        if under and self.held and not self.item:
            held, self.held = self.held, []
            self._heading(1 if under.group(1)[0] == "=" else 2, held)
            return at + 1
        if _RULE.match(text):
            self._flush()
            return at + 1
        return self._flowing(at, line)

    def _flowing(self, at: int, line: Line) -> int:
        """A line of a list, a quotation, a note or a paragraph."""
        text = line.text
        if note := _NOTE.match(text):
            self._flush()
            taken = [(line, note.end())]
            at += 1
            while at < len(self.lines) and self.lines[at].text.startswith(("    ", "\t")):
                taken.append((self.lines[at], 0))
                at += 1
            self.notes[note.group(1)] = taken
            return at
        if _TARGET.match(text) and not self.held:
            return at + 1
        if item := _ITEM.match(text):
            self._flush()
            indent = len(item.group(1).expandtabs(4))
            while self.indents and self.indents[-1] >= indent:
                self.indents.pop()
            self.indents.append(indent)
            self.item = len(self.indents)
            self.held.append((line, item.end()))
            return at + 1
        quote = _QUOTE.match(text)
        if self.item and not text.startswith((" ", "\t")) and not self.held:
            self.item = 0
        if not self.item:
            self.indents.clear()
        self.held.append((line, quote.end() if quote else 0))
        return at + 1

    def _flush(self) -> None:
        if not self.held:
            self.item = 0
            return
        flow = Flow()
        for line, start in self.held:
            self._inline(flow, line, start)
            flow.space()
        kind = BlockKind.LIST_ITEM if self.item else BlockKind.PARAGRAPH
        self.draft.block(self._kind(flow.text, kind), flow, level=self.item)
        self.held.clear()
        self.item = 0

    def _kind(self, words: str, kind: BlockKind) -> BlockKind:
        """What a block is where pages of the web were turned into Markdown, their furniture with them."""
        if furniture.opens_others(words) or furniture.opens_rest(words):
            self.mode = "others" if furniture.opens_others(words) else "rest"
            return BlockKind.BOILERPLATE
        if furniture.is_furniture(words):
            return BlockKind.BOILERPLATE
        if furniture.is_teaser(words):
            return BlockKind.OTHER_ARTICLE
        return {"others": BlockKind.OTHER_ARTICLE, "rest": BlockKind.BOILERPLATE}.get(self.mode, kind)

    def _heading(self, level: int, held: list[tuple[Line, int]]) -> None:
        flow = Flow()
        for line, start in held:
            self._inline(flow, line, start)
            flow.space()
        words = flow.text
        self.mode = "body" if self.mode != "others" and not furniture.opens_rest(words) else self.mode
        kind = self._kind(words, BlockKind.HEADING)
        if kind is not BlockKind.HEADING:
            self.draft.block(kind, flow)
            return
        if not self.draft.title:
            self.draft.title = words
        self.draft.heading(level, flow)

    def _fence(self, at: int, mark: str) -> int:
        """A block of code: kept, not read as prose."""
        flow = Flow()
        at += 1
        while at < len(self.lines) and not self.lines[at].text.strip().startswith(mark):
            flow.add(self.lines[at].text, self.lines[at].start)
            flow.newline()
            at += 1
        self.draft.block(BlockKind.BOILERPLATE, flow)
        return at + 1

    # --- tables --------------------------------------------------------------------------------------------------------

    def _is_table(self, at: int) -> bool:
        if "|" not in self.lines[at].text or at + 1 >= len(self.lines):
            return False
        below = self.lines[at + 1].text
        return "|" in below and "-" in below and _DELIMITER.match(below) is not None

    def _table(self, at: int) -> int:
        table = Table(declared=1)
        first = at
        while at < len(self.lines) and "|" in self.lines[at].text and self.lines[at].text.strip():
            if at != first + 1:
                cells = [TableCell(self._inline(Flow(), self.lines[at], a, b), header=at == first) for a, b in _cells(self.lines[at].text)[:WIDEST]]  # noqa: E501
                table.rows.append(cells)
            at += 1
        lay(table, self.draft)
        return at

    # --- inside a line -------------------------------------------------------------------------------------------------

    def _inline(self, flow: Flow, line: Line, start: int, end: int | None = None) -> Flow:
        text, base = line.text, line.start
        stop = len(text) if end is None else end
        at = start
        while at < stop and (match := _INLINE.search(text, at, stop)) is not None:
            self._words(flow, text, at, match.start(), base)
            at = self._token(flow, line, match, stop)
        self._words(flow, text, at, stop, base)
        return flow

    def _words(self, flow: Flow, text: str, start: int, end: int, base: int) -> None:
        for mark in _MARK.finditer(text, start, end):
            if mark.start() > start:
                flow.add(text[start : mark.start()], base + start)
            flow.mark(mark.group(1))
            self.marked.append(mark.group(1))
            start = mark.end()
        if end > start:
            flow.add(text[start:end], base + start)

    def _token(self, flow: Flow, line: Line, match: re.Match[str], stop: int) -> int:
        text, base = line.text, line.start
        if match.group("escaped"):
            flow.add(match.group("escaped"), base + match.start("escaped"))
        elif ticks := match.group("code"):
            close = text.find(ticks, match.end(), stop)
            if close < 0:
                flow.add(ticks, base + match.start())
                return match.end()
            flow.add(text[match.end() : close], base + match.end())
            return close + len(ticks)
        elif match.group("note"):
            flow.mark(match.group("note"))
            self.marked.append(match.group("note"))
        elif match.group("words") is not None:
            self._link(flow, line, match)
        elif match.group("link"):
            flow.add(match.group("link"), base + match.start("link"))
        elif text[match.start()] == "&":
            flow.add(html.unescape(match.group()), SUPPLIED)
        elif match.group().lower().startswith("<br"):
            flow.space()
        return match.end()

    def _link(self, flow: Flow, line: Line, match: re.Match[str]) -> None:
        words = match.group("words")
        start, end = match.span("words")
        key = match.group("key")
        if key is not None and (key or words).lower() not in self.targets:
            self._words(flow, line.text, match.start(), match.end(), line.start)
            return
        url = match.group("url") or self.targets.get((key or words).lower(), "")
        if _SOURCE.match(words) or re.fullmatch(r"\[?\d{1,3}\]?", words) and url:
            # '… kill fifty. [(Reuters)](https://…)': the source of what was said
            label = f"link {len(self.cited) + 1}"
            named = words.strip("()[]\\")
            cited = Flow(named, line.start + line.text.index(named, start)) if named and not named.isdigit() else Flow()
            if cited:
                cited.add(". ")
            cited.add(url, line.start + match.start("url") if match.group("url") else SUPPLIED)
            self.cited.append((label, cited))
            flow.mark(label)
            return
        self._inline(flow, line, start, end)


def _cells(text: str) -> list[tuple[int, int]]:
    """The cells of a line of a pipe table."""
    bars = [m.start() for m in re.finditer(r"(?<!\\)\|", text)]
    edges = [-1, *bars, len(text)]
    cells = [(a + 1, b) for a, b in zip(edges, edges[1:], strict=False)]
    if cells and not text[slice(*cells[0])].strip() and text.lstrip().startswith("|"):
        cells = cells[1:]
    if cells and not text[slice(*cells[-1])].strip() and text.rstrip().endswith("|"):
        cells = cells[:-1]
    return cells
