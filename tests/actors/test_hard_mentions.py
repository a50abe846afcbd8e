"""Hard mentions: longer names, people and birds, two Congos, names that changed, three languages. At most three in a hundred may fail."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

from comity.actors.mentions import mentions
from comity.model import Block, BlockKind, Document, Time

FLOOR = 0.97


class Case(NamedTuple):
    text: str
    start: int
    end: int
    expected: list[str]
    at: str
    focus: str
    language: str


def cases() -> list[Case]:
    found = []
    with (Path(__file__).parent / "hard_mentions.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            before, rest = row["text"].split("{")
            marked, after = rest.split("}")
            start = len(before)
            at, focus, language = row["at"] or "", row["focus"] or "", row["language"] or "en"
            found.append(Case(before + marked + after, start, start + len(marked), (row["actor"] or "").split(), at, focus, language))
    return found


def read(case: Case) -> list[str]:
    """The actors that the marked words are said to name: '?' for one left open, '-' where nobody is named."""
    block = Block(BlockKind.PARAGRAPH, 0, len(case.text))
    document = Document(case.text, (block,), language=case.language, focus=case.focus, published=Time(case.at))
    found = [m.actor or "?" for m in mentions(document) if m.start < case.end and m.end > case.start]
    if case.expected == ["-"]:
        return [a for a in found if a != "?"] or ["-"]
    return found


def test_hard_mentions() -> None:
    everything = cases()
    failures = [f"{case}: {got}" for case in everything if (got := read(case)) != case.expected]
    assert len(everything) >= 300
    assert 1 - len(failures) / len(everything) >= FLOOR, "\n".join(failures)


if __name__ == "__main__":
    for hard in cases():
        if (answer := read(hard)) != hard.expected:
            print(hard, answer)
