"""contradictions: pairs of states whose two pages have no date in common for the beginning of their relations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from evaluation.kits.common import code
from evaluation.kits.register import pages


def compatible(a: str, b: str) -> bool:
    """Whether one date is the other, or the other cut short."""
    return a.startswith(b) or b.startswith(a)


def predict(inputs: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    dates: dict[tuple[str, str], list[str]] = defaultdict(list)
    for focus, rows in pages([path for row in inputs for path in row["pages"]]):
        for line in rows:
            partner, date = line["partner"], line["date"]
            if partner and date and date not in dates[code(focus), partner]:
                dates[code(focus), partner].append(date)
    for a, b in sorted(dates):
        if a < b and (b, a) in dates and not any(compatible(x, y) for x, y in product(dates[a, b], dates[b, a])):
            for x, y in product(dates[a, b][:2], dates[b, a][:2]):
                yield {"dyad": [a, b], "dates": [x, y]}
