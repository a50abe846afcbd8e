"""`comity tension`: who is torn between two that are at odds."""

from __future__ import annotations

from typing import Annotated

import typer

from comity.cli.options import DEFAULT, Format, RecordPath, about, actor_of, check, day_or_today, opened, show


def tension(
    day: Annotated[str, typer.Option("--on", metavar="DAY", help="A day, or a month or year for its last day; else today.")] = "",
    actor: Annotated[str, typer.Option("--actor", "-a", metavar="ACTOR", help="With this actor.")] = "",
    with_: Annotated[str, typer.Option("--with", "-w", metavar="ACTOR", help="And this one.")] = "",
    record: RecordPath = DEFAULT,
    format: Format = "table",
) -> None:
    """Who was torn on a day: close to two that are at odds, with the ties that make it so and their sentences."""
    check(format)
    day = day_or_today(day)
    kept = opened(record)
    found = kept.tension(day, actor_of(actor) if actor else "", actor_of(with_) if with_ else "")
    from comity.exchange.tension import tension_table
    from comity.record.when import last_day

    show(tension_table(found, last_day(day), kept.cited(sorted({c for t in found for c in t.claims})), about(kept)), format)
