"""How bringing claims together grows with them: records that are drawn, built from nothing and with one percent more."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from comity.engines import engine
from comity.record import store
from comity.record.choices import tie_kinds
from comity.record.record import Record
from evaluation.speed import synthetic
from evaluation.speed.memory import most

SIZES = (50_000, 500_000)
T = TypeVar("T")


class Built(NamedTuple):
    """What building took, of so many claims from nothing and of one percent more, and the index of the search, in seconds of the
    processor; the store in MB."""

    claims: int
    entries: int
    whole: float
    more: float
    search: float
    search_more: float
    memory: int
    size: int


class Shared(NamedTuple):
    """What building from nothing took with so many processes, in seconds by the clock and of all processors."""

    claims: int
    processes: int
    clock: float
    processor: float


def built(place: Path, size: int, told: Callable[[str], None]) -> Built:
    """A record of that many claims in a folder: built, then grown by one percent."""
    told(f"{size:,} claims: drawing")
    synthetic.write(place, size, told=lambda done: told(f"{size:,} claims: {done:,} drawn"))
    told(f"{size:,} claims: building")
    whole = _processor(lambda: _ask(place, Record.totals))
    search = _processor(lambda: _ask(place, _search))
    told(f"{size:,} claims: built in {whole:.0f} s; one percent more")
    synthetic.write(place, size // 100, first=size + 10 * synthetic.A_DOCUMENT)
    more = _processor(lambda: _ask(place, Record.totals))
    search_more = _processor(lambda: _ask(place, _search))
    entries = _ask(place, Record.totals)["entries"]
    return Built(size, entries, whole, more, search, search_more, most(), _store(place).stat().st_size >> 20)


def measured(size: int, told: Callable[[str], None]) -> tuple[Built, list[Shared]]:
    """A record of that many claims, built and grown; then built from nothing by one process and by two, in turns."""
    home = Path(tempfile.mkdtemp(prefix="comity-speed-"))
    try:
        place = home / str(size)
        found = built(place, size, told)
        return found, [_shared(place, size, processes, told) for processes in (1, 2, 1, 2)]
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _shared(place: Path, size: int, processes: int, told: Callable[[str], None]) -> Shared:
    told(f"{size:,} claims: building with {processes} processes")
    _store(place).unlink()
    begin, used = time.perf_counter(), sum(os.times()[:4])
    store.build(place, Record(place).versions.fingerprint, tie_kinds(), engine(processes))
    return Shared(size, processes, time.perf_counter() - begin, sum(os.times()[:4]) - used)


def _store(place: Path) -> Path:
    return next(place.glob("store-*.duckdb"))


def _search(record: Record) -> int:
    """A search for a word that no sentence has: what it takes is the making of the index."""
    return len(record.search("xyzzy"))


def _ask(place: Path, ask: Callable[[Record], T]) -> T:
    record = Record(place)
    found = ask(record)
    record.close()
    return found


def _processor(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def lines(found: Sequence[Built]) -> list[str]:
    """The table of what building takes."""
    heads: tuple[str, ...] = ("claims", "entries", "built from nothing", "1 % more", "ratio", "microseconds a claim")
    heads += ("index of the search", "1 % more", "memory, at most", "store")
    table = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for b in found:
        a_claim = 1e6 * b.whole / b.claims
        table.append(
            f"| {b.claims:,} | {b.entries:,} | {b.whole:,.1f} s | {b.more:,.1f} s | {b.more / b.whole:.1%} | {a_claim:,.0f}"
            f" | {b.search:,.1f} s | {b.search_more:,.1f} s | {b.memory:,} MB | {b.size:,} MB |"
        )
    return table


def shared_lines(found: Sequence[Shared]) -> list[str]:
    """The table of what building with several processes takes: the quicker of two runs."""
    table = ["| claims | processes | by the clock | of all processors |", "|---|---|---|---|"]
    for claims, processes in dict.fromkeys((s.claims, s.processes) for s in found):
        best = min((s for s in found if (s.claims, s.processes) == (claims, processes)), key=lambda s: s.clock)
        table.append(f"| {claims:,} | {processes} | {best.clock:,.1f} s | {best.processor:,.1f} s |")
    return table
