"""XML prose: TEI, JATS, DocBook, NITF and whatever else has paragraphs in elements.

What an element is called says what it is where the name is known (xml.toml); else an element in which words stand is a paragraph.
Entities are never expanded: a file that builds them of one another is refused.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from comity.documents.draft import Draft, Flow
from comity.documents.formats.xmltree import Element, parse
from comity.documents.marks import pour
from comity.documents.tables import Table, TableCell, lay
from comity.model import BlockKind

_HEAD = re.compile(r"\s*(?:<\?xml\b|<(?:!--.*?--\s*>\s*<)?(?:!DOCTYPE\s+)?(?:\w+:)?(?:TEI(?:\.2|corpus)?|teiCorpus|nitf|docbook)\b)", re.S)
_HTML = re.compile(r"<(?:!doctype\s+)?html\b", re.I)
_ISO = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d)?)?")


def looks(text: str, name: str) -> int:
    """How much a text looks like XML that is no web page."""
    head = text[:4000]
    if _HTML.search(head[:2000]):
        return 0
    if _HEAD.match(head):
        return 190
    return 160 if name.lower().endswith((".xml", ".tei")) and head.lstrip().startswith("<") else 0


def read(text: str, draft: Draft) -> None:
    """The parts of a document."""
    root = parse(text)
    page = _Page(draft)
    page.about(root)
    page.walk(root)
    page.flush()


@cache
def _names() -> dict[str, str]:
    data = tomllib.loads((Path(__file__).parent / "xml.toml").read_text(encoding="utf-8"))
    return {name: sort for sort, names in data.items() for name in names.split()}


def sort(element: Element) -> str:
    """What an element is: 'heading', 'paragraph', 'item', … or '' for one that is not known.

    >>> sort(Element("p")), sort(Element("unheard-of"))
    ('paragraph', '')
    """
    return _names().get(element.name, "")


class _Page:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.flow = Flow()
        self.kind = BlockKind.PARAGRAPH
        self.level = 0
        self.depth = 0
        self.path = ""
        self.notes = 0

    # --- what the file says of itself ------------------------------------------------------------------------------------

    def about(self, root: Element) -> None:
        """Title, date, publisher and language of the document."""
        said = {"language": root.get("lang")[:2].lower()}
        heads = [e for e in root.descendants() if e.name in ("teiheader", "front", "head", "info", "article-meta", "header")]
        for head in heads[:3]:
            for element in head.descendants():
                words = " ".join(element.words().split())
                if element.name in ("title", "article-title", "hl1") and words and "title" not in said and element.within("series") is None:
                    said["title"] = words
                elif element.name in ("publisher", "journal-title", "doc.copyright") and words:
                    said.setdefault("publisher", words)
                elif date := _date(element):
                    # when it was written goes before when the edition was published
                    if element.within("creation") or "date" not in said:
                        said["date"] = date
                elif element.name == "language":
                    said["language"] = said["language"] or element.get("ident")[:2].lower()
        for key, value in said.items():
            if value:
                self.draft.metadata.setdefault(key, value)
        self.draft.title = said.get("title", "")

    # --- blocks ----------------------------------------------------------------------------------------------------------

    def walk(self, element: Element) -> None:
        """The blocks under an element."""
        mixed = any(isinstance(c, tuple) and c[0].strip() for c in element.children)
        for child in element.children:
            if isinstance(child, tuple):
                if mixed:
                    self.path = self.path or element.path()
                    pour(self.flow, *child)
                continue
            what = sort(child)
            if what == "skip":
                continue
            if what == "inline" or not what and mixed:
                self.path = self.path or element.path()
                self._inline(child)
            elif what in ("break", "space"):
                self._inline(child)
            elif what == "note":
                self._note(child)
            else:
                self._block(child, what)

    def _block(self, element: Element, what: str) -> None:
        self.flush()
        if what == "heading":
            self._alone(element)
            words, self.flow = self.flow, Flow()
            self.draft.path = element.path()
            self.draft.heading(max(self.depth, 1), words)
            self.path = ""
        elif what == "table":
            self._table(element)
        elif what == "reference":
            self._alone(element)
            words, self.flow = self.flow, Flow()
            self.draft.path, self.path = element.path(), ""
            self.draft.reference(element.get("n"), words)
        else:
            before = self.kind, self.level, self.depth
            if what == "item":
                self.kind, self.level = BlockKind.LIST_ITEM, self.level + 1
            elif what == "caption":
                self.kind = BlockKind.CAPTION
            elif what == "section":
                self.depth += 1
            self.walk(element)
            self.flush()
            self.kind, self.level, self.depth = before

    def flush(self) -> None:
        """The open flow becomes a block."""
        flow, self.flow = self.flow, Flow()
        self.draft.path, self.path = self.path, ""
        self.draft.block(self.kind, flow, level=self.level if self.kind is BlockKind.LIST_ITEM else 0)

    def _alone(self, element: Element) -> None:
        """All the words of an element into the flow."""
        for child in element.children:
            if isinstance(child, tuple):
                pour(self.flow, *child)
            else:
                self._inline(child)

    def _inline(self, element: Element) -> None:
        what = sort(element)
        if what == "skip" or what == "choice" and not element.children:
            return
        if what == "note":
            self._note(element)
        elif what in ("break", "space"):
            if element.get("break") != "no":
                self.flow.space()
        elif element.name in ("sic", "orig", "expan") and element.parent is not None and element.parent.name == "choice":
            return  # its correction stands beside it
        else:
            if what not in ("", "inline"):
                self.flow.space()
            self._alone(element)
            if what not in ("", "inline"):
                self.flow.space()

    def _note(self, element: Element) -> None:
        self.notes += 1
        label = element.get("n") or str(self.notes)
        self.flow.mark(label)
        held, self.flow = self.flow, Flow()
        self._alone(element)
        words, self.flow = self.flow, held
        words.marks.clear()
        self.draft.path = element.path()
        self.draft.reference(label, words)

    def _table(self, element: Element) -> None:
        table = Table()
        for child in element.descendants():
            what = sort(child)
            if what == "row":
                cells = [self._cell(c, child.get("role") == "label") for c in child.elements() if sort(c) == "cell"]
                if cells:
                    table.rows.append(cells)
            elif what in ("heading", "caption") and child.within_of(("row", "tr"), element) is None:
                table.caption = self._words(child)
        self.draft.path = element.path()
        lay(table, self.draft)

    def _cell(self, element: Element, header: bool) -> TableCell:
        header = header or element.name == "th" or element.get("role") == "label"
        return TableCell(self._words(element), header, _number(element, "cols", "colspan"), _number(element, "rows", "rowspan"))

    def _words(self, element: Element) -> Flow:
        held, self.flow = self.flow, Flow()
        self._alone(element)
        words, self.flow = self.flow, held
        return words


def _date(element: Element) -> str:
    if element.name == "pub-date":
        parts = {e.name: e.words().strip() for e in element.elements()}
        found = [parts.get("year", ""), parts.get("month", "").zfill(2), parts.get("day", "").zfill(2)]
        written = "-".join(found[: found.index("00") if "00" in found else 3])
        return written if _ISO.fullmatch(written) else ""
    if element.name in ("date", "date.issue", "docdate", "pubdate"):
        for value in (element.get("when"), element.get("norm"), " ".join(element.words().split())):
            found_ = _ISO.match(value)
            if found_:
                return found_.group()
    return ""


def _number(element: Element, *names: str) -> int:
    return next((int(v) for n in names if (v := element.get(n)).isdigit() and len(v) < 4), 1)
