"""Where documents come from: files, folders, standard input, in an order that does not depend on the machine."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from comity.documents import stories
from comity.documents.decoding import LIMIT
from comity.errors import Refused

_HEAD = 1 << 16


@dataclass(frozen=True, slots=True)
class Source:
    """What may hold a document: its address, and how to get its bytes. `problem` says why it cannot be read.

    `metadata` is what the file that it comes from says of it: title, date, publisher, url.
    """

    address: str
    fetch: Callable[[], bytes] = field(repr=False, compare=False)
    problem: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def lasting(self) -> bool:
        """Whether its bytes can be read once more later, and are not held in memory."""
        return not isinstance(self.fetch, Bytes)

    def read(self) -> bytes:
        """The bytes, or Refused."""
        if self.problem:
            raise Refused(self.address, self.problem)
        try:
            return self.fetch()
        except OSError as error:
            raise Refused(self.address, f"cannot be read: {(error.strerror or str(error)).lower()}") from None


@dataclass(frozen=True, slots=True)
class Bytes:
    """Bytes at hand, to be fetched like those of a file."""

    data: bytes

    def __call__(self) -> bytes:
        return self.data


@dataclass(frozen=True, slots=True)
class File:
    """A file's bytes, unpacked, to be fetched where they are wanted: any process that sees the same files may be given it.

    It keeps the path as words, which take a quarter of the memory: there may be millions.
    """

    name: str
    limit: int = LIMIT

    @property
    def path(self) -> Path:
        return Path(self.name)

    def __call__(self) -> bytes:
        """The bytes; of a file that is larger than the limit a little more than that, for `decode` to refuse."""
        try:
            with stories.unpacked(self.path, self.limit) as file:
                return file.read(self.limit + 1)
        except (EOFError, stories.Bomb):
            raise Refused(self.name, "is packed, and damaged or without end") from None


def open_paths(paths: Iterable[str | Path], limit: int = LIMIT) -> Iterator[Source]:
    """The sources under these paths, a folder's files in the order of their names; '-' is standard input.

    Hidden files are passed over. A link that leads out of its folder, a file that is none, a path that does not exist and a file
    larger than `limit` bytes come out as sources that refuse to be read. A file of many stories gives a source for each.
    """
    for path in paths:
        if str(path) == "-":
            yield from _input(limit)
            continue
        path = Path(path)
        if path.is_dir():
            yield from _folder(path, path.resolve(), limit)
        else:
            yield from _file(path, limit)


def _input(limit: int) -> Iterator[Source]:
    """Standard input, kept in a file as long as it is looked at, so that it may hold whatever a file may."""
    with tempfile.NamedTemporaryFile(prefix="comity-") as kept:
        shutil.copyfileobj(sys.stdin.buffer, kept)
        kept.flush()
        for source in _file(Path(kept.name), limit):
            address = "-" + source.address.removeprefix(kept.name)
            if source.problem:
                yield replace(source, address=address)
                continue
            try:
                data = source.read()
            except Refused as refused:
                yield Source(address, bytes, refused.reason, source.metadata)
            else:
                yield Source(address, Bytes(data), metadata=source.metadata)


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
            yield from _file(entry, limit)


def _file(path: Path, limit: int) -> Iterator[Source]:
    address = str(path)
    if not path.exists():
        yield Source(address, bytes, "does not exist")
        return
    if not path.is_file():
        yield Source(address, bytes, "is no regular file")
        return
    try:
        with stories.unpacked(path, limit) as file:
            head = file.read(_HEAD)
    except OSError as error:
        yield Source(address, bytes, f"cannot be read: {(error.strerror or str(error)).lower()}")
        return
    except (EOFError, ValueError):
        yield Source(address, bytes, "is packed and damaged")
        return
    read = stories.reader(path, head)
    if read is None:
        yield Source(address, File(str(path.absolute()), limit), _too_large(path, limit))
        return
    for name, text, metadata, problem in read(path, limit):
        data = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
        yield Source(f"{address}#{name}" if name else address, Bytes(data), problem, metadata)


def _too_large(path: Path, limit: int) -> str:
    size = path.stat().st_size
    return f"has {size} bytes, more than the limit of {limit}" if size > limit else ""
