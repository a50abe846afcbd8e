"""Statements in words, for pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comity.record.register import Statement

MISSION_EVENTS = {
    "open_mission": "opened",
    "close_mission": "closed",
    "reopen_mission": "reopened",
    "suspend_mission": "work suspended",
    "move_mission": "moved",
    "raise_mission": "raised in rank",
    "lower_mission": "lowered in rank",
}


KINDS = {"no_relations": "not established"}


def kind_words(kind: str) -> str:
    """A kind as words.

    >>> kind_words("withdraw_recognition")
    'withdraw recognition'
    """
    return KINDS.get(kind, kind.replace("_", " "))


def number_of(count: int, one: str, many: str = "") -> str:
    """So many of something.

    >>> number_of(1, "word"), number_of(1200, "word"), number_of(0, "entry", "entries")
    ('1 word', '1,200 words', '0 entries')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def time_words(edtf: str) -> str:
    """A time within a line.

    >>> [time_words(t) for t in ("1995/..", "../1997", "1960-08-13", "[1997..]", "[1996..1998]")]
    ['since 1995', 'until 1997', '1960-08-13', '1997 or later', 'between 1996 and 1998']
    """
    if edtf.startswith("[") and ".." in edtf:
        begin, _, end = edtf.strip("[]").partition("..")
        return f"between {begin} and {end}" if begin and end else f"{begin} or later" if begin else f"{end} or earlier"
    begin, slash, end = edtf.partition("/")
    if not slash:
        return edtf
    if end in ("..", ""):
        return f"since {begin}"
    return f"until {end}" if begin in ("..", "") else f"{begin}–{end}"


def mission_words(statement: Statement) -> str:
    """A mission with its place, where it is accredited from, and what happened to it."""
    details = dict(statement.details)
    sort = kind_words(details.get("mission", "") or "mission")
    place = details.get("place", "")
    words = sort + (f" in {place}" if place else "")
    if statement.what == "accredited":
        source = details.get("from", "") or place  # of an accreditation, the place is where the mission resides
        return "accredited" + (f" from {source}" if source else "") + (f" ({sort})" if "mission" in details else "")
    event = MISSION_EVENTS.get(statement.what, "")
    return f"{words} {event}".strip()


def statement_words(statement: Statement, one: str, other: str) -> str:
    """A statement on two actors: who, what, whom."""
    what = mission_words(statement) if statement.what == "accredited" or "mission" in statement.what else kind_words(statement.what)
    if statement.direction == "out":
        return f"{what}: {one} → {other}"
    return f"{what}: {other} → {one}" if statement.direction == "in" else what
