"""What is made ready before anybody asks: what takes long the first time, and the pages on those of whom most is said."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request

from comity.web.pages import dossier, register, world
from comity.web.pages.home import most_spoken_of

ACTORS = 10


def make_ready(app: Starlette) -> None:
    """Asks for the pages on the actors most spoken of, so that their answers are at hand: a register of one in a hundred thousand claims
    takes a third of a second, of others a tenth of one."""
    shelf = app.state.shelf
    shelf.warm()
    if shelf.empty:
        return
    with shelf.readying():
        for actor, _ in shelf.ask(most_spoken_of, "most spoken of")[:ACTORS]:
            register.register(_request(app, f"/register/{actor}", actor))
            dossier.actor(_request(app, f"/actor/{actor}", actor))
            world.world(_request(app, "/world", actor))


def _request(app: Starlette, path: str, actor: str) -> Request:
    scope = {"type": "http", "app": app, "method": "GET", "scheme": "http", "server": ("localhost", 80), "root_path": "", "headers": []}
    return Request({**scope, "path": path, "query_string": f"actor={actor}".encode(), "path_params": {"actor": actor}})
