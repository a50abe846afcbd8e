"""The vocabulary of Comity: what a document, a claim, a time and an entry *are*.

Plain frozen classes, no behaviour that needs a library. The one misconception to avoid: a claim is not a fact. It is
what one sentence says, with the standing that its speaker gives it; facts are what a reader makes of entries.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


def digest(*parts: str) -> str:
    """The stable name of some content: 16 hexadecimal digits of SHA-256 over the parts.

    >>> digest("a", "b") == digest("a", "b") != digest("ab")
    True
    """
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


class Span(NamedTuple):
    """A half-open range of characters in a document's canonical text."""

    start: int
    end: int


class Standing(StrEnum):
    """How the world relates to a claim, in the eyes of whoever makes it."""

    ACTUAL = "actual"
    PLANNED = "planned"
    NEGOTIATED = "negotiated"
    CONDITIONAL = "conditional"
    CANCELLED = "cancelled"
    ALLEGED = "alleged"
    DENIED = "denied"
    UNREALISED = "unrealised"
    OPINION = "opinion"


class Basis(StrEnum):
    """On what a time rests."""

    STATED = "stated"  # the words give it: 'on 5 May 1999'
    RELATIVE = "relative"  # counted from an anchor: 'two years later'
    DOCUMENT = "document"  # the document's own date: 'currently'
    SECTION = "section"  # a heading or bullet gives it: 'In 2006'
    GIVEN = "given"  # the user or the file's metadata gives it
    BOUND = "bound"  # only a bound is known: the latest past date in the text
    NONE = "none"  # no time can be told


@dataclass(frozen=True, slots=True)
class Time:
    """When: an interval with uncertain bounds, as EDTF, with the words it was read from.

    `edtf` is '' where no time can be told. `anchor` names what a relative time was counted from.

    >>> Time("1996/1997", words="in 1996-97").edtf
    '1996/1997'
    """

    edtf: str
    basis: Basis = Basis.STATED
    words: str = ""
    span: Span | None = None
    anchor: str = ""
    reason: str = ""

    def __bool__(self) -> bool:
        return bool(self.edtf)


class BlockKind(StrEnum):
    """What a part of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    CAPTION = "caption"
    REFERENCE = "reference"
    BOILERPLATE = "boilerplate"
    OTHER_ARTICLE = "other_article"


PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.CAPTION, BlockKind.HEADING})


class Piece(NamedTuple):
    """A stretch of canonical text that stands unchanged in the source file: characters there, bytes here."""

    start: int  # character offset in the canonical text
    length: int  # characters
    source: int  # offset in the source (bytes, or characters of a page)


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a block stands in its source file, as exactly as the format allows.

    `scheme` is 'bytes' (start, end in the file), 'page' (path 'page 3', start/end characters on it) or 'element' (path
    of the element, with the quote found there). `pieces` map stretches of canonical text to the source.
    """

    scheme: str
    start: int = 0
    end: int = 0
    path: str = ""
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row: its span in the canonical text and the header of its column."""

    start: int
    end: int
    header: str = ""


class Mark(NamedTuple):
    """A footnote mark that was taken out of the prose: where it stood, and what it points to."""

    position: int
    label: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a document: `text[start:end]` of the canonical text.

    `section` holds the headings above, outermost first. `label` is a reference's footnote label; `level` a heading's or
    list item's depth; `table` numbers the tables of the document from 1.
    """

    kind: BlockKind
    start: int
    end: int
    section: tuple[str, ...] = ()
    level: int = 0
    table: int = 0
    cells: tuple[Cell, ...] = ()
    marks: tuple[Mark, ...] = ()
    label: str = ""
    language: str = ""
    locator: Locator | None = None


class Sentence(NamedTuple):
    """A sentence: a span of canonical text inside the block of that index."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where and as what a document was met. `source` is the hash of the file's bytes."""

    address: str
    source: str = ""
    publisher: str = ""
    date: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One text that was read. Its id is the hash of its canonical text.

    `focus` is the id of the focal actor ('' where none), `focus_basis` where it was found.
    """

    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...] = ()
    language: str = "en"
    title: str = ""
    focus: str = ""
    focus_basis: str = ""
    published: Time = field(default_factory=lambda: Time("", Basis.NONE))
    sightings: tuple[Sighting, ...] = ()
    id: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", digest(self.text))

    def __repr__(self) -> str:
        return f"<Document {self.id} {self.title[:40]!r} {self.language} {len(self.sentences)} sentences>"

    def quote(self, start: int, end: int) -> Evidence:
        """The evidence that `text[start:end]` is."""
        return Evidence(self.id, start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words a claim rests on. Without a span that holds its quote it cannot be built.

    >>> Evidence("d", 4, 4, "")
    Traceback (most recent call last):
    ...
    ValueError: evidence needs an exact span: [4, 4) does not hold ''
    """

    document: str
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not self.quote or self.end - self.start != len(self.quote) or self.start < 0:
            raise ValueError(f"evidence needs an exact span: [{self.start}, {self.end}) does not hold {self.quote!r}")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that names an actor, and whom it was resolved to.

    `actor` is the actor's id, '' where the mention stays open (then `candidates` may hold ids). `how` is one of name, code,
    demonym, capital, seat, acronym, office, description, pronoun, focus, alias, unknown. `sector` is PLOVER's (GOV, MIL, REB …).
    A mention without a span (start == end) is one that the layout supplies: the blank side of a table row.
    """

    start: int
    end: int
    text: str
    actor: str = ""
    how: str = "name"
    sector: str = ""
    candidates: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor's part in a claim: the role (source, target, party, place …) and the mention that fills it."""

    role: str
    mention: Mention

    @property
    def actor(self) -> str:
        return self.mention.actor


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count or amount: 'some 48,000 refugees' is about 48000 of refugees. `bound`: exact, about, at_least, at_most, between."""

    low: Decimal
    high: Decimal
    of: str = ""
    unit: str = ""
    bound: str = "exact"
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """One holder of a claim: whose word it is ('the ministry says …'), and the word that says so."""

    mention: Mention
    cue: str = ""


class Cue(NamedTuple):
    """A word or construction that decided something, with its span: ('planned', 'will', 10, 14)."""

    sort: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """How a claim was found: the rule, the trigger in the text, the cues of standing; `by` is 'rule' or 'model'."""

    rule: str
    trigger: str = ""
    span: Span | None = None
    cues: tuple[Cue, ...] = ()
    by: str = "rule"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence or table row says: a kind, actors in roles, a time, a standing, its evidence.

    `attributes` are the kind's own, sorted: (('mission', 'embassy'), ('resident', 'no')). `attribution` is empty where the
    document speaks in its own voice, else the chain of holders, outermost first.
    """

    kind: str
    participants: tuple[Participant, ...]
    evidence: Evidence
    standing: Standing = Standing.ACTUAL
    time: Time = field(default_factory=lambda: Time("", Basis.NONE))
    attribution: tuple[Holder, ...] = ()
    place: Mention | None = None
    quantities: tuple[Quantity, ...] = ()
    sectors: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    found: Found = field(default_factory=lambda: Found(""))
    id: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            who = [f"{p.role} {p.mention.start} {p.mention.end} {p.mention.text}" for p in self.participants]
            extra = [f"{k}={v}" for k, v in self.attributes]
            what = [self.kind, str(self.evidence.start), str(self.evidence.end), str(self.found.span), self.time.words or self.time.edtf]
            object.__setattr__(self, "id", digest(self.evidence.document, *what, *who, *extra))

    def __repr__(self) -> str:
        sides = [p.actor or f"?{p.mention.text}" for p in self.participants]
        words = [sides[0] if sides else "?", self.kind, *sides[1:], self.time.edtf, self.standing.value]
        return f"<Claim {' '.join(w for w in words if w)}>"

    def actors(self, role: str | None = None) -> tuple[str, ...]:
        """The ids of the actors in this role, or in any; open mentions are left out."""
        return tuple(p.actor for p in self.participants if p.actor and role in (None, p.role))

    def attribute(self, name: str) -> str:
        """The value of the attribute of that name, '' where the claim has none."""
        return dict(self.attributes).get(name, "")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the record holds once claims are brought together: one event, or one tie, with the claims for and against it.

    `sources` counts independent ones. `time` is the most precise that the supporting claims agree on.
    """

    id: str
    kind: str
    actors: tuple[str, ...]
    time: str
    standing: Standing
    supporting: tuple[str, ...]
    disputing: tuple[str, ...] = ()
    sources: int = 1
    attributes: tuple[tuple[str, str], ...] = ()


def attributes(items: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Attributes in their one order, without empty ones.

    >>> attributes([("resident", "no"), ("mission", "embassy"), ("place", "")])
    (('mission', 'embassy'), ('resident', 'no'))
    """
    return tuple(sorted({(k, v) for k, v in items if v}))
