"""Ties from what claims say: who is bound to whom, by what, and every turn of its history.

Only what is said to be actual turns a tie. What is planned, alleged, denied or judged stands beside it, as what it is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from comity.model import Standing, digest
from comity.record.consolidate import Attributes, Said, moments
from comity.record.spells import POSITIVE, STOPS, Mark, Turn
from comity.record.when import EVER, bounds

Key = tuple[str, tuple[str, ...], Attributes]  # kind, actors, what tells it from others
Lives = Callable[[str], tuple[str, str]]  # when an actor came to an end (EDTF, '' where it still is), and its name


class Aside(NamedTuple):
    """A claim on a tie that turns nothing: planned, denied, alleged …; or said without a time."""

    standing: str
    kind: str
    time: str
    claim: str


class Tie(NamedTuple):
    """A tie and its history. `actors`: who has it, then with or in whom; sorted where it is mutual."""

    id: str
    kind: str
    actors: tuple[str, ...]
    attributes: Attributes
    marks: tuple[Mark, ...]
    asides: tuple[Aside, ...] = ()

    @property
    def claims(self) -> tuple[str, ...]:
        """All claims that speak of it."""
        return tuple(sorted({c for m in self.marks for c in m.claims} | {a.claim for a in self.asides}))


RANK = frozenset({"raise_mission", "lower_mission"})  # kinds that end a mission of one rank and begin one of another
ALONE = "holds_office"  # the tie that one can have without another: all that is said of one alone turns no tie beside it
TELLS_NOTHING = frozenset({Turn.START, Turn.HOLDS, Turn.LACKS})  # without a time, beside turns that have one


class Rule(NamedTuple):
    """What a kind does to ties of another."""

    tie: str
    turn: Turn
    chief: bool = False  # to the chief missions only, and of both sides
    existing: bool = False  # it makes no tie, it only turns one
    stopped: bool = False  # one that had been broken off before


class Word(NamedTuple):
    """One thing that a claim says of a tie: the turn, its bounds, as written."""

    turn: Turn
    first: int
    last: int
    said: Said


@cache
def settings() -> Mapping[str, Any]:
    """The table beside this module."""
    return tomllib.loads((Path(__file__).parent / "data" / "ties.toml").read_text(encoding="utf-8"))


@cache
def rules() -> Mapping[str, tuple[Rule, ...]]:
    """What each kind does to ties, from the ontology and the table."""
    from comity.kinds import ontology

    fields = (("starts", Turn.START), ("ends", Turn.END), ("suspends", Turn.SUSPEND), ("resumes", Turn.RESUME))
    found: dict[str, list[Rule]] = {}
    for kind in ontology():
        own = found.setdefault(kind.name, [])
        if kind.tie:
            own.append(Rule(kind.name, Turn.HOLDS))
            own.extend(Rule(tie, Turn.LACKS) for tie in kind.ends)
        else:
            own.extend(Rule(tie, turn) for name, turn in fields for tie in getattr(kind, name))
    for name, shown in settings()["shows"].items():
        found[name].extend(Rule(tie, Turn.HOLDS) for tie in shown)
    found["no_relations"].append(Rule("diplomatic_relations", Turn.LACKS))
    for name in settings()["ends_chief"]["kinds"]:
        found[name].append(Rule("has_mission", Turn.END, chief=True, existing=True))
    for name, ties in settings()["loosens"].items():
        found[name].extend(Rule(tie, Turn.LOOSE, chief=tie == "has_mission", existing=True) for tie in ties)
    for name, ties in settings()["loosens_stopped"].items():
        found[name].extend(Rule(tie, Turn.LOOSE, existing=True, stopped=True) for tie in ties)
    return {name: tuple(own) for name, own in found.items()}


@cache
def families() -> Mapping[str, str]:
    """By kind, the family of the ties that its claims can bear on. What is said of one family turns no tie of another.

    >>> families()["open_mission"] == families()["sever_relations"] != families()["close_border"]
    True
    """
    above = {rule.tie: rule.tie for own in rules().values() for rule in own}

    def root(tie: str) -> str:
        return tie if above[tie] == tie else root(above[tie])

    def join(*ties: str) -> None:
        roots = sorted({root(tie) for tie in ties})
        above.update((one, roots[0]) for one in roots)

    join("has_mission", "diplomatic_relations")  # whoever has an embassy has relations
    for own in rules().values():
        join(*(rule.tie for rule in own))
    return {kind: root(own[0].tie if own else "has_mission") for kind, own in rules().items() if own or kind in RANK}


@cache
def lasts(kind: str) -> float | None:
    """For how many years a tie is presumed to hold without news; None for ever."""
    from comity.kinds import ontology

    years = ontology().kind(kind).lasts
    return None if isinstance(years, str) else years


def ties(said: Iterable[Said], published: Mapping[str, int] | None = None, lives: Lives | None = None) -> list[Tie]:
    """The ties that these claims speak of, sorted by kind and actors: a pure function, whatever the order of the claims.

    `published` gives the last day on which each document can have been written: what it says without a time was so by then.
    """
    words: dict[Key, list[Word]] = {}
    asides: dict[Key, list[Aside]] = {}
    turning: list[tuple[Rule, Said]] = []
    for one in sorted(set(said)):
        if any(actor.startswith("?") for _, actor in one.actors):
            continue
        for rule in rules().get(one.kind, ()):
            if rule.existing:
                if one.standing == Standing.ACTUAL:
                    turning.append((rule, one))
                continue
            for key in keys(rule.tie, one):
                if one.standing == Standing.ACTUAL:
                    words.setdefault(key, []).extend(_words(rule.turn, one, published or {}))
                elif one.kind != "raise_mission":
                    asides.setdefault(key, []).append(Aside(one.standing, one.kind, one.time, one.claim))
        if one.kind in RANK and one.standing == Standing.ACTUAL:
            _moved_in_rank(one, words, published or {})
    _plain_to_known(words)
    _places_to_known(words)
    _turned(words, turning, published or {})
    marks = {}
    for key, some in words.items():
        marks[key], idle = _marks(some)
        asides.setdefault(key, []).extend(Aside(Standing.ACTUAL.value, w.said.kind, "", w.said.claim) for w in idle)
    _succeed(marks)
    _shown_by_missions(marks)
    found = []
    for key in sorted({*marks, *asides}):
        kind, actors, attributes = key
        history = tuple(sorted({*marks.get(key, ()), *_ends_of_actors(actors, marks.get(key, ()), lives)}))
        beside = tuple(sorted(set(asides.get(key, ()))))
        found.append(Tie(digest("tie", kind, *actors, *map(str, attributes)), kind, actors, attributes, history, beside))
    return found


def keys(tie: str, one: Said) -> Sequence[Key]:
    """The ties of a kind that a claim can mean: one, or none where it does not name both sides."""
    return _keys(tie, one.actors, one.attributes)


@lru_cache(maxsize=1 << 16)
def _keys(tie: str, actors: tuple[tuple[str, str], ...], attributes: Attributes) -> Sequence[Key]:
    from comity.kinds import ontology

    kind = ontology().kind(tie)
    by_role: dict[str, list[str]] = {}
    for role, actor in actors:
        by_role.setdefault(role, []).append(actor)
    told = tuple((n, v) for n, v in attributes if n in settings()["identity"].get(tie, ()))
    if tie == "has_mission":
        told = _mission_identity(told)
    told += tuple((n, v) for n, v in attributes if n == "apart")
    if kind.symmetric:
        who = sorted({a for role, some in by_role.items() if role in ("source", "target", "party") for a in some})
        return [(tie, tuple(who), told)] if len(who) > 1 else []
    sources, targets = by_role.get("source", []), by_role.get("target", [])
    if not sources and not targets and len(by_role.get("party", [])) == 2 and tie == "has_mission":
        a, b = by_role["party"]  # 'the two opened embassies' in each other's capitals
        return [(tie, (a, b), told), (tie, (b, a), told)]
    if len(sources) == 1 and len(targets) == 1 and sources != targets:
        return [(tie, (sources[0], targets[0]), told)]
    whose = sources or targets
    return [(tie, (whose[0],), told)] if tie == ALONE and len(whose) == 1 and told else []


def _mission_identity(told: Attributes) -> Attributes:
    mission = dict(told).get("mission", "mission")
    place = "" if mission in settings()["chief"]["missions"] else dict(told).get("place", "")
    return (("mission", mission), *((("place", place),) if place else ()))


def _words(turn: Turn, one: Said, published: Mapping[str, int]) -> list[Word]:
    """What a claim says of a tie: of a state of things that has bounds its beginning and end, of one at a time that it was so then."""
    begin, slash, end = one.time.partition("/")
    span = bounds(one.time)
    if span is None:
        return [Word(turn, -EVER, published.get(one.document, EVER), one._replace(time=""))]
    opposite = {Turn.HOLDS: (Turn.START, Turn.END), Turn.LACKS: (Turn.LACKS, Turn.LACKS), Turn.SUSPEND: (Turn.SUSPEND, Turn.RESUME)}
    if not slash or turn not in opposite:
        first = bounds(begin) if slash and turn in (Turn.START, Turn.RESUME) and begin not in ("", "..") else None
        low, high = first or span
        return [Word(turn, low, high, one._replace(time=begin if first else one.time))]
    found = []
    for side, what in zip((begin, end), opposite[turn], strict=True):
        if side not in ("", "..") and (days := bounds(side)):
            found.append(Word(what, *days, one._replace(time=side)))
    return found


def _moved_in_rank(one: Said, words: dict[Key, list[Word]], published: Mapping[str, int]) -> None:
    """A legation raised to an embassy: the embassy begins, the legation ends."""
    told = dict(one.attributes)
    old, new = told.get("mission", ""), told.get("to_mission", "") or told.get("rank", "")
    new = new if new in settings()["chief"]["missions"] else "embassy" if one.kind == "raise_mission" and old != "consulate" else ""
    for mission, turn in ((old, Turn.END), (new, Turn.START)):
        if mission and old != new:
            moved = one._replace(attributes=(("mission", mission),))
            for key in keys("has_mission", moved):
                words.setdefault(key, []).extend(_words(turn, one, published))


def _plain_to_known(words: dict[Key, list[Word]]) -> None:
    """'Its mission' is the embassy, where the two have one chief mission that has a name."""
    chief, plain = settings()["chief"]["missions"], settings()["chief"]["plain"]
    for some in _by_sides(words):
        named = [k for k in some if dict(k[2])["mission"] in chief and dict(k[2])["mission"] not in plain]
        for key in some if len(named) == 1 else ():
            if dict(key[2])["mission"] in plain:
                words[named[0]].extend(words.pop(key))


def _places_to_known(words: dict[Key, list[Word]]) -> None:
    """'Its consulate' is the one in a city, where no other is known."""
    for some in _by_sides(words):
        for key in some:
            named = [k for k in some if k != key and dict(k[2])["mission"] == dict(key[2])["mission"]]
            if "place" not in dict(key[2]) and len(named) == 1:
                words[named[0]].extend(words.pop(key))


def _by_sides(words: Mapping[Key, object]) -> list[list[Key]]:
    """The missions of each state in each other one."""
    found: dict[tuple[str, ...], list[Key]] = {}
    for key in sorted(k for k in words if k[0] == "has_mission"):
        found.setdefault(key[1], []).append(key)
    return list(found.values())


def _turned(words: dict[Key, list[Word]], turning: Sequence[tuple[Rule, Said]], published: Mapping[str, int]) -> None:
    """What turns only the ties that there are: relations that are broken off close the embassies of both."""
    by_sides: dict[tuple[str, frozenset[str]], list[Key]] = {}
    for key in words:
        by_sides.setdefault((key[0], frozenset(key[1])), []).append(key)
    chief = settings()["chief"]["missions"]
    for rule, one in turning:
        sides = frozenset(actor for role, actor in one.actors if role in ("source", "target", "party"))
        span = bounds(one.time)
        for key in by_sides.get((rule.tie, sides), ()) if span else ():
            off = [w.turn for w in sorted(words[key], key=lambda w: w.last) if span and w.last < span[0]][-1:]
            if rule.stopped and not (off and off[0] in STOPS):
                continue
            if not rule.chief or dict(key[2])["mission"] in chief:
                words[key].extend(_words(rule.turn, one, published)[:1])


def _marks(some: Sequence[Word]) -> tuple[tuple[Mark, ...], list[Word]]:
    """The turns that these words amount to: what agrees in time is one turn, as precise as the most precise of them. Then the words
    that turn nothing, since they have no time and others have."""
    found = []
    dated_ones = any(w.said.time for w in some)
    idle = [w for w in some if dated_ones and not w.said.time and w.turn in TELLS_NOTHING]
    some = [w for w in some if not (dated_ones and not w.said.time and w.turn in TELLS_NOTHING)]
    for turn in sorted({w.turn for w in some}):
        own = {w.said: (w.first, w.last) for w in some if w.turn is turn}
        dated = {time: span for said, span in own.items() if (time := said.time)}
        clusters = moments(sorted(own), lambda time, dated=dated: dated.get(time))  # type: ignore[misc]
        alone = all(not c.time for c in clusters)
        for cluster in clusters:
            if not cluster.time and not alone:
                continue  # said without a time where several are given: it can mean any of them
            first, last = cluster.bounds or (min(own[s][0] for s in cluster.said), min(own[s][1] for s in cluster.said))
            best = min(cluster.said, key=lambda s: (own[s][1] - own[s][0], s))
            found.append(Mark(first, last, turn, best.kind, cluster.time, tuple(sorted({s.claim for s in cluster.said}))))
    return tuple(sorted(found)), idle


def _succeed(marks: dict[Key, tuple[Mark, ...]]) -> None:
    """An embassy takes the place of the legation before it."""
    for key in sorted(k for k in marks if k[0] == "has_mission"):
        for older in settings()["succeeds"].get(dict(key[2])["mission"], ()):
            other = ("has_mission", key[1], (("mission", older),))
            if other in marks:
                begins = [m._replace(turn=Turn.END) for m in marks[key] if m.turn is Turn.START and m.time]
                there = {(m.first, m.last) for m in marks[other] if m.turn is Turn.END}
                since = min((w.first for w in marks[other] if w.turn in POSITIVE), default=EVER)
                news = [m for m in begins if (m.first, m.last) not in there and since < m.last]
                marks[other] = tuple(sorted({*marks[other], *news}))


def _shown_by_missions(marks: dict[Key, tuple[Mark, ...]]) -> None:
    """Whoever has an embassy has relations."""
    for kind, actors, told in sorted(marks):
        if kind == "has_mission" and dict(told)["mission"] in settings()["chief"]["relations"]:
            relations = ("diplomatic_relations", tuple(sorted(actors)), ())
            shown = [m._replace(turn=Turn.HOLDS) for m in marks[kind, actors, told] if m.turn in POSITIVE and m.time]
            if relations in marks and shown:
                marks[relations] = tuple(sorted({*marks[relations], *shown}))


def _ends_of_actors(actors: Sequence[str], marks: Sequence[Mark], lives: Lives | None) -> list[Mark]:
    """The end of an actor ends what it had."""
    if lives is None or not marks:
        return []
    found = []
    for actor in actors:
        end, name = lives(actor)
        span = bounds(end)
        if span and min(m.first for m in marks) <= span[1]:
            found.append(Mark(*span, Turn.END, "", end, (), f"{name} ceased to exist"))
    return found


@cache
def lives(actor: str) -> tuple[str, str]:
    """When an actor of the catalogue came to an end, and its name."""
    from comity.actors import catalogue

    if actor not in catalogue():
        return "", actor
    found = catalogue().get(actor)
    return found.end, found.name
