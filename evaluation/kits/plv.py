"""plv: the type of what the marked source does to the marked target."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from comity import documents
from comity.model import Document, Span
from comity.reading.between import relations
from comity.reading.plover import plover


def marks(row: dict[str, Any], document: Document, role: str) -> list[Span]:
    """The marks of a row in the canonical text, which may leave out white space at its beginning."""
    shift = max(row["text"].find(document.text[:20]), 0) if document.text else 0
    return [Span(max(a - shift, 0), b - shift) for a, b in row[role]]


def predict(inputs: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    rows = list(inputs)
    loaded = [documents.load(row["text"].encode(), name="text.txt") for row in rows]
    wanted = [(d, marks(row, d, "source"), marks(row, d, "target")) for row, d in zip(rows, loaded, strict=True)]
    decided: Counter[str] = Counter()
    for row, claim in zip(rows, relations(wanted), strict=True):
        answer = plover(claim) if claim else ""
        decided[claim.found.by if claim else "nobody"] += 1
        yield {"id": row["id"], "plover": "YIELD" if answer in ("CONCEDE", "RETREAT") else answer}
    print("plv: decided by", ", ".join(f"{by} {count}" for by, count in sorted(decided.items())), file=sys.stderr)
