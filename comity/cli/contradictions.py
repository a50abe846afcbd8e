"""`comity contradictions`: what cannot both be true."""

from __future__ import annotations

from pathlib import Path

import click

from comity.cli.options import about, actor_of, check, opened, show, with_format, with_record


@click.command()
@click.option("--actor", "-a", default="", metavar="ACTOR", help="On this actor.")
@click.option("--with", "-w", "with_", default="", metavar="ACTOR", help="And this one.")
@click.option("--kind", "-k", multiple=True, metavar="KIND", help="Of this kind; may be repeated.")
@with_record
@with_format
def contradictions(actor: str, with_: str, kind: tuple[str, ...], record: Path, format: str) -> None:
    """What cannot both be true: both sides with their sentences, and what the conflict may come from."""
    check(format)
    kept = opened(record)
    found = kept.contradictions(actor_of(actor) if actor else "", actor_of(with_) if with_ else "", kind)
    from comity.exchange.contradictions import contradictions_table

    show(contradictions_table(found, kept.cited(sorted({c for one in found for c in one.claims})), about(kept)), format)
