"""Clauses: predicates with their arguments in named slots, whatever the construction that held them.

A slot is where the grammar found an argument, not what it means: which slot holds the actor and which the target is for
the kinds to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from comity.grammar.parse import Parse
from comity.model import Cue


class Slot(NamedTuple):
    """An argument: its name, its head word, its characters without relative clauses.

    `via` is a second name that it answers to: the preposition of an argument that stands in a verb's slot ('support *for*
    the rebels' is an object), or '' where there is none. `lifted` marks an argument that the parser hung on another argument.
    """

    name: str
    head: int
    start: int
    end: int
    via: str = ""
    lifted: bool = False


class Phrase(NamedTuple):
    """A noun with what hangs on it: modifiers (adjectives, compounds, possessors), complements by preposition, determiner."""

    head: int
    lemma: str
    modifiers: tuple[int, ...]
    complements: Mapping[str, tuple[int, ...]]
    determiner: str
    number: str


class Features(NamedTuple):
    """How a predicate stands: tense, aspect, voice, negation, modality, condition, question, and the words that say so."""

    tense: str = ""
    aspect: str = ""
    voice: str = "active"
    negated: bool = False
    modals: tuple[str, ...] = ()
    conditional: bool = False
    question: bool = False
    cues: tuple[Cue, ...] = ()


@dataclass(frozen=True)
class Clause:
    """A predicate and its arguments. `head` is its word, `start` and `end` are the characters of the trigger itself.

    `form` is verb, noun or adjective; `parent` the index of the clause it hangs on, by `link`: ccomp (said that …), xcomp
    (agreed to …), purpose (to …), relative, participle, adverbial, conjunct, complement (became an ally), light (paid a
    visit), noun (the visit), or '' at the top. `noun` is the lemma of the noun itself where `lemma` is that of its verb:
    withdrawal beside withdraw.

    `cues` are words that bear on how the clause stands, by sort: modal, negation, no_longer, not_yet, without, if, whether,
    concessive, causal, temporal, imperative, quotation, copula, light; of adverbs alleged, hedge, almost, still, already,
    again, formally, soon, instead; and of the word that holds it ('threatened to …') fail, refuse, threaten, plan, promise,
    force, ask, try, manage, begin, end, cancel, allow, prevent, allege, deny, negotiate, ready, hedge.

    `how` gives its features; it is asked when somebody first wants to know one of them, as most clauses say nothing.
    """

    index: int
    lemma: str
    form: str
    head: int
    start: int
    end: int
    slots: tuple[Slot, ...] = ()
    parent: int | None = None
    link: str = ""
    noun: str = ""
    parse: Parse = field(default_factory=lambda: Parse("", ()), repr=False, compare=False)
    how: Callable[[], Features] = field(default=Features, repr=False, compare=False)

    @cached_property
    def features(self) -> Features:
        """How it stands."""
        return self.how()

    @property
    def tense(self) -> str:
        return self.features.tense

    @property
    def aspect(self) -> str:
        return self.features.aspect

    @property
    def voice(self) -> str:
        return self.features.voice

    @property
    def negated(self) -> bool:
        return self.features.negated

    @property
    def modals(self) -> tuple[str, ...]:
        return self.features.modals

    @property
    def conditional(self) -> bool:
        return self.features.conditional

    @property
    def question(self) -> bool:
        return self.features.question

    @property
    def cues(self) -> tuple[Cue, ...]:
        return self.features.cues

    def all(self, name: str) -> tuple[Slot, ...]:
        """The slots of that name, or that answer to it, in the order of the text."""
        return tuple(s for s in self.slots if name in (s.name, s.via))

    def words(self, name: str) -> tuple[str, ...]:
        """The head words of the slots of that name."""
        return tuple(self.parse.tokens[s.head].text for s in self.all(name))

    def slot_paths(self) -> tuple[tuple[str, int], ...]:
        """Every argument by every path that leads to it: subject, object.mod, object.with … one level deep, each once."""
        from comity.grammar import phrase

        known = self.parse.cache.get(("paths", self.index, self.head, self.lemma))
        if known is not None:
            return known  # type: ignore[no-any-return]
        paths: dict[tuple[str, int], None] = {}
        for slot in self.slots:
            for name in (slot.name, slot.via) if slot.via else (slot.name,):
                paths[name, slot.head] = None
                inner = phrase(self.parse, slot.head)
                for modifier in inner.modifiers:
                    paths[f"{name}.mod", modifier] = None
                for preposition, heads in inner.complements.items():
                    for head in heads:
                        paths[f"{name}.{preposition}", head] = None
        # A phrase right behind the object may belong to either: 'signed an agreement with Chad'.
        for slot in self.slots:
            if slot.name != "object" or slot.via:
                continue
            for other in self.slots:
                if other.name not in _CORE and not other.lifted and 0 < other.start - slot.end <= _NEAR:
                    paths[f"object.{other.name}", other.head] = None
        result = tuple(paths)
        self.parse.cache["paths", self.index, self.head, self.lemma] = result
        return result

    def __str__(self) -> str:
        tokens = self.parse.tokens
        flags = [self.tense, self.aspect, "passive" if self.voice == "passive" else "", "not" if self.negated else "", *self.modals]
        flags += ["if" if self.conditional else "", "?" if self.question else ""]
        up = f"<{self.link} {self.parent}" if self.parent is not None else ""
        slots = " ".join(f"{s.name}={tokens[s.head].text}" for s in self.slots)
        return " ".join(w for w in (f"{self.index} {self.lemma}.{self.form[0]}", f"[{slots}]", *flags, up) if w)


_CORE = ("subject", "object", "indirect", "mod", "complement")
_NEAR = 14  # characters: a preposition and an article
