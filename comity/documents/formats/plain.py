"""Plain text: what each of its units is.

A heading is a short line that no sentence ends in and that prose follows; the lone line 'Bilateral relations.' is one too. A doubt
is decided for the paragraph: a heading is still read, but a paragraph is never split up.
"""

from __future__ import annotations

import re

from comity.documents import furniture
from comity.documents.draft import Draft, Flow
from comity.documents.marks import pour
from comity.documents.sentences import split
from comity.documents.tables import lay
from comity.documents.units import Unit, item_start, units_of
from comity.model import BlockKind

_LABELLED = re.compile(r"[ \t]*\[(\d{1,4}|[a-z]|[A-Za-z]{1,8} \d{1,3})\](?:[ \t]+[–—^-](?=\s))?[ \t]*(?=\S|$)")
_NUMBERED = re.compile(r"[ \t]*\(?(\d{1,3})[.)][ \t]+(?=\S)")
_REFERENCES = re.compile(
    r"(?:references?|notes?|footnotes?|endnotes?|citations?|notes and references|sources|références|notes et références|einzelnachweise|"
    r"anmerkungen|referencias|notas)$"
)
_IMAGE = re.compile(r"[ \t]*\[([^\[\]]*)\](?=[ \t]*(?:$|[A-Z\"“]))")
_CATEGORIES = re.compile(r"(?:Category|Catégorie|Kategorie|Categoría):\S")
_PREFIX = re.compile(r"(?:Article|Title|Titre|Headline)\s*:\s+")
_SECTION_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,5}\.)\s+(?=\S)")
_BROKEN = re.compile(r"(\b[^\W\d_]{2,})-\s*$")
_KEPT = frozenset("non self ex anti pro vice pan co cross well half long short high low so multi".split())
_ENDINGS = (".", "!", "?", "…", ":", ";", ",")
_CLOSERS = "\"'”’»)] "
_CLAUSE = frozenset(  # words that make a sentence of a short line, or that belong to one
    "is are was were be been has have had do does did will would can could may might must shall should says said began remain remained "
    "he she it they we i you his her its their our this that there not began ended improved deteriorated signed established severed "
    "est sont était ont va peut il elle ils elles son sa ses ist sind war hat haben wird er sie fue han".split()
)
_UNFINISHED = frozenset("the a an of and or to in on at by for with from that which its their his her le la les de du des et en un une der die das und".split())  # noqa: E501


def looks(text: str, name: str) -> int:
    """How much a text looks like this format; plain text is what nothing else claims."""
    return 1


def read(text: str, draft: Draft) -> None:
    """The parts of a plain text."""
    _Reader(units_of(text), draft).run()


class _Reader:
    def __init__(self, units: list[Unit], draft: Draft) -> None:
        self.units = units
        self.draft = draft
        self.mode = "body"
        self.in_references = False
        self.titled = False
        self.at = 0
        self.prose = [self._is_prose(u) for u in units]
        self.total = sum(len(u.words) for u, p in zip(units, self.prose, strict=True) if p) or 1
        self.passed = 0
        self.marks = set(re.findall(r"\[(\d{1,4}|[a-z])\]", " ".join(u.words for u in units if u.sort == "text")))
        self.last = max((i for i, p in enumerate(self.prose) if p), default=-1)

    @staticmethod
    def _is_prose(unit: Unit) -> bool:
        return unit.sort == "text" and len(unit.words) > 50 and unit.words.rstrip(_CLOSERS).endswith(_ENDINGS[:4])

    def run(self) -> None:
        start = self._fields()
        for self.at in range(start, len(self.units)):  # noqa: B020
            unit = self.units[self.at]
            self._one(unit)
            if self.prose[self.at]:
                self.passed += len(unit.words)

    def _fields(self) -> int:
        """Lines 'Date: …' at the head of the file are about the text."""
        found = []
        for unit in self.units:
            name, value = furniture.field(unit.words) if unit.sort == "text" else ("", "")
            if not name:
                break
            found.append((name, value, unit))
        if len(found) < 2:
            return 0
        for name, value, unit in found:
            self.draft.metadata.setdefault(name, value)
            self._put(BlockKind.BOILERPLATE, unit)
        self.titled = bool({"title", "headline"} & self.draft.metadata.keys())
        return len(found)

    def _one(self, unit: Unit) -> None:
        if unit.table is not None:
            lay(unit.table, self.draft)
            return
        words = unit.words
        if self.mode != "body" and self._back():
            self.mode = "body"
        if _CATEGORIES.match(words):
            self.draft.hints.extend((m.replace("_", " ").strip(), "category") for m in re.split(r"\w+:(?=\S)|\s(?=\S+_\S+)", words) if m.strip())  # noqa: E501
            self._put(BlockKind.BOILERPLATE, unit)
        elif furniture.opens_others(words) or furniture.opens_rest(words):
            self.mode = "others" if furniture.opens_others(words) else "rest"
            self._put(BlockKind.BOILERPLATE, unit)
        elif furniture.is_furniture(words):
            self._put(BlockKind.BOILERPLATE, unit)
        elif furniture.is_teaser(words) or self.mode == "others":
            self._put(BlockKind.OTHER_ARTICLE, unit)
        elif self.mode == "rest":
            self._put(BlockKind.BOILERPLATE, unit)
        elif date := furniture.date_line(words):
            self.draft.metadata.setdefault("date", date)
            self._put(BlockKind.BOILERPLATE, unit)
        elif not self._reference(unit):
            self._body(unit)

    def _back(self) -> bool:
        """Two long paragraphs in a row, while most of the text is still to come: the box of teasers stood in the middle."""
        following = range(self.at, self.at + 2)
        long = all(i < len(self.units) and self.prose[i] and len(self.units[i].words) > 200 for i in following)
        return long and self.passed * 2 < self.total

    def _reference(self, unit: Unit) -> bool:
        line = unit.lines[0]
        found = _LABELLED.match(line.text)
        if not (found and (self.in_references or found.group(1) in self.marks and self.at > self.last - 1 or self._in_run())):
            found = _NUMBERED.match(line.text) if self.in_references else None
        if not found:
            return False
        flow = Flow()
        flow.seen(line.start, line.start + len(line.text))
        for k, piece in enumerate(unit.lines):
            skip = found.end() if k == 0 else 0
            flow.add(piece.text[skip:], piece.start + skip)
            flow.space()
        self.draft.reference(found.group(1), flow)
        return True

    def _in_run(self) -> bool:
        """The units before or after are labelled too, one on: a list of notes without a heading."""
        near = [self.units[i] for i in (self.at - 1, self.at + 1) if 0 <= i < len(self.units)]
        return any(u.lines and _LABELLED.match(u.lines[0].text) is not None for u in near) and self.at > len(self.units) // 2

    def _body(self, unit: Unit) -> None:
        if unit.sort == "item":
            self._item(unit)
            return
        image = _IMAGE.match(unit.lines[0].text)
        if image and (not image.group(1).strip() or len(image.group(1).split()) >= 3):
            self._image(unit, image)
            return
        level = self._heading(unit)
        if level:
            self._head(unit, level)
        elif self._is_glued_headline(unit):
            self._put(BlockKind.OTHER_ARTICLE, unit)
        else:
            self._put(BlockKind.PARAGRAPH, unit)

    def _item(self, unit: Unit) -> None:
        level = self._heading(unit) if _SECTION_NUMBER.match(unit.words) and self._alone_in_list() else 0
        if level:
            self._head(unit, level)
        else:
            flow = self._flow(unit, item_start(unit.lines[0]))
            self.draft.block(BlockKind.LIST_ITEM, flow, level=unit.level)

    def _alone_in_list(self) -> bool:
        near = [self.units[i] for i in (self.at - 1, self.at + 1) if 0 <= i < len(self.units)]
        return all(u.sort != "item" for u in near)

    def _image(self, unit: Unit, image: re.Match[str]) -> None:
        line = unit.lines[0]
        caption = Flow()
        pour(caption, image.group(1), line.start + image.start(1))
        self.draft.block(BlockKind.CAPTION, caption)
        self.draft.block(BlockKind.PARAGRAPH, self._flow(unit, image.end()))

    def _head(self, unit: Unit, level: int) -> None:
        line = unit.lines[0]
        skip = len(line.text) - len(line.text.lstrip())
        prefix = _PREFIX.match(line.text, skip)
        flow = self._flow(unit, prefix.end() if prefix else 0)
        if not self.titled and not flow.text.endswith(":") and not any(p.kind is not BlockKind.BOILERPLATE for p in self.draft.parts):
            self.draft.title = flow.text.rstrip(".")
            level = 1
            self.titled = True
        self.in_references = bool(_REFERENCES.match(furniture.bare(flow.text)))
        self.draft.heading(level, flow)

    def _heading(self, unit: Unit) -> int:
        """The level of the heading that a unit is, 0 where it is none."""
        if unit.sort == "title":
            return unit.level
        words = unit.words.strip()
        if len(unit.lines) != 1 or len(words) > 120 or len(words.split()) > 18 or not self._leads():
            return 0
        number = _SECTION_NUMBER.match(words)
        level = 1 + (words[: number.end()].strip(" .").count(".") + 1) if number else 2
        body = words[number.end() :] if number else words
        if not body[:1].isalnum() and body[:1] not in "\"'“‘«" or body[:1].islower():
            return 0
        end = body.rstrip(_CLOSERS)[-1:]
        if end == "." and re.search(r"(?:\b[A-Z]\.){2,}$", body):
            end = ""
        if end in (",", ";", "…") or end == ":" and len(body) > 50:
            return 0
        if end == ".":
            return level if self._is_dotted_heading(body) else 0
        if end in ("!", "?") and len(body.split()) < 3:
            return 0
        return level if len(split(body)) == 1 else 0

    def _is_dotted_heading(self, body: str) -> bool:
        """'Bilateral relations.' alone on its line, with no verb in it, before a long paragraph."""
        tokens = body.rstrip(". ").split()
        following = self.units[self.at + 1] if self.at + 1 < len(self.units) else None
        if not 1 <= len(tokens) <= 7 or following is None or (following.table is None and len(following.words) <= 100):
            return False
        low = [t.lower().strip("\"'’") for t in tokens]
        if any(t[-1] in ",;:." or t.isdigit() for t in tokens) or any(t in _CLAUSE for t in low):
            return False
        names = len(tokens) <= 4 and all(t[0].isupper() or t in ("of", "and", "the") for t in tokens)
        return names or any(t in furniture.topics() for t in low)

    def _leads(self) -> bool:
        """Something stands under this line: prose, a list or a table, perhaps after other short lines."""
        for i in range(self.at + 1, min(self.at + 5, len(self.units))):
            unit = self.units[i]
            if unit.table is not None or unit.sort == "item" or self.prose[i]:
                return True
            if len(unit.words) > 120:
                return True
            if self.in_references is False and _LABELLED.match(unit.lines[0].text):
                return True
            if unit.sort == "title" or furniture.is_furniture(unit.words) or _CATEGORIES.match(unit.words):
                continue
            if unit.words.rstrip(_CLOSERS).endswith(_ENDINGS[:4]):
                return True
        return bool(_REFERENCES.match(furniture.bare(self.units[self.at].words)))

    def _is_glued_headline(self, unit: Unit) -> bool:
        """The last line of a page of whole sentences that is none: the headline of the next article."""
        words = unit.words.split()
        if self.at < self.last or self.last < 2 or not 5 <= len(words) <= 24 or unit.words.rstrip(_CLOSERS).endswith(_ENDINGS):
            return False
        after = [u for u in self.units[self.at + 1 :] if u.sort != "text" or len(u.words) > 120]
        return not after and not self.in_references and words[-1].lower() not in _UNFINISHED and unit.words[:1].isupper()

    def _flow(self, unit: Unit, skip: int = 0) -> Flow:
        flow = Flow()
        for k, line in enumerate(unit.lines):
            start = skip if k == 0 else 0
            following = unit.lines[k + 1].text.lstrip() if k + 1 < len(unit.lines) else ""
            broken = _BROKEN.search(line.text) if following[:1].islower() else None
            if broken:  # a word broken at the end of its line, or one that has a hyphen there
                kept = broken.group(1).lower() in _KEPT or f"{broken.group(1)}-{following.split()[0]}" in unit.words
                pour(flow, line.text[start : broken.end(1) + kept], line.start + start)
            else:
                pour(flow, line.text[start:], line.start + start)
                flow.space()
        return flow

    def _put(self, kind: BlockKind, unit: Unit) -> None:
        self.draft.block(kind, self._flow(unit))
