from __future__ import annotations

import random
from pathlib import Path

import pytest

from comity.errors import RecordError, UsageError
from comity.record import shards
from comity.record.record import Record
from tests.record import fakes
from tests.record.conftest import TEXTS, write


def test_record_receipt_adds_up(tmp_path: Path, folder: Path) -> None:
    write(folder, {"copy.txt": TEXTS["a.txt"], "empty.txt": "", "picture.png": b"\xff\xfe"})
    receipt = Record(tmp_path / "r", fakes.READER).read_sources(fakes.sources(folder))
    assert (receipt.given, receipt.read, receipt.already, receipt.texts) == (6, 3, 1, 3)
    assert receipt.refused == (("empty.txt", "is empty"), ("picture.png", "is not text"))
    assert (receipt.sentences, receipt.claims) == (9, 9)


def test_record_reading_again_does_nothing(record: Record, folder: Path) -> None:
    before = contents(record.path)
    receipt = record.read_sources(fakes.sources(folder))
    assert (receipt.given, receipt.read, receipt.already) == (3, 0, 3)
    assert contents(record.path) == before


def test_record_refused_stays_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", {"empty.txt": ""})
    record = Record(tmp_path / "r", fakes.READER)
    first = record.read_sources(fakes.sources(folder))
    assert record.read_sources(fakes.sources(folder)).refused == first.refused == (("empty.txt", "is empty"),)


@pytest.mark.parametrize("workers", [1, 2])
def test_record_order_and_processes_leave_the_same_bytes(tmp_path: Path, record: Record, folder: Path, workers: int) -> None:
    write(folder, {f"more/{i}.txt": f"TUR visit CAF 20{i}-01-01\nTUR visit CAF 20{i}" for i in range(10, 40)})
    plain = Record(tmp_path / "plain", fakes.READER)
    plain.read_sources(fakes.sources(folder))
    for turn in range(2 if workers == 1 else 1):
        sources = fakes.sources(folder)
        random.Random(turn).shuffle(sources)
        other = Record(tmp_path / f"other{turn}", fakes.READER)
        other.read_sources(sources, workers=workers)
        assert contents(other.path) == contents(plain.path)
        assert other.claims() == plain.claims()
        assert other.entries() == plain.entries()


def test_record_interrupted_run_is_taken_up_and_leaves_the_same_shards(tmp_path: Path, folder: Path) -> None:
    write(folder, {f"more/{i}.txt": f"TUR visit CAF 20{i}-01-01" for i in range(10, 40)})
    plain = Record(tmp_path / "plain", fakes.READER)
    plain.read_sources(fakes.sources(folder))
    broken = Record(tmp_path / "broken", fakes.READER)
    broken.read_sources(fakes.sources(folder))
    for name in shards.names(broken.path / "shards")[1:]:
        lose(broken.path / "shards" / name)
    receipt = broken.read_sources(fakes.sources(folder))
    assert 0 < receipt.read < receipt.given
    assert contents(broken.path) == contents(plain.path)


def test_record_metadata_is_part_of_the_source(tmp_path: Path, folder: Path) -> None:
    record = Record(tmp_path / "r", fakes.READER)
    for publisher in ("One", "Two"):
        (source,) = [s for s in fakes.sources(folder) if s.address == "a.txt"]
        source.metadata = {"publisher": publisher}
        assert record.read_sources([source], workers=1 if publisher == "One" else 2).read == 1
    assert [s.publisher for s in titled(record).sightings] == ["One", "Two"]


def test_record_source_that_changes_or_goes_is_refused(tmp_path: Path, folder: Path) -> None:
    class Changing(fakes.FakeSource):
        def read(self) -> bytes:
            content = super().read()
            self.path.write_text("other") if self.path.name == "b.txt" else self.path.unlink()
            return content

    sources = [Changing(s.path, s.address) for s in fakes.sources(folder) if s.address != "c.txt"]
    receipt = Record(tmp_path / "r", fakes.READER).read_sources(sources)
    assert [(a, r.partition(":")[0]) for a, r in receipt.refused] == [
        ("a.txt", "cannot be opened"),
        ("b.txt", "changed while it was being read; read it again"),
    ]


def test_record_receipt_names_languages_without_grammar(tmp_path: Path, folder: Path) -> None:
    write(folder, {"f.txt": "Les relations", "g.txt": "Les visites"})
    receipt = Record(tmp_path / "r", fakes.READER).read_sources(fakes.sources(folder))
    assert (receipt.read, receipt.unread) == (5, (("fr", 2),))


def test_record_new_address_is_a_sighting_only(tmp_path: Path, record: Record, folder: Path) -> None:
    copied = write(tmp_path / "elsewhere", {"again.txt": TEXTS["a.txt"]})
    before = record.claims()
    receipt = record.read_sources(fakes.sources(copied))
    assert (receipt.read, receipt.already) == (0, 1)
    assert record.claims() == before
    assert [s.address for s in titled(record).sightings] == ["a.txt", "again.txt"]


def test_record_same_text_in_other_bytes_is_one_document(tmp_path: Path, record: Record) -> None:
    copied = write(tmp_path / "elsewhere", {"other.txt": "Another title\n#title\n" + TEXTS["b.txt"]})
    before = record.totals()
    record.read_sources(fakes.sources(copied))
    assert record.totals()["documents"] == before["documents"]
    assert record.totals()["claims"] == before["claims"]
    assert record.totals()["sightings"] == before["sightings"] + 1


def test_record_other_versions_read_again_and_come_first(record: Record, folder: Path) -> None:
    before = record.totals()
    later = Record(record.path, fakes.LATER)
    assert later.read_sources(fakes.sources(folder)).read == 3
    assert later.totals()["claims"] == before["claims"]
    assert dict(later.versions.parts)["comity"] == "later"


def test_record_document_that_breaks_the_reading_is_refused_alone(tmp_path: Path, folder: Path) -> None:
    write(folder, {"broken.txt": "BROKEN", "z.txt": "FRA visit CAF 1999"})
    record = Record(tmp_path / "r", fakes.READER)
    receipt = record.read_sources(fakes.sources(folder))
    assert [address for address, _ in receipt.refused] == ["broken.txt"]
    assert "a broken reading" in receipt.refused[0][1]
    assert (receipt.read, receipt.texts) == (4, 4)


def test_record_damaged_shard_is_named(record: Record) -> None:
    shard = record.path / "shards" / shards.names(record.path / "shards")[0]
    (shard / "claims.parquet").write_bytes(b"nothing")
    for store in record.path.glob("store-*"):
        store.unlink()
    with pytest.raises(RecordError, match="claims.parquet"):
        Record(record.path, fakes.READER).claims()


@pytest.mark.parametrize(
    ("where", "message"),
    [("file", "is a file"), ("full", "other things in it")],
)
def test_record_wrong_folder_is_refused(tmp_path: Path, folder: Path, where: str, message: str) -> None:
    (tmp_path / "file").write_text("x")
    write(tmp_path / "full", {"thing.txt": "x"})
    with pytest.raises(UsageError, match=message):
        Record(tmp_path / where, fakes.READER).read_sources(fakes.sources(folder))


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({}, 9),
        ({"actor": "TUR"}, 3),
        ({"actor": "FRA", "with_": "CAF"}, 4),
        ({"actor": "FRA", "with_": "CHN"}, 0),
        ({"kind": "visit"}, 3),
        ({"domain": "relations"}, 4),
        ({"domain": "relations", "kind": "visit"}, 0),
        ({"standing": "planned"}, 1),
        ({"since": "2009-02-01"}, 3),
        ({"until": "1960"}, 4),
        ({"since": "1960-09", "until": "1966"}, 4),
    ],
)
def test_record_claims_filters(record: Record, wanted: dict[str, str], count: int) -> None:
    assert len(record.claims(**wanted)) == count


def test_record_claims_of_a_sentence_come_as_its_words(tmp_path: Path) -> None:
    kinds = ["visit", "praise", "accuse", "invite", "thank", "warn"]
    write(tmp_path / "p", {"a.txt": " & ".join(f"FRA {kind} CAF" for kind in kinds)})
    made = Record(tmp_path / "r", fakes.READER)
    made.read_sources(fakes.sources(tmp_path / "p"))
    assert [c.kind for c in made.claims(actor="CAF")] == kinds


@pytest.mark.parametrize("wanted", [{"since": "yesterday"}, {"standing": "sure"}, {"document": "zzz"}, {"domain": "weather"}])
def test_record_claims_wrong_filter_is_said(record: Record, wanted: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        record.claims(**wanted)


def test_record_claim_by_unique_beginning(record: Record) -> None:
    one = record.claims()[0]
    assert record.claim(one.id) == record.claim(one.id[:12]) == one
    with pytest.raises(UsageError, match="no claim"):
        record.claim("nothing")
    with pytest.raises(UsageError, match="no claim"):
        record.claim("")


def test_record_document_is_the_one_that_was_read(record: Record, folder: Path) -> None:
    document = titled(record)
    assert document.text == fakes.load((folder / "a.txt").read_bytes(), "a.txt").text
    assert document.sightings[0].source


def titled(record: Record):  # type: ignore[no-untyped-def]
    return next(d for d in record.documents() if d.title)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file() and p.suffix != ".duckdb"}


def lose(shard: Path) -> None:
    for path in shard.iterdir():
        path.unlink()
    shard.rmdir()


def test_record_claims_come_by_pages(record: Record) -> None:
    for wanted in ({}, {"actor": "CAF"}, {"actor": "CAF", "with_": "FRA"}, {"actor": "CAF", "kind": "visit", "since": "2009"}):
        whole = record.claims(**wanted)
        pages = [record.claims(**wanted, limit=2, first=first) for first in range(0, len(whole) + 2, 2)]
        assert [c for page in pages for c in page] == whole and len(whole) > 0
