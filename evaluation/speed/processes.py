"""What a second process brings, beside what this machine lets two processes bring that have nothing to do with each other.

All by the clock, the same documents, both processes warm: one reads all of them; both read all of them at once, each for itself, which
is the limit; both share them. Plain spaCy, on fewer documents, tells what the limit is of work that is none of ours.
"""

from __future__ import annotations

import multiprocessing
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from typing import Any

from evaluation.speed.memory import most
from evaluation.speed.reading import Texts, fenced, news, read, spacy_pipeline, words

ROUNDS = 3
PARTS = 24  # that two processes share: the last one is small
Work = Callable[[Texts], int]


def own(texts: Texts) -> int:
    """Read by Comity; the most memory that this process has held, in MB."""
    read(texts)
    return most()


def plain(texts: Texts) -> int:
    """Read by spaCy's full pipeline."""
    for _ in _pipeline().pipe((text for _, text in texts), batch_size=64):
        pass
    return most()


@cache
def _pipeline() -> Any:
    return spacy_pipeline()


def clocked(pool: ProcessPoolExecutor, work: Work, tasks: list[Texts]) -> tuple[float, int]:
    """The seconds that a pool takes for its tasks, and the most memory that one of its processes has held."""
    begin = time.perf_counter()
    held = max(pool.map(work, tasks))
    return time.perf_counter() - begin, held


def ratios(work: Work, texts: Texts) -> tuple[list[float], float, float, int]:
    """The seconds of one process, round by round; how much faster two were that shared the documents, and two that did not; memory."""
    parts = [texts[n::PARTS] for n in range(PARTS)]
    alone, shared, limit, memory = list[float](), list[float](), list[float](), 0
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        clocked(pool, work, [texts, texts])  # each process has met all of them
        for _ in range(ROUNDS):
            one, _ = clocked(pool, work, [texts])
            together, held = clocked(pool, work, parts)
            apart, _ = clocked(pool, work, [texts, texts])
            alone.append(one)
            shared.append(one / together)
            limit.append(2 * one / apart)
            memory = max(memory, held)
    return alone, statistics.median(shared), statistics.median(limit), memory


def lines(told: Callable[[str], None]) -> list[str]:
    """One process and two."""
    many, few = [*news(0), *news(1)], news(0, 32)
    return fenced({f"Processes, {words(many):,} words (ratio to one)": lambda: compared(many, few)}, told)


def compared(many: Texts, few: Texts) -> list[str]:
    """Comity on many documents, spaCy on few."""
    seconds, shared, limit, memory = ratios(own, many)
    _, others, bound, _ = ratios(plain, few)
    one = words(many) / statistics.median(seconds)
    return [
        f"  {'1 process':52s} {one:9,.0f} words/s {1:6.2f}",
        f"  {'2 processes, the documents shared':52s} {one * shared:9,.0f} words/s {shared:6.2f}",
        f"  {'2 processes, each all of them (the limit)':52s} {one * limit:9,.0f} words/s {limit:6.2f}",
        f"  {'of the limit':52s} {'':17s} {shared / limit:6.2f}",
        f"  {'spaCy, 2 processes, the documents shared':52s} {'':17s} {others:6.2f}",
        f"  {'spaCy, 2 processes, each all of them (its limit)':52s} {'':17s} {bound:6.2f}",
        f"  memory of a process, at most: {memory or 'not told here'} MB",
    ]
