"""rdcr: the timeline of a state's relations with the United States that an article's prose adds up to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from comity.model import Claim, Standing
from evaluation.kits.common import begin, code, read_texts

PLAIN = {
    "recognize": "recognition",
    "recognizes": "recognition",
    "withdraw_recognition": "recognition_withdrawn",
    "establish_relations": "diplomatic_relations_established",
    "resume_relations": "diplomatic_relations_resumed",
    "sever_relations": "diplomatic_relations_severed",
    "suspend_relations": "diplomatic_relations_interrupted",
    "establish_consular_relations": "consular_relations_established",
    "recall_envoy": "ambassador_recalled",
    "sign_agreement": "treaty",
    "terminate_agreement": "treaty_terminated",
}
DONE = {
    "open_mission": "established",
    "suspend_mission": "closed",
    "close_mission": "closed",
    "reopen_mission": "reopened",
    "move_mission": "moved",
}
NAMES = {
    "embassy": "embassy",
    "legation": "legation",
    "consulate": "consulate",
    "consulate_general": "consulate",
    "liaison_office": "liaison_office",
    "interests_section": "interests_section",
    "mission": "mission",
    "permanent_mission": "mission",
}


def kind(claim: Claim) -> str:
    """The kit's kind of a claim, '' where it has none."""
    if claim.kind in DONE:
        post = NAMES.get(claim.attribute("mission").replace(" ", "_"), "")
        return f"{post}_{DONE[claim.kind]}" if post else ""
    if claim.kind == "has_mission" and "/" in claim.time.edtf:
        return f"{NAMES[post]}_established" if (post := claim.attribute("mission").replace(" ", "_")) in NAMES else ""
    if claim.kind == "raise_mission":
        rank = claim.attribute("to_mission") or "embassy"
        raised = (
            "legation_raised_to_embassy"
            if claim.attribute("mission") in ("legation", "mission", "")
            else f"{NAMES.get(rank, rank)}_established"
        )
        return raised if rank in ("embassy", "legation") else ""
    if claim.kind in ("appoint_envoy", "present_credentials"):
        return "envoy_first" if claim.attribute("first") else ""
    return PLAIN.get(claim.kind, "")


def done(claim: Claim) -> bool:
    """Whether the kit counts it: what happened, and relations that both sides agreed upon that day."""
    agreed = claim.kind.endswith("_relations") and any(c.words.lower().startswith("agree") for c in claim.found.cues)
    return claim.standing is Standing.ACTUAL or (claim.standing is Standing.PLANNED and agreed)


def predict(inputs: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row, document, claims in read_texts(inputs):
        events: list[dict[str, str]] = []
        parties: dict[tuple[str, int], set[str]] = defaultdict(set)
        for claim in claims:
            parties[claim.kind, claim.evidence.start].update(claim.actors())
        for claim in claims:
            name, date, sides = kind(claim), begin(claim.time.edtf), set(claim.actors())
            if not name or not date or not done(claim):
                continue
            if len(parties[claim.kind, claim.evidence.start]) > 3 or ("USA" not in sides and len(sides) > 1):
                continue  # between others, or many
            other = sorted(sides - {"USA"}) or [document.focus]
            if name == "treaty" and (len(sides) < 2 or not any(p.mention.text for p in claim.participants)):
                continue  # who signed it, the sentence must say
            for actor in other[:1] if len(other) == 1 else other:
                line = {"kind": name, "counterpart": code(actor), "date": date}
                if line not in events:
                    events.append(line)
        yield {"slug": row["slug"], "events": [e for e in events if not any(finer(o, e) for o in events)]}


def finer(a: dict[str, str], b: dict[str, str]) -> bool:
    """Whether one event says the other again, with a more exact date."""
    same = a["kind"] == b["kind"] and a["counterpart"] == b["counterpart"]
    return same and a["date"] != b["date"] and a["date"].startswith(b["date"])
