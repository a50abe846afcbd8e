"""document -> claims. Reading sees one document and shares nothing: it may run in a thousand processes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from comity.actors.mentions import scene
from comity.garbage import uncollected
from comity.grammar import Parse
from comity.kinds import Kind, ontology
from comity.kinds.signals import signals
from comity.model import Block, BlockKind, Claim, Document, Found, Mention, Participant, Sentence, Span, Standing, Time, attributes
from comity.reading import gate, tables
from comity.reading.amounts import amounts, sectors
from comity.reading.attribution import hearsay, holders
from comity.reading.implied import SURE, MissionsSpokenOf, Setting, called_off, complete, page_pair
from comity.reading.introductions import introductions, says_again
from comity.reading.matching import Match, matches
from comity.reading.roles import participants, place
from comity.reading.sentence import Reading
from comity.reading.standing import furthest, judge
from comity.reading.strangers import with_strangers
from comity.reading.timing import Timing
from comity.reading.unexplained import with_open_names

LANGUAGES = frozenset({"en"})
READ = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.CAPTION})
TWO = re.compile(r"\b(two|both|2|sides|parties)\b", re.IGNORECASE)
BATCH, SIZE = 64, 1_000_000  # documents parsed together, and characters in them


def read(document: Document) -> tuple[Claim, ...]:
    """The claims of one document, in the order of its text.

    A document in a language that has no grammar yet gives no claims.
    """
    return next(iter(read_many([document])))[1]


def read_many(
    documents: Iterable[Document], *, everything: bool = False, strangers: bool = False
) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    """Each document with its claims, in the order given; parsed in batches, the same claims whatever the batches.

    `everything` parses also the sentences that cannot hold a claim, which changes nothing but the time it takes. `strangers` keeps
    also what is done by those whom no catalogue knows (courts, companies, crowds), or by nobody that the sentence names.
    """
    for batch in _batches(documents):
        with uncollected():
            done = _together(batch, everything, strangers)
        yield from done


def _together(batch: Sequence[Document], everything: bool, strangers: bool) -> list[tuple[Document, tuple[Claim, ...]]]:
    """Some documents with their claims, parsed at once."""
    pages = [Page(document, strangers) for document in batch]
    wanted = [(page, sentence) for page in pages for sentence in page.readable()]
    parses = gate.parses([page.line(s) for page, s in wanted], everything=everything)
    for (page, sentence), parse in zip(wanted, parses, strict=True):
        page.take(sentence, parse)
    return [(page.document, page.claims()) for page in pages]


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """The documents in their order, so many together as are worth parsing at once."""
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == BATCH or sum(len(d.text) for d in batch) > SIZE:
            yield batch
            batch = []
    if batch:
        yield batch


def heading_row(block: Block) -> bool:
    """Whether a block is the row of a table's headers."""
    return block.kind is BlockKind.CAPTION and bool(block.cells)


def fits(mention: Mention, two: tuple[str, ...]) -> bool:
    """Whether open words are words for two states, and can mean these two."""
    return bool(TWO.search(mention.text)) and (not mention.candidates or set(two) <= set(mention.candidates))


class Page:
    """One document while it is read."""

    def __init__(self, document: Document, strangers: bool = False) -> None:
        self.document = document
        self.strangers = strangers
        self.found: list[Claim] = []
        self.block = -1
        self.before: Time | None = None
        self.last: Reading | None = None  # the sentence before in the same block
        self.unresolved: list[Reading] = []  # sentences of it whose times nobody has asked for yet
        self.missions = MissionsSpokenOf()
        self.two: tuple[str, ...] = ()
        self.mentions, self.scene = scene(document)
        self.starts = [m.start for m in self.mentions]
        self.setting = Setting(page_pair(document, self.mentions), document.focus if document.focus_basis.startswith(SURE) else "")

    def readable(self) -> list[Sentence]:
        """The sentences that can hold a claim: prose of a language that has a grammar, in which an actor and something else is named."""
        if self.document.language not in LANGUAGES:
            return []
        blocks = self.document.blocks
        return [
            s
            for s in self.document.sentences
            if blocks[s.block].kind in READ
            and not heading_row(blocks[s.block])
            and blocks[s.block].language in ("", *LANGUAGES)
            and self._speaks(s)
        ]

    def _speaks(self, sentence: Sentence) -> bool:
        """Whether a sentence says more than names, in a block that names an actor or on a page about a pair."""
        block = self.document.blocks[sentence.block]
        left = sentence.end - sentence.start - sum(m.end - m.start for m in self.mentions_in(sentence))
        if left <= 4:
            return False
        named = bisect_left(self.starts, block.start) < bisect_left(self.starts, block.end)
        return named or self.strangers or (self.setting.pair is not None and block.kind is not BlockKind.TABLE_ROW)

    def mentions_in(self, sentence: Sentence) -> tuple[Mention, ...]:
        first = bisect_left(self.starts, sentence.start)
        last = bisect_left(self.starts, sentence.end)
        return tuple(m for m in self.mentions[first:last] if m.end <= sentence.end and m.end > m.start)

    def line(self, sentence: Sentence) -> gate.Line:
        """What tells whether a sentence must be parsed."""
        found = self.mentions_in(sentence)
        refers = any(m.how == "pronoun" and not m.actor for m in found)
        in_table = self.document.blocks[sentence.block].kind is BlockKind.TABLE_ROW
        supplied = None if found or self.strangers else self.setting.supplies(in_table)
        return gate.Line((id(self), sentence.block), self.document.text[sentence.start : sentence.end], refers, supplied)

    def take(self, sentence: Sentence, parse: Parse) -> tuple[Reading, list[Match]]:
        """Read one sentence, after those before it; what was seen in it."""
        if sentence.block != self.block:
            self.block, self.before, self.last, self.unresolved = sentence.block, None, None, []
            self.missions.paragraph()
            partner, why = self.scene.partner(self.document.blocks[sentence.block])
            self.setting = replace(self.setting, partner=partner, why=why)
        reading = Reading(
            self.document,
            sentence,
            parse,
            self._known_from_before(self.mentions_in(sentence)),
            antecedent=self.last.topic() if self.last is not None and gate.IT.search(parse.text) else None,
            nouns=signals("en").triggers,
            timed=True,
        )
        if self.strangers:
            reading = with_strangers(reading)
        self.last = reading
        found = [m for clause in reading.clauses for m in matches(reading, clause, signals("en"))]
        if found:
            self._say(reading, found)
        self.unresolved.append(reading)
        return reading, found

    def _say(self, reading: Reading, found: list[Match]) -> None:
        """Keeps the claims of a sentence."""
        for earlier in self.unresolved:
            self.before = Timing(earlier, self.before).last()
        self.unresolved.clear()
        timing = Timing(reading, self.before)
        doing = {a for m in found if m.clause.form == "verb" for a in m.anchors}
        said = []
        for match in found:
            for claim in self._claims(reading, timing, match):
                again = match.clause.form == "noun" and match.clause.head in doing and claim.standing is Standing.ACTUAL
                if not again:  # 'closed its embassy', 'lifted the sanctions' do not say once more that there are some
                    said.append(claim)
        self.found.extend(called_off(said))

    def _known_from_before(self, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Open words that the sentence, or the one before, fills: a pronoun that goes on with the subject, 'the two countries'."""
        named = tuple(dict.fromkeys(m.actor for m in mentions if m.actor and m.actor.isupper()))
        in_row = self.document.blocks[self.block].kind is BlockKind.TABLE_ROW
        two = named if len(named) == 2 else () if in_row else self.two  # a row whose country is lost is given to no other
        self.two = two
        found, place = [], 0
        for mention in mentions:
            if mention.how == "pronoun" and not mention.actor and (subject := self._subject()) and subject in mention.candidates:
                mention = replace(mention, actor=subject, reason="the subject of the sentence before")
            elif mention.how == "description" and not mention.actor and len(two) == 2 and place < 2 and fits(mention, two):
                mention, place = replace(mention, actor=two[place], reason="the two states that are spoken of"), place + 1
            found.append(mention)
        return tuple(found)

    def _subject(self) -> str:
        """Who the subject of the sentence before is, '' where nobody is known."""
        return next((m.actor for m in self.last.subject() if m.actor), "") if self.last is not None else ""

    def _claims(self, reading: Reading, timing: Timing, match: Match) -> Iterator[Claim]:
        kind = ontology().kind(match.kind)
        for who in participants(reading, match, kind, signals("en")) or [()]:
            yield from self._claim(reading, timing, match, kind, who)

    def _claim(self, reading: Reading, timing: Timing, match: Match, kind: Kind, who: tuple[Participant, ...]) -> Iterator[Claim]:
        clause = match.clause
        named = who
        who = complete(reading, kind, clause, who, self.setting)
        if kind.domain == "missions":
            told, page = dict(match.attributes), kind.domain in self.setting.supplies(reading.in_table)
            who = self.missions.complete(who, told.get("mission", ""), told.get("to_mission", ""), page)
        who = with_open_names(reading, match, kind, who)
        if not who and not (self.strangers and clause.form == "noun" and not kind.tie):
            return
        standing, why = judge(reading, clause, match.pattern, kind.tie)
        speakers = holders(reading, clause)
        if hearsay(kind, who, speakers):
            standing = furthest(standing, Standing.ALLEGED)
        trigger = Span(reading.start + clause.start, reading.start + clause.end)
        claim = Claim(
            kind.name,
            who,
            self.document.quote(reading.sentence.start, reading.sentence.end),
            standing=standing,
            time=timing.of(clause),
            attribution=speakers,
            place=place(reading, match, named),
            quantities=amounts(reading, clause),
            sectors=sectors(reading, clause, kind),
            attributes=attributes(match.attributes),
            found=Found(match.pattern.rule, reading.text[clause.start : clause.end], trigger, why),
        )
        pairs = timing.told_off(clause)
        if not pairs:
            yield claim
        places = [reading.roots[head][0] for head, _ in pairs]
        for here, (_, time) in zip(places, pairs, strict=True):
            sides = tuple(p for p in who if p.mention not in places or p.actor == here.actor)
            yield replace(claim, participants=sides, time=time, place=here, id="")

    def claims(self) -> tuple[Claim, ...]:
        """What the page says, each claim once, in the order of the text."""
        found = self.found
        if self.document.language in LANGUAGES:
            introduced = list(introductions(self.document, self.scene, self.mentions, READ))
            found = [c for c in found if not any(says_again(c, one) for one in introduced)] + introduced
        every = {c.id: c for c in [*found, *tables.row_claims(self.document, self.scene)]}
        return tuple(sorted(every.values(), key=lambda c: (c.evidence.start, c.evidence.end, c.found.span or (0, 0), c.kind, c.id)))
