"""`comity dossier`: all that the record holds on an actor, or on two, as a page."""

from __future__ import annotations

from typing import Annotated

import typer

from comity.cli.ask import Who
from comity.cli.options import DEFAULT, RecordPath, about, actor_of, day_or_today, opened


def dossier(
    actor: Who,
    record: RecordPath = DEFAULT,
    with_: Annotated[str, typer.Option("--with", "-w", metavar="ACTOR", help="Only what is of both.")] = "",
    as_of: Annotated[str, typer.Option("--as-of", metavar="DAY", help="As it was on this day, month or year; else today.")] = "",
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="table, markdown, html or json.")] = "table",
) -> None:
    """What holds, what is planned, alleged, denied, and the timeline: each line with its sentences and independent sources."""
    from comity.errors import UsageError
    from comity.exchange.dossier import PAGES, write

    if format not in PAGES:
        raise UsageError(f"--format {format}: of a dossier there are {', '.join(PAGES)}")
    kept, who = opened(record), actor_of(actor)
    found = kept.dossier(who, actor_of(with_) if with_ else "", day_or_today(as_of))
    print(write(found, about(kept), format), end="")
