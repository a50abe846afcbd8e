"""The contradictions of a store: found from what is said between two, and anew only where something changed.

What is said of one family of ties, or of a kind that turns none, contradicts nothing else: those of a pair are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from comity.model import Standing
from comity.record import rows
from comity.record.consolidate import Said
from comity.record.contradictions import DATED, Contradiction, Counted, contradictions
from comity.record.dealt import Table, dealt, groups
from comity.record.histories import BINDS, said_of
from comity.record.spells import STOPS, Turn
from comity.record.ties import lives, rules

if TYPE_CHECKING:
    from comity.engines import Engine


def bring(connection: Any, running: Engine[Any], anew: bool) -> None:
    """Finds the contradictions of the touched pairs and families, in place of those that they had."""
    if anew:
        with rows.lent(connection, _table(())):
            connection.execute("CREATE TABLE contradictions AS SELECT * FROM made")
    connection.execute(_TOUCHED)
    writing = connection.cursor()
    sql, values = _asked("SEMI JOIN disputed USING (pair, about)")
    for made in dealt(running, conflicts, groups(connection, sql, ["pair", "about"], values=values)):
        with rows.lent(writing, made["contradictions"]):
            writing.execute("INSERT INTO contradictions SELECT * FROM made")
    writing.close()


_ABOUT = "coalesce(family, kind) AS about"
_TOUCHED = f"""
    CREATE TEMP TABLE disputed AS SELECT DISTINCT pair, {_ABOUT} FROM touched LEFT JOIN families USING (kind) WHERE pair <> 0;
    DELETE FROM contradictions WHERE (id, pair) IN (
        SELECT (id, pair) FROM (SELECT id, pair, {_ABOUT} FROM contradictions LEFT JOIN families USING (kind))
        SEMI JOIN disputed USING (pair, about));
"""


def conflicts(said: Table) -> dict[str, Table]:
    """The contradictions of some pairs and families, from all that is said of them."""
    return {"contradictions": _table([(pair, found) for pair, some in told(said) for found in of(some)])}


Told = tuple[Said, bool, Sequence[Mapping[str, Any]]]  # whether the claim speaks of others too; its counts


def of(told: Iterable[Told]) -> list[Contradiction]:
    """The contradictions in what is said of a pair."""
    told = list(told)
    counts = [counted(one, quantity) for one, _, quantities in told for quantity in quantities]
    return contradictions([one for one, _, _ in told], counts, lives, {one.claim for one, several, _ in told if several})


def counted(said: Said, quantity: Mapping[str, Any]) -> Counted:
    """A count that a claim gives, from its column."""
    return Counted(said, quantity["of"], quantity["unit"], float(quantity["low"]), float(quantity["high"]), quantity["bound"])


def said_on(connection: Any, where: str, values: Sequence[Any]) -> dict[int, list[Told]]:
    """All that is said of some pairs, by pair."""
    sql, more = _asked(where, every=True)
    found: dict[int, list[Told]] = {}
    for pair, some in told(connection.sql(sql, params=[*values, *more]).to_arrow_table()):
        found.setdefault(pair, []).extend(some)
    return found


def told(said: Table) -> Iterator[tuple[int, list[Told]]]:
    """The answer to what is asked, group by group."""
    for (pair, _), some in groupby(rows.plain(said), key=itemgetter(0, 1)):
        yield pair, [(said_of(*row[2:-2]), row[-2], row[-1]) for row in some]


def _asked(which: str, every: bool = False) -> tuple[str, list[Any]]:
    """In SQL with its values: what is said of those pairs and families in which something can be contradicted at all: something is
    denied, counted, said to have ended or not to be, or begun at two times; of `every` one where more will be said."""
    opening, closing = _turning()
    sql = f"""
        WITH counts AS (SELECT id, quantities FROM claims WHERE len(quantities) > 0),
            own AS (SELECT * FROM (SELECT said.*, {_ABOUT} FROM said LEFT JOIN families USING (kind) WHERE {BINDS}) {which}),
            several AS (SELECT claim FROM said SEMI JOIN own USING (claim) GROUP BY claim HAVING count(*) > 1),
            worth AS (SELECT pair, about FROM own LEFT JOIN counts ON id = claim GROUP BY ALL
                HAVING {"true OR" if every else ""}
                    bool_or(standing = '{Standing.DENIED.value}' OR id IS NOT NULL OR kind IN (SELECT unnest(?)))
                    OR count(DISTINCT time) FILTER (time <> '' AND kind IN (SELECT unnest(?))) > 1)
        SELECT pair, about, claim, kind, [[a.name, a.value] FOR a IN actors] AS actors, time, standing, document,
               [[a.name, a.value] FOR a IN attributes] AS attributes, place, claim IN (FROM several) AS several,
               coalesce(quantities, []) AS quantities
        FROM own SEMI JOIN worth USING (pair, about) LEFT JOIN counts ON id = claim ORDER BY pair, about
    """
    return sql, [closing, opening]


@cache
def _turning() -> tuple[list[str], list[str]]:
    """The kinds that can begin a tie whose beginning is dated once, and those that end one or say that it is not."""
    opening = [kind for kind, own in rules().items() if any(rule.tie in DATED for rule in own)]
    closing = [kind for kind, own in rules().items() if any(rule.turn in (*STOPS, Turn.LACKS) for rule in own)]
    return sorted(opening), sorted(closing)


def _table(found: Sequence[tuple[int, Contradiction]]) -> Table:
    import pyarrow as pa

    return rows.table(Contradiction, [one for _, one in found]).append_column("pair", pa.array([pair for pair, _ in found], pa.uint64()))
