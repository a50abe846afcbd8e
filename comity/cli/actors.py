"""`comity actors`: whom words name, what is known of an actor, whom a text mentions, and office-holders of one's own."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comity.cli.options import PATH, Group, actor_of, check, opened, show, unknown, with_actor, with_format, with_record

if TYPE_CHECKING:
    from comity.actors.resolve import Resolution

with_day = click.option("--at", default="", metavar="DAY", help="On this day, in this month or year.")


@click.group(cls=Group)
def actors() -> None:
    """Who is named by which words, on which day."""


@actors.command()
@click.argument("words", metavar="WORDS", help="A name, code, seat, capital, office-holder: 'the Kremlin'.")
@with_day
@with_record
@with_format
def resolve(words: str, at: str, record: Path, format: str) -> None:
    """Whom words name, on a day if one is given. What can be several is shown with them, and the exit code is 1."""
    _begin(format, at, record)
    from comity.actors.resolve import resolve as resolved
    from comity.exchange.actors import resolved_table

    answer = _held(resolved(words, at), at, record)
    if not (answer.actor or answer.sector or len(answer.candidates) > 1):
        raise unknown(words, answer)
    show(resolved_table(answer, at, _about()), format)
    if not answer.actor and answer.candidates:
        raise click.exceptions.Exit(1)


@actors.command("show")
@with_actor
@with_day
@with_record
@with_format
def show_(actor: str, at: str, record: Path, format: str) -> None:
    """What is known of an actor: when it existed, its names with their times, codes, capitals, who was before and after it."""
    _begin(format, at, record)
    from comity.actors import catalogue
    from comity.exchange.actors import actor_table
    from comity.record.record import Record
    from comity.record.when import bounds

    found = catalogue().get(actor_of(actor, at))
    show(actor_table(found, Record(record).people().of(found.id, bounds(at)), at, _about()), format)


@actors.command()
@click.argument("paths", nargs=-1, type=PATH, metavar="[PATHS]...", help="Files and folders; standard input if none.")
@with_day
@with_record
@with_format
def find(paths: tuple[Path, ...], at: str, record: Path, format: str) -> None:
    """The actors that texts mention: where, in which words, who, and how that is told. What stays open says so."""
    _begin(format, at, record)
    from comity.actors.mentions import mentions
    from comity.documents import load, open_paths
    from comity.errors import Refused
    from comity.exchange.actors import mentions_table
    from comity.model import Basis, Mention, Time

    found: list[tuple[str, Mention]] = []
    refused: list[Refused] = []
    for source in open_paths([str(p) for p in paths or [Path("-")]]):
        try:
            document = load(source)
        except Refused as error:
            refused.append(error)
            continue
        document = replace(document, published=Time(at, Basis.GIVEN)) if at else document
        found += [(source.address, m) for m in mentions(document) if m.end > m.start]
    show(mentions_table(found, {**_about(), "at": at}), format)
    for one in refused:
        print(f"comity: refused {one.address}: {one.reason}", file=sys.stderr)
    if refused:
        raise click.exceptions.Exit(1)


@actors.command("import")
@click.argument("file", type=PATH, metavar="FILE", help="A table with the columns person, office, actor, from, to.")
@with_record
def import_(file: Path, record: Path) -> None:
    """Import office-holders into the record: all rows of the table, or none if one of them is wrong."""
    opened(record)
    from comity.record import leaders

    found, problems = leaders.read(file)
    for problem in problems:
        print(f"comity: {problem}", file=sys.stderr)
    if problems:
        print("comity: nothing was imported: mend what is named above and import the file again", file=sys.stderr)
        raise click.exceptions.Exit(1)
    new = leaders.add(record, found)
    print(f"office-holders  {len(found)} given = {len(new)} imported + {len(found) - len(new)} already there")


def _begin(format: str, at: str, record: Path) -> None:
    """What is asked before any work is done; from here on the record's own actors are known."""
    from comity.record.when import asked

    check(format)
    if at:
        asked(at, "--at")
    opened(record)


def _held(answer: Resolution, at: str, record: Path) -> Resolution:
    """The answer, or whom the record's office-holders tell where names do not."""
    from comity.actors.resolve import Resolution
    from comity.record.record import Record
    from comity.record.when import bounds

    if answer.actor and answer.how != "office":
        return answer
    holders = [k for k in Record(record).people().called(answer.words)[1] if k.fits(bounds(at))]
    actors = tuple(dict.fromkeys(h.actor for h in holders))
    if not actors:
        return answer
    reason = "; ".join(str(h) for h in holders)
    if len(actors) > 1:
        return Resolution(answer.words, "", "office", actors, reason)
    return Resolution(answer.words, actors[0], "office", (), reason, holders[0].sector)


def _about() -> dict[str, Any]:
    from comity import __version__

    return {"comity": __version__}
