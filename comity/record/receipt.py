"""What a reading did, to be shown at its end. It adds up: given = read + already there + refused."""

from __future__ import annotations

from dataclasses import dataclass

from comity.record.versions import Versions


@dataclass(frozen=True, slots=True)
class Receipt:
    """Counted in sources (a file, an entry of an archive). `texts` are distinct documents among those read now; `unread` counts
    those in languages that have no grammar yet, which are kept but give no claims."""

    given: int
    read: int
    already: int
    refused: tuple[tuple[str, str], ...]
    texts: int
    sentences: int
    words: int
    claims: int
    entries: int
    versions: Versions
    unread: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        if self.given != self.read + self.already + len(self.refused):
            raise AssertionError(f"a receipt that does not add up: {self}")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reading is: sources done of those to be read, and words read so far."""

    done: int
    of: int
    words: int
    refused: int
