"""Where documents come from: files, folders, standard input, in an order that does not depend on the machine."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from comity.errors import Refused


@dataclass(frozen=True, slots=True)
class Source:
    """A file that may hold a document: its address, and how to get its bytes. `problem` says why it cannot be read."""

    address: str
    fetch: Callable[[], bytes] = field(repr=False, compare=False)
    problem: str = ""

    def read(self) -> bytes:
        """The bytes, or Refused."""
        if self.problem:
            raise Refused(self.address, self.problem)
        try:
            return self.fetch()
        except OSError as error:
            raise Refused(self.address, f"cannot be read: {(error.strerror or str(error)).lower()}") from None


def open_paths(paths: Iterable[str | Path], limit: int = 0) -> Iterator[Source]:
    """The sources under these paths, a folder's files in the order of their names; '-' is standard input.

    Hidden files are passed over. A link that leads out of its folder, a file that is none, a path that does not exist and a file
    larger than `limit` bytes come out as sources that refuse to be read.
    """
    for path in paths:
        if str(path) == "-":
            yield Source("-", lambda: sys.stdin.buffer.read())
            continue
        path = Path(path)
        if path.is_dir():
            yield from _folder(path, path.resolve(), limit)
        else:
            yield _file(path, limit)


def _folder(folder: Path, root: Path, limit: int) -> Iterator[Source]:
    try:
        entries = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError as error:
        yield Source(str(folder), bytes, f"cannot be listed: {(error.strerror or str(error)).lower()}")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            try:
                target = entry.resolve(strict=True)
            except (OSError, RuntimeError):
                yield Source(str(entry), bytes, "is a link that leads nowhere")
                continue
            if not target.is_relative_to(root):
                yield Source(str(entry), bytes, "is a link that leads out of the folder")
                continue
            if target.is_dir():
                continue  # its files are met where they are
        if entry.is_dir():
            yield from _folder(entry, root, limit)
        else:
            yield _file(entry, limit)


def _file(path: Path, limit: int) -> Source:
    address = str(path)
    if not path.exists():
        return Source(address, bytes, "does not exist")
    if not path.is_file():
        return Source(address, bytes, "is no regular file")
    if limit and (size := path.stat().st_size) > limit:
        return Source(address, bytes, f"has {size} bytes, more than the limit of {limit}")
    return Source(address, path.read_bytes)
