"""A sentence with two marked actors: what each of its predicates says between them, whoever they are.

The marks stand for actors that no catalogue need have: 'the police', 'a court', 'three thousand farmers'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from comity.actors.mentions import mentions
from comity.grammar import Parse
from comity.kinds import ontology
from comity.kinds.signals import signals
from comity.model import Claim, Document, Found, Mention, Participant, Sentence, Span, attributes
from comity.reading.attribution import holders
from comity.reading.matching import Match, matches
from comity.reading.roles import participants
from comity.reading.sentence import Reading
from comity.reading.standing import judge

Marks = Sequence[Span]
PRONOUNS = frozenset({"it", "he", "she", "they", "we", "i"})


@dataclass(frozen=True)
class Candidate:
    """A claim that some predicate makes, and how well it fits the marks: 2 where an actor fills its role, 1 where it stands within it."""

    match: Match
    claim: Claim
    source: int
    target: int


@dataclass
class Marked:
    """One sentence, with the marks as its first mentions."""

    reading: Reading
    source: tuple[Mention, ...]
    target: tuple[Mention, ...]
    candidates: list[Candidate] = field(default_factory=list)

    @classmethod
    def of(cls, document: Document, sentence: Sentence, parse: Parse, source: Marks, target: Marks) -> Marked:
        named = [m for m in mentions(document) if sentence.start <= m.start < m.end <= sentence.end]
        inside = range(sentence.start, sentence.end)
        first, second = (tuple(mention(document, m, named) for m in marks if m[0] in inside) for marks in (source, target))
        marked = [*first, *second]
        others = [m for m in named if not any(m.start < k.end and k.start < m.end for k in marked)]
        reading = _reading(document, sentence, parse, [*marked, *others])
        again = spoken_again(reading, first)
        if again:
            first = (*first, *again)
            taken = {(m.start, m.end) for m in again}
            reading = _reading(document, sentence, parse, [*marked, *again, *(m for m in others if (m.start, m.end) not in taken)])
        made = cls(reading, first, second)
        made.candidates = list(made._claims())
        return made

    def _claims(self) -> Iterator[Candidate]:
        for clause in self.reading.clauses:
            for match in matches(self.reading, clause, signals("en")):
                kind = ontology().kind(match.kind)
                if not kind.plover:
                    continue
                for who in participants(self.reading, match, kind, signals("en")) or [()]:
                    claim = self._claim(match, who)
                    fits = [self._fit(match, claim, side, role) for side, role in ((self.source, "source"), (self.target, "target"))]
                    yield Candidate(match, claim, *fits)

    def _claim(self, match: Match, who: tuple[Participant, ...]) -> Claim:
        clause, sentence, start = match.clause, self.reading.sentence, self.reading.start
        standing, why = judge(self.reading, clause, match.pattern, ontology().kind(match.kind).tie)
        trigger = Span(start + clause.start, start + clause.end)
        return Claim(
            match.kind,
            who,
            self.reading.document.quote(sentence.start, sentence.end),
            standing=standing,
            attribution=holders(self.reading, clause),
            attributes=attributes(match.attributes),
            found=Found(match.pattern.rule, self.reading.text[clause.start : clause.end], trigger, why),
        )

    def _fit(self, match: Match, claim: Claim, side: tuple[Mention, ...], role: str) -> int:
        if any(p.mention is m for p in claim.participants if p.role in (role, "party") for m in side):
            return 2
        places = [s for s in match.clause.slots if (s.name in ("subject", "by")) is (role == "source")]
        return int(any(s.start <= m.start - self.reading.start < s.end for s in places for m in side))


def _reading(document: Document, sentence: Sentence, parse: Parse, mentions: Iterable[Mention]) -> Reading:
    return Reading(document, sentence, parse, tuple(sorted(mentions, key=lambda m: m.start)), nouns=signals("en").triggers)


def spoken_again(reading: Reading, side: tuple[Mention, ...]) -> list[Mention]:
    """The pronouns that stand for whoever speaks: the 'it' of 'X said that it would ...', where nobody else can be meant."""
    found: list[Mention] = []
    tokens, start = reading.parse.tokens, reading.start
    speaking = {c.index for c in reading.clauses if any(m in side for s in c.slots if s.name == "subject" for m in reading.fillers(s.head))}
    for clause in reading.clauses:
        if clause.parent in speaking and clause.link in ("ccomp", "adverbial", "conjunct"):
            for slot in clause.slots:
                token = tokens[slot.head]
                if slot.name == "subject" and token.text.lower() in PRONOUNS:
                    found.append(Mention(start + token.start, start + token.end, token.text, side[0].actor, "pronoun"))
    return list({m.start: m for m in found}.values())


def mention(document: Document, span: Span, named: Iterable[Mention]) -> Mention:
    """The mention that a mark is; the actor is that of the name which ends it, or the only one in it."""
    start, end = span[0], span[1]
    while start < end and document.text[start].isspace():
        start += 1
    while end > start and document.text[end - 1].isspace():
        end -= 1
    inside = [m for m in named if start <= m.start < m.end <= end]
    actor = inside[0].actor if len({m.actor for m in inside}) == 1 else ""
    return Mention(start, end, document.text[start:end], actor, "name" if actor else "unknown")
