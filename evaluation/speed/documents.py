"""How reading grows: the same reading of more and more documents into records, by the processor's time, and the memory it needs."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from evaluation import settings
from evaluation.speed.memory import most

SIZES = (1_000, 10_000, 100_000)


class Run(NamedTuple):
    """What it took to read so many documents: words, claims, seconds of the processor, the most memory at any time (MB)."""

    documents: int
    words: int
    claims: int
    seconds: float
    memory: int


def measured(sizes: Sequence[int], sentences: int, told: Callable[[str], None]) -> list[Run]:
    """The runs, each in a process of its own."""
    found = []
    for size in sizes:
        told(f"{size:,} documents")
        code = f"from evaluation.speed.documents import run; run({size}, {sentences})"
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=settings.PROJECT) as process:
            assert process.stdout
            last = ""
            for line in process.stdout:
                last = line.strip()
                if not last.startswith("{"):
                    told(f"{size:,} documents: {last}")
        if process.returncode or not last.startswith("{"):
            raise RuntimeError(f"reading {size:,} documents failed: its error stands above")
        found.append(Run(**json.loads(last)))
    return found


def run(size: int, sentences: int) -> None:
    """Reads so many documents into a record that is thrown away, and prints a line of JSON."""
    from comity.engines.child import NO_LIMITS
    from comity.record import reader
    from comity.record.filling import fill
    from evaluation.speed.corpus import articles

    with tempfile.TemporaryDirectory(prefix="comity-speed-") as folder:
        with_ = reader.standard()
        fill(Path(folder) / "warm", articles(50, sentences), with_, 1, None, NO_LIMITS)  # what is loaded once is not measured
        begin, steps = time.process_time(), size // 10
        said = 0

        def told(progress: object) -> None:
            nonlocal said
            done = getattr(progress, "done", 0)
            if done >= said + steps:
                said = done
                print(f"{done:,} read, {time.process_time() - begin:.0f} s, {most()} MB", flush=True)

        receipt = fill(Path(folder) / "record", articles(size, sentences), with_, 1, told, NO_LIMITS)
        took = time.process_time() - begin
    print(json.dumps(Run(size, receipt.words, receipt.claims, took, most())._asdict()), flush=True)


def lines(runs: Sequence[Run], sentences: int = 0) -> list[str]:
    """A table: the time of a word beside that of the smallest run (1.00 where time grows in proportion), memory."""
    first = runs[0].seconds / runs[0].words
    of = f"The first {sentences} sentences of each document." if sentences else "Whole documents."
    table = [of, "", "| documents | words | claims | words/s | time of a word | memory, at most |", "|---|---|---|---|---|---|"]
    for r in runs:
        speed, ratio = r.words / r.seconds, r.seconds / r.words / first
        table.append(f"| {r.documents:,} | {r.words:,} | {r.claims:,} | {speed:,.0f} | {ratio:.2f} | {r.memory:,} MB |")
    return table
