"""The words and rules of a language, from its data file.

Every word of the language that has to do with time belongs to one or more classes. Words of the same classes share one letter, so that
a text becomes a string of letters, one a word, and a rule becomes a regular expression over letters.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from comity.errors import DataError, MissingPart

FOLDER = Path(__file__).parent / "data"
TOKEN = re.compile(r"['’]\d0s ?|[^\W\d_]+ ?|\d+ ?|[^\w\s] ?|[\s_]")
OTHER, WORD, NAME = (
    "\ue000",
    "\ue001",
    "\ue002",
)  # no word (a break, an odd sign); a word that has nothing to do with time; one with a capital
ELEMENT = re.compile(r"'[^']+'|\w+(?::\w+)?|[()|?*]")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of one level: what it matches, which meaning it has, and the class of what it makes."""

    name: str
    pattern: re.Pattern[str]
    means: str
    makes: str
    roles: dict[str, str]
    given: dict[str, Any]


class Letters(dict[str, str]):
    """The letter of every token; of one that has nothing to do with time, found once and remembered while there is room."""

    def __missing__(self, token: str) -> str:
        letter = OTHER if not token[0].isalpha() else NAME if token[0].isupper() else WORD
        if len(self) < 200_000:
            self[token] = letter
        return letter


@dataclass(frozen=True)
class Lexicon:
    """A language: the letter of every word form, the letters of every class, the values of words, and the rules by level and first letter.

    Every expression holds a word of `core`; `triggers` finds those words fast, and other text need not be looked at.
    """

    language: str
    letters: Letters
    core: re.Pattern[str]
    values: dict[str, dict[str, Any]]
    node: dict[str, str]
    levels: tuple[dict[str, tuple[Rule, ...]], ...]
    triggers: AhoCorasick
    classes: dict[str, frozenset[str]]
    cues: dict[str, list[str]]
    starters: frozenset[str]
    enders: frozenset[str]


def languages() -> tuple[str, ...]:
    """The languages that have a data file.

    >>> languages()
    ('en',)
    """
    return tuple(sorted(p.stem for p in FOLDER.glob("*.toml")))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language."""
    path = FOLDER / f"{language}.toml"
    if not path.exists():
        raise MissingPart(f"no words of time for the language {language!r}: add {path.name} beside those of {', '.join(languages())}")
    with path.open("rb") as file:
        return _build(language, tomllib.load(file), path.name)


def _numbers() -> dict[str, tuple[str, ...]]:
    """The classes of written numbers: 'num' all, 'dnum' a day, 'mnum' a month, 'yy' two digits, 'year' four that may be a year."""
    out = {}
    for n in range(10000):
        out[str(n)] = tuple(
            name
            for name, fits in (
                ("dnum", 1 <= n <= 31), ("mnum", 1 <= n <= 12), ("yy", 10 <= n <= 99), ("hundreds", 100 <= n <= 999),
                ("year", 1000 <= n <= 2199), ("four", n >= 1000),
            ) if fits
        )  # fmt: skip
    for n in range(100):
        out[f"{n:02d}"] = tuple(
            name for name, fits in (("dnum", 1 <= n <= 31), ("mnum", 1 <= n <= 12), ("yy", True), ("padded", n < 10)) if fits
        )
    return {words: (*names, "num") for words, names in out.items()}


def _forms(word: str, case: str) -> set[str]:
    title = {word[:1].upper() + word[1:], word.upper()}
    return title if case == "title" else {word, *title}


def _build(language: str, data: dict[str, Any], path: str) -> Lexicon:
    values: dict[str, dict[str, Any]] = {}
    member: dict[str, set[str]] = defaultdict(set)
    for name, words in data["classes"].items():
        values[name] = words if isinstance(words, dict) else {w: w for w in words}
        case = "title" if name in data["title_case"] else "any"
        values[name] = {w.lower(): v for w, v in values[name].items()}
        for word in values[name]:
            for form in _forms(word, case):
                member[form].add(name)
    for level in data["levels"]:
        for rule in level["rules"]:
            for literal in re.findall(r"'([^']+)'", rule["pattern"]):
                for form in _forms(literal, "any"):
                    member[form].add(f"'{literal}'")
    for words, names in _numbers().items():
        member[words].update(names)
    made = sorted({rule["makes"] for level in data["levels"] for rule in level["rules"]})
    families = {m: frozenset({m, *(g for g, names in data["groups"].items() if m in names)}) for m in made}
    sets = sorted({tuple(sorted(s)) for s in member.values()} | {tuple(sorted(s)) for s in families.values()})
    letter = {s: chr(0xE010 + i) for i, s in enumerate(sets)}
    classes: dict[str, set[str]] = defaultdict(set)
    for s in sets:
        for name in s:
            classes[name].add(letter[s])
    classes["word"] |= {WORD, NAME}
    letters = Letters({form + space: letter[tuple(sorted(names))] for form, names in member.items() for space in ("", " ")})
    levels = []
    starters, enders = frozenset[str](), frozenset[str]()
    for number, level in enumerate(data["levels"]):
        by_first: dict[str, list[Rule]] = defaultdict(list)
        for order, rule in enumerate(level["rules"]):
            compiled, piece = _compile(rule, classes, f"{path} level {number + 1} rule {order + 1}")
            starters |= piece.first
            enders |= piece.last
            for char in sorted(piece.first):
                by_first[char].append(compiled)
        levels.append({char: tuple(rules) for char, rules in by_first.items()})
    core = "".join(sorted(set().union(*(classes[c] for c in data["core"]))))
    triggers = sorted({form for form, names in member.items() if letter[tuple(sorted(names))] in core and not form.isdigit()})
    inside = "".join(sorted(set(letter.values())))
    return Lexicon(
        language, letters, re.compile(f"[{inside}]*[{core}][{inside}]*"), values, {m: letter[tuple(sorted(f))] for m, f in families.items()},
        tuple(levels), AhoCorasick(triggers, matchkind=MatchKind.LeftmostLongest), {k: frozenset(v) for k, v in classes.items()}, data["cues"], starters, enders,
    )  # fmt: skip


def _compile(rule: dict[str, Any], classes: dict[str, set[str]], where: str) -> tuple[Rule, Piece]:
    reader = _Pattern(rule["pattern"], classes, where)
    piece = reader.either()
    if reader.left:
        raise DataError(where, f"cannot read {' '.join(reader.left)!r}", field="pattern")
    given = {k: v for k, v in rule.items() if k not in ("pattern", "means", "makes")}
    return Rule(rule["pattern"], re.compile(piece.source), rule["means"], rule["makes"], reader.roles, given), piece


class Piece(NamedTuple):
    """A part of a pattern: its regular expression, the letters a match may begin and end with, and whether it may be empty."""

    source: str
    first: frozenset[str]
    last: frozenset[str]
    empty: bool


class _Pattern:
    """Reads `weekday? (of|'in') D:dnum` into a regular expression over letters, and the letters that a match may begin with."""

    def __init__(self, pattern: str, classes: dict[str, set[str]], where: str) -> None:
        self.left = ELEMENT.findall(pattern)
        self.pattern, self.classes, self.where = pattern, classes, where
        self.roles: dict[str, str] = {}
        if "".join(self.left) != pattern.replace(" ", ""):
            raise DataError(where, f"cannot read {pattern!r}", field="pattern")

    def either(self) -> Piece:
        whole = self.sequence()
        while self.left and self.left[0] == "|":
            self.left.pop(0)
            other = self.sequence()
            whole = Piece(f"{whole.source}|{other.source}", whole.first | other.first, whole.last | other.last, whole.empty or other.empty)
        return whole

    def sequence(self) -> Piece:
        whole = Piece("", frozenset(), frozenset(), True)
        while self.left and self.left[0] not in "|)":
            item = self.item()
            first = whole.first | item.first if whole.empty else whole.first
            last = whole.last | item.last if item.empty else item.last
            whole = Piece(whole.source + item.source, first, last, whole.empty and item.empty)
        return whole

    def item(self) -> Piece:
        element = self.left.pop(0)
        if element == "(":
            inner = self.either()
            if not self.left or self.left.pop(0) != ")":
                raise DataError(self.where, f"a bracket is open in {self.pattern!r}", field="pattern")
            piece = inner._replace(source=f"(?:{inner.source})")
        else:
            role, _, name = element.rpartition(":") if element[0] != "'" else ("", "", element)
            if name not in self.classes:
                raise DataError(self.where, f"no class {name!r} in {self.pattern!r}", field="pattern")
            chars = frozenset(self.classes[name])
            source = f"[{''.join(sorted(chars))}]"
            if role:
                self.roles[role] = name
                source = f"(?P<{role}>{source})"
            piece = Piece(source, chars, chars, False)
        if self.left and self.left[0] in "?*":
            piece = piece._replace(source=piece.source + self.left.pop(0), empty=True)
        return piece
