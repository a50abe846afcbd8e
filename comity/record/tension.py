"""Tension: triads of actors that pull apart on a day, by the balance of signed graphs.

Three actors are in balance if the product of their ties' signs is positive: the friend of a friend is a friend, the enemy of an enemy
is one too. A friend at war with another friend pulls: relations with both become hard. Three enemies are left alone: nobody is torn.

The misconception to avoid: a triad is as sure as the least sure of its ties. Where a page says without a time that two are allies, they
possibly were on the day, and so is the tension.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from comity.record.asof import Answer
from comity.record.spells import State

SURE = (State.HOLDS, State.PRESUMED, State.POSSIBLY)
"""The states of a tie that can pull on the day, the surest first."""
CLOSE, HOSTILE = 4.0, -3.0
"""From which temper on a tie is a friend's or an enemy's."""
COMMON = frozenset({"recognition", "missions", "organisations", "borders", "economy", "society"})
"""The domains of what nearly all states have with each other: it makes no friends. Enemies it may."""


class Side(NamedTuple):
    """Two actors and the ties between them that pull the same way; `temper` is that of the strongest of them, `state` that of the surest
    of these."""

    actors: tuple[str, str]
    temper: float
    ties: tuple[Answer, ...]
    state: State


class Triad(NamedTuple):
    """An actor torn between two others that are enemies: it is close to both."""

    torn: str
    others: tuple[str, str]
    sides: tuple[Side, Side, Side]  # with the one, with the other, between the two

    @property
    def strength(self) -> float:
        """How strong the weakest of its sides is."""
        return min(abs(s.temper) for s in self.sides)

    @property
    def state(self) -> State:
        """How sure it is: as sure as the least sure of its sides."""
        return max((s.state for s in self.sides), key=SURE.index)

    @property
    def claims(self) -> tuple[str, ...]:
        return tuple(sorted({c for side in self.sides for tie in side.ties for c in tie.claims}))


def triads(answers: Iterable[Answer], day: str, actor: str = "") -> list[Triad]:
    """The triads that pull apart on a day, by what ties were on it, the surest first, then the strongest; those with an actor, if one
    is named."""
    sides = signed(answers, day)
    friends: dict[str, set[str]] = {}
    for (a, b), side in sides.items():
        if side.temper > 0:
            friends.setdefault(a, set()).add(b)
            friends.setdefault(b, set()).add(a)
    result = []
    for (one, other), quarrel in sides.items():
        if quarrel.temper < 0:
            for torn in sorted(friends.get(one, set()) & friends.get(other, set())):
                if actor in ("", torn, one, other):
                    result.append(Triad(torn, (one, other), (_side(sides, torn, one), _side(sides, torn, other), quarrel)))
    return sorted(result, key=lambda t: (t.state is State.POSSIBLY, -t.strength, t.torn, t.others))


def filled(some: Iterable[Triad], full: Mapping[str, Answer]) -> list[Triad]:
    """The triads with all that is known of their ties, which are given by id."""

    def whole(side: Side) -> Side:
        return side._replace(ties=tuple(full[a.tie.id] for a in side.ties))

    return [t._replace(sides=(whole(t.sides[0]), whole(t.sides[1]), whole(t.sides[2]))) for t in some]


def signed(answers: Iterable[Answer], day: str) -> dict[tuple[str, str], Side]:
    """Each two actors that are close or hostile on the day, and by which ties. Where they are both, the stronger counts; war always. What
    is only possible counts where nothing firm is known of the two, and while there were both."""
    by_pair: dict[tuple[str, str], list[Answer]] = {}
    for answer in answers:
        if answer.state in SURE and len(answer.tie.actors) == 2 and temper(answer.tie.kind):
            a, b = sorted(answer.tie.actors)
            by_pair.setdefault((a, b), []).append(answer)
    found = {}
    for pair, every in sorted(by_pair.items()):
        some = [a for a in every if a.state is not State.POSSIBLY] or [a for a in every if all(_exists(actor, day) for actor in pair)]
        if not some:
            continue
        strongest = max((temper(a.tie.kind) for a in some), key=lambda t: (abs(t), -t))
        same = tuple(a for a in some if (temper(a.tie.kind) > 0) == (strongest > 0))
        state = min((a.state for a in same if temper(a.tie.kind) == strongest), key=SURE.index)
        found[pair] = Side(pair, strongest, same, state)
    return found


@cache
def _exists(actor: str, day: str) -> bool:
    from comity.actors import catalogue

    return actor not in catalogue() or catalogue().get(actor).exists(day)


@cache
def temper(kind: str) -> float:
    """How a kind pulls two actors, 0 where it neither binds nor parts them."""
    from comity.kinds import ontology

    found = ontology().kind(kind)
    if found.temper >= CLOSE:
        return 0 if found.domain in COMMON or kind in ("diplomatic_relations", "consular_relations", "cooperation") else found.temper
    return found.temper if found.temper <= HOSTILE else 0


@cache
def pulling() -> tuple[str, ...]:
    """The kinds of ties that bind two actors or part them: no others make a triad.

    >>> "alliance" in pulling(), "diplomatic_relations" in pulling()
    (True, False)
    """
    from comity.kinds import ontology

    return tuple(k.name for k in ontology() if k.tie and temper(k.name))


def _side(sides: Mapping[tuple[str, str], Side], one: str, other: str) -> Side:
    return sides[(one, other) if one < other else (other, one)]
