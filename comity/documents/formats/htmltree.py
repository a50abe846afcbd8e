"""HTML to a tree that knows where everything stands in the source.

A forgiving reader: what is not closed is closed by what holds it, what was never opened is passed over. Text nodes are
places in the source, so that each word can be found again in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TAG = re.compile(
    r"<!--(?:.*?-->|.*)|<!\[CDATA\[.*?\]\]>|<[!?][^>]*>|<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<attributes>(?>[^<>\"']+|\"[^\"]*\"|'[^']*')*+)>|<(?P<broken>/?[a-zA-Z][\w:-]*)[^<>]*>",  # noqa: E501
    re.S,
)
_ATTRIBUTE = re.compile(r"([^\s=\"'>/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_RAW = frozenset("script style textarea svg math noscript template iframe object canvas video audio select title".split())
BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main "  # noqa: E501
    "menu nav ol p pre section summary table tbody td tfoot th thead tr ul caption option button label".split()
)
_CLOSES = {  # an opening tag that ends an open one, unless one of the second set stands between
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu"))), "dt": (frozenset(("dt", "dd")), frozenset(("dl",))), "dd": (frozenset(("dt", "dd")), frozenset(("dl",))),  # noqa: E501
    "tr": (frozenset(("tr", "td", "th")), frozenset(("table",))), "td": (frozenset(("td", "th")), frozenset(("table", "tr"))), "th": (frozenset(("td", "th")), frozenset(("table", "tr"))),  # noqa: E501
    "tbody": (frozenset(("tr", "td", "th", "thead", "tbody")), frozenset(("table",))), "option": (frozenset(("option",)), frozenset(("select",))),  # noqa: E501
}  # fmt: skip
_DEEP = 250


@dataclass(slots=True, eq=False)
class Node:
    """An element: its tag, its attributes as written, its children in order; a text is a pair of places."""

    tag: str
    written: str = ""
    parent: Node | None = None
    children: list[Node | tuple[int, int]] = field(default_factory=list)
    start: int = 0
    depth: int = 0
    _attributes: dict[str, str] | None = None

    @property
    def attributes(self) -> dict[str, str]:
        if self._attributes is None:
            self._attributes = {m.group(1).lower(): m.group(2) or m.group(3) or m.group(4) or "" for m in _ATTRIBUTE.finditer(self.written)}
        return self._attributes

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def nodes(self) -> Iterator[Node]:
        """The elements directly under this one."""
        for child in self.children:
            if isinstance(child, Node):
                yield child

    def descendants(self) -> Iterator[Node]:
        """All elements under this one, in the order of the source."""
        stack = [n for n in reversed(self.children) if isinstance(n, Node)]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(n for n in reversed(node.children) if isinstance(n, Node))

    def texts(self) -> Iterator[tuple[int, int]]:
        """All stretches of text under this element, in the order of the source."""
        stack: list[Node | tuple[int, int]] = list(reversed(self.children))
        while stack:
            item = stack.pop()
            if isinstance(item, tuple):
                yield item
            else:
                stack.extend(reversed(item.children))


def parse(text: str) -> Node:
    """The tree of a page."""
    root = Node("root")
    node = root
    at = 0
    while (match := _TAG.search(text, at)) is not None:
        if match.start() > at:
            node.children.append((at, match.start()))
        at = match.end()
        name = (match.group("name") or (match.group("broken") or "").lstrip("/")).lower()
        if not name:
            continue
        if match.group("close") or (match.group("broken") or "").startswith("/"):
            node = _close(node, name)
            continue
        node = _open_into(node, name)
        element = Node(name, match.group("attributes") or "", node, start=match.start(), depth=node.depth + 1)
        node.children.append(element)
        if name in VOID or element.written.endswith("/") and name in _RAW:
            continue
        if name in _RAW:
            end = re.compile(rf"</{name}\s*>", re.I).search(text, at)
            stop = end.start() if end else len(text)
            element.children.append((at, stop))
            at = end.end() if end else stop
        elif element.depth < _DEEP:
            node = element
    if at < len(text):
        node.children.append((at, len(text)))
    return root


def _close(node: Node, name: str) -> Node:
    """The element that is open after `</name>`."""
    at: Node | None = node
    while at is not None and at.tag != name:
        if at.tag in ("td", "th", "table") and name not in ("table", "tr", "tbody", "thead", "tfoot", "td", "th", "body", "html"):
            return node  # what stands in a cell does not close what holds the table
        at = at.parent
    return at.parent if at is not None and at.parent is not None else node


def _open_into(node: Node, name: str) -> Node:
    """The element into which one of that name opens: paragraphs and items end where the next begins."""
    if name in BLOCKS and node.tag == "p":
        return node.parent or node
    if name in BLOCKS and node.parent is not None and node.parent.tag == "p" and node.tag in ("span", "a", "b", "i", "em", "strong", "font"):  # noqa: E501
        return node.parent.parent or node
    closes = _CLOSES.get(name)
    if closes:
        at: Node | None = node
        last: Node | None = None
        while at is not None and at.tag not in closes[1]:
            if at.tag in closes[0]:
                last = at
            at = at.parent
        if last is not None and last.parent is not None:
            return last.parent
    return node
