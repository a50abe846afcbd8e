"""When a document was published, and how that is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from comity.errors import MissingPart
from comity.model import Span, Time


def published(given: str, metadata: Mapping[str, str], name: str, text: str, language: str, spans: Iterable[Span]) -> Time:
    """The date of publication: the user's, the file's metadata, its address, or a bound from its own prose (`spans`)."""
    from comity.times.publication import publication

    address = metadata.get("url", "") or name
    try:
        return publication(text, given=given, metadata=metadata, address=address, language=language, spans=spans)
    except MissingPart:  # the dates in a text of this language cannot be read; those beside it can
        return publication(given=given, metadata=metadata, address=address)
