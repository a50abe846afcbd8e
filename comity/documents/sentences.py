"""The one sentence splitter.

Pure: the same text always gives the same spans, whatever stands around it. A sentence ends at . ! ? … (with the quotation marks and
brackets that close after it) or at a line break; the rules below say when a dot does not end one. A doubt is decided for *no
break*: two sentences taken as one still hold their claims, half a sentence may hold a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Container

from comity.model import Span

_CLOSING = "\"'”’»)\\]"
_OPENING = "\"'“‘«„([—–-¿¡"
# The end of a sentence, perhaps: dots and marks, what closes after them, footnote marks, and the space after. It begins with the
# characters that can begin it, which are found fast, and asks afterwards which it was.
_END = re.compile(
    rf"[.!?…\n。！？](?:(?<=[.!?…])([.!?…]*)((?:[{_CLOSING}]|[ \u00a0\u202f]»)*)((?:\[[^\[\]\n]{{1,12}}\])*)([ \t\u00a0\u2009\u202f]*)"
    r"|(?<=\n)\n*|)"
)
_WORD_BEFORE = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$|[^\W_][\w'’-]*$")
_NEXT_WORD = re.compile(r"[^\W\d_]+")

# Never the last word of a sentence: a name, a number or more words must follow.
_OPEN = frozenset(
    "mr mrs ms dr prof gen lt col maj capt cpt sgt cmdr adm brig gov sen rep rev fr hon pres amb messrs mme mmes mlle mm msgr st ste mt ft "
    "sr. sra srta dna hr fru frau vs cf eg ie viz ca approx nr art arts sec chap ch fig figs vol vols pp para paras op cit ibid ed eds trans "  # noqa: E501
    "supt insp det spc pvt cpl vice-adm rear-adm lt-gen maj-gen brig-gen lieut sheik bzw z.b d.h u.a p.ex e.g i.e".split()
)
# Abbreviations before a number only: 'No. 5', but 'He said no. Then'.
_NUMBERED = frozenset("no nos n p art vol bk cap res doc para fig ca c".split())
_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec janv févr avr juil déc enero feb abr ago dic".split())
# Abbreviations that may well end a sentence: then the next word decides.
_MAYBE = frozenset("inc ltd co corp bros jr sr etc al plc cie dept univ assn govt est dist ave blvd sa gmbh ag llc a.m p.m am pm u.s u.k".split())  # noqa: E501
# A word that begins sentences rather than names: after 'U.S.' or 'etc.' it begins a new sentence.
_STARTERS = frozenset(
    "the a an this that these those it its he she they we i you his her their our in on at by for from to of as and but or so yet if when while "  # noqa: E501
    "after before since during although though however moreover meanwhile later then there here both all some many most several each no not "  # noqa: E501
    "another other such according under with without what who which where why how until despite because once also today yesterday only even "  # noqa: E501
    "relations diplomatic "
    "le la les un une des il elle ils elles ce cette ces en dans sur pour par avec selon mais et or der die das ein eine er sie es im am und aber "  # noqa: E501
    "el los las una él ella en con según pero y".split()
)


def split(text: str, noted: Container[int] = ()) -> list[Span]:
    """The sentences of a text, in order, without the white space between them. `noted` are the places from which footnote marks were taken
    out: where one stood behind a dot, before a capital letter, a sentence ends, be it with an abbreviation.

    >>> text = "The U.S. consulate in Bergen burned. Its staff moved to Oslo."
    >>> [text[s.start:s.end] for s in split(text)]
    ['The U.S. consulate in Bergen burned.', 'Its staff moved to Oslo.']
    >>> text = "Spain sent troops to the C.A.R. Peru did not."
    >>> len(split(text)), len(split(text, {31}))
    (1, 2)
    """
    spans: list[Span] = []
    start = 0
    size = len(text)
    depth = 0
    counted = 0
    for match in _END.finditer(text):
        end = match.end(3) if match.lastindex else match.start() if text[match.start()] == "\n" else match.end()
        after = match.end()
        if match.lastindex and after < size:
            # inside brackets that are still open nothing ends: 'the accords (see p. 5. They …)' is left whole
            depth += _balance(text, counted, end)
            counted = end
            if depth < 0:
                depth = 0
            told = depth == 0 and end in noted and text[after].isupper()
            if not told and not _ends(text, match, start, depth):
                continue
        depth, counted = 0, end
        _keep(spans, text, start, end)
        start = after
    _keep(spans, text, start, size)
    return spans


def _balance(text: str, start: int, end: int) -> int:
    return text.count("(", start, end) - text.count(")", start, end)


def _keep(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end))


def _ends(text: str, match: re.Match[str], start: int, depth: int) -> bool:
    """Whether the sentence that began at `start` ends at this match; something follows it in the text."""
    dots, closing = text[match.start() : match.end(1)], match.group(2)
    at, after = match.start(), match.end()
    spaced = bool(match.group(4)) or text[after] == "\n"
    if text[after] == "\n":
        return True
    rest = after
    while rest < len(text) and text[rest] in _OPENING:
        rest += 1
        if rest < len(text) and text[rest] == " " and text[rest - 1] in "—–-«":
            rest += 1
    following = text[rest : rest + 1]
    if depth > 0 and (closing := text.find(")", after, after + 400)) >= 0 and "\n" not in text[after:closing]:
        return False
    if not following:
        return True
    opened = rest > after
    if not spaced:
        return _glued(text, match, following, opened)
    if following.islower():
        # 'Yahoo! said', '"Why?" he asked', 'et al. found'; but 'ended. iPhone'
        return False
    before = _word(text, at)
    if dots in (".", ".."):
        if following in ",;:":
            return False
        if not _dot_ends(text, before, dots, closing, following, rest, at, start):
            return False
    elif dots[0] in "…." and len(dots.replace("…", "...")) >= 3:
        # an ellipsis ends a sentence only where a capital follows and it did not begin one
        return following.isupper() and bool(text[start:at].strip(" \"'“‘«([")) and not _is_bracketed(text, at, after)
    elif closing and not following.isupper() and not following.isdigit():
        return False
    return True


def _is_bracketed(text: str, at: int, after: int) -> bool:
    return at > 0 and text[at - 1] in "[("


def _word(text: str, at: int) -> str:
    found = _WORD_BEFORE.search(text, max(at - 40, text.rfind(" ", 0, at) + 1), at)
    return found.group() if found else ""


def _next(text: str, at: int) -> str:
    found = _NEXT_WORD.match(text, at)
    return found.group() if found else ""


def _dot_ends(text: str, before: str, dots: str, closing: str, following: str, rest: int, at: int, start: int) -> bool:
    if not before:
        return text[start:at].strip() != ""
    if closing:
        return True
    low = before.lower()
    if dots == "..":  # 'in C.A.R.. Libya': the abbreviation's dot and the sentence's
        return True
    if low in _OPEN:
        return False
    if low in _NUMBERED and (following.isdigit() or following in "°ºº"):
        return False
    if low in _MONTHS and before[0].isupper() and following.isdigit():
        return False
    if "." in before:  # U.S., C.A.R., a.m.
        return _after_acronym(text, before, rest)
    if len(before) == 1 and before.isalpha():
        return _after_letter(text, before, rest, at, start)
    if low in _MAYBE:
        return _next(text, rest).lower() in _STARTERS or following in "\"“«"
    if before.isdigit():
        # '1. Introduction' begins an item; 'am 5. Mai'; 'in 1998. The'
        if at - len(before) <= start + 1 and len(before) <= 2:
            return False
        return not (len(before) <= 2 and _next(text, rest).lower() in _AFTER_ORDINAL)
    return True


_AFTER_ORDINAL = frozenset(
    "januar februar märz april mai juni juli august september oktober november dezember jahrhundert "
    "january february march may june july october december".split()
)


def _after_acronym(text: str, before: str, rest: int) -> bool:
    following = _next(text, rest)
    if before.lower() in ("e.g", "i.e", "z.b", "d.h", "u.a", "p.ex"):
        return False
    if before.lower() in ("a.m", "p.m"):
        return bool(following)
    return following.lower() in _STARTERS and following.lower() not in ("and", "or", "of", "diplomatic", "relations")


def _after_letter(text: str, before: str, rest: int, at: int, start: int) -> bool:
    """A single letter: an initial ('J. Smith', 'Harry S. Truman') or the end of a sentence ('vitamin C. It', 'World War I. In')."""
    if before.islower():
        return before != "v" and (before not in "pcs" or not text[rest].isdigit())
    following = _next(text, rest)
    if at - 1 <= start + 1 or text[rest : rest + 2][1:] == ".":
        return False
    return following.lower() in _STARTERS


def _glued(text: str, match: re.Match[str], following: str, opened: bool) -> bool:
    """'spiral.Village': no space after the mark, yet a new sentence."""
    at, dots, closing, notes = match.start(), text[match.start() : match.end(1)], match.group(2), match.group(3)
    if not following.isupper() and not (opened and dots == "."):
        return False
    if closing and following.isalpha():
        return len(dots) == 1 and text[at - 1 : at].isalnum()
    if notes:
        return following.isupper()
    if opened and not notes:
        return dots == "." and at > 1 and text[at - 2 : at].isalpha() and text[match.end()] in "“«„" and following.isupper()
    before = _word(text, at)
    if "." in before or len(before) < 2 or "@" in text[max(0, at - 20) : at]:
        return False
    word = _next(text, match.end())
    tail = text[match.end() + len(word) : match.end() + len(word) + 2]
    if tail[:1] in ("/", "@", ".") and tail.strip("."):
        return False
    if dots == ".":
        # 'U.N.', 'Node.JS', 'S.A.S': both sides must look like words of prose
        return (
            before[-1].islower() or before.isdigit() and len(before) == 4 or before.isupper() and len(before) > 2
        ) and len(word) > 1 and (word[1:].islower() or word.lower() in _STARTERS) and "/" not in text[max(0, at - 25) : at].rpartition(" ")[2]  # noqa: E501
    return len(word) > 1 or word in ("A", "I")
