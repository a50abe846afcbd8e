"""The type that event data give to a claim: its kind's PLOVER type, as its standing turns it.

Event data know no standing: what is only planned becomes the intent to do it, planned harm a threat, help that is refused a
rejection, what somebody says must be done a request. That is PLOVER's own reading of such sentences.
"""

from __future__ import annotations

from comity.kinds import ontology
from comity.model import Claim, Standing

WILLING = frozenset({"AID", "COOPERATE", "CONCEDE", "RETREAT", "CONSULT", "SUPPORT"})
HARMFUL = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE"})
DUTY = frozenset({"must", "should", "ought", "need", "have to"})


def plover(claim: Claim) -> str:
    """The PLOVER type of a claim, '' where its kind has none."""
    plain = ontology().kind(claim.kind).plover
    if plain and claim.standing is Standing.UNREALISED and any(c.words.lower().startswith("threat") for c in claim.found.cues):
        return "THREATEN"
    if claim.standing is Standing.UNREALISED and (plain in WILLING or plain == "AGREE"):
        return "REJECT"
    if claim.standing is Standing.PLANNED and plain in WILLING:
        return "AGREE"
    if claim.standing is Standing.PLANNED and plain in HARMFUL:
        return "THREATEN"
    if plain and demanded(claim):
        return "REQUEST"
    return plain


def demanded(claim: Claim) -> bool:
    """Whether somebody says that it must be done."""
    return claim.standing is Standing.OPINION and bool(claim.attribution) and any(c.words.lower() in DUTY for c in claim.found.cues)
