"""The lines of a dossier: what entries, ties and contradictions say in words, with their sentences and independent sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from comity.model import Claim, Entry, Participant, Standing
from comity.record.citations import Citations
from comity.record.independence import Ground, Judgement, judge
from comity.record.names import name_of
from comity.record.when import EVER, bounds
from comity.record.words import kind_words, time_words

if TYPE_CHECKING:
    from comity.record.asof import Answer
    from comity.record.contradictions import Contradiction
    from comity.record.spells import Spell


class State(NamedTuple):
    """What a tie was on the day: holds, presumed, possibly, ended, not yet or unknown, and why."""

    name: str
    reason: str


class Line(NamedTuple):
    """One line: what, between whom, when; its sentences and those that dispute it; the independent sources, and why some of its
    documents are not counted."""

    kinds: tuple[str, ...]
    words: str
    time: str
    standing: str
    state: State
    details: tuple[str, ...]
    citations: tuple[int, ...]
    disputing: tuple[int, ...]
    documents: tuple[str, ...]
    sources: int
    reasons: tuple[str, ...]
    claims: tuple[str, ...]


def of_entries(
    found: Sequence[tuple[Entry, list[Claim]]],
    by_id: Mapping[str, Claim],
    citations: Citations,
    grounds: Mapping[str, Ground],
) -> Iterator[Line]:
    """A line for the entries that the same sentences give the same time, standing and sides."""
    together: dict[tuple[object, ...], list[tuple[Entry, list[Claim]]]] = {}
    for entry, own in sorted(found, key=lambda f: (not f[0].time, _begin(f[0].time), place(min(f[1], key=place)), f[0].kind, f[0].id)):
        said = tuple(sorted({(c.evidence.document, c.evidence.start) for c in own}))
        together.setdefault((entry.time, entry.standing, _sides(entry, own[0]), said), []).append((entry, own))
    for (time, standing, sides, _), some in together.items():
        claims = sorted({c.id: c for _, own in some for c in own}.values(), key=place)
        judged = judge([grounds[c.id] for c in claims if c.id in grounds])
        kinds = tuple(dict.fromkeys(e.kind for e, _ in some))
        disputing = [by_id[c] for e, _ in some for c in e.disputing if c in by_id]
        yield Line(
            kinds=kinds,
            words=f"{', '.join(map(kind_words, kinds))}: {sides}" if sides else ", ".join(map(kind_words, kinds)),
            time=str(time),
            standing=str(standing),
            state=State("", ""),
            details=_details(claims),
            citations=citations.cite(claims),
            disputing=citations.cite(disputing),
            documents=tuple(dict.fromkeys(c.evidence.document for c in claims)),
            sources=judged.sources or max(e.sources for e, _ in some),
            reasons=_reasons(judged),
            claims=tuple(c.id for c in claims),
        )


def of_ties(answers: Iterable[Answer], by_id: Mapping[str, Claim], citations: Citations, grounds: Mapping[str, Ground]) -> Iterator[Line]:
    """A line a tie, with what it was on the day."""
    from comity.kinds import ontology

    for answer in answers:
        claims = sorted((by_id[c] for c in answer.claims if c in by_id), key=place)
        if not claims:
            continue
        judged = judge([grounds[c.id] for c in claims if c.id in grounds])
        arrow = " and " if ontology().kind(answer.tie.kind).symmetric else " → "
        yield Line(
            kinds=(answer.tie.kind,),
            words=f"{kind_words(answer.tie.kind)}: {arrow.join(map(name_of, answer.tie.actors))}",
            time="; ".join(filter(None, map(_spell, answer.spells()))),
            standing=Standing.ACTUAL.value,
            state=State(answer.state.value, answer.reason),
            details=_details(claims),
            citations=citations.cite(claims),
            disputing=citations.cite(by_id[c] for c in answer.disputed if c in by_id),
            documents=tuple(dict.fromkeys(c.evidence.document for c in claims)),
            sources=judged.sources,
            reasons=_reasons(judged),
            claims=tuple(c.id for c in claims),
        )


def of_contradictions(
    found: Iterable[Contradiction],
    by_id: Mapping[str, Claim],
    citations: Citations,
    grounds: Mapping[str, Ground],
    until: int | None,
) -> Iterator[Line]:
    """A line a contradiction: what the first side says has its sentences, those of the others dispute it."""
    for one in found:
        sides = [[by_id[c] for c in side.claims if c in by_id] for side in one.sides]
        claims = [c for side in sides for c in side]
        begins = [span[0] for c in claims if (span := bounds(c.time.edtf))]
        if not all(sides) or (until is not None and begins and min(begins) > until):
            continue
        values = " or ".join(time_words(side.value) for side in one.sides)
        dated = one.sort == "different dates"
        who = " and ".join(map(name_of, one.actors))
        judged = judge([grounds[c.id] for c in claims if c.id in grounds])
        yield Line(
            kinds=(one.kind,),
            words=f"{kind_words(one.kind)}: {who}, {one.sort.value if dated else values} ({one.conflict.value})",
            time=values if dated else next((c.time.edtf for c in claims if c.time), ""),
            standing=Standing.ACTUAL.value,
            state=State("", ""),
            details=(one.why,) if one.why else (),
            citations=citations.cite(sides[0]),
            disputing=citations.cite(c for side in sides[1:] for c in side),
            documents=tuple(dict.fromkeys(c.evidence.document for c in claims)),
            sources=judged.sources,
            reasons=_reasons(judged),
            claims=tuple(c.id for c in claims),
        )


def _spell(spell: Spell) -> str:
    """When a tie held, in words."""
    begin, end = (time_words(mark.time) if mark else "" for mark in (spell.begin, spell.end))
    if begin and end:
        return f"{begin} – {end}"
    witnessed = dict.fromkeys(time_words(w.time) for w in spell.witnesses if w.time)
    return f"since {begin}" if begin else f"until {end}" if end else ", ".join(witnessed)


def history(answer: Answer) -> tuple[int, str, tuple[str, ...], str]:
    return min((m.first for m in answer.tie.marks if m.time), default=EVER), answer.tie.kind, answer.tie.actors, answer.tie.id


def _reasons(judged: Judgement) -> tuple[str, ...]:
    return tuple(f"{r.one} and {r.other} are one source: {r.words}" for r in judged.reasons)


def _sides(entry: Entry, claim: Claim) -> str:
    """Who stands with whom: 'Russia → Central African Republic', 'France and Chad'. Whoever is not resolved is quoted."""
    named: dict[str, list[str]] = {}
    for participant in claim.participants:
        if participant.role != "place" and (not participant.actor or participant.actor in entry.actors):
            names = named.setdefault(participant.role, [])
            words = _called(participant)
            if words and words not in names:
                names.append(words)
    sources, targets = named.pop("source", []), named.pop("target", [])
    rest = " and ".join(n for _, names in sorted(named.items()) for n in names)
    arrow = " → ".join(filter(None, (" and ".join(sources), " and ".join(targets))))
    return ", ".join(filter(None, (arrow, rest)))


def _called(participant: Participant) -> str:
    return name_of(participant.actor) if participant.actor else f"“{participant.mention.text}”" if participant.mention.text else ""


def _details(claims: Sequence[Claim]) -> tuple[str, ...]:
    """Counts, places, sectors, whose word it is: what the sentences of a line add to it."""
    found: list[str] = []
    for claim in claims:
        found += [_count(q.bound, str(q.low), str(q.high), q.unit, q.of) for q in claim.quantities]
        found += [f"in {claim.place.text}"] if claim.place and claim.place.text else []
        found += [f"{name}: {value}" for name, value in claim.attributes]
        found += [", ".join(claim.sectors)] if claim.sectors else []
        if claim.attribution:
            found.append("according to " + " through ".join(h.mention.text for h in claim.attribution if h.mention.text))
    return tuple(f for f in dict.fromkeys(found) if f.strip() and f != "according to ")


def _count(bound: str, low: str, high: str, unit: str, of: str) -> str:
    number = f"{low}–{high}" if low != high else low
    word = {"about": "about ", "at_least": "at least ", "at_most": "at most "}.get(bound, "")
    return " ".join(filter(None, (word + number, unit, of)))


def when(line: Line) -> str:
    """The time of a line in words."""
    return time_words(line.time) if line.time else "no date"


def _begin(time: str) -> tuple[int, int]:
    return bounds(time) or (0, 0)


def place(claim: Claim) -> tuple[str, int, str]:
    """Where a claim's evidence stands: claims are taken in this order."""
    return claim.evidence.document, claim.evidence.start, claim.id
