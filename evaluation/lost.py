"""Partner cells masked, and found again: `python -m evaluation.lost --record DIR [--count 500] [--seed 1] [--wrong]`.

The record has read the wikitext pages. Some cells are emptied, the rest is known; what is found is held against what stood there.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from comity.record.beginnings import elsewhere, table_rows, undated_rows
from comity.record.lost import infer
from comity.record.odds import Known
from comity.record.record import Record


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evaluation.lost", description=__doc__)
    parser.add_argument("--record", type=Path, required=True)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wrong", action="store_true", help="print the wrong ones")
    given = parser.parse_args()
    with Record(given.record).sql() as connection:
        rows, said = table_rows(connection), elsewhere(connection)
        rows += undated_rows(connection, rows)
    named = [row for row in rows if row.partner and row.time]
    masked = {row.claim: row for row in random.Random(given.seed).sample(named, min(given.count, len(named)))}
    hidden = {claim for row in masked.values() for claim in (row.claim, *row.notes)}
    left = {actor: [one for one in some if one.claim not in hidden] for actor, some in said.items()}
    rows = [row._replace(partner="", words="") if row.claim in masked else row for row in rows]
    found = infer(rows, Known([row for row in rows if row.time], left))
    own = [one for one in found if one.claim in masked]
    wrong = [one for one in own if one.actor != masked[one.claim].partner]
    for one in wrong if given.wrong else ():
        row = masked[one.claim]
        print(f"{row.focus} {row.time}: {one.actor}, not {row.partner} ({row.words}): {'; '.join(one.reasons)}")
    print(f"masked {len(masked)} of {len(named)}; found {(len(own) - len(wrong)) / len(masked):.3f}; wrong {len(wrong) / len(masked):.4f}")


if __name__ == "__main__":
    main()
