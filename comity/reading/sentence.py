"""One sentence under reading: its parse, its mentions and times laid over the tokens."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from comity.grammar import Clause, Parse, Phrase, clauses, phrase
from comity.grammar.words import words
from comity.model import Block, BlockKind, Document, Mention, Sentence
from comity.reading.nouns import stands_for_actor
from comity.times.expression import TimeExpression
from comity.times.scan import scan

LISTING = frozenset({"including", "like", "as", "namely", "notably", "include", "includes"})
ENDS = frozenset({";", ".", ":"})
DASHES = frozenset({"—", "–", "--"})
FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})


@dataclass
class Reading:
    """A sentence with everything that was found in it. Offsets of tokens and clauses are counted from the sentence's start.

    `antecedent` is the noun, with its modifiers, that an 'it' stands for; `nouns` are the nouns that say kinds; `timed` tells whether
    its times are looked for; `lacking` is what patterns ask for that none of its words is, in bits, once somebody wanted to know.
    """

    document: Document
    sentence: Sentence
    parse: Parse
    mentions: tuple[Mention, ...]
    antecedent: tuple[str, frozenset[str]] | None = None
    nouns: frozenset[str] = frozenset()
    timed: bool = False
    lacking: int = -1
    _phrases: dict[int, Phrase] = field(default_factory=dict)
    _paths: dict[int, dict[str, list[int]]] = field(default_factory=dict)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Its predicates; worked out when they are first asked for, as most sentences say nothing."""
        return clauses(self.parse, self.nouns)

    @cached_property
    def times(self) -> tuple[TimeExpression, ...]:
        """The times that its words name, but for 'now' and mere durations."""
        found = scan(self.text) if self.timed else ()
        return tuple(e for e in found if not e.in_name and e.kind not in ("present", "duration"))

    @cached_property
    def roots(self) -> dict[int, list[Mention]]:
        """The mentions by the word that is the head of each."""
        found: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            token = self.root_of(mention.start - self.start, mention.end - self.start)
            if token is not None:
                found.setdefault(token, []).append(mention)
        return found

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """Every lemma that a word of the sentence has, or may have for what it stands for."""
        tokens, fold = self.parse.tokens, words(self.parse.language).fold
        found = {fold(t.lemma) for t in tokens} | {fold(t.lemma).removesuffix("s") for t in tokens if t.tag == "NNPS"}
        return frozenset(found if self.antecedent is None else (*found, self.antecedent[0], *self.antecedent[1]))

    @property
    def start(self) -> int:
        return self.sentence.start

    @property
    def text(self) -> str:
        return self.document.text[self.sentence.start : self.sentence.end]

    @property
    def block(self) -> Block:
        return self.document.blocks[self.sentence.block]

    @property
    def in_table(self) -> bool:
        return self.block.kind is BlockKind.TABLE_ROW

    def phrase(self, head: int) -> Phrase:
        """The noun phrase with this head: its modifiers and its prepositional complements."""
        if head not in self._phrases:
            self._phrases[head] = phrase(self.parse, head)
        return self._phrases[head]

    def paths(self, clause: Clause) -> dict[str, list[int]]:
        """The head tokens of a clause's arguments by every path that leads to them."""
        if clause.index not in self._paths:
            found: dict[str, list[int]] = {}
            for name, head in clause.slot_paths():
                found.setdefault(name, []).append(head)
            self._paths[clause.index] = found
        return self._paths[clause.index]

    def lemma(self, token: int) -> str:
        """The lemma of a word; of a pronoun whose noun is known, the noun's; of a capitalised plural, the singular."""
        word = self.parse.tokens[token]
        if word.lemma.lower() == "it" and (meant := self._meant(token)) is not None:
            return meant[0]
        lemma = self.phrase(token).lemma
        return lemma[:-1] if word.tag == "NNPS" and lemma.endswith("s") else lemma

    def modifier_lemmas(self, head: int) -> frozenset[str]:
        if self.parse.tokens[head].lemma.lower() == "it" and (meant := self._meant(head)) is not None:
            return meant[1]
        return frozenset(self.lemma(i) for i in self.phrase(head).modifiers)

    def _meant(self, pronoun: int) -> tuple[str, frozenset[str]] | None:
        """The noun that an 'it' stands for: what the verb before did it to ('closed an embassy and reopened it'), else the topic."""
        for clause in self.clauses:
            if (
                clause.link == "conjunct"
                and clause.parent is not None
                and any(s.name == "object" and s.head == pronoun for s in clause.slots)
            ):
                for slot in self.clauses[clause.parent].slots:
                    if slot.name == "object" and slot.head != pronoun:
                        return self.lemma(slot.head), self.modifier_lemmas(slot.head)
        return self.antecedent

    def topic(self) -> tuple[str, frozenset[str]] | None:
        """What the sentence is about, for an 'it' in the next: the subject (of a passive, the object) of its first predicate."""
        for clause in self.clauses:
            if clause.form == "verb" and clause.parent is None:
                for slot in clause.slots:
                    if slot.name == ("object" if clause.voice == "passive" else "subject"):
                        return self.lemma(slot.head), self.modifier_lemmas(slot.head)
        return None

    def subject(self) -> list[Mention]:
        """Who the subject of its first predicate is."""
        for clause in self.clauses:
            if clause.form == "verb" and clause.parent is None:
                return [m for slot in clause.all("subject")[:1] for m in self.fillers(slot.head)]
        return []

    def root_of(self, start: int, end: int) -> int | None:
        """The token in this stretch whose head lies outside it: the head of the phrase."""
        inside = [t for t in self.parse.tokens if t.start < end and start < t.end]
        for token in inside:
            head = self.parse.tokens[token.head]
            if token.head == token.i or not (head.start < end and start < head.end):
                return token.i
        return inside[0].i if inside else None

    def fillers(self, head: int) -> list[Mention]:
        """Whom the phrase with this head stands for: the mention that it is, or the state whose soldiers, ministers, forces it names."""
        tokens = self.parse.tokens
        if head in self.roots:
            return self.roots[head]
        token = tokens[head]
        inside = [m for m in self.mentions if m.start - self.start <= token.start and token.end <= m.end - self.start]
        if inside:
            return inside
        if token.dep == "attr":  # 'France was the first country to recognise it': the country is France
            same = [i for i in self.parse.children[token.head] if self.parse.tokens[i].dep == "nsubj" and i in self.roots]
            if same and stands_for_actor(self.lemma(head)):
                return self.roots[same[0]]
        listed = self.examples(head)
        if listed or not stands_for_actor(self.lemma(head)):
            return listed
        return self.modifiers(head)

    def examples(self, head: int) -> list[Mention]:
        """Who is listed as being among those whom a noun names: 'organisations, including A, B and C'.

        Read along the words, not the arcs: the parser seldom keeps a long list together.
        """
        tokens, at, found = self.parse.tokens, head + 1, list[Mention]()
        while at < len(tokens):
            while at < len(tokens) and tokens[at].pos == "PUNCT" and tokens[at].text not in ENDS:
                at += 1
            if at < len(tokens) and tokens[at].text.lower() == "such":
                at += 1
            if at >= len(tokens) or tokens[at].text.lower() not in LISTING:
                break
            last = next((t for t in tokens[at + 1 :] if t.tag in FINITE or t.text in ENDS or t.text in DASHES), tokens[-1])
            found += [m for m in self.mentions if tokens[at].end <= m.start - self.start and m.end - self.start <= last.end]
            joins = last.text in DASHES and last.i + 1 < len(tokens) and tokens[last.i + 1].text == "and"
            at = next((t.i for t in tokens[last.i + 2 : last.i + 6] if t.text in DASHES), len(tokens)) if joins else len(tokens)
        return found

    def modifiers(self, head: int) -> list[Mention]:
        """The mentions that modify this head: 'Chadian', "Chad's", 'of Chad and Sudan'."""
        found: list[Mention] = []
        for i in self.parse.children[head]:
            child = self.parse.tokens[i]
            if child.dep in ("amod", "compound", "nmod", "poss"):
                for j in self.joined(i):
                    nested = self.modifiers(j) if child.dep == "poss" and stands_for_actor(self.lemma(j)) else []
                    found += self.roots.get(j, []) or nested
            elif child.dep == "prep" and child.lemma.lower() in ("of", "from"):
                found += [
                    m
                    for k in self.parse.children[i]
                    if self.parse.tokens[k].dep == "pobj"
                    for j in self.joined(k)
                    for m in self.roots.get(j, [])
                ]
        return found

    def joined(self, head: int) -> list[int]:
        """A head with those that are joined to it by 'and' or commas, in order."""
        found = [head]
        for i in found:
            found += [j for j in self.parse.children[i] if self.parse.tokens[j].dep == "conj"]
        return found
