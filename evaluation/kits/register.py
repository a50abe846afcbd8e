"""register: partner and date of every row in which relations began, unknown partners kept as null."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from comity.model import Standing
from evaluation.kits.common import begin, code, read_paths

BEGINS = frozenset({"establish_relations", "resume_relations"})


def predict(inputs: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row, _, rows in read_register(inputs):
        yield {"id": row["id"], "rows": rows}


def read_register(inputs: Iterable[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str, list[dict[str, Any]]]]:
    """Each input with the page's focal actor and its rows."""
    for row, document, claims in read_paths(inputs):
        said: list[dict[str, Any]] = []
        for claim in claims:
            date = begin(claim.time.edtf)
            if claim.kind not in BEGINS or claim.standing is not Standing.ACTUAL or not date:
                continue
            others = [p.actor for p in claim.participants if p.actor != document.focus]
            if len(claim.actors()) == len(claim.participants) and document.focus not in claim.actors():
                continue  # relations of two others
            partner = next((a for a in others if a), "")
            line = {"partner": code(partner) or None, "date": date}
            if line not in said or not partner:
                said.append(line)
        yield row, document.focus, said
