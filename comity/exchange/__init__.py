"""Out of Comity: records become rows (pure functions), rows become text (writers, one a format)."""

from __future__ import annotations

from comity.exchange.formats import FORMATS, write
from comity.exchange.table import Cited, Column, Line, Table

__all__ = ["FORMATS", "Cited", "Column", "Line", "Table", "write"]
