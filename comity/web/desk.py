"""Reading from the pages: files that were dropped on one are read into the record, one lot at a time, watched by another process."""

from __future__ import annotations

import shutil
import tempfile
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from comity.documents import open_paths
from comity.documents.sources import Source
from comity.engines.child import Limits
from comity.errors import ComityError, UsageError
from comity.model import digest
from comity.record.receipt import Progress, Receipt
from comity.record.record import Record

LIMITS = Limits(seconds=300, memory=3 * 2**30)
KEPT = 20
NAME = 100


@dataclass
class Reading:
    """A lot of files: how far it is read, then its receipt, or why it failed."""

    id: str
    names: tuple[str, ...]
    progress: Progress | None = None
    receipt: Receipt | None = None
    error: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing more happens."""
        return self.receipt is not None or bool(self.error)


class Desk:
    """Where lots are read. `limits` are those of a document."""

    def __init__(self, path: Path, limits: Limits = LIMITS) -> None:
        self.path = path
        self.readings: dict[str, Reading] = {}
        self._limits = limits
        self._lock = threading.Lock()

    @property
    def busy(self) -> Reading | None:
        """The lot that is being read."""
        return next((r for r in self.readings.values() if not r.over), None)

    def start(self, files: Iterable[tuple[str, Callable[[Path], None]]]) -> Reading:
        """Begins to read files, given by name and by what writes each to a place; one lot at a time."""
        folder = Path(tempfile.mkdtemp(prefix="comity-"))
        with self._lock:
            if self.busy:
                shutil.rmtree(folder, ignore_errors=True)
                raise UsageError("other documents are being read: wait until they are done")
            names = []
            for number, (name, save) in enumerate(files):
                place = folder / f"{number:04}"
                place.mkdir()
                names.append(plain(name))
                save(place / names[-1])
            if not names:
                shutil.rmtree(folder, ignore_errors=True)
                raise UsageError("no file was given")
            reading = Reading(digest("reading", str(len(self.readings)), *names), tuple(names))
            self.readings[reading.id] = reading
            for old in list(self.readings)[:-KEPT]:
                del self.readings[old]
        threading.Thread(target=self._read, args=(reading, folder), daemon=True, name="comity-reading").start()
        return reading

    def _read(self, reading: Reading, folder: Path) -> None:
        def told(progress: Progress) -> None:
            reading.progress = progress

        record = Record(self.path)
        try:
            reading.receipt = record.read_sources(_named(folder), progress=told, limits=self._limits)
        except ComityError as error:
            reading.error = str(error)
        except Exception as error:  # the page has to say something
            reading.error = f"reading failed ({type(error).__name__}: {error}); this is a fault of Comity, please report it"
        finally:
            record.close()
            shutil.rmtree(folder, ignore_errors=True)


def plain(name: str) -> str:
    """The name under which a file is kept and cited: no folders, no signs that are not seen.

    >>> plain("../../etc/passwd"), plain("C:\\\\notes\\\\a b.txt"), plain("..."), plain("x\\x00y.md")
    ('passwd', 'a b.txt', 'document', 'xy.md')
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip().lstrip(".")
    return seen[-NAME:].lstrip(".") or "document"


def _named(folder: Path) -> Iterator[Source]:
    """The sources of a folder under the names that the files came with."""
    for source in open_paths([folder]):
        yield replace(source, address=source.address.removeprefix(str(folder)).lstrip("/\\").partition("/")[2])
