"""register: partner and date of every row in which relations began, unknown partners kept as null."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from comity import documents
from comity.actors import catalogue
from comity.model import Claim, Standing
from comity.reading import read
from evaluation.kits.common import begin, code, spread

BEGINS = frozenset({"establish_relations", "resume_relations"})
ROW = "table: a partner and the day relations began"
COUNTED = frozenset({"EU"})
"""The organisations that the kit counts beside states and territories; it takes partners from their flags."""
Row = dict[str, str | None]
Page = tuple[str, str, list[Claim]]
_known: dict[str, Page] = {}


def page(path: Path) -> Page:
    """A page's document, whom it is about, and what it says of relations."""
    document = documents.load(path)
    return document.id, document.focus, [c for c in read(document) if "relations" in c.kind]


def pages(paths: list[str]) -> list[Page]:
    """What each page says of relations; a page is read once, whoever asks."""
    fresh = [p for p in paths if p not in _known]
    _known.update(zip(fresh, spread(page, fresh), strict=True))
    return [_known[p] for p in paths]


def rows(focus: str, claims: list[Claim]) -> list[Row]:
    """The rows of a page on a state; where it has no table of relations, what its prose says."""
    said: list[Row] = []
    began = [c for c in claims if c.kind in BEGINS]
    for claim in [c for c in began if c.found.rule == ROW] or began:
        date = begin(claim.time.edtf)
        if claim.standing is not Standing.ACTUAL or not date:
            continue
        if len(claim.actors()) == len(claim.participants) and focus not in claim.actors():
            continue  # relations of two others
        partner = next((p.actor for p in claim.participants if p.actor and p.actor != focus), "")
        if partner not in COUNTED and partner in catalogue() and catalogue().get(partner).kind == "organisation":
            continue
        line: Row = {"partner": code(partner) or None, "date": date}
        if line not in said or not partner:
            said.append(line)
    return said


def predict(inputs: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    kept = list(inputs)
    for row, (_, focus, claims) in zip(kept, pages([row["path"] for row in kept]), strict=True):
        yield {"id": row["id"], "rows": rows(focus, claims)}
