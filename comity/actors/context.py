"""What a document tells about the words in it: its sentences, sections and rows, and which states each of them speaks of."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property

from comity.actors.catalogue import catalogue
from comity.actors.folding import plain
from comity.actors.offices import Person
from comity.model import PROSE, Block, BlockKind, Document, Mention

_BREAK = re.compile(r"[.!?][\"')\]]* +(?=[A-Z\"'(])")
_COUNTRY = re.compile(r"country|state|partner|nation|pays|état|etat|land|staat|país|pais|paese|name", re.IGNORECASE)
_ORGANISATION = re.compile(r"organi[sz]ation", re.IGNORECASE)
_CELL_NOISE = re.compile(r"[\s\d\[\].,;:*†‡()|—–-]+|\b(?:the|Republic|of)\b")
_MISSION = r"(?:[Ee]mbassy|[Hh]igh [Cc]ommission|[Cc]onsulate(?:-[Gg]eneral| [Gg]eneral)?|(?:[Aa]postolic )?[Nn]unciature)"
_HAS_A_MISSION = rf"(?:has|maintains|opened|had|has had) (?:an?|its) (?:resident )?{_MISSION} (?:in|to)"
_NOT_SHARED = r"(?!,? (?:which is |and )?accredited)(?! to the X)"
_FROM_THIRD = r"(?:'s?)?(?: \w+){0,2} in (?:the )?X(?:(?:,| to(?: the)?) X)? (?:is|was) (?:\w+ )?accredited to (?:the )?"
_NOT_A_LIST = r"(?!(?:,| and) (?:the )?X)"
_HANDED_IN = r"[^.]{0,80}\b(?:presented|accredited|appointed|letters of credence)\b"
#: How a row of relations speaks of its own partner; F is the focal actor, X another one. Where a way names others too, P is the partner.
_ROW_SAYS = [
    re.compile(pattern.replace("P", "(?P<partner>X)"))
    for pattern in (
        r"\b[Ss]ee (?:also )?(?:the )?(?:F ?- ?X|X ?- ?F) relations",
        r"(?:F and (?:the )?(?:\w+ ){0,3}X|X and (?:the )?(?:\w+ ){0,3}F) (?:\w+ ){0,2}"
        r"(?:established|have|had|has|maintain|share|signed|re-?established|opened|agreed|recogni[sz]ed|do not|are)",
        r"\bbetween (?:the )?(?:F and (?:the )?X|X and (?:the )?F)\b",
        r"(?<!\bin )(?<!\bin the )(?<!\bto )(?<!\bto the )(?<!X, )\bX (?:is|was|has been) (?:\w+ )?"
        r"(?:accredited to|represented in) (?:the )?F\b",
        rf"\bP{_FROM_THIRD}F\b",
        rf"\bF{_FROM_THIRD}P\b{_NOT_A_LIST}",
        r"(?<!\bin )(?<!\bin the )(?<!\bof )\bF (?:is|was|has been) (?:\w+ )?(?:accredited to|represented in) (?:the )?X\b",
        r"\bX (?:has |had |officially |formally |first |also |never ){0,2}recogni[sz]ed (?:the )?(?:independence of )?F\b",
        r"\bP became the \w+ (?:\w+ ){0,6}to recogni[sz]e F\b",
        rf"\bF {_HAS_A_MISSION} (?:\w+, )?X\b{_NOT_SHARED}",
        rf"\bX {_HAS_A_MISSION} (?:\w+, )?F\b{_NOT_SHARED}",
        rf"\bwhen (?:\w+ ){{0,4}}(?:F to (?:the )?X|X to (?:the )?F)\b{_HANDED_IN}",
        rf"\bwhen (?:\w+ ){{0,4}}X\b{_HANDED_IN}[^.]{{0,40}}\bto (?:\w+ ){{0,3}}F\b",
        r"\b[Ss]ee (?:also )?(?:Foreign relations of|Apostolic Nunciature to) (?:the )?X\b",
    )
]


_LONG_HEADING = 7


class Scene:
    """A document with the mentions by name that were found in it. `introduced` are the people whom it names with office and state."""

    def __init__(self, document: Document, base: Sequence[Mention], find: Callable[[str], list[Mention]], flat: str = "") -> None:
        self.document = document
        self.flat = flat or plain(document.text)
        self.base = base
        self.focus = document.focus
        self.find = find
        self.introduced: tuple[Person, ...] = ()
        self._starts = [m.start for m in base]
        self._sections: dict[tuple[str, ...], tuple[str, str]] = {}
        self._rows: dict[int, tuple[str, str]] = {}

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks that hold prose, in order."""
        return tuple(sorted((b for b in self.document.blocks if b.kind in PROSE), key=lambda b: b.start))

    @cached_property
    def _block_starts(self) -> list[int]:
        return [b.start for b in self.blocks]

    def block(self, position: int) -> Block | None:
        """The block of prose that holds the position."""
        at = bisect.bisect_right(self._block_starts, position) - 1
        return self.blocks[at] if at >= 0 and position < self.blocks[at].end else None

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The sentences as spans, in order; where the document has none, its blocks cut at full stops."""
        if self.document.sentences:
            return sorted((s.start, s.end) for s in self.document.sentences)
        spans = []
        for block in self.blocks:
            parts = [(c.start, c.end) for c in block.cells] or [(block.start, block.end)]
            for start, end in parts:
                for match in _BREAK.finditer(self.flat, start, end):
                    spans.append((start, match.start() + 1))
                    start = match.end()
                if end > start:
                    spans.append((start, end))
        return spans

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s for s, _ in self.sentences]

    def sentence(self, position: int) -> int:
        """The number of the sentence that holds the position, or of the one before it."""
        return max(0, bisect.bisect_right(self._sentence_starts, position) - 1)

    @cached_property
    def rival(self) -> str:
        """The other state that a page names at least half as often as its focal actor: a page on a pair has two presidents."""
        counts = Counter(m.actor for m in self.base if m.actor and m.actor.isupper() and len(m.actor) == 3)
        own = counts.pop(self.focus, 0)
        actor, most = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
        return actor if self.focus and 2 * most >= own and most > 2 else ""

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions by name that begin in a stretch."""
        return list(self.base[bisect.bisect_left(self._starts, start) : bisect.bisect_left(self._starts, end)])

    def section(self, block: Block) -> tuple[str, str]:
        """The actor that the nearest heading over a block names, and that heading; never the focal actor."""
        if block.section not in self._sections:
            self._sections[block.section] = self._section(block.section)
        return self._sections[block.section]

    def _section(self, headings: tuple[str, ...]) -> tuple[str, str]:
        for heading in reversed(headings):
            if len(heading.split()) > _LONG_HEADING:  # a headline tells a story: 'A risky partnership with Russia' is no section on Russia
                continue
            actors = {m.actor for m in self.find(heading) if m.actor} - {self.focus}
            if len(actors) == 1:
                return actors.pop(), heading
            if actors:
                return "", ""
        return "", ""

    def partner(self, block: Block) -> tuple[str, str]:
        """The other side of a table's row or of a section, and what says so; '' where nothing does."""
        if block.kind is not BlockKind.TABLE_ROW:
            actor, heading = self.section(block)
            return actor, f"the heading '{heading}' names it" if actor else ""
        if block.start not in self._rows:
            self._rows[block.start] = self._row(block)
        return self._rows[block.start]

    def _row(self, block: Block) -> tuple[str, str]:
        order = sorted(block.cells, key=lambda cell: 0 if _COUNTRY.search(cell.header) else 1)
        for cell in order[: 1 if order and _COUNTRY.search(order[0].header) else 2]:
            named = [m for m in self.between(cell.start, cell.end) if m.how in ("name", "acronym")]
            actors = dict.fromkeys(m.actor for m in named if m.actor)
            rest = self.flat[cell.start : cell.end]
            for mention in named:
                rest = rest.replace(self.flat[mention.start : mention.end], " ", 1)
            if len(actors) == 1 and not _CELL_NOISE.sub("", rest):
                actor = next(iter(actors))
                if actor != self.focus:
                    return actor, "the row's own cell names it"
        return self._row_says(block)

    def _row_says(self, block: Block) -> tuple[str, str]:
        """The partner that the row's words name: every way in which they do must name the same one."""
        if not self.focus:
            return "", ""
        found: set[str] = set()
        for cell in block.cells or (block,):
            parts, last, others = [], cell.start, []
            for mention in self.between(cell.start, cell.end):
                mark = "F" if mention.actor == self.focus else "X" if mention.actor else "?"
                others += [mention.actor] if mark == "X" else []
                parts += [self.flat[last : mention.start], mark + "\u0001" * (mark == "X")]
                last = mention.end
            line = "".join([*parts, self.flat[last : cell.end]])
            marks = [m.start() for m in re.finditer("\u0001", line)]
            bare = line.replace("\u0001", "")
            places = [position - number - 1 for number, position in enumerate(marks)]
            for pattern in _ROW_SAYS:
                for match in pattern.finditer(bare):
                    start, end = match.span("partner" if "partner" in pattern.groupindex else 0)
                    found |= {actor for actor, place in zip(others, places, strict=True) if start <= place < end}
        if not any(_ORGANISATION.search(cell.header) for cell in block.cells):
            found = {actor for actor in found if is_state(actor)}
        if len(found) == 1:
            return found.pop(), "the row's words name it"
        return "", "the row's country is lost"

    def most_spoken_of(self) -> str:
        """The other actor that most of the page is about, if one stands out."""
        counts = Counter(m.actor for m in self.base if m.actor and m.actor != self.focus and is_state(m.actor))
        total = sum(counts.values())
        (first, times), *_ = counts.most_common(1) or [("", 0)]
        return first if times >= 3 and times * 2 > total else ""

    def _stretch(self, position: int, sentences: int) -> list[Mention]:
        block = self.block(position)
        number = self.sentence(position)
        start = self.sentences[max(0, number - sentences + 1)][0] if self.sentences else 0
        return self.between(max(start, block.start) if block else start, position)

    def before(self, position: int, sentences: int = 1) -> list[str]:
        """The distinct actors that are named before the position in its sentence (and so many before it, in the same block)."""
        return list(dict.fromkeys(m.actor for m in self._stretch(position, sentences) if m.actor))

    def topics_before(self, position: int, sentences: int = 1) -> list[str]:
        """The states among them that can be what a text is about: not those that only describe a noun ('a U.S. soldier')."""
        named = [m for m in self._stretch(position, sentences) if m.actor and m.how != "demonym"]
        bare = [m.actor for m in named if not m.sector or m.how in ("office", "seat")]
        return [actor for actor in dict.fromkeys(bare) if is_state(actor)]

    def open_before(self, position: int) -> bool:
        """Whether a name before the position in its sentence was left open."""
        return any(not m.actor and m.candidates for m in self._stretch(position, 1))

    def states_before(self, position: int, sentences: int = 1) -> list[str]:
        """The states among them."""
        return [actor for actor in self.before(position, sentences) if is_state(actor)]


def is_state(actor: str) -> bool:
    """Whether the actor is a state or a territory."""
    known = catalogue()
    return actor in known and known.get(actor).kind in ("state", "dependency", "region")
