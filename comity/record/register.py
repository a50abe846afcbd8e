"""The register: an actor's external relations, a row a partner, every word of it with its sentences.

A row is what the claims say, not a verdict: where two dates are given for one beginning, both stand there. A table row whose
country is lost stays a row with its partner unknown; it is never given to somebody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from comity.model import Claim, Document, Standing
from comity.record.citations import Citation, Citations, block_at
from comity.record.consolidate import Cluster, Said, moments
from comity.record.lost import Inference
from comity.record.names import called, name_of
from comity.record.sides import bilateral, sides
from comity.record.when import asked, bounds, last_day

BEGAN = ("establish_relations", "diplomatic_relations", "no_relations")
CHANGES = (
    *("sever_relations", "suspend_relations", "resume_relations", "upgrade_relations", "downgrade_relations"),
    *("recognize", "recognizes", "withdraw_recognition", "establish_consular_relations", "consular_relations"),
)
MISSIONS = (
    *("has_mission", "accredited", "mission_to_organisation", "open_mission", "close_mission", "reopen_mission"),
    *("suspend_mission", "move_mission", "raise_mission", "lower_mission"),
)
SECTIONS = ("state", "dependency", "organisation")


class Statement(NamedTuple):
    """Something said of the two: what, who does it ('out' the register's actor, 'in' the partner, '' both or neither), when, as
    what (its standing), and where it is said."""

    what: str
    direction: str
    time: str
    standing: str
    details: tuple[tuple[str, str], ...]
    claims: tuple[str, ...]
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A partner ('' where the document lost it; `name` then says where: the row, or the words that name nobody) and all that is
    said of the two."""

    partner: str
    name: str
    kind: str
    began: tuple[Statement, ...]
    changes: tuple[Statement, ...]
    missions: tuple[Statement, ...]
    notes: tuple[Statement, ...]

    def statements(self) -> tuple[Statement, ...]:
        """All of them, in the order of the row."""
        return self.began + self.changes + self.missions + self.notes


@dataclass(frozen=True, slots=True)
class Register:
    """The rows, states first, those without a partner last, and the sentences that they cite."""

    actor: str
    name: str
    as_of: str
    rows: tuple[RegisterRow, ...]
    citations: tuple[Citation, ...]


def register(
    actor: str,
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    as_of: str = "",
    inferred: Mapping[str, Inference] | None = None,
) -> Register:
    """The register of an actor from the claims that it takes part in. With a day (a month, a year: their last) what begins after it
    is left out, and so is what has no time of its own in a document that was written after it. `inferred` tells whose some lost rows
    are: they stay rows without a partner, and say whose they are taken to be, and why."""
    as_of = last_day(as_of, "--as-of") if as_of else ""
    until = asked(as_of, "--as-of")[1] if as_of else None
    partners: dict[str, list[Claim]] = {}
    lost: dict[tuple[str, int], list[Claim]] = {}
    for claim in sorted(set(claims), key=lambda c: (c.evidence.document, c.evidence.start, c.id)):
        span = bounds(claim.time.edtf) or bounds(documents[claim.evidence.document].published.edtf)
        if until is not None and span and span[0] > until:
            continue
        others = partners_of(actor, claim)
        for other in filter(None, others):
            partners.setdefault(other, []).append(claim)
        if others == [""]:
            block = block_at(documents[claim.evidence.document], claim.evidence.start)
            lost.setdefault((claim.evidence.document, block.start if block else claim.evidence.start), []).append(claim)
    citations = Citations(documents)
    rows = [_row(actor, other, partners[other], citations) for other in sorted(partners, key=place)]
    rows += [_row(actor, "", some, citations, _where(documents[where[0]], some, inferred or {})) for where, some in sorted(lost.items())]
    return Register(actor, name_of(actor), as_of, tuple(rows), citations.all())


def partners_of(actor: str, claim: Claim) -> list[str]:
    """With whom the claim brings an actor together, '' for one that is not resolved."""
    found = sides([(p.role, p.actor) for p in claim.participants], claim.kind in bilateral())
    return sorted({other for side in found if actor in {a for _, a in side} for _, other in side} - {actor})


def direction(actor: str, partner: str, claim: Claim) -> str:
    """'out' where the actor does it to the partner, 'in' where the partner does, '' where the kind is mutual."""
    roles = {(p.role, p.actor) for p in claim.participants}
    if ("source", actor) in roles and ("target", partner) in roles:
        return "out"
    return "in" if ("target", actor) in roles and ("source", partner) in roles else ""


def place(actor: str) -> tuple[int, str, str]:
    """Where a partner's row stands: states first, by name."""
    name, kind = called(actor)
    return SECTIONS.index(kind) if kind in SECTIONS else len(SECTIONS), name, actor


def _row(actor: str, partner: str, claims: Sequence[Claim], citations: Citations, place: str = "") -> RegisterRow:
    def some(*kinds: str) -> list[Claim]:
        return [c for c in claims if c.kind in kinds]

    began = _statements((actor, partner), some(*BEGAN), citations, _begin, _beginning)
    changes = _statements((actor, partner), some(*CHANGES), citations, _time, _content)
    missions = tuple(sorted(_statements((actor, partner), some(*MISSIONS), citations, _time, _content), key=_mission))
    rest = [c for c in claims if c.kind not in {*BEGAN, *CHANGES, *MISSIONS}]
    notes = _statements((actor, partner), rest, citations, _time, _content)
    name, kind = called(partner) if partner else ("", "unknown")
    return RegisterRow(partner, name or place, kind, began, changes, missions, notes)


def _where(document: Document, claims: Sequence[Claim], inferred: Mapping[str, Inference]) -> str:
    """What stands in the place of a lost partner: the row of its table, or the words that nobody could resolve; and whose it is taken to
    be, where that could be inferred."""
    place = _place_of(document, claims)
    found = next((inferred[c.id] for c in claims if c.id in inferred), None)
    return f"{place}; inferred to be {name_of(found.actor)}: {'; '.join(found.reasons)}" if found else place


def _place_of(document: Document, claims: Sequence[Claim]) -> str:
    block = block_at(document, claims[0].evidence.start)
    if block and block.table:
        same = [b for b in document.blocks if b.table == block.table and b.kind is block.kind]
        return f"row {same.index(block) + 1} of table {block.table}"
    words = [p.mention.text for c in claims for p in c.participants if not p.actor and p.mention.text]
    return f"“{words[0]}”" if words else ""


def _statements(
    pair: tuple[str, str],
    claims: Sequence[Claim],
    citations: Citations,
    time: Callable[[Claim], str],
    content: Callable[[Claim], str],
) -> tuple[Statement, ...]:
    """The claims of each content and standing brought together by time; actual ones first, then by time."""
    by_id = {c.id: c for c in claims}
    groups: dict[tuple[bool, str, str, str], list[Claim]] = {}
    for claim in claims:
        key = (claim.standing is not Standing.ACTUAL, content(claim), direction(*pair, claim), claim.standing.value)
        groups.setdefault(key, []).append(claim)
    found: list[tuple[tuple[bool, bool, str, str], Cluster]] = []
    for (doubt, what, way, _), some in groups.items():
        for cluster in moments([Said(c.id, c.kind, (), time(c), c.standing.value, c.evidence.document) for c in some], bounds):
            found.append(((doubt, not cluster.time, cluster.time, f"{what} {way}"), cluster))
    made = []
    for _, cluster in sorted(found, key=lambda pair: pair[0]):
        supporting = [by_id[s.claim] for s in cluster.said]
        first = min(supporting, key=lambda c: (c.evidence.document, c.evidence.start, c.id))
        made.append(
            Statement(
                what=first.kind,
                direction=direction(*pair, first),
                time=cluster.time,
                standing=first.standing.value,
                details=details(supporting),
                claims=tuple(sorted(c.id for c in supporting)),
                citations=citations.cite(supporting),
            )
        )
    return tuple(made)


def _mission(statement: Statement) -> tuple[bool, bool, str, bool, str]:
    """Missions one after the other, each with its history."""
    details = dict(statement.details)
    return statement.standing != "actual", statement.direction != "out", details.get("mission", ""), bool(statement.time), statement.time


def _content(claim: Claim) -> str:
    mission = claim.attribute("mission")
    return f"{claim.kind} {mission} {claim.attribute('from')}" + (f" {claim.place.text}" if claim.place and mission else "")


def details(claims: Sequence[Claim]) -> tuple[tuple[str, str], ...]:
    """The attributes and the place of these claims, where the claims that have them agree."""
    values: dict[str, set[str]] = {}
    for claim in claims:
        for name, value in claim.attributes:
            values.setdefault(name, set()).add(value)
        if claim.place:
            values.setdefault("place", set()).add(claim.place.text)
    return tuple(sorted((name, min(found)) for name, found in values.items() if len(found) == 1))


def _time(claim: Claim) -> str:
    return claim.time.edtf


def _beginning(claim: Claim) -> str:
    return "none" if claim.kind == "no_relations" else "relations"


def _begin(claim: Claim) -> str:
    """When relations began: the time of the event, the start of the tie; nothing where only 'they have relations' is dated."""
    if claim.kind != "diplomatic_relations":
        return claim.time.edtf
    start, slash, _ = claim.time.edtf.partition("/")
    return start if slash and start != ".." else ""
