"""Copies: documents, and blocks of them, that share most of the words of the shorter one.

Likeness is the wrong measure: an extract of a tenth of a page is hardly like it and is a copy all the same. So a pair is judged
by containment, how many words of the shorter one stand in runs that the other has too.

Candidates are found by winnowing: of every few successive runs of words the one with the least hash is kept, and a stretch that
two texts share leaves the same hashes in both, however long they are beside it. (MinHash sketches, fast as their libraries
are, estimate likeness: the sketch of a long page says nothing of the paragraph that was taken from it.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import Any, NamedTuple

from comity.record.meetings import meetings, often

Hashes = Any  # an array of whole numbers: the hash of every run of words
Flags = Any  # an array of truth values: is this word covered?

RUN = 4  # words that are compared at once
WINDOW = 6  # successive runs of which one is kept
FORMULA = 2  # a run that stands more often in one text is a formula and tells nothing
WORDS = 20  # shared words below which nothing is called a copy
MOST = 50  # percent of the shorter one's words
WHOLE = 75  # percent of the longer one's words that a copy has; one that has fewer is an extract

_WORD = re.compile(r"\w+")


class Text(NamedTuple):
    """What is compared of a document: its id, and the stretches of its canonical text that are prose or tables."""

    id: str
    text: str
    blocks: tuple[tuple[int, int], ...]


class Passage(NamedTuple):
    """A block of a document whose words stand in another document too."""

    document: str
    start: int
    end: int
    of: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Two documents that share words. `of` is the longer one; `share` is the percentage of the shorter one's words that it has;
    `sort` is 'copy', 'extract', or 'passages' where only blocks are shared. Which of the two was first is not told."""

    document: str
    of: str
    share: int
    sort: str
    passages: tuple[Passage, ...] = ()


@dataclass(slots=True)
class Words:
    """A text as numbers: the hash of every run, and the number of words before each block."""

    text: Text
    runs: Hashes
    ends: list[int]

    @property
    def size(self) -> int:
        return self.ends[-1] if self.ends else 0


def copies(texts: Iterable[Text]) -> list[Copy]:
    """All pairs of which one is a copy or an extract of the other, or that share blocks; sorted by their ids.

    >>> page = "The minister said on Monday that the border with Chad would be closed for a month after the attack on the town of Birao"
    >>> other = "Rebels held the airport of the capital for two days before soldiers who had come from the south drove them out again"
    >>> def text(name, words): return Text(name, words, ((0, len(words)),))
    >>> [(c.document, c.of, c.share, c.sort) for c in copies([text("a", page), text("b", page + " " + other), text("c", other)])]
    [('a', 'b', 100, 'extract'), ('c', 'b', 100, 'extract')]
    """
    read = [words(t) for t in sorted(texts)]
    found = [copy for one, other in candidates([kept(one.runs) for one in read]) if (copy := compare(read[one], read[other]))]
    return sorted(found, key=lambda c: (c.document, c.of))


def words(text: Text) -> Words:
    """A text as it is compared."""
    import numpy as np

    known = _vocabulary()
    hashes: list[int] = []
    ends: list[int] = []
    for start, end in text.blocks:
        hashes.extend([known[w] for w in _WORD.findall(text.text[start:end].casefold())])
        ends.append(len(hashes))
    words = np.array(hashes, dtype=np.uint64)
    if len(words) < RUN:
        return Words(text, words[:0], ends)
    factors = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)
    runs = np.zeros(len(words) - RUN + 1, dtype=np.uint64)
    for i in range(RUN):
        runs ^= words[i : len(words) - RUN + 1 + i] * np.uint64(factors[i])
        runs ^= runs >> np.uint64(29)
    runs *= np.uint64(factors[0])
    runs ^= runs >> np.uint64(32)
    return Words(text, runs, ends)


class _Vocabulary(dict[str, int]):
    """The hash of each word, the same in every process."""

    def __missing__(self, word: str) -> int:
        found = self[word] = int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")
        return found


@cache
def _vocabulary() -> _Vocabulary:
    return _Vocabulary()


def _telling(runs: Hashes) -> Hashes:
    """The runs that are no formula, each once, sorted."""
    import numpy as np

    values, counts = np.unique(runs, return_counts=True)
    return values[counts <= FORMULA]


def kept(runs: Hashes) -> Hashes:
    """The runs by which a text is found."""
    import numpy as np

    if len(runs) <= WINDOW:
        return np.unique(runs.min(keepdims=True)) if len(runs) else runs
    return np.unique(np.lib.stride_tricks.sliding_window_view(runs, WINDOW).min(axis=1))


def candidates(found: Sequence[Hashes]) -> list[tuple[int, int]]:
    """Of texts in the order of their ids, given by their kept runs, the pairs that share enough of these, by number."""
    import numpy as np

    if not found:
        return []
    values = np.concatenate(found)
    owners = np.repeat(np.arange(len(found), dtype=np.int64), [len(k) for k in found])
    order = np.argsort(values, kind="stable")
    return [divmod(pair, len(found)) for pair in often(meetings(values[order], owners[order], len(found))).tolist()]


def compare(one: Words, other: Words) -> Copy | None:
    """What one of two texts is of the other; None where they share too little."""
    if (one.size, one.text.id) > (other.size, other.text.id):
        one, other = other, one
    in_one, in_other = _covered(one, other), _covered(other, one)
    share = int(in_one.sum())
    percent = 100 * share // max(one.size, 1)
    copied = share >= WORDS and percent >= MOST
    least = RUN if copied else WORDS  # of a copy, a short block is copied too; alone it could be anybody's words
    passages = (*_passages(one, in_one, other.text.id, least), *_passages(other, in_other, one.text.id, least))
    if copied:
        sort = "copy" if 100 * int(in_other.sum()) >= WHOLE * other.size else "extract"
        return Copy(one.text.id, other.text.id, percent, sort, passages)
    return Copy(one.text.id, other.text.id, percent, "passages", passages) if passages else None


def _covered(one: Words, other: Words) -> Flags:
    """Which words of a text stand in a run that the other has too."""
    import numpy as np

    there = np.isin(one.runs, np.intersect1d(_telling(one.runs), _telling(other.runs), assume_unique=True))
    covered = np.zeros(one.size, dtype=np.bool_)
    for i in range(RUN):
        covered[i : i + len(there)] |= there
    return covered


def _passages(one: Words, covered: Flags, of: str, least: int) -> list[Passage]:
    """The blocks that are copied: most of their words are covered, in a stretch of such blocks that is long enough."""
    import numpy as np

    sums = np.concatenate(([0], np.cumsum(covered)))
    found: list[Passage] = []
    stretch: list[Passage] = []
    shared, begin = 0, 0
    for (start, end), last in zip([*one.text.blocks, (0, 0)], [*one.ends, one.size], strict=True):
        words = int(sums[last] - sums[begin])
        if last > begin and 100 * words >= MOST * (last - begin):
            stretch.append(Passage(one.text.id, start, end, of))
            shared += words
        elif last > begin or end == 0:
            found += stretch if shared >= least else []
            stretch, shared = [], 0
        begin = last
    return found
