"""What people found to be said in documents stands in blocks that are taken for prose, and nothing is read from another article's."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from comity.documents import load
from comity.model import PROSE, BlockKind, Document
from comity.reading import read
from evaluation import settings

FACTS = settings.GOLD / "eval" / "facts"
DOCS = sorted((FACTS / "docs").glob("*")) if settings.present() else []
pytestmark = pytest.mark.skipif(not settings.present(), reason=f"the gold data is not at {settings.GOLD}")


@cache
def document(path: Path) -> Document:
    return load(path)


def gold() -> dict[str, list[dict[str, object]]]:
    found = defaultdict(list)
    for line in (FACTS / "gold.jsonl").read_text("utf-8").splitlines():
        fact = json.loads(line)
        found[fact["doc"]].append(fact)
    return found


def places(found: Document, source: str) -> list[tuple[int, int]]:
    """The characters of the file that prose stands in, markup between its words too."""
    stretches = [(b.locator.start, b.locator.end) for b in found.blocks if b.kind in PROSE and b.locator]
    if source.isascii():
        return stretches
    data = source.encode()
    return [(len(data[:a].decode()), len(data[:b].decode())) for a, b in stretches]


def covered(span: tuple[int, int], words: list[tuple[int, int]]) -> float:
    start, end = span
    return sum(max(0, min(end, b) - max(start, a)) for a, b in words) / max(end - start, 1)


@pytest.mark.parametrize("path", DOCS, ids=lambda p: p.name)
def test_every_document_is_read(path: Path) -> None:
    assert document(path).sentences


def test_facts_stand_in_prose() -> None:
    missed, total = [], 0
    for name, facts in gold().items():
        path = FACTS / "docs" / name
        found, source = document(path), path.read_bytes().decode()
        words = places(found, source)
        for fact in facts:
            if fact["weak"]:
                continue
            total += 1
            spans = fact["spans"]
            assert isinstance(spans, list)
            if min((covered((a, b), words) for a, b in spans), default=1) < 0.9:
                missed.append(fact["id"])
    assert len(missed) <= 0.05 * total, missed


@pytest.mark.parametrize("path", DOCS, ids=lambda p: p.name)
def test_no_claim_comes_from_another_article(path: Path) -> None:
    found = document(path)
    others = [b for b in found.blocks if b.kind in (BlockKind.OTHER_ARTICLE, BlockKind.BOILERPLATE, BlockKind.REFERENCE)]
    for claim in read(found):
        assert not any(b.start < claim.evidence.end and claim.evidence.start < b.end for b in others), claim
