"""A clause in the making, and the slots that verbs and nouns share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from comity.grammar.clause import Slot
from comity.grammar.english.phrases import prepositions, span
from comity.grammar.parse import Parse
from comity.model import Cue

_BETWEEN = ("between", "among")
_slot = partial(tuple.__new__, Slot)  # there are very many


@dataclass(slots=True)
class Draft:
    """What is known so far of one clause. `token` is the word that carries tense; `head` the trigger.

    `verb` is the verb as which it stands, -1 for none; `denied` tells whether a word beside its noun denies it.
    """

    lemma: str
    form: str
    head: int
    token: int
    start: int
    end: int
    slots: list[Slot] = field(default_factory=list)
    parent: Draft | None = None
    link: str = ""
    verb: int = -1
    denied: bool = False
    cues: list[Cue] = field(default_factory=list)
    noun: str = ""
    index: int = -1

    def has(self, name: str) -> bool:
        """Whether a slot of that name is filled."""
        return any(s.name == name for s in self.slots)

    def put(self, parse: Parse, name: str, heads: Iterable[int], via: str = "", lifted: bool = False) -> None:
        """Fill a slot, once for each head."""
        for head in heads:
            if head == self.head:
                continue
            for slot in self.slots:
                if slot.head == head and slot.name == name:
                    break
            else:
                self.slots.append(_slot((name, head, *span(parse, head), via, lifted)))

    def governs(self) -> set[int]:
        """The heads of its slots."""
        return {s.head for s in self.slots}


def lift(parse: Parse, draft: Draft) -> None:
    """Give a predicate the complements of its object too, where it has none of that name: 'signed [an agreement with Chad]'."""
    for slot in list(draft.slots):
        whole = slot.name == "object" or (slot.name in ("of", "between") and draft.form == "noun")
        for name, noun, _ in prepositions(parse, slot.head):
            if name in _BETWEEN and slot.name != "subject" or whole and name not in ("of", "by"):
                draft.put(parse, name, (noun,), lifted=True)


def behind(parse: Parse, noun: int, word: int) -> Iterable[tuple[str, int]]:
    """The complements of a word that follow one of its nouns: 'began [talks] with Chad'."""
    return ((name, head) for name, head, at in prepositions(parse, word) if at > noun)
