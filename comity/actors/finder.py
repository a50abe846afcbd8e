"""Finding names of actors in text: one pass of an automaton over plain text, longest match, then a look at the neighbours.

The one misconception to avoid: the finder does not know who acts. It says which words name which actor; whether a state
is named as a place, an owner or an agent is for the reader of the sentence to tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain

import ahocorasick_rs

from comity.actors.actor import overlaps
from comity.actors.bodies import bodies
from comity.actors.catalogue import Catalogue, Surface, catalogue
from comity.actors.folding import plain
from comity.actors.surfaces import Choice, Entry, entries, words
from comity.model import Mention

_NEXT = re.compile(r"\s*(,)?\s*([A-Za-z][A-Za-z'.]*)")
_LEFT_HYPHEN = re.compile(r"([A-Za-z]+)-$")
_RIGHT_HYPHEN = re.compile(r"-([a-z]+)")
_MARK = re.compile(r"\d{1,3}(?!\w)")
_TIMES = 1 << 8  # whose choices are remembered
_AGE = re.compile(r", \d\d,")
#: Names that begin small are looked for with what stands before them: far fewer places begin to match.
_BEFORE_SMALL = (" ", "'", "-", "(", '"')


class Finder:
    """Finds the actors of a catalogue. Built once per catalogue and language; finding changes nothing in it."""

    def __init__(self, surfaces: Iterable[Surface], actors: Catalogue, language: str = "") -> None:
        self._actors = actors
        self._entries = entries(surfaces, language)
        fronts = [_BEFORE_SMALL if e.text[0].islower() else ("",) for e in self._entries]
        patterns = [(front + e.text, i) for i, e in enumerate(self._entries) for front in fronts[i]]
        self._entry_of = [(i, len(words) - len(self._entries[i].text)) for words, i in patterns]
        self._automaton = ahocorasick_rs.AhoCorasick([w for w, _ in patterns], implementation=ahocorasick_rs.Implementation.ContiguousNFA)
        self._compound = frozenset(i for i, e in enumerate(self._entries) if e.compound)
        self._looked_at = [e.given or e.surname or e.word or any(s.how == "demonym" for s in e.senses) for e in self._entries]
        self._chosen: dict[str, dict[int, Choice]] = {}
        self._words = words()
        self._elsewhere = re.compile(rf", (?:{self._words['elsewhere']})(?!\w)")

    def find(self, text: str, at: str = "", hints: Sequence[str] = ()) -> list[Mention]:
        """The mentions by name, demonym, capital, seat and acronym, left to right. `hints` are actors that the text is known to be on."""
        flat = plain(text)
        entries, looked_at, chosen = self._entries, self._looked_at, self._known(at)
        judged: list[tuple[Entry, int, int, Choice]] = []
        for index, start, end in self._matches(flat):
            entry = entries[index]
            if not entry.senses:
                continue
            choice = chosen.get(index) or chosen.setdefault(index, self._choose(index, at))
            if looked_at[index]:
                if not self._stands(entry, flat, start, end, choice):
                    continue
            elif flat.startswith(", ", end) and choice.how != "acronym" and self._elsewhere.match(flat, end):
                continue
            judged.append((entry, start, end, choice))
        context: Context | None = None
        mentions: list[Mention] = []
        for entry, start, end, choice in judged:
            actor, how, candidates, reason, weak, code = choice
            if not actor or weak or entry.rival:
                context = context or Context(flat, judged, self._words["clues"], hints)
                settled = context.settle(entry, choice)
                if settled is None:
                    continue
                actor, how, candidates, reason, weak, code = settled
            if entry.compound:
                end -= 1
            if flat[end : end + 1] == "-" or (start and flat[start - 1] == "-"):
                leaning = self._leaning(flat, start, end)
                if leaning:
                    actor, candidates, reason = "", candidates or (actor,), leaning
            mentions.append(Mention(start, end, text[start:end], actor, how, code, candidates, reason))
        return mentions

    def _matches(self, flat: str) -> list[tuple[int, int, int]]:
        """The longest matches that begin and end with a word, in order."""
        found: list[tuple[int, int, int]] = []
        length, compound, entry_of = len(flat), self._compound, self._entry_of
        for pattern, start, end in self._automaton.find_matches_as_indexes(flat, overlapping=True):
            index, offset = entry_of[pattern]
            start += offset
            if start:
                before = flat[start - 1]
                if before.isalnum() or before == "_":
                    continue
            if end < length and flat[end].isalnum():
                if index not in compound and not (flat[end].isdigit() and _MARK.match(flat, end) and flat[end - 1].isalpha()):
                    continue
            elif index in compound:
                continue
            while found and found[-1][1] >= start:
                found.pop()
            if found and found[-1][2] > start:
                if end - start <= found[-1][2] - found[-1][1]:
                    continue
                found.pop()
            found.append((index, start, end))
        return found

    def _known(self, at: str) -> dict[int, Choice]:
        """What was chosen for texts of that time before; few times are remembered, as there are many."""
        if at not in self._chosen and len(self._chosen) >= _TIMES:
            self._chosen.clear()
        return self._chosen.setdefault(at, {})

    def _choose(self, index: int, at: str) -> Choice:
        return self._entries[index].choose(at, lambda id, day: self._exists(id, day), lambda s, day: overlaps(s.begin, s.end, day))

    def _exists(self, id: str, at: str) -> bool:
        if id not in self._actors:
            return True
        actor = self._actors.get(id)
        return actor.exists(at) if at else not actor.end

    def _stands(self, entry: Entry, flat: str, start: int, end: int, choice: Choice) -> bool:
        """Whether the words around leave it an actor: no 'Chad Smith', no 'French fries', no 'CAR CRASH'."""
        lists = self._words
        if entry.word:
            return any(c.islower() for c in flat[max(0, start - 30) : end + 30])
        if choice.how == "demonym":
            after = _NEXT.match(flat, end)
            if not after or after[1]:
                return True
            rubbing = entry.text == "Polish" and after[2] in ("the", "your", "it", "with")
            return after[2].rstrip(".'") not in lists["things"] and not rubbing
        if flat.startswith(", ", end) and self._elsewhere.match(flat, end):
            return False
        if entry.given:
            after = _NEXT.match(flat, end)
            if after and not after[1] and after[2][0].isupper() and after[2] not in lists["bodies"] and flat[end : end + 1] == " ":
                follower = after[2].rstrip(".'")
                if not self._names_something(flat, after.start(2)) and len(follower) > 1 and not follower.isupper():
                    return False
            if _AGE.match(flat, end):
                return False
        before = flat[max(0, start - 24) : start].rsplit(None, 1)
        return not (before and flat[start - 1] == " " and before[-1] in lists["first_names"])

    def _names_something(self, flat: str, start: int) -> bool:
        """Whether a name of an actor begins here."""
        return any(s == 0 for _, s, _ in self._matches(flat[start : start + 40]))

    def _leaning(self, flat: str, start: int, end: int) -> str:
        """Why a hyphened neighbour makes it something else than the actor, or ''."""
        right = _RIGHT_HYPHEN.match(flat, end)
        if right and right[1] in self._words["spoken_of"]:
            return f"'-{right[1]}' tells what it is like, not who it is"
        left = _LEFT_HYPHEN.search(flat, max(0, start - 8), start)
        if left and left[1].lower() in self._words["leaning"]:
            return f"'{left[1]}-' tells a leaning, not who it is"
        return ""


class Context:
    """What the rest of a text tells about a name that can be several things."""

    def __init__(self, flat: str, judged: Iterable[tuple[Entry, int, int, Choice]], clues: Mapping[str, str], hints: Sequence[str]) -> None:
        self.flat = flat
        self.hints = hints
        sure = (choice.actor for entry, _, _, choice in judged if choice.actor and not entry.rival and not choice.weak)
        self.seen = frozenset(sure) | frozenset(hints)
        self._clues = clues
        self._told: dict[str, str] = {}
        self._settled: dict[str, Choice | None] = {}

    def told(self, actor: str) -> str:
        """The word in the text that tells of the actor, or ''."""
        if actor not in self._told:
            clues = self._clues.get(actor, "")
            match = re.search(rf"\b(?:{clues})\b", self.flat) if clues else None
            self._told[actor] = match[0] if match else ""
        return self._told[actor]

    def settle(self, entry: Entry, choice: Choice) -> Choice | None:
        """The choice with the context, or None where the string names no actor here."""
        if entry.text not in self._settled:
            self._settled[entry.text] = self._settle(entry, choice)
        return self._settled[entry.text]

    def _settle(self, entry: Entry, choice: Choice) -> Choice | None:
        if choice.actor:
            if choice.actor in self.seen:
                return choice
            other = choice.weak or (entry.rival and re.search(rf"\b(?:{entry.rival})\b", self.flat))
            return None if other else choice
        told = [a for a in choice.candidates if a in self.seen or self.told(a)]
        hinted = [a for a in choice.candidates if a in self.hints]
        if hinted and told in ([], hinted):
            return Choice(hinted[0], choice.how, choice.candidates, "the document is about it")
        if len(told) == 1:
            by = self.told(told[0])
            reason = f"the text names {by}" if by else f"the text names {told[0]} elsewhere and no other of them"
            return Choice(told[0], choice.how, choice.candidates, reason)
        if len(told) > 1:
            return choice._replace(reason="the text speaks of " + " and of ".join(told))
        return None if choice.weak else choice


def finder(language: str = "") -> Finder:
    """The finder of the catalogue's names for texts in that language; '' takes names of all languages."""
    return _finder(language, catalogue())


@lru_cache(maxsize=8)
def _finder(language: str, known: Catalogue) -> Finder:
    surfaces = known.names(world=language not in ("", "en", "fr"))
    return Finder(chain(surfaces, bodies()), known, language)


def find(text: str, at: str = "", language: str = "") -> list[Mention]:
    """The actors that a text names by name, demonym, capital, seat or acronym: longest match, never inside a longer name.

    `at` (EDTF) is the text's time: 'Moscow' in 1975 is the Soviet Union's. What can be several stays open with its candidates.

    >>> [(m.text, m.actor) for m in find("Papua New Guinea and Nigeria signed; New Mexico did not.")]
    [('Papua New Guinea', 'PNG'), ('Nigeria', 'NGA')]
    """
    return finder(language).find(text, at)
