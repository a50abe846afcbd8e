"""Wikitext: headings, paragraphs, lists, tables and references, each with its place in the source.

Nothing is expanded: a template stands for what `templates.toml` says, so the page is read without its encyclopaedia.
"""

from __future__ import annotations

import re

from comity.documents.draft import Draft, Flow
from comity.documents.formats import wikitemplates as templates
from comity.documents.formats.wikiinline import Inline
from comity.documents.formats.wikiscan import scan
from comity.documents.formats.wikitables import RawCell, raw_rows
from comity.documents.tables import Table, TableCell, lay
from comity.model import BlockKind

_SIGNS = (  # each with a part of what it looks like, which is looked for first
    ("==", re.compile(r"^={2,6}[^=\n].*?={2,6}[ \t]*(?:<!--.*)?$", re.M)), ("[[", re.compile(r"\[\[[^\[\]\n]+\]\]")),
    ("{{", re.compile(r"\{\{[^{}\n]+")), ("{|", re.compile(r"^\{\|", re.M)), ("<ref", re.compile(r"<ref[ >]")),
    ("'''", re.compile(r"'''")), ("|-", re.compile(r"^\|-", re.M)),
)  # fmt: skip
_HEADING = re.compile(r"(={1,6})[ \t]*(.+?)[ \t]*(={1,6})[ \t]*(?:<!--.*?-->[ \t]*)*$", re.S)
_LIST = re.compile(r"[*#:;]+[ \t]*")
_STEP = re.compile(r"<!--|<ref\b|<(?:nowiki|pre|gallery|math|score|timeline|imagemap)\b|\{\{|\[\[|\{\||\n", re.I)
_COMMENT = re.compile(r"[ \t]*<!--.*?-->[ \t]*\n?", re.S)
_DATED = re.compile(r"\{\{\s*(?:#invoke:\s*)?(?:flag|dts|date|nflag|country|start date|yes|no)", re.I)
_BOLD = re.compile(r"\s*'''[^\n]*'''\s*$")
_TABLE = re.compile(r"(?:^|\n)[ \t:]*\{\|")
_ITEMS = re.compile(r"\n[ \t]*[*#]")
_DEEP = 12


def looks(text: str, name: str) -> int:
    """How much a text looks like wikitext: the number of different signs of it, and their count."""
    sample = text[:200_000]
    found = [len(sign.findall(sample)) if part in sample else 0 for part, sign in _SIGNS]
    kinds = sum(n > 0 for n in found)
    named = name.lower().endswith((".wiki", ".wikitext", ".mediawiki"))
    if named:
        return 100
    return 10 * kinds if kinds >= 2 and sum(found) * 2000 > len(sample) else 0


def read(text: str, draft: Draft) -> None:
    """The parts of a page in wikitext."""
    page = _Page(text, draft)
    page.blocks(0, len(text))
    page.flush()
    page.references()
    draft.title = page.inline.title
    draft.hints.extend(page.inline.hints)


class _Page:
    def __init__(self, text: str, draft: Draft) -> None:
        self.text = text
        self.draft = draft
        self.ends = scan(text)
        self.inline = Inline(text, self.ends)
        self.held: list[tuple[int, int]] = []
        self.depth = 0

    def blocks(self, start: int, end: int) -> None:
        """The blocks between two places."""
        if self.depth > _DEEP:
            return
        self.depth += 1
        at = start
        while at < end:
            at = self._line(at, end)
        self.flush()
        self.depth -= 1

    def _line(self, at: int, end: int) -> int:
        while (comment := _COMMENT.match(self.text, at, end)) is not None:
            at = comment.end()
        stop = self._line_end(at, end)
        first = at
        while first < stop and self.text[first] in " \t":
            first += 1
        if first >= stop:
            self.flush()
            return stop + 1
        self._block(first, stop)
        return stop + 1

    def _line_end(self, at: int, end: int) -> int:
        """The end of the line, what is nested in it stepped over."""
        while (match := _STEP.search(self.text, at, end)) is not None:
            if match.group() == "\n":
                return match.start()
            at = max(min(self.ends.get(match.start(), match.end()), end), match.end())
        return end

    def _block(self, start: int, end: int) -> None:
        text = self.text
        first = text[start]
        if first == "=" and (heading := _HEADING.match(text, start, end)):
            self.flush()
            flow = self.inline.render(Flow(), heading.start(2), heading.end(2))
            self.draft.heading(min(len(heading.group(1)), len(heading.group(3))), flow)
        elif first in "*#:;" and (marker := _LIST.match(text, start, end)):
            self._item(marker, start, end)
        elif text.startswith("{|", start) and start in self.ends:
            self._table(start, end)
        elif text.startswith("----", start):
            self.flush()
        elif text.startswith("{{", start) and self._templates(start, end):
            return
        elif text.startswith("[[", start) and self._pictures(start, end):
            return
        else:
            self.held.append((start, end))

    def flush(self) -> None:
        """The lines that were held become a paragraph, the captions of its pictures follow."""
        if self.held:
            flow = Flow()
            for start, end in self.held:
                self.inline.render(flow, start, end)
                flow.space()
            self.held.clear()
            self.draft.block(BlockKind.PARAGRAPH, flow)
        self._captions()

    def _captions(self) -> None:
        captions = self.inline.captions
        self.inline.captions = []
        for start, end in captions:
            self.draft.block(BlockKind.CAPTION, self.inline.render(Flow(), start, end))
        self.inline.captions = []

    def _item(self, marker: re.Match[str], start: int, end: int) -> None:
        words = marker.group().strip()
        inside = marker.end()
        if self.text.startswith("{|", inside) and inside in self.ends:
            self._table(inside, end)
            return
        if set(words) == {":"}:
            if not self._templates(inside, end):
                self.flush()
                self.held.append((inside, end))
                self.flush()
            return
        self.flush()
        flow = self.inline.render(Flow(), inside, end)
        if words == ";" and flow.length < 80 and not flow.text.endswith("."):
            self.draft.heading(6, flow)
        else:
            self.draft.block(BlockKind.LIST_ITEM, flow, level=len(words))
        self._captions()

    def _templates(self, start: int, end: int) -> bool:
        """A line that holds nothing but templates: furniture, pointers, or what wraps lists and tables."""
        at = start
        found = []
        while at < end:
            if self.text.startswith("{{", at) and at in self.ends and self.ends[at] <= end:
                found.append(templates.parse(self.text, at, self.ends[at], self.ends))
                at = self.ends[at]
            elif self.text[at].isspace():
                at += 1
            elif (comment := _COMMENT.match(self.text, at, end)) is not None:
                at = comment.end()
            else:
                return False
        kinds = [templates.sort(t.name) for t in found]
        if any(kind in ("flag", "icon", "date") for kind in kinds):
            return False
        for template, kind in zip(found, kinds, strict=True):
            wrapped = [p for p in template.values.values() if _TABLE.search(self.text, *p) or _ITEMS.search(self.text, *p)]
            if wrapped and kind not in ("cite", "note"):
                self.flush()
                if kind or template.name in ("columns-list", "div col", "hidden", "collapse", "collapsible list") or _TABLE.search(self.text, *wrapped[0]):  # noqa: E501
                    for place in wrapped:
                        self.blocks(*place)
                elif about := templates.hint(template.name):
                    self.inline.hints.append((about, "navigation box"))
                continue
            if kind and kind != "note" or template.name in ("as of", "asof"):
                flow = Flow()
                self.flush()
                self.inline.template(flow, template)
                self.draft.block(BlockKind.PARAGRAPH, flow)
            else:
                self.inline.template(Flow(), template)
        return True

    def _pictures(self, start: int, end: int) -> bool:
        """A line that holds nothing but pictures and categories."""
        at = start
        while at < end:
            if self.text.startswith("[[", at) and self.ends.get(at, end + 1) <= end and ":" in self.text[at : at + 16]:
                at = self.ends[at]
            elif self.text[at].isspace():
                at += 1
            else:
                return False
        flow = self.inline.render(Flow(), start, end)
        if flow:
            return False
        self.flush()
        return True

    # --- tables --------------------------------------------------------------------------------------------------------

    def _table(self, start: int, end: int) -> None:
        self.flush()
        stop = self.ends[start]
        rows = list(raw_rows(self.text, start, stop, self.ends))
        if self._is_layout(rows):
            for row in rows:
                for cell in row:
                    self.blocks(cell.start, cell.end)
        else:
            self._data(rows)
        if stop < end:
            self._block_after(stop, end)

    def _block_after(self, start: int, end: int) -> None:
        while start < end and self.text[start] in " \t":
            start += 1
        if start < end:
            self._block(start, end)

    def _is_layout(self, rows: list[list[RawCell]]) -> bool:
        """A table that holds tables or, without headers, lists only arranges them on the page."""
        cells = [c for row in rows for c in row]
        if any(_TABLE.search(self.text, c.start, c.end) is not None for c in cells):
            return True
        return len(cells) <= 6 and not any(c.sort == "header" for c in cells) and any(len(_ITEMS.findall(self.text, c.start, c.end)) > 2 for c in cells)  # noqa: E501

    def _data(self, rows: list[list[RawCell]]) -> None:
        table = Table()
        for i, row in enumerate(rows):
            if row[0].sort == "caption":
                caption = self.inline.render(Flow(), row[0].start, row[0].end)
                table.caption = caption if caption else table.caption
                continue
            table.rows.append([self._cell(cell, i) for cell in row])
        self.inline.captions = []
        lay(table, self.draft)

    def _cell(self, cell: RawCell, row: int) -> TableCell:
        self.inline.icon = None
        flow = self.inline.render(Flow(), cell.start, cell.end)
        if not flow and self.inline.icon:
            self.inline.render(flow, *self.inline.icon)  # a flag alone names its state
        flow.seen(cell.start, cell.end)
        plain = _DATED.search(self.text, cell.start, cell.end) is None
        header = cell.sort == "header" or row == 0 and _BOLD.match(self.text, cell.start, cell.end) is not None
        return TableCell(flow, header, cell.columns, cell.rows, plain)

    # --- references ----------------------------------------------------------------------------------------------------

    def references(self) -> None:
        """The references in the order of their first marks; one without words is kept."""
        met = self.inline.met
        for key in met:  # grows while it is read: words of a reference may hold marks of others
            place = self.inline.contents.get(key)
            flow = Flow()
            if place:
                self.inline.render(flow, *place)
            flow.marks.clear()
            self.draft.reference(self.inline.labels[key], flow)
