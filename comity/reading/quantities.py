"""Counts and amounts in a clause: 'some 48,000 refugees', 'between 60 and 120 persons', '$2.5 billion'."""

from __future__ import annotations

import re
from decimal import Decimal

from comity.model import Quantity, Span

SCALE = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
SMALL = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
SMALL |= {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
BOUNDS = {
    "about": "about some around approximately roughly nearly almost estimated".split(),
    "at_least": ["at least", "more than", "over", "no fewer than", "no less than"],
    "at_most": ["at most", "up to", "fewer than", "less than", "as many as"],
}
CURRENCY = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{'|'.join(SMALL)})(?:\s(?:{'|'.join(SCALE)})s?)*|(?:several\s)?(?:{'|'.join(SCALE)})s"
_BOUND = "|".join(sorted((w for words in BOUNDS.values() for w in words), key=len, reverse=True))
_QUANTITY = re.compile(
    rf"\b(?:(?P<bound>{_BOUND})\s)?(?:between\s(?P<low>{_NUMBER})\sand\s)?(?P<money>[$€£¥])?(?P<number>{_NUMBER})\b(?P<rest>(?:[-\s][A-Za-z'’]+){{1,3}})?",
    re.IGNORECASE,
)
_NOT_OF = frozenset(
    "of and in on to the by for at from with or as is was were are had has have january february march april may june july".split()
)
_NOT_OF |= frozenset("august september october november december per years year days day months month weeks week hours hour".split())


def number(text: str) -> Decimal:
    """The value of a number in digits or words.

    >>> number("48,000"), number("2.5 billion"), number("several hundreds")
    (Decimal('48000'), Decimal('2500000000'), Decimal('100'))
    """
    value = Decimal(1)
    for part in text.lower().replace("several", "").split():
        scale = SCALE.get(part) or SCALE.get(part.removesuffix("s"))
        if scale:
            value *= scale
        else:
            value *= Decimal(SMALL[part]) if part in SMALL else Decimal(part.replace(",", ""))
    return value.quantize(Decimal(1)) if value == value.to_integral() else value


def quantities(text: str, offset: int = 0, times: tuple[tuple[int, int], ...] = ()) -> tuple[Quantity, ...]:
    """The quantities in a stretch of text, in order; numbers inside the spans of times are left alone.

    >>> [(str(q.low), q.of, q.bound) for q in quantities("There were about 48,000 refugees and 150 Chadian soldiers.")]
    [('48000', 'refugees', 'about'), ('150', 'Chadian soldiers', 'exact')]
    """
    found = []
    for m in _QUANTITY.finditer(text):
        start, end = m.start("number"), m.end("number")
        if any(a < end and start < b for a, b in times):
            continue
        kept = []
        for word in re.findall(r"[A-Za-z'’]+", m["rest"] or ""):
            if word.lower() in _NOT_OF:
                break
            kept.append(word)
        if not kept and not m["money"]:
            continue
        high = number(m["number"])
        low = number(m["low"]) if m["low"] else high
        bound = "between" if m["low"] else next((b for b, ws in BOUNDS.items() if (m["bound"] or "").lower() in ws), "exact")
        unit = CURRENCY.get(m["money"] or "", "")
        last = m.start("rest") + (m["rest"] or "").find(kept[-1]) + len(kept[-1]) if kept else end
        found.append(Quantity(low, high, " ".join(kept) if not unit else "", unit, bound, Span(offset + m.start(), offset + last)))
    return tuple(found)
