"""How asking a record grows with its claims: records that are drawn, asked for actors of whom much and little is said."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from comity.record.names import name_of
from comity.record.record import Record
from comity.record.ties import lives
from evaluation.speed import growth, synthetic

SIZES = (50_000, 500_000, 5_000_000)
RANKS = {"the first": range(1), "2nd to 10th": range(1, 10), "11th to 50th": range(10, 50), "51st to 300th": range(50, 300)}
TIMES = 20
SLOW = 1.0  # seconds: what takes longer is asked a few times only
DAY = "2015-06-30"


class Asked(NamedTuple):
    """A question, of actors of these ranks: how many claims one of them has, and the 95th percentile of its times in milliseconds,
    by the clock and by the processor."""

    question: str
    ranks: str
    claims: int
    clock: float
    processor: float


def measured(size: int, folder: Path | None, whole: bool, told: Callable[[str], None]) -> tuple[growth.Built, list[Asked]]:
    """A record of that many claims: built, grown by one percent, asked. With a folder it is kept there."""
    home = folder or Path(tempfile.mkdtemp(prefix="comity-speed-"))
    try:
        place = home / str(size)
        shutil.rmtree(place, ignore_errors=True)
        built = growth.built(place, size, told)
        return built, _asked(place, whole, told)
    finally:
        if folder is None:
            shutil.rmtree(home, ignore_errors=True)


def _asked(place: Path, whole: bool, told: Callable[[str], None]) -> list[Asked]:
    record = Record(place)
    who = synthetic.ranked()
    lives(who[0])  # the catalogue is loaded once
    found = []
    for question, ask in QUESTIONS.items():
        if question in WHOLE and not whole:
            continue
        for ranks, span in RANKS.items() if question not in OF_ALL else [("all", range(1))]:
            actors = [a for a in (who[i] for i in span) if a != "CHN"]
            actors = [actors[i * len(actors) // TIMES] for i in range(TIMES)]
            told(f"{question}, {ranks}")
            clock, processor = _times(record, ask, actors)
            claims = sum(_claims(record, a) for a in actors) // len(actors) if question not in OF_ALL else 0
            found.append(Asked(question, ranks, claims, clock, processor))
    record.close()
    return found


QUESTIONS: dict[str, Callable[[Record, str], object]] = {
    "claims on an actor, a page of 50": lambda record, actor: record.claims(actor=actor, limit=50),
    "claims on two, a page of 50": lambda record, actor: record.claims(actor=actor, with_="CHN", limit=50),
    "what two had on a day": lambda record, actor: record.as_of(DAY, actor, "CHN"),
    "search, two words": lambda record, actor: record.search(f"agreement {name_of(actor)}"),
    "what an actor had on a day, a page of 50": lambda record, actor: _page(record, actor),
    "what an actor had on a day, all": lambda record, actor: record.as_of(DAY, actor),
    "register, whole": lambda record, actor: record.register(actor),
    "dossier, whole": lambda record, actor: record.dossier(actor),
    "the world's network on a day": lambda record, _: record.bonds(DAY),
}


def _page(record: Record, actor: str) -> object:
    """The first ties that held, were presumed to or possibly did, with their reasons."""
    ties = record.network()
    now, _ = ties.listed(DAY, actor)
    return ties.reasons(DAY, [id for id, _ in now[:50]], actor)


OF_ALL = frozenset({"the world's network on a day"})
WHOLE = frozenset({"what an actor had on a day, all", "register, whole", "dossier, whole"})


def _times(record: Record, ask: Callable[[Record, str], object], actors: Sequence[str]) -> tuple[float, float]:
    """The 95th percentiles, after a first time that does not count. What the record keeps at hand of an answer is let go."""
    ask(record, actors[0])
    clock, processor = [], []
    for number, actor in enumerate(actors):
        record.forget()
        begin, used = time.perf_counter(), time.process_time()
        ask(record, actor)
        clock.append(time.perf_counter() - begin)
        processor.append(time.process_time() - used)
        if number >= 2 and sum(clock) > 3 * SLOW:
            break
    return _high(clock), _high(processor)


def _high(seconds: list[float]) -> float:
    return 1000 * sorted(seconds)[min(len(seconds) - 1, int(0.95 * len(seconds)))]


def _claims(record: Record, actor: str) -> int:
    with record.sql() as connection:
        return int(connection.execute("SELECT count(DISTINCT claim) FROM participants WHERE actor = ?", [actor]).fetchone()[0])


def lines(found: Sequence[tuple[growth.Built, list[Asked]]]) -> list[str]:
    """The table of what questions take."""
    columns = ["question", "actors, by rank", *(f"{b.claims:,} claims" for b, _ in found)]
    table = ["95th percentiles, by the clock / by the processor; in parentheses how many claims such an actor has."]
    table += ["", f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    keys = dict.fromkeys((a.question, a.ranks) for _, asked in found for a in asked)
    for question, ranks in keys:
        cells = []
        for _, asked in found:
            one = next((a for a in asked if (a.question, a.ranks) == (question, ranks)), None)
            of = f" ({one.claims:,})" if one and one.claims else ""
            cells.append(f"{one.clock:,.0f} / {one.processor:,.0f} ms{of}" if one else "not asked")
        table.append(f"| {question} | {ranks} | {' | '.join(cells)} |")
    return table
