"""The store: whatever way a record came to be what it is, its store says the same as one that is built from nothing."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity import engines
from comity.engines import engine
from comity.record import dealt, entries, grounds, kin, store
from comity.record.choices import tie_kinds
from comity.record.consolidate import consolidate
from comity.record.consolidate import said as of_claim
from comity.record.contradictions import contradictions
from comity.record.record import Record
from comity.record.sides import bilateral
from comity.record.ties import lives, ties
from comity.record.when import bounds
from tests.record import fakes
from tests.record.conftest import write

LISTED = {
    "documents": "id, shard, source, title, address",
    "claims": "id, shard, kind, time.edtf",
    "participants": "*",
    "sightings": "*",
    "refused": "*",
    "said": "claim, content, pair, kind, time, standing, document, place",
    "entries": "*",
    "entry_claims": "*",
    "entry_actors": "*",
    "ties": "*",
    "tie_actors": "*",
    "spans": "*",
    "placed": "*",
    "contradictions": "*",
    "copies": "*",
    "passages": "*",
    "compared": "*",
    "runs": "*",
}
KINDS = ("visit", "visit", "open_mission", "has_mission", "establish_relations", "sever_relations", "holds_office")
PROSE = "The delegations spoke for three hours about fishing, grain, the old railway and the price of gas before they left again"


def tables(record: Record) -> dict[str, list[object]]:
    """All that a store says, in one order."""
    with record.sql() as connection:
        return {name: sorted(map(repr, connection.execute(f"SELECT {columns} FROM {name}").fetchall())) for name, columns in LISTED.items()}


def text(chance: random.Random) -> str:
    """A page of a few claims, some of which other pages make as well, and sometimes a paragraph that others have too."""
    times = ("", " 1960", " 1960-08", " 1960-08-13", " 1961", " 1960-08-20", " 1959/..", " 1975/1980")
    lines = []
    for _ in range(chance.randint(1, 5)):
        one, other = chance.sample(["FRA", "CAF", "TCD", "-", "?"], 2)
        kind = chance.choice(KINDS)
        lines.append(f"{one} {kind} {other}{chance.choice(times)}{chance.choice(['', '', ' actual', ' planned', ' denied'])}")
        if kind == "holds_office":
            lines[-1] += f" person={chance.choice(['Lovik', 'Maro'])}"
    if chance.random() < 0.4:
        lines.append(f"{PROSE}, said the Agence France-Presse.")
    return "\n".join(lines) + f"\nPage {chance.randint(1, 50)}."


def rebuilt(record: Record) -> dict[str, list[object]]:
    """The same of a store that is built from nothing."""
    record.close()
    for path in record.path.glob("store-*.duckdb"):
        path.unlink()
    return tables(record)


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10_000))
def test_store_that_grew_is_the_one_built_from_nothing(seed: int) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        folder, record = Path(place) / "pages", Record(Path(place) / "record", fakes.READER)
        for step in range(4):
            for number in range(chance.randint(1, 4)):
                write(folder, {f"{step}-{number}.txt": text(chance)})
            if step == 2 and chance.random() < 0.5:  # the same text once more, at another address
                write(folder, {"again.txt": next(iter(sorted(folder.iterdir()))).read_text()})
            record.read_sources(fakes.sources(folder))
            for _ in range(chance.randint(0, 2)):
                known = [*record._ids(), *3 * record.removed()]
                back = [{"removed": False}, {"publisher": ""}, {"date": ""}]
                record.correct(chance.choice(known), **chance.choice([{"removed": True}, {"publisher": "Reuters"}, {"date": "1999"}, *back]))
        grown = tables(record)
        assert grown == rebuilt(record)


def test_store_entries_and_ties_are_those_of_the_pure_functions(tmp_path: Path) -> None:
    chance = random.Random(7)
    write(tmp_path / "pages", {f"{n}.txt": text(chance) for n in range(40)})
    record = Record(tmp_path / "record", fakes.READER)
    record.read_sources(fakes.sources(tmp_path / "pages"))
    said = [one for claim in record.claims() for one in of_claim(claim, bilateral())]
    expected = [(e.id, e.actors, e.time, e.supporting, e.disputing, e.attributes) for e in consolidate(said, bounds, tie_kinds())]
    assert sorted(expected) == sorted((e.id, e.actors, e.time, e.supporting, e.disputing, e.attributes) for e in record.entries())
    assert record.network().of() == ties(said, {}, lives)
    assert record.contradictions() == contradictions(said, (), lives) != []


def test_store_that_many_processes_build_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(3)
    write(tmp_path / "pages", {f"{n}.txt": text(chance) for n in range(40)})
    record = Record(tmp_path / "record", fakes.READER)
    record.read_sources(fakes.sources(tmp_path / "pages"))
    alone = tables(record)
    assert all(alone[name] for name in ("ties", "copies", "entries"))
    for path in (record.close() or record.path).glob("store-*.duckdb"):
        path.unlink()
    monkeypatch.setattr(dealt, "ROWS", 7)
    monkeypatch.setattr(kin, "TEXTS", 7)
    monkeypatch.setattr(grounds, "BATCH", 7)
    here: list[object] = []
    monkeypatch.setattr(engines, "engine", lambda: here.append(1) or engine())
    record._build(record.versions, engine(2))
    assert not here  # every step had more than one job
    assert tables(record) == alone


def test_grounds_are_the_same_of_few_documents_and_of_many(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    with record.sql() as connection:
        claims = [c.id for c in record.claims()]
        few = list(grounds.of(connection, claims))
        monkeypatch.setattr(grounds, "FEW", 0)
        assert few == list(grounds.of(connection, claims)) and len(few) == len(claims) > 0


def test_store_takes_over_the_old_one_and_brings_together_only_what_changed(record: Record, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record.totals()
    groups: list[str] = []
    gathered = entries.gathered
    monkeypatch.setattr(entries, "gathered", lambda group, *rest: groups.append(group[0].kind) or gathered(group, *rest))
    write(folder, {"d.txt": "TUR visit CAF 2011"})
    record.read_sources(fakes.sources(folder))
    assert groups == ["visit"]
    write(folder, {"e.txt": "TUR visit CAF 2009\nNobody else was there."})  # nothing that was not said before: one source more
    before = {e.id: (e.sources, len(e.supporting)) for e in record.entries()}
    record.read_sources(fakes.sources(folder))
    assert groups == ["visit"]
    after = {e.id: (e.sources, len(e.supporting)) for e in record.entries()}
    (more,) = set(after.items()) - set(before.items())
    assert before.keys() == after.keys() and more[1] == tuple(n + 1 for n in before[more[0]])


def test_store_that_does_not_fit_is_built_from_nothing(record: Record, folder: Path) -> None:
    import duckdb

    record.close()
    with duckdb.connect(str(next(record.path.glob("store-*.duckdb")))) as connection:
        connection.execute("DROP INDEX claims_id; ALTER TABLE claims DROP COLUMN sectors")
    write(folder, {"d.txt": "TUR visit CAF 2011"})
    record.read_sources(fakes.sources(folder))
    assert len(record.claims(kind="visit")) == 4 and all(c.sectors == () for c in record.claims())


def test_store_with_other_shards_than_the_old_one_begins_anew(record: Record, folder: Path) -> None:
    record.totals()
    assert store._older(record.path) is not None
    for n in range(3):
        write(folder, {f"more/{n}/{m}.txt": f"FRA visit CAF {1900 + 10 * n + m}" for m in range(9)})
        Record(tmp := record.path, fakes.READER)  # the shards alone, without a store of theirs
        from comity.engines.child import NO_LIMITS
        from comity.record.filling import fill

        fill(tmp, fakes.sources(folder / f"more/{n}"), fakes.READER, 1, None, NO_LIMITS)
    assert store._older(record.path) is None
    assert len(record.claims(kind="visit")) == 30


def test_store_has_the_ties_of_a_mission_that_was_raised(tmp_path: Path) -> None:
    write(tmp_path / "pages", {"a.txt": "Ethiopia raised its legation in Norway to an embassy in 1971.\n"})
    record = Record(tmp_path / "record")
    record.read([tmp_path / "pages"])
    turns = {t.attributes: [(m.turn.value, m.time) for m in t.marks] for t in record.network().of("ETH", "NOR")}
    assert turns == {(("mission", "embassy"),): [("start", "1971")], (("mission", "legation"),): [("end", "1971")]}
