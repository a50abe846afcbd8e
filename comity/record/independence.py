"""Independence: how many sources stand behind claims that say the same, and why.

Two documents are one source for a claim if the words that say it are copied from one to the other, or if they lean on the same
third, or one on the other: 'according to Reuters' twice, a footnote to the same article, an agency's report and a page that quotes it.
That two pages have one publisher does not make them one source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from comity.model import Entry


class Ground(NamedTuple):
    """On what a claim rests: its document, whom that cites for it, what that itself is to those who cite it, and of which other
    documents the block that says it is a copy, with the share of words in percent. Names read 'outlet Reuters', 'note …'."""

    claim: str
    document: str
    cites: frozenset[str] = frozenset()
    itself: frozenset[str] = frozenset()
    copied: tuple[tuple[str, int], ...] = ()


class Reason(NamedTuple):
    """Why two documents count as one source."""

    one: str
    other: str
    words: str


class Judgement(NamedTuple):
    """The sources: groups of documents that count as one, and the reasons for each group of more than one."""

    groups: tuple[tuple[str, ...], ...]
    reasons: tuple[Reason, ...]

    @property
    def sources(self) -> int:
        return len(self.groups)


def independent(documents: Iterable[str]) -> int:
    """How many sources documents are of which nothing is known but their ids.

    >>> independent(["a", "b", "a"])
    2
    """
    return len(set(documents))


def judge(grounds: Iterable[Ground]) -> Judgement:
    """Which documents behind claims that say the same are one source.

    >>> wire = frozenset({"outlet Reuters"})
    >>> found = judge([Ground("1", "a", wire), Ground("2", "b", wire), Ground("3", "c")])
    >>> found.sources, found.groups, found.reasons[0].words
    (2, (('a', 'b'), ('c',)), 'both cite Reuters')
    """
    by_document: dict[str, list[Ground]] = {}
    for ground in sorted(set(grounds), key=lambda g: (g.document, g.claim)):
        by_document.setdefault(ground.document, []).append(ground)
    found = groups(by_document)
    together = sorted(pair for group in found for pair in combinations(group, 2))
    reasons = [Reason(a, b, words) for a, b in together if (words := _same(by_document[a], by_document[b]))]
    return Judgement(found, tuple(reasons))


def groups(by_document: Mapping[str, Sequence[Ground]]) -> tuple[tuple[str, ...], ...]:
    """The documents that are one source, from the grounds of each: in time that grows with them, not with their pairs."""
    above: dict[str, str] = {d: d for d in by_document}
    first: dict[str, str] = {}  # by name, a document that cites it

    def join(one: str, other: str) -> None:
        low, high = sorted((_root(above, one), _root(above, other)))
        above[high] = low

    for document, some in by_document.items():
        for ground in some:
            for name in ground.cites:
                join(document, first.setdefault(name, document))
            for other, _ in ground.copied:
                if other in above:
                    join(document, other)
    for document, some in by_document.items():
        for name in {n for ground in some for n in ground.itself if n in first}:
            join(document, first[name])
    found: dict[str, list[str]] = {}
    for document in sorted(by_document):
        found.setdefault(_root(above, document), []).append(document)
    return tuple(tuple(g) for _, g in sorted(found.items()))


def counted(entries: Iterable[Entry], grounds: Mapping[str, Ground]) -> list[Entry]:
    """The entries with their sources counted; those whose claims have no grounds given keep the count that they have."""
    from dataclasses import replace

    found = []
    for entry in entries:
        known = [grounds[c] for c in entry.supporting if c in grounds]
        count = judge(known).sources if len(known) == len(entry.supporting) else entry.sources
        found.append(entry if count == entry.sources else replace(entry, sources=count))
    return found


def _same(some: Sequence[Ground], others: Sequence[Ground]) -> str:
    """Why the claims of one document and those of another are of one source; '' where they are not."""
    one, other = some[0].document, others[0].document
    shares = [share for a, b in ((some, other), (others, one)) for g in a for d, share in g.copied if d == b]
    if shares:
        return f"the words are copied, {max(shares)} % of the shorter text" if max(shares) >= 50 else "the passage is copied"
    cites, cited = (frozenset().union(*(g.cites for g in side)) for side in (some, others))
    if both := cites & cited:
        return f"both cite {_name(both)}"
    if it := frozenset().union(*(g.itself for g in others)) & cites:
        return f"the first cites the second, {_name(it)}"
    if it := frozenset().union(*(g.itself for g in some)) & cited:
        return f"the second cites the first, {_name(it)}"
    return ""


def _name(names: frozenset[str]) -> str:
    sort, _, name = min(names, key=lambda n: (not n.startswith("outlet"), n)).partition(" ")
    return name if sort == "outlet" else f"“{name}”"


def _root(above: dict[str, str], document: str) -> str:
    while above[document] != document:
        above[document] = above[above[document]]
        document = above[document]
    return document
