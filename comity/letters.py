"""The words of a text, where nothing matters but their letters."""

from __future__ import annotations

import re

_LETTERS = re.compile(r"[^\W\d_]+")
_ASCII = str.maketrans({code: chr(code).lower() if chr(code).isalpha() else " " for code in range(128)})


def lowered(text: str) -> list[str]:
    """The runs of letters of a text, in lower case.

    >>> lowered("The U.S.-led talks_of 2nd May; l'État")
    ['the', 'u', 's', 'led', 'talks', 'of', 'nd', 'may', 'l', 'état']
    """
    return text.translate(_ASCII).split() if text.isascii() else _LETTERS.findall(text.lower())
