"""Reading: a document's sentences and table rows become claims. One document at a time, nothing shared, nothing kept.

Each is loaded when it is first asked for: whoever only looks at rows of a table parses nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from comity.reading.between import named_first, relation, relations
    from comity.reading.reader import read, read_many

_HOMES = {
    "named_first": "comity.reading.between",
    "read": "comity.reading.reader",
    "read_many": "comity.reading.reader",
    "relation": "comity.reading.between",
    "relations": "comity.reading.between",
}

__all__ = ["named_first", "read", "read_many", "relation", "relations"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
