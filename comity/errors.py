"""Everything that Comity raises, in one tree.

    ComityError
    ├── UsageError        the request makes no sense: exit code 2
    │   └── UnknownActor  no actor has this name or code
    ├── Refused           a document cannot be read; the message says why
    ├── DataError         a data file of Comity or the user is wrong: path, line, field
    ├── TimeError         words or EDTF that are no time
    ├── RecordError       the record on disk is missing, locked or damaged
    └── MissingPart       an optional part is not installed; the message says how to get it
"""

from __future__ import annotations


class ComityError(Exception):
    """The root. The message is one sentence: what, where, what to do."""


class UsageError(ComityError):
    """The request makes no sense."""


class UnknownActor(UsageError):
    """No actor has this name or code."""


class Refused(ComityError):
    """A document cannot be read."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"{address}: {reason}")
        self.address = address
        self.reason = reason

    def __reduce__(self) -> tuple[type[Refused], tuple[str, str]]:  # other processes send it
        return Refused, (self.address, self.reason)


class DataError(ComityError):
    """A data file is wrong."""

    def __init__(self, path: str, problem: str, line: int | None = None, field: str = "") -> None:
        where = path + (f":{line}" if line else "") + (f" [{field}]" if field else "")
        super().__init__(f"{where}: {problem}")


class TimeError(ComityError, ValueError):
    """Words or EDTF that are no time."""


class RecordError(ComityError):
    """The record on disk is missing, locked or damaged."""


class MissingPart(ComityError):
    """An optional part is not installed."""
