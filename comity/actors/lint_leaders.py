"""What is wrong in the table of office-holders, by line.

Two people in one office for years are a mistake, or two spellings of one person, who then have the same dates.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from comity.actors.actor import earliest, latest
from comity.actors.catalogue import Catalogue

COLUMNS = ("actor", "person", "office", "sector", "from", "to", "checked")
#: What a row can have been checked against; with '-begin' only the person, the actor and the beginning.
REFERENCES = frozenset(
    {"reign", "countryinfo", "lists"} | {f"{name}-begin" for name in ("reign", "countryinfo", "lists", "factbook-2015", "factbook-2026")}
)
SECTORS = frozenset("BUS COP CVL GOV HRI JUD LEG MIL NGO OPP PTY REB REL SPY".split())
#: Words of the offices that an actor has several of at a time.
SHARED = re.compile(
    r"\b(?:advis[eo]r|aide|ambassador|chief minister|commissioner|congress(?:wo)?man|councillor|deputy|dissident|envoy"
    r"|foreign office minister|judge|leader|member|minister of state|official|politician|senator|spokes(?:wo)?man|spokesperson"
    r"|vice (?:chairman|premier|president))\b"
)

Row = dict[str, str]


def leader_problems(table: Iterable[Row], known: Catalogue) -> Iterator[tuple[int, str, str]]:
    """The problems of these rows: line, column and what is wrong."""
    numbered = list(enumerate(table, 2))
    for line, row in numbered:
        for field, text in _row(row, known):
            yield line, field, text
    for (_, before), (line, row) in pairwise(numbered):
        if _order(row) < _order(before):
            yield line, "from", f"{row['person']} stands before {before['person']}: rows are in the order of actor, from, person"
        elif _order(row) == _order(before) and row["office"] == before["office"]:
            yield line, "person", f"{row['person']} is there twice"
    held: dict[tuple[str, str], list[tuple[int, Row]]] = defaultdict(list)
    for line, row in numbered:
        if row["office"] == "leader" or not SHARED.search(row["office"]):
            held[row["actor"], row["office"]].append((line, row))
    for terms in held.values():
        for (_, one), (line, two) in combinations(terms, 2):
            if _years_together(one, two) > (0 if one["person"] == two["person"] else 1):
                yield line, "from", f"{two['person']} and {one['person']} are {two['office']} at the same time"


def _row(row: Row, known: Catalogue) -> Iterator[tuple[str, str]]:
    for field in ("person", "office"):
        if not row[field] or row[field] != " ".join(row[field].split()):
            yield field, "is empty or has spaces too many"
    if row["sector"] not in SECTORS:
        yield "sector", f"{row['sector']!r} is none of {', '.join(sorted(SECTORS))}"
    for reference in row["checked"].split():
        if reference not in REFERENCES:
            yield "checked", f"{reference!r} is none of {', '.join(sorted(REFERENCES))}"
    if row["actor"] not in known:
        yield "actor", f"no actor has the id {row['actor']!r}"
        return
    actor = known.get(row["actor"])
    if actor.end and earliest(row["from"]) > latest(actor.end) or row["to"] and latest(row["to"]) < earliest(actor.begin):
        yield "from", f"{actor.id} did not exist then ({actor.begin or '..'}/{actor.end or '..'})"


def _order(row: Row) -> tuple[str, str, str]:
    return row["actor"], row["from"], row["person"]


def _years_together(one: Row, two: Row) -> int:
    """For how many turns of the year two terms run side by side; none for two spellings of one person."""
    if (one["from"], one["to"]) == (two["from"], two["to"]):
        return 0
    return int(min(one["to"][:4] or "9999", two["to"][:4] or "9999")) - int(max(one["from"][:4], two["from"][:4]))
