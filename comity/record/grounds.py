"""Grounds from the store: on what the claims of entries with several documents rest, and how many sources that makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from comity.model import Claim, Document, Entry
from comity.record import query
from comity.record.cited import cited, itself
from comity.record.dealt import Table, dealt, groups
from comity.record.independence import Ground, counted
from comity.record.independence import groups as sources
from comity.record.rows import decode, lent, plain

if TYPE_CHECKING:
    from comity.engines import Engine

BATCH = 2_000  # documents
FEW = 100  # documents: Arrow is quicker for more, but takes a sixth of a second to load
PASSAGE = 1  # percent that is said where a block is copied but not most of the document


def count(connection: Any, entries: Sequence[Entry]) -> list[Entry]:
    """The entries with their independent sources counted."""
    wanted = sorted({c for e in entries if e.sources > 1 for c in e.supporting})
    return counted(entries, {g.claim: g for g in of(connection, wanted)})


def of(connection: Any, claims: Sequence[str]) -> Iterator[Ground]:
    """On what these claims rest. Documents are taken a few at a time."""
    sql = "SELECT evidence.document, id FROM claims WHERE id IN (SELECT unnest(?)) ORDER BY ALL"
    wanted = {d: [id for _, id in some] for d, some in groupby(connection.execute(sql, [list(claims)]).fetchall(), key=itemgetter(0))}
    for documents in (list(wanted)[at : at + BATCH] for at in range(0, len(wanted), BATCH)):
        asked = [id for d in documents for id in wanted[d]], [d for d in documents for _ in wanted[d]]
        copied = _copied(connection, documents)
        sql, values = _leaning(_THESE) + " ORDER BY d.id", [*asked, *asked]
        few = len(documents) <= FEW
        found = query.records(connection, sql, values) if few else _records(connection.sql(sql, params=values).to_arrow_table())
        for claim, document, at_, cites, itself_ in _leans(found):
            there = {(other, share) for start, end, other, share in copied.get(document, ()) if start <= at_ < end}
            yield Ground(claim, document, cites, itself_, tuple(sorted(there)))


def recount(connection: Any, running: Engine[Any], anew: bool) -> None:
    """Counts the independent sources of the entries that `changed`, and of those whose documents `moved`. What a claim leans on is
    kept in the table `leans`, and found out only for those of entries that have more than one document."""
    if anew:
        connection.execute("CREATE TABLE leans (claim VARCHAR, document VARCHAR, cites VARCHAR[], itself VARCHAR[])")
    connection.execute(_ASKED)
    writing = connection.cursor()
    for made in dealt(running, leaning, groups(connection, _leaning("lacking"), rows=BATCH)):
        with lent(writing, made["leans"]):
            writing.execute("INSERT INTO leans SELECT * FROM made")
    writing.close()
    connection.execute(_UNSURE)
    found = []
    sql = "SELECT entry, document, claim, cites, itself, copied FROM unsure ORDER BY entry, document, claim"
    reading = connection.execute(sql)
    rows = (row for some in iter(lambda: reading.fetchmany(20_000), []) for row in some)
    for entry, some in groupby(rows, key=itemgetter(0)):
        by_document: dict[str, list[Ground]] = {}
        for _, document, claim, cites, itself_, others in some:
            ground = Ground(claim, document, frozenset(cites), frozenset(itself_), tuple((o, PASSAGE) for o in others or ()))
            by_document.setdefault(document, []).append(ground)
        found.append((entry, len(sources(by_document))))
    _count(connection, found)


_ASKED = """
    DELETE FROM leans WHERE document IN (FROM stale) OR document IN (FROM moved) OR claim IN (FROM renamed);
    CREATE TEMP TABLE recounted AS
        SELECT id AS entry FROM entries WHERE id IN (FROM changed)
        UNION SELECT entry FROM entry_claims WHERE side = 'supports' AND claim IN (SELECT claim FROM said WHERE document IN (FROM moved));
    CREATE TEMP TABLE backed AS
        SELECT DISTINCT ec.entry, ec.claim, c.evidence.document AS document, c.evidence.start AS "start"
        FROM entry_claims ec JOIN claims c ON c.id = ec.claim WHERE ec.side = 'supports' AND ec.entry IN (FROM recounted);
    CREATE TEMP TABLE counts AS SELECT entry, count(DISTINCT document) AS sources FROM backed GROUP BY entry;
    UPDATE entries SET sources = counts.sources FROM counts WHERE counts.entry = entries.id AND counts.sources <> entries.sources;
    DELETE FROM backed WHERE entry NOT IN (SELECT entry FROM counts WHERE sources > 1);
    CREATE TEMP TABLE lacking AS SELECT DISTINCT claim, document FROM backed ANTI JOIN leans USING (claim);
"""
_UNSURE = """
    CREATE TEMP TABLE unsure AS
        WITH there AS (
            SELECT b.claim, list(DISTINCT p."of" ORDER BY p."of") AS copied FROM (SELECT DISTINCT claim, document, "start" FROM backed) b
            JOIN passages p ON p.document = b.document AND p."start" <= b."start" AND b."start" < p."end" GROUP BY b.claim
        ), whole AS (
            SELECT b.entry, b.document, b.claim, l.cites, l.itself, t.copied
            FROM backed b JOIN leans l USING (claim) LEFT JOIN there t USING (claim)
        )
        SELECT * FROM whole WHERE entry IN (SELECT entry FROM whole WHERE len(cites) > 0 OR copied IS NOT NULL);
    DROP TABLE backed; DROP TABLE counts; DROP TABLE lacking;
"""


def _count(connection: Any, found: Sequence[tuple[str, int]]) -> None:
    import pyarrow as pa

    columns = {"entry": pa.array([entry for entry, _ in found], pa.string()), "n": pa.array([n for _, n in found], pa.int64())}
    with lent(connection, pa.table(columns)):
        connection.execute("UPDATE entries SET sources = made.n FROM made WHERE made.entry = entries.id AND made.n <> entries.sources")
        connection.execute("DROP TABLE unsure")


_THESE = "(SELECT unnest(?::VARCHAR[]) AS claim, unnest(?::VARCHAR[]) AS document)"


def _leaning(asked: str) -> str:
    """The documents of the claims that are asked for, in a table of that name, each with its sightings and these claims."""
    return f"""
        WITH told AS (
            SELECT evidence.document AS document,
                   list(struct_pack(id, kind := '', participants := [], evidence, attribution) ORDER BY id) AS claims
            FROM claims WHERE id IN (SELECT claim FROM {asked}) GROUP BY ALL),
        met AS (
            SELECT document, list(sighting ORDER BY sighting.address, sighting.source) AS sightings
            FROM sightings WHERE document IN (SELECT document FROM {asked}) GROUP BY ALL)
        SELECT d.* EXCLUDE (shard, source) REPLACE ({query.BARE} AS blocks), coalesce(m.sightings, []) AS sightings, t.claims
        FROM documents d JOIN told t ON t.document = d.id LEFT JOIN met m ON m.document = d.id
    """


def leaning(documents: Table) -> dict[str, Table]:
    """On whom the claims of documents lean."""
    import pyarrow as pa

    texts = pa.list_(pa.string())
    found = [(claim, document, sorted(cites), sorted(own)) for claim, document, _, cites, own in _leans(_records(documents))]
    columns = [list(column) for column in zip(*found, strict=True)] if found else [[], [], [], []]
    types = {"claim": pa.string(), "document": pa.string(), "cites": texts, "itself": texts}
    return {"leans": pa.table({name: pa.array(c, t) for (name, t), c in zip(types.items(), columns, strict=True)})}


def _records(table: Table) -> Iterator[dict[str, Any]]:
    """The rows of an Arrow table, by column."""
    return (dict(zip(table.column_names, row, strict=True)) for row in plain(table))


def _leans(documents: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str, int, frozenset[str], frozenset[str]]]:
    """Of each claim of documents: the claim, its document, where it stands, whom it cites, what the document itself is."""
    for told in documents:
        document, some = decode(Document, told), [decode(Claim, claim) for claim in told["claims"]]
        own, cites = itself(document), cited(document, some)
        for claim in some:
            yield claim.id, document.id, claim.evidence.start, cites[claim.id], own


def _copied(connection: Any, documents: Sequence[str]) -> dict[str, list[tuple[int, int, str, int]]]:
    """Of each document the blocks that stand in another one too, with the share of the whole that is copied, in percent."""
    sql = """
        SELECT p.document, p."start", p."end", p."of", coalesce(c.share, ?) FROM passages p
        LEFT JOIN copies c ON c.sort <> 'passages'
            AND ((c.document = p.document AND c."of" = p."of") OR (c.document = p."of" AND c."of" = p.document))
        WHERE p.document IN (SELECT unnest(?)) ORDER BY ALL
    """
    found: dict[str, list[tuple[int, int, str, int]]] = {}
    for document, start, end, other, share in connection.execute(sql, [PASSAGE, list(documents)]).fetchall():
        found.setdefault(document, []).append((start, end, other, share))
    return found
