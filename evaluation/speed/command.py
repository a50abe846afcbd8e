"""`python -m evaluation speed`: all of it, or some parts: reading, processes, documents, growth, queries."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path

from evaluation import settings
from evaluation.speed import documents, growth, page, processes, queries, reading

PARTS = ("reading", "processes", "documents", "growth", "queries")


def options(command: argparse.ArgumentParser) -> None:
    """What the command takes."""
    command.add_argument("parts", nargs="*", metavar="PART", help=f"only these of {', '.join(PARTS)} (default: all)")
    command.add_argument("--documents", type=int, nargs="+", default=documents.SIZES, metavar="N", help="how many documents are read")
    command.add_argument("--sentences", type=int, default=2, metavar="N", help="only the first sentences of each; 0: whole documents")
    command.add_argument("--claims", type=int, nargs="+", metavar="N", help="how many claims records have")
    command.add_argument("--folder", type=Path, help="keep the drawn records in this folder")
    command.add_argument("--pages-only", action="store_true", help="leave out whole registers and dossiers, the slow questions")
    command.add_argument("--write", action="store_true", help="put the figures into docs/speed.md")


def run(given: argparse.Namespace) -> None:
    """Measures what was asked for, prints it, and writes it where that was asked for."""
    if unknown := [p for p in given.parts if p not in PARTS]:
        sys.exit(f"there is no part {', '.join(unknown)}: there are {', '.join(PARTS)}")
    wanted = [p for p in PARTS if not given.parts or p in given.parts]
    if set(wanted) & {"reading", "processes", "documents"}:
        settings.demand()
    work: dict[str, Callable[[], list[str]]] = {
        "reading": lambda: reading.lines(told),
        "processes": lambda: processes.lines(told),
        "documents": lambda: documents.lines(documents.measured(given.documents, given.sentences, told), given.sentences),
        "growth": lambda: _growth(given.claims or growth.SIZES),
        "queries": lambda: queries.lines(
            [queries.measured(n, given.folder, not given.pages_only, told) for n in given.claims or queries.SIZES]
        ),
    }
    for part in wanted:
        found = [machine(), "", *work[part]()]
        print("\n".join([f"# {part}", *found, ""]), flush=True)
        if given.write:
            page.write(part, found)


def _growth(sizes: Sequence[int]) -> list[str]:
    found = [growth.measured(size, told) for size in sizes]
    return [*growth.lines([built for built, _ in found]), "", *growth.shared_lines([one for _, shared in found for one in shared])]


def machine() -> str:
    """Where this was measured: processors and how busy they were, memory, versions."""
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") if hasattr(os, "sysconf") else 0
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("spacy", "duckdb", "pyarrow", "ahocorasick-rs"))
    busy = f"load {os.getloadavg()[0]:.1f} when the part began" if hasattr(os, "getloadavg") else "load not told"
    return f"{platform.machine()}, {os.cpu_count()} processors ({busy}), {pages >> 30} GB, Python {platform.python_version()}, {versions}."


def told(step: str) -> None:
    """Progress, on the terminal."""
    print(f"  {step}", file=sys.stderr, flush=True)
