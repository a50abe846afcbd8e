"""`comity code`: stories into event data."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from pathlib import Path

import click

from comity.cli.options import PATH
from comity.errors import UsageError


@click.command()
@click.argument("stories", type=PATH, metavar="IN", help="Stories: JSON lines (id, text, date), CSV or Parquet; gzip or zstd.")
@click.argument("out", type=PATH, metavar="OUT", help="The events, as JSON lines.")
@click.option("--all", "all_", is_flag=True, help="Also what is done by those whom no catalogue knows: courts, crowds.")
@click.option("--account", type=PATH, metavar="FILE", help="What became of each story, as JSON lines.")
@click.option("--workers", "-j", default=1, show_default=True, metavar="N", help="Processes to code with.")
def code(stories: Path, out: Path, all_: bool, account: Path | None, workers: int) -> None:
    """Code sentences or articles into events with PLOVER and CAMEO codes, a line an event."""
    from comity.exchange.coding import code as coded

    for path in filter(None, (out, account)):
        if path.resolve() == stories.resolve() or not path.parent.is_dir():
            raise UsageError(f"{path} cannot be written: give a file in a folder that is there, other than IN")
    began, counts, events = time.monotonic(), Counter[str](), 0
    partial, kept = _beside(out), _beside(account) if account else Path(os.devnull)
    with partial.open("w", encoding="utf-8") as sink, kept.open("w", encoding="utf-8") as book:
        for story in coded(stories, all_, workers):
            counts[story.outcome] += 1
            events += len(story.events)
            sink.writelines(json.dumps(event, ensure_ascii=False) + "\n" for event in story.events)
            line = {"id": story.story, "number": story.number, "outcome": story.outcome, "events": len(story.events)}
            line |= {"reason": story.reason} if story.reason else {}
            book.write(json.dumps(line, ensure_ascii=False) + "\n")
            if story.reason:
                print(f"comity: refused {stories}#{story.story}: {story.reason}", file=sys.stderr)
    partial.replace(out)
    if account:
        kept.replace(account)
    print(_receipt(counts, events, time.monotonic() - began, out), end="")
    if counts["refused"]:
        raise click.exceptions.Exit(1)


def _beside(path: Path) -> Path:
    """Where a file is written until it is whole."""
    return path.with_name(path.name + ".part")


def _receipt(counts: Counter[str], events: int, seconds: float, out: Path) -> str:
    given = sum(counts.values())
    adds = f"{counts['coded']:,} coded + {counts['nothing']:,} nothing to code + {counts['refused']:,} refused"
    speed = f"{given / max(seconds, 0.001):,.1f} stories a second"
    return f"stories    {given:,} given = {adds}\nevents     {events:,} in {out}\nspeed      {speed}\n"
