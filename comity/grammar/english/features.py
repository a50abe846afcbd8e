"""How an English verb stands: tense, aspect, negation, modality, condition, question, and the words that say so."""

from __future__ import annotations

from collections.abc import Iterable

from comity.grammar.clause import Features
from comity.grammar.english.phrases import WORDS, expand
from comity.grammar.english.subjects import auxiliaries, finite, first_conjunct, own_subject, passive, verbal
from comity.grammar.parse import Parse
from comity.model import Cue

_TENSE = {"VBD": "past", "VBZ": "present", "VBP": "present"}
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "sha"})
_MODAL = {"ca": "can", "wo": "will", "'ll": "will", "’ll": "will", "'d": "would", "’d": "would", "sha": "shall"}
_NOBODY = frozenset({"no", "neither", "nobody", "none", "nothing", "no-one", "nor"})


def cue(parse: Parse, sort: str, first: int, last: int = -1) -> Cue:
    """A cue from the words first to last."""
    start, end = parse.tokens[first].start, parse.tokens[last if last >= 0 else first].end
    return Cue(sort, parse.text[start:end], start, end)


def standing(parse: Parse, head: int, verb: int, denied: bool, cues: Iterable[Cue]) -> Features:
    """How a predicate stands: as its verb does (-1 for none), `denied` where a word beside a noun denies it, by these cues too."""
    own = features(parse, verb) if verb >= 0 else Features()
    position = parse.tokens[head].start
    quoted = (Cue("quotation", parse.text[a:b], a, b) for a, b in _quotes(parse) if a < position < b)
    every = dict.fromkeys((*own.cues, *cues, *quoted))
    return own._replace(negated=own.negated or denied, cues=tuple(sorted(every, key=lambda c: (c.start, c.end, c.sort))))


def _quotes(parse: Parse) -> list[tuple[int, int]]:
    """The characters between quotation marks, the marks left out."""
    text = parse.text
    if '"' not in text and "“" not in text:
        return []
    found: list[tuple[int, int]] | None = parse.cache.get("quotes")
    if found is not None:
        return found
    found, opened = [], -1
    for position, character in enumerate(text):
        if character == "“" or (character == '"' and opened < 0):
            opened = position
        elif character in "”\"" and opened >= 0:
            found.append((opened + 1, position))
            opened = -1
    if opened >= 0:
        found.append((opened + 1, len(text)))
    parse.cache["quotes"] = found
    return found


def features(parse: Parse, verb: int) -> Features:
    """How a verb stands, with what it shares with the verb that it is coordinated with."""
    known = parse.cache.get(("features", verb))
    if known is None:
        known = parse.cache["features", verb] = _features(parse, verb)
    return known


def _features(parse: Parse, verb: int) -> Features:
    tokens = parse.tokens
    token = tokens[verb]
    voice = "passive" if passive(parse, verb) else "active"
    cues: list[Cue] = []
    modals: list[str] = []
    tense = ""
    perfect = progressive = False
    helpers = auxiliaries(parse, verb)
    other = first_conjunct(parse, verb)
    shared = None
    if not helpers and other >= 0 and token.tag in ("VB", "VBN", "VBG") and own_subject(parse, verb) < 0:
        shared = features(parse, other)
    for helper in helpers:
        word = tokens[helper]
        if word.tag == "MD":
            modal = _MODAL.get(word.text.lower(), word.text.lower())
            modals.append(modal)
            cues.append(cue(parse, "modal", helper))
            tense = tense or ("future" if word.text.lower() in _FUTURE else "")
        elif not modals:
            tense = tense or _TENSE.get(word.tag, "")
        if word.lemma == "have" and token.tag in ("VBN", "VBD"):
            perfect = True
        if word.lemma == "be" and (token.tag == "VBG" or (voice == "passive" and word.tag == "VBG")):
            progressive = True
    if shared is not None:
        tense, modals = shared.tense, list(shared.modals)
        cues.extend(c for c in shared.cues if c.sort in ("modal", "negation", "if"))
        perfect = "perfect" in shared.aspect and token.tag == "VBN"
        progressive = "progressive" in shared.aspect and token.tag == "VBG"
        if token.tag == "VBN" and not perfect and voice == "active":
            tense = tense or "past"
    elif not helpers:
        tense = _TENSE.get(token.tag, "") if token.dep != "acl" else ""
        if other >= 0 and token.text.endswith("ed") and own_subject(parse, verb) < 0:
            before = features(parse, other)
            if before.aspect == "perfect" and before.tense == "present" and voice == before.voice:
                tense, perfect = "present", True  # 'has frozen the funds and suspended the loan'
        if token.tag == "VBN" and token.dep not in ("acl", "amod", "advcl", "relcl"):
            tense = "past"
    if token.dep == "ROOT" and own_subject(parse, verb) >= 0 and helpers and tokens[helpers[0]].tag == "TO":
        tense = "future"  # a headline: 'France to withdraw troops'
        cues.append(cue(parse, "plan", helpers[0]))
    negated = _negation(parse, verb, cues)
    if shared is not None and shared.negated and not negated:
        negated = True
    elif not negated and other >= 0 and features(parse, other).negated:
        negated = token.tag != "VBZ" and any(tokens[c].text in ("or", "nor") for c in parse.children[token.head])
    if "would" in modals and not tense and _reported(parse, verb):
        tense = "future"
    conditional = _condition(parse, verb, cues, modals) or bool(shared and shared.conditional)
    _adverbs(parse, verb, cues)
    question = _question(parse, verb, helpers)
    if token.dep == "ROOT" and token.tag == "VB" and not helpers and own_subject(parse, verb) < 0:
        cues.append(cue(parse, "imperative", verb))
    aspect = " ".join(word for word, so in (("perfect", perfect), ("progressive", progressive)) if so)
    return Features(tense, aspect, voice, negated, tuple(modals), conditional, question, tuple(cues))


def negative(parse: Parse, noun: int) -> int:
    """The word that denies a noun ('no agreement', 'neither side', 'nobody'), -1 if none."""
    if parse.tokens[noun].lemma.lower() in _NOBODY:
        return noun
    for child in parse.children[noun]:
        if parse.tokens[child].dep in ("det", "neg", "preconj", "cc", "predet") and parse.tokens[child].text.lower() in _NOBODY:
            return child
    return -1


def _negation(parse: Parse, verb: int, cues: list[Cue]) -> bool:
    tokens = parse.tokens
    for child in parse.children[verb]:
        token = tokens[child]
        word = token.text.lower()
        if token.dep == "neg" or word in ("n't", "not", "never", "n’t"):
            if word == "no" and child + 1 < len(tokens) and tokens[child + 1].text == "longer":
                cues.append(cue(parse, "no_longer", child, child + 1))
            else:
                cues.append(cue(parse, "negation", child))
            return True
        if token.dep == "advmod" and word == "longer":
            cues.append(cue(parse, "no_longer", max(child - 1, 0), child))
            return True
        if token.dep == "preconj" and word == "neither":
            cues.append(cue(parse, "negation", child))
            return True
        if token.dep in ("nsubj", "nsubjpass", "dobj", "attr"):
            for noun in expand(parse, child):
                at = negative(parse, noun)
                if at >= 0:
                    cues.append(cue(parse, "negation", at))
                    return True
    token = tokens[verb]
    if token.dep == "xcomp" and tokens[token.head].lemma in ("have", "be", "remain"):
        yet = next((c for c in parse.children[token.head] if tokens[c].text == "yet"), -1)
        if yet >= 0:
            cues.append(cue(parse, "not_yet", yet))
            return True
    if token.dep == "acl" and negative(parse, token.head) >= 0:
        cues.append(cue(parse, "negation", negative(parse, token.head)))
        return True
    if token.dep == "pcomp" and tokens[token.head].text.lower() == "without":
        cues.append(cue(parse, "without", token.head))
        return True
    return False


def _condition(parse: Parse, verb: int, cues: list[Cue], modals: list[str]) -> bool:
    tokens = parse.tokens
    found = False
    for child in parse.children[verb]:
        token = tokens[child]
        word = token.text.lower()
        if token.dep == "mark" or (token.dep == "advmod" and token.tag == "WRB"):
            sort = WORDS.markers.get(word)
            if sort:
                cues.append(cue(parse, "if" if sort == "conditional" else sort, child))
                found = found or sort == "conditional"
        elif token.dep == "advcl":
            found = _hypothesis(parse, child, cues) or found
        elif token.dep == "prep" and word in ("if", "unless", "provided"):
            cues.append(cue(parse, "if", child))
            found = True
    if tokens[verb].dep == "advcl":
        found = _hypothesis(parse, verb, cues) or found
    if "would" in modals and not found and not _reported(parse, verb):
        found = True
    return found


def _hypothesis(parse: Parse, clause: int, cues: list[Cue]) -> bool:
    for child in parse.children[clause]:
        token = parse.tokens[child]
        if token.dep == "mark" and WORDS.markers.get(token.text.lower()) == "conditional":
            cues.append(cue(parse, "if", child))
            return True
    helpers = auxiliaries(parse, clause)
    subject = own_subject(parse, clause)
    if helpers and helpers[0] < subject and parse.tokens[helpers[0]].text.lower() in ("had", "were", "should"):
        cues.append(cue(parse, "if", helpers[0]))  # 'had the talks failed'
        return True
    return False


def _reported(parse: Parse, verb: int) -> bool:
    """Whether 'would' only shifts a future into the past: 'said it would visit'."""
    token = parse.tokens[verb]
    first = first_conjunct(parse, verb)
    if first >= 0:
        token = parse.tokens[first]
    if token.dep not in ("ccomp", "xcomp", "advcl"):
        return False
    above = parse.tokens[token.head]
    lemma = WORDS.fold(above.lemma)
    return (lemma in WORDS.reporting or WORDS.governing.get(lemma) == "plan") and above.tag in ("VBD", "VBN", "VBG")


def _adverbs(parse: Parse, verb: int, cues: list[Cue]) -> None:
    places = [verb, *parse.children[verb]]
    for place in places[1:]:
        token = parse.tokens[place]
        if token.dep == "advmod":
            sort = WORDS.adverbs.get(token.text.lower())
            if sort and sort != "no_longer" and not (sort == "not_yet" and place == 0):
                cues.append(cue(parse, sort, place))


def _question(parse: Parse, verb: int, helpers: list[int]) -> bool:
    tokens = parse.tokens
    if parse.text.rstrip().rstrip("\"'”’)").endswith("?"):
        token = tokens[verb]
        while token.dep in ("conj", "xcomp") and token.head != token.i:
            token = tokens[token.head]
        return token.dep == "ROOT" or (token.dep == "ccomp" and not finite_above(parse, token.i))
    return any(tokens[c].dep == "mark" and tokens[c].text.lower() == "whether" for c in parse.children[verb])


def finite_above(parse: Parse, place: int) -> bool:
    """Whether the verb that a clause hangs on is finite and stands behind it or before it without asking itself."""
    head = parse.tokens[place].head
    return verbal(parse, head) and finite(parse, head) and head < place
