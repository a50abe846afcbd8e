"""Search over evidence: the sentences that claims rest on, by the words in them.

The index is an SQLite file beside the store, made from it when it is first asked for, and named after it. It is a cache. Where there is
an older one it is copied, and only the documents that came or went since are taken in or out; its answers are those of one made from
nothing. It has the claims as they were read: what reviews reject is left out of the answers.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from comity.errors import RecordError, UsageError
from comity.model import Claim
from comity.record import query
from comity.record.citations import extent, shown

BATCH = 500
SHARE = 2  # an old index is taken over if it has so little to give up: one document in so many
LIMIT = 50

_PHRASE = re.compile(r'"([^"]*)"|(\S+)')


class Sentence(NamedTuple):
    """A sentence that claims rest on: where it stands, its words, and the claims."""

    document: str
    title: str
    start: int
    end: int
    words: str
    claims: tuple[str, ...]


def path_of(store: Path) -> Path:
    """Where the index of a store is, or has to be made."""
    return store.with_name(store.name.replace("store-", "search-").replace(".duckdb", ".sqlite"))


def search(connection: Any, store: Path, words: str, limit: int = LIMIT) -> list[Sentence]:
    """The sentences that have all these words, those that fit best first. "In quotation marks" a phrase is looked for, with * at its
    end a word that begins so; case, accents and English endings do not matter."""
    wanted, own = _query(words), f"{query.home(connection)}.claims"
    path = path_of(store)
    if not path.exists():
        _build(path, connection)
    (rejected,) = connection.execute(f"SELECT (SELECT count(*) FROM {own}) - (SELECT count(*) FROM claims)").fetchone()
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as index:
            found = index.execute(
                """SELECT document, title, "start", "end", words, claims FROM sentences WHERE sentences MATCH ?
                   ORDER BY bm25(sentences), document, "start" LIMIT ?""",
                [wanted, limit + rejected],
            ).fetchall()
    except sqlite3.Error as error:
        raise RecordError(f"{path} cannot be searched ({error}): delete it, it will be made again") from error
    sentences = [Sentence(document, title, start, end, text, tuple(said.split())) for document, title, start, end, text, said in found]
    if rejected:
        stand = claims_of(connection, sentences)
        sentences = [s._replace(claims=left) for s in sentences if (left := tuple(c for c in s.claims if c in stand))]
    return sentences[:limit]


def _query(words: str) -> str:
    """A user's words in FTS5's language: every word is quoted, so that none is an operator.

    >>> _query('visit "state visit" embass* AND')
    '"visit" "state visit" "embass" * "AND"'
    """
    parts = []
    for phrase, word in _PHRASE.findall(words):
        text, prefix = (phrase, "") if phrase else (word.rstrip("*"), " *" if word.endswith("*") else "")
        if re.search(r"\w", text):
            parts.append('"' + text.replace('"', '""') + f'"{prefix}')
    if not parts:
        raise UsageError(f"{words!r} has no word to search for")
    return " ".join(parts)


def _build(path: Path, connection: Any) -> None:
    """Makes the index beside the old one, from what that has, and removes those it replaces."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    older = next(iter(sorted(path.parent.glob(f"{path.name.rpartition('-')[0]}-*.sqlite"))), None)
    try:
        if older:
            shutil.copyfile(older, temporary)
        try:
            _fill(temporary, connection)
        except sqlite3.Error:  # an old index that is damaged
            if not older:
                raise
            temporary.unlink(missing_ok=True)
            _fill(temporary, connection)
        for old in path.parent.glob("search-*.sqlite"):
            old.unlink(missing_ok=True)
        temporary.replace(path)
    except (sqlite3.Error, OSError) as error:
        raise RecordError(f"{path} could not be made ({error}): see whether the disk is full, then search again") from error
    finally:
        temporary.unlink(missing_ok=True)


_TABLES = """
    CREATE VIRTUAL TABLE IF NOT EXISTS sentences USING fts5(words, title UNINDEXED, document UNINDEXED, "start" UNINDEXED,
        "end" UNINDEXED, claims UNINDEXED, tokenize = 'porter unicode61 remove_diacritics 2');
    CREATE TABLE IF NOT EXISTS taken (document TEXT PRIMARY KEY, shard TEXT, "first" INTEGER, "last" INTEGER) WITHOUT ROWID;
"""
"""The sentences; and the documents that were taken in, each with the shard that it is of and the numbers of its sentences."""


def _fill(path: Path, connection: Any) -> None:
    """Takes in the documents that came and takes out those that went."""
    with closing(sqlite3.connect(path)) as index:
        index.execute("PRAGMA journal_mode = OFF")
        index.executescript(_TABLES)
        now = dict(connection.execute("SELECT id, shard FROM documents").fetchall())
        there = dict(index.execute("SELECT document, shard FROM taken").fetchall())
        gone = [(document,) for document, shard in there.items() if now.get(document) != shard]
        if len(gone) * SHARE > len(there):
            index.executescript(f"DROP TABLE sentences; DROP TABLE taken; {_TABLES}")
            there, gone = {}, []
        spans = 'SELECT "first" FROM taken WHERE document = ?1', 'SELECT "last" FROM taken WHERE document = ?1'
        index.executemany(f"DELETE FROM sentences WHERE rowid BETWEEN ({spans[0]}) AND ({spans[1]})", gone)
        index.executemany("DELETE FROM taken WHERE document = ?", gone)
        (number,) = index.execute('SELECT coalesce(max("last"), 0) FROM taken').fetchone()
        for document, some in _sentences(connection, sorted(d for d, shard in now.items() if there.get(d) != shard)):
            told = [(n, s.words, s.title, s.document, s.start, s.end, " ".join(s.claims)) for n, s in enumerate(some, number + 1)]
            index.executemany(
                'INSERT INTO sentences (rowid, words, title, document, "start", "end", claims) VALUES (?, ?, ?, ?, ?, ?, ?)', told
            )
            index.execute("INSERT INTO taken VALUES (?, ?, ?, ?)", [document, now[document], number + 1, number + len(some)])
            number += len(some)
        index.commit()


def _sentences(connection: Any, ids: Sequence[str]) -> Iterator[tuple[str, list[Sentence]]]:
    """Of each of these documents the sentences with claims."""
    for at in range(0, len(ids), BATCH):
        some = ids[at : at + BATCH]
        claims: dict[str, list[tuple[int, int, str]]] = {}
        which = "WHERE evidence.document IN (SELECT unnest(?)) ORDER BY ALL"
        sql = f"SELECT evidence.document, evidence.start, evidence.end, id FROM {query.home(connection)}.claims {which}"
        for document, start, end, claim in connection.execute(sql, [some]).fetchall():
            claims.setdefault(document, []).append((start, end, claim))
        for document in query.documents(connection, some, places=False):
            spans: dict[tuple[int, int], list[str]] = {}
            for start, end, claim in claims.get(document.id, ()):
                spans.setdefault(extent(document, start, end), []).append(claim)
            yield (
                document.id,
                [
                    Sentence(document.id, document.title, start, end, shown(document.text[start:end]), tuple(sorted(said)))
                    for (start, end), said in sorted(spans.items())
                ],
            )


def claims_of(connection: Any, sentences: Iterable[Sentence]) -> dict[str, Claim]:
    """The claims that rest on these sentences, by id."""
    wanted: Sequence[str] = sorted({c for s in sentences for c in s.claims})
    return {c.id: c for c in query.claims_of(connection, wanted)}
