"""Who stands with whom in a claim.

'A and B are members of X and Y' says four things, of which none is between A and B, or X and Y. 'A established relations with
B and C' says nothing of B and C. A treaty that many signed is one thing between all of them.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cache

Side = tuple[str, str]  # role, actor

ASIDE = frozenset({"place", "mediator"})
"""Roles that take no part in saying which event or tie it is."""

BILATERAL = ("recognition", "relations", "missions")
"""The domains whose mutual kinds hold between two."""


def sides(participants: Sequence[Side], between_two: bool) -> list[tuple[Side, ...]]:
    """The participants of each thing that a claim says: every source with every target; of the mutual kinds that hold between two,
    the first named with each of the others; all together elsewhere.

    >>> sides([("source", "A"), ("source", "B"), ("target", "X")], False)
    [(('source', 'A'), ('target', 'X')), (('source', 'B'), ('target', 'X'))]
    >>> sides([("party", "A"), ("party", "B"), ("party", "C")], True)
    [(('party', 'A'), ('party', 'B')), (('party', 'A'), ('party', 'C'))]
    >>> sides([("party", "A"), ("party", "B"), ("party", "C")], False)
    [(('party', 'A'), ('party', 'B'), ('party', 'C'))]
    """
    main = [p for p in dict.fromkeys(participants) if p[0] not in ASIDE]
    by_role: dict[str, list[Side]] = {}
    for side in main:
        by_role.setdefault(side[0], []).append(side)
    sources, targets, parties = (by_role.get(role, []) for role in ("source", "target", "party"))
    rest = tuple(side for side in main if side[0] not in ("source", "target", "party"))
    if sources and targets and not parties:
        return [(s, t, *rest) for s in sources for t in targets if s[1] != t[1]] or [tuple(main)]
    if between_two and len(parties) > 2 and not sources and not targets:
        return [(parties[0], other, *rest) for other in parties[1:]]
    return [tuple(main)]


@cache
def bilateral() -> Container[str]:
    """The mutual kinds that hold between two."""
    from comity.kinds import ontology

    return frozenset(k.name for k in ontology() if k.symmetric and k.domain in BILATERAL)
