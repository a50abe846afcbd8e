"""Office-holders whom a document introduces: 'Chad's president Idriss Déby' says that somebody holds an office.

Each is a claim of its own, with its sentence, so that whoever is called by name alone elsewhere can be known from it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence

from comity.actors.context import Scene
from comity.model import BlockKind, Claim, Document, Found, Mention, Participant, Span, attributes

KIND = "holds_office"
RULE = "office beside a name"
SPEAKING = frozenset("GOV JUD LEG OPP REB".split())  # not MIL: a captain, a general is as often a team's or a company's


def introductions(document: Document, scene: Scene, mentions: Sequence[Mention], read: Container[BlockKind]) -> Iterator[Claim]:
    """A claim for each person whom the document names with an office and its state, from the first sentence that does, in the blocks
    that are read. Offices of those who speak for a state or a movement count."""
    at = {m.start: m for m in mentions if m.how == "office"}
    starts = [s.start for s in document.sentences]
    told: set[tuple[str, str]] = set()
    for person in scene.introduced:
        number = bisect_right(starts, person.position) - 1
        mention = at.get(person.position)
        if mention is None or number < 0 or person.sector not in SPEAKING or (person.name, person.actor) in told:
            continue
        sentence = document.sentences[number]
        if mention.end > sentence.end or document.blocks[sentence.block].kind not in read:
            continue
        told.add((person.name, person.actor))
        yield Claim(
            KIND,
            (Participant("target", mention),),
            document.quote(sentence.start, sentence.end),
            attributes=attributes((("office", person.office), ("person", person.written))),
            found=Found(RULE, mention.text, Span(mention.start, mention.end)),
        )


def says_again(claim: Claim, introduction: Claim) -> bool:
    """Whether a claim says of the same words only that there is somebody in office."""
    return claim.kind == KIND and any(p.mention.start == introduction.participants[0].mention.start for p in claim.participants)
