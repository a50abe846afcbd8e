"""Who stands in which role of a match: the places that the kind names, tried in their order."""

from __future__ import annotations

from comity.grammar import Clause
from comity.kinds import Kind
from comity.kinds.signals import Signals
from comity.model import Mention, Participant
from comity.reading.matching import BEYOND, Match, heads
from comity.reading.sentence import Reading

ACTING = ("source", "target", "party")
CONTENT = "subject object indirect to with against from for on of in object.of object.to object.in object.mod into at".split()
MOST = 5  # more targets than these are a list of something else


def participants(reading: Reading, match: Match, kind: Kind, signals: Signals) -> list[tuple[Participant, ...]]:
    """The actors of a match in their roles, one tuple a claim.

    Each actor stands once in a claim. 'A and B agreed with C' is two claims, A with C and B with C; 'A, B and C agreed' is one.
    """
    found, subjects = _placed(reading, match, kind, signals)
    ours, theirs = [p for p in found if p in subjects], [p for p in found if p not in subjects]
    if kind.symmetric and len(found) > 2 and ours and theirs:
        return [(a, b) for a in ours for b in theirs]
    if kind.mutual and len(found) > 1 and all(p.role == "source" for p in found):
        return [(found[0], *(Participant("target", p.mention) for p in found[1:]))]
    return [tuple(found)] if found else []


def _placed(reading: Reading, match: Match, kind: Kind, signals: Signals) -> tuple[list[Participant], list[Participant]]:
    """The participants in the order of their places, and those of them that are subjects."""
    found: list[Participant] = []
    subjects: list[Participant] = []
    own, paths = dict(match.pattern.roles), reading.paths(match.clause)
    for role in kind.roles:
        if role not in ACTING:
            continue
        for place in own.get(role) or signals.places(kind.name, role):
            if place not in paths and not place.startswith(BEYOND):
                continue
            here = [m for head in heads(reading, match.clause, place) for m in reading.fillers(head)]
            if not here:
                continue
            if kind.domain == "missions" and "mod" in place.split("."):
                here = [
                    m for m in here if (m.how == "capital") is (role == "target")
                ]  # 'Embassy Manama' is in Manama, 'the Omani embassy' is Oman's
            if kind.domain == "recognition" and role == "target":
                here = [m for m in here if m.how != "office" or not any(m in ms for ms in reading.roots.values())]  # an envoy is received
            fresh = [m for m in here if not any(same(m, p.mention) for p in found)]
            stand_here = [Participant(role, m) for m in unique(fresh)]
            found += stand_here
            subjects += stand_here if place == "subject" else []
            if fresh and not kind.symmetric:
                break
    if kind.domain == "missions" and all(p.role != "target" for p in found):
        seats = [
            m for slot in ("subject", "object") for head in heads(reading, match.clause, slot) for m in reading.roots.get(head, ())
        ]
        found += [Participant("target", m) for m in unique([m for m in seats if m.how == "capital"])]
    if not found:
        return list(_inherited(reading, match, kind)), []
    if not kind.symmetric and all(p.role == "source" for p in found):
        found += [Participant("target", m) for m in _helped(reading, match.clause, found)]
    if kind.domain in ("words", "agreements", "talks") and not kind.symmetric and all(p.role != "target" for p in found):
        found += [Participant("target", m) for m in _content(reading, match.clause, found, 0)[:MOST]]
    return found, subjects


def _helped(reading: Reading, clause: Clause, taken: list[Participant]) -> list[Mention]:
    """Whom a noun of help or harm meets that stands beside a deed: 'with the support of France, the army held the town'."""
    if clause.form != "noun" or clause.parent is None:
        return []
    above = reading.clauses[clause.parent]
    if not any(s.head == clause.head and s.name in ("with", "without", "despite", "under") for s in above.slots):
        return []
    doers = [m for head in heads(reading, above, "subject") for m in reading.fillers(head)]
    return [m for m in unique(doers) if not any(same(m, p.mention) for p in taken)]


def _content(reading: Reading, clause: Clause, taken: list[Participant], depth: int) -> list[Mention]:
    """To whom words are said that name nobody but in what is said: 'demanded that Chad withdraw', 'agreed to send aid to Mali'."""
    for child in reading.clauses:
        if child.parent != clause.index or child.link not in ("xcomp", "ccomp", "noun", "light", "purpose"):
            continue
        for slot in CONTENT:
            named = [m for head in heads(reading, child, slot) for m in reading.fillers(head)]
            fresh = [m for m in unique(named) if not any(same(m, p.mention) for p in taken)]
            if fresh:
                return fresh
        if depth < 2 and (deeper := _content(reading, child, taken, depth + 1)):
            return deeper
    return []


def _inherited(reading: Reading, match: Match, kind: Kind) -> tuple[Participant, ...]:
    """The actors of the predicate above, where a noun has none of its own: 'A and B are discussing the opening of embassies'."""
    clause, seen = match.clause, {match.clause.index}
    while clause.form == "noun" and clause.parent is not None and clause.parent not in seen:
        clause = reading.clauses[clause.parent]
        seen.add(clause.index)
        role = "party" if kind.symmetric else "source"
        slots = ("subject", "with", "between") if kind.symmetric else ("subject",)
        here = [m for slot in slots for head in heads(reading, clause, slot) for m in reading.fillers(head)]
        if here:
            return tuple(Participant(role, m) for m in unique(here))
    return ()


def same(a: Mention, b: Mention) -> bool:
    """Whether two mentions are one actor; open ones only where they are the same words."""
    return a.actor == b.actor if a.actor and b.actor else (a.start, a.end, a.text) == (b.start, b.end, b.text) and not (a.actor or b.actor)


def unique(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in mentions:
        if not any(same(mention, k) for k in kept):
            kept.append(mention)
    return kept


def place(reading: Reading, match: Match, taken: tuple[Participant, ...]) -> Mention | None:
    """Where it happened: the first place named by 'in' or 'at' that is no party to it."""
    for name in ("in", "at", "object.in", "subject.in", "object.at"):
        for head in heads(reading, match.clause, name):
            for mention in reading.roots.get(head, ()):
                if mention.how in ("name", "capital", "code") and not any(p.mention is mention for p in taken):
                    return mention
    return None
