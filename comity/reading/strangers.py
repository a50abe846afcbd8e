"""Actors that no catalogue has: a court, a company, a crowd. They are open mentions, so that what they do can be kept as well."""

from __future__ import annotations

from dataclasses import replace

from comity.actors.sector import sector
from comity.model import Mention
from comity.reading.implied import OWN_NAMES
from comity.reading.nouns import stands_for_actor
from comity.reading.sentence import Reading

PLACES = frozenset("subject object indirect by with to against from for between among on of".split())
REASON = "no actor of the catalogue has this name"


def with_strangers(reading: Reading) -> Reading:
    """The same sentence, in which also those are mentioned whom only their description names: 'a court', 'Acme Mining'."""
    found = strangers(reading)
    if not found:
        return reading
    mentions = tuple(sorted((*reading.mentions, *found), key=lambda m: (m.start, m.end)))
    return replace(reading, mentions=mentions)


def strangers(reading: Reading) -> list[Mention]:
    """The arguments of predicates that are people or bodies and that no mention covers, in the order of the text."""
    found: dict[int, Mention] = {}
    timed = [(e.start, e.end) for e in reading.times]
    predicates = {c.head for c in reading.clauses}
    for clause in reading.clauses:
        if sector(reading.parse.tokens[clause.head].lemma.lower()):
            continue  # the parts of a name: 'Southern Railway Company'
        for slot in clause.slots:
            token = reading.parse.tokens[slot.head]
            if slot.name not in PLACES or slot.head in found or reading.fillers(slot.head):
                continue
            code = sector(token.lemma.lower())
            body = code or token.pos == "NOUN" and stands_for_actor(reading.lemma(slot.head))
            name = token.pos == "PROPN" and slot.head not in predicates and reading.lemma(slot.head) not in OWN_NAMES
            if (body or name) and not any(a < token.end and token.start < b for a, b in timed):
                start, end = reading.start + slot.start, reading.start + slot.end
                text = reading.document.text[start:end]
                found[slot.head] = Mention(start, end, text, how="unknown", sector=code or sector(text), reason=REASON)
    return [found[head] for head in sorted(found)]
