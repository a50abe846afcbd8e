"""The one place that knows where the gold data is: COMITY_GOLD, else `shared` beside the project's folder."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
GOLD = Path(os.environ.get("COMITY_GOLD", PROJECT.parent / "shared"))
FLOORS = Path(__file__).with_name("floors.json")


def present() -> bool:
    """Whether the gold data can be read here."""
    return (GOLD / "eval" / "score.py").exists()


def demand() -> None:
    """Leave with one clear line where the gold data is absent."""
    if not present():
        sys.exit(f"The gold data is not at {GOLD}. Put its folder's path into COMITY_GOLD.")


def fingerprint(kit: str) -> str:
    """The hash of a kit's gold files: a floor holds for these and no others."""
    folder, hasher = GOLD / "eval" / ("register" if kit.startswith(("register", "contradictions")) else kit), hashlib.sha256()
    for path in sorted(folder.glob("*.jsonl")):
        hasher.update(path.read_bytes())
    return hasher.hexdigest()[:16]
