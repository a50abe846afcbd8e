"""Claims as event data: who did what to whom, in PLOVER's sixteen types, with CAMEO codes."""

from __future__ import annotations

from dataclasses import dataclass

from comity.kinds import ontology
from comity.model import Claim, Mention
from comity.reading.plover import demanded, plover

# The CAMEO root of each type, for kinds that have no code of their own.
ROOTS = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07", "CONCEDE": "08", "RETREAT": "08", "REQUEST": "10",
    "ACCUSE": "11", "REJECT": "12", "THREATEN": "13", "PROTEST": "14", "MOBILIZE": "15", "SANCTION": "16", "COERCE": "17", "ASSAULT": "18",
}  # fmt: skip
# The CAMEO code of a type that standing alone gives: to intend, to threaten, to request, to reject.
TURNED = {"AGREE": "03", "THREATEN": "13", "REQUEST": "10", "REJECT": "12"}


@dataclass(frozen=True)
class Event:
    """One event: the mentions on both sides, PLOVER type, CAMEO code (of the kind, else the root of its type), the claim it comes from."""

    source: tuple[Mention, ...]
    target: tuple[Mention, ...]
    plover: str
    cameo: str
    claim: Claim


def event(claim: Claim) -> Event | None:
    """A claim as an event; None where its kind has no PLOVER type.

    Parties of a symmetric kind stand on both sides: the first as source, the others as target. Who says that something must be
    done asks it of whoever is to do it.
    """
    kind = ontology().kind(claim.kind)
    if not kind.plover:
        return None
    parties = [p.mention for p in claim.participants if p.role == "party"]
    source = tuple(parties[:1] or [p.mention for p in claim.participants if p.role == "source"])
    target = tuple(parties[1:] or [p.mention for p in claim.participants if p.role == "target"])
    found = plover(claim)
    if found == "REQUEST" and demanded(claim):
        return Event((claim.attribution[-1].mention,), source, found, TURNED[found], claim)
    cameo = next(iter(kind.cameo), ROOTS[found]) if found == kind.plover else TURNED[found]
    return Event(source, target, found, cameo, claim)
