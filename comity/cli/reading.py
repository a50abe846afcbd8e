"""`comity read`: documents into the record."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.cli.options import PATH, opened, with_record
from comity.errors import UsageError

if TYPE_CHECKING:
    from comity.record.receipt import Progress, Receipt


@click.command()
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="PATHS...", help="Files and folders to read; - is standard input.")
@with_record
@click.option("--workers", "-j", default=1, show_default=True, metavar="N", help="Processes to read with.")
@click.option("--cluster", default="", metavar="ADDRESS", help="Read on the Dask cluster of this scheduler.")
@click.option(
    "--timeout", type=float, default=60, show_default=True, metavar="S", help="Seconds that a document of 1 MB may take; 0: any time."
)
@click.option("--max-memory", default="4G", show_default=True, metavar="SIZE", help="Memory for a reading process; 0: any.")
@click.option("--max-size", default="64M", show_default=True, metavar="SIZE", help="The largest file or story that is read.")
def read(paths: tuple[Path, ...], record: Path, workers: int, cluster: str, timeout: float, max_memory: str, max_size: str) -> None:
    """Read documents into the record. What it has already is not read again.

    A document that passes a limit is refused, with the reason, and the rest is read.
    """
    from comity.engines.child import Limits

    limits, size = Limits(timeout, _bytes("--max-memory", max_memory)), _bytes("--max-size", max_size)
    kept = opened(record)
    began = time.monotonic()
    with _shown() as progress:
        receipt = kept.read(paths, workers, progress, limits, size, cluster)
    print(receipt_text(receipt, time.monotonic() - began, str(record)), end="")
    for address, reason in receipt.refused:
        print(f"comity: refused {address}: {reason}", file=sys.stderr)
    if receipt.refused:
        raise click.exceptions.Exit(1)


def _bytes(option: str, written: str) -> int:
    """A size as users write it.

    >>> _bytes("", "64M"), _bytes("", "1.5g"), _bytes("", "1000")
    (67108864, 1610612736, 1000)
    """
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMGT]?)B?", written.strip(), re.I)
    if not found:
        raise UsageError(f"{option} {written}: give a number of bytes, such as 500000, 64M or 2G")
    return int(float(found.group(1)) * 1024 ** " KMGT".index(found.group(2).upper() or " "))


def receipt_text(receipt: Receipt, seconds: float, record: str) -> str:
    """The receipt as it is printed."""
    from comity.record.words import number_of

    rate = f"{receipt.words / seconds:,.0f} words a second" if receipt.words and seconds > 0 else "nothing new"
    lines = [
        (
            "documents",
            f"{receipt.given:,} given = {receipt.read:,} read + {receipt.already:,} already there + {len(receipt.refused):,} refused",
        ),
        ("texts", f"{receipt.texts:,}, of {number_of(receipt.sentences, 'sentence')} and {number_of(receipt.words, 'word')}"),
        ("claims", f"{receipt.claims:,} found; the record has {number_of(receipt.entries, 'entry', 'entries')}"),
        *(
            ("language", f"{count:,} in {language or 'an unknown language'}: kept, but no grammar yet, so no claims")
            for language, count in receipt.unread
        ),
        ("speed", f"{rate}, {seconds:.1f} s"),
        ("versions", f"{receipt.versions} ({receipt.versions.fingerprint})"),
        ("record", record),
    ]
    return "".join(f"{name:<10} {value}\n" for name, value in lines)


@contextmanager
def _shown() -> Iterator[Callable[[Progress], None] | None]:
    """A bar on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    rate = TextColumn("left, {task.fields[words]:,} words, {task.fields[rate]:,.0f} a second")
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), rate)
    began = time.monotonic()
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None, words=0, rate=0)

        def update(p: Progress) -> None:
            bar.update(task, total=p.of, completed=p.done, words=p.words, rate=p.words / (time.monotonic() - began))

        yield update
