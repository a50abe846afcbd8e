"""English verbs and what the verb 'to be' joins, as drafts of clauses."""

from __future__ import annotations

from comity.grammar.english.draft import Draft, lift
from comity.grammar.english.features import cue
from comity.grammar.english.phrases import NOMINAL, WORDS, antecedent, expand, prepositions
from comity.grammar.english.subjects import GOVERNED, first_conjunct, holder, own_subject, passive, subjects, verbal
from comity.grammar.parse import Parse
from comity.grammar.words import Nominal

_COPULA = ("be",)


def lemma(parse: Parse, verb: int) -> tuple[str, int, int]:
    """A verb's lemma with its particle, and the characters of both: 'broke relations off' is break_off."""
    token = parse.tokens[verb]
    word, end = WORDS.fold(token.lemma), token.end
    for child in parse.children[verb]:
        part = parse.tokens[child]
        if part.dep == "prt" or (part.dep == "advmod" and part.i == verb + 1 and part.text in ("back", "off", "out", "up", "down", "over")):
            word = f"{word}_{part.text.lower()}"
            end = part.end if part.i == verb + 1 else end
            break
        if part.dep == "dobj" and (word, part.text) in WORDS.idioms:
            word, end = f"{word}_{part.text}", part.end
            break
    return word, token.start, end


def draft(parse: Parse, verb: int) -> list[Draft]:
    """The clauses of one verb: its own, and those of the nouns and adjectives that it says of its subject."""
    tokens = parse.tokens
    token = tokens[verb]
    word, start, end = lemma(parse, verb)
    form = "adjective" if token.dep == "amod" else "verb"
    own = Draft(word, form, verb, verb, start, end, verb=verb)
    subject = subjects(parse, verb)
    _arguments(parse, own, subject)
    said = [c for c in parse.children[verb] if tokens[c].dep in ("attr", "acomp", "oprd")]
    existential = any(tokens[c].dep == "expl" for c in parse.children[verb])
    found = []
    if not existential:
        for child in said:
            for place in _all_said(parse, child):
                found.append(predicate(parse, place, subject, own, verb if word in _COPULA else -1))
    if word in _COPULA and found:
        return found
    for other in found:
        other.parent, other.link = own, "complement"
    lift(parse, own)
    return [own, *found]


def _all_said(parse: Parse, place: int) -> list[int]:
    found = [place]
    for at in found:
        found.extend(c for c in parse.children[at] if parse.tokens[c].dep == "conj" and not verbal(parse, c))
    spread = (p for at in found for p in (expand(parse, at) if parse.tokens[at].pos in NOMINAL else (at,)))
    return list(dict.fromkeys(spread))


def predicate(parse: Parse, place: int, subject: tuple[int, ...], verb: Draft, copula: int) -> Draft:
    """What is said of a subject: 'is a close ally of', 'remained hostile to'."""
    token = parse.tokens[place]
    word = WORDS.fold(token.lemma)
    form = "noun" if token.pos in NOMINAL else "adjective"
    made = Draft(word, form, place, verb.token, token.start, token.end, verb=verb.verb)
    made.put(parse, "subject", subject)
    for name, noun, _ in prepositions(parse, place):
        made.put(parse, name, (noun,))
    if form == "noun":
        _owners(parse, made, place)
        lift(parse, made)
    if copula >= 0:
        for name, noun, _ in prepositions(parse, copula):
            made.put(parse, name, (noun,))
        made.cues.append(cue(parse, "copula", copula))
    return made


def _owners(parse: Parse, made: Draft, place: int) -> None:
    """'CAR's ally', 'a French ally': whose it is stands where 'of' would put it."""
    for child in parse.children[place]:
        token = parse.tokens[child]
        if token.dep == "poss":
            made.put(parse, "of", expand(parse, antecedent(parse, child)), via="mod")
        elif token.dep in ("amod", "compound", "nmod"):
            made.put(parse, "mod", (child,))


def _arguments(parse: Parse, own: Draft, subject: tuple[int, ...]) -> None:
    tokens = parse.tokens
    verb = own.head
    is_passive = passive(parse, verb)
    objects: list[int] = []
    indirect: list[int] = []
    complement: list[int] = []
    for child in parse.children[verb]:
        token = tokens[child]
        if token.dep == "dobj" and not own.lemma.endswith("_" + token.text):
            objects.extend(expand(parse, antecedent(parse, child)))
        elif token.dep == "dative" and token.pos in NOMINAL:
            indirect.extend(expand(parse, antecedent(parse, child)))
        elif token.dep in ("attr", "oprd") and token.pos in NOMINAL and tokens[verb].lemma != "be":
            complement.extend(expand(parse, child))
        elif token.dep == "ccomp" and tokens[child].tag == "VB" and own.lemma in WORDS.object_control:
            inner = own_subject(parse, child)
            if inner >= 0 and any(tokens[c].tag == "TO" for c in parse.children[child]):
                objects.extend(expand(parse, antecedent(parse, inner)))
    if len(objects) > 1 and tokens[objects[0]].tag == "WP" and not indirect:
        objects, indirect = objects[:1], objects[1:]  # 'What did Russia offer Chad?'
    if objects and indirect and any(antecedent(parse, c) in indirect for c in parse.children[verb] if tokens[c].tag == "WDT"):
        objects, indirect = indirect, objects  # 'the aid that Iran gives the militia'
    if is_passive:
        own.put(parse, "indirect" if objects and not complement else "object", subject)
        for name, noun, at in prepositions(parse, verb):
            if tokens[at].dep == "agent" or name == "by":
                own.put(parse, "subject", (noun,), via="by")
    else:
        own.put(parse, "subject", subject)
    own.put(parse, "object", objects)
    own.put(parse, "indirect", indirect)
    own.put(parse, "complement", complement)
    if not is_passive and not objects:
        own.put(parse, "object", _gap(parse, verb) or _shared_object(parse, verb))
    for name, noun, at in prepositions(parse, verb):
        if not (is_passive and (name == "by" or tokens[at].dep == "agent")):
            own.put(parse, name, (noun,))
    _relative_place(parse, own, verb)
    if own.form == "adjective" and is_passive:  # 'French-backed rebels'
        own.put(parse, "subject", (c for c in parse.children[verb] if tokens[c].dep in ("npadvmod", "compound", "nmod")), via="mod")


def _gap(parse: Parse, verb: int) -> tuple[int, ...]:
    """'the bases France closed': the noun that a bare relative clause hangs on is its object."""
    token = parse.tokens[verb]
    if token.dep != "relcl" or own_subject(parse, verb) < 0:
        return ()
    if parse.tokens[token.head].lemma.lower() in WORDS.times or parse.tokens[token.head].pos not in NOMINAL:
        return ()
    if antecedent(parse, own_subject(parse, verb)) == token.head:
        return ()
    for child in parse.children[verb]:
        part = parse.tokens[child]
        if part.tag in ("WRB", "WDT", "WP", "WP$") or part.dep in ("attr", "acomp", "xcomp", "ccomp"):
            return ()
        if part.dep == "prep" and any(parse.tokens[c].tag in ("WDT", "WP") for c in parse.children[child]):
            return ()
    return expand(parse, token.head, before=verb)


def _shared_object(parse: Parse, verb: int) -> tuple[int, ...]:
    """'trained and armed the rebels': the object behind the second verb is the first one's too."""
    tokens = parse.tokens
    for child in parse.children[verb]:
        if tokens[child].dep == "conj" and verbal(parse, child) and child - verb <= 3 and own_subject(parse, child) < 0:
            between = [tokens[i] for i in range(verb + 1, child)]
            if all(t.dep in ("cc", "advmod", "punct") for t in between) and not passive(parse, child):
                return tuple(n for c in parse.children[child] if tokens[c].dep == "dobj" for n in expand(parse, c))
    return ()


def _relative_place(parse: Parse, own: Draft, verb: int) -> None:
    """'Chad, where France has a base': where it stands for is a place."""
    if parse.tokens[verb].dep == "relcl" and any(parse.tokens[child].text.lower() == "where" for child in parse.children[verb]):
        own.put(parse, "in", (parse.tokens[verb].head,), via="where")


def _holds(noun: Nominal | None) -> bool:
    """Whether an infinitive behind a noun is what the noun is about ('a plan to'), not what the thing is for ('troops to')."""
    return noun is not None and noun.of != "of"


def link(parse: Parse, verb: int) -> tuple[int, str]:
    """The word that a verb's clause hangs on and by what: conjuncts hang where the first of them hangs."""
    tokens = parse.tokens
    token = tokens[verb]
    first = first_conjunct(parse, verb)
    if first >= 0 and tokens[first].dep != "ROOT":
        return link(parse, first)
    if first >= 0:
        return first, "conjunct"
    infinitive = any(tokens[c].tag == "TO" for c in parse.children[verb])
    dep = token.dep
    if token.head == verb:
        return -1, ""
    if dep in ("xcomp", "ccomp", "oprd"):
        above = tokens[token.head]
        controlled = infinitive and own_subject(parse, verb) >= 0 and WORDS.fold(above.lemma) in WORDS.object_control
        return token.head, "xcomp" if controlled or dep == "oprd" else dep
    if dep == "relcl":
        return token.head, "relative"
    if dep in ("acl", "amod"):
        if infinitive:
            return token.head, "xcomp" if _holds(WORDS.nouns.get(tokens[token.head].lemma.lower())) else "purpose"
        return token.head, "ccomp" if any(tokens[c].dep == "mark" for c in parse.children[verb]) else "participle"
    if dep == "advcl":
        return token.head, "purpose" if infinitive and not any(tokens[c].dep == "mark" for c in parse.children[verb]) else "adverbial"
    if dep == "pcomp":
        return holder(parse, token.head), "xcomp" if tokens[token.head].text.lower() in GOVERNED and token.tag == "VBG" else "adverbial"
    if dep in ("csubj", "csubjpass"):
        return token.head, "subject"
    return token.head, dep if dep in ("conj", "parataxis") else "adverbial"


__all__ = ["draft", "link", "predicate"]
