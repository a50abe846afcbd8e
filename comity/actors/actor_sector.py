"""Which part of society an organisation, group or company is, on a day: rebels who win become the government.

Not to be mixed up with the sector of a phrase: 'Hezbollah lawmakers' are a legislature's, whatever Hezbollah is.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from comity.actors.actor import overlaps
from comity.actors.catalogue import DATA, catalogue, rows

_BY_KIND = {"organisation": "IGO", "government_body": "GOV", "armed_group": "REB", "party": "PTY", "company": "BUS", "people": "CVL"}


class Spell(NamedTuple):
    """A time in which an actor was of one sector; a side that is '' is open."""

    sector: str
    begin: str
    end: str


@lru_cache(maxsize=1)
def spells() -> Mapping[str, tuple[Spell, ...]]:
    """The sectors of each actor of the table, in order of time."""
    found: dict[str, list[Spell]] = {}
    for row in rows(DATA / "actor_sectors.csv", ","):
        found.setdefault(row["id"], []).append(Spell(row["sector"], row["from"], row["to"]))
    return {actor: tuple(sorted(mine, key=lambda s: s.begin)) for actor, mine in found.items()}


def actor_sector(actor: str, at: str = "") -> str:
    """PLOVER's code of the actor at the time (EDTF; '' is its last), '' for a state and for whom no table knows.

    >>> actor_sector("taliban", at="2010"), actor_sector("taliban", at="2022"), actor_sector("gazprom"), actor_sector("NATO")
    ('REB', 'GOV', 'BUS', 'IGO')
    """
    mine = spells().get(actor, ())
    for spell in mine if at else mine[::-1]:
        if overlaps(spell.begin, spell.end, at):
            return spell.sector
    known = catalogue()
    return _BY_KIND.get(known.get(actor).kind, "") if actor in known else ""
