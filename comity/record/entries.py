"""The entries of a store: what its claims say, brought together content by content, and anew only where something changed.

What a claim says stands in the table `said`; claims that have their content, standing and time in common are one word there, so that
what everybody says costs no more to bring together than what one says.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from comity.model import Standing, digest
from comity.record import query
from comity.record.consolidate import Said, content, each, gathered, name_of, named
from comity.record.dealt import Table, dealt, groups
from comity.record.rows import lent, plain
from comity.record.sides import bilateral
from comity.record.when import bounds

if TYPE_CHECKING:
    from comity.engines import Engine

WORD = "content, pair, kind, standing, time"
SIDES = frozenset({"source", "target", "party"})

_SAID = {
    **{"claim": "text", "content": "number", "pair": "number", "kind": "text", "actors": "pairs", "time": "text", "standing": "text"},
    **{"document": "text", "attributes": "pairs", "place": "text"},
}
_ENTRY = {"id": "text", "kind": "text", "actors": "texts", "time": "text", "standing": "text", "content": "number"}
_PLACED = {"content": "number", "standing": "text", "time": "text", "entry": "text", "side": "text"}


def say(connection: Any, running: Engine[Any], anew: bool) -> None:
    """Fills the table `said` with what the claims of fresh documents and renamed claims say, each with the words of its place, and takes
    out what stale documents and these claims said; `touched` are the words that this concerns: contents, with their pairs and kinds, at
    a time and of a standing."""
    if anew:
        _create(connection, "said", _SAID)
    connection.execute(
        f"""
        CREATE TABLE touched AS
            SELECT DISTINCT {WORD} FROM said WHERE document IN (SELECT id FROM stale) OR claim IN (FROM renamed);
        DELETE FROM said WHERE document IN (SELECT id FROM stale) OR claim IN (FROM renamed);
        """
    )
    writing = connection.cursor()
    for made in dealt(running, told, groups(connection, _TOLD)):
        with lent(writing, made["said"]):
            writing.execute("INSERT INTO said SELECT * FROM made ORDER BY pair, content, claim")
            writing.execute(f"INSERT INTO touched SELECT DISTINCT {WORD} FROM made")
    writing.close()
    connection.execute("CREATE OR REPLACE TABLE touched AS SELECT DISTINCT * FROM touched")


_TOLD = """
    SELECT id, kind, [[p.role, p.mention.actor] FOR p IN participants] AS actors, time.edtf AS time, standing,
           evidence.document AS document, [[a.name, a.value] FOR a IN attributes] AS attributes, coalesce(place.text, '') AS place
    FROM claims WHERE evidence.document IN (SELECT id FROM fresh) OR id IN (FROM renamed)
"""


def told(claims: Table) -> dict[str, Table]:
    """What claims say, one row for each of their sides. Sides that many claims have in common are made out once."""
    mutual = bilateral()
    known: dict[Any, list[tuple[Any, ...]]] = {}
    found = []
    for claim, kind, actors, time, standing, document, attributes, place in plain(claims):
        pairs = tuple((name, value) for name, value in attributes)
        key = (kind, tuple((role, actor) for role, actor in actors), pairs) if all(actor for _, actor in actors) else claim
        if key not in known:
            sides = each(claim, kind, actors, time, standing, document, pairs, mutual)
            known[key] = [(int(digest(*content(s)), 16), pair_of(s), kind, s.actors) for s in sides]
        found += [(claim, *side, time, standing, document, pairs, place) for side in known[key]]
    return {"said": _arrow(_SAID, found)}


def pair_of(one: Said) -> int:
    """The number of those between whom a claim says something, whatever it is; 0 where one of them is not known.

    >>> def said(kind, *who): return Said("c", kind, tuple(who), "", "actual", "d")
    >>> pair_of(said("visit", ("source", "FRA"), ("target", "CAF"))) == pair_of(said("meet", ("party", "CAF"), ("party", "FRA")))
    True
    """
    roles = [role for role, _ in one.actors]
    two = roles.count("source") == roles.count("target") == 1
    who = sorted({actor for role, actor in one.actors if role in (SIDES - {"party"} if two else SIDES)})
    return 0 if any(actor.startswith("?") for _, actor in one.actors) else pair_number(who)


def pair_number(actors: Sequence[str]) -> int:
    """The number of some actors, in the order of their names."""
    return int(digest("pair", *actors), 16)


def bring(connection: Any, ties: Container[str], running: Engine[Any], anew: bool) -> None:
    """Makes the entries of the touched contents, and puts those that are not as they were in place of the old ones: `changed`. Which
    word stands in which entry is kept in the table `placed`. Entries depend on the words that there are, not on who says them: so only
    the words of a content and standing to which one came or from which one went are brought together anew, and all those of a content
    in which something is denied, for that disputes whatever agrees with it."""
    if anew:
        connection.execute(
            """
            CREATE TABLE entries (id VARCHAR, kind VARCHAR, actors VARCHAR[], time VARCHAR, standing VARCHAR, supporting VARCHAR[],
                disputing VARCHAR[], sources BIGINT, attributes STRUCT(name VARCHAR, value VARCHAR)[], content UBIGINT);
            CREATE TABLE entry_claims (claim VARCHAR, entry VARCHAR, side VARCHAR);
            """
        )
        _create(connection, "placed", _PLACED)
    connection.execute(_ANEW)
    for name, columns in (("made_entries", _ENTRY), ("made_words", _PLACED)):
        _create(connection, name, columns)
    writing = connection.cursor()
    for made in dealt(running, partial(brought, ties), groups(connection, "FROM words ORDER BY content")):
        for name in ("made_entries", "made_words"):
            with lent(writing, made[name]):
                writing.execute(f"INSERT INTO {name} SELECT * FROM made")
    writing.close()
    connection.execute(_PUT)


_ANEW = f"""
    CREATE TEMP TABLE known_words AS
        SELECT DISTINCT content, standing, coalesce(t.edtf, '') AS time FROM touched LEFT JOIN times t ON t.edtf = time;
    CREATE TEMP TABLE there AS
        SELECT content, standing, coalesce(t.edtf, '') AS time, any_value(kind) AS kind,
               any_value([[a.name, a.value] FOR a IN actors]) AS actors, any_value([[a.name, a.value] FOR a IN attributes]) AS attributes
        FROM said LEFT JOIN times t ON t.edtf = said.time WHERE content IN (SELECT content FROM touched) GROUP BY ALL;
    CREATE TEMP TABLE before AS SELECT * FROM placed WHERE content IN (SELECT content FROM touched);
    CREATE TEMP TABLE news AS
        SELECT content, standing FROM there ANTI JOIN before USING (content, standing, time)
        UNION SELECT content, standing FROM before ANTI JOIN there USING (content, standing, time);
    CREATE TEMP TABLE regathered AS
        WITH every AS (SELECT content, standing FROM there UNION SELECT content, standing FROM before),
        denied AS (SELECT content FROM every WHERE standing = '{Standing.DENIED.value}')
        SELECT content, standing FROM every
        WHERE content IN (SELECT content FROM news) AND (content IN (FROM denied) OR (content, standing) IN (FROM news));
    CREATE TEMP TABLE words AS
        SELECT content, any_value(kind) AS kind, any_value(actors) AS actors, any_value(attributes) AS attributes,
               list(standing ORDER BY standing, time) AS standings, list(time ORDER BY standing, time) AS times
        FROM there SEMI JOIN regathered USING (content, standing) GROUP BY content;
"""
_PUT = """
    CREATE TEMP TABLE kept AS
        SELECT DISTINCT entry FROM before SEMI JOIN known_words USING (content, standing, time)
        ANTI JOIN regathered USING (content, standing);
    INSERT INTO made_words SELECT * FROM before WHERE entry IN (FROM kept);
    INSERT INTO made_entries SELECT id, kind, actors, time, standing, content FROM entries WHERE id IN (FROM kept);
    CREATE TEMP TABLE changed AS
        SELECT entry FROM made_words SEMI JOIN known_words USING (content, standing, time)
        UNION SELECT entry FROM (SELECT * FROM before SEMI JOIN regathered USING (content, standing) EXCEPT FROM made_words)
        UNION SELECT entry FROM (FROM made_words EXCEPT FROM before);
    CREATE TEMP TABLE old_sides AS SELECT * FROM entry_claims WHERE entry IN (FROM changed);
    DELETE FROM placed WHERE entry IN (FROM changed);
    INSERT INTO placed SELECT * FROM made_words WHERE entry IN (FROM changed);
    CREATE TEMP TABLE own AS
        SELECT DISTINCT s.claim, w.entry, w.side, s.document, s.attributes
        FROM (SELECT said.*, coalesce(t.edtf, '') AS known FROM said LEFT JOIN times t ON t.edtf = said.time) s
        JOIN (SELECT * FROM made_words WHERE entry IN (FROM changed)) w
            ON w.content = s.content AND w.standing = s.standing AND w.time = s.known;
    CREATE TEMP TABLE agreed AS
        SELECT entry, list({'name': name, 'value': value} ORDER BY name) AS attributes
        FROM (
            SELECT entry, a.name AS name, min(a.value) AS value
            FROM (SELECT entry, unnest(attributes) AS a FROM own WHERE side = 'supports')
            GROUP BY ALL HAVING count(DISTINCT a.value) = 1
        ) GROUP BY entry;
    CREATE TEMP TABLE sides AS SELECT DISTINCT claim, entry, side FROM own;
    DELETE FROM entries WHERE id IN (FROM changed);
    INSERT INTO entries BY NAME
        SELECT m.id, m.kind, m.actors, m.time, m.standing, c.supporting, coalesce(c.disputing, []) AS disputing, c.sources,
               coalesce(a.attributes, []) AS attributes, m.content
        FROM made_entries m JOIN (
            SELECT entry, list(DISTINCT claim ORDER BY claim) FILTER (side = 'supports') AS supporting,
                   list(DISTINCT claim ORDER BY claim) FILTER (side = 'disputes') AS disputing,
                   count(DISTINCT document) FILTER (side = 'supports') AS sources
            FROM own GROUP BY entry) c ON c.entry = m.id
        LEFT JOIN agreed a ON a.entry = m.id ORDER BY m.kind, m.actors, m.time, m.id;
    DELETE FROM entry_claims c USING (FROM old_sides EXCEPT FROM sides) gone
        WHERE c.claim = gone.claim AND c.entry = gone.entry AND c.side = gone.side;
    INSERT INTO entry_claims SELECT * FROM (FROM sides EXCEPT FROM old_sides) ORDER BY ALL;
    DROP TABLE made_entries;
    DROP TABLE made_words;
"""


def list_by_actor(connection: Any, anew: bool) -> None:
    """Puts the entries that `changed` or were `recounted` in place of the old ones in the table `entry_actors`."""
    if anew:
        connection.execute(f"CREATE TABLE entry_actors AS {query.BY_ACTOR.format(entries='entries')} LIMIT 0")
    connection.execute(
        f"""
        CREATE TEMP TABLE moving AS SELECT * FROM entries WHERE id IN (SELECT entry FROM changed UNION SELECT entry FROM recounted);
        DELETE FROM entry_actors WHERE id IN (SELECT entry FROM changed UNION SELECT entry FROM recounted);
        INSERT INTO entry_actors {query.BY_ACTOR.format(entries="moving")} ORDER BY actor, "first" NULLS LAST, time, id;
        DROP TABLE moving; DROP TABLE recounted;
        """
    )


def brought(ties: Container[str], words: Table) -> dict[str, Table]:
    """The entries of some contents, from their words, and in which of them each word stands on which side."""
    entries: list[tuple[Any, ...]] = []
    placed: list[tuple[Any, ...]] = []
    for number, kind, who, told, standings, times in plain(words):
        actors, attributes = tuple((role, actor) for role, actor in who), tuple((name, value) for name, value in told)
        group = [Said("", kind, actors, time, standing, "", attributes) for standing, time in zip(standings, times, strict=True)]
        names = list(named(group[0]))
        for standing, time, sides in _gathered(group, kind in ties):
            id = name_of(group[0], standing, time)
            entries.append((id, kind, names, time, standing, number))
            placed += [(number, s.standing, s.time, id, side) for side, some in sides for s in some]
    return {"made_entries": _arrow(_ENTRY, entries), "made_words": _arrow(_PLACED, placed)}


def _gathered(group: list[Said], tie: bool) -> Iterator[tuple[str, str, tuple[tuple[str, list[Said]], ...]]]:
    """The entries of the words of one content: the standing, the time, the words on each side."""
    if len(group) == 1:
        yield group[0].standing, group[0].time, (("supports", group),)
        return
    for standing, cluster, against in gathered(group, bounds, tie):
        yield standing, cluster.time, (("supports", cluster.said), ("disputes", against))


def _create(connection: Any, name: str, columns: Mapping[str, str]) -> None:
    with lent(connection, _arrow(columns, ())):
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM made")


def _arrow(columns: Mapping[str, str], rows: Sequence[tuple[Any, ...]]) -> Any:
    """Rows as an Arrow table."""
    import pyarrow as pa

    pairs = pa.list_(pa.struct([("name", pa.string()), ("value", pa.string())]))
    sorts = {"text": pa.string(), "number": pa.uint64(), "texts": pa.list_(pa.string()), "pairs": pairs}
    schema = pa.schema([(name, sorts[sort]) for name, sort in columns.items()])
    if not rows:
        return schema.empty_table()
    return pa.table([pa.array(list(c), f.type) for c, f in zip(zip(*rows, strict=True), schema, strict=True)], schema)
