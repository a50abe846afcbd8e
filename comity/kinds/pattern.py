"""The pattern language: one line says which words, in which construction, say a kind.

    pattern    = triggers (" " (condition | role | assignment | standing | "not"))*
    triggers   = lemma ("|" lemma)* [".v" | ".n" | ".a"]      close|shut_down.v      @class stands for its words
    condition  = ["!"] paths [":" words]                      object:@mission        !object       to:@actor
    paths      = path ("|" path)*                             any of them may satisfy the condition
    path       = slot ["." (mod | preposition)]               object, object.mod, subject.of
    words      = word ("|" word)*                             embassy, diplomatic+relation, @mission, @actor
    role       = name "<" paths                               target<subject       the role is filled from there, in this pattern only
    assignment = "=" name ":" value                           =mission:embassy
    standing   = "~" standing                                 ~cancelled
    "not"      = the clause is negated, and that is part of the kind: `have not object:diplomatic+relation`

Two slots are no arguments: `clause` is the verb of what is said or meant to be done ('threatened to *attack*'), `governor` the
predicate that a clause hangs on ('*negotiate* a treaty').

A lemma is what the grammar gives: lower case, American spelling, particles joined by '_' (`break_off`); a nominalisation has
its verb's lemma and the form noun. A word is the lemma of a slot's head, with the modifiers it must have joined before it:
`diplomatic+relation` is a head *relation* that some *diplomatic* modifies. A pattern says nothing about who stands where:
that is what the kind's roles say.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from comity.model import Standing

FORMS = {"v": "verb", "n": "noun", "a": "adjective"}
ACTOR = "@actor"
SLOTS = frozenset(
    "subject object indirect complement clause governor mod"
    " about above across after against ahead_of along alongside among amid around as at away_from because_of before"
    " behind below beneath beside between beyond by concerning despite down during except following for from in including inside into"
    " like near of off on onto out_of outside over past regarding since through throughout to toward towards under until up upon via"
    " with within without".split()
)
LEMMA = re.compile(r"[a-zà-ÿ][a-zà-ÿ'-]*(_[a-z]+)*$")
WORD = re.compile(r"[a-z0-9][a-zà-ÿ0-9.'’-]*$")


class PatternError(ValueError):
    """A pattern that is not well formed; the loader adds where it stands."""


class Word(NamedTuple):
    """One word of a condition: a head, the modifiers it must have, and the class and canonical word it came from."""

    head: str
    modifiers: tuple[str, ...] = ()
    cls: str = ""
    canonical: str = ""


class WordClass(NamedTuple):
    """A named list of words. Where it has canonical words, one that matches sets the attribute of the class's name."""

    name: str
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Condition:
    """What must, or must not, stand in a slot: any of the paths, any of the words (no words: anything at all).

    >>> wanted = condition("object:diplomatic+relation|tie")
    >>> wanted.match("relation", {"diplomatic"}), wanted.match("relation", {"human"}), wanted.match("tie").head
    (Word(head='relation', modifiers=('diplomatic',), cls='', canonical=''), None, 'tie')
    """

    text: str
    paths: tuple[tuple[str, str], ...]
    words: tuple[Word, ...] = ()
    negated: bool = False
    actor: bool = False

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Its paths as they are written: object, object.with."""
        return tuple(f"{slot}.{inner}" if inner else slot for slot, inner in self.paths)

    @cached_property
    def bare(self) -> bool:
        """It asks only that the slot is there (or is not)."""
        return not self.words and not self.actor

    @property
    def weight(self) -> int:
        """What it adds to a pattern's specificity: few words, or words with a canonical one, say more than many."""
        if self.negated:
            return 0
        if not self.words:
            return 2 if self.actor else 1
        few = 2 if len(self.words) <= 6 or any(w.canonical for w in self.words) else 1 if len(self.words) <= 25 else 0
        return 3 + (0 if self.actor else few) + (1 if all(w.modifiers for w in self.words) else 0)

    @cached_property
    def _heads(self) -> Mapping[str, tuple[Word, ...]]:
        heads: dict[str, tuple[Word, ...]] = {}
        for word in self.words:
            heads[word.head] = (*heads.get(word.head, ()), word)
        return {head: tuple(sorted(words, key=lambda w: -len(w.modifiers))) for head, words in heads.items()}

    def match(self, head: str, modifiers: Collection[str] = ()) -> Word | None:
        """The word that a slot's head with these modifiers is, the one with most modifiers first; None where it is none of them."""
        for word in self._heads.get(head, ()):
            if all(m in modifiers for m in word.modifiers):
                return word
        return None


@dataclass(frozen=True)
class Pattern:
    """One construction that says a kind. `number` is its place among all patterns, `text` its line."""

    kind: str
    lemmas: tuple[str, ...]
    form: str = ""
    conditions: tuple[Condition, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    standing: Standing | None = None
    roles: tuple[tuple[str, tuple[str, ...]], ...] = ()
    negated: bool = False
    text: str = ""
    number: int = 0

    @cached_property
    def asked(self) -> tuple[frozenset[str], ...]:
        """For each condition that only words fulfil, their heads: a sentence without any of them cannot fulfil it."""
        return tuple(frozenset(w.head for w in c.words) for c in self.conditions if c.words and not c.negated and not c.actor)

    @cached_property
    def specificity(self) -> int:
        """How much the pattern asks for: of two that match the same clause, the higher one knows better."""
        total = (1 if self.form else 0) + (2 if self.negated else 0)
        return total + sum(c.weight for c in self.conditions)

    @property
    def rule(self) -> str:
        """Its name in a claim's provenance: the kind and the line."""
        return f"{self.kind}: {self.text}"


def words(text: str, classes: Mapping[str, WordClass] | None = None) -> tuple[tuple[Word, ...], bool]:
    """The words of a condition, classes expanded, and whether an actor is asked for.

    >>> words("peace+talk|@actor")
    ((Word(head='talk', modifiers=('peace',), cls='', canonical=''),), True)
    """
    found: list[Word] = []
    actor = False
    for item in text.split("|"):
        if item == ACTOR:
            actor = True
        elif item.startswith("@"):
            name = item[1:]
            if classes is None or name not in classes:
                raise PatternError(f"no word class {item!r}")
            found.extend(classes[name].words)
        else:
            found.append(word(item))
    return tuple(found), actor


def word(text: str, cls: str = "", canonical: str = "") -> Word:
    """`honorary+consulate` as a Word."""
    *modifiers, head = text.split("+")
    for part in (*modifiers, head):
        if not WORD.match(part):
            raise PatternError(f"{text!r} is no word: lower case, modifiers joined by '+'")
    return Word(head, tuple(modifiers), cls, canonical)


def condition(text: str, classes: Mapping[str, WordClass] | None = None) -> Condition:
    """A condition from its text."""
    negated = text.startswith("!")
    left, colon, right = text.lstrip("!").partition(":")
    paths = tuple(_path(p) for p in left.split("|"))
    if colon and not right:
        raise PatternError(f"{text!r} names no words after ':'")
    found, actor = words(right, classes) if right else ((), False)
    return Condition(text, paths, found, negated, actor)


def _path(text: str) -> tuple[str, str]:
    slot, _, inner = text.partition(".")
    for part in (slot, inner) if inner else (slot,):
        if part not in SLOTS:
            raise PatternError(f"no slot {part!r}")
    return slot, inner


def triggers(text: str, classes: Mapping[str, WordClass] | None = None) -> tuple[tuple[str, ...], str]:
    """The lemmas and the form of a pattern's first part.

    >>> triggers("break_off|sever.v")
    (('break_off', 'sever'), 'verb')
    """
    text, dot, short = text.partition(".")
    if dot and short not in FORMS:
        raise PatternError(f"no form {short!r}: one of v, n, a")
    lemmas: list[str] = []
    for item in text.split("|"):
        if item.startswith("@"):
            found, _ = words(item, classes)
            lemmas.extend(w.head for w in found if not w.modifiers)
        elif LEMMA.match(item):
            lemmas.append(item)
        else:
            raise PatternError(f"{item!r} is no lemma: lower case, particles joined by '_'")
    return tuple(dict.fromkeys(lemmas)), FORMS.get(short, "")


def parse(text: str, kind: str = "", number: int = 0, classes: Mapping[str, WordClass] | None = None) -> Pattern:
    """A pattern from its line.

    >>> p = parse("close|shut.v object:embassy =mission:embassy", "close_mission")
    >>> p.lemmas, p.form, p.conditions[0].paths, p.attributes, p.specificity
    (('close', 'shut'), 'verb', (('object', ''),), (('mission', 'embassy'),), 6)
    """
    parts: Sequence[str] = text.split()
    if not parts:
        raise PatternError("an empty pattern")
    lemmas, form = triggers(parts[0], classes)
    conditions: list[Condition] = []
    attributes: list[tuple[str, str]] = []
    standing: Standing | None = None
    roles: list[tuple[str, tuple[str, ...]]] = []
    negated = False
    for part in parts[1:]:
        if part == "not":
            negated = True
        elif "<" in part:
            roles.append(_role(part))
        elif part.startswith("="):
            name, colon, value = part[1:].partition(":")
            if not (name and colon and value):
                raise PatternError(f"{part!r} is no assignment: =name:value")
            attributes.append((name, value.replace("_", " ")))
        elif part.startswith("~"):
            try:
                standing = Standing(part[1:])
            except ValueError:
                raise PatternError(f"no standing {part[1:]!r}") from None
        else:
            conditions.append(condition(part, classes))
    return Pattern(kind, lemmas, form, tuple(conditions), tuple(attributes), standing, tuple(roles), negated, text, number)


def _role(text: str) -> tuple[str, tuple[str, ...]]:
    name, _, places = text.partition("<")
    if not name.isalpha():
        raise PatternError(f"{text!r} names no role")
    for place in places.split("|"):
        _path(place)
    return name, tuple(places.split("|"))
