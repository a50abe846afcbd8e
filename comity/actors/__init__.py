"""Who acts: the catalogue of actors, finding them in text, resolving them at a day."""

from __future__ import annotations

from comity.actors.actor import Actor, Name
from comity.actors.catalogue import Catalogue, catalogue
from comity.actors.context import Scene
from comity.actors.finder import find
from comity.actors.mentions import mentions, scene
from comity.actors.resolve import Resolution, code_phrase, home, resolve
from comity.actors.sector import sector

__all__ = [
    "Actor",
    "Catalogue",
    "Name",
    "Resolution",
    "Scene",
    "catalogue",
    "code_phrase",
    "find",
    "home",
    "mentions",
    "resolve",
    "scene",
    "sector",
]
