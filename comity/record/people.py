"""Whom names stand for that their own document leaves open: 'Déby' alone is whoever the rest of the record knows by that name.

What is known are office-holders whom other documents introduce or a table of the user's names, and acronyms that other documents
define. A pure function of these: a name decides only where all that fit it, in their time, are one actor's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from comity.actors.actor import fold
from comity.actors.offices import offices, surnames
from comity.model import Mention

Days = tuple[int, int]  # first and last
OPEN = ("office", "unknown")  # how a mention was found that can be somebody whom another document explains
_HONORIFICS = frozenset("Mr Mrs Ms Dr Sir Dame Lady Lord Sheikh Madame Monsieur".split())
LONG = 4  # letters of an acronym that is rarely two things


class Known(NamedTuple):
    """A name and whom it stands for, in which days; `office` is '' for an acronym. `source` tells in words what says so."""

    name: str
    office: str
    actor: str
    sector: str
    days: Days
    source: str

    def fits(self, days: Days | None) -> bool:
        """Whether it can hold in some of these days; None are any."""
        return days is None or (self.days[0] <= days[1] and days[0] <= self.days[1])

    def __str__(self) -> str:
        return f"{self.name}, {self.office} ({self.source})" if self.office else f"{self.name} ({self.source})"


class People:
    """All that is known of names, found by any form in which a person is called."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_form: dict[str, list[Known]] = {}
        self._by_word: dict[str, list[Known]] = {}
        for one in sorted(set(known)):
            forms = (one.name, *surnames(one.name, one.actor)) if one.office else (one.name,)
            for form in dict.fromkeys(fold(f) for f in forms):
                self._by_form.setdefault(form, []).append(one)
            for word in dict.fromkeys(fold(one.name).split() if one.office else ()):
                self._by_word.setdefault(word, []).append(one)

    def of(self, actor: str, days: Days | None = None) -> list[Known]:
        """Who is known to hold an office of an actor, in some of these days if they are given."""
        every = {k for some in self._by_form.values() for k in some if k.office and k.actor == actor}
        return sorted(k for k in every if k.fits(days))

    def __bool__(self) -> bool:
        return bool(self._by_form)

    def called(self, words: str) -> tuple[str, list[Known]]:
        """The office that the words give ('' where none), and who can be meant: 'President Lovik', 'Ana Lovik', 'Lovik'.

        >>> ana = Known("Ana Lovik", "president", "TCD", "GOV", (0, 9), "imported")
        >>> People([ana]).called("President Lovik") == ("president", [ana]), People([ana]).called("Ben Lovik")
        (True, ('', []))
        """
        office, name = _parts(words)
        parts = fold(name).split()
        if not parts:
            return office, []
        found = self._by_form.get(" ".join(parts), [])
        if not found and len(parts) > 1:
            found = [k for k in self._by_word.get(parts[-1], ()) if _same_person(parts, fold(k.name).split())]
        return office, [k for k in found if k.office or k.name == name]

    def meant(self, mention: Mention, days: Days | None, named: Callable[[], frozenset[str]]) -> Mention:
        """The mention, resolved if what is known agrees on one actor, else with those who can be meant.

        A name in full decides by itself, a family name where the document names the actor or gives the very office. `days` are
        those in which the document can have been written, `named` gives the actors that it names.
        """
        office, every = self.called(mention.text)
        held = [k for k in every if k.fits(days)]
        if not held:
            return mention
        near = frozenset(mention.candidates) | named()
        whole = " " in _parts(mention.text)[1]
        sure = [k for k in held if whole or k.actor in near or office == k.office != "" or (not k.office and len(k.name) >= LONG)]
        for fits in (lambda k: True, lambda k: k.actor in near, lambda k: office == k.office):
            narrowed = [k for k in sure if fits(k)]
            if len({k.actor for k in narrowed}) == 1:
                return _resolved(mention, narrowed)
            sure = narrowed or sure
        candidates = tuple(sorted({*mention.candidates, *(k.actor for k in held)}))
        told = "; ".join(dict.fromkeys(str(k) for k in held[:3]))
        return replace(mention, candidates=candidates, reason=f"{mention.reason}; in the record it can be {told}")


def _resolved(mention: Mention, by: list[Known]) -> Mention:
    """The mention with the actor of these, which is one; the first of them says why."""
    reason = f"open in its document; in the record it is {by[0]}"
    sector = mention.sector or by[0].sector
    return replace(mention, actor=by[0].actor, how="office" if by[0].office else "alias", sector=sector, reason=reason)


def _parts(words: str) -> tuple[str, str]:
    """The office that stands in the words, in small letters, and the name."""
    for office in offices(words, ()):
        if office.name:
            return words[slice(*office.head)].lower(), words[slice(*office.name)]
    first, _, rest = words.partition(" ")
    return "", rest if rest and first.rstrip(".") in _HONORIFICS else words


def _same_person(one: list[str], other: list[str]) -> bool:
    """Whether two full names can be one person's: each word of the shorter stands in the longer, and both have more than one."""
    short, long = sorted((one, other), key=len)
    return len(short) > 1 and set(short) <= set(long)
