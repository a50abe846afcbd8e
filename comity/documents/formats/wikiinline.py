"""Wikitext inside a line: links as their words, templates as what stands for them, references as marks."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from comity.documents.draft import SUPPLIED, Flow
from comity.documents.formats import wikitemplates as templates
from comity.documents.formats.wikiscan import pipes
from comity.documents.formats.wikitemplates import Template

_INLINE = re.compile(
    r"<!--|\{\{|\[\[|\[(?=(?:https?:|ftp:)?//|mailto:)|<[a-zA-Z/][^<>]*>|'{2,5}|&(?:#x?[0-9a-fA-F]+|[A-Za-z]\w{1,8});|__[A-Z]{3,20}__|\n+[ \t]*[*#:;]*[ \t]*|\{\|"  # noqa: E501
)
_TAG = re.compile(r"</?\s*([a-zA-Z]+)")
_REF = re.compile(r"<ref\b([^<>]*?)/?>", re.I)
_ATTRIBUTE = re.compile(r"\b(name|group)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/>]+))", re.I)
_FILE = re.compile(r"\s*(?:file|image|fichier|datei|archivo|bild|imagen|media)\s*:", re.I)
_CATEGORY = re.compile(r"\s*:?(?:category|catégorie|kategorie|categoría)\s*:\s*(.*)", re.I | re.S)
_OTHER_WIKI = re.compile(r"\s*(?:[a-z]{2,3}|simple|commons|wikt|s|d|wikidata)\s*:\s*[^\s|]", re.S)
_OPTION = re.compile(
    r"\s*(?:thumb(?:nail)?|frame(?:d|less)?|border|right|left|cent(?:er|re)|none|upright(?:\s*=\s*[\d.]+)?|\d*x?\d+\s*px|(?:alt|link|page|lang|class|thumb|manualthumb)\s*=.*"  # noqa: E501
    r"|baseline|sub|super|top|text-top|middle|bottom|text-bottom|mini|miniatur|vignette|gauche|droite|redresse.*|miniaturadeimagen|derecha|izquierda)?\s*$",  # noqa: E501
    re.I | re.S,
)
_GONE = frozenset("gallery timeline score math imagemap templatestyles references del s strike".split())
_BREAKS = frozenset("br p div li tr td blockquote center hr table ul ol".split())
_STRUCK = re.compile(r"</(?:del|s|strike)\s*>", re.I)


class Inline:
    """Renders stretches of one source; keeps the references met, the captions of pictures, and hints on whom the page is about."""

    def __init__(self, text: str, ends: dict[int, int]) -> None:
        self.text = text
        self.ends = ends
        self.labels: dict[str, str] = {}
        self.met: list[str] = []  # the keys of the references, in the order of their first marks
        self.contents: dict[str, tuple[int, int]] = {}
        self.groups: dict[str, int] = {}
        self.captions: list[tuple[int, int]] = []
        self.hints: list[tuple[str, str]] = []
        self.title = ""
        self.icon: tuple[int, int] | None = None
        self._rules: dict[str, Callable[[Flow, Template], object]] = {
            "flag": self._flag, "icon": self._icon, "date": self._date, "first": self._first, "last": self._last, "items": self._items,
            "see": self._see, "note": self._note, "cite": self.citation,
        }  # fmt: skip
        self._define()

    def _define(self) -> None:
        """The references that carry a name and words, wherever they stand: their marks may come earlier."""
        for start, end in self.ends.items():
            opened = _REF.match(self.text, start) if self.text[start] == "<" else None
            if opened and opened.end() < end:
                key = self._key(opened.group(1))
                if key:
                    self.contents.setdefault(key, (opened.end(), self.text.rindex("<", start, end)))

    @staticmethod
    def _key(attributes: str) -> str:
        found = {m.group(1).lower(): (m.group(2) or m.group(3) or m.group(4) or "").strip() for m in _ATTRIBUTE.finditer(attributes)}
        return f"{found.get('group', '')}\x1f{found['name']}" if found.get("name") else ""

    def render(self, flow: Flow, start: int, end: int) -> Flow:
        """The words of a stretch of source."""
        text, at = self.text, start
        while (match := _INLINE.search(text, at, end)) is not None:
            place = match.start()
            if place > at:
                flow.add(text[at:place], at)
            at = self._token(flow, match, place, end)
        if at < end:
            flow.add(text[at:end], at)
        return flow

    def _token(self, flow: Flow, match: re.Match[str], place: int, end: int) -> int:
        token = match.group()
        first = token[0]
        if first == "{":
            close = self.ends.get(place, 0)
            if token == "{|" or not close or close > end:
                return close if token == "{|" and close else self._literal(flow, place, match.end())
            self.template(flow, templates.parse(self.text, place, close, self.ends))
            return close
        if first == "[":
            if token == "[[":
                close = self.ends.get(place, 0)
                return self._link(flow, place, close) if close and close <= end else self._literal(flow, place, match.end())
            return self._external(flow, place, end)
        if first == "<":
            return self._tag(flow, token, place, match.end(), end)
        if first == "\n":
            if token.count("\n") > 1 or token.strip():
                flow.newline()
            else:
                flow.space()
        elif first == "&":
            said = html.unescape(token)
            flow.add(said, SUPPLIED)
        return match.end()

    def _literal(self, flow: Flow, start: int, end: int) -> int:
        flow.add(self.text[start:end], start)
        return end

    def _tag(self, flow: Flow, token: str, place: int, after: int, end: int) -> int:
        close = self.ends.get(place, 0)
        if token.startswith("<!--"):
            return min(close, end) if close else after
        named = _TAG.match(token)
        name = named.group(1).lower() if named else ""
        if name == "ref" and token[1] != "/":
            return self._ref(flow, token, place, close, after)
        if name in ("nowiki", "pre", "syntaxhighlight") and close > after:
            stop = self.text.rindex("<", place, close)
            flow.add(self.text[after:stop], after)
            return min(close, end)
        if name in _GONE:
            if close > after:
                return min(close, end)
            struck = _STRUCK.search(self.text, after, end) if name in ("del", "s", "strike") and token[1] != "/" else None
            return struck.end() if struck else after
        if name in _BREAKS:
            flow.newline()
        elif not name:
            flow.add(token, place)
        return after

    def _ref(self, flow: Flow, token: str, place: int, close: int, after: int) -> int:
        if not close:
            return after  # opened and never closed: its words are read as text
        found = _REF.match(token)
        attributes = found.group(1) if found else ""
        key = self._key(attributes) or f"@{place}"
        if close > after:
            self.contents.setdefault(key, (after, self.text.rindex("<", place, close)))
        flow.mark(self.label(key, attributes))
        return close

    def label(self, key: str, attributes: str = "") -> str:
        """The label of a reference, numbered where its first mark stands."""
        if key not in self.labels:
            group = next(((m.group(2) or m.group(3) or m.group(4)) for m in _ATTRIBUTE.finditer(attributes) if m.group(1).lower() == "group"), "")  # noqa: E501
            self.groups[group] = self.groups.get(group, 0) + 1
            self.met.append(key)
            self.labels[key] = f"{group} {self.groups[group]}".strip()
        return self.labels[key]

    def _link(self, flow: Flow, place: int, close: int) -> int:
        stretches = list(pipes(self.text, place + 2, close - 2, self.ends))
        a, b = stretches[0]
        target = self.text[a:b]
        category = _CATEGORY.match(target)
        if category and not target.lstrip().startswith(":"):
            name = " ".join(category.group(1).split())
            if len(stretches) > 1 and not self.text[slice(*stretches[1])].strip(" *") and not self.title:
                self.title = name  # the page that its category is named for
            self.hints.append((name, "category"))
        elif _FILE.match(target):
            caption = next((s for s in reversed(stretches[1:]) if not _OPTION.match(self.text, *s)), None)
            if caption:
                self.captions.append(caption)
        elif len(stretches) > 1:
            self.render(flow, stretches[-1][0], stretches[-1][1])
        elif not _OTHER_WIKI.match(target):
            start = a + 1 if target.startswith(":") else a
            hash_ = self.text.find("#", start, b)
            flow.add(self.text[start : hash_ if hash_ > start else b], start)
        return close

    def _external(self, flow: Flow, place: int, end: int) -> int:
        close = self.text.find("]", place, end)
        line = self.text.find("\n", place, end)
        if close < 0 or 0 <= line < close:
            return self._literal(flow, place, place + 1)
        space = re.compile(r"[\s|]").search(self.text, place, close)
        if space:
            self.render(flow, space.end(), close)
        else:
            key = f"@{place}"
            self.contents[key] = (place + 1, close)
            flow.mark(self.label(key))
        return close + 1

    # --- templates -----------------------------------------------------------------------------------------------------

    def template(self, flow: Flow, template: Template) -> None:
        name = template.name
        rule = self._rules.get(templates.sort(name))
        if rule:
            rule(flow, template)
        elif name in ("as of", "asof"):
            self._as_of(flow, template)
        elif name in ("convert", "cvt", "val"):
            self._pair(flow, template)
        elif name == "percentage bar":
            self._first(flow, template)
            flow.add("%")
        elif said := templates.supplied(name, "words"):
            if not self._first(flow, template):
                flow.add(said)
        elif name in ("pb", "paragraph break", "break", "br", "clear"):
            flow.newline()
        elif said := templates.supplied(name, "fixed"):
            flow.add(said)
        elif said := templates.supplied(name, "before"):
            flow.add(said)
            self._first(flow, template)
        elif not template.values and re.fullmatch(r"\s*[A-Z]{3}\s*", self.text[template.start + 2 : template.end - 2]):
            self.render(flow, template.start + 2, template.end - 2)  # {{GER}}: a country by its code
        elif about := templates.hint(name):
            self.hints.append((about, "navigation box"))

    def _value(self, flow: Flow, place: tuple[int, int]) -> bool:
        before = flow.length
        self.render(flow, *self._trim(place))
        return flow.length > before

    def _trim(self, place: tuple[int, int]) -> tuple[int, int]:
        start, end = place
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end

    def _first(self, flow: Flow, template: Template) -> bool:
        place = next((template.values[k] for k in ("1", "text", "content", "quote") if k in template.values), None)
        return self._value(flow, place) if place else False

    def _last(self, flow: Flow, template: Template) -> None:
        places = template.positional()
        if places:
            self._value(flow, places[-1])

    def _items(self, flow: Flow, template: Template) -> None:
        for place in template.positional():
            flow.newline()
            self._value(flow, place)
        flow.newline()

    def _flag(self, flow: Flow, template: Template) -> None:
        places = [template.values[k] for k in ("name", "1", "2") if k in template.values]
        for place in places:
            if self.text[slice(*place)].strip():
                self._value(flow, place)
                return

    def _icon(self, flow: Flow, template: Template) -> None:
        if "1" in template.values:
            self.icon = template.values["1"]

    def _date(self, flow: Flow, template: Template) -> None:
        places = [self._trim(p) for p in template.positional()]
        places = [p for p in places if p[0] < p[1] and self.text[slice(*p)].lower() not in ("main", "date")]
        if len(places) == 1:
            self._value(flow, places[0])
            return
        values = [self.text[slice(*p)].strip() for p in places]
        for i, (said, index) in enumerate(templates.spoken_date(values)):
            if i:
                flow.space()
            start = places[index][1] - len(said) if index >= 0 else SUPPLIED
            flow.add(said, start if index >= 0 and self.text[start : start + len(said)] == said else SUPPLIED)

    def _as_of(self, flow: Flow, template: Template) -> None:
        flow.add("as of " if "lc" in template.values else "As of ")
        if "alt" in template.values:
            self._value(flow, template.values["alt"])
        else:
            self._date(flow, template)

    def _pair(self, flow: Flow, template: Template) -> None:
        for place in template.positional()[:2]:
            self._value(flow, place)
            flow.space()

    def _see(self, flow: Flow, template: Template) -> None:
        places = [p for p in template.positional() if self.text[slice(*p)].strip()]
        for i, place in enumerate(places):
            flow.add(", " if i else "See ")
            start, end = self._trim(place)
            hash_ = self.text.find("#", start, end)
            self.render(flow, start, hash_ if hash_ > start else end)
        flow.newline()

    def _note(self, flow: Flow, template: Template) -> None:
        places = template.positional()
        if places:
            key = f"@{template.start}"
            self.contents[key] = self._trim(places[0] if not template.name.startswith(("sfn", "harv")) else (places[0][0], places[-1][1]))
            group = {"efn": 'group="note"', "refn": 'group="note"'}.get(template.name, "")
            flow.mark(self.label(key, group))

    _ORDER = (
        ("last", "last1", "author", "author1", "surname", "nom", "auteur"), ("first", "first1", "given", "prénom"), ("chapter", "article"),
        ("title", "titre", "titel", "título"), ("work", "website", "newspaper", "journal", "magazine", "encyclopedia", "périodique", "site"),  # noqa: E501
        ("publisher", "institution", "éditeur", "verlag"), ("date", "year", "année", "datum"), ("pages", "page"), ("url", "lire en ligne"),
    )  # fmt: skip

    def citation(self, flow: Flow, template: Template) -> None:
        """A source in words: author, title, publication, publisher, date, address."""
        said = 0
        for keys in self._ORDER:
            place = next((template.values[k] for k in keys if k in template.values and self.text[slice(*template.values[k])].strip()), None)
            if not place:
                continue
            if said:
                flow.add(", " if keys[0] in ("first", "pages") else ". ")
            start, end = self._trim(place)
            if keys[0] == "url":
                stop = self.text.find("{{", start, end)
                flow.add(self.text[start : stop if stop >= 0 else end], start)
            else:
                self.render(flow, start, end)
            said += 1
        if not said:
            self._first(flow, template)
        flow.space()
