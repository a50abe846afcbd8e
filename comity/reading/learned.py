"""The small model: for each feature, how much it speaks for each type. Whole numbers, added up; the highest sum wins.

The weights are a table, `data/<language>_pairs.tsv`, that `python -m comity.reading.train` writes from sentences of our own.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from comity.errors import DataError, MissingPart

DATA = Path(__file__).parent / "data"
UNIT = 20  # a weight of 20 in the table is 1.0 in the exponent


@dataclass(frozen=True)
class Model:
    """The weights of features by type."""

    types: tuple[str, ...]
    weights: Mapping[str, tuple[int, ...]]

    def sums(self, features: Iterable[str]) -> tuple[int, ...]:
        """How much a sentence's features together speak for each type."""
        rows = [row for row in map(self.weights.get, features) if row is not None]
        return tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * len(self.types)

    def shares(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each type.

        >>> two = Model(("AID", "REJECT"), {"w:help": (20, -20), "S.not": (-40, 40)})
        >>> {name: round(share, 2) for name, share in two.shares(["w:help"]).items()}
        {'AID': 0.88, 'REJECT': 0.12}
        """
        sums = self.sums(features)
        powers = [math.exp((s - max(sums)) / UNIT) for s in sums]
        return {name: power / sum(powers) for name, power in zip(self.types, powers, strict=True)}


def path(language: str) -> Path:
    return DATA / f"{language}_pairs.tsv"


def text(model: Model) -> str:
    """A model as its file: a line with the types, then a line a feature; zeros are left blank."""
    rows = (f"{name}\t{' '.join(str(w) if w else '.' for w in row)}" for name, row in sorted(model.weights.items()))
    return "\n".join((f"types\t{' '.join(model.types)}", *rows, ""))


def parse(written: str, name: str = "weights") -> Model:
    """A model from its file."""
    head, *lines = written.splitlines()
    types = tuple(head.partition("\t")[2].split())
    weights: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(lines, 2):
        feature, _, row = line.partition("\t")
        weights[feature] = tuple(0 if w == "." else int(w) for w in row.split(" "))
        if len(weights[feature]) != len(types):
            raise DataError(name, f"{feature!r} has {len(weights[feature])} weights for {len(types)} types", line=number)
    return Model(types, weights)


@cache
def model(language: str = "en") -> Model:
    """The model of a language that Comity comes with."""
    file = path(language)
    if not file.exists():
        raise MissingPart(f"no small model for the language {language!r}: python -m comity.reading.train {language} writes it")
    return parse(file.read_text(encoding="utf-8"), file.name)
