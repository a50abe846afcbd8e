"""A text taken apart before the reader's eyes: what reading saw in each sentence, and the claims that it made of it."""

from __future__ import annotations

from dataclasses import dataclass

from comity.documents import load
from comity.errors import Refused, UsageError
from comity.grammar import LANGUAGES, parser
from comity.model import Claim
from comity.reading.matching import Match
from comity.reading.reader import Page
from comity.reading.sentence import Reading


@dataclass(frozen=True)
class Analysis:
    """One sentence: its reading (mentions, times, clauses), the patterns that matched, the claims."""

    reading: Reading
    matches: tuple[Match, ...]
    claims: tuple[Claim, ...]


def analyse(text: str, strangers: bool = True) -> tuple[Analysis, ...]:
    """What reading sees in a text, sentence by sentence, each after those before it.

    >>> (one,) = analyse("Chad threatened to withdraw its troops.")
    >>> [c.lemma for c in one.reading.clauses if c.form == "verb"], one.claims[0]
    (['threaten', 'withdraw'], <Claim TCD threaten actual>)
    """
    try:
        document = load(text.encode(), name="-")
    except Refused as refused:
        raise UsageError(f"{text!r} {refused.reason}") from None
    if document.language not in LANGUAGES:
        raise UsageError(f"there is no grammar for the language {document.language or 'of these words'!r}, only for {', '.join(LANGUAGES)}")
    page = Page(document, strangers)
    parses = parser(document.language).parse(document.text[s.start : s.end] for s in document.sentences)
    seen = [page.take(sentence, parse) for sentence, parse in zip(document.sentences, parses, strict=True)]
    claims = page.claims()
    return tuple(Analysis(r, tuple(ms), tuple(c for c in claims if c.evidence.start == r.sentence.start)) for r, ms in seen)
