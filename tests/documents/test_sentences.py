from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.documents import split

# Sentences are written apart by ' ¶ '; the splitter gets them joined by a space, or by nothing where a '¶' stands alone.
CASES = [
    # plain ends
    "Chad closed its border. ¶ Niger did not.",
    "Who signed the treaty? ¶ Nobody knew. ¶ It was lost!",
    "One sentence without an end",
    "It ended in 1998. ¶ The next began in 1999.",
    "The force left in May. ¶ June brought rain.",
    # abbreviations of names and titles
    "Gen. Saleh met Dr. Amina Diallo in Niamey. ¶ Nothing was signed.",
    "Mr. and Mrs. Keita received Lt. Col. Bah. ¶ Prof. Sow was absent.",
    "Sen. Richard Poe and Rep. Jane Roe visited St. Lucia. ¶ Amb. Lee stayed.",
    "The Rev. John Doe wrote to Gov. Brown. ¶ He had no answer.",
    "Adm. Silva commanded the fleet off Ft. Liberty. ¶ It sailed on Jan. 5.",
    # acronyms with dots
    "The U.S. Consulate in Bergen burned. ¶ Its staff moved to Oslo.",
    "Relations with the C.A.R. Government are good. ¶ They began in 1960.",
    "The envoy left the U.S. ¶ The ambassador stayed.",
    "Libya follows what happens at home in C.A.R.. ¶ It helped to write the accord.",
    "Troops of the U.N. force arrived in the D.R.C. in May. ¶ They left in June.",
    "He moved to Washington D.C. in 1990. ¶ She followed.",
    "The U.S.S.R. recognised the state. ¶ Others waited.",
    "The U.K. and the U.S. signed. ¶ France did not.",
    "The talks began at 5 p.m. ¶ The ministers left early.",
    "The talks ended at 11 a.m. on Friday. ¶ Nothing was agreed.",
    "Both U.S. Presidents visited. ¶ Neither stayed.",
    "Treaties with the U.S.A. ¶ These were ratified.",
    # initials
    "John F. Kennedy received him. ¶ They talked for an hour.",
    "J. R. R. Tolkien and G. Smith never met. ¶ Nobody minded.",
    "George W. Bush visited Ghana. ¶ He praised its president.",
    "The accord was signed by A. Diallo and B. Sow. ¶ It entered into force at once.",
    # numbers
    "Aid rose by 3.5 per cent to 1.2 billion. ¶ It fell later.",
    "Resolution No. 1325 was adopted. ¶ China abstained.",
    "See Vol. 3, pp. 12-15, and art. 4 of the treaty. ¶ It is in force.",
    "He arrived on Jan. 5 and left on Dec. 24. ¶ It was a long visit.",
    "The embassy opened on 5. May 1999 by mistake of the printer. ¶ It closed in 2003.",
    "He asked for help and they said no. ¶ Then he left.",
    "About 5.000 men crossed. ¶ 300 came back.",
    # quotations
    "\"We are friends.\" ¶ The minister smiled.",
    "“We are friends,” he said. ¶ “We shall remain so.” ¶ The other nodded.",
    "\"Why now?\" he asked. ¶ \"Because it is late.\"",
    "He called the deal \"dead.\" ¶ Nobody objected.",
    "The minister said: \"The border is open. ¶ Trade will grow.\" ¶ He then left.",
    "« Nous sommes amis. » ¶ Le ministre a souri.",
    "The paper asked 'Who pays?' in its headline. ¶ No one replied.",
    "He cried “Never!” and left. ¶ They were amazed.",
    # brackets
    "The treaty (signed in Paris. It was never ratified.) was forgotten. ¶ It lapsed.",
    "The bases closed (in 1997). ¶ Troops left.",
    "Relations are good. ¶ (They were not always so.) ¶ Trade grows.",
    # ellipses
    "The talks went on… and on. ¶ Nothing came of it.",
    "He waited... ¶ Then the answer came.",
    "The accord \"... shall enter into force\" at once. ¶ It did.",
    # footnote marks
    "It was closed.[3] ¶ It reopened later.[4][5] ¶ It still works.",
    "The two states agreed.[note 2] ¶ Nothing followed.",
    # glued paragraphs
    "The prices spiral.¶Village shops close.",
    "They met in Lagos.¶The talks failed.",
    "It began in 1998.¶However, it soon ended.",
    "He said \"never.\"¶The others laughed.",
    "Was it signed?¶Nobody knew.",
    # addresses, names of firms and sites
    "The ministry's site mfa.example.org lists embassies. ¶ It is out of date.",
    "Acme Inc. sold arms to Ruritania Corp. of Zenda. ¶ The sale was denied.",
    "Acme Ltd. ¶ The sale was denied.",
    "Yahoo! said so. ¶ Others denied it.",
    "Write to info@example.com or see www.Example.Com/path. ¶ No one answers.",
    # months, times, Latin
    "Smith et al. found no treaty. ¶ They looked twice.",
    "Some states, e.g. Chad and Niger, i.e. two of them, agreed. ¶ Others did not.",
    "Arms, aid, etc. were promised. ¶ Little came.",
    "It was the case of Ruritania v. Graustark. ¶ Ruritania lost.",
    "Aid came ca. 1990 from the North. ¶ It was little.",
    # other languages
    "M. Diallo a reçu Mme. Sow. ¶ Ils ont parlé du Tchad.",
    "Le traité est signé. ¶ La France l'a ratifié.",
    "Das Abkommen wurde am 3. Oktober 1990 unterzeichnet. ¶ Es gilt z.B. für Bonn.",
    "El Sr. Gómez llegó a Lima. ¶ La visita duró poco.",
    # lists and letters
    "World War I. ¶ The war ended in 1918.",
    "1. Relations with Chad began in 1960.",
    "Section 2. ¶ The parties agree.",
    "That was vitamin C. ¶ It helped.",
    "Both stayed.. ¶ Neither left.",
]


def _expected(case: str) -> list[str]:
    return [part.strip() for part in case.split("¶")]


@pytest.mark.parametrize("case", CASES)
def test_split_finds_sentences(case: str) -> None:
    text = case.replace(" ¶ ", " ").replace("¶", "")
    assert [text[s.start : s.end] for s in split(text)] == _expected(case)


def test_split_ends_at_line_breaks() -> None:
    text = "See Chad–Niger relations\nBoth states agreed in 1960"
    assert [text[s.start : s.end] for s in split(text)] == text.split("\n")


def test_split_gives_nothing_for_blank_text() -> None:
    assert split("  \n\t ") == []


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.text(alphabet="aB .!?…\"”()[]1\nC.é", max_size=80))
def test_spans_are_ordered_and_hold_every_word(text: str) -> None:
    spans = split(text)
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
    assert all(s.start < s.end and not text[s.start].isspace() and not text[s.end - 1].isspace() for s in spans)
    kept = "".join(text[s.start : s.end] for s in spans)
    assert "".join(kept.split()) == "".join(text.split())


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.lists(st.sampled_from(["Chad left.", "The U.S. Army came.", "Who?", "\"Yes.\"", "It was (so it was) 3.5."]), min_size=1, max_size=6))  # noqa: E501
def test_a_sentence_does_not_depend_on_its_neighbours_across_lines(sentences: list[str]) -> None:
    text = "\n".join(sentences)
    alone = [s[p.start : p.end] for s in sentences for p in split(s)]
    assert [text[s.start : s.end] for s in split(text)] == alone
