"""What a dossier's page shows first, asked for alone: a page of each section, the marks of the timeline, and how much more there is.

A whole dossier of an actor that everybody speaks of has tens of thousands of lines. A page takes of each section what fits on it and
says how many there are; the rest stands on further pages, by address.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from comity.model import Claim, Entry
from comity.record import query
from comity.record.choices import tie_kinds
from comity.record.citations import Citation
from comity.record.dossier import BY_KIND, BY_STANDING, side
from comity.record.excerpts import cited
from comity.record.record import Record
from comity.record.when import EVER
from comity.times.days import number
from comity.web.timeline import MANY

LINES = 8  # of a section on one page
EVENTS = 12  # of the timeline
DEEPEST = 900_000  # entry of a section that is shown: more are not put in order
KNOWN = 30_000  # claims with their sentences at hand
EPOCH = number(1970, 1, 1)
FAR = 3_000_000  # days: what has no bound on one side


class Part(NamedTuple):
    """A page of a section: its entries, how many entries the section has, and the number of the first one shown."""

    entries: tuple[Entry, ...]
    total: int
    first: int


class Drawn(NamedTuple):
    """An entry as far as the timeline needs it."""

    id: str
    kind: str
    actors: tuple[str, ...]
    time: str
    standing: str
    disputed: bool
    claim: str


class Brief(NamedTuple):
    """The sections by name, the entries that are drawn, how many have a date and how many have none."""

    parts: Mapping[str, Part]
    drawn: tuple[Drawn, ...]
    dated: int
    undated: int


class About(NamedTuple):
    """Which entries a dossier is of, each once, as a condition in SQL on the entries by actor, with its values."""

    where: str
    values: tuple[Any, ...]


def actors(record: Record) -> Mapping[str, int]:
    """Everybody of whom the record speaks, and in how many claims."""
    with record.sql() as connection:
        return dict(connection.execute("SELECT actor, count(*) FROM participants GROUP BY actor").fetchall())


def about(record: Record, known: Mapping[str, int], one: str, other: str) -> About:
    """The entries of an actor, or of two: those in which a side takes part itself or by whatever is of it; of two also those of the
    other alone where the passage speaks of both. `known` are all actors."""
    first = sorted(side(one, known))
    if not other:
        return _of(first)
    second = sorted(side(other, known))
    few, many = (first, second) if rarer_first(known, one, other)[0] == one else (second, first)
    with record.sql() as connection:
        understood = _understood(connection, first, second, few)
    both = _of(few, f" AND ({' OR '.join(['list_contains(actors, ?)'] * len(many))})", *many)
    alone = _of(second, " AND list_contains(?, id)", understood)
    return About(f"({both.where} OR {alone.where})", (*both.values, *alone.values)) if understood else both


def _of(some: Sequence[str], more: str = "", *values: Any) -> About:
    """The entries of any of these actors, under the first of them that takes part in it."""
    first = " AND actor = list_filter(?, lambda a: list_contains(actors, a))[1]" if len(some) > 1 else ""
    return About(f"actor IN ({', '.join('?' * len(some))}){first}{more}", (*some, *([list(some)] if first else []), *values))


def rarer_first(known: Mapping[str, int], one: str, other: str) -> tuple[str, str]:
    """Two actors, the one of whom less is said first: what both have is soonest found among what it has."""
    return (other, one) if other and known.get(other, 0) < known.get(one, 0) else (one, other)


def brief(record: Record, of: About, first: Mapping[str, int]) -> Brief:
    """The page of each section that begins at these numbers, and the drawing."""
    inside = f"FROM entry_actors WHERE {of.where}"
    with record.sql() as connection:
        last = min(max((0, *first.values())) + EVENTS, DEEPEST)
        sections = connection.execute(
            f"""SELECT section, count(*), count(*) FILTER ("first" < {EVER}),
                    min(struct_pack(f := "first", t := time, i := id), {last})
                FROM (SELECT {_section()} AS section, coalesce("first", {EVER}) AS "first", time, id {inside}) GROUP BY section""",
            [sorted(tie_kinds()), *of.values],
        ).fetchall()
        listed = {name: (total, some[first.get(name, 0) :][: size(name)]) for name, total, _, some in sections}
        drawn = connection.execute(
            f"""SELECT id, kind, actors, time, standing, len(disputing) > 0, supporting[1] {inside} AND "first" IS NOT NULL
                ORDER BY sources DESC, len(supporting) DESC, id LIMIT {MANY}""",
            of.values,
        ).fetchall()
        wanted = [place["i"] for _, some in listed.values() for place in some]
        sql = f"SELECT * {inside} AND list_contains(?, id)"
        entries = {e.id: e for e in query.entries_by(connection, sql, [*of.values, wanted])}
    parts = {
        name: Part(tuple(entries[place["i"]] for place in some), total, first.get(name, 0))
        for name, (total, some) in sorted(listed.items())
    }
    marks = tuple(Drawn(id, kind, tuple(who), *rest) for id, kind, who, *rest in drawn)
    dated = sum(n for _, _, n, _ in sections)
    return Brief(parts, marks, dated, sum(total for total, _ in listed.values()) - dated)


def size(section: str) -> int:
    """How many entries of a section stand on one page."""
    return EVENTS if section == "timeline" else LINES


def sentences(record: Record, claims: Sequence[str], known: dict[str, tuple[Claim, Citation]]) -> None:
    """Adds to what is known these claims with their sentences, as far as they are not there."""
    new = [c for c in dict.fromkeys(claims) if c not in known]
    if len(known) > KNOWN:
        known.clear()
        new = list(dict.fromkeys(claims))
    if new:
        with record.sql() as connection:
            found = query.claims_of(connection, new)
            said = cited(connection, found)
        known.update({c.id: (c, said[c.id]) for c in found})


def partners(record: Record, of: About, span: int) -> list[tuple[str, int, int]]:
    """How often each actor stands in a dated entry, by spans of so many years."""
    sql = f"""SELECT actor, years, count(*) FROM (
            SELECT unnest(actors) AS actor, year(DATE '1970-01-01' + ("first" - {EPOCH})::INT) // {span} * {span} AS years
            FROM entry_actors WHERE standing = 'actual' AND abs("first") < {FAR} AND {of.where})
        WHERE actor <> '' GROUP BY ALL ORDER BY ALL"""
    with record.sql() as connection:
        found: list[tuple[str, int, int]] = connection.execute(sql, of.values).fetchall()
        return found


def _section() -> str:
    """The section of an entry, in SQL; the kinds of ties are its one value."""
    said = " ".join(f"WHEN '{standing.value}' THEN '{section}'" for standing, section in BY_STANDING.items())
    deeds = " ".join(f"WHEN '{kind}' THEN '{section}'" for kind, section in BY_KIND.items())
    ties = "CASE WHEN kind IN (SELECT unnest(?)) THEN 'holds' ELSE 'timeline' END"
    return f"CASE standing {said} ELSE CASE kind {deeds} ELSE {ties} END END"


def _understood(connection: Any, one: Sequence[str], other: Sequence[str], few: Sequence[str]) -> list[str]:
    """The entries that only name the other side, in a passage that speaks of both. `few` is the side of whom less is said."""
    said = connection.execute(
        """WITH sides AS (SELECT claim, document, "start", bool_or(actor IN (SELECT unnest(?))) AS one,
                bool_or(actor IN (SELECT unnest(?))) AS other, count(*) = 1 AND NOT one AS alone
            FROM participants WHERE actor IN (SELECT unnest(?)) AND NOT place
                AND document IN (SELECT document FROM participants WHERE actor IN (SELECT unnest(?))) GROUP BY ALL)
        SELECT claim, document, "start", alone FROM sides WHERE (alone OR one AND other) AND document IN
            (SELECT document FROM sides GROUP BY document HAVING bool_or(one AND other) AND bool_or(alone))""",
        [list(one), list(other), [*one, *other], list(few)],
    ).fetchall()
    if not said:
        return []
    sql = 'SELECT id, [b."start" FOR b IN blocks] FROM documents WHERE id IN (SELECT unnest(?))'
    starts = dict(connection.execute(sql, [sorted({document for _, document, _, _ in said})]).fetchall())
    passages = {claim: (document, bisect_right(starts[document], start)) for claim, document, start, _ in said}
    both = {passages[claim] for claim, _, _, alone in said if not alone}
    wanted = [claim for claim, _, _, alone in said if alone and passages[claim] in both]
    found = [c.id for c in query.claims_of(connection, wanted) if {p.actor for p in c.participants if p.role != "place"} <= {"", *other}]
    where, values = query.named("claim", found)
    sides = connection.execute(f"SELECT entry, side FROM entry_claims WHERE {where}", values).fetchall()
    return sorted({entry for entry, side in sides if side == "supports"})
