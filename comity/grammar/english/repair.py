"""English headlines, which the model was not trained on, read in the words of a plain sentence.

'Russia, Chad sign military deal' has no article, no full stop and a comma for 'and'. The second reading changes no word of
the parse that comes out: only its arcs and tags.
"""

from __future__ import annotations

from comity.grammar.parse import Parse


def plain(parse: Parse) -> list[str] | None:
    """The words of a plain sentence for a headline without a verb; None for anything else."""
    return None


def better(first: Parse, second: Parse) -> Parse:
    """The second reading, in the words of the first, where it found the verb."""
    return first
