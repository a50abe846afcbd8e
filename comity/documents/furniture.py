"""What is not the article: the site's own lines, and teasers of other articles.

The words are in furniture.toml. A line is taken for furniture only when it is nothing else: a sentence that happens to say
'read more' stays a sentence.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

_EDGES = " \t\u00a0.…:;!›»>|→–—-•·*#[]()"
_BYLINE = re.compile(r"(?:By|Par|Von|Por)\s+(?:[A-Z][\w.'’-]+\s*(?:,|and|et|und|y|&)?\s*){2,6}$")
_DATED = re.compile(
    r"(?:first |last )?(?:published|updated|posted|modified|publié|mis à jour|veröffentlicht|aktualisiert|publicado|actualizado)"
    r"(?: on| le| am| el| at)?\s*:?\s*(.{0,12}\d.{3,40})$",
    re.I,
)
_FIELD = re.compile(r"(title|headline|date|published|author|by|source|publisher|url|link|language|licence|license)\s*:\s+(\S.*)$", re.I)


@cache
def _words() -> dict[str, frozenset[str]]:
    data = tomllib.loads((Path(__file__).parent / "furniture.toml").read_text(encoding="utf-8"))
    return {name: frozenset(values) for name, values in data.items()}


@cache
def _starts() -> tuple[str, ...]:
    return tuple(sorted(_words()["starts"]))


def topics() -> frozenset[str]:
    """Nouns that headings are made of."""
    return _words()["topics"]


@lru_cache(maxsize=64)  # the same line is asked about several times in a row
def bare(line: str) -> str:
    """A line as the lists have it.

    >>> bare("  Read more » ")
    'read more'
    """
    return " ".join(line.replace("’", "'").strip(_EDGES).lower().split())


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the site and not to the article."""
    if len(line) > 240:
        return False
    words = bare(line)
    return words in _words()["lines"] or words.startswith(_starts()) or bool(len(line) < 80 and _BYLINE.match(line.strip()))


def opens_rest(line: str) -> bool:
    """Whether what follows this line is the site's: comments, the author's portrait."""
    return len(line) < 60 and bare(line) in _words()["rest"]


def opens_others(line: str) -> bool:
    """Whether what follows this line is of other articles.

    >>> opens_others("Other articles"), opens_others("Other articles of the treaty were kept.")
    (True, False)
    """
    return len(line) < 60 and bare(line) in _words()["others"]


def is_teaser(line: str) -> bool:
    """Whether a line names another article: 'Read more: Talks fail in Lomé'."""
    head, colon, tail = line.partition(":")
    return bool(colon) and len(line) < 200 and len(tail.split()) > 1 and bare(head) in _words()["teaser"]


def date_line(line: str) -> str:
    """The date of a line that says nothing but when the page was published, '' for any other line.

    >>> date_line("Published on 3 March 2021"), date_line("Published in 1990, it sold out.")
    ('3 March 2021', '')
    """
    found = _DATED.match(line.strip())
    return found.group(1).strip() if found and not found.group(1).endswith(".") and len(line) < 80 else ""


def field(line: str) -> tuple[str, str]:
    """Name and value of a line 'Date: 3 March 2021' at the head of a file, ('', '') for any other line."""
    found = _FIELD.match(line.strip())
    return (found.group(1).lower(), found.group(2).strip()) if found else ("", "")
