from __future__ import annotations

import itertools
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis import strategies as st

from comity.model import Block, BlockKind, Claim, Document, Mark, Sentence, Sighting
from comity.record import independence
from comity.record.cited import cited, itself, outlets
from comity.record.independence import Ground, judge
from comity.record.record import Record
from tests.record import fakes
from tests.record.conftest import write


def ground(document: str, cites: str = "", itself: str = "", copied: str = "") -> Ground:
    return Ground(f"c-{document}", document, frozenset(cites.split()), frozenset(itself.split()), tuple((d, 90) for d in copied.split()))


@pytest.mark.parametrize(
    ("grounds", "count", "reason"),
    [
        ([ground("a"), ground("b")], 2, ""),
        ([ground("a", copied="b"), ground("b")], 1, "the words are copied, 90 % of the shorter text"),
        ([ground("a", copied="c"), ground("b", copied="c")], 2, ""),
        ([ground("a", copied="c"), ground("b", copied="c"), ground("c")], 1, "the words are copied, 90 % of the shorter text"),
        ([ground("a", "outlet"), ground("b", "outlet")], 1, "both cite "),
        ([ground("a", "note"), ground("b", itself="note")], 1, "the first cites the second"),
        ([ground("a", itself="note"), ground("b", "note")], 1, "the second cites the first"),
        ([ground("a", itself="outlet"), ground("b", itself="outlet")], 2, ""),
    ],
)
def test_judge_counts_and_says_why(grounds: list[Ground], count: int, reason: str) -> None:
    found = judge(grounds)
    assert found.sources == count
    assert found.reasons[0].words.startswith(reason) if reason else not found.reasons
    assert sorted(d for group in found.groups for d in group) == sorted({g.document for g in grounds})


@settings(deadline=None, derandomize=True, max_examples=60)
@given(some.lists(some.tuples(some.sampled_from("abcdef"), some.sampled_from(["", "x", "y"]), some.sampled_from("abcdef")), max_size=8))
def test_judge_does_not_depend_on_order(parts: list[tuple[str, str, str]]) -> None:
    grounds = [ground(d, cites, copied="" if of == d else of) for d, cites, of in parts]
    found = judge(grounds)
    assert all(judge(order) == found for order in itertools.islice(itertools.permutations(grounds), 12))
    assert judge([*grounds, *grounds]) == found


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("The two met on Monday, according to Reuters.", {"outlet Reuters"}),
        ("The two met, the Xinhua news agency reported.", {"outlet Xinhua"}),
        ("OSLO (AFP) - The two met.", {"outlet AFP"}),
        ("He told the BBC that they had met.", {"outlet BBC"}),
        ("The treaty was reported on Sunday by Euronews.", {"outlet Euronews"}),
        ("The BBC was banned and Reuters sued.", set()),
    ],
)
def test_outlets_on_whose_word_a_sentence_speaks(sentence: str, names: set[str]) -> None:
    assert outlets(sentence) == names


def document(text: str, note: str, address: str = "a.txt", publisher: str = "", title: str = "") -> tuple[Document, Claim]:
    blocks = [Block(BlockKind.PARAGRAPH, 0, len(text), marks=(Mark(len(text), "1"),))]
    blocks.append(Block(BlockKind.REFERENCE, len(text) + 2, len(text) + 2 + len(note), label="1"))
    made = Document(
        f"{text}\n\n{note}", tuple(blocks), (Sentence(0, len(text), 0),), title=title, sightings=(Sighting(address, publisher=publisher),)
    )
    return made, next(iter(fakes.claims(made)))


@pytest.mark.parametrize(
    ("note", "names"),
    [
        ("", set()),
        ("Ibid.", set()),
        ("A. Fleming, “The Long Frontier of the Four Rivers”. Retrieved 4 May 2010.", {"note the long frontier of the four rivers"}),
        ("Story. https://www.example.org/2001/story/?utm_source=feed Archived 2 May 2004", {"note example.org/2001/story"}),
        ("Annual Report of the Ministry, 2004. Accessed 3 May 2009.", {"note annual report of the ministry 2004"}),
    ],
)
def test_footnotes_are_known_by_address_or_words(note: str, names: set[str]) -> None:
    one, claim = document("FRA visit CAF 1999", note)
    assert cited(one, [claim])[claim.id] == names


def test_a_footnote_to_a_document_makes_both_one_source() -> None:
    one, claim = document("FRA visit CAF 1999", "See http://example.org/visit/")
    two, same = document("FRA visit CAF 1999 actual", "", address="https://www.example.org/visit", publisher="Reuters")
    grounds = [Ground(c.id, d.id, cited(d, [c])[c.id], itself(d)) for d, c in ((one, claim), (two, same))]
    assert judge(grounds).sources == 1
    assert "outlet Reuters" in grounds[1].itself & grounds[1].cites


def test_record_counts_copies_once(tmp_path: Path) -> None:
    rest = "\n".join(f"The {i}th witness told the court of a long journey by night over hills and rivers number {i * 7}" for i in range(9))
    said = "TUR visit CAF 2009"
    texts = {"a.txt": f"{said}\n{rest}\nThe end", "b.txt": f"{said}\n{rest}", "c.txt": f"{said}\nOther words"}
    record = Record(tmp_path / "r", fakes.READER)
    record.read_sources(fakes.sources(write(tmp_path / "p", texts)))
    (entry,) = record.entries("TUR", "CAF")
    assert (len(entry.supporting), entry.sources) == (3, 2)


names = st.frozensets(st.sampled_from(["outlet Reuters", "outlet BBC", "note x"]), max_size=2)
grounds = st.builds(
    Ground,
    st.sampled_from("123456"),
    st.sampled_from("abcdef"),
    names,
    names,
    st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from([1, 80])), max_size=1).map(tuple),
)


@given(st.lists(grounds, max_size=9))
def test_independence_groups_are_what_the_reasons_join(some: list[Ground]) -> None:
    """Whoever a reason joins is in one group, and each group hangs together by reasons."""
    found = judge(some)
    group = {d: g for g in found.groups for d in g}
    assert all(group[r.one] == group[r.other] for r in found.reasons)
    for members in found.groups:
        reached = {members[0]}
        for _ in members:
            reached |= {d for r in found.reasons for d in (r.one, r.other) if {r.one, r.other} & reached}
        assert reached == set(members)
    by_document: dict[str, list[Ground]] = {}
    for ground in set(some):
        by_document.setdefault(ground.document, []).append(ground)
    for one, other in combinations(sorted(by_document), 2):
        if independence._same(by_document[one], by_document[other]):
            assert group[one] == group[other]
