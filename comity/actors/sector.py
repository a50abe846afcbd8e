"""Which part of society a phrase speaks of: government, military, rebels, business … in PLOVER's codes.

The phrases are data (`data/sectors.<language>.tsv`: phrase, code, priority). Of several in one phrase the higher priority
wins, then the longer phrase, then the one nearer to the head of the noun phrase.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from comity.actors.actor import fold
from comity.errors import DataError

_WORD = re.compile(r"[^\W_]+(?:'s\b)?")
_HEAD_ENDS = frozenset("of in for from at on by to with against who that which near around during under".split())


class Hit(NamedTuple):
    """A sector phrase at a place: words `start` to `end` (counted in words)."""

    code: str
    priority: int
    start: int
    end: int
    words: str


@lru_cache(maxsize=4)
def phrases(language: str = "en") -> Mapping[str, tuple[str, int]]:
    """The sector phrases of a language, folded, with code and priority; empty where there is no file."""
    path = Path(__file__).parent / "data" / f"sectors.{language}.tsv"
    found: dict[str, tuple[str, int]] = {}
    if not path.exists():
        return found
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], 2):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) < 2 or not fields[1].isalpha():
            raise DataError(path.name, "a line is: phrase, code, priority", number)
        priority = int(fields[2]) if len(fields) > 2 and fields[2].strip().lstrip("-").isdigit() else 1
        key = fold(fields[0])
        if key not in found or found[key][1] < priority:
            found[key] = (fields[1], priority)
    return found


def _singular(word: str) -> str:
    for end, put in (("men", "man"), ("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("s", "")):
        if word.endswith(end) and len(word) > len(end) + 2 and not word.endswith(("ss", "us", "is")):
            return word[: -len(end)] + put
    return word


def tokens(phrase: str) -> list[str]:
    """The words of a phrase as sector phrases are compared: folded, without possessive endings."""
    return [fold(word.removesuffix("'s")) for word in _WORD.findall(phrase.replace("’", "'"))]


def hits(words: list[str], language: str = "en", longest: int = 6) -> list[Hit]:
    """All sector phrases in the words, the longest at each place."""
    known = phrases(language)
    found: list[Hit] = []
    at = 0
    while at < len(words):
        for size in range(min(longest, len(words) - at), 0, -1):
            form = " ".join(words[at : at + size])
            known_as = known.get(form) or known.get(" ".join([*words[at : at + size - 1], _singular(words[at + size - 1])]))
            if known_as:
                found.append(Hit(known_as[0], known_as[1], at, at + size, form))
                at += size - 1
                break
        at += 1
    return found


def best(words: list[str], language: str = "en") -> Hit | None:
    """The sector phrase that decides."""
    found = hits(words, language)
    if not found:
        return None
    head = next((i for i, word in enumerate(words) if i and word in _HEAD_ENDS), len(words))
    return max(found, key=lambda hit: (hit.priority, hit.end <= head, hit.end - hit.start, hit.end if hit.end <= head else -hit.end))


def sector(phrase: str, language: str = "en") -> str:
    """PLOVER's code for the phrase, '' where no word of it tells."""
    hit = best(tokens(phrase), language)
    return hit.code if hit else ""
