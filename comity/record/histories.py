"""The histories of a store: its ties, made from what is said between two of one family of ties, and anew only where that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, groupby
from operator import itemgetter
from typing import Any

from comity.record import query, rows
from comity.record.consolidate import Said
from comity.record.spans import spans
from comity.record.ties import Tie, families, lasts, lives, ties
from comity.record.when import bounds

BATCH = 20_000
PLACED = ("missions",)  # the domains whose ties are told apart by their place


def bring(connection: Any, anew: bool) -> None:
    """Makes the ties of the touched pairs and families, in place of those that they had."""
    if anew:
        _put(connection, "CREATE TABLE ties AS", [])
        connection.execute("CREATE TABLE tie_actors (actor VARCHAR, tie VARCHAR)")
        columns = [list(families()), list(families().values())]
        connection.execute("CREATE TABLE families AS SELECT unnest(?) AS kind, unnest(?) AS family", columns)
        connection.execute(
            'CREATE TABLE spans (tie VARCHAR, one VARCHAR, other VARCHAR, kind VARCHAR, "first" BIGINT, "last" BIGINT, state VARCHAR)'
        )
    connection.execute(
        """
        CREATE TEMP TABLE turned AS SELECT DISTINCT pair, family FROM touched JOIN families USING (kind) WHERE pair <> 0;
        CREATE TEMP TABLE old_ties AS SELECT id FROM ties JOIN families USING (kind) SEMI JOIN turned USING (pair, family);
        DELETE FROM ties WHERE id IN (FROM old_ties);
        DELETE FROM tie_actors WHERE tie IN (FROM old_ties);
        DELETE FROM spans WHERE tie IN (FROM old_ties);
        CREATE TABLE made_actors (actor VARCHAR, tie VARCHAR);
        """
    )
    writing = connection.cursor()
    waiting: list[tuple[int, Tie]] = []
    for pair, some, dates in told(connection, "SEMI JOIN turned USING (pair, family)"):
        waiting += [(pair, tie) for tie in ties(some, dates, lives)]
        if len(waiting) > BATCH:
            _put(writing, "INSERT INTO ties", waiting)
            waiting = []
    _put(writing, "INSERT INTO ties", waiting)
    writing.close()
    connection.execute("INSERT INTO tie_actors SELECT actor, tie FROM made_actors ORDER BY ALL; DROP TABLE made_actors")


def told(connection: Any, which: str, values: Sequence[Any] = ()) -> Iterator[tuple[int, list[Said], dict[str, int]]]:
    """What claims say that can turn a tie, by pair and family of ties; missions with their place. Then the last day on which each of
    their documents can have been written, where that is known. `which` says in SQL what is looked at."""
    cursor = connection.execute(
        f"""
        WITH wanted AS (SELECT said.*, family FROM said JOIN families USING (kind) {which})
        SELECT pair, family, claim, kind, [[a.name, a.value] FOR a IN actors], time, standing, document,
               [[a.name, a.value] FOR a IN attributes], place, edtf
        FROM wanted LEFT JOIN ({query.PUBLISHED}) p ON p.id = document ORDER BY pair, family
        """,
        values,
    )
    found = (row for some in iter(lambda: cursor.fetchmany(BATCH), []) for row in some)
    for (pair, _), group in groupby(found, key=itemgetter(0, 1)):
        some = list(group)
        yield pair, [said_of(*row[2:-1]) for row in some], {row[7]: span[1] for row in some if (span := bounds(row[-1] or ""))}


def said_of(
    claim: str,
    kind: str,
    actors: Iterable[Sequence[str]],
    time: str,
    standing: str,
    document: str,
    told: Iterable[Sequence[str]],
    place: str,
) -> Said:
    """A row of the table `said`; of a mission, with its place."""
    attributes: dict[str, str] = dict(told)  # type: ignore[arg-type]
    if place and kind in placed():
        attributes.setdefault("place", place)
    return Said(claim, kind, tuple((role, actor) for role, actor in actors), time, standing, document, tuple(sorted(attributes.items())))


@cache
def placed() -> frozenset[str]:
    """The kinds whose ties are told apart by their place."""
    from comity.kinds import ontology

    return frozenset(k.name for domain in PLACED for k in ontology().domain(domain))


def published(connection: Any) -> Mapping[str, int]:
    """The last day on which each document can have been written, where that is known."""
    return {id: span[1] for id, span in query.published(connection).items()}


def _put(connection: Any, into: str, some: Sequence[tuple[int, Tie]]) -> None:
    import pyarrow as pa

    made = rows.table(Tie, [tie for _, tie in some]).append_column("pair", pa.array([pair for pair, _ in some], pa.uint64()))
    with rows.lent(connection, made):
        connection.execute(f"{into} SELECT * FROM made")
        if some:
            connection.execute("INSERT INTO made_actors SELECT DISTINCT unnest(actors), id FROM made")
    found = [(t.id, a, b, t.kind, *span) for _, t in some if t.marks for span in spans(t.marks, lasts(t.kind)) for a, b in _pairs(t)]
    if found:
        names = ("tie", "one", "other", "kind", "first", "last", "state")
        with rows.lent(connection, pa.table(dict(zip(names, map(list, zip(*found, strict=True)), strict=True)))):
            connection.execute("INSERT INTO spans SELECT * FROM made")


def _pairs(tie: Tie) -> list[tuple[str, str]]:
    """Each two of those whom a tie binds."""
    return list(combinations(sorted(set(tie.actors) - {""}), 2))
