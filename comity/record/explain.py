"""How a claim came about, aspect by aspect, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comity.model import Basis, Claim, Document, Entry, Holder, Mention
from comity.record.citations import block_at, references, sentence_at
from comity.record.names import name_of
from comity.record.words import kind_words

BASES = {
    Basis.STATED: "the words give it",
    Basis.RELATIVE: "counted from an anchor",
    Basis.DOCUMENT: "the document's own date",
    Basis.SECTION: "the heading or bullet gives it",
    Basis.GIVEN: "given by the user or the file's metadata",
    Basis.BOUND: "only a bound: the latest past date that the text speaks of",
    Basis.NONE: "no time can be told",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """A claim, and what there is to say of it: labels with lines."""

    claim: Claim
    aspects: tuple[tuple[str, tuple[str, ...]], ...]


def explain(claim: Claim, document: Document, entries: Sequence[Entry]) -> Explanation:
    """Everything that the record knows of how a claim was found."""
    aspects: list[tuple[str, list[str]]] = [
        ("words", _context(claim, document)),
        ("kind", _kind(claim)),
        *((p.role, _mention(p.mention)) for p in claim.participants),
        ("place", _mention(claim.place) if claim.place else []),
        ("time", _time(claim)),
        ("standing", [claim.standing.value, *(f"{c.sort}: “{c.words}”" for c in claim.found.cues)]),
        ("whose word", [" ← ".join(_holder(h) for h in claim.attribution) or "the document's own voice"]),
        ("quantities", [f"{q.bound} {q.low}{f'–{q.high}' if q.high != q.low else ''} {q.unit} {q.of}".strip() for q in claim.quantities]),
        ("sectors", [", ".join(claim.sectors)] if claim.sectors else []),
        ("attributes", [f"{name}: {value}" for name, value in claim.attributes]),
        ("found by", [f"{claim.found.by} {claim.found.rule}" + (f", at “{claim.found.trigger}”" if claim.found.trigger else "")]),
        ("footnotes", list(references(document, claim.evidence.start, claim.evidence.end))),
        ("document", _document(document)),
        ("sightings", [" ".join(filter(None, (s.address, s.publisher, s.date, s.licence))) for s in document.sightings]),
        ("entries", [_entry(claim, e) for e in entries]),
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


def _kind(claim: Claim) -> list[str]:
    from comity.kinds import ontology

    kinds = ontology()
    if claim.kind not in kinds:
        return [kind_words(claim.kind)]
    kind = kinds.kind(claim.kind)
    return [f"{kind_words(kind.name)} ({kind.domain}, {kind.sort})", kind.definition]


def _mention(mention: Mention) -> list[str]:
    words = f"“{mention.text}”" if mention.text else "not written there"
    who = f"{name_of(mention.actor)} [{mention.actor}]" if mention.actor else "not resolved"
    lines = [f"{who}: {words}, by {mention.how}" + (f", {mention.sector}" if mention.sector else "")]
    if mention.reason:
        lines.append(mention.reason)
    if mention.candidates:
        lines.append("could be " + ", ".join(f"{name_of(c)} [{c}]" for c in mention.candidates))
    return lines


def _holder(holder: Holder) -> str:
    who = name_of(holder.mention.actor) if holder.mention.actor else holder.mention.text
    return f"{who} “{holder.cue}”"


def _time(claim: Claim) -> list[str]:
    time = claim.time
    first = (time.edtf or "none") + (f", from “{time.words}”" if time.words else "") + f": {BASES[time.basis]}"
    return [first, *([f"anchor: {time.anchor}"] if time.anchor else []), *([time.reason] if time.reason else [])]


def _document(document: Document) -> list[str]:
    date = document.published
    published = f"published {date.edtf} ({BASES[date.basis]})" if date else "no date of publication"
    lines = [f"{document.title or 'untitled'} [{document.id}], {document.language}", published]
    if document.focus:
        basis = f", told by {document.focus_basis}" if document.focus_basis else ""
        lines.append(f"about {name_of(document.focus)} [{document.focus}]{basis}")
    return lines


def _entry(claim: Claim, entry: Entry) -> str:
    side = "disputes" if claim.id in entry.disputing else "supports"
    others = len(entry.supporting) + len(entry.disputing) - 1
    who = " – ".join(name_of(a) for a in entry.actors)
    count = f"{others} other claim{'' if others == 1 else 's'}, {entry.sources} source{'' if entry.sources == 1 else 's'}"
    return f"{side} {kind_words(entry.kind)}: {who} {entry.time} ({count})".replace("  ", " ")
