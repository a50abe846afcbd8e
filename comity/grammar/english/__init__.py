"""English: from the arcs of the model to clauses. Verbs first, then the nouns that say what verbs say, then who hangs on whom."""

from __future__ import annotations

from functools import partial
from operator import attrgetter

from comity.grammar.clause import Clause
from comity.grammar.english import nouns as _nouns
from comity.grammar.english import verbs as _verbs
from comity.grammar.english.draft import Draft
from comity.grammar.english.features import cue, standing
from comity.grammar.english.phrases import WORDS, phrase, prepositions, transparent
from comity.grammar.english.subjects import passive, subjects, verbal
from comity.grammar.parse import Parse

__all__ = ["clauses", "phrase"]

_in_order = attrgetter("start", "head")
_BESIDE = frozenset({"appos", "pobj", "ROOT", "amod"})


def clauses(parse: Parse, nouns: frozenset[str] = frozenset()) -> tuple[Clause, ...]:
    """The predicates of an English sentence with their arguments, in the order of their words."""
    drafts: list[Draft] = []
    at: dict[int, Draft] = {}  # the clause that a word carries or triggers
    for token in parse.tokens:
        if token.tag[:2] == "VB" and verbal(parse, token.i):
            made = _verbs.draft(parse, token.i)
            drafts.extend(made)
            at[token.i] = made[0]
            for draft in made:
                at.setdefault(draft.head, draft)
    drafts.extend(_beside(parse, at))
    drafts.extend(_nominals(parse, at, nouns))
    for draft in drafts:
        _hang(parse, draft, at)
    _turn_reports(drafts)
    return _finished(parse, drafts)


def _nominals(parse: Parse, at: dict[int, Draft], extra: frozenset[str]) -> list[Draft]:
    carried: dict[int, list[Draft]] = {}
    for draft in list(at.values()):
        if draft.form == "verb":
            for head in draft.governs():
                if all(d is not draft for d in carried.get(head, ())):
                    carried.setdefault(head, []).append(draft)
    made = []
    for token in parse.tokens:
        meaning = _nouns.nominal(parse, token.i, extra) if token.pos in ("NOUN", "PROPN") else None
        if meaning is None:
            continue
        if token.i in at:  # said of a subject: 'is a violation of', its verb's slots
            said = at[token.i]
            own = _nouns.draft(parse, token.i, meaning)
            said.lemma, said.noun = own.lemma, own.noun
            said.slots = [s for s in said.slots if s.name == "subject" or s.head not in own.governs()]
            said.slots.extend(s for s in own.slots if all(s.head != o.head for o in said.slots))
            continue
        noun = _nouns.draft(parse, token.i, meaning)
        verbs = sorted(carried.get(token.i, ()), key=lambda d: d.token)
        for verb in verbs:
            if _nouns.support(parse, noun, verb, meaning):
                break
        else:
            _nouns.held(parse, noun)
        at[token.i] = noun
        made.append(noun)
    return made


def _beside(parse: Parse, at: dict[int, Draft]) -> list[Draft]:
    """Predicates without a verb: 'Russia, a key ally of Chad', 'emerged as an ally', 'countries hostile to France'."""
    made = []
    for token in parse.tokens:
        dep = token.dep
        if (dep not in _BESIDE and token.pos != "NOUN") or token.i in at:
            continue
        relational = WORDS.fold(token.lemma) in WORDS.relational
        if not relational and dep != "amod":
            continue
        if relational and dep in ("appos", "pobj") and token.pos == "NOUN":
            above = parse.tokens[token.head]
            if dep == "appos":
                subject: tuple[int, ...] = (token.head,)
            elif above.text == "of" and parse.tokens[above.head].dep == "appos" and transparent(parse, above.head):
                subject = (parse.tokens[above.head].head,)  # 'Chad, one of the oldest allies of France'
            elif above.text.lower() == "as" and verbal(parse, above.head):
                subject = subjects(parse, above.head)
                verb = at.get(above.head)
                objects = tuple(s.head for s in verb.slots if s.name == "object") if verb else ()
                subject = objects or subject
            else:
                continue
        elif relational and dep == "ROOT":
            subject = ()  # a table's cell: 'Member since 1975'
        elif relational and token.pos == "NOUN":
            subject = tuple(c for c in parse.children[token.i] if parse.tokens[c].dep == "appos" and parse.tokens[c].pos == "PROPN")
            if not subject:
                continue
        elif dep == "amod" and token.pos == "ADJ" and token.i > token.head and prepositions(parse, token.i):
            subject = (token.head,)
        else:
            continue
        empty = Draft("", "noun", token.i, token.i, token.start, token.end)
        draft = _verbs.predicate(parse, token.i, subject, empty, -1)
        draft.slots = [s for s in draft.slots if s.name == "subject" or s.head not in subject]
        at[token.i] = draft
        made.append(draft)
    return made


def _hang(parse: Parse, draft: Draft, at: dict[int, Draft]) -> None:
    """Find the clause above, and how."""
    if draft.parent is not None and draft.link:
        return
    tokens = parse.tokens
    if draft.form != "noun" and draft.head == draft.token or draft.token != draft.head:
        place, link = _verbs.link(parse, draft.token) if verbal(parse, draft.token) else (tokens[draft.token].head, "noun")
    else:
        place, link = tokens[draft.head].head, "noun"
    if draft.form == "noun" and draft.token == draft.head:
        link = "noun"
    if draft.parent is not None:
        draft.link = "noun"
        return
    if place < 0:
        return
    above = _clause_at(parse, place, at, draft)
    if above is None or any(draft is d for d in _chain(above)):
        return
    draft.parent, draft.link = above, link
    direct = above.token == place or above.head == place
    if direct and link in ("xcomp", "purpose", "ccomp", "adverbial"):
        governor = tokens[above.head]
        table = WORDS.governing_passive if above.verb >= 0 and passive(parse, above.verb) else WORDS.governing
        table = WORDS.governing_noun if above.form == "noun" else table
        names = (above.lemma, WORDS.fold(governor.lemma))
        if link == "ccomp" and above.lemma in WORDS.not_that:
            return
        sort = next((t[n] for t in (table, WORDS.governing) for n in names if n in t), "")
        if sort and link in ("xcomp", "ccomp"):
            draft.cues.append(cue(parse, sort, above.head))


def _chain(draft: Draft) -> list[Draft]:
    chain = [draft]
    while chain[-1].parent is not None and all(chain[-1].parent is not d for d in chain):
        chain.append(chain[-1].parent)
    return chain


def _clause_at(parse: Parse, place: int, at: dict[int, Draft], draft: Draft) -> Draft | None:
    for _ in range(len(parse)):
        found = at.get(place)
        if found is not None and found is not draft:
            return found
        above = parse.tokens[place].head
        if above == place:
            return None
        place = above
    return None


def _turn_reports(drafts: list[Draft]) -> None:
    """'The deal is dead, officials said': what is said hangs on the saying."""
    for draft in drafts:
        said = draft.parent
        if draft.link == "parataxis" and said is not None and draft.lemma in WORDS.reporting:
            draft.parent, draft.link = said.parent, said.link
            said.parent, said.link = draft, "ccomp"


def _finished(parse: Parse, drafts: list[Draft]) -> tuple[Clause, ...]:
    drafts.sort(key=lambda d: (d.head, d.form))
    for index, draft in enumerate(drafts):
        draft.index = index
    done = []
    for draft in drafts:
        slots = tuple(sorted(draft.slots, key=_in_order))
        up = draft.parent.index if draft.parent is not None else None
        noun = draft.noun if draft.noun != draft.lemma else ""
        how = partial(standing, parse, draft.head, draft.verb, draft.denied, draft.cues)
        done.append(
            Clause(draft.index, draft.lemma, draft.form, draft.head, draft.start, draft.end, slots, up, draft.link, noun, parse, how)
        )
    return tuple(done)
