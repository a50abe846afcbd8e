"""Finding the times in a text.

The text becomes a string of letters, one a word (see `lexicon`); only the stretches that hold a word of time are looked at, and
stretches that were met before are remembered. Rules are applied level by level: dates, then parts of dates, then relations between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from ahocorasick_rs import AhoCorasick

from comity.times.cascade import Item, complete, matches, rewrite
from comity.times.edtf import parse
from comity.times.expression import Term, TimeExpression
from comity.times.frames import REASONS, compose
from comity.times.lexicon import NAME, OTHER, TOKEN, WORD, Lexicon, lexicon

SPACES = "\n\u00a0\u202f\u2009"
YEARS = re.compile(r"\d\d{3}")  # a character first, which is looked for fast
NEAR = 30  # characters around a word of time that are looked at first
FREE = (WORD, NAME)
KINDS = {
    "day": "day", "month_of": "month", "year_of": "year", "decade_of": "decade", "century_of": "century", "season_of": "season",
    "span": "range",
    "deictic": "relative", "relative": "relative", "named": "relative", "unknown": "unknown", "duration": "duration",
    "day_of": "relative", "day_span": "relative", "month_only": "relative", "weekday_only": "relative",
}  # fmt: skip


def scan(text: str, language: str = "en", order: str = "", dated: bool = False) -> tuple[TimeExpression, ...]:
    """All expressions of time in a text, longest first at each place, from left to right, none inside another.

    `order` ('dmy', 'mdy') decides dates such as 5/4/1999, which are refused without it. `dated` looks only where four digits stand,
    which finds every date that has a year from 1000 on.

    >>> [(e.words, e.edtf) for e in scan("Relations began on 15 July 1986 and, since 2018, grew closer.")]
    [('on 15 July 1986', '1986-07-15'), ('since 2018', '2018/..')]
    """
    return tuple(_scan(text, lexicon(language), order, dated))


def _scan(text: str, lex: Lexicon, order: str, dated: bool) -> Iterator[TimeExpression]:
    plain = _plain(text)
    done = 0
    for first, last in _stretches(plain, None if dated else lex.triggers):
        if last < done:
            continue
        at, tokens, letters, runs = _window(plain, lex, first, last, done)
        starts = list(accumulate(map(len, tokens), initial=at))
        done = starts[max(0, *(letters.rfind(odd) for odd in (WORD, NAME, OTHER)))]
        for i, j in _pieces(letters, runs, lex):
            before, after = (c if c in lex.context else "" for c in (letters[i - 1 : i], letters[j : j + 1]))
            if after in FREE and not tokens[j - 1].endswith(" "):
                after = ""
            here = starts[i]
            for e in _read(plain[here : starts[j]], letters[i:j], before, after, lex.language, order):
                yield e._replace(start=e.start + here, end=e.end + here, words=text[e.start + here : e.end + here])


def _pieces(letters: str, runs: list[tuple[int, int]], lex: Lexicon) -> Iterator[tuple[int, int]]:
    """The runs, cut between words that no expression can hold side by side."""
    for begin, end in runs:
        first = begin
        for i in range(begin + 1, end + 1):
            if i == end or letters[i] not in lex.followers.get(letters[i - 1], ()):
                last = i
                while first < last and letters[first] not in lex.starters:
                    first += 1
                while first < last and letters[last - 1] not in lex.enders:
                    last -= 1
                if lex.core.search(letters, first, last):
                    yield first, last
                first = i


def _plain(text: str) -> str:
    """The text with every kind of space that stands between words as a plain one; lengths are kept."""
    for odd in SPACES:
        if odd in text:
            text = text.replace(odd, " ")
    return text


def _stretches(plain: str, triggers: AhoCorasick | None) -> Iterator[tuple[int, int]]:
    """Where words of time stand, or years alone; near ones together."""
    found = [m.start() for m in YEARS.finditer(plain)]
    size = len(plain)
    for _, start, end in triggers.find_matches_as_indexes(plain) if triggers else ():
        if not (start and plain[start - 1].isalpha()) and not (end < size and plain[end].isalpha()):
            found.append(start)
    found.sort()
    first = last = -1
    for at in found:
        if first >= 0 and at - last > 2 * NEAR:
            yield first, last
            first = at
        elif first < 0:
            first = at
        last = at
    if first >= 0:
        yield first, last


def _window(plain: str, lex: Lexicon, first: int, last: int, done: int) -> tuple[int, list[str], str, list[tuple[int, int]]]:
    """The words around a stretch, none before `done`, and which runs of them to read: so many that no run is cut off."""
    near, size = NEAR, len(plain)
    while True:
        begin = max(done, plain.rfind(" ", 0, max(0, first - near)) + 1)
        end = plain.find(" ", last + near) + 1 or size
        tokens = TOKEN.findall(plain[begin:end])
        letters = "".join(map(lex.letters.__getitem__, tokens))
        runs = [m.span() for m in lex.run.finditer(letters) if lex.core.search(letters, *m.span())]
        if not runs or ((runs[0][0] or begin == done) and (runs[-1][1] < len(letters) or end == size)):
            return begin, tokens, letters, runs
        near *= 2


@lru_cache(maxsize=1 << 13)  # each new date is one more: those that are met again are soon met again
def _read(words: str, letters: str, before: str, after: str, language: str, order: str) -> tuple[TimeExpression, ...]:
    """The expressions of one stretch of words, with the letters of the words around it."""
    lex = lexicon(language)
    if not matches(letters, 0, language):
        return ()
    tokens = TOKEN.findall(words)
    ends = list(accumulate(map(len, tokens)))
    items = [Item(letter, end - len(t), end - t.endswith(" "), "", t.strip()) for letter, t, end in zip(letters, tokens, ends, strict=True)]
    for level in range(len(lex.levels)):
        items = rewrite(items, level, lex, order)
    found = {i: e for i, item in enumerate(items) if item.makes and (e := _expression(item, items, i, before, after, lex, words))}
    return tuple(_lists(found, items, lex))


def _lists(found: dict[int, TimeExpression], items: list[Item], lex: Lexicon) -> list[TimeExpression]:
    """Expressions of a list get their rank: 'in 1920 and 1991'; the last one's year completes 'October and November 2003'."""
    between = lex.classes["and"] | lex.classes["comma"]
    lists: list[list[int]] = []
    last = -9
    for i in found:
        if lists and all(item.letter in between for item in items[last + 1 : i]):
            lists[-1].append(i)
        else:
            lists.append([i])
        last = i
    out = []
    for places in lists:
        respective = any(item.letter in lex.classes["respective"] for item in items[places[-1] + 1 : places[-1] + 3])
        end = found[places[-1]].terms[0]
        for rank, i in enumerate(places, 1):
            e = found[i]
            if len(places) > 1:
                e = e._replace(rank=rank, ranks=len(places), respective=respective)
                if len(e.terms) == 1 and (term := complete(e.terms[0], end)[0]) is not e.terms[0]:
                    e = e._replace(terms=(term,), edtf=compose(e.relation, [term.edtf]), kind="day" if len(term.edtf) > 7 else "month")
            out.append(e)
    return out


def _expression(item: Item, items: list[Item], i: int, before: str, after: str, lex: Lexicon, words: str) -> TimeExpression | None:
    """The expression that an item is; None where it is not one after all: a number that is no year, 'May' with nothing beside it."""
    prior = items[i - 1].letter if i else before
    follow = items[i + 1].letter if i + 1 < len(items) else after
    framed = item.makes == "framed"
    terms: tuple[Term, ...] = item.says if framed else (item.says,)
    shape = item.inner if framed else item.makes
    shape = shape if shape in KINDS else _shape(terms)
    if item.makes == "named":  # 'declared independence'; 'since independence' is framed
        return None
    named = not framed and _attributive(prior, follow, item, lex)
    if item.makes == "year_of" and item.end - item.start == 4 and _is_number(prior, follow, lex):
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


ATTRIBUTIVE = frozenset({"year_of", "month_of", "day", "span", "month_only", "season_of"})


def _attributive(prior: str, follow: str, item: Item, lex: Lexicon) -> bool:
    """'the 2003 coup', 'its October 2002 launch', 'the 1990s embargo', 'Expo 2010': the date belongs to a name."""
    c = lex.classes
    if prior == NAME and item.makes == "year_of":
        return True
    if follow not in (WORD, NAME):
        return False
    if item.makes == "decade_of":
        return True
    if item.makes not in ATTRIBUTIVE or (prior in (WORD, NAME) and item.makes == "month_only"):
        return False
    if prior in c["a"] and item.makes == "day":  # 'in a July 25, 1922 telegram': told here first, so no name yet
        return False
    return prior in (WORD, NAME) or any(prior in c[name] for name in ("the", "a", "possessive", "genitive", "this"))


def _is_number(prior: str, follow: str, lex: Lexicon) -> bool:
    """'2000 troops', 'Resolution 1325': a number that counts or names something."""
    c = lex.classes
    return follow in c["countable"] or prior in c["reference"] or prior in c["num"] or prior in c["currency"]
