"""`comity documents`: what was read, and putting right what is known of it."""

from __future__ import annotations

from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import Any

import click

from comity.cli.options import DEFAULT, Group, about, actor_of, check, opened, show, with_format, with_record

with_id = click.argument("id", metavar="ID", help="The document's id, or the beginning of it.")
with_name = click.option("--by", default="", metavar="NAME", help="Who says so; else the name you are logged in with.")


@click.group(cls=Group, invoke_without_command=True)
@with_record
@with_format
@click.pass_context
def documents(context: click.Context, record: Path, format: str) -> None:
    """What was read: date and its basis, language, focal actor, publisher, copies."""
    if context.invoked_subcommand is not None:
        context.obj = record
        return
    check(format)
    kept = opened(record)
    from comity.exchange.sources import documents_table

    show(documents_table(kept.listing(), kept.removed(), about(kept)), format)


@documents.command("set")
@with_id
@with_record
@click.option("--date", metavar="DATE", help="When it was published.")
@click.option("--focus", metavar="ACTOR", help="Whom it is about.")
@click.option("--publisher", metavar="NAME", help="Who published it.")
@with_name
@click.pass_context
def set_(context: click.Context, id: str, record: Path, date: str | None, focus: str | None, publisher: str | None, by: str) -> None:
    """Correct the date, focal actor or publisher of a document; what rests on it is read anew. '' brings back what its file says."""
    actor = actor_of(focus) if focus else focus
    _corrected(id, _record(context, record), by, date=date, focus=actor, publisher=publisher)


@documents.command()
@with_id
@with_record
@with_name
@click.pass_context
def remove(context: click.Context, id: str, record: Path, by: str) -> None:
    """Take a document out, with all that only it says."""
    _corrected(id, _record(context, record), by, removed=True)


@documents.command()
@with_id
@with_record
@with_name
@click.pass_context
def restore(context: click.Context, id: str, record: Path, by: str) -> None:
    """Bring a document back that was taken out."""
    _corrected(id, _record(context, record), by, removed=False)


def _record(context: click.Context, record: Path) -> Path:
    """The record given after the command, else the one given before it."""
    return record if record != DEFAULT else context.obj


def _user() -> str:
    try:
        return getuser()
    except (KeyError, OSError):  # nobody is logged in by a name
        return ""


def _corrected(id: str, record: Path, by: str, **given: Any) -> None:
    kept = opened(record)
    before = kept.totals()["claims"]
    found = kept.correct(id, **given, who=by or _user(), when=datetime.now(UTC).isoformat(timespec="seconds"))
    from comity.exchange.sources import documents_table

    if found is not None:
        show(documents_table(kept.listing([found.id]), (), about(kept)), "table")
    print(f"claims of the record: {before:,} before, {kept.totals()['claims']:,} now")
