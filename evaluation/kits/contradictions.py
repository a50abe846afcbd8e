"""contradictions: pairs of states whose two pages have no date in common for the beginning of their relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from comity.record.consolidate import said
from comity.record.contradictions import Sort, contradictions
from comity.record.sides import bilateral
from comity.record.ties import lives
from evaluation.kits.common import code
from evaluation.kits.register import pages


def predict(inputs: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The contradictions between the page on the one state and the page on the other."""
    read = pages([path for row in inputs for path in row["pages"]])
    about = {document: focus for document, focus, _ in read}
    claims = [one for _, _, some in read for claim in some for one in said(claim, bilateral())]
    documents_of = {one.claim: one.document for one in claims}
    for found in contradictions(claims, (), lives):
        told_by = {about[documents_of[c]] for c in found.claims}
        if found.kind == "diplomatic_relations" and found.sort is Sort.BEGAN and len(told_by & set(found.actors)) == 2:
            yield {"dyad": [code(a) for a in found.actors], "dates": [side.value for side in found.sides][:5]}
