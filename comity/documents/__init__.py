"""Documents: bytes in, a Document out, with blocks, sentences and the place of each character in its file.

Each is loaded when it is first asked for: who only finds files reads no document.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from comity.documents.loading import load
    from comity.documents.sentences import split
    from comity.documents.sources import Source, open_paths

_HOMES = {
    "Source": "comity.documents.sources",
    "load": "comity.documents.loading",
    "open_paths": "comity.documents.sources",
    "split": "comity.documents.sentences",
}

__all__ = ["Source", "load", "open_paths", "split"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
