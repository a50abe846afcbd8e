"""`comity documents`: what was read, and putting right what is known of it."""

from __future__ import annotations

from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.cli.options import DEFAULT, Format, RecordPath, about, actor_of, check, opened, show

Id = Annotated[str, typer.Argument(metavar="ID", help="The document's id, or the beginning of it.")]
Who = Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so; else the name you are logged in with.")]

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def documents(context: typer.Context, record: RecordPath = DEFAULT, format: Format = "table") -> None:
    """What was read: date and its basis, language, focal actor, publisher, copies."""
    if context.invoked_subcommand is not None:
        context.obj = record
        return
    check(format)
    kept = opened(record)
    from comity.exchange.sources import documents_table

    show(documents_table(kept.listing(), kept.removed(), about(kept)), format)


@app.command("set")
def set_(
    context: typer.Context,
    id: Id,
    record: RecordPath = DEFAULT,
    date: Annotated[str | None, typer.Option("--date", metavar="DATE", help="When it was published.")] = None,
    focus: Annotated[str | None, typer.Option("--focus", metavar="ACTOR", help="Whom it is about.")] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", metavar="NAME", help="Who published it.")] = None,
    by: Who = "",
) -> None:
    """Correct the date, focal actor or publisher of a document; what rests on it is read anew. '' brings back what its file says."""
    actor = actor_of(focus) if focus else focus
    _corrected(id, _record(context, record), by, date=date, focus=actor, publisher=publisher)


@app.command("remove")
def remove(context: typer.Context, id: Id, record: RecordPath = DEFAULT, by: Who = "") -> None:
    """Take a document out, with all that only it says."""
    _corrected(id, _record(context, record), by, removed=True)


@app.command("restore")
def restore(context: typer.Context, id: Id, record: RecordPath = DEFAULT, by: Who = "") -> None:
    """Bring a document back that was taken out."""
    _corrected(id, _record(context, record), by, removed=False)


def _record(context: typer.Context, record: Path) -> Path:
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
