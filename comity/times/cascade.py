"""Rules applied to the words of a stretch, level after level: dates, then parts of dates, then relations between them.

Which rules match depends on the letters of the words alone (see `lexicon`), and there are few such strings: they are matched once
and remembered.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from comity.errors import TimeError
from comity.times.edtf import parse
from comity.times.expression import Term
from comity.times.frames import compose
from comity.times.lexicon import Lexicon, lexicon
from comity.times.meaning import MEANINGS
from comity.times.pattern import Rule


class Item(NamedTuple):
    """A word of the text, or what a rule made of several: its letter, its place, and what it says."""

    letter: str
    start: int
    end: int
    makes: str = ""
    says: Any = None
    relation: str = ""
    inner: str = ""


class Match(NamedTuple):
    """A rule that fits from some item on: where it ends, and which item fills which role, of which class."""

    end: int
    rule: Rule
    roles: tuple[tuple[str, str, int], ...]


@lru_cache(maxsize=1 << 14)
def matches(letters: str, level: int, language: str) -> dict[int, list[Match]]:
    """The rules that fit at each place of a string of letters, longest first."""
    ready = lexicon(language).levels[level]
    out = {}
    for at, letter in enumerate(letters):
        fit = [(rule, m) for rule in ready.get(letter, ()) if (m := rule.pattern.match(letters, at))]
        if fit:
            out[at] = sorted((Match(m.end(), rule, _roles(rule, m)) for rule, m in fit), key=lambda x: -x.end)
    return out


def _roles(rule: Rule, m: re.Match[str]) -> tuple[tuple[str, str, int], ...]:
    return tuple((role, name, m.start(role)) for role, name in rule.roles.items() if m.start(role) >= 0)


def rewrite(items: list[Item], level: int, lex: Lexicon, order: str) -> list[Item]:
    """The items, with those that a rule of this level matches made into one."""
    fits = matches("".join([i.letter for i in items]), level, lex.language)
    if not fits:
        return items
    out, at = [], 0
    while at < len(items):
        made = _made(items, at, fits[at], lex, order) if at in fits else None
        item, at = made or (items[at], at + 1)
        out.append(item)
    return out


def _made(items: list[Item], at: int, fits: list[Match], lex: Lexicon, order: str) -> tuple[Item, int] | None:
    """What the longest rule makes whose meaning holds."""
    for end, rule, roles in fits:
        part = items[at:end]
        given = {role: _value(items[i], name, lex) for role, name, i in roles}
        says = _frame(rule, given) if rule.means == "frame" else MEANINGS[rule.means](_signs(part) | rule.given | given | {"asked": order})
        if says is not None:
            inner = next((i.makes for i in part if i.makes), "")
            relation = str(rule.given.get("relation", ""))
            return Item(lex.node[rule.makes], part[0].start, part[-1].end, rule.makes, says, relation, inner), end
    return None


def _signs(part: list[Item]) -> dict[str, Any]:
    return {"sign": next((str(i.says) for i in part if not i.makes and i.says in ("-", "–", "—", "/")), "")}


def _value(item: Item, name: str, lex: Lexicon) -> Any:
    return item.says if item.makes else lex.values.get(name, {}).get(str(item.says).lower(), item.says)


def _frame(rule: Rule, given: dict[str, Any]) -> tuple[Term, ...] | None:
    """The dates that a relation holds; two of them must make a time."""
    terms: tuple[Term, ...] = tuple(given[role] for role in ("X", "Y") if role in given)
    if len(terms) == 2:
        terms = complete(*terms)
    if all(t.edtf for t in terms):
        try:
            parse(compose(rule.given["relation"], [t.edtf for t in terms]))
        except TimeError:
            return None
    return terms


def complete(first: Term, last: Term) -> tuple[Term, Term]:
    """'from March to May 2003': the second date completes the first."""
    r = first.relative
    if not (r and r.anchor == "section" and last.edtf) or not r.month:
        return first, last
    end = parse(last.edtf).end
    if isinstance(end, str):
        return first, last
    year = end.year - (end.month != 0 and r.month > end.month)
    done = f"{year:04d}-{r.month:02d}" + (f"-{r.day:02d}" if r.day else "")
    return replace(first, edtf=done, relative=None), last
