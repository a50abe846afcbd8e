"""What a grammar knows of single words, read from its language's data file."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from comity.errors import DataError

_FOLDER = Path(__file__).parent / "data"


class Nominal(NamedTuple):
    """A noun that says what a verb says: the verb, where 'of' and a bare possessor go, and what other prepositions mean."""

    verb: str
    of: str
    owner: str
    slots: Mapping[str, str]


class Words(NamedTuple):
    """The tables of one language."""

    nouns: Mapping[str, Nominal]
    gerunds: Mapping[str, Nominal]
    relational: frozenset[str]
    light: Mapping[str, frozenset[str]]
    carrying: Mapping[str, frozenset[str]]
    eventive: frozenset[str]
    object_control: frozenset[str]
    transparent: frozenset[str]
    reporting: frozenset[str]
    never_intransitive: frozenset[str]
    spelling: Mapping[str, str]
    prepositions: Mapping[str, str]
    governing: Mapping[str, str]
    adverbs: Mapping[str, str]
    markers: Mapping[str, str]
    times: frozenset[str]
    intransitive: frozenset[str]
    object_gerund: frozenset[str]
    prepositional_control: Mapping[str, frozenset[str]]
    idioms: frozenset[tuple[str, str]]
    held: frozenset[str]
    states: frozenset[str]
    forms: Mapping[str, str]
    not_that: frozenset[str]
    done: frozenset[str]
    joined: tuple[tuple[str, str], ...]
    never_proper: frozenset[str]
    demonyms: tuple[str, ...]
    dates: frozenset[str]
    governing_passive: Mapping[str, str]
    governing_noun: Mapping[str, str]
    headline: Mapping[str, str]
    small: frozenset[str]
    fold: Callable[[str], str]


def _folding(spelling: Mapping[str, str]) -> Callable[[str], str]:
    """What gives a lemma in lower case and the one spelling.

    >>> fold = words("en").fold
    >>> fold("recognise"), fold("Defence"), fold("rise")
    ('recognize', 'defense', 'rise')
    """

    @lru_cache(maxsize=1 << 15)
    def fold(lemma: str) -> str:
        lemma = lemma.lower()
        known = spelling.get(lemma)
        if known:
            return known
        return lemma[:-3] + "ize" if lemma.endswith("ise") and lemma + "!" in spelling else lemma

    return fold


def _nominal(path: str, noun: str, line: str) -> Nominal:
    verb, *rest = line.split()
    slots = {}
    of, owner = "object", ""
    for item in rest:
        name, sign, slot = item.partition(">")
        if not sign:
            of = name
        elif name == "owner":
            owner = slot
        else:
            slots[name] = slot
    if of not in ("object", "subject", "of"):
        raise DataError(path, f"'of' goes to object, subject or of, not {of!r}", field=f"nouns.{noun}")
    return Nominal(verb, of, owner or "subject", slots)


def _gerund(verb: str) -> str:
    """The noun in -ing of a verb that doubles no letter."""
    return (verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb) + "ing"


def _turned(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: sort for sort, items in table.items() for word in items}


def _present(verbs: list[str]) -> dict[str, str]:
    """The forms of the present with their base: signs, sign -> sign."""
    forms = {}
    for verb in verbs:
        ending = "es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"
        forms[verb] = verb
        forms[verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + ending] = verb
    return forms


@cache
def words(language: str) -> Words:
    """The tables of a language, read once."""
    path = _FOLDER / f"{language}.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    nouns: dict[str, Nominal] = {}
    for noun, line in data["nouns"].items():
        nouns[noun] = _nominal(path.name, noun, line)
    for noun in data["own"]["words"]:
        if noun in nouns:
            raise DataError(path.name, "stands in [nouns] too", field=f"own.{noun}")
        nouns[noun] = Nominal(noun, "of", "subject", {})
    spelling = dict(data["spelling"]["words"])
    spelling.update({word + "!": "" for word in data["spelling"]["ise"]})
    done = {n.verb for n in nouns.values() if n.of == "object"} | set(data["never_intransitive"]["words"])
    return Words(
        nouns,
        {_gerund(verb): Nominal(verb, "object", "subject", {}) for verb in sorted(done | set(data["headline"]["verbs"]))},
        frozenset(data["relational"]["words"]),
        {verb: frozenset(items) for verb, items in data["light"].items()},
        {verb: frozenset(items) for verb, items in data["carrying"].items()},
        frozenset(data["eventive"]["words"]),
        frozenset(data["object_control"]["words"]),
        frozenset(data["transparent"]["words"]),
        frozenset(data["reporting"]["words"]),
        frozenset(data["never_intransitive"]["words"]),
        spelling,
        data["prepositions"],
        _turned(data["governing"]),
        _turned(data["adverbs"]),
        _turned(data["markers"]),
        frozenset(data["times"]["words"]),
        frozenset(data["intransitive"]["words"]),
        frozenset(data["object_gerund"]["words"]),
        {verb: frozenset(items) for verb, items in data["prepositional_control"].items()},
        frozenset((verb, noun) for verb, nouns_ in data["idioms"].items() for noun in nouns_),
        frozenset(data["held"]["words"]),
        frozenset(data["states"]["words"]),
        data["forms"],
        frozenset(data["not_that"]["words"]),
        frozenset(done),
        tuple((first, last) for first, _, last in (w.partition("-") for w in data["joined"]["words"])),
        frozenset(data["never_proper"]["words"]),
        tuple(data["demonyms"]["endings"]),
        frozenset(data["times"]["dates"]),
        _turned(data["governing_passive"]),
        _turned(data["governing_noun"]),
        _present(data["headline"]["verbs"]),
        frozenset(data["headline"]["small"]),
        _folding(spelling),
    )
