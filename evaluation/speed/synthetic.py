"""Records of any size that nobody wrote, to time questions on: claims drawn with the proportions of those that Comity reads in news.

Whatever is drawn follows from a claim's number alone, so that a record of five million claims is the same everywhere, and one percent
more of it are the next numbers. The proportions are rounded from what was read: a claim in five names the United States, half name one
actor only, six in ten have no time. Actors and kinds thin out as words do, by their rank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from comity.actors import catalogue
from comity.kinds import ontology
from comity.record import reader, shards, versions
from comity.record.versions import Versions

A_DOCUMENT = 7  # claims
A_SHARD = 70_000  # claims
ACTORS = 300
SLOTS = 20_000  # what is drawn from: each actor, kind or standing has as many as its share
FIRST = ("USA", "RUS", "CHN", "UKR", "GBR", "DEU", "FRA", "ISR", "IRN", "TUR", "IND", "JPN", "POL", "ITA", "KOR", "SAU", "EGY", "PAK")
COMMON = tuple(
    "visit hold_talks meet sign_agreement request support criticize recognize aid promise demand confirm agree attack invade"
    " appoint_envoy holds_office establish_relations open_mission diplomatic_relations war has_mission sever_relations agreement"
    " cooperation member occupy telephone negotiate accuse".split()
)
STANDINGS = {"actual": 820, "planned": 80, "unrealised": 50, "conditional": 22, "alleged": 13, "negotiated": 11, "opinion": 3, "denied": 1}


def write(folder: Path, claims: int, first: int = 0, told: Callable[[int], None] = lambda done: None) -> None:
    """Adds so many claims, from that number on, to the record in a folder; `told` hears how many are written."""
    now = Versions.of(reader.standard().versions())
    (folder / "shards").mkdir(parents=True, exist_ok=True)
    versions.save(folder, now)
    with _Drawing() as drawing:
        for start in range(first, first + claims, A_SHARD):
            end = min(start + A_SHARD, first + claims)
            name = shards.shard_name(now.fingerprint, [f"drawn {start} {end}"])
            if not (folder / "shards" / name).exists():
                shards.write_tables(folder / "shards", name, drawing.tables(start, end), now.fingerprint)
            told(end - first)


def ranked() -> list[str]:
    """The actors, those first of whom most is said."""
    known = [a.id for a in catalogue().all() if a.kind == "state" and not a.end]
    others = [a.id for a in catalogue().all() if a.kind != "state" and a.kind != "people"]
    return list(dict.fromkeys([*(a for a in FIRST if a in known), *known, *others]))[:ACTORS]


def slots(names: Sequence[str], weights: Sequence[float]) -> Iterator[tuple[int, str]]:
    """Each name as often as its share of all slots, by number.

    >>> list(slots(["a", "b"], [3, 1]))[14_998:15_002]
    [(14998, 'a'), (14999, 'a'), (15000, 'b'), (15001, 'b')]
    """
    total, before, number = sum(weights), 0.0, 0
    for name, weight in zip(names, weights, strict=True):
        before += weight
        while number < SLOTS and number < round(SLOTS * before / total):
            yield number, name
            number += 1


class _Drawing:
    """Draws in SQL. `u(n, k)` is the k-th whole number that chance gives the claim, the same each time."""

    def __enter__(self) -> _Drawing:
        import duckdb

        self._connection = duckdb.connect()
        who, kinds = ranked(), list(dict.fromkeys([*(k for k in COMMON if k in ontology()), *sorted(k.name for k in ontology())]))
        self._table("actors", slots(who, [1 / (rank + 1) for rank in range(len(who))]), {a: catalogue().get(a).name for a in who})
        self._table("kinds", slots(kinds, [1 / (rank + 5) for rank in range(len(kinds))]), {k: _sort(k) for k in kinds})
        self._table("standings", slots(list(STANDINGS), list(STANDINGS.values())), {})
        self._connection.execute("CREATE MACRO u(n, k) AS hash(n * 64 + k)")
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def _table(self, name: str, drawn: Iterator[tuple[int, str]], more: dict[str, str]) -> None:
        import pyarrow as pa

        rows = list(drawn)
        columns = {"slot": [n for n, _ in rows], "name": [x for _, x in rows], "more": [more.get(x, "") for _, x in rows]}
        self._connection.register("made", pa.table(columns))
        self._connection.execute(f"CREATE TABLE {name} AS SELECT * FROM made")
        self._connection.unregister("made")

    def tables(self, start: int, end: int) -> dict[str, Any]:
        """The shard of these claims."""
        self._connection.execute(_DRAWN, {"start": start, "end": end, "slots": SLOTS, "size": A_DOCUMENT})
        given = shards.tables(shards.Shard(""))
        found = {"claims": _CLAIMS, "documents": _DOCUMENTS, "sightings": _SIGHTINGS}
        made = {part: self._connection.sql(sql).to_arrow_table() for part, sql in found.items()}
        return {part: made[part].select(table.column_names).cast(table.schema) if part in made else table for part, table in given.items()}


def _sort(kind: str) -> str:
    found = ontology().kind(kind)
    return "mission" if found.domain == "missions" else "mutual" if found.symmetric else ""


_DRAWN = """
CREATE OR REPLACE TEMP TABLE drawn AS
WITH picked AS (
    SELECT n, n // $size AS d, k.name AS kind, k.more AS sort, s.name AS standing, a.name AS one, a.more AS one_name,
           CASE WHEN u(n, 4) % 100 < 6 OR b.name = a.name THEN '' ELSE b.name END AS other,
           CASE WHEN u(n, 4) % 100 < 6 OR b.name = a.name THEN 'the other side' ELSE b.more END AS other_name,
           u(n, 5) % 100 < 45 AS alone, u(n, 6) % 2 = 0 AS acts, u(n, 7) % 100 AS dated,
           DATE '1990-01-01' + (u(n // $size, 8) % 12000)::INT AS day
    FROM range($start, $end) r(n)
    JOIN kinds k ON k.slot = u(n, 1) % $slots JOIN standings s ON s.slot = u(n, 2) % $slots
    JOIN actors a ON a.slot = u(n, 3) % $slots JOIN actors b ON b.slot = u(n, 9) % $slots
), told AS (
    SELECT *, substr(md5('claim ' || n), 1, 16) AS id, substr(md5('document ' || d), 1, 16) AS document,
           CASE WHEN dated < 58 THEN '' WHEN dated < 86 THEN strftime(day - (u(n, 10) % 14)::INT, '%Y-%m-%d')
                WHEN dated < 95 THEN (year(day) - (u(n, 10) % 30)::INT)::VARCHAR
                WHEN dated < 98 THEN (year(day) - (u(n, 10) % 20)::INT)::VARCHAR || '/..' ELSE strftime(day, '%Y-%m') END AS edtf,
           one_name || ', ' || replace(kind, '_', ' ') || CASE WHEN alone THEN '' ELSE ': ' || other_name END
           || ', as note ' || n || ' of the collection has it.' AS quote
    FROM picked
)
SELECT *, (sum(length(quote) + 1) OVER (PARTITION BY document ORDER BY n) - length(quote) - 1)::BIGINT AS begin FROM told
"""
_NO_SPAN = 'NULL::STRUCT("start" BIGINT, "end" BIGINT)'
_NO_ANCHOR = f"'span': {_NO_SPAN}, 'anchor': '', 'reason': ''"
_ROLE = "CASE WHEN sort = 'mutual' THEN 'party' WHEN acts THEN '{}' ELSE '{}' END"
_MENTION = """{{'start': {at}, 'end': {at} + length({words}), 'text': {words}, 'actor': {actor}, 'how': 'name', 'sector': '',
    'candidates': []::VARCHAR[], 'reason': ''}}"""
_ONE = _MENTION.format(at="begin", words="one_name", actor="one")
_OTHER = _MENTION.format(at="begin + position(other_name IN quote) - 1", words="other_name", actor="other")
_CLAIMS = f"""
SELECT kind,
       [{{'role': {_ROLE.format('source', 'target')}, 'mention': {_ONE}}}]
       || CASE WHEN alone THEN [] ELSE [{{'role': {_ROLE.format('target', 'source')}, 'mention': {_OTHER}}}] END AS participants,
       {{'document': document, 'start': begin, 'end': begin + length(quote), 'quote': quote}} AS evidence, standing,
       {{'edtf': edtf, 'basis': CASE WHEN edtf = '' THEN 'none' ELSE 'stated' END, 'words': edtf, {_NO_ANCHOR}}} AS time,
       [] AS attribution, NULL AS place, [] AS quantities, []::VARCHAR[] AS sectors,
       CASE WHEN sort = 'mission' THEN [{{'name': 'mission', 'value': 'embassy'}}] ELSE [] END AS attributes,
       {{'rule': 'drawn', 'trigger': kind, 'span': {_NO_SPAN}, 'cues': [], 'by': 'rule'}} AS found, id
FROM drawn ORDER BY document, begin, id
"""
_DOCUMENTS = f"""
SELECT string_agg(quote, ' ' ORDER BY n) AS text,
       [{{'kind': 'paragraph', 'start': 0::BIGINT, 'end': max(begin + length(quote)), 'section': []::VARCHAR[], 'level': 0::BIGINT,
          'table': 0::BIGINT, 'cells': [], 'marks': [], 'label': '', 'language': '', 'locator': NULL}}] AS blocks,
       list({{'start': begin, 'end': begin + length(quote), 'block': 0::BIGINT}} ORDER BY n) AS sentences,
       'en' AS language, 'Notes ' || d AS title, '' AS focus, '' AS focus_basis,
       {{'edtf': strftime(min(day), '%Y-%m-%d'), 'basis': 'stated', 'words': '', {_NO_ANCHOR}}} AS published,
       document AS id, md5('source ' || d) AS source
FROM drawn GROUP BY document, d ORDER BY id
"""
_SIGHTINGS = """
SELECT document, {'address': 'notes/' || d || '.txt', 'source': md5('source ' || d), 'publisher': 'Outlet ' || (d % 50)::VARCHAR,
                  'date': '', 'licence': ''} AS sighting
FROM drawn GROUP BY document, d ORDER BY document
"""
