"""The dossier: all that the record holds on an actor, or on two, sorted by how the world relates to it.

What holds stands apart from what is planned, negotiated, alleged, denied or only thought; events stand in a timeline. Each line
has its sentences, and how many independent sources say it. A dossier is not a verdict: what disputes a line stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from comity.model import Claim, Document, Entry, Standing
from comity.record import lines
from comity.record.citations import Citation, Citations, block_at
from comity.record.independence import Ground
from comity.record.listing import Listed
from comity.record.names import called, name_of
from comity.record.when import asked, bounds

if TYPE_CHECKING:
    from comity.record.asof import Answer
    from comity.record.contradictions import Contradiction

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
    "contradicted": "Contradictions",
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


class Section(NamedTuple):
    """Lines of one sort; `name` is one of SECTIONS."""

    name: str
    title: str
    lines: tuple[lines.Line, ...]


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
    against: Iterable[Contradiction] = (),
) -> Dossier:
    """The dossier from the claims on the actors, and their entries. With a day, what begins after it is left out, and `answers` say
    what the ties of the actors were on it. `against` are the contradictions in what is said of them."""
    until = asked(as_of, "--as-of")[1] if as_of else None
    by_id = {c.id: c for c in claims}
    citations = Citations(documents)
    lasting = frozenset(ties)
    held: dict[str, list[Answer]] = {}
    told = set()
    for answer in sorted(answers, key=lines.history):
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
        made = [*lines.of_ties(held.get(name, ()), by_id, citations, grounds), *lines.of_entries(found, by_id, citations, grounds)]
        if name == "contradicted":
            made = list(lines.of_contradictions(against, by_id, citations, grounds, until))
        if made:
            sections.append(Section(name, SECTIONS[name], tuple(made)))
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
    from comity.actors.resolve import home

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
    return sorted(both.values(), key=lines.place)


def _one_sided(claim: Claim) -> bool:
    """One side is open, or is not said where the kind has two."""
    return len({p.actor for p in claim.participants if p.role != "place"} - {""}) == 1


def _passage(claim: Claim, documents: Mapping[str, Document]) -> tuple[str, int]:
    document = documents[claim.evidence.document]
    block = block_at(document, claim.evidence.start)
    return document.id, block.start if block else -1
