"""What one actor is said to do to another, where both are marked in the text: the claim between them.

Rules decide where one type of event joins both marks and the model does not hold it for unlikely. Where they leave it open — none
joins them, or several that differ — the small model decides, and the claim says so (`found.by` is 'model').
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from comity.actors.mentions import mentions
from comity.grammar import parser
from comity.kinds import ontology
from comity.model import Claim, Document, Found, Participant, Sentence, Span
from comity.reading.features import event_type, features, likeliest
from comity.reading.learned import model
from comity.reading.marked import Candidate, Marked, Marks

UNLIKELY = 0.4  # what rules say stands where the model gives it at least this share
LIKELY = 0.3  # without any rule, a type must be this likely to be said
BATCH = 64
# The kind of a claim whose type only the model tells: the most general one of that type.
GENERAL = {
    "AGREE": "promise", "CONSULT": "hold_talks", "SUPPORT": "support", "YIELD": "concede", "COOPERATE": "cooperation", "AID": "aid",
    "REQUEST": "request", "ACCUSE": "criticize", "REJECT": "reject", "THREATEN": "threaten", "PROTEST": "protest",
    "SANCTION": "suspend_cooperation", "MOBILIZE": "mobilize", "COERCE": "restrict", "ASSAULT": "attack",
}  # fmt: skip


def relation(document: Document, source: Marks, target: Marks) -> Claim | None:
    """The claim on what the marked source does to the marked target; None where they stand in no sentence of the text.

    Marks are spans of `document.text`; an actor that is marked in several places has several. No catalogue need know it.
    """
    return next(relations([(document, source, target)]))


def relations(wanted: Iterable[tuple[Document, Marks, Marks]]) -> Iterator[Claim | None]:
    """The claim for each document with its marks, in the order given; parsed in batches."""
    rest = iter(wanted)
    while batch := list(islice(rest, BATCH)):
        placed = [(document, _sentence(document, [*source, *target]), source, target) for document, source, target in batch]
        texts = [document.text[s.start : s.end] for document, s, _, _ in placed if s is not None]
        parses = iter(parser("en").parse(texts))
        for document, sentence, source, target in placed:
            yield None if sentence is None else decide(Marked.of(document, sentence, next(parses), source, target))


def named_first(document: Document, least: float = LIKELY) -> Claim | None:
    """What the first actor that a text names is said to do to the next one: for a sentence that is known to tell of an event, where
    no rule finds it. None where no two are named, or the model holds no type for likely.
    """
    found = [m for m in mentions(document) if m.actor and m.end > m.start]
    other = next((m for m in found if m.actor != found[0].actor), None)
    if other is None:
        return None
    source, target = Span(found[0].start, found[0].end), Span(other.start, other.end)
    sentence = _sentence(document, [source, target])
    if sentence is None or target.start >= sentence.end or source.start < sentence.start:
        return None
    parse = next(iter(parser("en").parse([document.text[sentence.start : sentence.end]])))
    marked = Marked.of(document, sentence, parse, [source], [target])
    return decide(marked) if max(model("en").shares(features(marked)).values()) >= least else None


def _sentence(document: Document, marks: Marks) -> Sentence | None:
    """The sentence that holds most of the marks, the first of equals."""
    held = [(sum(s.start <= m[0] < s.end for m in marks), -i, s) for i, s in enumerate(document.sentences)]
    best = max(held, key=lambda h: h[:2], default=None)
    return best[2] if best is not None and best[0] else None


def decide(marked: Marked) -> Claim:
    """The claim of a marked sentence: what rules say where they are sure, else what the model holds for likeliest."""
    shares = model("en").shares(features(marked))
    joined = {event_type(c) for c in marked.candidates if c.source == c.target == 2}
    if len(joined) == 1 and shares.get(next(iter(joined)), 0.0) >= UNLIKELY:
        wanted, by = next(iter(joined)), "rule"
    else:
        wanted, by = max(shares, key=lambda name: shares[name]), "model"
    fitting = [c for c in marked.candidates if event_type(c) == wanted]
    best = likeliest(replace(marked, candidates=fitting)) if fitting else None
    return _between(marked, best, wanted, by)


def _between(marked: Marked, candidate: Candidate | None, type_: str, by: str) -> Claim:
    """The candidate's claim with the marks in its roles; without one, a claim of the type's general kind."""
    sentence = marked.reading.sentence
    name = candidate.claim.kind if candidate else GENERAL[type_]
    roles = ("party", "party") if ontology().kind(name).symmetric else ("source", "target")
    who = tuple(Participant(role, m) for role, side in zip(roles, (marked.source, marked.target), strict=True) for m in side[:1])
    if candidate is None:
        evidence = marked.reading.document.quote(sentence.start, sentence.end)
        return Claim(name, who, evidence, found=Found("model", span=Span(sentence.start, sentence.end), by=by))
    return replace(candidate.claim, participants=who, found=replace(candidate.claim.found, by=by), id="")
