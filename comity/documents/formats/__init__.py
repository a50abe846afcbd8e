"""The formats that can be read: one line each, in this one place.

A format of text is a module with `looks(text, name) -> int` (how much a text looks like it, 0 not at all) and `read(text, draft)`,
which fills the draft with parts. Content decides; a name's ending only adds to it. A format of bytes has `looks(data, name) -> bool` and
`read(data, draft, address)`, which gives the positions of its characters too.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from comity.documents.draft import Draft
from comity.documents.positions import Positions


class Format(NamedTuple):
    """A format by name."""

    name: str
    module: str

    def looks(self, text: str, name: str) -> int:
        looks: Callable[[str, str], int] = import_module(self.module).looks
        return looks(text, name)

    def read(self, text: str, draft: Draft) -> None:
        import_module(self.module).read(text, draft)


class Binary(NamedTuple):
    """A format of files that are no text, by name."""

    name: str
    module: str

    def looks(self, data: bytes, name: str) -> bool:
        looks: Callable[[bytes, str], bool] = import_module(self.module).looks
        return looks(data, name)

    def read(self, data: bytes, draft: Draft, address: str) -> Positions:
        read: Callable[[bytes, Draft, str], Positions] = import_module(self.module).read
        return read(data, draft, address)


BINARY = (Binary("pdf", "comity.documents.formats.pdf"),)
FORMATS = (
    Format("xml", "comity.documents.formats.xml"),
    Format("html", "comity.documents.formats.html"),
    Format("wikitext", "comity.documents.formats.wikitext"),
    Format("markdown", "comity.documents.formats.markdown"),
    Format("text", "comity.documents.formats.plain"),
)


def named(name: str) -> Format:
    """The format of that name."""
    return next(f for f in FORMATS if f.name == name)


def tell(text: str, name: str = "") -> Format:
    """The format that a text looks most like; of two, the first in the list.

    >>> tell("== History ==\\n{{flag|Chad}} and [[Niger]]").name
    'wikitext'
    >>> tell("Chad and Niger established relations in 1960.").name
    'text'
    """
    return max(FORMATS, key=lambda f: f.looks(text, name))
