"""Search over evidence: the sentences that claims rest on, by the words in them.

The index is an SQLite file beside the store, made from it when it is first asked for, and named after it. It is a cache.
"""

from __future__ import annotations

import os
import re
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
    wanted = _query(words)
    path = path_of(store)
    if not path.exists():
        _build(path, connection)
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as index:
            found = index.execute(
                """SELECT document, title, "start", "end", words, claims FROM sentences WHERE sentences MATCH ?
                   ORDER BY bm25(sentences), document, "start" LIMIT ?""",
                [wanted, limit],
            ).fetchall()
    except sqlite3.Error as error:
        raise RecordError(f"{path} cannot be searched ({error}): delete it, it will be made again") from error
    return [Sentence(document, title, start, end, text, tuple(claims.split())) for document, title, start, end, text, claims in found]


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
    """Makes the index whole beside the old one, and removes those it replaces."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(temporary)) as index:
            index.execute("PRAGMA journal_mode = OFF")
            index.execute(
                """CREATE VIRTUAL TABLE sentences USING fts5(words, title UNINDEXED, document UNINDEXED, "start" UNINDEXED,
                   "end" UNINDEXED, claims UNINDEXED, tokenize = 'porter unicode61 remove_diacritics 2')"""
            )
            for some in _sentences(connection):
                rows = [(s.words, s.title, s.document, s.start, s.end, " ".join(s.claims)) for s in some]
                index.executemany("INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?)", rows)
            index.commit()
        for old in path.parent.glob("search-*.sqlite"):
            old.unlink(missing_ok=True)
        temporary.replace(path)
    except (sqlite3.Error, OSError) as error:
        raise RecordError(f"{path} could not be made ({error}): see whether the disk is full, then search again") from error
    finally:
        temporary.unlink(missing_ok=True)


def _sentences(connection: Any) -> Iterator[list[Sentence]]:
    """The sentences with claims, document by document."""
    ids = [row[0] for row in connection.execute("SELECT DISTINCT evidence.document FROM claims ORDER BY 1").fetchall()]
    for at in range(0, len(ids), BATCH):
        some = ids[at : at + BATCH]
        claims: dict[str, list[tuple[int, int, str]]] = {}
        sql = "SELECT evidence.document, evidence.start, evidence.end, id FROM claims WHERE evidence.document IN (SELECT unnest(?))"
        for document, start, end, claim in connection.execute(f"{sql} ORDER BY ALL", [some]).fetchall():
            claims.setdefault(document, []).append((start, end, claim))
        for document in query.documents(connection, some, places=False):
            spans: dict[tuple[int, int], list[str]] = {}
            for start, end, claim in claims[document.id]:
                spans.setdefault(extent(document, start, end), []).append(claim)
            yield [
                Sentence(document.id, document.title, start, end, shown(document.text[start:end]), tuple(sorted(said)))
                for (start, end), said in sorted(spans.items())
            ]


def claims_of(connection: Any, sentences: Iterable[Sentence]) -> dict[str, Claim]:
    """The claims that rest on these sentences, by id."""
    wanted: Sequence[str] = sorted({c for s in sentences for c in s.claims})
    return {c.id: c for c in query.claims_of(connection, wanted)}
