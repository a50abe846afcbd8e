"""The words of the pages, in each language they have: one data file, `data/words.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from comity.errors import DataError
from comity.record.names import called
from comity.record.words import kind_words

DATA = Path(__file__).parent / "data" / "words.toml"
LANGUAGES = ("en", "fr")
NAMES = {"en": "English", "fr": "Français"}


@cache
def words(path: Path = DATA) -> Mapping[str, Mapping[str, str]]:
    """Every string by its key ('register.title') and language. English has all of them; DataError where it lacks one."""
    found = {}
    for section, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for name, texts in table.items():
            if section != "kinds" and "en" not in texts:
                raise DataError(path.name, "has no English", field=f"{section}.{name}")
            found[f"{section}.{name}"] = texts
    return found


def say(language: str, key: str, **values: object) -> str:
    """The string of that key, with its blanks filled. A number `n` chooses between 'key' and 'key_one'.

    >>> say("fr", "standing.denied"), say("en", "count.claims", n=1), say("en", "count.claims", n=1200)
    ('démenti', '1 claim', '1,200 claims')
    """
    n = values.get("n")
    if isinstance(n, int) and (n == 1 or (language == "fr" and n == 0)) and f"{key}_one" in words():
        key += "_one"
    texts = words()[key]
    filled = {name: number(language, v) if isinstance(v, int) else v for name, v in values.items()}
    return texts.get(language, texts.get("en", key)).format_map(filled)


def told(language: str, section: str, sentence: str) -> str:
    """A sentence that the record gives in English, in that language: the strings of a section are its patterns. One that fits none
    stays as it is.

    >>> told("fr", "why", "Both are of 1999."), told("fr", "why", "Who knows."), told("en", "why", "Both are of 1999.")
    ('Les deux sont de 1999.', 'Who knows.', 'Both are of 1999.')
    """
    for key, texts in words().items():
        if language != "en" and key.startswith(f"{section}.") and (found := pattern(texts["en"]).fullmatch(sentence)):
            return texts.get(language, sentence).format_map(found.groupdict())
    return sentence


@cache
def pattern(text: str) -> re.Pattern[str]:
    """A string with blanks as what fits it.

    >>> pattern("Both are of {time}.").fullmatch("Both are of 1999.")["time"]
    '1999'
    """
    parts = re.split(r"\{(\w+)\}", text)
    return re.compile("".join(f"(?P<{part}>.+?)" if n % 2 else re.escape(part) for n, part in enumerate(parts)))


def number(language: str, value: int) -> str:
    """A whole number as it is written.

    >>> number("en", 12345), number("fr", 12345)
    ('12,345', '12\\u202f345')
    """
    return f"{value:,}".replace(",", "\u202f") if language == "fr" else f"{value:,}"


def kind_name(language: str, kind: str) -> str:
    """A kind as words of that language.

    >>> kind_name("en", "open_mission"), kind_name("fr", "open_mission")
    ('open mission', 'ouverture de mission')
    """
    return words().get(f"kinds.{kind}", {}).get(language) or kind_words(kind)


@cache
def actor_name(language: str, actor: str) -> str:
    """What an actor is called in that language; '?' for nobody.

    >>> actor_name("fr", "DEU"), actor_name("en", "DEU"), actor_name("en", "")
    ('Allemagne', 'Germany', '?')
    """
    if not actor:
        return "?"
    if language != "en":
        from comity.actors import catalogue

        if actor in catalogue():
            names = [n.words for n in catalogue().get(actor).names if n.language == language and n.sort in ("name", "short") and not n.end]
            if names:
                return names[0]
    return called(actor).name


def time_words(language: str, edtf: str) -> str:
    """A time within a line: what is open or uncertain in words, dates as they are.

    >>> [time_words("en", t) for t in ("1995/..", "../1997", "1960-08-13", "[1997..]", "[1996..1998]", "2001/2003")]
    ['since 1995', 'until 1997', '1960-08-13', '1997 or later', 'between 1996 and 1998', '2001–2003']
    """
    if edtf.startswith("[") and ".." in edtf:
        begin, _, end = edtf.strip("[]").partition("..")
        form = "between" if begin and end else "or_later" if begin else "or_earlier"
        return say(language, f"time.{form}", begin=begin, end=end)
    begin, slash, end = edtf.partition("/")
    if not slash:
        return edtf
    if end in ("..", ""):
        return say(language, "time.since", begin=begin)
    return say(language, "time.until", end=end) if begin in ("..", "") else f"{begin}–{end}"
