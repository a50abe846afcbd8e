"""From names to the strings that stand in texts: other cases, dots, plurals, articles; and who can be meant by each.

An entry of the finder is one string with its senses; a string that names nobody ('New Mexico') is an entry without senses.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from comity.actors.catalogue import Surface
from comity.actors.folding import plain

#: Which way of naming wins where one string can be several.
RANK = {"name": 0, "acronym": 0, "alias": 0, "demonym": 2, "seat": 3, "capital": 4}
_ARTICLE = re.compile(r"(?:the|The|La|Le|Les|The) (?=\w)|L'(?=\w)")
_SMALL = frozenset("of the and in de du des la le les et d y e von zu".split())
_GERMAN = re.compile(r"(?<=\w)e (?=[A-Z])")
_PLURAL = re.compile(r"(?:[a-z]{2}(?:an|ian|i|al|er|ar|ite|ot|ak|ek|yz|go|ene|ole|and|urd|urk|ane|ede|une|nne|zbek|iote|ab|elgian))$")


class Choice(NamedTuple):
    """Whom a string names at a time: the actor, or '' with the candidates. `weak` is what needs other words of the text beside it."""

    actor: str
    how: str
    candidates: tuple[str, ...]
    reason: str
    weak: bool = False
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A string that the finder looks for. `words` is None for what names nobody."""

    text: str
    senses: tuple[Surface, ...]
    compound: bool = False
    given: bool = False
    surname: bool = False
    shy: bool = False
    rival: str = ""
    word: bool = False

    def choose(self, at: str, exists: Callable[[str, str], bool], holds: Callable[[Surface, str], bool]) -> Choice:
        """Whom it names on that day: who was called so then, else who ever was; names go before demonyms and capitals."""
        if at:
            now = [s for s in self.senses if holds(s, at) and exists(s.actor, at)]
        else:
            now = [s for s in self.senses if not s.end and exists(s.actor, "")]
        late = not now
        senses = now or list(self.senses)
        best = min(RANK.get(s.how, 1) for s in senses)
        top = [s for s in senses if RANK.get(s.how, 1) == best]
        actors = tuple(dict.fromkeys(s.actor for s in top))
        how = top[0].how
        if len(actors) == 1:
            weak = self.shy or (how == "capital" and (late or actors[0].islower())) or (late and actors[0].islower())
            reason = f"nobody was called so at {at}" if late and at else ""
            return Choice(actors[0], how, (), reason, weak, _sector(s for s in senses if s.actor == actors[0]))
        return Choice("", how, actors, f"{len(actors)} actors are called so", self.shy)


def _sector(senses: Iterable[Surface]) -> str:
    """The sector that a name speaks for: a body's own, else the government's where it is a seat of power."""
    meant = list(senses)
    own = [flag.removeprefix("sector:") for sense in meant for flag in sense.flags if flag.startswith("sector:")]
    return own[0] if own else "GOV" if meant[0].how == "seat" else ""


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """The lists of `data/finding.toml`, as sets and mappings."""
    path = Path(__file__).parent / "data" / "finding.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))

    def bars(text: str) -> list[str]:
        return [w.strip() for line in text.strip().splitlines() for w in line.split("|") if w.strip()]

    return {
        "compounds": raw["compounds"],
        "not_actors": [plain(w) for group in (*raw["not_actors"].values(), raw["persons"]["names"]) for w in bars(group)],
        "elsewhere": "|".join(re.escape(w) for w in bars(raw["elsewhere"]["regions"])),
        "given": frozenset(plain(raw["persons"]["given"]).split()),
        "surname": frozenset(plain(raw["persons"]["surname"]).split()),
        "first_names": frozenset(plain(raw["persons"]["first_names"]).split()),
        **{key: frozenset(raw["followers"][key].split()) for key in ("bodies", "things", "doing", "spoken_of", "leaning")},
        "rivals": raw["rivals"],
        "clues": {actor: "|".join(re.escape(plain(w)) for w in clues.split("|")) for actor, clues in raw["clues"].items()},
        "shy_capitals": frozenset(plain(w) for w in bars(raw["shy"]["capitals"])),
        "famous": frozenset(raw["shy"]["famous"].split("|")),
        "shy_names": frozenset(plain(w) for w in bars(raw["shy"]["names"])),
        "foreign": frozenset(raw["foreign"]["words"].split()),
    }


def variants(surface: Surface) -> Iterator[str]:
    """The strings by which a name stands in a text.

    >>> sorted(variants(Surface("CAR", "CAF", "acronym", (), "en", "", "")))
    ['C. A. R.', 'C.A.R', 'C.A.R.', 'CAR']
    """
    name = plain(surface.words).strip()
    for form in dict.fromkeys([name, name.replace("&", "and"), name.replace("St. ", "Saint "), name.replace("St. ", "St ")]):
        yield form
        bare = _ARTICLE.sub("", form, count=1) if _ARTICLE.match(form) else ""
        if bare and bare[0].isupper() and bare not in ("States", "Kingdom", "Union", "North", "South", "Island", "Islands", "Valley"):
            yield bare
        if surface.how == "acronym" or (form.isupper() and len(form) < 5):
            if form.isalpha() and form.isupper() and 2 <= len(form) <= 4:
                yield ".".join(form) + "."
                yield ".".join(form)
                yield ". ".join(form) + "."
            continue
        if "exact" in surface.flags:
            continue
        if len(form) > 3 and form[0].isupper():
            yield form.upper()
        if " " in form and form[0].isupper():
            yield " ".join(w if w[:1].isupper() else w.capitalize() for w in form.split(" "))
        if surface.language == "de" and _GERMAN.search(form):
            yield _GERMAN.sub("en ", form)
        if surface.how == "demonym" and surface.language == "en" and _PLURAL.search(form):
            yield form + "s"


def entries(surfaces: Iterable[Surface], language: str) -> list[Entry]:
    """All strings to look for in a text of that language ('' is any), each with all its senses, in a fixed order."""
    lists = words()
    senses: dict[str, list[Surface]] = {}
    for surface in surfaces:
        if language and surface.language not in ("en", "", language) and surface.words[:1] < "\u0370":
            continue
        if surface.language not in ("en", "", language) and (surface.words in lists["foreign"] or len(surface.words) < 4):
            continue
        if len(surface.words) < 2 or surface.words.isdigit():
            continue
        for form in variants(surface):
            senses.setdefault(form, []).append(surface)
    found = []
    for text, meant in senses.items():
        if text in lists["not_actors"]:
            continue
        named = any(s.how in ("name", "capital") for s in meant)
        capital = all(s.how == "capital" for s in meant)
        shy = text in lists["shy_names"] or (capital and text in lists["shy_capitals"])
        if all("word" in s.flags for s in meant) and text not in lists["famous"]:
            shy = shy or capital or all(s.actor.islower() for s in meant)
        word = text.isupper() and text.lower() in lists["foreign"]
        found.append(
            Entry(text, tuple(dict.fromkeys(meant)), False, named and text in lists["given"], named and text in lists["surname"],
                  shy, lists["rivals"].get(text, ""), word)
        )  # fmt: skip
    known = {s.actor for meant in senses.values() for s in meant}
    for prefix, actor in lists["compounds"].items():
        if actor in known:
            for form in (prefix, prefix.lower(), prefix.upper()):
                found.append(Entry(form, (Surface(prefix, actor, "demonym", (), "en", "", ""),), compound=True))
    found.extend(Entry(text, ()) for text in dict.fromkeys(lists["not_actors"]))
    return found
