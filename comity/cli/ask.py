"""The commands that ask: register, pair, claims, explain."""

from __future__ import annotations

from typing import Annotated

import typer

from comity.cli.options import DEFAULT, Format, RecordPath, about, actor_of, check, opened, show

Who = Annotated[str, typer.Argument(metavar="ACTOR", help="A code or any known name: CAF, 'Central African Republic', Centrafrique.")]


def register(
    actor: Who,
    record: RecordPath = DEFAULT,
    as_of: Annotated[str, typer.Option("--as-of", metavar="DAY", help="As it was on this day, month or year.")] = "",
    format: Format = "table",
) -> None:
    """The register of an actor's external relations: partner, relations began, missions, notes, sentences."""
    check(format)
    kept, who = opened(record), actor_of(actor)
    from comity.exchange.views import register_table

    show(register_table(kept.register(who, as_of), about(kept)), format)


def pair(one: Who, other: Who, record: RecordPath = DEFAULT, format: Format = "table") -> None:
    """All that is said of two actors, in the order of time, with the sentences."""
    check(format)
    kept, first, second = opened(record), actor_of(one), actor_of(other)
    from comity.exchange.views import pair_table

    show(pair_table(kept.pair(first, second), about(kept)), format)


def claims(
    record: RecordPath = DEFAULT,
    actor: Annotated[str, typer.Option("--actor", "-a", metavar="ACTOR", help="Who takes part.")] = "",
    with_: Annotated[str, typer.Option("--with", "-w", metavar="ACTOR", help="Who takes part as well.")] = "",
    kind: Annotated[list[str] | None, typer.Option("--kind", "-k", metavar="KIND", help="Of this kind; may be repeated.")] = None,
    domain: Annotated[
        str, typer.Option("--domain", metavar="DOMAIN", help="Of the kinds of this domain: relations, missions, talks …")
    ] = "",
    standing: Annotated[
        list[str] | None, typer.Option("--standing", metavar="STANDING", help="actual, planned, denied …; may be repeated.")
    ] = None,
    since: Annotated[str, typer.Option("--since", metavar="DAY", help="Not before this day, month or year.")] = "",
    until: Annotated[str, typer.Option("--until", metavar="DAY", help="Not after this day, month or year.")] = "",
    document: Annotated[str, typer.Option("--document", metavar="ID", help="Of this document, by its id or the beginning of it.")] = "",
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", min=0, help="No more claims than these; 0: all.")] = 0,
    format: Format = "table",
) -> None:
    """What is claimed, sentence by sentence; with options, only the claims that fit all of them."""
    check(format)
    kept = opened(record)
    found = kept.claims(
        actor=actor_of(actor) if actor else "",
        with_=actor_of(with_) if with_ else "",
        kind=tuple(kind or ()),
        domain=domain,
        standing=tuple(standing or ()),
        document=document,
        since=since,
        until=until,
        limit=limit,
    )
    documents = {d.id: d for d in kept.documents(sorted({c.evidence.document for c in found}))}
    from comity.exchange.views import claims_table

    show(claims_table(found, documents, about(kept)), format)


def explain(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The id of a claim, or its beginning; or a sentence, in quotes.")],
    record: RecordPath = DEFAULT,
    format: Format = "table",
) -> None:
    """How a claim was found: its words, kind, actors, time, standing, rule, document; or what is read in a sentence."""
    check(format)
    if any(c.isspace() for c in claim.strip()):  # ids have no blanks
        from comity.exchange.analysis import analysis_table
        from comity.reading.analysis import analyse

        show(analysis_table(analyse(claim)), format)
        return
    kept = opened(record)
    from comity.exchange.views import explanation_table

    show(explanation_table(kept.explain(claim), about(kept)), format)
