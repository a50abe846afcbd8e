"""Work that is dealt out."""

from __future__ import annotations

import pyarrow as pa
import pytest

from comity.errors import RecordError
from comity.record import dealt


def counted(table: pa.Table) -> dict[str, pa.Table]:
    return {"rows": pa.table({"n": [len(table)]})}


def test_dealt_where_another_comity_is_installed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    part = dealt.Part(pa.table({"n": [1, 2, 3]}))
    ours = dealt.rooms(dealt.TOGETHER)
    assert dealt._done(counted, ours, part)["rows"].table()["n"].to_pylist() == [3]
    monkeypatch.setattr(dealt, "rooms", lambda names: "theirs")
    with pytest.raises(RecordError, match="has another Comity: install there"):
        dealt._done(counted, ours, part)


def test_dealt_part_of_a_table_is_as_large_as_its_own_rows() -> None:
    import pickle

    table = pa.table({"n": range(100_000)})
    part = dealt.Part(table.slice(500, 10))
    assert len(pickle.dumps(part)) < 2_000
    assert pickle.loads(pickle.dumps(part)).table()["n"].to_pylist() == list(range(500, 510))
    assert str(part) == "10 rows of the record"
