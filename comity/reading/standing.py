"""How a clause stands with the world: from its own tense, mood and negation, its modifiers, and what governs it.

Judgements from several places add up by one rule: the one that takes the claim furthest from the world wins.
"""

from __future__ import annotations

from collections.abc import Iterator

from comity.grammar import Clause
from comity.kinds.pattern import Pattern
from comity.model import Cue, Standing
from comity.reading.cues import Cues, cues
from comity.reading.sentence import Reading

# From the world outwards: of two judgements on one clause the later in this list holds.
ORDER = (
    Standing.ACTUAL,
    Standing.OPINION,
    Standing.PLANNED,
    Standing.CONDITIONAL,
    Standing.NEGOTIATED,
    Standing.ALLEGED,
    Standing.UNREALISED,
    Standing.DENIED,
    Standing.CANCELLED,
)
OPAQUE = ("xcomp", "ccomp", "noun", "light", "complement")  # links across which a governor decides about what hangs on it


def furthest(*standings: Standing) -> Standing:
    """The standing furthest from the world.

    >>> furthest(Standing.ACTUAL, Standing.PLANNED, Standing.ALLEGED).value
    'alleged'
    """
    return max(standings, key=ORDER.index, default=Standing.ACTUAL)


def judge(reading: Reading, clause: Clause, pattern: Pattern, tie: bool = False) -> tuple[Standing, tuple[Cue, ...]]:
    """The standing of what a clause says by a pattern, with the words that decided it.

    The pattern may give a standing itself, or have the negation as part of its kind ('has no relations with'). A tie that a noun names
    is presupposed: 'did not meet the Russian president' leaves him president.
    """
    table, given = cues(reading.document.language or "en"), pattern.standing
    presupposed = tie and clause.form == "noun" and bool(reading.phrase(clause.head).determiner)
    found = [
        *_own(reading, clause, table, pattern.negated),
        *_governors(reading, clause, table, presupposed),
        *_judgement(reading, clause, table),
    ]
    standing = furthest(given or Standing.ACTUAL, *(s for s, _ in found))
    return standing, tuple(cue for s, cue in found if s is standing)


def _cue(reading: Reading, standing: Standing, start: int, end: int) -> tuple[Standing, Cue]:
    return standing, Cue(standing.value, reading.text[start:end], reading.start + start, reading.start + end)


def _own(reading: Reading, clause: Clause, table: Cues, negation: bool) -> Iterator[tuple[Standing, Cue]]:
    tokens = reading.parse.tokens
    head = tokens[clause.head]
    if clause.negated and not negation:
        yield _cue(reading, Standing.UNREALISED, head.start, head.end)
    if clause.conditional or clause.question:
        yield _cue(reading, Standing.CONDITIONAL, head.start, head.end)
    reported = clause.parent is not None and clause.link == "ccomp"
    for modal in clause.modals:
        standing = table.modals.get(modal.lower())
        if standing is Standing.CONDITIONAL and modal.lower() == "would" and reported and not clause.conditional:
            standing = Standing.PLANNED  # 'said that it would': the future seen from the past
        if standing is not None:
            word = next((tokens[i] for i in reading.parse.children[clause.head] if tokens[i].text.lower() == modal.lower()), head)
            yield _cue(reading, standing, word.start, word.end)
    if clause.tense == "future" and not clause.modals:
        yield _cue(reading, Standing.PLANNED, head.start, head.end)
    for child in tokens:
        if child.head == clause.head and child.dep in ("advmod", "amod", "compound"):
            standing = table.marks.get(child.lemma.lower()) or table.marks.get(child.text.lower())
            if standing is not None:
                yield _cue(reading, standing, child.start, child.end)


def _governors(reading: Reading, clause: Clause, table: Cues, presupposed: bool) -> Iterator[tuple[Standing, Cue]]:
    """What the clauses above make of it, as far up as one decides about the next."""
    tokens, seen, below = reading.parse.tokens, {clause.index}, clause
    while below.parent is not None and below.parent not in seen:
        above = reading.clauses[below.parent]
        seen.add(above.index)
        if below.link == "conjunct":
            if below.tense == above.tense or not below.tense:
                yield from _tense_of(reading, above, table)
            below = above
            continue
        if below.link not in OPAQUE:
            return
        standing = table.governors.get(above.lemma) or table.governors.get(f"{above.lemma}+{above.aspect}")
        if standing is None and above.voice == "passive" and below.link == "xcomp" and above.lemma in table.saying:
            standing = Standing.ALLEGED  # 'is said to have signed': nobody vouches for it
        trigger = tokens[above.head]
        if standing is not None and not (below.link == "noun" and standing is Standing.PLANNED and above.lemma in ("agree",)):
            if below.form == "noun" and below.lemma in table.saying and standing is Standing.UNREALISED:
                yield _cue(reading, Standing.DENIED, trigger.start, trigger.end)  # 'rejected the claim that'
            elif above.negated and standing in (Standing.UNREALISED, Standing.DENIED):
                pass  # 'did not deny' leaves it as it was
            else:
                yield _cue(reading, standing, trigger.start, trigger.end)
        elif above.lemma not in table.saying:
            yield from (f for f in _tense_of(reading, above, table) if not (presupposed and f[0] is Standing.UNREALISED))
        below = above


def _tense_of(reading: Reading, clause: Clause, table: Cues) -> Iterator[tuple[Standing, Cue]]:
    """The mood of a governor that passes it on: 'will begin to withdraw', 'did not begin to withdraw'."""
    head = reading.parse.tokens[clause.head]
    for modal in clause.modals:
        if modal.lower() in table.modals:
            yield _cue(reading, table.modals[modal.lower()], head.start, head.end)
    if clause.negated:
        yield _cue(reading, Standing.UNREALISED, head.start, head.end)


def _judgement(reading: Reading, clause: Clause, table: Cues) -> Iterator[tuple[Standing, Cue]]:
    """Words of judgement that stand with the trigger, with its arguments, or are said of it."""
    lowered = reading.text.lower()
    for words in table.phrases:
        at = lowered.find(words)
        if at >= 0:
            yield _cue(reading, Standing.OPINION, at, at + len(words))
    tokens = reading.parse.tokens
    near = {clause.head, *(s.head for s in clause.slots)}
    if clause.form != "verb":
        near.add(tokens[clause.head].head)
    for token in tokens:
        if token.lemma.lower() in table.judgement and (token.head in near or token.i == clause.head):
            yield _cue(reading, Standing.OPINION, token.start, token.end)
