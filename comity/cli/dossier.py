"""`comity dossier`: all that the record holds on an actor, or on two, as a page."""

from __future__ import annotations

from pathlib import Path

import click

from comity.cli.options import about, actor_of, day_or_today, opened, with_actor, with_record


@click.command()
@with_actor
@with_record
@click.option("--with", "-w", "with_", default="", metavar="ACTOR", help="Only what is of both.")
@click.option("--as-of", default="", metavar="DAY", help="As it was on this day, month or year; else today.")
@click.option("--format", "-f", default="table", show_default=True, metavar="FORMAT", help="table, markdown, html or json.")
def dossier(actor: str, record: Path, with_: str, as_of: str, format: str) -> None:
    """What holds, what is planned, alleged, denied, and the timeline: each line with its sentences and independent sources."""
    from comity.errors import UsageError
    from comity.exchange.dossier import PAGES, write

    if format not in PAGES:
        raise UsageError(f"--format {format}: of a dossier there are {', '.join(PAGES)}")
    kept, who = opened(record), actor_of(actor)
    found = kept.dossier(who, actor_of(with_) if with_ else "", day_or_today(as_of))
    print(write(found, about(kept), format), end="")
