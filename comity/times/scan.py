"""Finding the times in a text.

The text becomes a string of letters, one a word (see `lexicon`); only the stretches that hold a word of time are looked at, and stretches that
were met before are remembered. Rules are applied level by level: dates, then parts of dates, then relations between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, repeat
from typing import Any

from comity.errors import TimeError
from comity.times.edtf import parse
from comity.times.expression import Term, TimeExpression
from comity.times.frames import REASONS, compose
from comity.times.lexicon import OTHER, TOKEN, WORD, Lexicon, Rule, lexicon
from comity.times.meaning import MEANINGS

FOLD = str.maketrans({"\n": " ", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": "\x00"})
NUMBERS = frozenset({"year_of"})
KINDS = {
    "day": "day", "month_of": "month", "year_of": "year", "decade_of": "decade", "century_of": "century", "season_of": "season", "span": "range",
    "deictic": "relative", "relative": "relative", "named": "relative", "unknown": "unknown", "duration": "duration",
    "day_of": "relative", "day_span": "relative", "month_only": "relative", "weekday_only": "relative",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """A word of the text, or what a rule made of several: its letter, its place, and what it says."""

    letter: str
    start: int
    end: int
    makes: str = ""
    says: Any = None
    relation: str = ""
    inner: str = ""


def scan(text: str, language: str = "en", order: str = "") -> tuple[TimeExpression, ...]:
    """All expressions of time in a text, longest first at each place, from left to right, none inside another.

    `order` ('dmy', 'mdy') decides dates such as 5/4/1999, which are refused without it.

    >>> [(e.words, e.edtf) for e in scan("Relations began on 15 July 1986 and, since 2018, grew closer.")]
    [('on 15 July 1986', '1986-07-15'), ('since 2018', '2018/..')]
    """
    return tuple(_scan(text, lexicon(language), order))


def _scan(text: str, lex: Lexicon, order: str) -> Iterator[TimeExpression]:
    plain = text.translate(FOLD)
    tokens = TOKEN.findall(plain)
    letters = "".join([lex.letters.get(t) or (WORD if t[0].isalpha() else OTHER) for t in tokens])
    starts = [0, *accumulate(map(len, tokens))]
    for run in lex.core.finditer(letters):
        first, last = run.span()
        before, after = letters[first - 1 : first], letters[last : last + 1]
        glued = after == WORD and not tokens[last - 1].endswith(" ")
        at = starts[first]
        for e in _read(plain[at : starts[last]], letters[first:last], before, "" if glued else after, lex.language, order):
            yield replace(e, start=e.start + at, end=e.end + at, words=text[e.start + at : e.end + at])


@lru_cache(maxsize=1 << 16)
def _read(words: str, letters: str, before: str, after: str, language: str, order: str) -> tuple[TimeExpression, ...]:
    """The expressions of one stretch of words, with the letters of the words around it."""
    lex = lexicon(language)
    tokens = TOKEN.findall(words)
    ends = list(accumulate(map(len, tokens)))
    items = [Item(letter, end - len(t), end - t.endswith(" "), "", t.strip()) for letter, t, end in zip(letters, tokens, ends, strict=True)]
    for level in lex.levels:
        items = _rewrite(items, level, lex, order)
    found = [e for i, item in enumerate(items) if item.makes and (e := _expression(item, items, i, before, after, lex, words))]
    return tuple(found)


def _rewrite(items: list[Item], level: dict[str, tuple[Rule, ...]], lex: Lexicon, order: str) -> list[Item]:
    letters = "".join([i.letter for i in items])
    out, at = [], 0
    while at < len(items):
        made = _best(items, letters, at, level.get(letters[at], ()), lex, order)
        if made is None:
            out.append(items[at])
            at += 1
        else:
            item, at = made
            out.append(item)
    return out


def _best(items: list[Item], letters: str, at: int, rules: tuple[Rule, ...], lex: Lexicon, order: str) -> tuple[Item, int] | None:
    matches = [(m.end(), -n, rule, m) for n, rule in enumerate(rules) if (m := rule.pattern.match(letters, at))]
    for end, _, rule, m in sorted(matches, key=lambda x: x[:2], reverse=True):
        part = items[at:end]
        given = {role: _value(items[m.start(role)], name, lex) for role, name in rule.roles.items() if m.start(role) >= 0}
        says = _frame(rule, given) if rule.means == "frame" else MEANINGS[rule.means](_signs(part) | rule.given | given | {"asked": order})
        if says is not None:
            inner = next((i.makes for i in part if i.makes), "")
            return Item(lex.node[rule.makes], part[0].start, part[-1].end, rule.makes, says, str(rule.given.get("relation", "")), inner), end
    return None


def _signs(part: list[Item]) -> dict[str, Any]:
    return {"sign": next((str(i.says) for i in part if not i.makes and i.says in ("-", "–", "—", "/")), "")}


def _value(item: Item, name: str, lex: Lexicon) -> Any:
    return item.says if item.makes else lex.values.get(name, {}).get(str(item.says).lower(), item.says)


def _frame(rule: Rule, given: dict[str, Any]) -> tuple[Term, ...] | None:
    """The dates that a relation holds; two of them must make a time."""
    terms: tuple[Term, ...] = tuple(given[role] for role in ("X", "Y") if role in given)
    if len(terms) == 2:
        terms = _complete(*terms)
    if all(t.edtf for t in terms):
        try:
            parse(compose(rule.given["relation"], [t.edtf for t in terms]))
        except TimeError:
            return None
    return terms


def _complete(first: Term, last: Term) -> tuple[Term, Term]:
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


def _expression(item: Item, items: list[Item], i: int, before: str, after: str, lex: Lexicon, words: str) -> TimeExpression | None:
    """The expression that an item is; None where it is not one after all: a number that is no year, 'May' with nothing beside it."""
    prior = items[i - 1].letter if i else before
    follow = items[i + 1].letter if i + 1 < len(items) else after
    framed = item.makes == "framed"
    terms: tuple[Term, ...] = item.says if framed else (item.says,)
    shape = item.inner if framed else item.makes
    shape = shape if shape in KINDS else _shape(terms)
    named = not framed and shape in ("year_of", "month_of", "day", "span", "month_only", "season_of") and _attributive(prior, follow, item, lex)
    if item.makes == "year_of" and item.end - item.start == 4 and not named and _is_number(prior, follow, lex):
        return None
    if item.makes == "month_only" and not named:
        return None
    relation = item.relation
    edtf = compose(relation, [t.edtf for t in terms]) if all(t.edtf for t in terms) else ""
    reasons = [t.reason for t in terms if t.reason] + ([REASONS[relation]] if relation in REASONS else [])
    qualifier = next((t.qualifier for t in terms if t.qualifier), "")
    kind = KINDS.get(shape, "relative")
    if len(terms) == 2:
        kind = "range"
    if terms[0].relative and terms[0].relative.unit == "present":
        kind = "present"
    if any("told apart" in t.reason for t in terms):
        kind = "ambiguous"
    opens, closes = lex.classes["open"], lex.classes["close"]
    return TimeExpression(
        item.start, item.end, words[item.start : item.end], kind, edtf, relation, qualifier, terms, named,
        bracketed=prior in opens and follow in closes, witness=relation == "as_of" or kind == "present", reason="; ".join(reasons),
    )  # fmt: skip


def _shape(terms: tuple[Term, ...]) -> str:
    edtf = terms[0].edtf
    if not edtf:
        return "relative"
    if "/" in edtf or edtf.startswith("["):
        return "span"
    precision = parse(edtf).begin.precision  # type: ignore[union-attr]
    return {"day": "day", "month": "month_of", "year": "year_of", "season": "season_of", "decade": "decade_of"}.get(precision, "century_of")


def _attributive(prior: str, follow: str, item: Item, lex: Lexicon) -> bool:
    """'the 2003 coup', 'its October 2002 launch': between a determiner and a noun."""
    if follow != WORD:
        return False
    c = lex.classes
    return prior == WORD or prior in c["the"] or prior in c["a"] or prior in c["possessive"] or prior in c["'s'"] or prior in c["this"]


def _is_number(prior: str, follow: str, lex: Lexicon) -> bool:
    """'2000 troops': a number that counts something."""
    return follow in lex.classes["countable"] or (prior == WORD and follow == WORD)
