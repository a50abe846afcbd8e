"""What a second process brings, beside what this machine lets two processes bring that have nothing to do with each other.

The same documents, both processes warm: one reads all of them; both read all of them at once, each for itself, which is the limit; both
share them. Plain spaCy, on fewer documents, tells what the limit is of work that is none of ours. By the clock; and by the processor,
where the work of two is halved, so that others who are busy on the machine do not count.
"""

from __future__ import annotations

import multiprocessing
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from typing import Any, NamedTuple

from evaluation.speed.memory import most
from evaluation.speed.reading import Texts, fenced, news, read, spacy_pipeline, timed, words

ROUNDS = 3
PARTS = 12  # that two processes share; one alone reads them too, one after the other
Seconds = tuple[float, float]  # by the clock, and by the processor


class Ran(NamedTuple):
    """A task that is done: the processor's seconds, and the most memory that its process has held, in MB."""

    seconds: float
    memory: int


Work = Callable[[list[Texts]], Ran]


def own(parts: list[Texts]) -> Ran:
    """Read by Comity, part by part."""
    return Ran(timed(lambda: [read(texts) for texts in parts]), most())


def plain(parts: list[Texts]) -> Ran:
    """Read by spaCy's full pipeline."""
    return Ran(timed(lambda: [0 for texts in parts for _ in _pipeline().pipe((text for _, text in texts), batch_size=64)]), most())


@cache
def _pipeline() -> Any:
    return spacy_pipeline()


def clocked(pool: ProcessPoolExecutor, work: Work, tasks: list[list[Texts]]) -> tuple[Seconds, int]:
    """The seconds that a pool of two takes for its tasks, and the most memory that one of its processes has held."""
    begin = time.perf_counter()
    ran = list(pool.map(work, tasks))
    clock = time.perf_counter() - begin
    return (clock, sum(one.seconds for one in ran) / min(len(tasks), 2)), max(one.memory for one in ran)


class Compared(NamedTuple):
    """One process and two: the seconds of one; how much faster two were that shared the documents, and two that did not; memory."""

    seconds: Seconds
    shared: Seconds
    limit: Seconds
    memory: int


def compared(work: Work, texts: Texts) -> Compared:
    """The medians of several rounds."""
    parts = [texts[n::PARTS] for n in range(PARTS)]
    alone, shared, limit, memory = list[Seconds](), list[Seconds](), list[Seconds](), 0
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        clocked(pool, work, [parts, parts])  # each process has met all of them
        for _ in range(ROUNDS):
            one, _ = clocked(pool, work, [parts])
            together, held = clocked(pool, work, [[part] for part in parts])
            apart, _ = clocked(pool, work, [parts, parts])
            alone.append(one)
            shared.append((one[0] / together[0], one[1] / together[1]))
            limit.append((2 * one[0] / apart[0], 2 * one[1] / apart[1]))
            memory = max(memory, held)
    return Compared(_medians(alone), _medians(shared), _medians(limit), memory)


def _medians(several: list[Seconds]) -> Seconds:
    clock, processor = (statistics.median(column) for column in zip(*several, strict=True))
    return clock, processor


def lines(told: Callable[[str], None]) -> list[str]:
    """One process and two."""
    many, few = [*news(0), *news(1)], news(0, 32)
    return fenced({f"Two processes, {words(many):,} words (ratio to one by the clock, by the processor)": lambda: table(many, few)}, told)


def table(many: Texts, few: Texts) -> list[str]:
    """Comity on many documents, spaCy on few."""
    ours, theirs = compared(own, many), compared(plain, few)
    rows = {
        "the documents shared": ours.shared,
        "each all of them (the limit)": ours.limit,
        "of the limit": (ours.shared[0] / ours.limit[0], ours.shared[1] / ours.limit[1]),
        "spaCy, the documents shared": theirs.shared,
        "spaCy, each all of them (its limit)": theirs.limit,
    }
    clock, processor = (words(many) / seconds for seconds in ours.seconds)
    return [
        f"  {'one process, words a second':44s} {clock:9,.0f} {processor:9,.0f}",
        *(f"  {name:44s} {by_clock:9.2f} {by_processor:9.2f}" for name, (by_clock, by_processor) in rows.items()),
        f"  memory of a process, at most: {ours.memory or 'not told here'} MB",
    ]
