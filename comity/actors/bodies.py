"""Bodies of states that are known by their own names: 'the Knesset' is Israel's parliament, 'the KGB' the Soviet Union's spies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from comity.actors.catalogue import Surface, rows

_PATH = Path(__file__).parent / "data" / "bodies.tsv"


def bodies() -> Iterator[Surface]:
    """The names of bodies, each with the state it belongs to, its time, and its sector as the flag 'sector:MIL'.

    >>> [(s.words, s.actor, s.flags) for s in bodies() if s.words == "Knesset"]
    [('Knesset', 'ISR', ('sector:LEG',))]
    """
    for row in rows(_PATH, "\t"):
        how = "acronym" if row["words"].isupper() else "seat"
        yield Surface(row["words"], row["actor"], how, (f"sector:{row['sector']}",), "en", row["from"], row["to"])
