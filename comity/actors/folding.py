"""Text made plain without a character moved: accents, dashes, quotes and spaces in one form, so that spans stay exact."""

from __future__ import annotations

import re
import unicodedata

_PUNCTUATION = {
    "‘": "'", "’": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "“": '"', "”": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ",
}  # fmt: skip


def _bare(letter: str) -> str:
    parts = [c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c)]
    return parts[0] if len(parts) == 1 and parts[0].isalpha() else letter


_LETTERS = {c: _bare(c) for c in map(chr, [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)])}
_PLAIN = _LETTERS | {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d"} | _PUNCTUATION
_FOREIGN = re.compile("[" + "".join(re.escape(c) for c, plain in sorted(_PLAIN.items()) if c != plain) + "]")


def plain(text: str) -> str:
    """The text with every letter, dash, quote and space in its plainest form, each at its own place.

    >>> plain("Côte d’Ivoire–Guinée")
    "Cote d'Ivoire-Guinee"
    """
    if "\n" in text:
        text = text.replace("\n", " ")
    return text if text.isascii() else _FOREIGN.sub(lambda match: _PLAIN[match[0]], text)
