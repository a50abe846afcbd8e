"""Documents: bytes in, a Document out, with blocks, sentences and the place of each character in its file."""

from __future__ import annotations

from comity.documents.loading import load
from comity.documents.sentences import split
from comity.documents.sources import Source, open_paths

__all__ = ["Source", "load", "open_paths", "split"]
