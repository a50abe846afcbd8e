"""English nouns that say what verbs say, with their arguments in the verb's slots."""

from __future__ import annotations

from collections.abc import Iterable

from comity.grammar.english.draft import Draft, behind, lift
from comity.grammar.english.features import cue, negative
from comity.grammar.english.phrases import WORDS, antecedent, expand, prepositions
from comity.grammar.english.subjects import passive, subjects
from comity.grammar.english.verbs import link
from comity.grammar.parse import Parse
from comity.grammar.words import Nominal


def nominal(parse: Parse, noun: int, extra: frozenset[str]) -> Nominal | None:
    """What a noun says as a predicate, None where it is only a thing."""
    token = parse.tokens[noun]
    if token.pos not in ("NOUN", "PROPN") or token.dep in ("compound", "nmod"):
        return None
    word = WORDS.fold(token.lemma)
    known = WORDS.nouns.get(word) or (WORDS.gerunds.get(word) if token.tag == "NN" else None)
    if token.pos == "PROPN" and word in WORDS.never_proper:
        return None  # a part of a name: the African Union, the Ministry of Defence
    if known is None and word in extra:
        return Nominal(word, "of", "subject", {})
    return known


def draft(parse: Parse, noun: int, meaning: Nominal) -> Draft:
    """The clause of a noun: 'the withdrawal of French troops from Mali' withdraws troops from Mali."""
    tokens = parse.tokens
    token = tokens[noun]
    made = Draft(meaning.verb, "noun", noun, noun, token.start, token.end, noun=WORDS.fold(token.lemma))
    _prepositions(parse, made, meaning, ((name, head) for name, head, _ in prepositions(parse, noun)))
    _owners(parse, made, meaning, noun)
    lift(parse, made)
    above = tokens[token.head]
    if token.dep == "pobj" and above.text == "of" and tokens[above.head].pos == "NOUN":  # 'a path of alliance with Russia'
        _prepositions(parse, made, meaning, behind(parse, noun, above.head), lifted=True)
    at = negative(parse, noun)
    if at >= 0:
        made.denied = True
        made.cues.append(cue(parse, "negation", at))
    return made


def _prepositions(parse: Parse, made: Draft, meaning: Nominal, found: Iterable[tuple[str, int]], lifted: bool = False) -> None:
    taken = {s.name for s in made.slots} if lifted else set()
    for name, head in found:
        if name == "of":
            slot = meaning.of
            if slot == "subject" and _acts_on(parse, made.head):
                slot = "object"
        elif name == "by" and lifted:
            continue
        elif name == "by":
            slot = "subject"
        else:
            slot = meaning.slots.get(name, name)
        if lifted and slot != name and parse.tokens[head].text.lower() in WORDS.dates:
            slot = name  # 'began a strike on Monday' strikes no Monday
        via = name if slot != name else ""
        if slot in taken:
            continue
        made.put(parse, slot, (head,), via, lifted)


def _acts_on(parse: Parse, noun: int) -> bool:
    """'in support of the rebels', 'its support of the rebels': there 'of' has whom it helps, not who helps."""
    if any(parse.tokens[c].dep == "poss" for c in parse.children[noun]):
        return True
    above = parse.tokens[parse.tokens[noun].head]
    bare = not any(parse.tokens[c].dep == "det" for c in parse.children[noun])
    return bare and above.text.lower() == "in" and parse.tokens[noun].dep == "pobj"


def _owners(parse: Parse, made: Draft, meaning: Nominal, noun: int) -> None:
    tokens = parse.tokens
    for child in parse.children[noun]:
        token = tokens[child]
        if token.dep == "poss":
            slot = "subject" if made.has("object") or made.has("of") else meaning.owner
            if slot == "subject" and made.has("subject"):
                slot = "object"
            made.put(parse, slot, expand(parse, antecedent(parse, child)), via="mod")
        elif token.dep in ("amod", "compound", "nmod"):
            for place in sorted([child, *(c for c in parse.children[child] if _beside(parse, c))]):
                _modifier(parse, made, meaning, place)


def _beside(parse: Parse, place: int) -> bool:
    """Whether a modifier's modifier stands beside it: 'French and British', 'US-Chad'; but not the 'United' of 'United Nations'."""
    token = parse.tokens[place]
    return token.dep == "conj" or (token.dep in ("compound", "nmod") and parse.text[token.end : token.end + 1] in "-–/")


def _modifier(parse: Parse, made: Draft, meaning: Nominal, place: int) -> None:
    """'French withdrawal', 'embassy closure', 'military support'."""
    token = parse.tokens[place]
    capital = token.text[:1].isupper() and (place > 0 or token.pos == "PROPN" or token.text.endswith(WORDS.demonyms))
    if capital and (not made.has("subject") or any(s.name == "subject" and s.via == "mod" for s in made.slots)):
        made.put(parse, "subject", (place,), via="mod")
    elif not capital and token.pos == "NOUN" and meaning.of == "object" and not made.has("object"):
        made.put(parse, "object", (place,), via="mod")
    else:
        made.put(parse, "mod", (place,))


def support(parse: Parse, noun: Draft, verb: Draft, meaning: Nominal) -> bool:
    """Join a noun with the verb that carries it: a light verb's object, or the subject of a verb that only says it happens.

    True where the noun took the verb's standing.
    """
    role = next((s for s in verb.slots if s.head == noun.head and s.name in ("object", "subject")), None)
    if role is None:
        return _carried(parse, noun, verb, meaning)
    if verb.form != "verb":
        return False
    hung = link(parse, verb.token)[0] == noun.head
    if role.name == "object":
        allowed = WORDS.light.get(verb.lemma)
        if allowed is None and hung:
            return False  # 'the agreements approved by the council'
        if allowed is None:
            _prepositions(parse, noun, meaning, behind(parse, noun.head, verb.token), lifted=True)
            return False
        word = WORDS.fold(parse.tokens[noun.head].lemma)
        if (word not in allowed and "*" not in allowed) or verb.has("complement") or _made_so(parse, verb.token):
            return False
        noun.form, noun.link = "verb" if meaning.of != "of" or meaning.slots else "noun", "light"
        noun.start, noun.end = min(noun.start, verb.start), max(noun.end, verb.end)
        noun.cues.append(cue(parse, "light", verb.token))
        doers = [s.head for s in verb.slots if s.name == "subject"]
        if doers:
            noun.slots = [s._replace(name="mod", via="") if s.name == "subject" and s.via == "mod" else s for s in noun.slots]
            noun.put(parse, "subject", doers)
        noun.put(parse, "object", (s.head for s in verb.slots if s.name == "indirect"), via="indirect")
    elif verb.lemma not in WORDS.eventive or passive(parse, verb.token):
        return False
    others = ((s.name, s.head) for s in verb.slots if s.name not in ("subject", "object", "indirect", "mod"))
    _prepositions(parse, noun, meaning, others, lifted=True)
    noun.verb = verb.verb
    if hung:
        noun.link = ""  # 'the aid sent to Mali': the verb hangs on the noun
    else:
        noun.token = verb.token
        noun.parent = verb
    return True


def _carried(parse: Parse, noun: Draft, verb: Draft, meaning: Nominal) -> bool:
    """'went on strike', 'took part in exercises', 'is on a visit': whoever the verb is about does what the noun says."""
    names = WORDS.carrying.get(verb.lemma, frozenset())
    if passive(parse, verb.verb) or not any(s.head == noun.head and s.name in names and not s.lifted for s in verb.slots):
        return False
    if not noun.has("subject"):
        noun.put(parse, "subject", (s.head for s in verb.slots if s.name == "subject"))
    _prepositions(parse, noun, meaning, behind(parse, noun.head, verb.token), lifted=True)
    noun.cues.append(cue(parse, "light", verb.token))
    noun.verb = verb.verb
    noun.parent, noun.token, noun.link = verb, verb.token, "light"
    return True


def _made_so(parse: Parse, verb: int) -> bool:
    """'made public': then the object is what becomes so, not what is done."""
    return any(parse.tokens[c].dep in ("acomp", "oprd", "ccomp") for c in parse.children[verb])


def held(parse: Parse, noun: Draft) -> None:
    """'Ministers in talks with rebels': who is in the talks holds them."""
    above = parse.tokens[parse.tokens[noun.head].head]
    inside = parse.tokens[noun.head].dep == "pobj" and above.text.lower() in ("in", "at")
    if not inside or noun.has("subject") or noun.lemma not in WORDS.held:
        return
    owner = parse.tokens[above.head]
    if owner.lemma == "be":
        noun.put(parse, "subject", subjects(parse, owner.i))
    elif owner.pos in ("NOUN", "PROPN"):
        noun.put(parse, "subject", expand(parse, owner.i))
