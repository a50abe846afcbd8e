"""The dossier: all that the record holds on an actor, or on two, sorted by how the world relates to it.

What holds stands apart from what is planned, negotiated, alleged, denied or only thought; events stand in a timeline. Each line
has its sentences, and how many independent sources say it. A dossier is not a verdict: what disputes a line stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from comity.model import Claim, Document, Entry, Participant, Standing
from comity.record.citations import Citation, Citations, block_at
from comity.record.independence import Ground, Judgement, judge
from comity.record.listing import Listed
from comity.record.names import called, name_of
from comity.record.when import EVER, asked, bounds
from comity.record.words import kind_words, time_words

if TYPE_CHECKING:
    from comity.record.asof import Answer
    from comity.record.spells import Spell

SECTIONS = {
    "holds": "What holds",
    "ended": "What has ended",
    "unknown": "Said to hold, but not for certain on that day",
    "planned": "Planned",
    "negotiated": "Negotiated, or on conditions",
    "alleged": "Alleged",
    "denied": "Accused and denied",
    "unrealised": "Cancelled, threatened or refused",
    "opinion": "Opinion",
    "timeline": "Timeline",
}
BY_STANDING = {
    Standing.PLANNED: "planned",
    Standing.NEGOTIATED: "negotiated",
    Standing.CONDITIONAL: "negotiated",
    Standing.ALLEGED: "alleged",
    Standing.DENIED: "denied",
    Standing.CANCELLED: "unrealised",
    Standing.UNREALISED: "unrealised",
    Standing.OPINION: "opinion",
}
SECTION_OF = {"holds": "holds", "presumed": "holds", "ended": "ended", "not yet": ""}
"""Where a tie stands by its state on the day, if not among what is uncertain; '' where it is left out."""

OWN = frozenset({"armed_group", "party", "company", "government_body"})
"""What counts with the state that it is of: what a state's company does stands in that state's dossier, under its own name."""

BY_KIND = {"invite": "planned", "negotiate": "negotiated", "accuse": "denied", "deny": "denied"}
"""Deeds that are of interest for what they announce: to have invited is done, the visit is not."""


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


class Section(NamedTuple):
    """Lines of one sort; `name` is one of SECTIONS."""

    name: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the record holds on an actor, or on two. `other` and `as_of` are '' where they were not asked for."""

    actor: str
    other: str
    as_of: str
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    documents: tuple[Listed, ...] = ()

    @property
    def title(self) -> str:
        """Whom it is about."""
        return name_of(self.actor) + (f" and {name_of(self.other)}" if self.other else "")


def dossier(
    actor: str,
    other: str,
    as_of: str,
    entries: Iterable[Entry],
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    grounds: Mapping[str, Ground],
    ties: Iterable[str],
    answers: Iterable[Answer] = (),
) -> Dossier:
    """The dossier from the claims on the actors, and their entries. With a day, what begins after it is left out, and `answers` say
    what the ties of the actors were on it."""
    until = asked(as_of, "--as-of")[1] if as_of else None
    by_id = {c.id: c for c in claims}
    citations = Citations(documents)
    lasting = frozenset(ties)
    held: dict[str, list[Answer]] = {}
    told = set()
    for answer in sorted(answers, key=_history):
        told |= {*answer.tie.claims, *answer.claims}
        held.setdefault(SECTION_OF.get(answer.state, "unknown"), []).append(answer)
    sorted_out: dict[str, list[tuple[Entry, list[Claim]]]] = {name: [] for name in SECTIONS}
    for entry in entries:
        own = [by_id[c] for c in entry.supporting if c in by_id]
        span = bounds(entry.time)
        if own and not (until is not None and span and span[0] > until):
            section = section_of(entry, lasting)
            if section == "holds" and as_of:
                if all(c.id in told for c in own):
                    continue
                section = "unknown"
            sorted_out[section].append((entry, own))
    sections = []
    for name, found in sorted_out.items():
        lines = [*_ties(held.get(name, ()), by_id, citations, grounds), *_lines(found, by_id, citations, grounds)]
        if lines:
            sections.append(Section(name, SECTIONS[name], tuple(lines)))
    return Dossier(actor, other, as_of, tuple(sections), citations.all())


def section_of(entry: Entry, ties: frozenset[str]) -> str:
    """Where an entry stands: by its standing; what is actual by what it is."""
    if entry.standing in BY_STANDING:
        return BY_STANDING[entry.standing]
    if entry.kind in BY_KIND:
        return BY_KIND[entry.kind]
    return "holds" if entry.kind in ties else "timeline"


def about(entry: Entry, one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether an entry is of these sides and not of others whom the same sentence names."""
    who = set(entry.actors) - {""}
    return bool(who & one) and (not other or bool(who & other)) or bool(other) and who <= other


def side(actor: str, known: Iterable[str]) -> frozenset[str]:
    """An actor with the groups, parties, companies and bodies among those known that are of it.

    >>> sorted(side("RUS", ["wagner-group", "FRA", "CRI"]))
    ['RUS', 'wagner-group']
    """
    from comity.actors import home

    return frozenset({actor, *(a for a in known if a and called(a).kind in OWN and home(a) == actor)})


def chosen(claims: Sequence[Claim], documents: Mapping[str, Document], one: frozenset[str], other: frozenset[str]) -> list[Claim]:
    """Of claims, those on both sides (each an actor with those whose home it is): where both take part, and where only one is named
    and the passage, which speaks of both, leaves the other to be understood."""
    both = {c.id: c for c in claims if one & set(c.actors()) and other & set(c.actors())}
    passages = {_passage(c, documents) for c in both.values()}
    for claim in claims:
        who = set(claim.actors())
        if claim.id not in both and _one_sided(claim) and who <= other and _passage(claim, documents) in passages:
            both[claim.id] = claim
    return sorted(both.values(), key=_place)


def _one_sided(claim: Claim) -> bool:
    """One side is open, or is not said where the kind has two."""
    return len({p.actor for p in claim.participants if p.role != "place"} - {""}) == 1


def _passage(claim: Claim, documents: Mapping[str, Document]) -> tuple[str, int]:
    document = documents[claim.evidence.document]
    block = block_at(document, claim.evidence.start)
    return document.id, block.start if block else -1


def _lines(
    found: Sequence[tuple[Entry, list[Claim]]],
    by_id: Mapping[str, Claim],
    citations: Citations,
    grounds: Mapping[str, Ground],
) -> Iterator[Line]:
    """A line for the entries that the same sentences give the same time, standing and sides."""
    together: dict[tuple[object, ...], list[tuple[Entry, list[Claim]]]] = {}
    for entry, own in sorted(found, key=lambda f: (not f[0].time, _begin(f[0].time), _place(min(f[1], key=_place)), f[0].kind, f[0].id)):
        said = tuple(sorted({(c.evidence.document, c.evidence.start) for c in own}))
        together.setdefault((entry.time, entry.standing, _sides(entry, own[0]), said), []).append((entry, own))
    for (time, standing, sides, _), some in together.items():
        claims = sorted({c.id: c for _, own in some for c in own}.values(), key=_place)
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


def _ties(answers: Iterable[Answer], by_id: Mapping[str, Claim], citations: Citations, grounds: Mapping[str, Ground]) -> Iterator[Line]:
    """A line a tie, with what it was on the day."""
    from comity.kinds import ontology

    for answer in answers:
        claims = sorted((by_id[c] for c in answer.claims if c in by_id), key=_place)
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


def _spell(spell: Spell) -> str:
    """When a tie held, in words."""
    begin, end = (time_words(mark.time) if mark else "" for mark in (spell.begin, spell.end))
    if begin and end:
        return f"{begin} – {end}"
    return f"since {begin}" if begin else f"until {end}" if end else ", ".join(time_words(w.time) for w in spell.witnesses if w.time)


def _history(answer: Answer) -> tuple[int, str, tuple[str, ...], str]:
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


def _place(claim: Claim) -> tuple[str, int, str]:
    return claim.evidence.document, claim.evidence.start, claim.id
