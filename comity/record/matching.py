"""Who belongs to which row where each takes one row at most: the shares of all ways to give the rows away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum

ROUNDS = 25  # rounds of passing on what the others take; more change no digit that counts
TINY = 1e-300  # what is divided by instead of nothing


def shares(weights: Sequence[Mapping[str, float]], nobody: Sequence[float]) -> list[dict[str, float]]:
    """For each row how likely it is to be whose, of all ways to give rows away.

    A row weighs its candidates against one another and against `nobody` of them; a candidate has one row or none, none weighing 1. The
    shares are those of loopy belief propagation, which for such matchings is exact where few compete and close where many do.

    >>> one, two = shares([{"a": 30.0, "b": 30.0}, {"a": 900.0}], [0.1, 0.1])
    >>> f"{one['a']:.2f} {one['b']:.2f}; {two['a']:.2f}"
    '0.00 1.00; 1.00'
    """
    names = sorted({name for row in weights for name in row})
    free = [dict.fromkeys(row, 1.0) for row in weights]
    for _ in range(ROUNDS):
        claimed = []
        for row, empty, left in zip(weights, nobody, free, strict=True):
            parts = {name: weight * left[name] for name, weight in row.items()}
            total = fsum([empty, *parts.values()])
            claimed.append({name: weight / max(total - parts[name], TINY) for name, weight in row.items()})
        taken = {name: 1 + fsum(row.get(name, 0.0) for row in claimed) for name in names}
        free = [{name: 1 / max(taken[name] - part, TINY) for name, part in row.items()} for row in claimed]
    found = []
    for row, empty, left in zip(weights, nobody, free, strict=True):
        parts = {name: weight * left[name] for name, weight in row.items()}
        total = fsum([empty, *parts.values()])
        found.append({name: part / total for name, part in parts.items()} if total else dict.fromkeys(row, 0.0))
    return found
