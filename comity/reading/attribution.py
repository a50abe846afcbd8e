"""Whose word a claim is: the speakers above its clause, outermost first."""

from __future__ import annotations

from comity.grammar import Clause
from comity.kinds import Kind
from comity.model import Holder, Mention, Participant
from comity.reading.cues import cues
from comity.reading.sentence import Reading


def holders(reading: Reading, clause: Clause) -> tuple[Holder, ...]:
    """The chain of holders; empty where the document speaks in its own voice."""
    table = cues(reading.document.language or "en")
    found, seen, below = [], {clause.index}, clause
    while below.parent is not None and below.parent not in seen:
        above = reading.clauses[below.parent]
        seen.add(above.index)
        if above.lemma in table.saying and below.link in ("ccomp", "xcomp", "parataxis"):
            for slot in above.all("subject")[:1]:
                known = reading.fillers(slot.head)
                mention = (
                    known[0]
                    if known
                    else Mention(reading.start + slot.start, reading.start + slot.end, reading.text[slot.start : slot.end], how="unknown")
                )
                found.append(Holder(mention, above.lemma))
        below = above
    found += [Holder(m, "according to") for m in _according_to(reading, below)]
    return tuple(reversed(found))


def _according_to(reading: Reading, clause: Clause) -> list[Mention]:
    """Whom a statement is laid to: 'according to the ministry'."""
    return [m for slot in clause.all("according_to") for m in reading.fillers(slot.head)][:1]


def hearsay(kind: Kind, who: tuple[Participant, ...], speakers: tuple[Holder, ...]) -> bool:
    """Whether a third actor says something hostile or military of others: it is that actor's word against theirs."""
    if not speakers or (kind.temper >= 0 and kind.domain != "security"):
        return False
    speaker = speakers[-1].mention.actor
    return bool(speaker) and speaker not in {p.actor for p in who}
