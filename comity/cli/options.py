"""The options that commands share, and what they do with them."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from comity.actors.resolve import Resolution
    from comity.errors import UnknownActor
    from comity.exchange import Table
    from comity.record.record import Record

PATH = click.Path(path_type=Path)
DEFAULT = Path("record")

with_record = click.option(
    "--record",
    "-r",
    type=PATH,
    default=DEFAULT,
    envvar="COMITY_RECORD",
    show_default=True,
    show_envvar=True,
    metavar="DIR",
    help="The folder of the record.",
)
with_format = click.option(
    "--format",
    "-f",
    default="table",
    show_default=True,
    metavar="FORMAT",
    help="table, csv, json, jsonl, markdown or wikitext.",
)
with_actor = click.argument("actor", metavar="ACTOR", help="A code or any known name: CAF, 'Central African Republic', Centrafrique.")


class Group(click.Group):
    """Commands in the order in which they are told of."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


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
