"""Names that their document does not explain: 'Déby visited Khartoum' leaves open whose word or deed it is.

Such a name fills the side that nobody else does, as an open mention. Who it is may be known elsewhere; here nobody is guessed.
"""

from __future__ import annotations

from comity.kinds import Kind
from comity.kinds.signals import signals
from comity.model import Mention, Participant
from comity.reading.implied import OWN_NAMES
from comity.reading.matching import Match, heads
from comity.reading.roles import unique
from comity.reading.sentence import Reading

REASON = "a name that this document does not explain"
SIDES = ("source", "target", "party")


def with_open_names(reading: Reading, match: Match, kind: Kind, who: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """The participants of a claim with one known side, and the name that stands on the other, if one does."""
    known = {p.role for p in who if p.role in SIDES}
    if len({p.mention for p in who if p.role in SIDES}) != 1 or not any(p.actor for p in who):
        return who
    own = dict(match.pattern.roles)
    for role in kind.roles:
        if role not in SIDES or (role in known and role != "party"):
            continue
        for place in own.get(role) or signals("en").places(kind.name, role):
            named = [m for head in heads(reading, match.clause, place) if (m := open_name(reading, head))]
            if named:
                there = tuple(Participant(role, m) for m in unique(named))
                return (*there, *who) if role == "source" else (*who, *there)
    return who


def open_name(reading: Reading, head: int) -> Mention | None:
    """The open mention of a proper name with this head; None where it is no name, or somebody's who is known."""
    tokens = reading.parse.tokens
    if tokens[head].pos != "PROPN" or reading.fillers(head) or reading.lemma(head) in OWN_NAMES:
        return None
    first, last = head, head
    while first and tokens[first - 1].pos == "PROPN" and tokens[first - 1].head == head:
        first -= 1
    start, end = reading.start + tokens[first].start, reading.start + tokens[last].end
    name = reading.document.text[start:end]
    taken = any(m.start < end and start < m.end for m in reading.mentions) or any(
        e.start < tokens[last].end and tokens[first].start < e.end for e in reading.times
    )
    if taken or not name[:1].isupper() or not name[-1:].isalpha():
        return None
    return Mention(start, end, name, how="unknown", reason=REASON)
