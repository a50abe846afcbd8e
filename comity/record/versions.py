"""What a record was read with: the versions that decide its bytes, and their fingerprint."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from comity.errors import RecordError
from comity.model import digest

FORMAT = "1"
FILE = "record.json"


def unwritten(path: Path, error: OSError) -> str:
    """What is said where the record cannot be written.

    >>> unwritten(Path("book"), OSError(28, "No space left on device"))
    'book cannot be written (no space left on device): what is finished is kept; put that right, then run the same command again'
    """
    reason = (os.strerror(error.errno) if error.errno else str(error)).lower()
    return f"{path} cannot be written ({reason}): what is finished is kept; put that right, then run the same command again"


@dataclass(frozen=True, slots=True)
class Versions:
    """Names and versions of everything that decides what is read from a document.

    >>> Versions.of({"comity": "0.1.0"}).fingerprint == Versions.of({"comity": "0.1.0"}).fingerprint
    True
    """

    parts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, parts: Mapping[str, str]) -> Versions:
        return cls(tuple(sorted({**parts, "record": FORMAT}.items())))

    @property
    def fingerprint(self) -> str:
        return digest(*(f"{name}={version}" for name, version in self.parts))

    def other(self, there: Versions) -> str:
        """What those of another place have that these have not, in words.

        >>> Versions.of({"comity": "0.2.0"}).other(Versions.of({"comity": "0.1.0"}))
        'comity 0.1.0 instead of 0.2.0'
        """
        ours, theirs = dict(self.parts), dict(there.parts)
        names = sorted({name for name, _ in set(self.parts) ^ set(there.parts)})
        return ", ".join(f"{name} {theirs.get(name, 'missing')} instead of {ours.get(name, 'none')}" for name in names)

    def __str__(self) -> str:
        return ", ".join(f"{name} {version}" for name, version in self.parts)


def load(folder: Path) -> Versions | None:
    """The versions that a record was last read with; None where there is no record."""
    path = folder / FILE
    if not path.exists():
        return None
    try:
        parts = json.loads(path.read_text("utf-8"))["versions"]
        found = Versions(tuple(sorted((str(k), str(v)) for k, v in parts.items())))
    except (ValueError, KeyError, AttributeError, OSError) as error:
        raise RecordError(f"{path} is damaged ({error}): delete that file and read into the record again") from error
    if dict(found.parts).get("record") != FORMAT:
        raise RecordError(f"{folder} was written by another Comity (its format is not {FORMAT}): read the documents into a new record")
    return found


def save(folder: Path, versions: Versions) -> None:
    """Writes the versions file, by rename."""
    text = json.dumps({"versions": dict(versions.parts), "fingerprint": versions.fingerprint}, indent=2, sort_keys=True) + "\n"
    path = folder / FILE
    if path.exists() and path.read_text("utf-8") == text:
        return
    temporary = folder / f".{FILE}"
    try:
        temporary.write_text(text, "utf-8")
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise RecordError(unwritten(path, error)) from error
