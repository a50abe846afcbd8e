"""The contradictions of a store: found pair by pair from what is said between two, and anew only where something changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from comity.model import Standing
from comity.record import rows
from comity.record.consolidate import Said
from comity.record.contradictions import DATED, Contradiction, Counted, contradictions
from comity.record.histories import said_of
from comity.record.spells import STOPS, Turn
from comity.record.ties import lives, rules

BATCH = 50_000


def bring(connection: Any, anew: bool) -> None:
    """Finds the contradictions of the touched pairs, in place of those that they had."""
    if anew:
        _put(connection, "CREATE TABLE contradictions AS", [])
    connection.execute("DELETE FROM contradictions WHERE pair IN (SELECT pair FROM touched)")
    writing = connection.cursor()
    waiting: list[tuple[int, Contradiction]] = []
    for pair, said in said_by_pair(connection, "pair IN (SELECT pair FROM touched WHERE pair <> 0)"):
        waiting += [(pair, found) for found in of(said)]
        if len(waiting) > BATCH:
            _put(writing, "INSERT INTO contradictions", waiting)
            waiting = []
    _put(writing, "INSERT INTO contradictions", waiting)
    writing.close()


Told = tuple[Said, bool, Sequence[Mapping[str, Any]]]  # whether the claim speaks of others too; its counts


def of(told: Iterable[Told]) -> list[Contradiction]:
    """The contradictions in what is said of a pair."""
    told = list(told)
    counts = [counted(one, quantity) for one, _, quantities in told for quantity in quantities]
    return contradictions([one for one, _, _ in told], counts, lives, {one.claim for one, several, _ in told if several})


def counted(said: Said, quantity: Mapping[str, Any]) -> Counted:
    """A count that a claim gives, from its column."""
    return Counted(said, quantity["of"], quantity["unit"], float(quantity["low"]), float(quantity["high"]), quantity["bound"])


def said_by_pair(connection: Any, where: str, values: Sequence[Any] = (), every: bool = False) -> Iterator[tuple[int, list[Told]]]:
    """What is said of those pairs in which something can be contradicted at all: something is denied, counted, said to have ended or
    not to be, or begun at two times; of `every` pair where more will be said."""
    opening, closing = _turning()
    cursor = connection.cursor().execute(
        f"""
        WITH counts AS (SELECT id, quantities FROM claims WHERE len(quantities) > 0),
            several AS (SELECT claim FROM said GROUP BY claim HAVING count(*) > 1),
            own AS (SELECT * FROM said WHERE {where}),
            worth AS (SELECT pair FROM own LEFT JOIN counts ON id = claim GROUP BY pair
                HAVING {"true OR" if every else ""}
                    bool_or(standing = '{Standing.DENIED.value}' OR id IS NOT NULL OR kind IN (SELECT unnest(?)))
                    OR count(DISTINCT time) FILTER (time <> '' AND kind IN (SELECT unnest(?))) > 1)
        SELECT pair, claim, kind, [[a.name, a.value] FOR a IN actors], time, standing, document,
               [[a.name, a.value] FOR a IN attributes], place, claim IN (FROM several), coalesce(quantities, [])
        FROM own LEFT JOIN counts ON id = claim WHERE pair IN (FROM worth) ORDER BY pair
        """,
        [*values, closing, opening],
    )
    told = (row for some in iter(lambda: cursor.fetchmany(BATCH), []) for row in some)
    for pair, some in groupby(told, key=itemgetter(0)):
        yield pair, [(said_of(*row[1:-2]), row[-2], row[-1]) for row in some]


@cache
def _turning() -> tuple[list[str], list[str]]:
    """The kinds that can begin a tie whose beginning is dated once, and those that end one or say that it is not."""
    opening = [kind for kind, own in rules().items() if any(rule.tie in DATED for rule in own)]
    closing = [kind for kind, own in rules().items() if any(rule.turn in (*STOPS, Turn.LACKS) for rule in own)]
    return sorted(opening), sorted(closing)


def _put(connection: Any, into: str, found: Sequence[tuple[int, Contradiction]]) -> None:
    import pyarrow as pa

    made = rows.table(Contradiction, [one for _, one in found]).append_column("pair", pa.array([pair for pair, _ in found], pa.uint64()))
    with rows.lent(connection, made):
        connection.execute(f"{into} SELECT * FROM made")
