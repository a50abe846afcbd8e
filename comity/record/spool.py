"""Bytes that came in a stream and are needed again: kept on disk, so that a file of many stories may be larger than the memory."""

from __future__ import annotations

import tempfile
import threading
from dataclasses import dataclass
from typing import IO

from comity.errors import RecordError


class Spool:
    """A file without a name; it goes when nobody needs what is in it any more.

    >>> spool = Spool()
    >>> first, second = spool.put(b"One story."), spool.put(b"Another.")
    >>> first(), second(), first()
    (b'One story.', b'Another.', b'One story.')
    """

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._size = 0
        self._lock = threading.Lock()

    def put(self, content: bytes) -> Spooled:
        """Keeps bytes; what gives them back."""
        try:
            with self._lock:
                if self._file is None:
                    self._file = tempfile.TemporaryFile(prefix="comity-")  # noqa: SIM115 - open as long as it is needed
                start, self._size = self._size, self._size + len(content)
                self._file.seek(start)
                self._file.write(content)
        except OSError as error:
            folder, why = tempfile.gettempdir(), error.strerror or error
            raise RecordError(f"{folder} has no room for what is to be read ({why}): set TMPDIR to a folder with more") from error
        return Spooled(self, start, len(content))

    def get(self, start: int, size: int) -> bytes:
        """The bytes at a place."""
        with self._lock:
            if self._file is None:
                return b""
            self._file.seek(start)
            return self._file.read(size)


@dataclass(frozen=True, slots=True)
class Spooled:
    """Where bytes stand in a spool."""

    spool: Spool
    start: int
    size: int

    def __call__(self) -> bytes:
        return self.spool.get(self.start, self.size)
