"""How a claim was found, in the language of the page: the same lines that the record gives in English, from `data/explained.fr.toml`.

What the rooms that read have written into a claim (why a mention is whom it is, why a time is none) is English in every record. It is
told by its pattern; what fits none stays as it is, and a test sees to it that all that they can write fits one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from comity.errors import DataError
from comity.kinds import Kind
from comity.record.explain import SAID, English
from comity.web import language as lang
from comity.web.language import pattern

DATA = Path(__file__).parent / "data"


def words_of(language: str) -> English:
    """The words in which a claim is explained in that language."""
    return English() if language == "en" else Translated(language)


class Translated(English):
    """The same in another language.

    >>> Translated("fr").say("others", n=1), Translated("fr").told("'Chad' stands by the office; the nearest one")
    ('1 autre assertion', '« Chad » se trouve à côté de la fonction ; le plus proche')
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._data = data(language)
        self._blanks: dict[str, Callable[[str], str]] = {
            "reason": self.told,
            "basis": self.told,
            "what": self.told,
            "how": lambda value: self.word("how", value),
            "kind": self.kind,
            "people": self._people,
            "some": lambda value: value.replace(" and of ", self._data["said"]["and_of"]),
        }

    def lines(self) -> dict[str, str]:
        return self._data["said"]

    def singular(self) -> tuple[int, ...]:
        return (0, 1)

    def word(self, section: str, value: str) -> str:
        found = self._data.get(section, {}).get(value)
        return found or lang.words().get(f"{section}.{value}", {}).get(self.language, value)

    def name(self, actor: str) -> str:
        return lang.actor_name(self.language, actor)

    def kind(self, kind: str) -> str:
        return lang.kind_name(self.language, kind)

    def definition(self, kind: Kind) -> str:
        return self._data["definitions"].get(kind.name, kind.definition)

    def told(self, sentence: str) -> str:
        parts = [self.sentence(part) for part in sentence.split("; ")]
        if len(parts) > 1 and not all(parts):  # what is quoted may have a semicolon
            whole = self.sentence(sentence)
            return whole or " ; ".join(found or part for found, part in zip(parts, sentence.split("; "), strict=True))
        return " ; ".join(parts) if all(parts) else sentence

    def sentence(self, words: str) -> str:
        """One sentence; '' where it fits no pattern."""
        for english, other in self._data["because"].items():
            if found := pattern(english).fullmatch(words):
                return other.format_map({name: self._blanks.get(name, str)(value) for name, value in found.groupdict().items()})
        return ""

    def _people(self, known: str) -> str:
        """'Ana Lovik, president (1998/2000, imported); Ben Lovik, minister (claim 1f)': where each is known from."""
        return " ; ".join(re.sub(r"\(([^()]*)\)$", lambda m: f"({self.told(m[1])})", one) for one in known.split("; "))


@cache
def data(language: str) -> Mapping[str, dict[str, str]]:
    """The words of a language, section by section; DataError where a line of the record has none."""
    path = DATA / f"explained.{language}.toml"
    found: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    for key in SAID:
        if key not in found["said"]:
            raise DataError(path.name, "is missing", field=f"said.{key}")
    said_most = sorted(found["because"].items(), key=lambda pair: -len(re.sub(r"\{\w+\}", "", pair[0])))  # before what says less
    return {**found, "because": dict(said_most)}
