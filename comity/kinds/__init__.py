"""Kinds: what can be claimed, and how each language says it. All of it is data; nothing here knows a kind by name.

Here stands what can be claimed. How it is said is taken from its own files, because only reading needs that.
"""

from comity.kinds.kind import DOMAINS, PLOVER, Kind
from comity.kinds.ontology import Ontology, ontology

__all__ = ["DOMAINS", "PLOVER", "Kind", "Ontology", "ontology"]
