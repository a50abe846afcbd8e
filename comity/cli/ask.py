"""The commands that ask: register, pair, claims, explain."""

from __future__ import annotations

from pathlib import Path

import click

from comity.cli.options import about, actor_of, check, opened, show, with_actor, with_format, with_record


@click.command()
@with_actor
@with_record
@click.option("--as-of", default="", metavar="DAY", help="As it was on this day, month or year.")
@with_format
def register(actor: str, record: Path, as_of: str, format: str) -> None:
    """The register of an actor's external relations: partner, relations began, missions, notes, sentences."""
    check(format)
    kept, who = opened(record), actor_of(actor)
    from comity.exchange.views import register_table

    show(register_table(kept.register(who, as_of), about(kept)), format)


@click.command()
@click.argument("one", metavar="ACTOR", help="A code or any known name: CAF, 'Central African Republic', Centrafrique.")
@click.argument("other", metavar="ACTOR", help="The other actor.")
@with_record
@with_format
def pair(one: str, other: str, record: Path, format: str) -> None:
    """All that is said of two actors, in the order of time, with the sentences."""
    check(format)
    kept, first, second = opened(record), actor_of(one), actor_of(other)
    from comity.exchange.views import pair_table

    show(pair_table(kept.pair(first, second), about(kept)), format)


@click.command()
@with_record
@click.option("--actor", "-a", default="", metavar="ACTOR", help="Who takes part.")
@click.option("--with", "-w", "with_", default="", metavar="ACTOR", help="Who takes part as well.")
@click.option("--kind", "-k", multiple=True, metavar="KIND", help="Of this kind; may be repeated.")
@click.option("--domain", default="", metavar="DOMAIN", help="Of the kinds of this domain: relations, missions, talks …")
@click.option("--standing", multiple=True, metavar="STANDING", help="actual, planned, denied …; may be repeated.")
@click.option("--since", default="", metavar="DAY", help="Not before this day, month or year.")
@click.option("--until", default="", metavar="DAY", help="Not after this day, month or year.")
@click.option("--document", default="", metavar="ID", help="Of this document, by its id or the beginning of it.")
@click.option(
    "--limit", "-n", type=click.IntRange(min=0), default=0, show_default=True, metavar="N", help="No more claims than these; 0: all."
)
@with_format
def claims(
    record: Path,
    actor: str,
    with_: str,
    kind: tuple[str, ...],
    domain: str,
    standing: tuple[str, ...],
    since: str,
    until: str,
    document: str,
    limit: int,
    format: str,
) -> None:
    """What is claimed, sentence by sentence; with options, only the claims that fit all of them."""
    check(format)
    kept = opened(record)
    found = kept.claims(
        actor=actor_of(actor) if actor else "",
        with_=actor_of(with_) if with_ else "",
        kind=kind,
        domain=domain,
        standing=standing,
        document=document,
        since=since,
        until=until,
        limit=limit,
    )
    documents = {d.id: d for d in kept.documents(sorted({c.evidence.document for c in found}))}
    from comity.exchange.views import claims_table

    show(claims_table(found, documents, about(kept)), format)


@click.command()
@click.argument("claim", metavar="CLAIM", help="The id of a claim, or its beginning; or a sentence, in quotes.")
@with_record
@with_format
def explain(claim: str, record: Path, format: str) -> None:
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
