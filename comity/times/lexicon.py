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
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from comity.errors import MissingPart
from comity.times.pattern import Pattern, Piece, Rule, compile_rule

FOLDER = Path(__file__).parent / "data"
TOKEN = re.compile(r"['’]\d0s ?|-{2,} ?|={2,} ?|\.{2,} ?|[^\W\d_]+ ?|\d+ ?|[^\w\s] ?|[\s_]")
OTHER, WORD, NAME = (
    "\ue000",
    "\ue001",
    "\ue002",
)  # no word (a break, an odd sign); a word that has nothing to do with time; one with a capital

# What stands beside a date and may change what it is.
CONTEXT = ("the", "a", "possessive", "genitive", "this", "countable", "reference", "num", "currency", "open", "close")


class Letters(dict[str, str]):
    """The letter of every token; of one that has nothing to do with time, found once and remembered while there is room."""

    def __missing__(self, token: str) -> str:
        letter = OTHER if not token[0].isalpha() else NAME if token[0].isupper() else WORD
        if len(self) < 200_000:
            self[token] = letter
        return letter


def _followers(pieces: list[tuple[str, Piece]]) -> dict[str, frozenset[str]]:
    """Which letters can stand after a letter inside an expression; a stretch of words is cut where another one does."""
    first: dict[str, frozenset[str]] = {}
    last: dict[str, frozenset[str]] = {}

    def words(letters: frozenset[str], ends: dict[str, frozenset[str]]) -> frozenset[str]:
        """The letters of words that stand there, also where what stands there was made by rules before."""
        return letters.union(*(ends[c] for c in letters if c in ends))

    for made, piece in pieces:
        first[made] = first.get(made, frozenset()) | words(piece.first, first)
        last[made] = last.get(made, frozenset()) | words(piece.last, last)
    out: dict[str, set[str]] = defaultdict(set)
    for a, b in {joint for _, piece in pieces for joint in piece.joints}:
        follow = words(b, first)
        for letter in words(a, last):
            out[letter] |= follow
    return {letter: frozenset(follow) for letter, follow in out.items()}


@dataclass(frozen=True)
class Lexicon:
    """A language: the letter of every word form, the letters of every class, the values of words, and the rules by level and first letter.

    Every expression holds a word of `core`; `triggers` finds those words fast, and other text need not be looked at.
    """

    language: str
    letters: Letters
    run: re.Pattern[str]
    core: re.Pattern[str]
    values: dict[str, dict[str, Any]]
    node: dict[str, str]
    levels: tuple[dict[str, tuple[Rule, ...]], ...]
    triggers: AhoCorasick
    classes: dict[str, frozenset[str]]
    cues: dict[str, list[str]]
    followers: dict[str, frozenset[str]]
    starters: frozenset[str]
    enders: frozenset[str]
    context: frozenset[str]


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
    pieces: list[tuple[str, Piece]] = []
    for number, level in enumerate(data["levels"]):
        by_first: dict[str, list[Rule]] = defaultdict(list)
        for order, rule in enumerate(level["rules"]):
            compiled, piece = compile_rule(rule, classes, f"{path} level {number + 1} rule {order + 1}")
            pieces.append((letter[tuple(sorted(families[rule["makes"]]))], piece))
            for char in sorted(piece.first):
                by_first[char].append(compiled)
        levels.append({char: tuple(rules) for char, rules in by_first.items()})
    pieces.append(("", Pattern(data["lists"], classes, f"{path} lists").either()))
    core = "".join(sorted(set().union(*(classes[c] for c in data["core"]))))
    triggers = sorted({form for form, names in member.items() if letter[tuple(sorted(names))] in core and not form.isdigit()})
    inside = "".join(sorted(set(letter.values())))
    return Lexicon(
        language=language,
        letters=letters,
        run=re.compile(f"[{inside}]+"),
        core=re.compile(f"[{core}]"),
        values=values,
        node={m: letter[tuple(sorted(f))] for m, f in families.items()},
        levels=tuple(levels),
        triggers=AhoCorasick(triggers, matchkind=MatchKind.LeftmostLongest),
        classes={name: frozenset(classes[name]) for name in sorted({*classes, *CONTEXT, "and", "comma", "respective"})},
        cues=data["cues"],
        followers=_followers(pieces),
        starters=frozenset[str]().union(*(piece.first for _, piece in pieces)),
        enders=frozenset[str]().union(*(piece.last for _, piece in pieces)),
        context=frozenset({WORD, NAME}.union(*(classes[c] for c in CONTEXT))),
    )
