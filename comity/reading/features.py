"""What the small model looks at in a sentence with two marked actors: the words that join them, and what the rules say of it."""

from __future__ import annotations

from collections.abc import Iterator

from comity.grammar import Clause, Slot
from comity.kinds import ontology
from comity.kinds.pairs import MERGED
from comity.model import Mention
from comity.reading.marked import Candidate, Marked
from comity.reading.plover import plover

WORDS = ("NOUN", "VERB", "ADJ", "ADV")
# What hangs on the word where the two actors meet.
NEAR = frozenset(["dobj", "prt", "prep", "xcomp", "ccomp", "neg", "aux", "attr", "acomp", "advmod", "oprd", "conj"])


def features(marked: Marked) -> tuple[str, ...]:
    """The features of a sentence, each once, in a fixed order."""
    return tuple(dict.fromkeys((*_words(marked), *_way(marked), *_clauses(marked), *_rules(marked))))


def event_type(candidate: Candidate) -> str:
    """The type of what a candidate says, with what is conceded and what is drawn back from as one."""
    found = plover(candidate.claim)
    return MERGED.get(found, found)


def likeliest(marked: Marked) -> Candidate | None:
    """The candidate that fits the marks best; of equals a verb's, then the first."""
    return max(
        marked.candidates,
        key=lambda c: (c.source + c.target, bool(c.source and c.target), c.match.clause.form == "verb"),
        default=None,
    )


def _inside(marked: Marked) -> set[int]:
    """The words of the marks themselves: who the actors are must not decide what they do."""
    start = marked.reading.start
    spans = [(m.start - start, m.end - start) for m in (*marked.source, *marked.target)]
    return {t.i for t in marked.reading.parse.tokens if any(a <= t.start < b for a, b in spans)}


def _root(marked: Marked, side: tuple[Mention, ...]) -> int | None:
    start = marked.reading.start
    return next((marked.reading.root_of(m.start - start, m.end - start) for m in side), None)


def _words(marked: Marked) -> Iterator[str]:
    """The words of the sentence; those between the actors with their neighbours; what sort of actors they are."""
    tokens, inside = marked.reading.parse.tokens, _inside(marked)
    source, target = _root(marked, marked.source), _root(marked, marked.target)
    low, high = (0, len(tokens)) if source is None or target is None else (min(source, target), max(source, target))
    last = ""
    for token in tokens:
        if token.i in inside or not token.text[0].isalpha():
            continue
        lemma = token.lemma.lower()
        if token.pos in WORDS:
            yield f"w:{lemma}"
        if low < token.i < high:
            yield f"b:{lemma}"
            yield f"bb:{last}_{lemma}"
        last = lemma
    for name, root in (("S", source), ("T", target)):
        if root is not None:
            yield f"{name}:{tokens[root].lemma.lower()}"
    if source is not None and target is not None:
        yield "order:ST" if source < target else "order:TS"


def _way(marked: Marked) -> Iterator[str]:
    """The words on the way from one actor to the other in the tree, and what hangs where they meet."""
    tokens, inside = marked.reading.parse.tokens, _inside(marked)
    source, target = _root(marked, marked.source), _root(marked, marked.target)
    if source is None or target is None:
        return
    up, down = _above(marked, source), _above(marked, target)
    meet = next((i for i in up if i in down), None)
    if meet is None:
        return
    left, right = up[: up.index(meet)], down[: down.index(meet)]
    for i in dict.fromkeys([*left, meet, *right]):
        if i not in inside:
            yield f"p:{tokens[i].lemma.lower()}"
    there = tokens[meet].lemma.lower()
    yield f"meet:{there}"
    yield "way:" + "<".join(tokens[i].dep for i in left) + "|" + ">".join(tokens[i].dep for i in reversed(right))
    for child in marked.reading.parse.children[meet]:
        if child not in inside and tokens[child].dep in NEAR:
            yield f"m:{there}_{tokens[child].lemma.lower()}"
            yield f"c:{tokens[child].dep}:{tokens[child].lemma.lower()}"


def _above(marked: Marked, token: int) -> list[int]:
    tokens, way = marked.reading.parse.tokens, [token]
    while tokens[way[-1]].head != way[-1] and len(way) < 40:
        way.append(tokens[way[-1]].head)
    return way


def _clauses(marked: Marked) -> Iterator[str]:
    """The predicates in which an actor stands: their words by slot, tense, mood and cues."""
    start = marked.reading.start
    for clause in marked.reading.clauses:
        for slot in clause.slots:
            for name, side in (("S", marked.source), ("T", marked.target)):
                if any(slot.start < m.end - start and m.start - start < slot.end for m in side):
                    yield from _standing_in(marked, clause, slot, name)


def _standing_in(marked: Marked, clause: Clause, slot: Slot, name: str) -> Iterator[str]:
    tokens = marked.reading.parse.tokens
    yield f"{name}.{slot.name}:{clause.lemma}"
    yield f"{name}.of:{clause.lemma}"
    if name == "S":
        for other in clause.slots:
            if other.name != "subject" and other.head != slot.head:
                yield f"S.{clause.lemma}.{other.name}:{tokens[other.head].lemma.lower()}"
    where = f"{name}.{'subject' if slot.name == 'subject' else 'other'}"
    yield f"{where}.{clause.modals[0].lower() if clause.modals else clause.tense}{'.not' if clause.negated else ''}"
    yield f"{where}.{clause.form}.{clause.voice}"
    for cue in clause.cues:
        yield f"{where}.cue:{cue.sort}"


def _rules(marked: Marked) -> Iterator[str]:
    """What the rules find, and how well it fits the marks."""
    for c in marked.candidates:
        found, plain = event_type(c), ontology().kind(c.claim.kind).plover
        near = f"{min(c.source, 1)}{min(c.target, 1)}"
        yield f"r:{found}:{c.source}{c.target}"
        yield f"k:{c.claim.kind}:{near}"
        yield f"raw:{plain}:{c.source}{c.target}"
        yield f"st:{plain}:{c.claim.standing.value}:{near}"
        yield f"st:{found}:{c.claim.standing.value}"
    best = likeliest(marked)
    yield f"best:{event_type(best) if best else 'none'}"
    if best:
        yield f"best:{event_type(best)}:{best.source}{best.target}"
