"""Contradictions: claims that cannot both be true, side by side, with a word on the sort of conflict. None is ever resolved here.

The misconception to avoid: two dates are not yet a contradiction. 'In 1992' and 'on 5 March 1992' agree; a tie that began twice has
two dates of which both are right, and of that a source can speak without the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import combinations, product
from typing import NamedTuple

from comity.model import Standing, digest
from comity.record.consolidate import Attributes, Said, agree, content
from comity.record.spells import STOPS, Mark, Turn
from comity.record.ties import Lives, Tie, keys, lasts, rules, ties
from comity.record.when import bounds

BEGINS = frozenset({Turn.START, Turn.RESUME})
APPROXIMATE = frozenset("~?%")
YEAR = 366
NEAR = 3 * YEAR  # days: what lies further apart may be another spell
DATED = ("diplomatic_relations", "consular_relations", "has_mission", "member", "recognizes")
"""Ties of which it is a contradiction that two sources date their beginning differently: they begin once a spell."""


Key = tuple[str, tuple[str, ...], Attributes]
Dates = Mapping[str, set[str]]


class Sort(StrEnum):
    """What is contradicted."""

    BEGAN = "different dates"
    STATE = "said to be and not to be"
    DENIED = "denied"
    COUNT = "different counts"


class Conflict(StrEnum):
    """What the conflict may come from; `real` where nothing explains it."""

    REAL = "real"
    EXCHANGED = "day and month exchanged"
    SUCCESSION = "succession of states"
    SPELL = "second spell"
    PRECISION = "precision only"


class Side(NamedTuple):
    """What one side says: a date, a count or a state of things, and the claims that say it."""

    value: str
    claims: tuple[str, ...]


class Contradiction(NamedTuple):
    """Two sides that cannot both be true, on one event or tie; `why` says what makes the conflict of its sort."""

    id: str
    sort: Sort
    conflict: Conflict
    kind: str
    actors: tuple[str, ...]
    attributes: Attributes
    sides: tuple[Side, ...]
    why: str

    @property
    def claims(self) -> tuple[str, ...]:
        return tuple(sorted({c for side in self.sides for c in side.claims}))


class Counted(NamedTuple):
    """A count that a claim gives of something: bounds of the number, of what, in which unit, and whether it is exact."""

    said: Said
    of: str
    unit: str
    low: float
    high: float
    bound: str


def contradictions(
    said: Iterable[Said], counts: Iterable[Counted] = (), lives: Lives | None = None, several: Container[str] = ()
) -> list[Contradiction]:
    """The contradictions among these claims, real ones first; a pure function, whatever their order. `several` are claims that speak of
    others at once, who are not among these."""
    claims = sorted(set(said))
    histories = ties(claims, {}, lives)
    found = [*_beginnings(claims, histories, lives, several), *_states(histories, claims), *_denials(claims), *_counts(counts)]
    return ranked({c.id: c for c in found}.values())


def ranked(found: Iterable[Contradiction]) -> list[Contradiction]:
    """Contradictions in their one order, real ones first."""
    order = list(Conflict)
    return sorted(found, key=lambda c: (order.index(c.conflict), c.sort, c.kind, c.actors, c.sides, c.id))


def _beginnings(
    claims: Sequence[Said], histories: Sequence[Tie], lives: Lives | None, several: Container[str]
) -> list[Contradiction]:
    """Sources that have no date in common for the beginning of one tie. A resumption is held against resumptions alone: who tells of it
    does not say that the tie began then. A claim on several pairs at once dates none of them for certain."""
    given: dict[tuple[Turn, Key], dict[str, dict[str, set[str]]]] = {}
    pairs = Counter((one.claim, one.kind) for one in claims)
    for one in claims:
        unsure = any(actor.startswith("?") for _, actor in one.actors) or pairs[one.claim, one.kind] > 1
        if one.standing != Standing.ACTUAL or unsure or one.claim in several:
            continue
        for rule in rules().get(one.kind, ()):
            time = _beginning(one, rule.turn)
            if rule.tie in DATED and not rule.existing and bounds(time):
                turn = Turn.RESUME if rule.turn is Turn.RESUME else Turn.START
                for key in keys(rule.tie, one):
                    given.setdefault((turn, key), {}).setdefault(one.document, {}).setdefault(time, set()).add(one.claim)
    marks = {(t.kind, t.actors, t.attributes): t.marks for t in histories}
    found = []
    for (turn, key), by_document in sorted(given.items()):
        sources: dict[tuple[str, ...], dict[str, set[str]]] = {}
        for _, dates in sorted(by_document.items()):
            merged = sources.setdefault(tuple(sorted(dates)), {})
            for time, who in dates.items():
                merged.setdefault(time, set()).update(who)
        for (_, a), (_, b) in combinations(sorted(sources.items()), 2):
            found.extend(_dates_apart(key, a, b, marks.get(key, ()), lives, again=turn is Turn.RESUME))
        for dates in by_document.values():
            found.extend(_dates_within(key, dates, lives))
    return found


def _beginning(one: Said, turn: Turn) -> str:
    """When the tie began according to a claim, '' where it does not say so, or only about when. An event since some time came at any
    time after it ('since then the two have joined'), a state of things that holds since then began with it."""
    if APPROXIMATE & set(one.time):
        return ""
    begin, slash, end = one.time.partition("/")
    if turn in BEGINS:
        return one.time if not slash or end == ".." or begin in ("", "..") else begin
    return begin if turn is Turn.HOLDS and slash and begin not in ("", "..") else ""


def _dates_apart(key: Key, a: Dates, b: Dates, marks: Sequence[Mark], lives: Lives | None, again: bool) -> list[Contradiction]:
    """Two sources contradict each other if either gives a date that the other cannot mean by any of its own. Where they agree on
    another beginning, or both speak of the tie's beginning again, what is left must be near: else one of them passes over a spell."""
    a, b = _finest(a), _finest(b)
    left = [x for x in sorted(a) if not any(agree(bounds(x), bounds(y)) for y in b)]
    right = [y for y in sorted(b) if not any(agree(bounds(x), bounds(y)) for x in a)]
    if not left or not right:
        return []
    x, y = min(product(left, right), key=lambda pair: (_distance(*pair), pair))
    if (again or len(left) < len(a) or len(right) < len(b)) and _distance(x, y) > NEAR:
        return []
    conflict, why = _conflict(key, x, y, marks, lives)
    sides = [Side(t, tuple(sorted(given[t]))) for given, first in ((a, x), (b, y)) for t in sorted(given, key=_first(first))]
    return [_made(Sort.BEGAN, conflict, key, sides, why)]


def _finest(dates: Dates) -> Dates:
    """The dates of a source without those that another of them makes more precise."""
    spans = {t: bounds(t) or (0, 0) for t in dates}
    coarse = {t for t, o in product(dates, dates) if spans[t] != spans[o] and spans[t][0] <= spans[o][0] and spans[o][1] <= spans[t][1]}
    return {t: claims for t, claims in dates.items() if t not in coarse}


def _first(date: str) -> Callable[[str], tuple[bool, str]]:
    return lambda t: (t != date, t)


def _dates_within(key: Key, dates: Dates, lives: Lives | None) -> list[Contradiction]:
    """One document that gives two days of one year for one beginning says two things of it."""
    days = [t for t in sorted(dates) if len(t) == 10 and "/" not in t]
    found = []
    for x, y in combinations(days, 2):
        if x[:4] == y[:4]:
            conflict, _ = _conflict(key, x, y, (), lives)
            found.append(_made(Sort.BEGAN, conflict, key, [Side(t, tuple(sorted(dates[t]))) for t in (x, y)], "One document gives both."))
    return found


def _conflict(key: Key, x: str, y: str, marks: Sequence[Mark], lives: Lives | None) -> tuple[Conflict, str]:
    """What two dates of one beginning may come from."""
    first, second = sorted((bounds(x), bounds(y)), key=lambda b: b or (0, 0))
    assert first is not None and second is not None
    if _exchanged(x, y):
        return Conflict.EXCHANGED, f"{x} and {y} differ only in which number is the day."
    ended = [m for m in marks if m.turn in STOPS and m.last > first[0] and m.first < second[1] and m.claims]
    if ended:
        return Conflict.SPELL, f"The tie ended {ended[0].time or 'in between'}: the later date may begin a second spell."
    from comity.actors import catalogue

    for actor in key[1]:
        known = catalogue().get(actor) if actor in catalogue() else None
        for birth in (known.begin, *(gap.partition("/")[2] for gap in known.gaps)) if known else ():
            born = bounds(birth)
            if known and born and first[1] < born[0] <= second[1] + YEAR:
                return Conflict.SUCCESSION, f"{known.name} began {birth}: the earlier date may be its predecessor's."
    return Conflict.REAL, "Nothing in the record explains it."


def _exchanged(x: str, y: str) -> bool:
    """Whether two days are one with its month and day exchanged.

    >>> _exchanged("1992-03-05", "1992-05-03"), _exchanged("1992-03-05", "1992-03-06")
    (True, False)
    """
    return len(x) == len(y) == 10 and x[:4] == y[:4] and x[5:7] == y[8:] and x[8:] == y[5:7] and x != y


def _distance(x: str, y: str) -> int:
    a, b = bounds(x), bounds(y)
    assert a is not None and b is not None
    return max(a[0] - b[1], b[0] - a[1])


def _states(histories: Sequence[Tie], claims: Sequence[Said]) -> list[Contradiction]:
    """A tie said not to be when another source has it begun and none has it ended; one open and closed within the same days."""
    documents: dict[str, set[str]] = {}
    for one in claims:
        documents.setdefault(one.claim, set()).add(one.document)
    found = []
    for tie in histories:
        lacking = [m for m in tie.marks if m.turn is Turn.LACKS]
        begun = [m for m in tie.marks if m.turn in BEGINS and m.time]
        stopped = [m for m in tie.marks if m.turn in STOPS]
        silent = [a for a in tie.asides if a.standing == Standing.ACTUAL and a.kind == "no_relations"]
        lacks = [*((m.first, m.last, m.time, m.claims) for m in lacking), *((-1, -1, "", (a.claim,)) for a in silent)]
        for start, (_, last, time, who) in product(begun, lacks):
            ended = any(start.first < m.last and m.first <= last for m in stopped) or (stopped and not time)
            apart = not any(documents[a] & documents[b] for a, b in product(start.claims, who))
            if apart and not ended and (not time or start.last < last):
                sides = [Side(f"since {start.time}", start.claims), Side(f"not{f' in {time}' if time else ''}", who)]
                found.append(_made(Sort.STATE, Conflict.REAL, tie[1:4], sides, "No source has it ended."))
        for on, off in product([m for m in tie.marks if m.turn is Turn.HOLDS], stopped):
            same = on.first <= off.first and off.last <= on.last or (off.first <= on.first and on.last <= off.last)
            days = max(on.last - on.first, off.last - off.first)
            apart = all(not documents[a] & documents[b] for a, b in product(on.claims, off.claims))  # what ends on a day held until then
            if same and days == 0 and lasts(tie.kind) is None and on.claims and off.claims and apart:
                sides = [Side(f"held {on.time}", on.claims), Side(f"{off.turn.value}ed {off.time}", off.claims)]
                found.append(_made(Sort.STATE, Conflict.REAL, tie[1:4], sides, "Both are said of the same day."))
    return found


def _denials(claims: Sequence[Said]) -> list[Contradiction]:
    """What some say, or allege, and others deny."""
    groups: dict[tuple[str, ...], list[Said]] = {}
    for one in claims:
        if not any(actor.startswith("?") for _, actor in one.actors) and len(one.actors) > 1:
            groups.setdefault(content(one), []).append(one)
    found = []
    for group in groups.values():
        denied = [s for s in group if s.standing == Standing.DENIED]
        said = [s for s in group if s.standing in (Standing.ACTUAL, Standing.ALLEGED)]
        for no in denied:
            meant = [s for s in said if agree(bounds(no.time), bounds(s.time)) and s.claim != no.claim]
            if meant:
                key = (no.kind, tuple(a for _, a in no.actors), tuple(a for a in no.attributes))
                standings = " and ".join(sorted({s.standing for s in meant}))
                sides = [Side(standings, tuple(sorted({s.claim for s in meant}))), Side("denied", (no.claim,))]
                found.append(_made(Sort.DENIED, Conflict.REAL, key, sides, "One says it, the other denies it."))
    return found


def _counts(counts: Iterable[Counted]) -> list[Contradiction]:
    """Counts of one thing at one time that differ from document to document; one that gives two counts speaks of two things."""
    groups: dict[tuple[tuple[str, ...], str, str], list[Counted]] = {}
    for one in sorted(set(counts)):
        known = not any(actor.startswith("?") for _, actor in one.said.actors) and len(one.said.actors) > 1
        if known and one.of and bounds(one.said.time) and one.said.standing == Standing.ACTUAL:
            groups.setdefault((content(one.said), one.of, one.unit), []).append(one)
    found = []
    for (_, of, _), group in groups.items():
        for a, b in combinations(group, 2):
            if a.said.document != b.said.document and a.said.time == b.said.time and _differ(a, b):
                key = (a.said.kind, tuple(actor for _, actor in a.said.actors), a.said.attributes)
                sides = [Side(f"{one.bound} {one.low:g} {of}".removeprefix("exact "), (one.said.claim,)) for one in (a, b)]
                found.append(_made(Sort.COUNT, Conflict.REAL, key, sides, f"Both are of {a.said.time}."))
    return found


def _differ(a: Counted, b: Counted) -> bool:
    """Whether two counts cannot both be right: 'about' leaves a tenth either way, bounds leave their side open."""
    (low, high), (other_low, other_high) = _reach(a), _reach(b)
    return high < other_low or other_high < low


def _reach(one: Counted) -> tuple[float, float]:
    slack = one.high / 10 if one.bound == "about" else 0
    low = float("-inf") if one.bound == "at_most" else one.low - slack
    return low, float("inf") if one.bound == "at_least" else one.high + slack


def _made(sort: Sort, conflict: Conflict, key: Key, sides: Sequence[Side], why: str) -> Contradiction:
    kind, actors, attributes = key
    merged = tuple(sides)
    name = digest(sort.value, kind, *actors, *map(str, attributes), *(f"{s.value} {' '.join(s.claims)}" for s in merged))
    return Contradiction(name, sort, conflict, kind, actors, attributes, merged, why)
