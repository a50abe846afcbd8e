"""In which language a block is written, told by its commonest words.

Enough for prose in English, French, German, Spanish, Portuguese, Italian and Dutch; a block too short to tell has its
document's language. What is told is always one of these, or '' for no sign of any.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from comity.letters import lowered

_WORDS = {
    "en": "the of and to in is was with that for on by it has from as are at be this which have its were not an their been would "
    "he she they we said will who more had or about than after when one two there",
    "fr": "le la les des et du en une est dans que pour sur par au avec qui aux se ce son sont plus ne pas à été ont leur cette "
    "d l qu ces deux nous vous ils elle être mais ou où entre depuis après selon contre dont aussi",
    "de": "der die das und den von mit ist im dem nicht ein eine des zu sich auf für wird als auch an bei nach wurde zur zum einen",
    "es": "el los las del y que una por con para es se su fue como más ha sus al lo este entre pero sobre también",
    "pt": "o os as do da dos das e que um uma com para não por é se foi ao mais na no nos são pelo pela como",
    "it": "il lo gli di e che un una per con non è sono della del nel alla dei delle al ha come anche più si",
    "nl": "de het een en van in op te dat is voor met zijn niet aan er om door ook naar bij werd",
}
_PLACES = {language: 16 * place for place, language in enumerate(_WORDS)}  # of the bits in which the words of a language are counted
_SCRIPTS = (("ru", re.compile("[\u0400-\u04ff]")), ("ar", re.compile("[\u0600-\u06ff]")), ("zh", re.compile("[\u4e00-\u9fff]")))
_OTHER = re.compile("[\u0400-\u06ff\u4e00-\u9fff]")  # a letter of any of these
_SAMPLE = 4000  # characters
_TELLING = 40  # characters of a block that tells something
_ENOUGH = 2000  # blocks


@cache
def _counts() -> dict[str, int]:
    """What each common word adds to the count of its languages."""
    counts: Counter[str] = Counter()
    for language, words in _WORDS.items():
        counts.update(dict.fromkeys(words.split(), 1 << _PLACES[language]))
    return dict(counts)


@lru_cache(maxsize=1 << 9)  # the blocks of a document are asked twice
def _scores(sample: str) -> tuple[dict[str, int], str, int, int]:
    """How many words of the sample are common words of each language; of which the most, so many, and how many of the next."""
    counts = _counts()
    total = sum(map(counts.__getitem__, filter(counts.__contains__, lowered(sample))))
    found = {language: total >> place & 0xFFFF for language, place in _PLACES.items()}
    second, most = sorted(found.values())[-2:]
    return found, max(found, key=found.__getitem__), most, second  # the first of equals


def tell(text: str, otherwise: str = "") -> str:
    """The language of a text, or `otherwise` where its words do not tell.

    >>> tell("Le gouvernement a rompu les relations avec la France"), tell("Paris", "en")
    ('fr', 'en')
    """
    sample = text[:_SAMPLE]
    for language, script in _SCRIPTS if not sample.isascii() and _OTHER.search(sample) else ():
        if 2 * len(script.findall(sample)) > (sum(map(str.isalpha, sample)) or 1):
            return language
    found, best, most, second = _scores(sample)
    usual = found.get(otherwise, 0)
    needed = max(2 * usual + 2, 3) if best != otherwise else 1
    return best if most >= needed and most > second else otherwise


def of_document(texts: Sequence[str], said: str = "") -> str:
    """The language in which most of a document is written; what the file says, else English, where nothing tells."""
    weight: dict[str, int] = {}
    long = [text for text in texts if len(text) >= _TELLING] or texts
    for text in long[:_ENOUGH]:
        language = tell(text)
        if language:
            weight[language] = weight.get(language, 0) + len(text)
    return max(sorted(weight), key=lambda name: weight[name]) if weight else said or "en"
