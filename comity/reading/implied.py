"""Sides that a sentence leaves out because the page has said them: 'Diplomatic relations were established in 1960.'

Only kinds between states in whose pages this is the custom are completed, and only from what is near and sole of its kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from comity.kinds import Kind
from comity.model import Document, Mention, Participant
from comity.reading.sentence import Reading

DOMAINS = frozenset({"relations", "recognition", "missions", "agreements"})
MOSTLY = 0.4  # a page on a pair names the other state at least this often among its states


def complete(reading: Reading, kind: Kind, who: tuple[Participant, ...], pair: tuple[str, str] | None) -> tuple[Participant, ...]:
    """The participants with the missing side filled in, where the page leaves no doubt whose it is."""
    if kind.domain not in DOMAINS or reading.in_table:
        return who
    sides = [p for p in who if p.role in ("source", "target", "party")]
    if any(not p.actor for p in sides):
        return who
    known = {p.actor for p in sides}
    if len(known) >= 2:
        return who
    if pair is None or not known <= set(pair):
        return who
    missing = [a for a in pair if a not in known]
    at = reading.start
    implied = [Mention(at, at, "", a, "focus", reason=f"the page is on the relations of {pair[0]} and {pair[1]}") for a in missing]
    if kind.symmetric:
        return (*who, *(Participant("party", m) for m in implied))
    taken = {p.role for p in sides}
    if len(implied) == 1:
        role = "target" if "source" in taken else "source"
        return (*who, Participant(role, implied[0]))
    return who


def page_pair(document: Document, mentions: Sequence[Mention]) -> tuple[str, str] | None:
    """The two states that a page is about: its focal actor, and the one other that it names again and again."""
    focus = document.focus
    if not focus:
        return None
    counts = Counter(
        m.actor for m in mentions if m.actor and m.actor != focus and m.actor.isupper() and len(m.actor) == 3 and m.how != "focus"
    )
    if not counts:
        return None
    (first, most), total = counts.most_common(1)[0], sum(counts.values())
    return (focus, first) if most >= max(2, MOSTLY * total) else None


class MissionsSpokenOf:
    """The missions that a paragraph has named, for 'the embassy reopened in 2005' after 'the American embassy in Bangui was closed'."""

    def __init__(self) -> None:
        self.sides: dict[str, tuple[Participant, ...]] = {}

    def complete(self, who: tuple[Participant, ...], mission: str) -> tuple[Participant, ...]:
        """Whose mission it is and where, from the last one of its sort where the words leave a side out."""
        known = {p.role: p for p in who if p.actor}
        if {"source", "target"} <= known.keys():
            self.sides[mission] = tuple(known[r] for r in ("source", "target"))
            return who
        told = self.sides.get(mission, ())
        if any(known[p.role].actor != p.actor for p in told if p.role in known):
            return who
        reason = "the mission that the paragraph spoke of before"
        at = [Participant(p.role, Mention(0, 0, "", p.actor, "focus", reason=reason)) for p in told if p.role not in known]
        return (*who, *at)
