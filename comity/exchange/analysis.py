"""What reading sees in a text, as a table: who is mentioned, when, the predicates with their arguments, what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from comity.exchange.events import event
from comity.exchange.table import Column, Line, Table
from comity.grammar import Clause
from comity.model import Claim, Mention
from comity.reading.analysis import Analysis
from comity.reading.matching import Match
from comity.record import rows
from comity.record.names import name_of
from comity.record.words import kind_words

COLUMNS = (Column("what", "What"), Column("says", "Says"))


def analysis_table(found: Sequence[Analysis]) -> Table:
    """A row an aspect of each sentence, its claims last."""
    said = [(label, lines) for one in found for label, lines in _aspects(one) if lines]
    return Table(
        f"{len(found)} sentence{'' if len(found) == 1 else 's'}",
        COLUMNS,
        tuple({"what": label, "says": [Line(line) for line in lines]} for label, lines in said),
        data=lambda: [_data(one) for one in found],
    )


def _aspects(one: Analysis) -> Iterator[tuple[str, list[str]]]:
    yield "sentence", [one.reading.text]
    yield "mentions", [_mention(m) for m in one.reading.mentions]
    yield "times", [f"{e.edtf or 'relative'}: “{e.words}”" for e in one.reading.times]
    yield "clauses", [str(c) for c in one.reading.clauses]
    yield "matches", [f"{kind_words(m.kind)}: at “{_trigger(one, m.clause)}”, by {_rule(m)}" for m in one.matches]
    for claim in one.claims:
        yield "claim", list(_claim(claim))


def _mention(mention: Mention) -> str:
    who = f"{name_of(mention.actor)} [{mention.actor}]" if mention.actor else "not resolved"
    could = f", could be {', '.join(mention.candidates)}" if mention.candidates else ""
    sector = f", {mention.sector}" if mention.sector else ""
    return f"“{mention.text}”: {who}, by {mention.how}{sector}{could}" + (f" ({mention.reason})" if mention.reason else "")


def _trigger(one: Analysis, clause: Clause) -> str:
    return one.reading.text[clause.start : clause.end]


def _rule(match: Match) -> str:
    """The pattern; of a long list of triggers, the one that is there."""
    first, *conditions = match.pattern.text.split()
    lemmas = match.pattern.lemmas
    own = next((w for w in (match.clause.lemma, match.clause.noun) if w in lemmas), lemmas[0])
    return " ".join([own if len(lemmas) > 6 else first, *conditions])


def _claim(claim: Claim) -> Iterator[str]:
    who = ", ".join(f"{p.role} {_who(p.mention)}" for p in claim.participants)
    yield f"{kind_words(claim.kind)}: {who or 'nobody named'}"
    cues = ", ".join(f"“{c.words}”" for c in claim.found.cues)
    yield f"standing: {claim.standing.value}" + (f", by {cues}" if cues else "")
    if claim.attribution:
        yield "whose word: " + " ← ".join(f"{_who(h.mention)} “{h.cue}”" for h in claim.attribution)
    if claim.time.edtf or claim.time.words:
        yield f"time: {claim.time.edtf or 'not told'}" + (f", from “{claim.time.words}”" if claim.time.words else "")
    if claim.place:
        yield f"place: {_who(claim.place)}"
    for quantity in claim.quantities:
        amount = str(quantity.low) if quantity.low == quantity.high else f"{quantity.low}–{quantity.high}"
        yield "quantity: " + " ".join(filter(None, (quantity.bound, amount, quantity.unit, quantity.of)))
    if claim.sectors:
        yield f"sectors: {', '.join(claim.sectors)}"
    for name, value in claim.attributes:
        yield f"{name}: {value}"
    if (coded := event(claim)) is not None:
        yield f"event data: {coded.plover}, CAMEO {coded.cameo}"


def _who(mention: Mention) -> str:
    return f"{name_of(mention.actor)} [{mention.actor}]" if mention.actor else f"“{mention.text}”"


def _data(one: Analysis) -> dict[str, Any]:
    reading, words = one.reading, one.reading.parse.tokens
    return {
        "sentence": reading.text,
        "mentions": [rows.encode(m) for m in reading.mentions],
        "times": [{"edtf": e.edtf, "words": e.words, "start": e.start, "end": e.end} for e in reading.times],
        "clauses": [
            {
                "lemma": c.lemma,
                "form": c.form,
                "words": _trigger(one, c),
                "slots": [{"name": s.name, "words": reading.text[s.start : s.end], "head": words[s.head].text} for s in c.slots],
                "parent": c.parent,
                "link": c.link,
                "tense": c.tense,
                "voice": c.voice,
                "negated": c.negated,
                "modals": list(c.modals),
                "cues": [q._asdict() for q in c.cues],
            }
            for c in reading.clauses
        ],
        "matches": [{"kind": m.kind, "clause": m.clause.index, "rule": m.pattern.rule} for m in one.matches],
        "claims": [rows.encode(c) for c in one.claims],
    }
