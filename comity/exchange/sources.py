"""What was read, and what was found in it by words, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from comity.exchange.table import Column, Line, Table
from comity.model import Claim
from comity.record import rows
from comity.record.listing import Listed
from comity.record.search import Sentence
from comity.record.words import kind_words, time_words

DOCUMENTS = (
    Column("id", "Document"),
    Column("title", "Title"),
    Column("date", "Date"),
    Column("basis", "Date from", page=False),
    Column("language", "Language"),
    Column("focus", "About"),
    Column("publisher", "Publisher"),
    Column("claims", "Claims"),
    Column("copies", "Copies"),
    Column("addresses", "Addresses", page=False),
)
FOUND = (
    Column("sentence", "Sentence"),
    Column("claims", "Claims"),
    Column("document", "Document"),
    Column("id", "Document's id", page=False),
    Column("start", "Start", page=False),
    Column("end", "End", page=False),
)


def documents_table(listed: Sequence[Listed], removed: Sequence[str], about: Mapping[str, Any]) -> Table:
    """The documents of a record, a row each."""
    out = (f"taken out: {', '.join(removed)}; `comity documents restore ID` brings one back",) if removed else ()
    return Table(
        f"{len(listed)} document{'' if len(listed) == 1 else 's'}",
        DOCUMENTS,
        tuple(
            {
                "id": d.id,
                "title": d.title,
                "date": f"{time_words(d.date)} ({d.basis})" if d.date else "—",
                "basis": d.basis,
                "language": d.language,
                "focus": d.focus,
                "publisher": ", ".join(d.publishers),
                "claims": d.claims,
                "copies": [Line(str(k)) for k in d.copies],
                "addresses": " ".join(d.addresses),
            }
            for d in listed
        ),
        notes=out,
        data=lambda: [{**d._asdict(), "kin": [{**k._asdict(), "words": str(k)} for k in d.kin]} for d in listed],
        about={**about, "removed": list(removed)},
    )


def found_table(words: str, found: Sequence[tuple[Sentence, tuple[Claim, ...]]], about: Mapping[str, Any]) -> Table:
    """Sentences with the claims that rest on them."""
    return Table(
        f"{len(found)} sentence{'' if len(found) == 1 else 's'} with {words}",
        FOUND,
        tuple(
            {
                "sentence": f"“{one.words}”",
                "claims": [Line(_claim(c)) for c in claims],
                "document": one.title or one.document,
                "id": one.document,
                "start": one.start,
                "end": one.end,
            }
            for one, claims in found
        ),
        data=lambda: [{**one._asdict(), "claims": [rows.encode(c) for c in claims]} for one, claims in found],
        about={**about, "words": words},
    )


def _claim(claim: Claim) -> str:
    who = " – ".join(p.actor or f"?{p.mention.text}" for p in claim.participants)
    doubt = "" if claim.standing.value == "actual" else f" ({claim.standing.value})"
    return f"{claim.id} {kind_words(claim.kind)}: {who} {time_words(claim.time.edtf)}".strip() + doubt
