"""A corpus of any size: the news, over and over, each time with other countries and other years, a document at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from comity.actors import catalogue
from evaluation import settings

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SENTENCE = re.compile(r"(?<=[.!?\"”])\s+")


@dataclass(frozen=True, slots=True)
class Article:
    """The n-th document of the corpus, as a source: nothing of it is kept but its number. With `sentences` only its first so many."""

    number: int
    sentences: int = 0
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"news/{self.number}.txt"

    @property
    def lasting(self) -> bool:
        return True

    def read(self) -> bytes:
        """Its text: an article of the news, with the countries and years of another time round."""
        round_, at = divmod(self.number, len(texts()))
        return f"Report {self.number}.\n\n{changed(shortened(texts()[at], self.sentences), round_)}\n".encode()


def articles(count: int, sentences: int = 0) -> Iterator[Article]:
    """The first so many."""
    return (Article(number, sentences) for number in range(count))


def shortened(text: str, sentences: int) -> str:
    """The first sentences of a text; all, where 0 are asked for.

    >>> shortened("They met. They signed a treaty. They left.", 2)
    'They met. They signed a treaty.'
    """
    return " ".join(_SENTENCE.split(text)[:sentences]) if sentences else text


def changed(text: str, times: int) -> str:
    """A text with each country so many places further in the list of countries, and each year so many years earlier.

    >>> changed("They met in 1999.", 3)
    'They met in 1996.'
    >>> changed("They met in France.", 1) != changed("They met in France.", 2)
    True
    """
    names, order = _countries()
    text = names.sub(lambda m: order[(order.index(m[0]) + times) % len(order)], text) if times else text
    return _YEAR.sub(lambda m: str(1900 + (int(m[0]) - 1900 - times) % 125), text)


@cache
def texts() -> tuple[str, ...]:
    """The articles of the news."""
    settings.demand()
    with (settings.GOLD / "corpus" / "news_en.jsonl").open(encoding="utf-8") as lines:
        return tuple(json.loads(line)["text"] for line in lines)


@cache
def _countries() -> tuple[re.Pattern[str], list[str]]:
    order = sorted(a.name for a in catalogue().all() if a.kind == "state" and not a.end and a.name.isalpha())
    return re.compile(rf"\b(?:{'|'.join(order)})\b"), order
