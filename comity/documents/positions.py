"""Where characters stand in their source file: what a format says of its own, for a block's locator."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol

from comity.model import Locator, Piece

Stretch = tuple[int, int, int]
"""Place in the canonical text, length, place in the source."""


class Positions(Protocol):
    """The source of a draft: it turns places that its format counted in into a locator."""

    def locator(self, low: int, high: int, stretches: Sequence[Stretch], path: str) -> Locator: ...


class Pages:
    """The pages of a file, one after another; each character is counted, those that are only layout too.

    A block that runs on over pages has its path 'pages 2-3' and counts on from the beginning of the first.

    >>> Pages([100, 200]).locator(90, 120, [(0, 5, 90)], "")
    Locator(scheme='page', start=90, end=120, path='pages 1-2', pieces=(Piece(start=0, length=5, source=90),))
    >>> Pages([100, 200]).locator(150, 160, [], "").path
    'page 2'
    """

    def __init__(self, lengths: Sequence[int]) -> None:
        self.starts = [0]
        for length in lengths:
            self.starts.append(self.starts[-1] + length)

    def page(self, character: int) -> int:
        """The number of the page that holds a character, from 0."""
        return min(bisect_right(self.starts, character), len(self.starts) - 1) - 1

    def locator(self, low: int, high: int, stretches: Sequence[Stretch], path: str) -> Locator:
        first, last = self.page(low), self.page(max(high - 1, low))
        base = self.starts[first]
        said = f"page {first + 1}" if first == last else f"pages {first + 1}-{last + 1}"
        return Locator("page", low - base, high - base, said, tuple(Piece(a, n, s - base) for a, n, s in stretches))
