"""Arcs that the small English model is known to get wrong, put right before anything reads them."""

from __future__ import annotations

from comity.grammar.english.phrases import WORDS
from comity.grammar.parse import Token

_JOINED = ("re", "co")  # re-armed is rearm; of an ex-minister the lemma is minister
_ARGUMENT = frozenset({"prep", "pobj", "dobj", "attr", "agent"})
_HELD = frozenset({"nsubj", "nsubjpass", "aux", "auxpass", "mark", "advmod", "dobj"})


def mend(tokens: list[Token]) -> list[Token]:
    """The tokens with the arcs that they should have; as they were, should the changes together make a ring."""
    mended = _mend(list(tokens))
    return mended if mended == tokens or _tree(mended) else tokens


def _tree(tokens: list[Token]) -> bool:
    """Whether every word hangs, over some steps, on one that hangs on itself."""
    for token in tokens:
        steps, at = 0, token
        while at.head != at.i:
            at, steps = tokens[at.head], steps + 1
            if steps > len(tokens):
                return False
    return True


def _mend(tokens: list[Token]) -> list[Token]:
    dashes = [t.i for t in tokens[1:-1] if t.text == "-" and not _punctuation(t)]
    if dashes:
        tokens = _whole(tokens, dashes)
    for token in list(tokens):
        if token.text.lower() in WORDS.forms:
            token = tokens[token.i] = token._replace(lemma=WORDS.forms[token.text.lower()])
        tag, dep = token.tag, token.dep
        if tag == "MD" and dep != "aux":
            _modal(tokens, token)
        elif dep == "advmod" and tag in ("NNP", "NNPS") and _subject_of(tokens, token):
            tokens[token.i] = token._replace(dep="nsubj")
        elif dep == "aux" and token.lemma == "have" and tokens[token.head].dep == "amod":
            _having(tokens, token)
        elif dep == "amod" and tag == "VBG" and token.i:
            _gerund(tokens, token)
        elif dep == "npadvmod" and tag == "NNP" and token.i:
            _named_object(tokens, token)
        elif tag == "VBG" and (dep == "pcomp" or (dep == "pobj" and _bare(tokens, token))):
            tokens[token.i] = token._replace(dep="pcomp", pos="VERB")
            _accused(tokens, tokens[token.head])
        elif dep == "advcl" and tag in ("VBD", "VBN") and token.i and tokens[token.i - 1].pos in ("NOUN", "PROPN"):
            _participle(tokens, token)
        elif tag == "VBD" and dep in ("acl", "relcl") and _bare_subject(tokens, token):
            _told(tokens, token)
        elif dep == "acomp" and tokens[token.head].lemma == "be" and (tag == "VBN" or _done(token)):
            _passive(tokens, token)
        elif dep == "nsubj" and tokens[token.head].dep in ("aux", "auxpass"):
            helper = tokens[token.head]
            tokens[token.i] = token._replace(head=helper.head, dep="nsubjpass" if helper.dep == "auxpass" else "nsubj")
        elif token.head < token.i and tokens[token.head].tag[:2] == "VB" and (dep == "conj" or _coordinated(tokens, token)):
            if tag == "VBG":
                _shared_gerund(tokens, token)
            elif token.pos in ("NOUN", "PROPN"):
                _shared_noun(tokens, token)
    return tokens


def _subject_of(tokens: list[Token], name: Token) -> bool:
    """Whether a name that the model took for an adverb is what does it: 'Nauru opened relations with', and nobody else does."""
    verb = tokens[name.head]
    finite = verb.tag in ("VBD", "VBZ", "VBP") and name.i < verb.i
    return finite and not any(t.head == verb.i and t.dep in ("nsubj", "nsubjpass", "expl", "csubj") for t in tokens)


def _having(tokens: list[Token], have: Token) -> None:
    """'Chad, which has strained relations with Sudan, threatened to': it has relations that are strained, and itself threatened."""
    strained = tokens[have.head]
    thing, which = tokens[strained.head], tokens[have.i - 1]
    who = next((t for t in reversed(tokens[: which.i]) if t.pos in ("NOUN", "PROPN")), None)
    if which.tag not in ("WDT", "WP") or who is None or who.head != strained.i or thing.i < strained.i:
        return
    tokens[have.i] = have._replace(dep="relcl", head=who.i, pos="VERB")
    tokens[which.i] = which._replace(head=have.i)
    tokens[thing.i] = thing._replace(dep="dobj", head=have.i)
    verb = next((t for t in tokens[thing.i :] if t.tag in ("VBD", "VBZ", "VBP") and (t.i == thing.head or t.dep == "conj")), None)
    if verb is None:
        tokens[who.i] = who._replace(dep=thing.dep, head=thing.head)
        return
    tokens[who.i] = who._replace(dep="nsubj", head=verb.i)
    if thing.head != verb.i:
        tokens[verb.i] = verb._replace(dep=thing.dep, head=thing.head)
    for token in tokens[: who.i]:
        if token.head in (strained.i, thing.i) and token.dep in ("advmod", "mark"):
            tokens[token.i] = token._replace(head=verb.i)


def _punctuation(dash: Token) -> bool:
    return dash.pos == "PUNCT" or dash.dep == "punct"


def _bare_subject(tokens: list[Token], verb: Token) -> bool:
    """Whether a past verb without a subject stands behind a noun that 'after' or the like brings in."""
    noun = tokens[verb.head]
    brings = noun.dep == "pobj" and tokens[noun.head].text.lower() in ("after", "before", "since", "until", "once")
    return brings and not any(t.head == verb.i and t.dep in ("nsubj", "nsubjpass", "auxpass", "mark") for t in tokens)


def _told(tokens: list[Token], verb: Token) -> None:
    """'after Belgium accused Rwanda', read as after a Belgium that accused Rwanda."""
    noun, word = tokens[verb.head], tokens[tokens[verb.head].head]
    tokens[noun.i] = noun._replace(dep="nsubj", head=verb.i)
    tokens[verb.i] = verb._replace(dep="advcl", head=word.head)
    tokens[word.i] = word._replace(dep="mark", head=verb.i)


def _whole(tokens: list[Token], dashes: list[int]) -> list[Token]:
    """Words that the model knows whole but was given in three: ex - minister."""
    first: dict[int, int] = {}  # each token of a word in three -> the place of its last
    for dash in dashes:
        if tokens[dash - 1].end == tokens[dash].start and tokens[dash].end == tokens[dash + 1].start and dash - 1 not in first:
            first[dash - 1] = first[dash] = dash + 1
    new: dict[int, int] = {}
    kept = [t.i for t in tokens if t.i not in first]
    for place, old in enumerate(kept):
        new[old] = place
    made = []
    for old in kept:
        token = tokens[old]
        parts = [i for i, last in first.items() if last == old]
        head = first.get(token.head, token.head)
        text, lemma, start, dep = token.text, token.lemma, token.start, token.dep
        if parts:
            prefix = tokens[parts[0]]
            text, start = f"{prefix.text}-{text}", prefix.start
            lemma = prefix.text.lower() + lemma if prefix.text.lower() in _JOINED else lemma
            # Its arc is that of the last part that hangs on something outside.
            out = next((i for i in [old, *parts] if first.get(tokens[i].head, tokens[i].head) != old or tokens[i].head == i), old)
            head, dep = first.get(tokens[out].head, tokens[out].head), tokens[out].dep
        pos = "VERB" if token.tag.startswith("VB") and token.pos != "AUX" else token.pos
        made.append(token._replace(i=new[old], text=text, lemma=lemma, start=start, head=new[head], dep=dep, pos=pos))
    return made


def _modal(tokens: list[Token], token: Token) -> None:
    """'the envoy will on Tuesday lead': the modal belongs to the next bare verb."""
    verb = next((t for t in tokens[token.i + 1 : token.i + 14] if t.tag == "VB"), None)
    if verb is None or any(t.dep == "aux" for t in tokens if t.head == verb.i and t.i != token.i):
        return
    for child in tokens:
        if child.head == token.i and child.i not in (token.i, verb.i):
            tokens[child.i] = child._replace(head=verb.i)
    if verb.head == token.i or token.head == token.i:
        root = token.head == token.i
        tokens[verb.i] = verb._replace(head=verb.i if root else token.head, dep=token.dep)
    tokens[token.i] = token._replace(dep="aux", head=verb.i, pos="AUX")


def _gerund(tokens: list[Token], token: Token) -> None:
    """'accused of harbouring rebels', read as rebels who harbour."""
    noun, before = tokens[token.head], tokens[token.i - 1]
    if noun.dep == "pobj" and noun.head == before.i and tokens[before.head].tag.startswith("VB"):
        tokens[token.i] = token._replace(dep="pcomp", head=before.i, pos="VERB")
        tokens[noun.i] = noun._replace(dep="dobj", head=token.i)


def _bare(tokens: list[Token], token: Token) -> bool:
    return not any(t.head == token.i and t.dep in ("det", "amod", "poss", "compound", "nmod") for t in tokens)


def _accused(tokens: list[Token], preposition: Token) -> None:
    """'accused by the court of spying', read as a court of spying."""
    noun = tokens[preposition.head]
    if preposition.text not in ("of", "from") or noun.pos not in ("NOUN", "PROPN", "PRON"):
        return
    above = tokens[noun.head]
    verb = tokens[above.head] if above.dep == "agent" else above
    if noun.dep in ("dobj", "pobj") and verb.tag.startswith("VB") and WORDS.fold(verb.lemma) in WORDS.object_gerund:
        tokens[preposition.i] = preposition._replace(head=verb.i)


def _participle(tokens: list[Token], token: Token) -> None:
    """'an embassy in Lima accredited to Peru', read as a past tense."""
    if any(t.dep in _HELD for t in tokens if t.head == token.i and t.i != token.i):
        return
    objects = [t for t in tokens[: token.i] if t.dep in ("dobj", "nsubjpass") and t.head == token.head]
    if objects and token.head < token.i:
        tokens[token.i] = token._replace(dep="acl", head=objects[-1].i, tag="VBN")


def _done(token: Token) -> str:
    """The verb of an adjective that says what was done: severed, closed; '' for strained and its like."""
    word = token.text.lower()
    if token.tag != "JJ" or not word.endswith("ed"):
        return ""
    return next((base for base in (word[:-2], word[:-1], word[:-3]) if base in WORDS.done), "")


def _named_object(tokens: list[Token], token: Token) -> None:
    """'met ex-president Diallo', read as a time: the name right behind the verb is its object."""
    verb = tokens[token.head]
    if not verb.tag.startswith("VB") or token.text.lower() in WORDS.dates:
        return
    if any(t.head == verb.i and t.dep in ("dobj", "attr", "acomp", "ccomp", "xcomp", "nsubjpass", "oprd") for t in tokens):
        return
    if all(t.head == token.i or t.i == token.i for t in tokens[verb.i + 1 : token.i + 1]) and verb.i < token.i:
        tokens[token.i] = token._replace(dep="dobj")


def _passive(tokens: list[Token], token: Token) -> None:
    """'the border is closed', read as a state of the verb 'to be': the participle takes its place."""
    verb = tokens[token.head]
    root = verb.head == verb.i
    for child in tokens:
        if child.head == verb.i and child.i not in (verb.i, token.i):
            dep = "nsubjpass" if child.dep == "nsubj" else child.dep
            tokens[child.i] = child._replace(head=token.i, dep=dep)
    tokens[verb.i] = verb._replace(dep="auxpass", head=token.i, pos="AUX")
    lemma = _done(token) or token.lemma
    tokens[token.i] = token._replace(dep=verb.dep, head=token.i if root else verb.head, pos="VERB", tag="VBN", lemma=lemma)


def _shared_gerund(tokens: list[Token], token: Token) -> None:
    """'accused Paris of interference and failing to help': the gerund shares the preposition, not the verb."""
    head = tokens[token.head]
    if head.tag == "VBG" or any(t.dep in ("aux", "nsubj") for t in tokens if t.head == token.i):
        return
    if any(t.head == head.i and t.dep == "aux" and t.lemma == "be" for t in tokens):
        return
    prepositions = [t.i for t in tokens[head.i : token.i] if t.dep == "prep" and t.head == head.i]
    if prepositions:
        tokens[token.i] = token._replace(dep="pcomp", head=prepositions[-1])
    else:
        tokens[token.i] = token._replace(dep="advcl")


def _shared_noun(tokens: list[Token], token: Token) -> None:
    """'is a member of the Bank, and the African Union (AU)': a noun is no conjunct of a verb, but of the noun of its sort before it."""
    if any(t.dep in ("nsubj", "nsubjpass", "aux", "cop") for t in tokens if t.head == token.i):
        return
    at, seen = token.head, {token.head}
    while True:
        below = [t for t in tokens[at + 1 : token.i] if t.head == at and t.dep in _ARGUMENT and t.i not in seen]
        if not below:
            return
        at = below[-1].i
        seen.add(at)
        if tokens[at].pos == token.pos:
            tokens[token.i] = token._replace(head=at, dep="conj")
            return


def _coordinated(tokens: list[Token], token: Token) -> bool:
    """Whether an arc without a name hides a conjunct: ', and the African Union'."""
    return token.dep == "dep" and any(t.dep == "cc" and t.head == token.head for t in tokens[max(0, token.i - 4) : token.i])
