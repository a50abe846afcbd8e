"""Which documents are compared, as they come and go: the same pairs as if all of them were looked at."""

from __future__ import annotations

import random

import duckdb
import pytest

from comity.record import kin, meetings
from comity.record.copies import candidates


def create(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("CREATE TABLE runs (document VARCHAR, kept UBIGINT[]); CREATE TABLE compared (one VARCHAR, other VARCHAR)")
    connection.execute('CREATE TABLE copies (document VARCHAR, "of" VARCHAR); CREATE TABLE passages (document VARCHAR, "of" VARCHAR)')


def step(connection: duckdb.DuckDBPyConnection, come: dict[str, list[int]], go: list[str]) -> set[tuple[str, str]]:
    """Takes documents in, by their kept runs, and others out; returns the pairs that are compared now."""
    connection.execute("CREATE OR REPLACE TABLE fresh AS SELECT unnest(?::VARCHAR[]) AS id", [list(come)])
    connection.execute("CREATE OR REPLACE TABLE stale AS SELECT unnest(?::VARCHAR[]) AS id", [go])
    connection.execute("CREATE OR REPLACE TABLE moved (id VARCHAR)")
    connection.execute("CREATE OR REPLACE TEMP TABLE old_runs AS SELECT * FROM runs SEMI JOIN stale ON id = document")
    connection.execute("DELETE FROM runs WHERE document IN (FROM stale)")
    if come:
        connection.executemany("INSERT INTO runs VALUES (?, ?)", [[d, kept] for d, kept in come.items()])
    kin._pair(connection)
    connection.execute(kin._PART)
    connection.execute("INSERT INTO compared FROM wanted; DROP TABLE numbered; DROP TABLE posted")
    found = connection.execute("SELECT one, other FROM compared").fetchall()
    assert len(found) == len(set(found))
    return set(found)


def whole(texts: dict[str, list[int]]) -> set[tuple[str, str]]:
    import numpy as np

    names = sorted(texts)
    return {(names[a], names[b]) for a, b in candidates([np.array(sorted(texts[n]), np.uint64) for n in names])}


@pytest.mark.parametrize("seed", range(8))
def test_kin_that_grew_and_shrank_is_that_of_all(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meetings, "CROWD", 4)
    chance = random.Random(seed)
    texts: dict[str, list[int]] = {}
    connection = duckdb.connect()
    create(connection)
    parted = met = 0
    before: set[tuple[str, str]] = set()
    for _ in range(20):
        go = chance.sample(sorted(texts), chance.randint(0, min(6, len(texts))))
        names = {f"{chance.randrange(60):02}" for _ in range(chance.randint(0, 8))} - (set(texts) - set(go))
        come = {n: chance.sample(range(14), chance.randint(3, 6)) for n in sorted(names)}
        texts = {n: kept for n, kept in texts.items() if n not in go} | come
        now = step(connection, come, go)
        assert now == whole(texts)
        old = {pair for pair in before | now if not set(pair) & {*go, *come}}
        parted, met, before = parted + len(old & before - now), met + len(old & now - before), now
    assert parted and met  # neither of a pair came or went, and yet it parted, or met


def test_meetings_of_a_crowd_grow_with_it() -> None:
    import numpy as np

    runs = np.zeros(1000, np.uint64)
    assert len(meetings.meetings(runs, np.arange(1000), 1000)) < 3 * 1000
