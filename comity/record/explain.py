"""How a claim came about, aspect by aspect, in words. The words are English; whoever tells it in another language says them otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comity.kinds import Kind
from comity.model import Basis, Claim, Document, Entry, Holder, Mention
from comity.record.citations import block_at, references, sentence_at
from comity.record.names import name_of
from comity.record.words import kind_words

SAID = {
    "actor": "{name} [{id}]",
    "unresolved": "not resolved",
    "not_written": "not written there",
    "mention": "{who}: {words}, by {how}",
    "mention_sector": "{who}: {words}, by {how}, {sector}",
    "could_be": "could be {names}",
    "kind": "{kind} ({domain}, {sort})",
    "time": "{time}: {basis}",
    "time_words": "{time}, from “{words}”: {basis}",
    "no_time": "none",
    "anchor": "anchor: {anchor}",
    "cue": "{standing}: “{words}”",
    "holder": "{who} “{cue}”",
    "own_voice": "the document's own voice",
    "quantity": "{bound} {amount}",
    "attribute": "{name}: {value}",
    "found": "{by} {rule}",
    "found_at": "{by} {rule}, at “{trigger}”",
    "title": "{title} [{id}], {language}",
    "untitled": "untitled",
    "published": "published {date} ({basis})",
    "undated": "no date of publication",
    "about": "about {who}",
    "about_told": "about {who}, told by {basis}",
    "supports": "supports {kind}: {who} {time} ({others}, {sources})",
    "disputes": "disputes {kind}: {who} {time} ({others}, {sources})",
    "others": "{n} other claims",
    "others_one": "{n} other claim",
    "sources": "{n} sources",
    "sources_one": "{n} source",
}
"""The lines, with their blanks."""

BASES = {
    Basis.STATED: "the words give it",
    Basis.RELATIVE: "counted from an anchor",
    Basis.DOCUMENT: "the document's own date",
    Basis.SECTION: "the heading or bullet gives it",
    Basis.GIVEN: "given by the user or the file's metadata",
    Basis.BOUND: "only a bound: the latest past date that the text speaks of",
    Basis.NONE: "no time can be told",
}


class English:
    """The words in which a claim is explained. Another language says the same of everything.

    >>> English().say("others", n=1), English().say("could_be", names="Chad [TCD]"), English().word("basis", "stated")
    ('1 other claim', 'could be Chad [TCD]', 'the words give it')
    """

    def say(self, key: str, **values: object) -> str:
        """A line of `SAID`, with its blanks filled. A number `n` chooses between 'key' and 'key_one'."""
        return self.lines()[key + "_one" * (values.get("n") in self.singular() and f"{key}_one" in self.lines())].format_map(values)

    def lines(self) -> dict[str, str]:
        """The lines of this language."""
        return SAID

    def singular(self) -> tuple[int, ...]:
        """The numbers of which one speaks in the singular."""
        return (1,)

    def word(self, section: str, value: str) -> str:
        """A value of the model as a word: a basis, a standing, how a mention was made …"""
        return BASES[Basis(value)] if section == "basis" else value

    def name(self, actor: str) -> str:
        """The name of an actor."""
        return name_of(actor)

    def kind(self, kind: str) -> str:
        """A kind as words."""
        return kind_words(kind)

    def definition(self, kind: Kind) -> str:
        """What the kind means."""
        return kind.definition

    def told(self, sentence: str) -> str:
        """A reason, or where something was found, as those who read have written it."""
        return sentence


@dataclass(frozen=True, slots=True)
class Explanation:
    """A claim, and what there is to say of it: labels with lines."""

    claim: Claim
    aspects: tuple[tuple[str, tuple[str, ...]], ...]


def explain(claim: Claim, document: Document, entries: Sequence[Entry], tell: English | None = None) -> Explanation:
    """Everything that the record knows of how a claim was found."""
    tell = tell or English()
    cues = (tell.say("cue", standing=tell.word("standing", c.sort), words=c.words) for c in claim.found.cues)
    aspects: list[tuple[str, list[str]]] = [
        ("words", _context(claim, document)),
        ("kind", _kind(claim, tell)),
        *((p.role, _mention(p.mention, tell)) for p in claim.participants),
        ("place", _mention(claim.place, tell) if claim.place else []),
        ("time", _time(claim, tell)),
        ("standing", [tell.word("standing", claim.standing.value), *cues]),
        ("whose word", [" ← ".join(_holder(h, tell) for h in claim.attribution) or tell.say("own_voice")]),
        ("quantities", _quantities(claim, tell)),
        ("sectors", [", ".join(claim.sectors)] if claim.sectors else []),
        ("attributes", [tell.say("attribute", name=tell.word("attribute", name), value=value) for name, value in claim.attributes]),
        ("found by", [_found(claim, tell)]),
        ("footnotes", list(references(document, claim.evidence.start, claim.evidence.end))),
        ("document", _document(document, tell)),
        ("sightings", [" ".join(filter(None, (s.address, s.publisher, s.date, s.licence))) for s in document.sightings]),
        ("entries", [_entry(claim, e, tell) for e in entries]),
    ]
    return Explanation(claim, tuple((label, tuple(says)) for label, says in aspects if says))


def _context(claim: Claim, document: Document) -> list[str]:
    """The sentence before, the evidence between marks in its own, the sentence after; within one block."""
    start, end = claim.evidence.start, claim.evidence.end
    first, last = sentence_at(document, start), sentence_at(document, end - 1)
    if first is None or last is None:
        return [f"»{document.text[start:end]}«"]
    own = document.sentences
    before = own[first - 1] if first and own[first - 1].block == own[first].block else None
    after = own[last + 1] if last + 1 < len(own) and own[last + 1].block == own[last].block else None
    whole = document.text[own[first].start : start] + "»" + document.text[start:end] + "«" + document.text[end : own[last].end]
    parts = [document.text[s.start : s.end] if s else "" for s in (before, None, after)]
    block = block_at(document, start)
    section = " › ".join(block.section) if block else ""
    return [f"§ {section}"] * bool(section) + [" ".join(p.split()) for p in (parts[0], whole, parts[2]) if p]


def _kind(claim: Claim, tell: English) -> list[str]:
    from comity.kinds import ontology

    kinds = ontology()
    if claim.kind not in kinds:
        return [tell.kind(claim.kind)]
    kind = kinds.kind(claim.kind)
    line = tell.say("kind", kind=tell.kind(kind.name), domain=tell.word("domain", kind.domain), sort=tell.word("sort", kind.sort))
    return [line, tell.definition(kind)]


def _actor(actor: str, tell: English) -> str:
    return tell.say("actor", name=tell.name(actor), id=actor)


def _mention(mention: Mention, tell: English) -> list[str]:
    words = f"“{mention.text}”" if mention.text else tell.say("not_written")
    who = _actor(mention.actor, tell) if mention.actor else tell.say("unresolved")
    key = "mention_sector" if mention.sector else "mention"
    lines = [tell.say(key, who=who, words=words, how=tell.word("how", mention.how), sector=mention.sector)]
    if mention.reason:
        lines.append(tell.told(mention.reason))
    if mention.candidates:
        lines.append(tell.say("could_be", names=", ".join(_actor(c, tell) for c in mention.candidates)))
    return lines


def _holder(holder: Holder, tell: English) -> str:
    who = tell.name(holder.mention.actor) if holder.mention.actor else holder.mention.text
    return tell.say("holder", who=who, cue=holder.cue)


def _time(claim: Claim, tell: English) -> list[str]:
    time = claim.time
    key = "time_words" if time.words else "time"
    first = tell.say(key, time=time.edtf or tell.say("no_time"), words=time.words, basis=tell.word("basis", time.basis.value))
    anchor = [tell.say("anchor", anchor=tell.told(time.anchor))] if time.anchor else []
    return [first, *anchor, *([tell.told(time.reason)] if time.reason else [])]


def _quantities(claim: Claim, tell: English) -> list[str]:
    lines = []
    for q in claim.quantities:
        amount = f"{q.low}{f'–{q.high}' if q.high != q.low else ''}"
        lines.append(tell.say("quantity", bound=tell.word("bound", q.bound), amount=" ".join(filter(None, (amount, q.unit, q.of)))))
    return lines


def _found(claim: Claim, tell: English) -> str:
    found = claim.found
    rule = tell.told(found.rule)
    return tell.say("found_at" if found.trigger else "found", by=tell.word("by", found.by), rule=rule, trigger=found.trigger)


def _document(document: Document, tell: English) -> list[str]:
    date = document.published
    lines = [tell.say("title", title=document.title or tell.say("untitled"), id=document.id, language=document.language)]
    lines.append(tell.say("published", date=date.edtf, basis=tell.word("basis", date.basis.value)) if date else tell.say("undated"))
    if document.focus:
        key = "about_told" if document.focus_basis else "about"
        lines.append(tell.say(key, who=_actor(document.focus, tell), basis=tell.told(document.focus_basis)))
    return lines


def _entry(claim: Claim, entry: Entry, tell: English) -> str:
    side = "disputes" if claim.id in entry.disputing else "supports"
    others = tell.say("others", n=len(entry.supporting) + len(entry.disputing) - 1)
    who = " – ".join(tell.name(a) for a in entry.actors)
    line = tell.say(side, kind=tell.kind(entry.kind), who=who, time=entry.time, others=others, sources=tell.say("sources", n=entry.sources))
    return line.replace("  ", " ")
