"""Claims as event data: who did what to whom, in PLOVER's sixteen types.

Event data know no standing: what is only planned becomes the intent to do it, what is refused a rejection, what somebody says
must be done a request. That is PLOVER's own reading of such sentences (an intent to provide aid is AGREE, not AID).
"""

from __future__ import annotations

from dataclasses import dataclass

from comity.kinds import ontology
from comity.model import Claim, Mention, Standing

WILLING = frozenset({"AID", "COOPERATE", "CONCEDE", "RETREAT", "CONSULT", "SUPPORT"})
HARMFUL = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE"})
DUTY = frozenset({"must", "should", "ought", "need", "have to"})


@dataclass(frozen=True)
class Event:
    """One event: the mentions on both sides, PLOVER type, CAMEO code ('' where the kind has none), the claim it comes from."""

    source: tuple[Mention, ...]
    target: tuple[Mention, ...]
    plover: str
    cameo: str
    claim: Claim


def event(claim: Claim) -> Event | None:
    """A claim as an event; None where its kind has no PLOVER type, or it says that nothing happened.

    Parties of a symmetric kind stand on both sides: the first as source, the others as target.
    """
    kind = ontology().kind(claim.kind)
    if not kind.plover:
        return None
    parties = [p.mention for p in claim.participants if p.role == "party"]
    source = tuple(parties[:1] or [p.mention for p in claim.participants if p.role == "source"])
    target = tuple(parties[1:] or [p.mention for p in claim.participants if p.role == "target"])
    plover, cameo = kind.plover, next(iter(kind.cameo), "")
    if claim.standing is Standing.PLANNED and plover in WILLING:
        return Event(source, target, "AGREE", "03", claim)
    if claim.standing is Standing.PLANNED and plover in HARMFUL:
        return Event(source, target, "THREATEN", "13", claim)
    if claim.standing is Standing.OPINION and claim.attribution and any(c.words.lower() in DUTY for c in claim.found.cues):
        return Event((claim.attribution[-1].mention,), source, "REQUEST", "10", claim)
    return Event(source, target, plover, cameo, claim)
