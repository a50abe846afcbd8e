"""`comity tension`: who is torn between two that are at odds."""

from __future__ import annotations

from pathlib import Path

import click

from comity.cli.options import about, actor_of, check, day_or_today, opened, show, with_format, with_record


@click.command()
@click.option("--on", "day", default="", metavar="DAY", help="A day, or a month or year for its last day; else today.")
@click.option("--actor", "-a", default="", metavar="ACTOR", help="With this actor.")
@click.option("--with", "-w", "with_", default="", metavar="ACTOR", help="And this one.")
@with_record
@with_format
def tension(day: str, actor: str, with_: str, record: Path, format: str) -> None:
    """Who was torn on a day: close to two that are at odds, with the ties that make it so and their sentences."""
    check(format)
    day = day_or_today(day)
    kept = opened(record)
    found = kept.tension(day, actor_of(actor) if actor else "", actor_of(with_) if with_ else "")
    from comity.exchange.tension import tension_table
    from comity.record.when import last_day

    show(tension_table(found, last_day(day), kept.cited(sorted({c for t in found for c in t.claims})), about(kept)), format)
