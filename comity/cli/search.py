"""`comity search`: sentences that claims rest on, by their words."""

from __future__ import annotations

from typing import Annotated

import typer

from comity.cli.options import DEFAULT, Format, RecordPath, about, check, opened, show


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help='Words that a sentence has; "a phrase"; embass* for a beginning.')],
    record: RecordPath = DEFAULT,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, help="No more sentences than these.")] = 50,
    format: Format = "table",
) -> None:
    """Search the sentences that claims rest on; those that fit best come first."""
    check(format)
    kept = opened(record)
    asked = " ".join(f'"{w}"' if " " in w else w for w in words)
    found = kept.search(asked, limit)
    from comity.exchange.sources import found_table

    show(found_table(asked, found, about(kept)), format)
