"""XML to a tree that knows where everything stands in the source, by the standard library's parser.

Entities that a file declares are taken only where they stand for plain words: those made of other entities, and those in other
files, are refused or passed over, so that nothing can grow and nothing else is opened.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from comity.documents.draft import SUPPLIED
from comity.errors import Refused

DEEP = 500
_LONGEST = 200


class _Stop(Exception):
    """The file is not to be read; the message says why."""


@dataclass(slots=True, eq=False)
class Element:
    """An element: its name in lower case without its prefix, its children in order; a text is its words and where they stand."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: Element | None = None
    number: int = 1  # among its siblings of the same name
    children: list[Element | tuple[str, int]] = field(default_factory=list)
    met: dict[str, int] = field(default_factory=dict)
    tag: str = ""  # as it is written

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def elements(self) -> Iterator[Element]:
        """The elements directly under this one."""
        return (c for c in self.children if isinstance(c, Element))

    def descendants(self) -> Iterator[Element]:
        """All elements under this one, in the order of the source."""
        waiting = [iter(self.children)]
        while waiting:
            child = next(waiting[-1], None)
            if child is None:
                waiting.pop()
            elif isinstance(child, Element):
                yield child
                waiting.append(iter(child.children))

    def words(self) -> str:
        """Its text, as it is written."""
        texts: list[str] = []
        waiting = [iter(self.children)]
        while waiting:
            child = next(waiting[-1], None)
            if child is None:
                waiting.pop()
            elif isinstance(child, Element):
                waiting.append(iter(child.children))
            else:
                texts.append(child[0])
        return "".join(texts)

    def within(self, name: str) -> Element | None:
        """The nearest element of that name around this one."""
        return self.within_of((name,), None)

    def within_of(self, names: tuple[str, ...], top: Element | None) -> Element | None:
        """The nearest element of one of those names around this one, below `top`."""
        at = self.parent
        while at is not None and at is not top:
            if at.name in names:
                return at
            at = at.parent
        return None

    def path(self) -> str:
        """Where it stands in the tree.

        >>> Element("p", parent=Element("body"), number=3).path()
        '/body/p[3]'
        """
        steps: list[str] = []
        at: Element | None = self
        while at is not None:
            steps.append((at.tag or at.name) + (f"[{at.number}]" if at.number > 1 else ""))
            at = at.parent
        return "/" + "/".join(reversed(steps))


def parse(text: str) -> Element:
    """The root of a document, or Refused.

    >>> root = parse("<a><b>x &amp; y</b></a>"); [child for e in root.elements() for child in e.children]
    [('x &', 6), (' y', 13)]
    """
    reader = _Reader(text)
    try:
        reader.run()
    except _Stop as stop:
        raise Refused("document", str(stop)) from None
    except expat.ExpatError as error:
        words = expat.ErrorString(error.code) or "cannot be parsed"
        raise Refused("document", f"is broken XML: line {error.lineno}, column {error.offset + 1}: {words}") from None
    return reader.root.children[0]  # type: ignore[return-value]


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.ascii = text.isascii()
        self.data = text.encode("utf-8", "replace")
        self.byte = self.character = 0
        self.root = Element("")
        self.open = self.root
        self.parents: list[Element] = []

    def run(self) -> None:
        parser = self.parser = expat.ParserCreate("utf-8")
        parser.buffer_text = False
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.UseForeignDTD(True)  # names such as &nbsp; that the file does not declare are passed on, not errors
        parser.ExternalEntityRefHandler = lambda *_: 1
        parser.EntityDeclHandler = self._declared
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.SkippedEntityHandler = self._skipped
        parser.Parse(self.data, True)

    def _declared(self, name: str, parameter: int, value: str | None, *_: object) -> None:
        if value is not None and ("&" in value or "%" in value or len(value) > _LONGEST):
            raise _Stop("declares entities that stand for others or for much text, which are not expanded")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.parents) >= DEEP:
            raise _Stop(f"has elements more than {DEEP} deep in one another")
        tag = name.rpartition(":")[2]
        own = tag.lower()
        number = self.open.met[own] = self.open.met.get(own, 0) + 1
        made = Element(own, {k.rpartition(":")[2].lower(): v for k, v in attributes.items()}, self.open, number, tag=tag)
        if self.open is self.root:
            made.parent = None
        self.open.children.append(made)
        self.parents.append(self.open)
        self.open = made

    def _end(self, name: str) -> None:
        self.open = self.parents.pop()

    def _words(self, data: str) -> None:
        start = self._character(self.parser.CurrentByteIndex)
        found = start if self.text.startswith(data, start) else SUPPLIED
        children = self.open.children
        if found >= 0 and children and isinstance(children[-1], tuple) and children[-1][1] >= 0:
            words, at = children[-1]
            if at + len(words) == found and len(words) < 4096:
                children[-1] = (words + data, at)
                return
        children.append((data, found))

    def _skipped(self, name: str, parameter: int) -> None:
        if not parameter:
            said = html.unescape(f"&{name};")
            self.open.children.append((said if not said.startswith("&") else " ", SUPPLIED))

    def _character(self, byte: int) -> int:
        """The character that begins at a byte; asked for in rising order."""
        if self.ascii:
            return byte
        if byte < self.byte:
            self.byte = self.character = 0
        self.character += len(self.data[self.byte : byte].decode("utf-8", "replace"))
        self.byte = byte
        return self.character
