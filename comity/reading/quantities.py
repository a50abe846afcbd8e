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
CURRENCY = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "A$": "AUD", "C$": "CAD"}
NAMED = {  # the word that names a currency, with what stands before it; the bare word where it is one alone
    "dollar": "USD", "us dollar": "USD", "american dollar": "USD", "australian dollar": "AUD", "canadian dollar": "CAD", "euro": "EUR",
    "pound": "GBP", "pound sterling": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "ruble": "RUB", "rouble": "RUB",
    "rupee": "INR", "indian rupee": "INR", "rand": "ZAR", "naira": "NGN", "shekel": "ILS", "swiss franc": "CHF", "cfa franc": "XOF",
    "krone": "NOK", "krona": "SEK", "lira": "TRY", "riyal": "SAR", "dirham": "AED", "deutsche mark": "DEM",
}  # fmt: skip
UNITS = frozenset("percent per_cent % km miles kilometers kilometres hectares tons tonnes barrels".split())
_SHORT = {"bn": 10**9, "m": 10**6, "tn": 10**12, "k": 10**3}
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{'|'.join(SMALL)})(?:[\s-](?:{'|'.join(SCALE)})s?)*"
_NUMBER += rf"|(?:several\s)?(?:{'|'.join(SCALE)})s(?:\sof\s(?:{'|'.join(SCALE)})s)?"
_BOUND = "|".join(sorted((w for words in BOUNDS.values() for w in words), key=len, reverse=True))
_QUANTITY = re.compile(
    rf"(?<![\w.,$€£¥-])(?:(?P<bound>{_BOUND})\s)?(?:between\s[$€£¥]?(?P<low>{_NUMBER})\sand\s)?(?P<money>(?:US|[AC])?[$€£¥]\s?)?"
    rf"(?P<number>{_NUMBER})(?:(?P<short>(?<=\d)(?:bn|tn|m|k))\b|(?P<percent>\s?%)|\b)"
    r"(?P<span>[-\s](?:year|month|week|day)(?=[-\s]))?(?P<rest>(?:\sof(?=\s[A-Za-z]))?(?:[-\s][A-Za-z][\w'’]*(?:-\w+)?){1,3})?",
    re.IGNORECASE,
)
_NOT_OF = frozenset(
    "of and in on to the by for at from with or as is was were are had has have january february march april may june july".split()
)
_NOT_OF |= frozenset("august september october november december years year days day months month weeks week hours hour".split())
_NOT_OF |= frozenset(
    "who which that when while after before since worth into against between over under during per a an its their his".split()
)


def number(text: str) -> Decimal:
    """The value of a number in digits or words.

    >>> number("48,000"), number("2.5 billion"), number("several hundreds")
    (Decimal('48000'), Decimal('2500000000'), Decimal('100'))
    """
    value = Decimal(1)
    for part in re.split(r"[\s-]+", text.lower().replace("several", "").replace(" of ", " ").strip()):
        scale = SCALE.get(part) or SCALE.get(part.removesuffix("s"))
        if scale:
            value *= scale
        else:
            value *= Decimal(SMALL[part]) if part in SMALL else Decimal(part.replace(",", ""))
    return _whole(value)


def _whole(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral() else value


def quantities(
    text: str, offset: int = 0, times: tuple[tuple[int, int], ...] = (), stops: frozenset[int] = frozenset()
) -> tuple[Quantity, ...]:
    """The quantities in a stretch of text, in order; numbers inside the spans of times are left alone.

    `stops` are the places of words that name nothing counted, verbs above all.

    >>> [(str(q.low), q.of, q.bound) for q in quantities("There were about 7,200 tourists and 36 Danish sailors.")]
    [('7200', 'tourists', 'about'), ('36', 'Danish sailors', 'exact')]
    >>> [(str(q.low), q.unit, q.of) for q in quantities("a loan of $2.5 billion, 30 million euros and a 40-year lease")]
    [('2500000000', 'USD', ''), ('30000000', 'EUR', ''), ('40', 'year', 'lease')]
    """
    found = []
    for m in _QUANTITY.finditer(text):
        start, end = m.start("number"), m.end("number")
        if any(a < end and start < b for a, b in times) and not m["span"]:
            continue
        vague = m["number"].lower().rstrip().endswith("s") and m["number"].lower().split()[-1].rstrip("s") in SCALE
        kept, last = _named(m, stops, vague)
        unit = CURRENCY.get((m["money"] or "").strip().upper(), "") or ("%" if m["percent"] else "")
        if m["span"]:
            unit = m["span"].strip(" -").lower()
        elif not unit and kept:
            unit, kept = _unit(kept)
        if not kept and not unit:
            continue
        scale = _SHORT.get((m["short"] or "").lower(), 1)
        high = _whole(number(m["number"]) * scale)
        low = number(m["low"]) * (scale if number(m["low"]) < high / scale * 10 else 1) if m["low"] else high
        bound = "between" if m["low"] else next((b for b, ws in BOUNDS.items() if (m["bound"] or "").lower() in ws), "exact")
        bound = "at_least" if vague and bound == "exact" else bound
        of = "" if unit in CURRENCY.values() or unit in NAMED.values() else " ".join(kept)
        found.append(
            Quantity(low, high, of, unit, bound, Span(offset + m.start(), offset + max(last, end, m.end("short"), m.end("percent"))))
        )
    return tuple(found)


def _named(m: re.Match[str], stops: frozenset[int], vague: bool) -> tuple[list[str], int]:
    """The words behind a number that say what is counted, and where they end."""
    kept: list[str] = []
    last = m.end("number")
    for word in re.finditer(r"[A-Za-z][\w'’]*(?:-\w+)?", m["rest"] or ""):
        at = m.start("rest") + word.start()
        if vague and not kept and word[0].lower() == "of":
            continue  # 'dozens of soldiers'
        percent = not kept and m["rest"][word.start() :].lower().startswith("per cent")
        if percent:
            return ["percent"], at + len("per cent")
        if word[0].lower() in _NOT_OF or at in stops:
            break
        kept.append(word[0])
        last = at + len(word[0])
    return kept, last


def _unit(kept: list[str]) -> tuple[str, list[str]]:
    """The unit that the words name, and what is left of them: 'US dollars' is USD, 'per cent' is %."""
    words = [w.lower() for w in kept]
    for n in (2, 1):
        name = " ".join(words[:n])
        if len(words) >= n and (code := NAMED.get(name) or NAMED.get(name.removesuffix("s"))):
            return code, []
    if words[0] in UNITS or words[0] == "percent":
        return ("%" if words[0] == "percent" else words[0]), kept[1:]
    return "", kept
