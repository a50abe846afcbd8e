"""`comity search`: sentences that claims rest on, by their words."""

from __future__ import annotations

from pathlib import Path

import click

from comity.cli.options import about, check, opened, show, with_format, with_record


@click.command()
@click.argument(
    "words", nargs=-1, required=True, metavar="WORDS...", help='Words that a sentence has; "a phrase"; embass* for a beginning.'
)
@with_record
@click.option("--limit", "-n", type=click.IntRange(min=1), default=50, show_default=True, metavar="N", help="No more sentences than these.")
@with_format
def search(words: tuple[str, ...], record: Path, limit: int, format: str) -> None:
    """Search the sentences that claims rest on; those that fit best come first."""
    check(format)
    kept = opened(record)
    asked = " ".join(f'"{w}"' if " " in w else w for w in words)
    found = kept.search(asked, limit)
    from comity.exchange.sources import found_table

    show(found_table(asked, found, about(kept)), format)
