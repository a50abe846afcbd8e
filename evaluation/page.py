"""The page of figures: `docs/evaluation.md` holds, between two marks, the table that the report makes."""

from __future__ import annotations

from typing import Any

from evaluation import floors, settings
from evaluation.report import FIGURES, LESS_IS_BETTER, PEERS, RUNS, figure

PAGE = settings.PROJECT / "docs" / "evaluation.md"
BEGIN = "<!-- figures: written by `python -m evaluation report --write` -->"
END = "<!-- end of figures -->"


def table(results: dict[str, dict[str, Any]]) -> str:
    """The figures as a Markdown table: reached, pinned floor, what others reach. An arrow down: less is better.

    >>> print(table({"plv": {"root_macro_f1": 0.71}}).splitlines()[2].split("|")[1:3])
    [' `plv.root_macro_f1` ', ' 0.710 ']
    """
    pinned = floors.load()
    lines = ["| figure | reached | floor | others, same scorer, same data |", "|---|---|---|---|"]
    for name in FIGURES:
        if (value := figure(results, name)) is None:
            continue
        floor = pinned.get(name, {}).get("floor")
        peer = f"{PEERS[name][0]} {PEERS[name][1]:.3f}" if name in PEERS else ""
        less = " ↓" if name.endswith(LESS_IS_BETTER) else ""
        lines.append(f"| `{name}`{less} | {value:.3f} | {'' if floor is None else format(floor, '.3f')} | {peer} |")
    return "\n".join(lines)


def write(results: dict[str, dict[str, Any]]) -> str:
    """Puts the table between the page's marks, when all kits were scored; says what was done."""
    if missing := [run for run in RUNS if run not in results]:
        return f"{PAGE.name} stays as it is: it shows all kits, and {', '.join(missing)} was not scored"
    figures = table(results)
    return put(BEGIN, END, figures)


def put(begin: str, end: str, figures: str) -> str:
    """Puts figures between two marks of the page; says what was done."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        return f"{PAGE.name} stays as it is: its marks are gone; put back {begin} and {end}"
    PAGE.write_text(f"{before}{begin}\n\n{figures}\n\n{end}{after}", encoding="utf-8")
    return f"{PAGE.name} has {figures.count(chr(10) + '|') - 1} figures"
