"""contradictions: pairs of states whose two pages have no date in common for the beginning of their relations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from evaluation.kits.common import code
from evaluation.kits.register import read_register


def compatible(a: str, b: str) -> bool:
    """Whether one date is the other, or the other cut short."""
    return a.startswith(b) or b.startswith(a)


def predict(inputs: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    pages = [{"path": page} for row in inputs for page in row["pages"]]
    dates: dict[tuple[str, str], list[str]] = defaultdict(list)
    for _, focus, rows in read_register(pages):
        for row in rows:
            if row["partner"] and row["date"] not in dates[code(focus), row["partner"]]:
                dates[code(focus), row["partner"]].append(row["date"])
    for a, b in sorted(dates):
        if a < b and (b, a) in dates and not any(compatible(x, y) for x, y in product(dates[a, b], dates[b, a])):
            for x, y in product(dates[a, b][:2], dates[b, a][:2]):
                yield {"dyad": [a, b], "dates": [x, y]}
