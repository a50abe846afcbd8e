"""Citations: which sentence of which document says a thing, numbered in the order in which an answer uses them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from comity.model import Block, BlockKind, Claim, Document, Sentence

SHORT_CELL = 40
LONG_ROW = 300


class Citation(NamedTuple):
    """A sentence that is cited: its number in the answer, its words, where they stand, the footnotes that follow them."""

    number: int
    document: str
    start: int
    end: int
    sentence: str
    title: str
    address: str
    section: tuple[str, ...]
    references: tuple[str, ...]

    @property
    def where(self) -> str:
        """The document's title and address in one line."""
        parts = [p for p in (self.title, self.address) if p]
        return ", ".join(dict.fromkeys(parts)) or self.document


class Citations:
    """Gives each sentence its number when it is first cited."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._found: dict[tuple[str, int, int], Citation] = {}
        self._notes: dict[str, Mapping[str, str]] = {}

    def cite(self, claims: Iterable[Claim]) -> tuple[int, ...]:
        """The numbers of the sentences that these claims rest on, each once, in order."""
        return tuple(sorted({self._one(c).number for c in sorted(claims, key=_place)}))

    def all(self) -> tuple[Citation, ...]:
        """The sentences cited so far, by number."""
        return tuple(self._found.values())

    def _one(self, claim: Claim) -> Citation:
        document = self._documents[claim.evidence.document]
        start, end = extent(document, claim.evidence.start, claim.evidence.end)
        key = (document.id, start, end)
        if key not in self._found:
            block = block_at(document, start)
            self._found[key] = Citation(
                number=len(self._found) + 1,
                document=document.id,
                start=start,
                end=end,
                sentence=shown(document.text[start:end]),
                title=document.title,
                address=document.sightings[0].address if document.sightings else "",
                section=block.section if block else (),
                references=references(document, start, end, self._notes_of(document)),
            )
        return self._found[key]

    def _notes_of(self, document: Document) -> Mapping[str, str]:
        if document.id not in self._notes:
            self._notes[document.id] = notes(document)
        return self._notes[document.id]


def extent(document: Document, start: int, end: int) -> tuple[int, int]:
    """What is shown for a span: the sentences that it touches, from the first one's start to the last one's end. Of a table, a
    short cell such as a date says nothing alone: the row is shown, if it is not long itself."""
    touched = document.sentences[bisect_right(document.sentences, start, key=_end) : bisect_left(document.sentences, end, key=_start)]
    first, last = (min(start, touched[0].start), max(end, touched[-1].end)) if touched else (start, end)
    block = block_at(document, start)
    row = block is not None and block.kind is BlockKind.TABLE_ROW and block.end - block.start <= LONG_ROW
    return (block.start, max(block.end, last)) if block and row and last - first < SHORT_CELL else (first, last)


def shown(words: str) -> str:
    """Words on one line, without the bars of empty cells around them.

    >>> shown("| | 1969 | They\\nmet. |")
    '1969 | They met.'
    """
    return " ".join(words.split()).strip("| ")


def sentence_at(document: Document, position: int) -> int | None:
    """The index of the sentence at a position."""
    index = bisect_right(document.sentences, position, key=_start) - 1
    return index if index >= 0 and position < document.sentences[index].end else None


def block_at(document: Document, position: int) -> Block | None:
    """The block at a position. Blocks follow one another in the text."""
    index = bisect_right(document.blocks, position, key=_block_start) - 1
    return document.blocks[index] if index >= 0 and position < document.blocks[index].end else None


def notes(document: Document) -> dict[str, str]:
    """The footnotes of a document by their labels."""
    return {b.label: shown(document.text[b.start : b.end]) for b in document.blocks if b.kind is BlockKind.REFERENCE and b.label}


def references(document: Document, start: int, end: int, texts: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The texts of the footnotes whose marks stood in or right behind a span; a mark whose footnote is empty is given by its label.
    `texts` are the document's notes, where they are known already."""
    block = block_at(document, start)
    labels = [m.label for m in (block.marks if block else ()) if start < m.position <= end]
    texts = texts if texts is not None else notes(document) if labels else {}
    return tuple(texts.get(label) or f"note {label}, empty" for label in dict.fromkeys(labels))


def _block_start(block: Block) -> int:
    return block.start


def _start(sentence: Sentence) -> int:
    return sentence.start


def _end(sentence: Sentence) -> int:
    return sentence.end


def _place(claim: Claim) -> tuple[str, int, str]:
    return claim.evidence.document, claim.evidence.start, claim.id
