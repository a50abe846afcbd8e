"""register: partner and date of every row in which relations began, unknown partners kept as null."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from comity import documents
from comity.model import Standing
from comity.reading import read
from evaluation.kits.common import begin, code, spread

BEGINS = frozenset({"establish_relations", "resume_relations"})
Row = dict[str, str | None]
_known: dict[str, tuple[str, list[Row]]] = {}


def page(path: Path) -> tuple[str, list[Row]]:
    """The focal actor of a page and its rows; where it has no table of relations, what its prose says."""
    document, said = documents.load(path), list[Row]()
    claims = [c for c in read(document) if c.kind in BEGINS]
    for claim in [c for c in claims if c.found.rule.startswith("table:")] or claims:
        date = begin(claim.time.edtf)
        if claim.standing is not Standing.ACTUAL or not date:
            continue
        if len(claim.actors()) == len(claim.participants) and document.focus not in claim.actors():
            continue  # relations of two others
        partner = next((p.actor for p in claim.participants if p.actor and p.actor != document.focus), "")
        line: Row = {"partner": code(partner) or None, "date": date}
        if line not in said or not partner:
            said.append(line)
    return document.focus, said


def pages(paths: list[str]) -> list[tuple[str, list[Row]]]:
    """What each page says; a page is read once, whoever asks."""
    fresh = [p for p in paths if p not in _known]
    _known.update(zip(fresh, spread(page, fresh), strict=True))
    return [_known[p] for p in paths]


def predict(inputs: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    kept = list(inputs)
    for row, (_, rows) in zip(kept, pages([row["path"] for row in kept]), strict=True):
        yield {"id": row["id"], "rows": rows}
