"""`comity review`: a person's word on what the record holds."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.cli.options import about, actor_of, check, opened, show, with_format, with_record

if TYPE_CHECKING:
    from comity.record.record import Record

KEYS = {"a": "accept", "r": "reject", "c": "correct", "x": "split"}


@click.command()
@click.argument(
    "action", default="", metavar="[ACTION]", help="accept, reject, correct, merge, split, undo; log shows all; none is the queue."
)
@click.argument("ids", nargs=-1, metavar="[ID]...", help="Claims, or entries for all their claims; of undo, a review.")
@click.option(
    "--set",
    "set_",
    multiple=True,
    metavar="NAME=VALUE",
    help="What correct changes: date=1964-09-29, kind=, standing=, actor:OLD=NEW, actor:?=NEW.",
)
@click.option("--why", default="", metavar="WORDS", help="The reason, kept with the review.")
@click.option("--by", default="", metavar="NAME", help="Who says so; else the name you are logged in with.")
@click.option("--actor", "-a", default="", metavar="ACTOR", help="Of the queue, what concerns this actor.")
@click.option("--limit", "-n", default=20, show_default=True, metavar="N", help="How long a queue.")
@with_record
@with_format
def review(
    action: str,
    ids: tuple[str, ...],
    set_: tuple[str, ...],
    why: str,
    by: str,
    actor: str,
    limit: int,
    record: Path,
    format: str,
) -> None:
    """Say what is right: accept, reject, correct, merge or split claims; seen at once in every answer, kept for good."""
    check(format)
    kept = opened(record)
    from comity.exchange.reviews import log_table, queue_table

    if action == "log":
        show(log_table(kept.reviews(), kept.waiting(), about(kept)), format)
        return
    if action:
        made = kept.review(action, ids, _changes(set_), by or _user(), _now(), why)
        print(
            f"{made.action} {made.id}: {len(made.claims) or 1} {'claim' if made.claims else 'review'}{'s' if len(made.claims) > 1 else ''}"
        )
        return
    queue = kept.queue(actor_of(actor) if actor else "", limit)
    cited = kept.cited(sorted({c for q in queue for c in (*q.entry.supporting, *q.entry.disputing)}))
    if format == "table" and sys.stdin.isatty() and sys.stdout.isatty() and queue:
        for one in queue:
            show(queue_table([one], cited, about(kept)), format)
            if not _ask(kept, one.entry.id, by or _user()):
                return
        return
    show(queue_table(queue, cited, about(kept)), format)


def _ask(kept: Record, entry: str, who: str) -> bool:
    """One entry in the terminal; whether to go on."""
    from comity.errors import UsageError

    while True:
        key = str(click.prompt("accept a, reject r, correct c, split x, skip s, quit q", default="s")).strip().lower()[:1]
        if key in ("s", "q"):
            return key == "s"
        if key not in KEYS:
            continue
        try:
            changes = _changes(click.prompt("what, as NAME=VALUE (date, kind, standing, actor:OLD)").split()) if key == "c" else {}
            made = kept.review(KEYS[key], [entry], changes, who, _now(), click.prompt("why", default="", show_default=False))
        except UsageError as error:
            print(f"comity: {error}", file=sys.stderr)
            continue
        print(f"{made.action} {made.id}; `comity review undo {made.id[:6]}` takes it back")
        return True


def _changes(given: list[str] | tuple[str, ...]) -> dict[str, str]:
    from comity.errors import UsageError

    found = {}
    for words in given:
        name, equals, value = words.partition("=")
        if not equals:
            raise UsageError(f"--set {words}: write NAME=VALUE, such as date=1964-09-29")
        old = name.removeprefix("actor:")
        if name.startswith("actor:"):
            name, value = "actor:" + (old if old == "?" else actor_of(old)), actor_of(value)
        found[name.strip()] = value.strip()
    return found


def _user() -> str:
    try:
        return os.environ.get("COMITY_USER") or getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def _now() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="seconds")
