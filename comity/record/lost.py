"""Lost names found again: whose row it is in a table of relations whose country cell is empty.

A row has a date, in its cell or, more precisely, in its notes. If another place of the record, best of all the partner's own page,
gives that day for relations with the page's state, and only one such partner is missing from the table, the row is that partner's. In
a table that is in alphabetical order the name must fit between its neighbors. What is found is an inference, marked as one, with its
reasons; below certainty it stays unknown.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from comity.model import Standing
from comity.record.names import name_of
from comity.record.spells import Turn
from comity.record.ties import rules
from comity.record.when import bounds

SORTED = 0.9  # the share of neighbors in their order from which a table is taken to be alphabetical
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
NEAR = 3  # days by which two pages may differ and still mean one beginning
MOST = 0.8  # the share of named rows from which a month or a year may tell whose a row is: the others have rows of their own
FEW = 4  # named rows that a table has to have for its order to be told


class Row(NamedTuple):
    """A row of a table of relations: where it stands, whose page it is, its partner ('' where lost) as written, its date ('' where it has
    none), its claim; and the claims of its notes that say the same."""

    document: str
    table: int
    position: int
    focus: str
    partner: str
    words: str
    time: str
    claim: str
    notes: tuple[str, ...] = ()


class Inference(NamedTuple):
    """Whose a lost row is, the reasons, and the claims that they rest on."""

    claim: str
    actor: str
    reasons: tuple[str, ...]
    claims: tuple[str, ...]


class Elsewhere(NamedTuple):
    """That relations of two began on a day, said in another place: on the page of which actor, by which claim."""

    partner: str
    focus: str
    document: str
    claim: str
    time: str = ""


def infer(rows: Iterable[Row], said: Mapping[tuple[str, str], Sequence[Elsewhere]]) -> list[Inference]:
    """Whose the lost rows are, as far as is certain. `said` gives, by actor and day, what is said of the beginning of its relations."""
    tables: dict[tuple[str, int], list[Row]] = {}
    for row in sorted(set(rows)):
        tables.setdefault((row.document, row.table), []).append(row)
    found = []
    for _, table in sorted(tables.items()):
        found.extend(_of_table(table, said))
    return found


def _of_table(table: Sequence[Row], said: Mapping[tuple[str, str], Sequence[Elsewhere]]) -> list[Inference]:
    named = {row.partner for row in table if row.partner}
    alphabetical = in_order([r for r in table if r.partner])
    most = sum(bool(row.partner) for row in table) >= MOST * len(table)
    lost = [row for row in table if not row.partner and DATE.fullmatch(row.time) and (most or len(row.time) == 10)]
    own = {claim for row in table for claim in (row.claim, *row.notes)}
    given: dict[str, list[Inference]] = {}
    for row in lost:
        places: dict[str, list[Elsewhere]] = {}
        for one in _that_day(row, said):
            if one.partner not in named and one.claim not in own:
                places.setdefault(one.partner, []).append(one)
        fits = {p: some for p, some in places.items() if alphabetical is None or _between(p, row, table)}
        rivals = [r for r in lost if r.time == row.time]
        if len(fits) != 1 or (len(rivals) > 1 and (alphabetical is None or _same_gap(rivals, table))):
            continue
        ((partner, some),) = fits.items()
        reasons = _reasons(row, partner, some, places, alphabetical)
        given.setdefault(partner, []).append(Inference(row.claim, partner, reasons, tuple(sorted({o.claim for o in some}))))
    return [some[0] for _, some in sorted(given.items()) if len(some) == 1]  # one that would have two rows has none for certain


def _that_day(row: Row, said: Mapping[tuple[str, str], Sequence[Elsewhere]]) -> list[Elsewhere]:
    """What is said elsewhere of the row's time: the same day, one within its month or year, or the month of its day; where nothing is,
    what partners' own pages say of days near it, since two pages often differ by some."""
    within = list(said.get((row.focus, row.time), ()))
    month = [one for one in said.get((row.focus, row.time[:7]), ()) if one.time == row.time[:7]] if len(row.time) == 10 else []
    if within or month or len(row.time) < 10:
        return within + month
    day = number(row.time)
    year = [one for one in said.get((row.focus, row.time[:4]), ()) if len(one.time) == 10 and one.focus == one.partner]
    return [one for one in year if abs(number(one.time) - day) <= NEAR]


@cache
def number(day: str) -> int:
    """A day's number."""
    span = bounds(day)
    return span[0] if span else 0


def _reasons(row: Row, partner: str, some: Sequence[Elsewhere], places: Mapping[str, object], alphabetical: bool | None) -> tuple[str, ...]:
    name, focus = name_of(partner), name_of(row.focus)
    pages = sorted({o.focus for o in some})
    time = max((o.time for o in some), key=len)
    first = [f"the page on {name} gives {time} for relations with {focus}"] if partner in pages else []
    again = [f"elsewhere this page gives {time} for {name}"] if any(o.document == row.document for o in some) else []
    other = [] if first or again else [f"another document gives {time} for {name} and {focus}"]
    if time[:4] == row.time[:4] and len(time) == len(row.time) and time != row.time:
        first = [f"{first[0]}, near the row's {row.time}"] if first else first
    only = [f"of those that began that day only {name} has no row of its own" if alphabetical is None or len(places) == 1 else ""]
    place = [f"{name} stands between its neighbors in alphabetical order"] if alphabetical else []
    return tuple(filter(None, (*first, *again, *other, *only, *place)))


def in_order(named: Sequence[Row]) -> bool | None:
    """True for a table in alphabetical order, None for one in another order or too short to tell."""
    pairs = [(a, b) for a, b in zip(named, named[1:], strict=False) if a.position < b.position]
    if len(pairs) < FEW:
        return None
    ascending = sum(_key(a.words) <= _key(b.words) for a, b in pairs)
    return True if ascending >= SORTED * len(pairs) else None


def _between(partner: str, row: Row, table: Sequence[Row]) -> bool:
    """Whether some name of an actor stands between the nearest named rows."""
    above, below = _neighbors(row, table)
    low, high = (_key(above.words) if above else ""), (_key(below.words) if below else "\uffff")
    return low > high or any(low <= name <= high for name in _names(partner))


def _neighbors(row: Row, table: Sequence[Row]) -> tuple[Row | None, Row | None]:
    at = bisect_left(table, row)
    above = next((r for r in reversed(table[:at]) if r.partner), None)
    return above, next((r for r in table[at + 1 :] if r.partner), None)


def _same_gap(rows: Sequence[Row], table: Sequence[Row]) -> bool:
    """Whether two of these rows stand between the same neighbors."""
    gaps = [_neighbors(r, table) for r in rows]
    return len(set(gaps)) < len(gaps)


def _key(words: str) -> str:
    from comity.actors.actor import fold

    return fold(words.split("\n")[0]).removeprefix("the ")


@cache
def _names(actor: str) -> frozenset[str]:
    """All English names of an actor, as they are sorted."""
    from comity.actors import catalogue

    if actor not in catalogue():
        return frozenset()
    found = catalogue().get(actor)
    return frozenset(_key(n) for n in (found.name, *found.called("name", language="en"), *found.called("short", language="en")))


def beginnings(*turns: Turn) -> list[str]:
    """The kinds of claims that say that relations began, or began again."""
    return sorted(k for k, own in rules().items() if any(r.tie == "diplomatic_relations" and r.turn in turns for r in own))


def elsewhere(connection: Any) -> dict[tuple[str, str], list[Elsewhere]]:
    """By actor and day, and by the month and year of that, what the record says of the beginning of relations."""
    sql = """
        SELECT c.id, c.evidence.document, d.focus, c.time.edtf, [p.mention.actor FOR p IN c.participants]
        FROM claims c JOIN documents d ON d.id = c.evidence.document
        WHERE c.kind IN (SELECT unnest(?)) AND c.standing = ? AND len(c.participants) = 2 ORDER BY c.id
    """
    found: dict[tuple[str, str], list[Elsewhere]] = {}
    values = [beginnings(Turn.START, Turn.RESUME), Standing.ACTUAL.value]
    for claim, document, focus, time, (one, other) in connection.execute(sql, values).fetchall():
        if one and other and one != other and DATE.fullmatch(time):
            for key in sorted({time, time[:7], time[:4]}):
                found.setdefault((one, key), []).append(Elsewhere(other, focus, document, claim, time))
                found.setdefault((other, key), []).append(Elsewhere(one, focus, document, claim, time))
    return found


def table_rows(connection: Any, actor: str = "") -> list[Row]:
    """The rows of the tables of relations, of an actor's pages if one is named: those that name a partner and those that have lost it."""
    sql = """
        WITH rows AS (
            SELECT id, focus, unnest(blocks) AS block FROM documents WHERE focus <> '' AND (focus = ? OR ? = '')
        )
        SELECT c.evidence.document, r.block."table", r.block."start", r.focus, c.found.rule LIKE 'table:%', c.time.edtf, c.id,
               [[p.mention.actor, p.mention.text, p.mention.how] FOR p IN c.participants]
        FROM claims c JOIN rows r ON r.id = c.evidence.document
        WHERE c.kind IN (SELECT unnest(?)) AND c.standing = ? AND r.block.kind = 'table_row'
          AND r.block."start" <= c.evidence.start AND c.evidence.start < r.block."end"
        ORDER BY ALL
    """
    dated: list[Row] = []
    notes: dict[tuple[str, int, str], list[tuple[str, str]]] = {}
    values = [actor, actor, beginnings(Turn.START), Standing.ACTUAL.value]
    for document, table, start, focus, cell, time, claim, sides in connection.execute(sql, values).fetchall():
        if cell:
            others = [(who, words) for who, words, how in sides if how != "focus"]
            if len(others) == 1:
                partner, words = others[0]
                dated.append(Row(document, table, start, focus, partner, words or name_of(partner), time, claim))
        elif len(sides) == 2 and focus in (sides[0][0], sides[1][0]):
            other = sides[1][0] if sides[0][0] == focus else sides[0][0]
            notes.setdefault((document, start, other), []).append((time, claim))
    return [_with_notes(row, notes.get((row.document, row.position, row.partner), ())) for row in dated]


def _with_notes(row: Row, notes: Sequence[tuple[str, str]]) -> Row:
    """A row with what its notes say of its date: 'on 30 May 2012' beside a cell with the year."""
    same = [(time, claim) for time, claim in notes if DATE.fullmatch(time) and (time.startswith(row.time) or row.time.startswith(time))]
    finest = {time for time, _ in same if not any(other != time and other.startswith(time) for other, _ in same)}
    time = max(row.time, *finest, key=len) if len(finest) == 1 else row.time
    return row._replace(time=time, notes=tuple(sorted(claim for _, claim in same)))


def undated_rows(connection: Any, dated: Iterable[Row]) -> list[Row]:
    """The other rows of the tables in which these stand, as far as a cell or their words tell whose they are: they have no date, but the
    partner has its row, and its place in the order."""
    from comity import actors
    from comity.reading import tables
    from comity.record import query

    there = {(row.document, row.table, row.position) for row in dated}
    found = []
    for document in query.documents(connection, sorted({row.document for row in dated}), places=False):
        scene = actors.scene(document)[1]
        for lead, rows in tables.tables(document):
            columns = tables.columns(document, lead, rows) if (document.id, rows[0].table) in {t[:2] for t in there} else None
            for block in rows if columns else ():
                at = columns.partner if columns else None
                cell = block.cells[at] if at is not None and at < len(block.cells) else None
                told = tables.partner_of(document, scene, block, cell)
                if told.actor and (document.id, block.table, block.start) not in there:
                    words = told.text or name_of(told.actor)
                    found.append(Row(document.id, block.table, block.start, document.focus, told.actor, words, "", ""))
    return found
