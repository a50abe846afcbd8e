"""The record as the pages see it: its newest finished snapshot, asked one question at a time, with the last answers at hand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import RLock, get_ident
from typing import Any, TypeVar, cast

from comity.engines import Engine
from comity.garbage import settled
from comity.model import Claim
from comity.record import search, store
from comity.record.citations import Citation
from comity.record.record import Record
from comity.record.search import Sentence
from comity.record.versions import Versions

T = TypeVar("T")
KEPT = 256  # answers
BY_ACTOR = ("entry_actors", "tie_actors", "participants", "spans")


class Finished(Record):
    """A record that is asked while others read into it: it goes on with the newest snapshot that is finished, and builds one only
    where there is none."""

    _threads = 1  # what a page asks is small: to share it out takes longer than it saves

    def _build(self, now: Versions, running: Engine[Any] | None = None) -> Path:
        return newest(self.path) or super()._build(now, running)


    def search(self, words: str, limit: int = 50) -> list[tuple[Sentence, tuple[Claim, ...]]]:
        """The same as of any record; the index is that of the snapshot which is asked."""
        connection = self._store()
        path = newest(self.path)
        found = search.search(connection, path, words, limit) if path else []
        claims = search.claims_of(connection, found)
        return [(one, tuple(claims[c] for c in one.claims)) for one in found]


class Shelf:
    """Where the pages ask. Answers are kept until the snapshot, a review or a correction changes; so is `cited`, the claims that were
    shown with their sentences."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._lock = RLock()
        self._record = Finished(path)
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._ready: dict[Hashable, Any] = {}
        self._readying = 0  # the thread that makes ready
        self.cited: dict[str, tuple[Claim, Citation]] = {}
        self._state: Hashable = None

    def __repr__(self) -> str:
        return f"<Shelf {str(self.path)!r}>"

    @property
    def empty(self) -> bool:
        """Whether there is no record yet."""
        return not (self.path / "shards").is_dir()

    def ask(self, question: Callable[[Record], T], *key: Hashable) -> T:
        """The answer to a question; with a key, that of the last time if nothing has changed since."""
        with self._lock:
            state = self.state()
            if state != self._state:
                self._answers.clear()
                self._ready.clear()
                self.cited.clear()
                self._record.close()
                self._state = state
            if not key:
                return question(self._record)
            if key in self._ready:
                return cast(T, self._ready[key])
            if key not in self._answers:
                self._answers[key] = question(self._record)
                while len(self._answers) > KEPT:
                    self._answers.popitem(last=False)
            self._answers.move_to_end(key)
            if self._readying == get_ident():
                self._ready[key] = self._answers[key]
            return cast(T, self._answers[key])

    @contextmanager
    def readying(self) -> Iterator[None]:
        """What this thread asks meanwhile stays at hand, however much is asked later."""
        self._readying = get_ident()
        try:
            yield
        finally:
            self._readying = 0

    def close(self) -> None:
        """Lets go of the snapshot; it is opened again for whoever asks."""
        with self._lock:
            self._record.close()

    def state(self) -> Hashable:
        """What answers depend on: the snapshot, and the files to which people add."""
        found = newest(self.path)
        added = [(p.name, p.stat().st_mtime_ns) for p in sorted(self.path.glob("*.jsonl"))]
        return (found.name if found else "", *added)

    def refresh(self) -> None:
        """Builds the snapshot of what there is now, if it is not there."""
        if not self.empty:
            with self._lock:
                record = Record(self.path)
                record.totals()
                record.close()

    def warm(self) -> None:
        """Makes ready what takes long the first time, so that the first who asks does not wait for it: the index of the search,
        what is said elsewhere of rows whose country is lost, and the tables by actor, which are read from the disk."""
        if not self.empty:
            self.ask(lambda r: r.search("a", 1))
            self.ask(lambda r: r.lost("?"))
            for table in BY_ACTOR:
                self.ask(partial(looked_through, table=table))
        settled()


def looked_through(record: Record, table: str) -> None:
    """Reads a table from first to last, and forgets it."""
    with record.sql() as connection:
        connection.execute(f"SELECT bit_xor(hash(COLUMNS(*))) FROM {table}").fetchall()


def newest(folder: Path) -> Path | None:
    """The snapshot that this code finished last, None where there is none: what other code made has other tables."""
    found = []
    for path in store.of_this_code(folder):
        try:
            found.append((path.stat().st_mtime_ns, path))
        except FileNotFoundError:  # replaced at this moment
            continue
    return max(found)[1] if found else None
