"""The options that commands share."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from comity.actors import Resolution
    from comity.errors import UnknownActor
    from comity.exchange import Table
    from comity.record.record import Record

RecordPath = Annotated[Path, typer.Option("--record", "-r", envvar="COMITY_RECORD", metavar="DIR", help="The folder of the record.")]
Format = Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="table, csv, json, jsonl, markdown or wikitext.")]
DEFAULT = Path("record")


def actor_of(words: str, at: str = "") -> str:
    """The id of the actor that a user names; an error offers what it might be."""
    from comity.actors.resolve import resolve

    found = resolve(words, at)
    if found.actor:
        return found.actor
    raise unknown(words, found)


def unknown(words: str, found: Resolution) -> UnknownActor:
    """What is said of words that name no actor, or more than one."""
    from comity.actors import catalogue
    from comity.errors import UnknownActor

    if len(found.candidates) == 1:
        return UnknownActor(f"no actor is known as {words!r}: did you mean {_choice(found.candidates[0])}?")
    if found.candidates:
        choices = ", ".join(_choice(c) for c in found.candidates[:6])
        return UnknownActor(f"{words!r} can be more than one actor: give the code of the one you mean, {choices}")
    names = {n: None for a in catalogue().all() for n in (a.name, *a.called("name", language="en"))}
    near = difflib.get_close_matches(words, names, n=3, cutoff=0.75)
    hint = f"did you mean {' or '.join(near)}?" if near else "give a name or an ISO 3166 code, such as France or FRA"
    return UnknownActor(f"no actor is known as {words!r}: {hint}")


def _choice(actor: str) -> str:
    from comity.actors import catalogue

    return f"{actor} ({catalogue().get(actor).name})"


def opened(path: Path) -> Record:
    """The record in that folder, whose own actors are known from now on."""
    from comity.record import private
    from comity.record.record import Record

    private.know(path)
    return Record(path)


def about(record: Record) -> dict[str, Any]:
    """What every export says of where it comes from."""
    return {"comity": dict(record.versions.parts).get("comity", ""), "fingerprint": record.versions.fingerprint}


def show(table: Table, format: str) -> None:
    """Prints a table in the format asked for."""
    from comity.exchange import write

    print(write(table, format), end="")


def check(format: str) -> str:
    """The format, if there is one of that name; asked before any work is done."""
    from comity.errors import UsageError
    from comity.exchange import FORMATS

    if format not in FORMATS:
        raise UsageError(f"--format {format}: there are {', '.join(FORMATS)}")
    return format


def day_or_today(day: str) -> str:
    """The day that was given, or today's."""
    from datetime import date

    return day or date.today().isoformat()
