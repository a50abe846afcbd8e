"""Copies, extracts and wire copies planted among real news are found, and nothing else is."""

from __future__ import annotations

import json
import random
import re
from itertools import combinations

import pytest

from comity.record.copies import Text, copies
from evaluation import settings

NEWS = settings.GOLD / "corpus" / "news_en.jsonl"
pytestmark = pytest.mark.skipif(not NEWS.exists(), reason=f"the news is not at {NEWS}")


def story(name: str, text: str) -> Text:
    return Text(name, text, tuple(m.span() for m in re.finditer(r"[^\n]+", text)))


def copied(text: str, chance: random.Random) -> str:
    """The same with a word in twenty-five changed."""
    return re.sub(r"\w+", lambda m: "changed" if chance.random() < 0.04 else m[0], text)


def extract(text: str, chance: random.Random) -> str:
    """A third of its paragraphs, in a row."""
    parts = text.split("\n\n")
    size = max(2, len(parts) // 3)
    at = chance.randrange(len(parts) - size + 1)
    return "\n\n".join(parts[at : at + size])


def wire(text: str, chance: random.Random) -> str:
    """As another paper prints it: its own headline, dateline and end, a paragraph in four left out, a word in twelve changed."""
    parts = [p for p in text.split("\n\n") if chance.random() > 0.25]
    words = re.sub(r"\w+", lambda m: "altered" if chance.random() < 0.08 else m[0], "\n\n".join(parts))
    end = "The paper has asked all sides for comment. None had replied by noon."
    return f"Our correspondent sums up the day\n\nOSLO (Reuters) - {words}\n\n{end}"


def test_planted_copies_are_found_and_random_pairs_are_not() -> None:
    chance = random.Random(5)
    texts = {r["id"]: r["text"] for r in map(json.loads, NEWS.read_text("utf-8").splitlines())}
    long = [i for i, t in sorted(texts.items()) if len(t.split()) > 150 and t.count("\n\n") > 5]
    chosen = chance.sample(long, 20)
    makers = [copied, extract, wire]
    planted = {f"planted-{i:02}": makers[i % 3](texts[of], chance) for i, of in enumerate(chosen)}
    found = copies(story(name, text) for name, text in {**texts, **planted}.items())
    pairs = {frozenset((c.document, c.of)) for c in found if c.sort != "passages"}
    hits = sum(frozenset((f"planted-{i:02}", of)) in pairs for i, of in enumerate(chosen))
    assert hits >= 19
    others = chance.sample([frozenset(p) for p in combinations(sorted(texts), 2)], 200)
    assert [sorted(p) for p in others if p in pairs] == []
