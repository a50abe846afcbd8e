"""Who does it: the subject of an English verb, stated, shared, controlled or relative.

`subjects` gives the subject of the *surface*: of a passive it is whom the thing is done to.
"""

from __future__ import annotations

from comity.grammar.english.phrases import NOMINAL, WORDS, antecedent, expand, prepositions
from comity.grammar.parse import Parse

_SUBJECT = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_SUBJECTS = NOMINAL | {"ADJ", "DET"}
GOVERNED = frozenset({"of", "from", "into", "to", "on", "about", "in", "at", "against", "toward", "towards"})
_FINITE = ("VBD", "VBZ", "VBP", "MD")


def verbal(parse: Parse, place: int) -> bool:
    """Whether a word is a verb that is a predicate of its own."""
    token = parse.tokens[place]
    if token.dep == "amod" and token.lemma.lower() in WORDS.states:
        return False
    return token.tag.startswith("VB") and token.dep not in ("aux", "auxpass", "prep", "compound", "nmod")


def finite(parse: Parse, verb: int) -> bool:
    """Whether a verb stands with a finite form of its own."""
    if parse.tokens[verb].tag in _FINITE:
        return True
    return any(parse.tokens[c].dep in ("aux", "auxpass") and parse.tokens[c].tag in _FINITE for c in parse.children[verb])


def auxiliaries(parse: Parse, verb: int) -> list[int]:
    """The auxiliaries of a verb, its own only."""
    return [c for c in parse.children[verb] if parse.tokens[c].dep in ("aux", "auxpass")]


def first_conjunct(parse: Parse, verb: int) -> int:
    """The verb that this one is coordinated with, -1 if none; a finite verb is never the conjunct of an infinitive."""
    token = parse.tokens[verb]
    if token.dep != "conj" or not verbal(parse, token.head):
        return -1
    at = token.head
    if finite(parse, verb):
        while not finite(parse, at) and parse.tokens[at].tag in ("VB", "VBG") and parse.tokens[at].head != at:
            at = parse.tokens[at].head
            if not verbal(parse, at):
                return token.head
    return at


def passive(parse: Parse, verb: int) -> bool:
    """Whether a verb stands in the passive, with or without its auxiliary."""
    key = ("passive", verb)
    known = parse.cache.get(key)
    if known is None:
        known = parse.cache[key] = _passive(parse, verb)
    return known


def _passive(parse: Parse, verb: int) -> bool:
    tokens = parse.tokens
    token = tokens[verb]
    deps = {tokens[c].dep for c in parse.children[verb]}
    if "auxpass" in deps or "nsubjpass" in deps or "agent" in deps or "csubjpass" in deps:
        return True
    if token.tag not in ("VBN", "VBD"):
        return False
    helped = [tokens[c].lemma for c in auxiliaries(parse, verb)]
    if token.tag == "VBN" and not helped and token.dep in ("acl", "amod", "advcl", "relcl") and "nsubj" not in deps:
        return True
    if token.tag == "VBD" and not helped and token.dep == "acl" and not deps & {"nsubj", "dobj"}:
        return True  # 'the bases closed in 1997': mistaken for a past tense
    if token.tag == "VBN" and "be" in helped:
        return True
    other = first_conjunct(parse, verb)
    if other >= 0 and not helped and not deps & {"nsubj", "dobj", "ccomp", "xcomp"} and passive(parse, other):
        regular = token.tag == "VBN" or token.text.endswith("ed")
        return regular and token.lemma.lower() not in WORDS.intransitive
    if not helped and "dobj" not in deps and token.lemma.lower() in WORDS.never_intransitive and "nsubj" in deps:
        subject = next(c for c in parse.children[verb] if tokens[c].dep == "nsubj")
        thing = tokens[subject].pos == "NOUN" or WORDS.fold(tokens[subject].text) in WORDS.nouns
        return thing and antecedent(parse, subject) == subject
    return False


def subjects(parse: Parse, verb: int) -> tuple[int, ...]:
    """The heads of the surface subject, coordination spread; empty where nobody is named."""
    key = ("subjects", verb)
    known = parse.cache.get(key)
    if known is None:
        parse.cache[key] = ()  # a parse that turns in a circle ends here
        known = parse.cache[key] = _subjects(parse, verb)
    return known


def own_subject(parse: Parse, verb: int) -> int:
    """The subject that hangs on the verb itself, -1 if none; 'there' is none."""
    tokens = parse.tokens
    return next((c for c in parse.children[verb] if tokens[c].dep in _SUBJECT and tokens[c].pos in _SUBJECTS), -1)


def _subjects(parse: Parse, verb: int) -> tuple[int, ...]:
    tokens = parse.tokens
    token = tokens[verb]
    own = own_subject(parse, verb)
    if own >= 0:
        noun = antecedent(parse, own)
        return expand(parse, own) if noun == own else _antecedents(parse, noun, verb)
    if any(tokens[c].dep == "expl" for c in parse.children[verb]):
        return tuple(n for c in parse.children[verb] if tokens[c].dep == "attr" for n in expand(parse, c))
    if token.tag == "VB" and token.dep == "ROOT" and not auxiliaries(parse, verb):
        return ()  # an imperative
    head = token.head
    if head == verb:
        return ()
    if token.dep == "conj":
        first = first_conjunct(parse, verb)
        return subjects(parse, first) if first >= 0 else ()
    if token.dep in ("relcl", "acl"):
        return _of_noun(parse, verb, head)
    if token.dep == "amod":
        return (head,)
    if token.dep == "pcomp":
        return _of_gerund(parse, head)
    if token.dep in ("xcomp", "advcl", "ccomp", "dep", "oprd"):
        return _controlled(parse, verb, head)
    return ()


def _antecedents(parse: Parse, noun: int, verb: int) -> tuple[int, ...]:
    return expand(parse, noun, before=verb) or (noun,)


def _of_noun(parse: Parse, verb: int, noun: int) -> tuple[int, ...]:
    """The subject of a verb that hangs on a noun: the noun, or for 'a plan to withdraw' whoever has the plan."""
    tokens = parse.tokens
    infinitive = any(tokens[c].tag == "TO" for c in parse.children[verb])
    if tokens[verb].dep == "relcl":
        return _antecedents(parse, noun, verb) if infinitive else ()  # 'the summit to be hosted by Oman'
    if infinitive and tokens[noun].lemma.lower() in WORDS.nouns and WORDS.nouns[tokens[noun].lemma.lower()].of != "of":
        return of_governor(parse, noun)
    return _antecedents(parse, noun, verb)


def of_governor(parse: Parse, place: int) -> tuple[int, ...]:
    """Who stands behind a word that a clause hangs on: a verb's subject, a noun's possessor, or the subject of its verb."""
    tokens = parse.tokens
    at = place
    for _ in range(len(parse)):
        if verbal(parse, at):
            found = subjects(parse, at)
            if passive(parse, at):
                return tuple(n for name, n, _ in prepositions(parse, at) if name == "by") or found
            return found
        for child in parse.children[at]:
            if tokens[child].dep == "poss":
                return expand(parse, antecedent(parse, child))
        if tokens[at].head == at:
            return ()
        at = tokens[at].head
    return ()


def holder(parse: Parse, preposition: int) -> int:
    """What a preposition hangs on, past the prepositions that it is coordinated with."""
    above = parse.tokens[preposition].head
    while parse.tokens[above].pos == "ADP" and parse.tokens[above].head != above:
        above = parse.tokens[above].head
    return above


def _of_gerund(parse: Parse, preposition: int) -> tuple[int, ...]:
    """'accused Chad of backing rebels': Chad backs them; 'left without paying': who left did not pay."""
    tokens = parse.tokens
    above = holder(parse, preposition)
    if verbal(parse, above) and tokens[preposition].text.lower() in GOVERNED | {"for"}:
        if WORDS.fold(tokens[above].lemma) in WORDS.object_gerund:
            for child in parse.children[above]:
                if tokens[child].dep in ("dobj", "dative") and tokens[child].pos in NOMINAL:
                    return expand(parse, antecedent(parse, child))
        return subjects(parse, above)
    return of_governor(parse, above)


def _controlled(parse: Parse, verb: int, head: int) -> tuple[int, ...]:
    tokens = parse.tokens
    if not verbal(parse, head):
        return of_governor(parse, head)
    bare = tokens[verb].tag in ("VB", "VBG", "VBN") and not finite(parse, verb)
    if not bare:
        return ()
    if WORDS.fold(tokens[head].lemma) in WORDS.object_control and tokens[verb].tag == "VB":
        for child in parse.children[head]:
            if tokens[child].dep in ("dobj", "dative") and tokens[child].pos in NOMINAL:
                return expand(parse, child)
    names = WORDS.prepositional_control.get(WORDS.fold(tokens[head].lemma), frozenset())
    through = [n for name, n, at in prepositions(parse, head) if name in names and head < at < verb]
    if through and tokens[verb].tag == "VB":
        return tuple(through)  # 'called on Israel to end the siege'
    return subjects(parse, head)
