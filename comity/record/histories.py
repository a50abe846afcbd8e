"""The histories of a store: its ties, made from what is said between two of one family of ties, and anew only where that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from comity.model import Standing
from comity.record import query, rows
from comity.record.consolidate import Said
from comity.record.dealt import Table, dealt, groups
from comity.record.spans import spans
from comity.record.spells import Mark
from comity.record.ties import ALONE, Tie, families, lasts, lives, ties
from comity.record.when import bounds

if TYPE_CHECKING:
    from comity.engines import Engine

PLACED = ("missions",)  # the domains whose ties are told apart by their place


def bring(connection: Any, running: Engine[Any], anew: bool) -> None:
    """Makes the ties of the touched pairs and families, and puts those that are not as they were in place of the old ones."""
    if anew:
        _create(connection)
    connection.execute(_TURNED)
    writing = connection.cursor()
    turned = TOLD.format(which="SEMI JOIN turned USING (pair, family)")
    for made in dealt(running, histories, groups(connection, turned, ["pair", "family"])):
        with rows.lent(writing, made["ties"]):
            writing.execute("INSERT INTO made_ties SELECT * FROM made")
    connection.execute(_PUT)
    shown = "SELECT id, kind, actors, marks FROM made_ties SEMI JOIN shown USING (id, pair) WHERE len(marks) > 0"
    for made in dealt(running, days, groups(connection, shown)):
        with rows.lent(writing, made["spans"]):
            writing.execute("INSERT INTO spans SELECT * FROM made")
    writing.close()
    connection.execute("DROP TABLE made_ties")


def _create(connection: Any) -> None:
    with rows.lent(connection, _ties(())):
        connection.execute("CREATE TABLE ties AS SELECT * FROM made")
    connection.execute(
        """
        CREATE TABLE tie_actors AS SELECT '' AS actor, * FROM ties;
        CREATE TABLE spans (tie VARCHAR, one VARCHAR, other VARCHAR, kind VARCHAR, "first" BIGINT, "last" BIGINT, state VARCHAR,
            alone BOOLEAN);
        """
    )
    columns = [list(families()), list(families().values()), families()[ALONE]]
    connection.execute("CREATE TABLE families AS SELECT unnest(?) AS kind, unnest(?) AS family, family = ? AS alone", columns)


_TURNED = """
    CREATE TEMP TABLE turned AS SELECT DISTINCT pair, family FROM touched JOIN families USING (kind) WHERE pair <> 0;
    CREATE TEMP TABLE old_ties AS SELECT id, pair, marks, asides FROM ties JOIN families USING (kind) SEMI JOIN turned USING (pair, family);
    CREATE TABLE made_ties AS SELECT * FROM ties LIMIT 0;
"""
_PUT = """
    CREATE TEMP TABLE shown AS SELECT id, pair FROM made_ties ANTI JOIN old_ties USING (id, pair, marks);
    CREATE TEMP TABLE other AS SELECT id, pair FROM made_ties ANTI JOIN old_ties USING (id, pair, marks, asides);
    CREATE TEMP TABLE gone AS SELECT id, pair FROM old_ties ANTI JOIN made_ties USING (id, pair);
    DELETE FROM spans WHERE tie IN (SELECT id FROM shown UNION SELECT id FROM gone);
    DELETE FROM ties t USING (FROM other UNION FROM gone) o WHERE t.id = o.id AND t.pair = o.pair;
    INSERT INTO ties SELECT * FROM made_ties SEMI JOIN other USING (id, pair) ORDER BY pair, kind, actors, attributes;
    DELETE FROM tie_actors t USING (FROM other UNION FROM gone) o WHERE t.id = o.id AND t.pair = o.pair;
    INSERT INTO tie_actors SELECT unnest(list_distinct(actors)) AS actor, * FROM made_ties SEMI JOIN other USING (id, pair)
        ORDER BY actor, kind, id;
"""
BINDS = "(len(actors) > 1 OR alone)"
"""What can turn a tie or contradict what is said: it names two, or is of those ties that one has alone."""

TOLD = f"""
    WITH wanted AS (SELECT * FROM (SELECT said.*, family FROM said JOIN families USING (kind) WHERE {BINDS}) {{which}})
    SELECT pair, family, claim, kind, [[a.name, a.value] FOR a IN actors] AS actors, time, standing, document,
           [[a.name, a.value] FOR a IN attributes] AS attributes, place, edtf
    FROM wanted LEFT JOIN ({query.PUBLISHED}) p ON p.id = document ORDER BY pair, family
"""
"""What claims say that can turn a tie, by pair and family of ties, with the date of their document, where that is known."""


def told(said: Table) -> Iterator[tuple[int, list[Said], dict[str, int]]]:
    """The rows of that, group by group: the pair, what is said, the last day on which each document can have been written."""
    for (pair, _), group in groupby(rows.plain(said), key=itemgetter(0, 1)):
        some = list(group)
        yield pair, [said_of(*row[2:-1]) for row in some], {row[7]: span[1] for row in some if (span := bounds(row[-1] or ""))}


def histories(said: Table) -> dict[str, Table]:
    """The ties of some pairs and families, from all that is said of them."""
    return {"ties": _ties([(pair, tie) for pair, some, dates in told(said) for tie in ties(some, dates, lives)])}


def days(made: Table) -> dict[str, Table]:
    """The spans of ties, for each two of those whom they bind, for one with '' if it is held alone; `alone`: they bind nobody else."""
    import pyarrow as pa

    found = []
    mark = rows.codec(Mark).decode
    for id, kind, actors, marks in rows.plain(made):
        who = sorted(set(actors) - {""})
        pairs = list(combinations(who, 2)) or [(actor, "") for actor in who]  # an office is held by one alone
        for span in spans([mark(m) for m in marks], lasts(kind)) if pairs else ():
            found += [(id, one, other, kind, span.first, span.last, span.state.value, len(pairs) == 1) for one, other in pairs]
    names = ("tie", "one", "other", "kind", "first", "last", "state", "alone")
    columns = zip(*found, strict=True) if found else ((),) * len(names)
    types = (*(pa.string(),) * 4, pa.int64(), pa.int64(), pa.string(), pa.bool_())
    return {"spans": pa.table({n: pa.array(list(c), t) for n, c, t in zip(names, columns, types, strict=True)})}


def _ties(some: Sequence[tuple[int, Tie]]) -> Table:
    """Ties with the number of their pair, and whether any is said to be or to have been; others are but planned, denied …"""
    import pyarrow as pa

    said = [bool(tie.marks) or any(a.standing == Standing.ACTUAL for a in tie.asides) for _, tie in some]
    made = rows.table(Tie, [tie for _, tie in some]).append_column("pair", pa.array([pair for pair, _ in some], pa.uint64()))
    return made.append_column("said", pa.array(said, pa.bool_()))


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
