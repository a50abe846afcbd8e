"""Who belongs to which organisation on a day, as far as the table of members knows.

The table is a help to the reader of names ('the member states') and to tests. It is no claim: what the record says of a
membership comes from documents.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from comity.actors.actor import overlaps
from comity.actors.catalogue import DATA, rows


class Membership(NamedTuple):
    """'CAF belonged to the OAU as a member from 1963-05-25 to 2002-07-08'; a side that is '' is open."""

    organisation: str
    member: str
    begin: str
    end: str
    status: str
    checked: str


@lru_cache(maxsize=1)
def memberships() -> tuple[Membership, ...]:
    """All rows of the table, in its order."""
    return tuple(
        Membership(row["organisation"], row["member"], row["from"], row["to"], row["status"], row["checked"])
        for row in rows(DATA / "members.csv", ",")
    )


def members(organisation: str, at: str = "", status: str = "member") -> tuple[str, ...]:
    """The ids of those who had that status at some day of `at` (EDTF; '' is whoever has it still).

    >>> members("CEMAC", at="2006")
    ('CAF', 'CMR', 'COG', 'GAB', 'GNQ', 'TCD')
    """
    return tuple(dict.fromkeys(m.member for m in memberships() if m.organisation == organisation and m.status == status and _holds(m, at)))


def organisations(member: str, at: str = "", status: str = "member") -> tuple[str, ...]:
    """The ids of the organisations to which the actor belonged at some day of `at` ('' is now).

    >>> organisations("CAF", at="1980")
    ('OAU', 'UDEAC', 'UN')
    """
    return tuple(dict.fromkeys(m.organisation for m in memberships() if m.member == member and m.status == status and _holds(m, at)))


def _holds(membership: Membership, at: str) -> bool:
    return overlaps(membership.begin, membership.end, at) if at else not membership.end
