from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.model import Claim, Document, Span
from comity.record import rows
from tests.record import strategies


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.lists(strategies.claims, max_size=3))
def test_rows_claims_come_back_exactly(claims: list[Claim]) -> None:
    assert list(rows.values(Claim, through_parquet(rows.table(Claim, claims)))) == claims


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.lists(strategies.documents, max_size=3))
def test_rows_documents_come_back_exactly(documents: list[Document]) -> None:
    assert list(rows.values(Document, through_parquet(rows.table(Document, documents)))) == documents


@pytest.mark.parametrize("kind", [Claim, Document])
def test_rows_empty_table_has_the_same_columns(kind: type) -> None:
    assert rows.table(kind, []).column_names == [f.name for f in rows.fields_of(kind)]


@dataclass(frozen=True)
class Newer:
    start: int
    name: str = "none"


def test_rows_a_column_that_is_missing_is_the_default() -> None:
    assert rows.decode(Newer, rows.encode(Span(1, 2))) == Newer(1, "none")


def through_parquet(table: pa.Table) -> pa.Table:
    sink = pa.BufferOutputStream()
    parquet.write_table(table, sink)
    return parquet.read_table(pa.BufferReader(sink.getvalue()))
