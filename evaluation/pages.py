"""Times and sizes of the pages over a large record: each asked of a warm server for the first time, and again.

A server is warm when its snapshot is open, what it makes ready when it starts is ready (the pages of today on the ten actors of whom most
is said), and its pages have been asked before, of other actors and other days. *First* is a question
that nobody has asked it yet, *again* one whose answers it has at hand. Both are the processor's time of the whole answer in this process,
rendering and compression included; sizes are as sent, compressed. Actors are the most spoken of, the thirtieth, a middling and a rare one.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from comity.record.record import Record
from comity.web.app import application
from comity.web.ready import make_ready
from evaluation import page
from evaluation.speed import synthetic

CLAIMS = 500_000
LIMIT_MS, LIMIT_KB = 100.0, 150.0
AGAIN = 3  # runs, of which the median stands
DAY = "2024-06-30"
BEGIN = "<!-- pages: written by `python -m evaluation pages --write` -->"
END = "<!-- end of pages -->"
ACTORS = ("the most spoken of", "the thirtieth", "a middling actor", "a rare actor")


class Asked(NamedTuple):
    """A page: its name, of whom, its address, and what was measured of it."""

    page: str
    of: str
    address: str
    first: float
    again: float
    size: float

    @property
    def over(self) -> tuple[str, ...]:
        """The limits that it passes."""
        times = (("first", self.first), ("again", self.again))
        return (*(name for name, ms in times if ms > LIMIT_MS), *(("size",) if self.size > LIMIT_KB else ()))


def measured(folder: Path) -> list[Asked]:
    """Every page of the record in a folder."""
    from starlette.testclient import TestClient

    app = application(folder, today=lambda: DAY)
    app.state.shelf.refresh()
    make_ready(app)
    pages = TestClient(app, base_url="http://localhost")
    chosen, warm = actors(folder)
    for _, _, address in addresses(warm):
        pages.get(address)
    found = [asked(pages, *one) for one in addresses(chosen)]
    app.state.shelf.close()
    return found


def asked(pages: object, page: str, of: str, address: str) -> Asked:
    """One page, asked for the first time and again."""

    def timed() -> tuple[float, float]:
        begin = time.process_time()
        answer = pages.get(address, headers={"accept-encoding": "gzip"})  # type: ignore[attr-defined]
        took = (time.process_time() - begin) * 1000
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answers {answer.status_code}")
        return took, int(answer.headers["content-length"]) / 1000

    first, size = timed()
    return Asked(page, of, address, first, statistics.median(timed()[0] for _ in range(AGAIN)), size)


def actors(folder: Path) -> tuple[list[str], list[str]]:
    """Whom the pages are asked of: the most spoken of, the thirtieth, a middling and a rare actor; and others, to warm the server with."""
    record = Record(folder)
    with record.sql() as connection:
        sql = "SELECT actor FROM participants WHERE actor <> '' GROUP BY actor ORDER BY count(*) DESC, actor"
        ranked = [row[0] for row in connection.execute(sql).fetchall()]
    record.close()
    places = [0, len(ranked) // 10, len(ranked) // 4, len(ranked) * 9 // 10]
    return [ranked[n] for n in places], [ranked[max(n + 1, 5)] for n in places]


def addresses(of: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Every page with its name, of whom it is, and its address. Those of other actors are of other days and words."""
    year = 1990 + sum(map(ord, of[0])) % 30
    yield "the record", "", "/"
    for name, actor in zip(ACTORS, of, strict=True):
        yield "world", name, f"/world?actor={actor}&on={year}-03-01"
        yield "world, another day", name, f"/world?actor={actor}&on={year}-04-01"
        yield "dossier", name, f"/actor/{actor}?on={year}-03-01"
        yield "dossier, another day", name, f"/actor/{actor}?on={year - 1}-03-01"
        yield "register", name, f"/register/{actor}"
        yield "register with sentences", name, f"/register/{actor}?sentences=1"
        yield "contradictions", name, f"/contradictions?actor={actor}"
        yield "documents", name, f"/documents?actor={actor}"
        yield "claims", name, f"/claims?actor={actor}"
    for name, one, other in ((ACTORS[0], 0, 2), (ACTORS[-1], 2, 3)):
        yield "pair", name, f"/pair/{of[one]}/{of[other]}?on={year}-03-01"
        yield "pair, another day", name, f"/pair/{of[one]}/{of[other]}?on={year - 1}-03-01"
    yield "network", "", f"/network?on={year}-03-01"
    yield "network, another day", "", f"/network?on={year}-04-01&nodes=160"
    yield "tension", "", f"/tension?on={year}-03-01"
    yield "contradictions", "all", f"/contradictions?from={60 * (year - 1990)}"
    yield "claims", "all", f"/claims?from={100 * (year - 1990)}"
    yield "search", "", f"/search?q=embassy+{of[2].lower()}"
    yield "search as one types", "", f"/search?q={of[0][:2].lower()}"
    yield "review", "", f"/review?actor={of[0]}"
    yield "documents", "all", f"/documents?from={50 * (year - 1990)}"
    yield "read", "", "/read"


def table(found: Sequence[Asked], claims: int) -> str:
    """The figures as a Markdown table, and which limits are passed.

    >>> print(table([Asked("world", "", "/world", 120.4, 30.0, 55.5)], 1000).splitlines()[-3])
    | world |  | **120** | 30 | 56 |
    """

    def figure(value: float, limit: float) -> str:
        return f"**{value:.0f}**" if value > limit else f"{value:.0f}"

    rows = [f"| page, of {claims:,} claims | of whom | first, ms | again, ms | kB |", "|---|---|---|---|---|"]
    for a in found:
        times = f"{figure(a.first, LIMIT_MS)} | {figure(a.again, LIMIT_MS)}"
        rows.append(f"| {a.page} | {a.of} | {times} | {figure(a.size, LIMIT_KB)} |")
    over = {limit: sum(limit in a.over for a in found) for limit in ("first", "again", "size")}
    ms, kb = f"{LIMIT_MS:.0f} ms", f"{LIMIT_KB:.0f} kB"
    told = f"Of {len(found)} pages over {ms} the first time: {over['first']}; over {ms} again: {over['again']}; over {kb}: {over['size']}."
    return "\n".join([*rows, "", told])


def run(folder: Path, claims: int, put: bool = False) -> None:
    """Makes the record if it is not there, measures its pages and prints; with `put` into the page of figures too."""
    synthetic.write(folder, claims)
    record = Record(folder)
    there = record.totals()["claims"]
    record.close()
    figures = table(measured(folder), there)
    print(figures)
    if put:
        print(page.put(BEGIN, END, figures))
