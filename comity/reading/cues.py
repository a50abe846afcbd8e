"""The words of a language that decide standing, from its data file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from comity.errors import MissingPart
from comity.model import Standing

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Cues:
    """Which lemma says which standing: as a governor, as a mark beside the trigger, as a modal; verbs of saying; words of judgement."""

    governors: dict[str, Standing]
    marks: dict[str, Standing]
    modals: dict[str, Standing]
    saying: frozenset[str]
    judgement: frozenset[str]
    phrases: tuple[str, ...]


def _by_word(table: dict[str, str]) -> dict[str, Standing]:
    return {word: Standing(name) for name, words in table.items() for word in words.split()}


@cache
def cues(language: str) -> Cues:
    """The cue words of a language.

    >>> cues("en").governors["threaten"].value
    'unrealised'
    """
    path = DATA / f"{language}.toml"
    if not path.exists():
        raise MissingPart(f"no words of standing for the language {language!r}: add {path.name} to the reading's data")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Cues(
        _by_word(data["governors"]),
        _by_word(data["marks"]),
        _by_word(data["modals"]),
        frozenset(data["saying"]["words"].split()),
        frozenset(data["judgement"]["words"].split()),
        tuple(" ".join(phrase.split()) for phrase in data["judgement"]["phrases"].strip().split("|")),
    )
