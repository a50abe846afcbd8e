"""English nouns: what hangs on them, where their phrase ends, what they are coordinated with."""

from __future__ import annotations

from comity.grammar.clause import Phrase
from comity.grammar.parse import Parse
from comity.grammar.words import words

WORDS = words("en")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})
MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod"})
_OUTSIDE = frozenset({"relcl", "acl", "conj", "cc", "appos", "punct", "parataxis", "preconj", "case", "advcl", "dep", "ccomp"})
_WITHIN = frozenset({"relcl", "acl", "parataxis", "advcl", "ccomp"})
_RELATIVE = frozenset({"which", "who", "whom", "that", "whose"})
_SHARING = NOMINAL | {"ADJ"}


def span(parse: Parse, head: int) -> tuple[int, int]:
    """The characters of a noun's phrase: without relative clauses, appositions and conjuncts."""
    known = parse.cache.get(("span", head))
    if known is None:
        first, last = _edges(parse, head, _OUTSIDE)
        known = parse.cache["span", head] = (parse.tokens[first].start, parse.tokens[last].end)
    return known


def _edges(parse: Parse, head: int, without: frozenset[str]) -> tuple[int, int]:
    first = last = head
    for child in parse.children[head]:
        if parse.tokens[child].dep not in without:
            low, high = _edges(parse, child, _WITHIN)
            first, last = min(first, low), max(last, high)
    return first, last


def prepositions(parse: Parse, head: int) -> tuple[tuple[str, int, int], ...]:
    """What a word's prepositions hold: (name, noun, preposition), coordination spread.

    'along with' and its like are called as the data file says; a preposition inside a preposition by the inner one.
    """
    children = parse.children[head]
    if not children:
        return ()
    known = parse.cache.get(("preps", head))
    if known is None:
        found: list[tuple[str, int, int]] = []
        for child in children:
            token = parse.tokens[child]
            if token.dep in ("prep", "agent") or (token.dep == "dative" and token.pos == "ADP"):
                _inside(parse, child, "", found)
        known = parse.cache["preps", head] = tuple(found)
    return known


def _inside(parse: Parse, place: int, before: str, found: list[tuple[str, int, int]]) -> None:
    tokens = parse.tokens
    name = tokens[place].text.lower()
    whole = f"{before} {name}" if before else name
    children = parse.children[place]
    for child in children:  # 'because of', 'due to': the second word hangs on the first
        if tokens[child].dep in ("pcomp", "prep") and tokens[child].tag in ("IN", "TO") and not parse.children[child]:
            whole = f"{whole} {tokens[child].text.lower()}"
    label = WORDS.prepositions.get(whole) or WORDS.prepositions.get(name, name)
    for child in children:
        dep = tokens[child].dep
        if dep == "pobj":
            found.extend((label, noun, place) for noun in expand(parse, child))
        elif dep == "prep" and parse.children[child]:
            _inside(parse, child, name, found)
        elif dep == "conj" and tokens[child].pos == "ADP":
            _inside(parse, child, "", found)
        elif dep == "pcomp" and tokens[child].pos in NOMINAL:
            found.extend((label, noun, place) for noun in expand(parse, child))


def expand(parse: Parse, head: int, before: int = 1 << 30) -> tuple[int, ...]:
    """A noun with what shares its place: conjuncts, appositions, and what a mere count counts ('one of the embassies')."""
    key = ("expand", head)
    known = parse.cache.get(key)
    if known is None and not parse.children[head]:
        known = parse.cache[key] = (antecedent(parse, head),)
    elif known is None:
        found = [head]
        for place in found:
            tokens = parse.tokens
            for child in parse.children[place]:
                token = tokens[child]
                if token.dep in ("conj", "appos") and token.pos in _SHARING:
                    found.append(child)
                elif token.dep == "prep" and transparent(parse, place) and (token.text == "of" or _money(parse, place, child)):
                    found.extend(c for c in parse.children[child] if tokens[c].dep == "pobj")
        known = parse.cache[key] = tuple([antecedent(parse, f) for f in sorted(set(found))])
    return known if before >= len(parse.tokens) else tuple(f for f in known if f < before)


def transparent(parse: Parse, place: int) -> bool:
    """Whether a noun only counts or selects what stands behind its 'of'."""
    token = parse.tokens[place]
    return token.pos == "NUM" or token.lemma.lower() in WORDS.transparent


def _money(parse: Parse, place: int, preposition: int) -> bool:
    """'300 million in aid'."""
    return parse.tokens[preposition].text == "in" and parse.tokens[place].lemma in ("million", "billion", "thousand", "trillion")


def antecedent(parse: Parse, place: int) -> int:
    """What a relative pronoun stands for; any other word stands for itself."""
    token = parse.tokens[place]
    if token.tag not in ("WDT", "WP", "WP$") and not (token.tag == "IN" and token.text.lower() == "that"):
        return place
    if token.text.lower() not in _RELATIVE:
        return place
    at = place
    for _ in range(len(parse)):
        token = parse.tokens[at]
        if token.dep == "relcl":
            return token.head
        if token.head == at:
            break
        at = token.head
    return place


def phrase(parse: Parse, head: int) -> Phrase:
    """A noun's modifiers (also those of its compounds), complements by preposition, determiner and number.

    >>> parse = Parse.table('''
    ... French  french  JJ  amod  2
    ... troops  troop   NNS ROOT  0
    ... in      in      IN  prep  2
    ... Mali    Mali    NNP pobj  3
    ... ''')
    >>> phrase(parse, 1).modifiers, phrase(parse, 1).complements, phrase(parse, 1).number
    ((0,), {'in': (3,)}, 'plural')
    """
    known = parse.cache.get(("phrase", head))
    if known is not None:
        return known  # type: ignore[no-any-return]
    tokens = parse.tokens
    modifiers: list[int] = []
    determiner = ""
    for child in parse.children[head]:
        token = tokens[child]
        if token.dep in MODIFIERS:
            modifiers.extend(_modifiers(parse, child))
        elif token.dep == "det":
            determiner = token.text.lower()
    complements: dict[str, list[int]] = {}
    for name, noun, _ in prepositions(parse, head):
        complements.setdefault(name, []).append(noun)
    token = tokens[head]
    number = "plural" if token.tag in ("NNS", "NNPS") else "singular" if token.pos in ("NOUN", "PROPN") else ""
    result = Phrase(head, WORDS.fold(token.lemma), tuple(modifiers), {k: tuple(v) for k, v in complements.items()}, determiner, number)
    parse.cache["phrase", head] = result
    return result


def _modifiers(parse: Parse, place: int) -> list[int]:
    """A modifier with its conjuncts ('French and Chadian troops') and its own modifiers ('US-Chad talks')."""
    found = []
    for child in parse.children[place]:
        if parse.tokens[child].dep in ("compound", "nmod", "conj", "appos"):
            found.extend(_modifiers(parse, child))
    found.append(antecedent(parse, place))
    return sorted(found)
