"""Who acts: the catalogue of actors, finding them in text, resolving them at a day.

Here stands what every question needs. What reads texts and phrases is taken from its own file, because asking a record reads none.
"""

from __future__ import annotations

from comity.actors.actor import Actor, Name
from comity.actors.catalogue import Catalogue, catalogue

__all__ = ["Actor", "Catalogue", "Name", "catalogue"]
