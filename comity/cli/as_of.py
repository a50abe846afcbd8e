"""`comity as-of`: what held on a day."""

from __future__ import annotations

from pathlib import Path

import click

from comity.cli.options import about, actor_of, check, day_or_today, opened, show, with_format, with_record


@click.command("as-of")
@click.argument("day", default="", metavar="[DAY]", help="A day, or a month or year for its last day; else today.")
@click.option("--actor", "-a", default="", metavar="ACTOR", help="Whose ties.")
@click.option("--with", "-w", "with_", default="", metavar="ACTOR", help="With whom.")
@click.option("--kind", "-k", multiple=True, metavar="KIND", help="Of this kind; may be repeated.")
@with_record
@with_format
def as_of(day: str, actor: str, with_: str, kind: tuple[str, ...], record: Path, format: str) -> None:
    """What held on a day: every tie with its answer, the reason, and the sentences."""
    check(format)
    day = day_or_today(day)
    kept = opened(record)
    found = kept.as_of(day, actor_of(actor) if actor else "", actor_of(with_) if with_ else "", kind)
    from comity.exchange.asof import asof_table

    claims = sorted({c for a in found.answers for c in (*a.claims, *a.disputed)} | {c for t in found.told for c in t.claims})
    show(asof_table(found, kept.cited(claims), about(kept)), format)
