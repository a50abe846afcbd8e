"""Cities and regions and the states they lie in. They name places: 'Shanghai police' is China's, 'Shanghai' is nobody."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from comity.actors.folding import plain
from comity.actors.surfaces import words as lists


@lru_cache(maxsize=1)
def _places() -> tuple[Mapping[str, str], re.Pattern[str]]:
    raw = tomllib.loads((Path(__file__).parent / "data" / "places.toml").read_text(encoding="utf-8"))["cities"]
    known = {plain(city): state for state, cities in raw.items() for city in cities.split("|")}
    names = sorted(known, key=lambda city: (-len(city), city))
    return known, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


def place(words: str) -> tuple[str, str]:
    """The first city or region in the words, and the state it lies in; ('', '') where there is none.

    >>> place("a market in Timbuktu")
    ('Timbuktu', 'MLI')
    """
    known, pattern = _places()
    flat = plain(words)
    match = pattern.search(flat) or (pattern.search(flat.title()) if flat.islower() else None)
    if match and match[0] in lists()["first_names"] and match[0] != flat:
        return "", ""
    return (match[0], known[match[0]]) if match else ("", "")
