"""When a document was published, and how that is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from comity.model import Basis, Time


def published(given: str, metadata: Mapping[str, str], name: str, text: str, language: str) -> Time:
    """The date of publication: the user's, the file's metadata, the address, or a bound from the text itself."""
    return _publication(given=given, metadata=dict(metadata), address=name, text=text, language=language) or Time("", Basis.NONE)


def _publication(**known: Any) -> Time | None:
    try:
        from comity.times import publication
    except ImportError:
        return None
    found: Time = publication(**known)
    return found
