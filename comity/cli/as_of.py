"""`comity as-of`: what held on a day."""

from __future__ import annotations

from typing import Annotated

import typer

from comity.cli.options import DEFAULT, Format, RecordPath, about, actor_of, check, day_or_today, opened, show


def as_of(
    day: Annotated[str, typer.Argument(metavar="[DAY]", help="A day, or a month or year for its last day; else today.")] = "",
    actor: Annotated[str, typer.Option("--actor", "-a", metavar="ACTOR", help="Whose ties.")] = "",
    with_: Annotated[str, typer.Option("--with", "-w", metavar="ACTOR", help="With whom.")] = "",
    kind: Annotated[list[str] | None, typer.Option("--kind", "-k", metavar="KIND", help="Of this kind; may be repeated.")] = None,
    record: RecordPath = DEFAULT,
    format: Format = "table",
) -> None:
    """What held on a day: every tie with its answer, the reason, and the sentences."""
    check(format)
    day = day_or_today(day)
    kept = opened(record)
    found = kept.as_of(day, actor_of(actor) if actor else "", actor_of(with_) if with_ else "", tuple(kind or ()))
    from comity.exchange.asof import asof_table

    claims = sorted({c for a in found.answers for c in (*a.claims, *a.disputed)} | {c for t in found.told for c in t.claims})
    show(asof_table(found, kept.cited(claims), about(kept)), format)
