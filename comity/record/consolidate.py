"""Bringing claims together: a pure function from what is said to entries.

An entry is not a fact and its claims are not averaged: claims of the same kind, actors and standing whose times agree are
one entry, claims that deny it dispute it, claims with another date are another entry. The outcome does not depend on the
order of the claims, and a claim given twice counts once.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Container, Iterable, Sequence
from typing import NamedTuple

from comity.model import Claim, Entry, Standing, attributes, digest
from comity.record.independence import independent
from comity.record.sides import sides

Attributes = tuple[tuple[str, str], ...]
Bounds = Callable[[str], tuple[int, int] | None]  # EDTF -> first and last day, None where it says nothing

IDENTITY = frozenset({"mission", "agreement", "name", "office", "person", "predicate", "honorary", "from", "apart"})
"""The attributes that tell one event or tie from another; the others only describe it."""


class Said(NamedTuple):
    """Of one thing that a claim says, what decides the entry it belongs to. `actors` are (role, id), or (role, '?claim') where
    nobody is known: an actor that is not resolved is nobody else's, and keeps the claim apart."""

    claim: str
    kind: str
    actors: tuple[tuple[str, str], ...]
    time: str
    standing: str
    document: str
    attributes: Attributes = ()


class Cluster(NamedTuple):
    """Claims of one content whose times agree: the time they agree on, with its bounds, and the claims."""

    time: str
    bounds: tuple[int, int] | None
    said: list[Said]


class Gathered(NamedTuple):
    """An entry in the making: its standing, the claims that support it, those that dispute it."""

    standing: str
    cluster: Cluster
    against: list[Said]


def said(claim: Claim, bilateral: Container[str] = ()) -> list[Said]:
    """What a claim says, one for each of its sides; `bilateral` are the mutual kinds that hold between two."""
    actors = [(p.role, p.actor) for p in claim.participants]
    of = claim.evidence.document
    return each(claim.id, claim.kind, actors, claim.time.edtf, claim.standing.value, of, claim.attributes, bilateral)


def each(
    claim: str,
    kind: str,
    actors: Iterable[Sequence[str]],
    time: str,
    standing: str,
    document: str,
    attributes: Attributes = (),
    bilateral: Container[str] = (),
) -> list[Said]:
    """The same from a claim's own columns."""
    known = [(role, actor or f"?{claim}") for role, actor in actors]
    found = sides(known, kind in bilateral)
    return [Said(claim, kind, tuple(sorted(side)), time, standing, document, attributes) for side in found]


def consolidate(claims: Iterable[Said], bounds: Bounds, ties: Container[str] = ()) -> list[Entry]:
    """The entries that these claims add up to, sorted by kind, actors and time. `ties` are the kinds that hold over time."""
    groups: dict[tuple[str, ...], list[Said]] = {}
    for one in sorted(set(claims)):
        groups.setdefault(content(one), []).append(one)
    entries = [entry for _, group in sorted(groups.items()) for entry in entries_of(group, bounds, group[0].kind in ties)]
    return sorted(entries, key=lambda e: (e.kind, e.actors, e.time, e.id))


def content(one: Said) -> tuple[str, ...]:
    """What a claim is about, whatever its time and standing: kind, actors in their roles, and what identifies the tie."""
    who = [f"{role} {actor}" for role, actor in one.actors]
    what = [f"{name}={value}" for name, value in one.attributes if name in IDENTITY]
    return (one.kind, *who, *what)


def entries_of(group: Sequence[Said], bounds: Bounds, tie: bool) -> list[Entry]:
    """The entries of claims that are all about the same."""
    return [_entry(one) for one in gathered(group, bounds, tie)]


def gathered(group: Sequence[Said], bounds: Bounds, tie: bool) -> list[Gathered]:
    """Claims that are all about the same, as the entries that they make. A denial disputes what agrees with it in time, whatever the
    standing of that; only one that finds nothing to dispute is an entry itself."""
    by_standing: dict[str, list[Said]] = {}
    for one in group:
        by_standing.setdefault(one.standing, []).append(one)
    denials = by_standing.pop(Standing.DENIED.value, [])
    gather = spells if tie else moments
    found = [Gathered(standing, cluster, []) for standing, some in sorted(by_standing.items()) for cluster in gather(some, bounds)]
    alone = []
    for denial in denials:
        meant = [made for made in found if agree(bounds(denial.time), made.cluster.bounds)]
        for made in meant:
            made.against.append(denial)
        if not meant:
            alone.append(denial)
    return found + [Gathered(Standing.DENIED.value, cluster, []) for cluster in gather(alone, bounds)]


def moments(some: Sequence[Said], bounds: Bounds) -> list[Cluster]:
    """Claims of events brought together by time: the most precise first, then each coarser one joins the only one that it can
    mean. 'In 1960' beside two days of 1960 means either, and stays by itself.

    >>> days = {"1960": (0, 365), "1960-08-13": (225, 225), "1961": (366, 730), "": None}
    >>> claims = [Said(c, "visit", (), c, "actual", "d") for c in days]
    >>> [(c.time, len(c.said)) for c in moments(claims, days.get)]
    [('1960-08-13', 2), ('1961', 1), ('', 1)]
    """
    clusters: list[Cluster] = []
    by_time: dict[str, list[Cluster]] = {}
    days: list[tuple[int, int, int]] = []  # first and last day of each cluster that has any, with its number, sorted
    for one, span in sorted(((s, bounds(s.time)) for s in some), key=_precise_first):
        same = by_time.get(one.time) or [clusters[i] for i in _within(span, days, len(clusters))]
        if len(same) == 1:
            same[0].said.append(one)
        else:
            made = Cluster(one.time if span else "", span, [one])
            by_time.setdefault(made.time, []).append(made)
            if span:
                insort(days, (*span, len(clusters)))
            clusters.append(made)
    return clusters


def _within(span: tuple[int, int] | None, days: Sequence[tuple[int, int, int]], count: int) -> list[int]:
    """The clusters that a time can mean, by number: two at most, since of more than one it matters not which."""
    if span is None:
        return list(range(min(count, 2)))
    found: list[int] = []
    for at in range(bisect_left(days, (span[0],)), len(days)):
        first, last, number = days[at]
        if first > span[1] or len(found) == 2:
            break
        if last <= span[1]:
            found.append(number)
    return found


def spells(some: Sequence[Said], bounds: Bounds) -> list[Cluster]:
    """Claims of ties brought together by time: those whose intervals touch, directly or through others, are one spell. Claims
    without a time join the spell if there is only one.

    >>> days = {"2001/2003": (0, 1000), "2002": (365, 729), "2010/..": (3300, 9999999), "": None}
    >>> claims = [Said(c, "base", (), c, "actual", "d") for c in days]
    >>> [(c.time, len(c.said)) for c in spells(claims, days.get)]
    [('2001/2003', 2), ('2010/..', 1), ('', 1)]
    """
    dated = [(s, span) for s in some if (span := bounds(s.time))]
    undated = [s for s in some if not bounds(s.time)]
    clusters: list[Cluster] = []
    for one, span in sorted(dated, key=lambda pair: (pair[1], pair[0].time, pair[0])):
        last = clusters[-1] if clusters else None
        if last and last.bounds and span[0] <= last.bounds[1]:
            clusters[-1] = Cluster(_wider(last, one.time, span), (last.bounds[0], max(last.bounds[1], span[1])), last.said)
            last.said.append(one)
        else:
            clusters.append(Cluster(one.time, span, [one]))
    if undated and len(clusters) == 1:
        clusters[0].said.extend(undated)
    elif undated:
        clusters.append(Cluster("", None, list(undated)))
    return clusters


def agree(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    """Two times can be of the same thing: they overlap, or one of them is not known."""
    return one is None or other is None or (one[0] <= other[1] and other[0] <= one[1])


def named(one: Said) -> tuple[str, ...]:
    """The actors of an entry that a claim supports: who acts, then with or on whom; '' for nobody known."""
    order = {"source": 0, "party": 1, "target": 2}
    return tuple("" if actor.startswith("?") else actor for role, actor in sorted(one.actors, key=lambda a: (order.get(a[0], 3), a)))


def name_of(one: Said, standing: str, time: str) -> str:
    """The id of the entry of that standing and time that a claim supports."""
    return digest(*content(one), standing, time)


def _entry(made: Gathered) -> Entry:
    standing, cluster, against = made
    first = cluster.said[0]
    values: dict[str, set[str]] = {}
    for one in cluster.said:
        for name, value in one.attributes:
            values.setdefault(name, set()).add(value)
    agreed = attributes((name, min(found)) for name, found in values.items() if len(found) == 1)
    return Entry(
        id=name_of(first, standing, cluster.time),
        kind=first.kind,
        actors=named(first),
        time=cluster.time,
        standing=Standing(standing),
        supporting=tuple(sorted(s.claim for s in cluster.said)),
        disputing=tuple(sorted(s.claim for s in against)),
        sources=independent(s.document for s in cluster.said),
        attributes=agreed,
    )


def _precise_first(pair: tuple[Said, tuple[int, int] | None]) -> tuple[bool, int, int, str, Said]:
    """Of two times that mean the same days, such as '1960' and '1960-01/1960-12', the order is that of their words: it does not hang on
    which claims say so."""
    one, span = pair
    return (False, span[1] - span[0], span[0], one.time, one) if span else (True, 0, 0, "", one)


def _wider(cluster: Cluster, time: str, span: tuple[int, int]) -> str:
    """The time of a spell: the claim that spans most of it, since it holds the bounds of the others."""
    assert cluster.bounds is not None
    return time if span[1] - span[0] > cluster.bounds[1] - cluster.bounds[0] else cluster.time
