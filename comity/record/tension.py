"""Tension: triads of actors that pull apart on a day, by the balance of signed graphs.

Three actors are in balance if the product of their ties' signs is positive: the friend of a friend is a friend, the enemy of an enemy
is one too. A friend at war with another friend pulls: relations with both become hard. Three enemies are left alone: nobody is torn.

The misconception to avoid: a triad is as sure as the least sure of its ties. Where a page says without a time that two are allies, they
possibly were on the day, and so is the tension.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple, TypeVar

from comity.record.asof import Answer
from comity.record.spells import State

SURE = (State.HOLDS, State.PRESUMED, State.POSSIBLY)
"""The states of a tie that can pull on the day, the surest first."""
CLOSE, HOSTILE = 4.0, -3.0
"""From which temper on a tie is a friend's or an enemy's."""
COMMON = frozenset({"recognition", "missions", "organisations", "borders", "economy", "society"})
"""The domains of what nearly all states have with each other: it makes no friends. Enemies it may."""


class Pull(NamedTuple):
    """That two actors, in the order of their names, have a tie of a kind, and its state on the day."""

    actors: tuple[str, str]
    kind: str
    state: State


class Side(NamedTuple):
    """Two actors and the ties between them that pull the same way; `temper` is that of the strongest of them, `state` that of the surest
    of these."""

    actors: tuple[str, str]
    temper: float
    state: State
    ties: tuple[Answer, ...] = ()


S = TypeVar("S", Pull, Answer)


class Triad(NamedTuple):
    """An actor torn between two others that are enemies: it is close to both."""

    torn: str
    others: tuple[str, str]
    sides: tuple[Side, Side, Side]  # with the one, with the other, between the two

    @property
    def state(self) -> State:
        """How sure it is: as sure as the least sure of its sides."""
        return max((s.state for s in self.sides), key=SURE.index)

    @property
    def claims(self) -> tuple[str, ...]:
        return tuple(sorted({c for side in self.sides for tie in side.ties for c in tie.claims}))


def triads(pulls: Iterable[Pull], day: str, actors: Iterable[str] = (), first: int = 0, limit: int = 0) -> tuple[list[Triad], int]:
    """The triads that pull apart on a day, by what ties were on it, the surest first, then the strongest: from the first wanted on so
    many of them (0: all), and how many there are. With actors, those in which all of them stand. `filled` adds their ties."""
    sides, wanted = signed(pulls, day), {*actors}
    friends: dict[str, dict[str, Side]] = {}
    for (a, b), side in sides.items():
        if side.temper > 0:
            friends.setdefault(a, {})[b] = friends.setdefault(b, {})[a] = side
    nobody: dict[str, Side] = {}
    ranks: dict[tuple[bool, float], list[tuple[str, tuple[str, str]]]] = {}
    for others, quarrel in sides.items():
        if quarrel.temper < 0:
            of_one, of_other = (friends.get(a, nobody) for a in others)
            for torn in of_one.keys() & of_other.keys():
                if not wanted or wanted <= {torn, *others}:
                    a_side, b_side = of_one[torn], of_other[torn]
                    unsure = State.POSSIBLY in (quarrel.state, a_side.state, b_side.state)
                    ranks.setdefault((unsure, max(quarrel.temper, -a_side.temper, -b_side.temper)), []).append((torn, others))
    total, last = sum(map(len, ranks.values())), first + limit if limit else None
    found: list[tuple[str, tuple[str, str]]] = []
    for rank in sorted(ranks):
        if last is None or len(found) < last:
            found += sorted(ranks[rank])
    return [
        Triad(torn, (one, other), (friends[torn][one], friends[torn][other], sides[one, other])) for torn, (one, other) in found[first:last]
    ], total


def filled(some: Iterable[Triad], answers: Iterable[Answer], day: str) -> list[Triad]:
    """The triads with the ties that pull, out of all ties of their actors on that day."""
    by_pair: dict[tuple[str, str], list[Answer]] = {}
    for answer in answers:
        if found := pull(answer):
            by_pair.setdefault(found.actors, []).append(answer)

    def whole(side: Side) -> Side:
        counted = _counted(side.actors, by_pair.get(side.actors, []), day)
        return side._replace(ties=tuple(a for a in counted if (temper(a.tie.kind) > 0) == (side.temper > 0)))

    return [t._replace(sides=(whole(t.sides[0]), whole(t.sides[1]), whole(t.sides[2]))) for t in some]


def pull(answer: Answer) -> Pull | None:
    """The pull of a tie, if it has one: if it binds or parts two actors, on the day at least possibly.

    >>> from comity.record.ties import Tie
    >>> pull(Answer(Tie("t", "war", ("TCD", "SDN"), (), ()), State.HOLDS, "", ()))
    Pull(actors=('SDN', 'TCD'), kind='war', state=<State.HOLDS: 'holds'>)
    """
    who = sorted({*answer.tie.actors} - {""})
    if answer.state not in SURE or len(who) != 2 or not temper(answer.tie.kind):
        return None
    return Pull((who[0], who[1]), answer.tie.kind, answer.state)


def signed(pulls: Iterable[Pull], day: str) -> dict[tuple[str, str], Side]:
    """Each two actors that are close or hostile on the day. Where they are both, the stronger counts; war always."""
    by_pair: dict[tuple[str, str], list[Pull]] = {}
    for one in pulls:
        by_pair.setdefault(one.actors, []).append(one)
    found = {}
    for pair, every in sorted(by_pair.items()):
        if len(every) == 1 and every[0].state is not State.POSSIBLY:
            found[pair] = Side(pair, temper(every[0].kind), every[0].state)
        elif some := _counted(pair, every, day):
            strongest = max((temper(p.kind) for p in some), key=lambda t: (abs(t), -t))
            state = min((p.state for p in some if temper(p.kind) == strongest), key=SURE.index)
            found[pair] = Side(pair, strongest, state)
    return found


def _counted(pair: tuple[str, str], every: Sequence[S], day: str) -> Sequence[S]:
    """What counts of what is between two: what is only possible where nothing firm is known of them, and while there were both."""
    firm = [one for one in every if one.state is not State.POSSIBLY]
    return firm or (every if all(_exists(actor, day) for actor in pair) else [])


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
