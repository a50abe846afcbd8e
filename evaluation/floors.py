"""What was reached once is not lost again: `floors.json` pins each figure with the hash of the data it was measured on."""

from __future__ import annotations

import json
from typing import Any

from evaluation import settings

SLACK = 0.0005  # figures are pinned rounded to three digits


def load() -> dict[str, dict[str, Any]]:
    """The pinned floors: figure -> {"floor": …, "data": hash}."""
    if not settings.FLOORS.exists():
        return {}
    found: dict[str, dict[str, Any]] = json.loads(settings.FLOORS.read_text(encoding="utf-8"))
    return found


def worse(name: str, value: float, floor: float) -> bool:
    """Whether a figure is worse than its floor; for shares of faults, less is better.

    >>> worse("rdcr.kind_date", 0.5, 0.6), worse("register-plain.row_wrong", 0.0, 0.01)
    (True, False)
    """
    from evaluation.report import LESS_IS_BETTER

    return value > floor + SLACK if name.endswith(LESS_IS_BETTER) else value < floor - SLACK


def broken(results: dict[str, dict[str, Any]]) -> list[str]:
    """The floors that these results fall below, a line each."""
    from evaluation.report import figure

    lines = []
    for name, pin in load().items():
        value, run = figure(results, name), name.partition(".")[0]
        if value is not None and pin["data"] == settings.fingerprint(run.partition("-")[0]) and worse(name, value, pin["floor"]):
            lines.append(f"{name}: {value:.4f}, pinned {pin['floor']}")
    return lines


def pin(results: dict[str, dict[str, Any]], lower: bool = False) -> str:
    """Raise the floors to what was reached; lower one only when told to."""
    from evaluation.report import FIGURES, SAMPLES, figure

    pinned, said = load(), []
    for name in (*FIGURES, *SAMPLES):
        value = figure(results, name)
        if value is None:
            continue
        value, data = round(value, 3), settings.fingerprint(name.partition(".")[0].partition("-")[0])
        old = pinned.get(name)
        if old is None or old["data"] != data or lower or not worse(name, value, old["floor"]):
            if old is None or old["floor"] != value or old["data"] != data:
                said.append(f"{name}: {'new' if old is None else old['floor']} -> {value}")
            pinned[name] = {"floor": value, "data": data}
        else:
            said.append(f"{name}: stays at {old['floor']}, reached only {value}")
    settings.FLOORS.write_text(json.dumps(dict(sorted(pinned.items())), indent=1) + "\n", encoding="utf-8")
    return "\n".join(said) or "no floor moved"
