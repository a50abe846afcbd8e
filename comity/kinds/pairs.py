"""Sentences with two marked actors and what the one does to the other, by PLOVER type: what the small model learns from.

A file a type, `data/<language>/pairs/<TYPE>.tsv`; a line a sentence, with the source in `[S ...]` and the target in `[T ...]`:

    [S The army] shelled [T the old quarter of Homs].
    * [T A deputy] was shot by [S a lone gunman].

`phrases.toml` adds vocabulary: for each type, phrases with T for the target, parted by '|'. Each makes one plain sentence.

`*` marks a sentence that only tests see, nothing that learns. What is conceded and what is drawn back from are one type, YIELD.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from comity.errors import DataError
from comity.kinds.kind import PLOVER
from comity.kinds.ontology import DATA, read
from comity.model import Span

YIELD = "YIELD"
MERGED = {"CONCEDE": YIELD, "RETREAT": YIELD}
TYPES = tuple(dict.fromkeys(MERGED.get(t, t) for t in PLOVER))
MARK = re.compile(r"\[([ST]) ([^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence without its marks, where its two actors stand, and the type of what the first does to the second."""

    text: str
    source: Span
    target: Span
    plover: str
    test: bool = False


def pair(line: str, plover: str) -> Pair:
    """A pair from its line.

    >>> pair("[S Mali] met [T Togo].", "CONSULT")
    Pair(text='Mali met Togo.', source=Span(start=0, end=4), target=Span(start=9, end=13), plover='CONSULT', test=False)
    """
    marked = line.removeprefix("*").strip()
    text, sides, last = "", {}, 0
    for found in MARK.finditer(marked):
        text += marked[last : found.start()]
        if found[1] in sides:
            raise ValueError(f"two marks {found[1]} in {line!r}")
        sides[found[1]] = Span(len(text), len(text) + len(found[2]))
        text, last = text + found[2], found.end()
    if len(sides) != 2:
        raise ValueError(f"needs one [S ...] and one [T ...]: {line!r}")
    return Pair(text + marked[last:], sides["S"], sides["T"], plover, line.startswith("*"))


ACTORS = (
    ("The government", "the neighbouring country"), ("Police", "the opposition leader"), ("The president", "the prime minister"),
    ("Kenya", "Uganda"), ("The rebels", "the army"), ("The court", "the company"), ("Workers", "the ministry"),
    ("The foreign minister", "Brazil"), ("The army", "militants"), ("France", "the Syrian government"), ("The union", "the employers"),
    ("The council", "villagers in the north"),
)  # fmt: skip


def phrases(table: Mapping[str, object]) -> Iterator[Pair]:
    """A plain sentence for each phrase; who acts on whom goes round in a fixed order, the same for every type.

    >>> [p.text for p in phrases({"CONSULT": "met T | was received by T"})]
    ['The government met the neighbouring country.', 'Police was received by the opposition leader.']
    """
    for plover, text in table.items():
        for number, phrase in enumerate(" ".join(str(text).split()).split(" | ")):
            source, target = ACTORS[number % len(ACTORS)]
            before, _, after = phrase.partition("T") if phrase.startswith("T ") else phrase.partition(" T")
            yield pair(f"[S {source}] {before} [T {target}]{after}.", plover)


def load(language: str = "en", folder: Path = DATA) -> tuple[Pair, ...]:
    """All pairs of a language, type by type."""
    found: list[Pair] = []
    for plover in TYPES:
        path = folder / language / "pairs" / f"{plover}.tsv"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                found.append(pair(line.strip(), plover))
            except ValueError as error:
                raise DataError(f"{language}/pairs/{path.name}", str(error), line=number) from None
    found.extend(phrases(read(folder / language / "pairs" / "phrases.toml")))
    return tuple(found)


@cache
def pairs(language: str = "en") -> tuple[Pair, ...]:
    """The pairs that Comity comes with."""
    return load(language)
