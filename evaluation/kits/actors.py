"""actors: country and sector of a phrase, in the kit's house codes (the EU is EUR, UN bodies are UNO, other organisations IGO)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from comity import actors


def predict(inputs: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in inputs:
        country, sector = actors.code_phrase(row["query"], at=row["date"] or "", context=row["context"] or "")
        yield {"id": row["id"], "country": country, "code_1": sector, "none": not country and not sector}
