"""What held on a day, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from comity.exchange.table import Cell, Cited, Column, Line, Table
from comity.record.asof import Answer, AsOf, Told
from comity.record.citations import Citation
from comity.record.names import name_of
from comity.record.ties import Tie
from comity.record.words import kind_words, time_words

COLUMNS = (
    Column("tie", "Tie"),
    Column("who", "Between"),
    Column("answer", "On the day"),
    Column("reason", "Because"),
    Column("disputed", "Disputed by"),
    Column("claims", "Claims", page=False),
)
LEGEND = "holds, presumed, possibly, ended, not yet, unknown; what is only planned, denied, alleged or an opinion stands below as that."


def asof_table(found: AsOf, cited: Mapping[str, Citation], about: Mapping[str, Any]) -> Table:
    """A row a tie, then what is said but makes none. `cited` gives the sentence of each claim."""
    whose = f" of {name_of(found.actor)}" if found.actor else ""
    rows = [_answer(a, cited) for a in found.answers] + [_told(t, cited) for t in found.told]
    numbered = sorted({c.number: c for c in cited.values()}.items())
    return Table(
        f"Ties{whose} on {found.day}",
        COLUMNS,
        tuple(rows),
        tuple(Cited(c.number, c.sentence, c.where, c.references, c.document, c.start, c.end) for _, c in numbered),
        (LEGEND,) if rows else ("The record knows of no tie.",),
        data=lambda: [_record(a) for a in found.answers] + [_told_record(t) for t in found.told],
        about={**about, "day": found.day, "actor": found.actor},
    )


def tie_words(tie: Tie) -> str:
    """A tie in words: what it is."""
    told = dict(tie.attributes)
    mission = told.pop("mission", "")
    words = mission or kind_words(tie.kind)
    rest = ", ".join(v for _, v in sorted(told.items()))
    return words + (f" ({rest})" if rest else "")


def who_words(tie: Tie) -> str:
    """Between whom it is: an arrow from whoever has it, where it is not mutual."""
    from comity.kinds import ontology

    arrow = " – " if ontology().kind(tie.kind).symmetric else " → "
    return arrow.join(name_of(a) for a in tie.actors)


def _answer(one: Answer, cited: Mapping[str, Citation]) -> dict[str, Cell]:
    return {
        "tie": tie_words(one.tie),
        "who": who_words(one.tie),
        "answer": one.state.value + (" (disputed)" if one.disputed else ""),
        "reason": [Line(one.reason, _numbers(one.claims, cited))],
        "disputed": [Line("", _numbers(one.disputed, cited))] if one.disputed else "",
        "claims": " ".join((*one.claims, *one.disputed)),
    }


def _told(one: Told, cited: Mapping[str, Citation]) -> dict[str, Cell]:
    when = f" {time_words(one.time)}" if one.time else ""
    return {
        "tie": tie_words(one.tie),
        "who": who_words(one.tie),
        "answer": one.standing,
        "reason": [Line(f"{kind_words(one.kind)}{when}: {one.standing} only.", _numbers(one.claims, cited))],
        "disputed": "",
        "claims": " ".join(one.claims),
    }


def _numbers(claims: tuple[str, ...], cited: Mapping[str, Citation]) -> tuple[int, ...]:
    return tuple(sorted({cited[c].number for c in claims if c in cited}))


def _record(one: Answer) -> dict[str, Any]:
    spells = [
        {"begin": s.begin.time if s.begin else "", "end": s.end.time if s.end else "", "witnessed": [w.time for w in s.witnesses]}
        for s in one.spells()
    ]
    told = {"tie": one.tie.id, "kind": one.tie.kind, "actors": one.tie.actors, "attributes": dict(one.tie.attributes)}
    rest = {"reason": one.reason, "disputed": bool(one.disputed), "claims": one.claims, "disputing": one.disputed}
    return {**told, "answer": one.state.value, **rest, "spells": spells}


def _told_record(one: Told) -> dict[str, Any]:
    told = {"tie": one.tie.id, "kind": one.tie.kind, "actors": one.tie.actors, "attributes": dict(one.tie.attributes)}
    return {**told, "answer": one.standing, "said": one.kind, "time": one.time, "claims": one.claims}
