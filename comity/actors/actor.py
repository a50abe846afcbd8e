"""What an actor is, and what it was called when.

The one misconception to avoid: a name is not an actor. 'Zaire' and 'Democratic Republic of the Congo' are one actor at two
times, 'Congo' is two actors at one time, and 'Yemen' in 1975 was two states of which one is gone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

KINDS = ("state", "dependency", "organisation", "government_body", "armed_group", "party", "company", "people", "region")
SORTS = ("name", "official", "short", "former", "acronym", "adjective", "demonym", "demonym_plural", "capital", "seat")
#: How a mention by a name of this sort was made, in the words of `comity.model.Mention.how`.
HOW = {**dict.fromkeys(("adjective", "demonym", "demonym_plural"), "demonym"), "capital": "capital", "seat": "seat", "acronym": "acronym"}
FLAGS = ("ambiguous", "word", "exact")

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "&": " and "})
_MARKS = re.compile("[\u0300-\u036f]+")
_GONE = "'’‘ʼʻ`´.\"“”«»\u200c\u200d\u200e\u200f"
_SPACES = str.maketrans(dict.fromkeys("-‐‑–—_/,;:()[]\u00a0\u202f", " ") | dict.fromkeys(_GONE))


def fold(words: str) -> str:
    """The words without case, accents and punctuation, as names are compared.

    >>> fold("Côte d’Ivoire") == fold("COTE D'IVOIRE"), fold("C.A.R."), fold("Guinea-Bissau")
    (True, 'car', 'guinea bissau')
    """
    if words.isascii():
        bare = words.lower()
        if not bare.replace(" ", "").isalnum():
            bare = bare.replace("&", " and ").translate(_SPACES)
        return " ".join(bare.split())
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", words.casefold()))
    return " ".join(bare.translate(_LETTERS).translate(_SPACES).split())


def earliest(edtf: str) -> str:
    """The first day that a date can mean, as a string that sorts; '' means always.

    >>> earliest("1975"), earliest("197X"), earliest("1996/1997"), earliest("../2003")
    ('1975-01-01', '1970-01-01', '1996-01-01', '')
    """
    return _day(edtf.split("/")[0], "0")


def latest(edtf: str) -> str:
    """The last day that a date can mean, as a string that sorts; '' means always.

    >>> latest("1975"), latest("1996/1997"), latest("2018/..")
    ('1975-12-31', '1997-12-31', '')
    """
    return _day(edtf.split("/")[-1], "9")


def _day(date: str, digit: str) -> str:
    bare = date.strip("?~%[]{} .")
    if not bare[:2].isdigit():
        return ""
    year, *parts = bare.replace("X", digit).split("-")
    if not parts or not "01" <= parts[0] <= "12":
        return year + ("-01-01" if digit == "0" else "-12-31")
    return "-".join([year, *parts]) + ("" if len(parts) > 1 else "-01" if digit == "0" else "-31")


def overlaps(begin: str, end: str, at: str) -> bool:
    """Whether a period can hold at some day of `at`; a side that is '' is open.

    >>> overlaps("1971-10-27", "1997-05-17", "1975"), overlaps("1971-10-27", "1997-05-17", "1998-01")
    (True, False)
    """
    if not at:
        return True
    first, last = earliest(at), latest(at)
    return not (begin and last and last < earliest(begin)) and not (end and first and first > latest(end))


class Name(NamedTuple):
    """What an actor is called in a language, for how long: 'In English, COD was called Zaire from 1971 to 1997'.

    `flags`: 'ambiguous' where other actors have the same name at the same time, 'word' where it is also an ordinary word or
    a person's name ('Chad', 'Turkey'), 'exact' where only this case counts ('US', not 'us').
    """

    actor: str
    language: str
    words: str
    begin: str
    end: str
    sort: str
    flags: tuple[str, ...] = ()

    @property
    def how(self) -> str:
        """How a mention by this name was made: name, demonym, capital, seat or acronym."""
        return HOW.get(self.sort, "name")

    def holds(self, at: str) -> bool:
        """Whether the actor was called so at some day of `at` (EDTF, '' is any time)."""
        return overlaps(self.begin, self.end, at)


class Code(NamedTuple):
    """A code that an actor had for a time: Germany was 260 to the Correlates of War from 1949 to 1990."""

    scheme: str
    code: str
    begin: str
    end: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts: a state, a territory, an organisation, an armed group, a company, a people.

    `begin` and `end` (EDTF, '' where unknown or open) bound its existence, `gaps` are the periods in which it was no actor of
    its own. `parent` is the state a dependency belongs to, `home` where a group is from. `checked` names the public references the
    row was compared with, '' where it rests on nobody's check. `codes` are those it has by default, `past_codes` those it had for a time.
    """

    id: str
    name: str
    kind: str
    begin: str = ""
    end: str = ""
    gaps: tuple[str, ...] = ()
    codes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), compare=False)
    past_codes: tuple[Code, ...] = ()
    parent: str = ""
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    home: str = ""
    sort: str = ""
    seat: str = ""
    checked: str = ""
    names: tuple[Name, ...] = field(default=(), compare=False)

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        life = f" {self.begin or '..'}/{self.end or '..'}" if self.begin or self.end else ""
        return f"<Actor {self.id} {self.name!r} {self.kind}{life}>"

    def exists(self, at: str = "") -> bool:
        """Whether the actor existed at some day of `at`."""
        if not overlaps(self.begin, self.end, at):
            return False
        first, last = earliest(at), latest(at)
        return not any(first and last and earliest(gap) <= first and last <= latest(gap) for gap in self.gaps)

    def code(self, scheme: str, at: str = "") -> str:
        """Its code in that scheme ('iso3', 'cow_number' …) at the time, '' where it has none."""
        past = (c.code for c in self.past_codes if at and c.scheme == scheme and overlaps(c.begin, c.end, at))
        return next(past, self.codes.get(scheme, ""))

    def called(self, *sorts: str, at: str = "", language: str = "") -> tuple[str, ...]:
        """The names of these sorts (any, if none is given) that held at the time, in this language or any."""
        found = (n.words for n in self.names if (not sorts or n.sort in sorts) and n.holds(at) and language in ("", n.language))
        return tuple(dict.fromkeys(found))

    def capitals(self, at: str = "") -> tuple[str, ...]:
        """Its capitals at the time, in English."""
        return self.called("capital", at=at, language="en")

    def demonyms(self, at: str = "") -> tuple[str, ...]:
        """What its people are called, singular and plural, in English."""
        return self.called("demonym", "demonym_plural", at=at, language="en")
