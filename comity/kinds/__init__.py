"""Kinds: what can be claimed, and how each language says it. All of it is data; nothing here knows a kind by name."""

from comity.kinds.kind import DOMAINS, PLOVER, Kind
from comity.kinds.ontology import Ontology, ontology
from comity.kinds.pattern import Condition, Pattern, Word
from comity.kinds.signals import Signals, signals

__all__ = ["DOMAINS", "PLOVER", "Condition", "Kind", "Ontology", "Pattern", "Signals", "Word", "ontology", "signals"]
