"""What each part of reading is worth: every kit again with the part switched off.

Nothing in Comity knows of this: a part is switched off by putting something emptier in the place of a function, wherever the
function is known by name, while the kits are read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any

import comity.grammar.english as english
from comity.actors import mentions as finding
from comity.grammar.english.subjects import subjects
from comity.model import Standing
from comity.reading import between, implied, matching, reader, sentence, standing
from comity.reading.features import likeliest
from evaluation import page, report, settings
from evaluation.kits import KITS, adapter

RUNS = ("plover", "plv", "rdcr", "facts")
FIGURES = (
    "plover.first.type_strict",
    "plover.first.dyad_type",
    "plover.interstate.first.dyad_type",
    "plv.root_macro_f1",
    "rdcr.explicit.kind_date",
    "facts.en.recall",
    "facts.en.wholly_right",
    "facts.en.standing_macro_of_found",
    "facts.en.precision_at_least",
)
BEGIN = "<!-- ablation: written by `python -m evaluation ablation --write` -->"
END = "<!-- end of ablation -->"
Swap = Callable[[], dict[Callable[..., Any], Callable[..., Any]]]  # what stands in the place of what


def nominalisations() -> dict[Callable[..., Any], Callable[..., Any]]:
    """No noun is a predicate."""
    return {english._nominals: lambda parse, at, extra: []}


def control() -> dict[Callable[..., Any], Callable[..., Any]]:
    """An infinitive has no subject but its own, and no pattern looks into the clause below."""
    heads = matching.heads

    def own(parse: Any, verb: int) -> tuple[int, ...]:
        below = parse.tokens[verb].dep in ("xcomp", "oprd")
        stated = any(parse.tokens[c].dep in ("nsubj", "nsubjpass") for c in parse.children[verb])
        return subjects(parse, verb) if stated or not below else ()

    def here(reading: Any, clause: Any, place: str) -> Sequence[int]:
        return () if place.startswith("clause") else heads(reading, clause, place)

    return {subjects: own, heads: here}


def standings() -> dict[Callable[..., Any], Callable[..., Any]]:
    """Whatever is said is so, but where the pattern itself says otherwise."""
    return {standing.judge: lambda reading, clause, pattern, *rest: (pattern.standing or Standing.ACTUAL, ())}


def learned() -> dict[Callable[..., Any], Callable[..., Any]]:
    """Rules alone: the claim that fits the marks best, or none."""

    def decide(marked: Any) -> Any:
        joined = [c for c in marked.candidates if c.source == c.target == 2] or marked.candidates
        best = likeliest(replace(marked, candidates=joined)) if joined else None
        return best and between._between(marked, best, "", "rule")

    return {between.decide: decide, between.named_first: lambda document, *rest: None}


def pronouns() -> dict[Callable[..., Any], Callable[..., Any]]:
    """Pronouns and descriptions ('it', 'the two countries', 'the government') stand for nobody."""
    scene, mentions = finding.scene, finding.mentions

    def named(found: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(m for m in found if m.how not in ("pronoun", "description"))

    def bare(document: Any) -> Any:
        found, here = scene(document)
        return named(found), here

    return {
        scene: bare,
        mentions: lambda document: named(mentions(document)),
        sentence.Reading._meant: lambda reading, pronoun: None,
    }


def sides() -> dict[Callable[..., Any], Callable[..., Any]]:
    """A page supplies no side that a sentence leaves out."""
    return {
        implied.complete: lambda reading, kind, clause, who, setting: who,
        implied.MissionsSpokenOf.complete: lambda spoken, who, mission, raised, page: who,
    }


PARTS: dict[str, Swap] = {
    "nominalisations": nominalisations,
    "control": control,
    "standing": standings,
    "the learned model": learned,
    "pronouns and descriptions": pronouns,
    "sides that the page supplies": sides,
}


@contextmanager
def without(part: str) -> Iterator[None]:
    """Comity without one of its parts.

    >>> from comity import load, read
    >>> page = load(b"France did not attack Chad.", "page.txt")
    >>> with without("standing"):
    ...     [c.standing.value for c in read(page)]
    ['actual']
    >>> [c.standing.value for c in read(page)]
    ['unrealised']
    """
    for kit in KITS:
        adapter(kit)  # what is loaded while a part is off would keep what stands in its place
    with ExitStack() as stack:
        for old, new in PARTS[part]().items():
            places = [(place, name) for place in _places() for name, value in list(vars(place).items()) if value is old]
            assert places, f"{old} is known nowhere"
            for place, name in places:
                setattr(place, name, new)
                stack.callback(setattr, place, name, old)
        yield


def _places() -> list[Any]:
    modules = [m for name, m in sys.modules.items() if name.split(".")[0] in ("comity", "evaluation") and name != __name__]
    return [*modules, sentence.Reading, implied.MissionsSpokenOf, reader.Page]


def measured(runs: Sequence[str] = RUNS) -> dict[str, dict[str, dict[str, Any]]]:
    """The scores of the kits with everything ('') and without each part."""
    found = {"": report.scores(runs)}
    for part in PARTS:
        with without(part):
            found[part] = report.scores(runs)
    return found


def table(found: dict[str, dict[str, dict[str, Any]]]) -> str:
    """A line a figure: with everything, and what is lost (or won) without each part.

    >>> print(table({"": {"plv": {"root_macro_f1": 0.7}}, "control": {"plv": {"root_macro_f1": 0.65}}}).splitlines()[-1])
    | `plv.root_macro_f1` | 0.700 | −0.050 |
    """
    parts = [p for p in found if p]
    lines = [f"| figure | all | {' | '.join(f'without {p}' for p in parts)} |", "|---" * (len(parts) + 2) + "|"]
    for name in FIGURES:
        if (whole := report.figure(found[""], name)) is None:
            continue
        cells = [_change((report.figure(found[p], name) or 0.0) - whole) for p in parts]
        lines.append(f"| `{name}` | {whole:.3f} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _change(by: float) -> str:
    return "0" if abs(by) < 0.0005 else f"{by:+.3f}".replace("-", "−")


def write(figures: str) -> str:
    """Puts the table between the page's marks; says what was done."""
    before, _, rest = page.PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        return f"{page.PAGE.name} stays as it is: its marks are gone; put back {BEGIN} and {END}"
    page.PAGE.write_text(f"{before}{BEGIN}\n\n{figures}\n\n{END}{after}", encoding="utf-8")
    return f"{page.PAGE.name} has the worth of {len(PARTS)} parts"


def run(runs: Sequence[str], put: bool) -> None:
    """Measures, prints, and with `put` writes the page."""
    settings.demand()
    figures = table(measured(runs or RUNS))
    print(figures)
    if put:
        print(write(figures) if not runs else f"{page.PAGE.name} stays as it is: it shows {', '.join(RUNS)}")
