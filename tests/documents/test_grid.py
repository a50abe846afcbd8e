from __future__ import annotations

import pytest

from comity.documents import load
from comity.model import Block, BlockKind, Document

GRID = """\
Relations of Ruritania with other states are few.

+-----------+-------+----------------------------------+
| Country   | Began | Notes                            |
+===========+=======+==================================+
| Chad      | 1986  | Both countries established       |
|           |       | relations on July 15, 1986.[3]   |
|           |       |                                  |
|           |       | Chad has an embassy in Zenda.    |
+-----------+-------+----------------------------------+
|           | 2010  | -   First point.                 |
|           |       | -   Second point.                |
+-----------+-------+----------------------------------+
| Japan 日本| 1999  |                                  |
+-----------+-------+----------------------------------+

[3] Gazette of Zenda
"""

SPANNED = """\
List of partners of the state:

+--------------------------+
| States of the continent  |
+====+=========+===========+
| #  | Country | Date      |
+----+---------+-----------+
| 1  |         | 6 May 1957|
+----+---------+-----------+
| 2  | Mali    | 1960      |
+----+---------+-----------+
"""

SIMPLE = """\
Partners by year are given here.

  Country          Since
  ---------------- --------
  Algeria          1962
  {{#invoke:flag   1977
"""


def rows(document: Document) -> list[Block]:
    return [b for b in document.blocks if b.kind is BlockKind.TABLE_ROW]


def cells(document: Document, block: Block) -> list[str]:
    return [document.text[c.start : c.end] for c in block.cells]


def test_grid_table_gives_each_cell_its_words_and_header() -> None:
    document = load(GRID.encode(), "r.txt")
    first, second, third = rows(document)
    assert cells(document, first) == [
        "Chad",
        "1986",
        "Both countries established relations on July 15, 1986.\nChad has an embassy in Zenda.",
    ]
    assert cells(document, second) == ["", "2010", "First point.\nSecond point."]
    assert cells(document, third) == ["Japan 日本", "1999", ""]
    assert [c.header for c in first.cells] == ["Country", "Began", "Notes"]
    assert {b.table for b in rows(document)} == {1}


def test_grid_table_keeps_marks_out_of_cells_and_links_them() -> None:
    document = load(GRID.encode(), "r.txt")
    (mark,) = rows(document)[0].marks
    (reference,) = [b for b in document.blocks if b.kind is BlockKind.REFERENCE]
    assert mark.label == reference.label == "3"
    assert document.text[: mark.position].endswith("July 15, 1986.")
    assert document.text[reference.start : reference.end] == "Gazette of Zenda"


def test_row_over_all_columns_is_a_caption_and_the_next_row_the_header() -> None:
    document = load(SPANNED.encode(), "s.txt")
    assert [[c.header for c in b.cells] for b in rows(document)] == [["#", "Country", "Date"]] * 2
    assert [cells(document, b) for b in rows(document)] == [["1", "", "6 May 1957"], ["2", "Mali", "1960"]]
    assert rows(document)[0].section[-1] == "States of the continent"


def test_simple_table_has_rows_and_headers() -> None:
    document = load(SIMPLE.encode(), "s.txt")
    assert [cells(document, b) for b in rows(document)] == [["Algeria", "1962"], ["", "1977"]]
    assert [c.header for c in rows(document)[0].cells] == ["Country", "Since"]


def test_sentences_do_not_cross_cells() -> None:
    document = load(GRID.encode(), "r.txt")
    spans = [(c.start, c.end) for b in rows(document) for c in b.cells]
    inside = [s for s in document.sentences if document.blocks[s.block].kind is BlockKind.TABLE_ROW]
    assert inside and all(any(a <= s.start and s.end <= z for a, z in spans) for s in inside)


@pytest.mark.parametrize("broken", ["+---+\n", "+---+\n| a |\n", "+---+---+\n| a\n+---+---+\n", "+---+\n+---+\ntext here.\n", "|---|\n"])
def test_broken_tables_are_read_as_they_can_be(broken: str) -> None:
    document = load(f"Words before it all.\n\n{broken}".encode(), "b.txt")
    assert document.text.startswith("Words before it all.")
