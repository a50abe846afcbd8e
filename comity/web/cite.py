"""A claim's sentence as a citation, in the forms in which people paste it."""

from __future__ import annotations

from comity.model import Claim, Document
from comity.record.citations import extent, references, shown


def citations_of(document: Document, claim: Claim) -> dict[str, str]:
    """The same citation as text, Markdown, wikitext and BibTeX."""
    start, end = extent(document, claim.evidence.start, claim.evidence.end)
    sentence = shown(document.text[start:end])
    met = document.sightings[0] if document.sightings else None
    address = met.address if met else ""
    title, date, publisher = document.title or address or document.id, document.published.edtf, met.publisher if met else ""
    notes = references(document, start, end)
    parts = [f"“{sentence}”", title, *([publisher] if publisher else []), *([date] if date else [])]
    place = [address] if address and address != title else []
    where = f"document {document.id}, characters {start}–{end}"
    plain = ", ".join([" ".join(parts[:1]), *parts[1:], *place]) + f" ({where})." + "".join(f" Citing: {n}" for n in notes)
    fields = {"title": title, "author": publisher, "date": date, "note": f"“{sentence}”", "howpublished": address}
    body = "".join(f"  {name} = {{{_tex(value)}}},\n" for name, value in fields.items() if value)
    return {
        "plain": plain,
        "markdown": f"> {_md(sentence)}\n>\n> — {_md(', '.join([*parts[1:], *place]))} ({where})",
        "wikitext": f"<ref>“{_wiki(sentence)}” {_wiki(', '.join([*parts[1:], *place]))}</ref>",
        "bibtex": f"@misc{{comity-{claim.id},\n{body}}}",
    }


def _md(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>|" else c for c in text)


def _wiki(text: str) -> str:
    return "".join(f"&#{ord(c)};" if c in "[]{}|<>" else c for c in text)


def _tex(text: str) -> str:
    return "".join(f"\\{c}" if c in "&%$#_{}" else c for c in text if c not in "\\~^")
