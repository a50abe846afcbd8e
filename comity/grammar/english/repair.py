"""English headlines, which the model was not trained on, read in the words of a plain sentence.

'Russia, Chad sign military deal' has a comma for 'and', no article, and a verb that could be a noun. It is read as 'Russia
and Chad will sign military deal.' The second reading changes no word of the parse that comes out, only arcs and tags.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from comity.grammar.english.mending import mend
from comity.grammar.english.phrases import WORDS
from comity.grammar.english.subjects import verbal
from comity.grammar.parse import Parse, Token

__all__ = ["Plain", "better", "join", "joined", "mend", "pieces", "plain", "unbroken"]

_DATELINE = re.compile(r"[A-Z][A-Z'’. -]{2,}(?:, [\w.][\w., ]{1,40})?(?: ?\([\w /,.-]{2,30}\))? ?(?:--|—|–|-) (?=[A-Z“\"])")
_BROKEN = re.compile(rf"\b((?:re|co)(?=-[a-z]{{3}})|{'|'.join(f'{a}(?=-{b})' for a, b in WORDS.joined)})-", re.IGNORECASE)
_LED = tuple(dict.fromkeys(f"{first}-" for first in ("re", "co", *(first for first, _ in WORDS.joined))))
_DASHED = re.compile(r"(?=(?<![^\W\d_])([^\W\d_]+-[^\W\d_]+))")  # overlapping
_LONGEST = 25
_NOUNS = ("NN", "NNS", "NNP", "NNPS", "JJ", "VB", "VBP", "VBZ")
_END = (".", "?", "!", ":", "…")


class Plain(NamedTuple):
    """Words for a second reading. `places` are the words of the first, -1 for those put in; `verb` the verb's, -1 if none."""

    words: list[str]
    places: list[int]
    verb: int


def unbroken(text: str) -> tuple[str, list[int]]:
    """The text with words in one that the model knows in one, and where in it a dash was left out.

    >>> unbroken("They re-opened talks on a cease-fire.")
    ('They reopened talks on a ceasefire.', [7, 30])
    """
    folded = text.casefold() if "-" in text else ""
    if not any(led in folded for led in _LED):
        return text, []
    cuts: list[int] = []
    for found in _BROKEN.finditer(text):
        cuts.append(found.end(1) - len(cuts))
    return _BROKEN.sub(r"\1", text), cuts


def joined(text: str) -> list[str]:
    """The words that a text in lower case writes with a dash and the grammar without.

    >>> joined("a co-op, re-opened by ex-ministers")
    ['coop', 'reopened', 'exministers']
    """
    return [word.replace("-", "") for word in _DASHED.findall(text)]


def plain(parse: Parse) -> Plain | None:
    """The words of a plain sentence for a headline that was not understood; None for anything else."""
    tokens = parse.tokens
    if not 3 <= len(tokens) <= _LONGEST:
        return None
    capitals = len(tokens) > 4 and 3 * sum(t.text[0].isupper() for t in tokens) > 2 * sum(t.text[0].isalpha() for t in tokens)
    if not capitals and parse.text.rstrip().rstrip("\"'”’)").endswith(_END):
        return None
    if not any(t.text[0].isupper() for t in tokens[:3] if t.text):
        return None
    verb = _verb(parse)
    commas = _commas(parse, verb)
    if verb < 0 and not commas:
        return None
    words: list[str] = []
    places: list[int] = []
    for token in tokens:
        word = token.text
        if token.i == verb:
            words.append("will")
            places.append(-1)
            word = WORDS.headline[word.lower()]
        elif token.i in commas:
            word = "and"
        elif capitals and token.i and (word.lower() in WORDS.small or _common(word)):
            word = word.lower()
        words.append(word)
        places.append(token.i)
    if words[-1] in _END:
        return Plain(words, places, verb)
    return Plain([*words, "."], [*places, -1], verb)


def _common(word: str) -> bool:
    low = word.lower()
    return low in WORDS.nouns or low.removesuffix("s") in WORDS.nouns or low in WORDS.headline


def _verb(parse: Parse) -> int:
    """The word that is most likely the verb that the first reading missed: it agrees with the noun before it."""
    tokens = parse.tokens
    root = parse.root
    if verbal(parse, root) and (tokens[root].tag not in ("VBP", "VB", "VBZ") or tokens[root].text.lower() in WORDS.headline):
        return -1
    if verbal(parse, root) and any(tokens[c].dep in ("aux", "auxpass", "dobj", "xcomp", "ccomp") for c in parse.children[root]):
        return -1
    for token in tokens[1:-1]:
        low = token.text.lower()
        base = WORDS.headline.get(low)
        if base is None or token.tag not in _NOUNS or token.dep == "pobj":
            continue
        before, after = tokens[token.i - 1], tokens[token.i + 1]
        if before.tag not in ("NNP", "NN", "NNS", "NNPS") or after.tag in ("IN", ",", ".", ":", "POS", "HYPH", "CC", "RP"):
            continue
        plural = before.tag in ("NNS", "NNPS") or any(t.text in (",", "and", "&") for t in tokens[: token.i])
        if plural == (low == base):
            return token.i
    return -1


def _commas(parse: Parse, verb: int) -> set[int]:
    """Commas that stand for 'and': between two names at the start, and before a second verb."""
    tokens = parse.tokens
    found = set()
    for token in tokens[1:-1]:
        if token.text != ",":
            continue
        after = tokens[token.i + 1]
        names = all(t.tag in ("NNP", "NNPS") for t in tokens[: token.i]) and after.tag in ("NNP", "NNPS")
        if names and token.i <= 4 and (verb > 0 or _followed(parse, token.i)):
            found.add(token.i)
        elif after.tag in ("VBZ", "VBP") and after.dep != "aux" and not any(t.tag in ("WDT", "WP") for t in tokens[: token.i]):
            found.add(token.i)
    return found


def _followed(parse: Parse, comma: int) -> bool:
    for token in parse.tokens[comma + 1 :]:
        if token.tag in ("VBP", "VB", "MD", "TO", "VBD"):
            return True
        if token.tag not in ("NNP", "NNPS"):
            return False
    return False


def better(first: Parse, plain: Plain, second: list[Token]) -> Parse:
    """The second reading in the words of the first, where it found a verb; else the first."""
    root = next((t.i for t in second if t.head == t.i), -1)
    if root < 0 or not second[root].tag.startswith("VB") or plain.places[root] < 0:
        return first
    tokens = []
    for token in second:
        place = plain.places[token.i]
        if place < 0:
            continue
        old = first.tokens[place]
        head = plain.places[token.head]
        if head < 0:
            return first
        tag, lemma, pos = token.tag, token.lemma, token.pos
        if place == plain.verb:
            tag = "VBP" if old.text.lower() == lemma else "VBZ"
        tokens.append(Token(place, old.text, lemma, pos, tag, token.dep, head, old.start, old.end))
    return Parse(first.text, tuple(tokens), first.language)


def pieces(parse: Parse) -> list[tuple[int, int]]:
    """The characters of what is read apart: a dateline, or statements that only a semicolon joins, each with a verb.

    Empty where the parse can stay whole.
    """
    dateline = _DATELINE.match(parse.text)
    if dateline and len(parse.text) - dateline.end() > 20:
        return [(0, dateline.end()), (dateline.end(), len(parse.text))]
    if ";" not in parse.text:
        return []
    found, start = [], 0
    ends = [t for t in parse.tokens if t.text == ";"]
    for end in [*(t.start for t in ends), len(parse.text)]:
        inside = [t for t in parse.tokens if start <= t.start < end]
        if len(inside) < 3 or not any(verbal(parse, t.i) for t in inside):
            return []
        found.append((start, end))
        start = end
    return found


def join(parse: Parse, parts: list[tuple[int, list[Token]]]) -> Parse:
    """The statements as one parse again: each is a conjunct of the first that has a verb."""
    tokens: list[Token] = []
    bases = [sum(len(p) for _, p in parts[:n]) for n in range(len(parts))]
    roots = [b + t.i for b, (_, p) in zip(bases, parts, strict=True) for t in p if t.head == t.i]
    flat = [t for _, p in parts for t in p]
    first = next((r for r in roots if flat[r].tag.startswith("VB")), roots[0] if roots else 0)
    for base, (start, part) in zip(bases, parts, strict=True):
        for token in part:
            head, dep = base + token.head, token.dep
            if token.head == token.i and base + token.i != first:
                head, dep = first, "conj" if dep == "ROOT" and base + token.i > first else "dep"
            tokens.append(token._replace(i=base + token.i, head=head, dep=dep, start=start + token.start, end=start + token.end))
    return Parse(parse.text, tuple(tokens), parse.language)
