"""What is kept of sources until they are read: little, and the same whatever their order."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

from comity.documents import open_paths
from comity.record import intake

SOURCES = 600
LITTLE = 550  # bytes of a source; its path stands there twice


def test_intake_keeps_little_of_each_source(tmp_path: Path) -> None:
    for n in range(SOURCES):
        (tmp_path / f"{n}.txt").write_text(f"CHN visit RUS {n}")
    intake.sort_out(open_paths([tmp_path]), intake.Known())
    tracemalloc.start()
    try:
        given = intake.sort_out(open_paths([tmp_path]), intake.Known())
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(given.new) == SOURCES
    assert held < SOURCES * LITTLE


def test_source_met_several_times_is_read_from_the_first_of_its_addresses(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("b.txt", "a.txt", "c.txt")]
    for path in paths:
        path.write_text("CHN visit RUS 1999")
    for order in (paths, paths[::-1], [*paths, *paths]):
        (one,) = intake.sort_out(open_paths(order), intake.Known()).inputs()
        assert one.addresses == tuple(map(str, sorted(paths)))
        assert one.read.path == tmp_path / "a.txt"  # type: ignore[attr-defined]
