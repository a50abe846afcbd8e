"""All kits in one table: what is reached, the floor under it, the mark that is aimed at, what others reach on the same data."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from evaluation import floors, settings

RUNS = ("plover", "plv", "actors", "rdcr", "facts", "register", "register-plain", "contradictions")

EVERY = 5
SAMPLED = ("register", "register-plain", "contradictions")
"""The runs that read all pages, which takes minutes. Of every fifth page alone, `register-sample` and so on, each has floors of its
own: these are what the tests hold."""
TESTED = tuple(f"{run}-sample" if run in SAMPLED else run for run in RUNS)

# figure -> what others reach with the same scorer on the same half (name of the system, figure)
PEERS = {
    "plover.first.type_strict": ("UniversalPetrarch", 0.44),
    "plover.first.source_country": ("UniversalPetrarch", 0.75),
    "plover.first.target_country": ("UniversalPetrarch", 0.68),
    "plover.first.dyad_type": ("UniversalPetrarch", 0.28),
    "plover.interstate.first.type_strict": ("UniversalPetrarch", 0.49),
    "plover.interstate.first.dyad_type": ("UniversalPetrarch", 0.37),
    "plv.root_macro_f1": ("ZSP, RoBERTa-large", 0.743),
    "plv.quad_macro_f1": ("ZSP, RoBERTa-large", 0.867),
}
FIGURES = (
    *PEERS,
    "actors.country",
    "actors.code_1",
    "rdcr.kind_date",
    "rdcr.kind_year",
    "rdcr.explicit.kind_date",
    "rdcr.explicit.kind_year",
    "facts.en.recall",
    "facts.en.wholly_right",
    "facts.en.standing_of_found",
    "facts.en.standing_macro_of_found",
    "facts.en.precision_at_least",
    "facts.en.date_of_found",
    "facts.en.dates_invented",
    "facts.en.blank_cells_guessed_wrong",
    "facts.recall",
    "register.partner_date",
    "register.partner_year",
    "register.partner",
    "register-plain.partner_date",
    "register-plain.row_right",
    "register-plain.row_wrong",
    "register-plain.predicted_wrong",
    "contradictions.recall",
)
SAMPLES = tuple(name.replace(".", "-sample.", 1) for name in FIGURES if name.partition(".")[0] in SAMPLED)
LESS_IS_BETTER = ("dates_invented", "guessed_wrong", "row_wrong", "predicted_wrong")


def scorer() -> ModuleType:
    """The kits' own scorer, as it stands beside them."""
    settings.demand()
    path = settings.GOLD / "eval" / "score.py"
    spec = importlib.util.spec_from_file_location("gold_scorer", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(run: str, keep: Path | None = None, ci: bool = False) -> dict[str, Any]:
    """Predict one kit and score it on the half that is here. `run` is the kit's name, or 'register-plain'; of SAMPLED also '…-sample'."""
    from evaluation.__main__ import predict

    module, (kit, *ways) = scorer(), run.split("-")
    plain, gold = "plain" in ways, module.load_gold(kit, "dev")
    pages = sampled(module) if "sample" in ways else None
    with tempfile.TemporaryDirectory() as scratch:
        folder = keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        inputs, out = folder / f"{run}.in.jsonl", folder / f"{run}.out.jsonl"
        rows = list(module.inputs(kit, gold, plain, "dev"))
        if pages is not None:
            rows, gold = [only(r, pages) for r in rows if r["id"] in {*pages, "all"}], [g for g in gold if whom(g) <= pages]
        inputs.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
        predict(kit, inputs, out)
        said = module.load_pred(kit, out)
    with contextlib.redirect_stdout(io.StringIO()):
        result: dict[str, Any] = module.score(kit, gold, said, False, False, plain)
        if ci:
            result["ci"] = module.intervals(kit, gold, said, result, plain)[0]
    if keep:
        (keep / f"{run}.score.json").write_text(json.dumps(result, indent=1, ensure_ascii=False), encoding="utf-8")
    return result


def sampled(module: ModuleType) -> frozenset[str]:
    """The states of every fifth page, in alphabetical order."""
    return frozenset(sorted(page["id"] for page in module.load_gold("register", "dev"))[::EVERY])


def whom(row: dict[str, Any]) -> set[str]:
    """Whose pages a line of gold is about: one state's, or two that contradict each other."""
    return set(row.get("dyad") or [row["id"]])


def only(row: dict[str, Any], pages: frozenset[str]) -> dict[str, Any]:
    """An input with the pages of these states, if it has many."""
    return {**row, "pages": [p for p in row["pages"] if Path(p).stem in pages]} if "pages" in row else row


def scores(runs: Iterable[str], keep: Path | None = None, ci: bool = False) -> dict[str, dict[str, Any]]:
    """The results of several runs by their name."""
    return {run: score(run, keep, ci) for run in runs}


def figure(results: dict[str, dict[str, Any]], name: str) -> float | None:
    """One figure by its dotted name: 'rdcr.explicit.kind_date' is the F1 (or share) found there."""
    node: Any = results
    for part in name.split("."):
        if not isinstance(node, dict) or part not in node:
            return None
        node = node[part]
    if isinstance(node, dict):
        node = node.get("f1", node.get("acc"))
    return None if node is None else float(node)


def table(results: dict[str, dict[str, Any]]) -> str:
    """One line a figure: reached, floor, peers; with the interval where it was asked for."""
    lines = [f"{'figure':42s} {'reached':>8s} {'floor':>7s}  peers (same scorer, same half)"]
    pinned = floors.load()
    for name in (*FIGURES, *SAMPLES):
        value = figure(results, name)
        if value is None:
            continue
        run, _, rest = name.partition(".")
        floor = pinned.get(name, {}).get("floor")
        peer = f"{PEERS[name][0]} {PEERS[name][1]:.3f}" if name in PEERS else ""
        low_high = results[run].get("ci", {}).get(rest)
        interval = f"  [{low_high[0]:.3f}, {low_high[1]:.3f}]" if low_high else ""
        lines.append(f"{name:42s} {value:8.3f} {'' if floor is None else format(floor, '.3f'):>7s}  {peer}{interval}".rstrip())
    for run in ("rdcr",):
        if run in results:
            lines.append(f"rdcr.never_trap: {results[run]['never_trap']}")
    if "contradictions" in results:
        lines.append(f"contradictions.predicted: {results['contradictions']['predicted']}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(scores(sys.argv[1:] or RUNS)))
