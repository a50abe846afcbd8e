"""Which head nouns stand for the actor that modifies them: 'French troops' act for France, 'French aid' does not."""

from __future__ import annotations

from functools import cache

from comity.actors.sector import sector

ALSO = frozenset(
    "side party country nation state republic kingdom empire federation confederation union dominion government"
    " authority people citizen national community regime junta rebel"
    " group faction ally neighbor neighbour".split()
)


@cache
def stands_for_actor(lemma: str) -> bool:
    """Whether this noun names people or bodies that act for a state or group.

    >>> stands_for_actor("soldier"), stands_for_actor("aid")
    (True, False)
    """
    return lemma in ALSO or bool(sector(lemma))
