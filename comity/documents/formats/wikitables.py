"""Wikitext tables: rows and cells with their places in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"<!--|<ref\b|<nowiki|\{\{|\[\[|\n[ \t:]*\{\||\n[ \t]*(?:\|\}|\|\+|\|-+|[|!])|\|\||!!", re.I)
_SPAN = re.compile(r"\b(row|col)span\s*=\s*[\"']?\s*(\d{1,4})", re.I)
_SCOPE_ROW = re.compile(r"scope\s*=\s*[\"']?\s*row", re.I)


@dataclass(slots=True)
class RawCell:
    """A cell's words in the source; `sort` is 'cell', 'header' or 'caption'."""

    sort: str
    start: int
    end: int
    rows: int = 1
    columns: int = 1


def raw_rows(text: str, start: int, end: int, ends: dict[int, int]) -> Iterator[list[RawCell]]:
    """The rows of the table from '{|' to '|}'; a caption comes as a row of its own."""
    row: list[RawCell] = []
    line_end = text.find("\n", start, end)
    at = line_end if line_end >= 0 else end
    opened: tuple[str, int] | None = None  # the sort of the cell that is open, and where it begins
    in_header_line = False
    while (match := _TOKEN.search(text, at, end)) is not None:
        token, place = match.group(), match.start()
        bare = token.strip()
        if token[0] != "\n" and token not in ("||", "!!"):
            at = min(ends.get(place, match.end()), end)
            continue
        if bare.endswith("{|"):
            at = min(ends.get(match.end() - 2, match.end()), end)
            continue
        if token == "||" and (opened is None or opened[0] == "caption") or token == "!!" and not in_header_line:
            at = match.end()
            continue
        if opened:
            row.append(_cell(text, opened[0], opened[1], place, ends))
            opened = None
        if bare == "|}":
            break
        if bare.startswith("|-"):
            if row:
                yield row
            row = []
            line_end = text.find("\n", match.end(), end)
            at = line_end if line_end >= 0 else end
            continue
        if bare == "|+":
            if row:
                yield row
                row = []
            opened = ("caption", match.end())
        else:
            if row and row[-1].sort == "caption":
                yield row
                row = []
            if token[0] == "\n":
                in_header_line = bare == "!"
            opened = ("header" if in_header_line else "cell", match.end())
        at = match.end()
    if opened:
        row.append(_cell(text, opened[0], opened[1], max(end - 2, opened[1]), ends))
    if row:
        yield row


_BAR = re.compile(r"<!--|<ref\b|<nowiki|\{\{|\[\[|\[(?=https?:)|\n|\|", re.I)


def _cell(text: str, sort: str, start: int, end: int, ends: dict[int, int]) -> RawCell:
    """A cell without the attributes that may stand before its words: `style="…" | words`."""
    cell = RawCell(sort, start, end)
    at = start
    while (match := _BAR.search(text, at, end)) is not None:
        token = match.group()
        if token == "|":
            attributes = text[start : match.start()]
            for span in _SPAN.finditer(attributes):
                if span.group(1).lower() == "row":
                    cell.rows = int(span.group(2))
                else:
                    cell.columns = int(span.group(2))
            if sort == "header" and _SCOPE_ROW.search(attributes):
                cell.sort = "cell"
            cell.start = match.end()
            break
        if token not in ("<!--", "{{"):
            break
        at = min(ends.get(match.start(), match.end()), end)
    return cell
