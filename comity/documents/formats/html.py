"""HTML: the article of a page with its headings, paragraphs, lists, tables and captions, each with its place in the source.

What stands around the article is kept as boilerplate where it is prose, and left out where it is only links.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator

from comity.documents import furniture
from comity.documents.draft import SUPPLIED, Draft, Flow
from comity.documents.formats import htmlpage
from comity.documents.formats.htmltree import BLOCKS, Node, parse
from comity.documents.marks import pour
from comity.documents.tables import Table, TableCell, lay
from comity.model import BlockKind

_SIGNS = re.compile(r"<(?:!doctype html|html|head|body|div|p|article|table|meta|script)\b", re.I)
_ENTITY = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,30});?")
_HEADING = re.compile(r"h([1-6])$")
_NOTE_TARGET = re.compile(r"#(?:cite_note|fn|ftn|footnote|note|endnote|ref)[\w.:-]*", re.I)
_NOTES = re.compile(r"(?:^|\s)(?:references|reflist|footnotes|endnotes|notes)(?:$|\s)", re.I)
_KINDS = {"boilerplate": BlockKind.BOILERPLATE, "other_article": BlockKind.OTHER_ARTICLE}


def looks(text: str, name: str) -> int:
    """How much a text looks like HTML."""
    head = text[:3000].lstrip()
    if re.match(r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b", head, re.I | re.S):
        return 200
    found = len(_SIGNS.findall(text[:50_000]))
    if name.lower().endswith((".html", ".htm", ".xhtml")):
        return 150 if found else 0
    return 80 if head.startswith("<") and found >= 3 else 0


def read(text: str, draft: Draft) -> None:
    """The parts of a page."""
    root = parse(text)
    page = _Page(text, draft)
    for key, value in htmlpage.metadata(root, text).items():
        draft.metadata.setdefault(key, value)
    draft.title = draft.metadata.get("page title", "")
    page.cards = htmlpage.cards(root, text)
    main = htmlpage.article(root, text, page.cards)
    page.around(root, main)
    page.walk(main, "")
    page.flush("")
    page.after(root, main)


class _Page:
    def __init__(self, text: str, draft: Draft) -> None:
        self.text = text
        self.draft = draft
        self.flow = Flow()
        self.linked = 0  # characters of the open flow that are links
        self.kind = BlockKind.PARAGRAPH
        self.level = 0
        self.mode = ""  # 'others' after a heading 'Other articles', 'rest' after 'Comments'
        self.breaks = 0
        self.cards: set[int] = set()

    # --- what stands outside the article -------------------------------------------------------------------------------

    def around(self, root: Node, main: Node) -> None:
        """The page's own heading, where it stands before the article."""
        inside = {id(n) for n in main.descendants()}
        for node in root.descendants():
            if node is main:
                return
            if node.tag == "h1" and id(node) not in inside and not htmlpage.is_skipped(node):
                flow = self._words(node)
                title = self.draft.metadata.get("title", "") or self.draft.title
                if flow and flow.text.lower() in title.lower():
                    self.draft.heading(1, flow)
                    return

    def after(self, root: Node, main: Node) -> None:
        """Paragraphs outside the article are the site's."""
        inside = {id(n) for n in main.descendants()} | {id(main)}
        for node in root.descendants():
            if id(node) not in inside and node.tag == "p" and not any(htmlpage.is_skipped(n) for n in _up(node)):
                flow = self._words(node)
                linked = sum(b - a for n in node.descendants() if n.tag == "a" for a, b in n.texts())
                if flow.length > 60 and linked * 2 < flow.length:
                    self.draft.block(BlockKind.BOILERPLATE, flow)

    # --- the article ---------------------------------------------------------------------------------------------------

    def walk(self, node: Node, where: str) -> None:
        """The blocks under an element; `where` says that it is not the article's."""
        for child in node.children:
            if isinstance(child, tuple):
                self._text(*child)
                continue
            if htmlpage.is_skipped(child):
                continue
            if child.tag not in BLOCKS:
                self._inline(child, where)
                continue
            self.flush(where)
            self._block(child, where or ("other_article" if id(child) in self.cards else htmlpage.belongs(child)))

    def _block(self, node: Node, where: str) -> None:
        heading = _HEADING.match(node.tag)
        if heading:
            self._heading(int(heading.group(1)), node, where)
        elif node.tag == "table" and not self._is_layout(node):
            self._table(node, where)
        elif node.tag in ("ol", "ul", "div") and _NOTES.search(node.get("class")) and any(n.tag == "li" for n in node.descendants()):
            self._references(node)
        else:
            before = self.kind, self.level
            if node.tag == "li":
                self.kind, self.level = BlockKind.LIST_ITEM, self.level + 1
            elif node.tag in ("figcaption", "caption"):
                self.kind = BlockKind.CAPTION
            self.walk(node, where)
            self.flush(where)
            self.kind, self.level = before

    def _inline(self, node: Node, where: str) -> None:
        if node.tag == "br":
            self.breaks += 1
            if self.breaks >= 2:
                self.flush(where)
            else:
                self.flow.space()
            return
        if node.tag == "sup" and self._mark(node):
            return
        if node.tag == "img":
            return
        before = self.flow.length
        self.walk(node, where)
        if node.tag == "a":
            self.linked += max(self.flow.length - before, 0)

    def _mark(self, node: Node) -> bool:
        """A footnote mark: a raised link to a note."""
        words = " ".join(self.text[a:b] for a, b in node.texts()).strip()
        target = next((n.get("href") for n in node.descendants() if n.tag == "a"), node.get("id"))
        if len(words) <= 12 and (_NOTE_TARGET.search(target) or re.fullmatch(r"\[\w{1,4}\]", words)):
            self.flow.mark(entities.unescape(words).strip("[]() "))
            return True
        return False

    def _text(self, start: int, end: int) -> None:
        self.breaks = 0 if self.text[start:end].strip() else self.breaks
        _pour(self.flow, self.text, start, end)

    def flush(self, where: str) -> None:
        """The open flow becomes a block."""
        flow, linked = self.flow, self.linked
        self.flow, self.linked, self.breaks = Flow(), 0, 0
        if not flow:
            return
        kind = self._kind(flow, linked, where)
        if kind is BlockKind.BOILERPLATE and linked * 2 > flow.length:
            return  # menus
        self.draft.block(kind, flow, level=self.level if kind is BlockKind.LIST_ITEM else 0)

    def _kind(self, flow: Flow, linked: int, where: str) -> BlockKind:
        words = flow.text
        if furniture.opens_others(words) or furniture.opens_rest(words):
            self.mode = "others" if furniture.opens_others(words) else "rest"
            return BlockKind.BOILERPLATE
        if furniture.is_furniture(words):
            return BlockKind.BOILERPLATE
        if furniture.is_teaser(words):
            return BlockKind.OTHER_ARTICLE
        if date := furniture.date_line(words):
            self.draft.metadata.setdefault("date", date)
            return BlockKind.BOILERPLATE
        if where:
            return _KINDS[where]
        if self.mode == "rest":
            return BlockKind.BOILERPLATE
        ends = words.rstrip("\"'”’»)] ").endswith((".", "!", "?", "…"))
        if self.mode == "others":
            return BlockKind.OTHER_ARTICLE
        if linked * 10 > flow.length * 9 and not ends and self.kind is not BlockKind.LIST_ITEM:
            # nothing but a link: the headline of another article, or a button
            return BlockKind.OTHER_ARTICLE if len(words.split()) > 4 else BlockKind.BOILERPLATE
        return self.kind

    def _heading(self, level: int, node: Node, where: str) -> None:
        flow = self._words(node)
        if not flow:
            return
        words = flow.text
        publisher = self.draft.metadata.get("publisher", "").lower()
        if furniture.bare(words).startswith(("more from", "more on", "more in", "more stories", f"more {publisher or 'news'}")):
            self.mode = "others"
            self.draft.block(BlockKind.BOILERPLATE, flow)
            return
        if self.mode == "rest" or self.mode and level <= 2 and not where:
            self.mode = ""
        linked = sum(b - a for n in node.descendants() if n.tag == "a" for a, b in n.texts())
        kind = self._kind(flow, 0, where)
        if kind in (BlockKind.BOILERPLATE, BlockKind.OTHER_ARTICLE):
            self.draft.block(kind, flow)
        elif level > 1 and linked * 10 > 9 * len(words) and len(words.split()) > 4:
            self.draft.block(BlockKind.OTHER_ARTICLE, flow)
        elif not any(p.kind is BlockKind.HEADING and p.text == words for p in self.draft.parts[:3]):
            self.draft.heading(level, flow)

    def _words(self, node: Node) -> Flow:
        """All the words of an element, in one flow."""
        flow, linked = self.flow, self.linked
        self.flow = Flow()
        self._pour(node)
        words, self.flow, self.linked = self.flow, flow, linked
        return words

    def _pour(self, node: Node) -> None:
        for child in node.children:
            if isinstance(child, tuple):
                _pour(self.flow, self.text, *child)
            elif not htmlpage.is_skipped(child) and not (child.tag == "sup" and self._mark(child)):
                if child.tag in BLOCKS or child.tag == "br":
                    self.flow.newline()
                self._pour(child)
                if child.tag in BLOCKS:
                    self.flow.newline()

    # --- tables and notes ----------------------------------------------------------------------------------------------

    @staticmethod
    def _is_layout(node: Node) -> bool:
        """A table that holds tables or whole sections, or has one cell, arranges the page."""
        inner = list(node.descendants())
        cells = [n for n in inner if n.tag in ("td", "th")]
        if len(cells) < 2 or any(n.tag == "table" for n in inner) or node.get("role") == "presentation":
            return True
        return any(_HEADING.match(n.tag) for n in inner) and not any(n.tag == "th" for n in inner)

    def _table(self, node: Node, where: str) -> None:
        if where:
            self.draft.block(_KINDS[where], self._words(node))
            return
        table = Table()
        for child in node.descendants():
            if child.tag == "caption":
                table.caption = self._words(child)
            elif child.tag == "tr":
                cells = [self._cell(c) for c in child.nodes() if c.tag in ("td", "th")]
                if cells:
                    table.rows.append(cells)
        lay(table, self.draft)

    def _cell(self, node: Node) -> TableCell:
        header = node.tag == "th" and node.get("scope").lower() != "row"
        return TableCell(self._words(node), header, _number(node.get("colspan")), _number(node.get("rowspan")))

    def _references(self, node: Node) -> None:
        number = 0
        for item in node.descendants():
            if item.tag == "li":
                number += 1
                label = re.search(r"(\d+)$", item.get("id"))
                self.draft.reference(label.group(1) if label else str(number), self._words(item))


def _pour(flow: Flow, text: str, start: int, end: int) -> None:
    """Text with character references into a flow."""
    at = start
    while (match := _ENTITY.search(text, at, end)) is not None:
        if match.start() > at:
            pour(flow, text[at : match.start()], at)
        said = entities.unescape(match.group())
        flow.add(said, match.start() if said == match.group() else SUPPLIED)
        at = match.end()
    if at < end:
        pour(flow, text[at:end], at)


def _number(written: str) -> int:
    return int(written) if written.isdigit() and len(written) < 4 else 1


def _up(node: Node) -> Iterator[Node]:
    at: Node | None = node
    while at is not None:
        yield at
        at = at.parent
