"""CSV, JSON and JSON lines."""

from __future__ import annotations

import csv as csvlib
import io
import json as jsonlib

from comity.exchange.table import Table, flat


def csv(table: Table) -> str:
    """A heading of column names, then a line a row."""
    out = io.StringIO()
    writer = csvlib.writer(out, lineterminator="\n")
    writer.writerow([c.name for c in table.columns])
    writer.writerows([flat(row[c.name]) for c in table.columns] for row in table.rows)
    return out.getvalue()


def json(table: Table) -> str:
    """One object: what the answer is about, its records, the sentences it cites."""
    whole = {**table.about, "records": table.records(), "cited": [c._asdict() for c in table.cited]}
    return jsonlib.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def jsonl(table: Table) -> str:
    """A record a line."""
    return "".join(jsonlib.dumps(record, ensure_ascii=False) + "\n" for record in table.records())
