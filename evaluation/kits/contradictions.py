"""contradictions: pairs of states whose two pages have no date in common for the beginning of their relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from comity import documents
from comity.reading import read
from comity.record.consolidate import Said, said
from comity.record.contradictions import Sort, contradictions
from comity.record.sides import bilateral
from comity.record.ties import lives
from evaluation.kits.common import code, spread

Page = tuple[str, str, list[Said]]


def page(path: Path) -> Page:
    """A page's document, whom it is about, and what it says of relations."""
    document = documents.load(path)
    found = [one for claim in read(document) for one in said(claim, bilateral()) if "relations" in claim.kind]
    return document.id, document.focus, found


def predict(inputs: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The contradictions between the page on the one state and the page on the other."""
    pages = list(spread(page, [path for row in inputs for path in row["pages"]]))
    about = {document: focus for document, focus, _ in pages}
    claims = [one for _, _, some in pages for one in some]
    documents_of = {one.claim: one.document for one in claims}
    for found in contradictions(claims, (), lives):
        told_by = {about[documents_of[c]] for c in found.claims}
        if found.kind == "diplomatic_relations" and found.sort is Sort.BEGAN and len(told_by & set(found.actors)) == 2:
            yield {"dyad": [code(a) for a in found.actors], "dates": [side.value for side in found.sides][:5]}
