"""`comity contradictions`: what cannot both be true."""

from __future__ import annotations

from typing import Annotated

import typer

from comity.cli.options import DEFAULT, Format, RecordPath, about, actor_of, check, opened, show


def contradictions(
    actor: Annotated[str, typer.Option("--actor", "-a", metavar="ACTOR", help="On this actor.")] = "",
    with_: Annotated[str, typer.Option("--with", "-w", metavar="ACTOR", help="And this one.")] = "",
    kind: Annotated[list[str] | None, typer.Option("--kind", "-k", metavar="KIND", help="Of this kind; may be repeated.")] = None,
    record: RecordPath = DEFAULT,
    format: Format = "table",
) -> None:
    """What cannot both be true: both sides with their sentences, and what the conflict may come from."""
    check(format)
    kept = opened(record)
    found = kept.contradictions(actor_of(actor) if actor else "", actor_of(with_) if with_ else "", tuple(kind or ()))
    from comity.exchange.contradictions import contradictions_table

    show(contradictions_table(found, kept.cited(sorted({c for one in found for c in one.claims})), about(kept)), format)
