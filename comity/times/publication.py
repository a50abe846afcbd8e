"""When a document was written: from what it says of itself, or as a bound.

Metadata, a dateline and an address name a day. Where none does, a text still cannot be older than the latest thing that it tells
as past: that is a bound (*terminus post quem*), never a date, and its basis says so. A page patched over years has one such bound
a section.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from email.utils import parsedate_tz

from comity.errors import TimeError
from comity.model import Basis, Span, Time
from comity.times.edtf import Point, parse
from comity.times.expression import TimeExpression
from comity.times.lexicon import lexicon
from comity.times.scan import scan

# What a document's file says of its publication, surest first; what says when it was changed comes last.
FIELDS = (
    "article:published_time", "og:article:published_time", "datepublished", "date_published", "published_time", "published",
    "publication_date", "pubdate", "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued", "dcterms.date",
    "dc.date", "dcterms.created", "dc.date.created", "datecreated", "created", "creationdate", "date", "parsely-pub-date", "sailthru.date",
    "article:modified_time", "datemodified", "modified", "lastmod",
)  # fmt: skip
ISO = re.compile(r"(\d{4})-?(\d\d)?(?:-?(\d\d))?(?=$|[T\s])")
IN_ADDRESS = (
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](\d{1,2}|[a-z]{3})[/_-](\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2]|[a-z]{3})(?=/|$)"),
)
HEAD = 600  # characters in which a dateline stands
_NEAR = 1000  # characters; a sentence is not longer


def publication(
    text: str = "",
    *,
    given: str = "",
    metadata: Mapping[str, str] | None = None,
    address: str = "",
    language: str = "en",
    spans: Iterable[Span] = (),
) -> Time:
    """When a document was published: as given, else by its metadata, dateline, address; else not before what it tells as past.

    `spans` says which parts of the text are its own prose; without them, all of it is.

    >>> publication(address="https://example.org/world/2019/01/23/envoy-returns")
    Time(edtf='2019-01-23', basis=<Basis.GIVEN: 'given'>, words='2019/01/23', span=None, anchor='', reason='from the address')
    >>> publication("The embassy closed in 1997 and reopened in 2005.").basis
    <Basis.BOUND: 'bound'>
    """
    if given:
        if found := read(given, language):
            return Time(found, Basis.GIVEN, given, reason="given by the user")
        raise TimeError(f"{given!r} is no date of publication: write it as 2019-01-23, 2019-01 or 2019")
    clues = (from_metadata(metadata or {}, language), from_address(address, language), dateline(text, language))
    told = [t for t in clues if t]
    if told:
        return max(told, key=lambda t: len(t.edtf))  # the first of those that are most precise
    return terminus(text, language, spans)


def read(words: str, language: str = "en") -> str:
    """The date that a field of metadata holds, as EDTF; '' where it holds none.

    >>> read("2019-01-23T10:15:00+01:00"), read("Wed, 23 Jan 2019 09:15:00 GMT"), read("January 2019"), read("soon")
    ('2019-01-23', '2019-01-23', '2019-01', '')
    """
    words = words.strip()
    if m := ISO.match(words):
        year, month, day = (int(x or 0) for x in m.groups())
        return _edtf(year, month, day)
    if mail := parsedate_tz(words):
        return _edtf(*mail[:3])
    return next((e.edtf for e in scan(words, language) if e.edtf and e.kind in ("day", "month", "year") and not e.relation), "")


def from_metadata(metadata: Mapping[str, str], language: str = "en") -> Time:
    """The date that the file's own metadata gives, of the surest field that has one."""
    fields = {name.lower(): value for name, value in metadata.items()}
    for name in FIELDS:
        if fields.get(name) and (edtf := read(fields[name], language)):
            return Time(edtf, Basis.GIVEN, fields[name], reason=f"metadata: {name}")
    return Time("", Basis.NONE)


def from_address(address: str, language: str = "en") -> Time:
    """The date in a path or address: `/2019/01/23/`, `/2019/jan/23/`, `20190123`, `/2019/01/`.

    >>> from_address("https://example.org/politics/2017/mar/02/talks").edtf, from_address("https://example.org/item/20181345").edtf
    ('2017-03-02', '')
    """
    months = lexicon(language).values["month_short"]
    for pattern in IN_ADDRESS:
        for m in pattern.finditer(address.lower()):
            year, month, *day = m.groups()
            number = months.get(month, 0) if month.isalpha() else int(month)
            if number and (edtf := _edtf(int(year), number, int(day[0]) if day else 0)):
                return Time(edtf, Basis.GIVEN, m.group().strip("/"), reason="from the address")
    return Time("", Basis.NONE)


def dateline(text: str, language: str = "en") -> Time:
    """The date at the head of a text that says when it was written: alone on its line, after 'Published', or before a dash.

    >>> dateline("LOMÉ, 23 January 2019 — The minister left.").edtf, dateline("On 23 January 2019 the minister left.").edtf
    ('2019-01-23', '')
    """
    head = text[:HEAD]
    cues = _cues(language, "published")
    for e in scan(head, language, dated=True):
        if e.kind != "day" or not e.edtf or e.relation or e.in_name:
            continue
        begin, end = head.rfind("\n", 0, e.start) + 1, head.find("\n", e.end)
        before, after = head[begin : e.start].strip(" \t,|—–-:(*_>"), head[e.end : end if end >= 0 else len(text)].strip(" \t.,|)*_")
        if _published(before, after, cues):
            return Time(e.edtf, Basis.STATED, e.words, Span(e.start, e.end), reason="dateline")
    return Time("", Basis.NONE)


def _published(before: str, after: str, cues: frozenset[str]) -> bool:
    words = re.findall(r"\w+", before.lower())
    if words and len(words) < 8 and (words[-1] in cues or (len(words) > 1 and words[0] in cues)):
        return True  # at the end of a long sentence, 'published on' is told of something else
    place = before.replace(",", "").isupper() and len(words) <= 4
    agency = bool(re.match(r"(?:\([^)]{2,40}\)\s*)?[—–-]", after)) and len(words) <= 4
    alone = not words and (not after or bool(re.match(r"\d{1,2}[:.]\d\d\b|[|·•]", after)))
    return place or agency or alone


def terminus(text: str, language: str = "en", spans: Iterable[Span] = ()) -> Time:
    """The latest date that a text tells as past: it was not written before.

    What it tells as still to come does not count, nor what only a name holds ('Agenda 2063'), nor a date before the year 1000, which
    tells nothing of when something was written.

    >>> terminus("It closed in 1997, reopened in January 2005; it will move in 2030.").edtf
    '2005-01'
    """
    cues = _cues(language, "future")
    best: tuple[float, float, TimeExpression] | None = None
    allowed = list(spans)
    for e in scan(text, language, dated=True):
        if not _tells_the_past(e, text, cues) or (allowed and not any(a <= e.start and e.end <= b for a, b in allowed)):
            continue
        point = _latest(e)
        if point and (best is None or (point.first(), point.last()) > best[:2]):
            best = (point.first(), -point.last(), e)
    if best is None:
        return Time("", Basis.NONE, reason="nothing tells when it was written")
    e = best[2]
    return Time(str(_latest(e)), Basis.BOUND, e.words, Span(e.start, e.end), reason="not before the latest date that it tells as past")


def _latest(e: TimeExpression) -> Point | None:
    value = parse(e.edtf)
    side = value.end if isinstance(value.end, Point) else value.begin
    return side if isinstance(side, Point) and side.precision in ("day", "month", "season", "year") else None


def _tells_the_past(e: TimeExpression, text: str, cues: frozenset[str]) -> bool:
    if not e.edtf or e.kind == "ambiguous" or e.relation in ("until", "by", "before") or e.edtf.startswith("["):
        return False
    near = max(0, e.start - _NEAR)
    begin = max(near - 1, *(text.rfind(stop, near, e.start) for stop in (". ", "\n", "; "))) + 1
    rest = re.split(r"[,.;:\n(]", text[e.end : e.end + 30], maxsplit=1)[0]
    clause = f"{text[max(begin, e.start - 90) : e.start]} {rest}"
    return not cues & set(re.findall(r"\w+", clause.lower()))


def _cues(language: str, name: str) -> frozenset[str]:
    return frozenset(lexicon(language).cues[name])


def _edtf(year: int, month: int = 0, day: int = 0) -> str:
    if not 1000 <= year <= 2999:
        return ""
    for point in (Point(year, month, day), Point(year, month), Point(year)):
        try:
            return str(parse(str(point)))
        except TimeError:
            if point.month > 12 or not point.day:
                return ""
    return ""
