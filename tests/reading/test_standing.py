"""Sentences on standing, balanced over the nine: the claim of the named kind has the named standing."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity import documents
from comity.model import Standing
from comity.reading import read_many
from comity.reading.standing import ORDER, furthest

ROWS = [line.split("\t") for line in Path(__file__).with_name("standing.tsv").read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
REQUIRED = 0.92


def wrong() -> list[str]:
    """The rows that are not read as they should be, with what was read instead."""
    loaded = [documents.load(text.encode(), name="sentence.txt") for _, _, text in ROWS]
    lines = []
    for (standing, kind, text), (_, claims) in zip(ROWS, read_many(loaded), strict=True):
        said = [(c.kind, c.standing.value) for c in claims]
        if not any(k in kind.split("|") and s in standing.split("|") for k, s in said):
            lines.append(f"{standing} {kind}: {text} -> {said}")
    return lines


def test_standing_of_two_hundred_sentences() -> None:
    faults = wrong()
    assert len(ROWS) >= 200 and 1 - len(faults) / len(ROWS) >= REQUIRED, "\n".join(faults)


@pytest.mark.parametrize("standing", list(Standing))
def test_every_standing_has_its_place(standing: Standing) -> None:
    assert standing in ORDER and furthest(Standing.ACTUAL, standing) is standing
