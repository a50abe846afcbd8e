"""The application: which address is which page, and what is said when something does not work."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from comity.errors import ComityError, UnknownActor, UsageError
from comity.web.desk import Desk
from comity.web.pages import (
    claims,
    contradictions,
    document,
    documents,
    dossier,
    home,
    merge,
    network,
    reading,
    register,
    review,
    search,
    tension,
    world,
)
from comity.web.security import Guard, Rules
from comity.web.shelf import Shelf
from comity.web.view import View

HERE = Path(__file__).parent

ROUTES = [
    Route("/", home.home, name="home"),
    Route("/register", register.open_register),
    Route("/register/{actor}.{format}", register.register_file),
    Route("/register/{actor}", register.register, name="register"),
    Route("/actor/{actor}", dossier.actor),
    Route("/pair/{one}/{other}", dossier.pair),
    Route("/world", world.world),
    Route("/network", network.network),
    Route("/network.gexf", network.network_file),
    Route("/review", review.review, methods=["GET", "POST"]),
    Route("/merge", merge.merge),
    Route("/read", reading.read, methods=["GET", "POST"]),
    Route("/read/{id}", reading.reading),
    Route("/tension", tension.tension),
    Route("/contradictions.{format}", contradictions.contradictions_file),
    Route("/contradictions", contradictions.contradictions),
    Route("/claim/{id}", document.claim),
    Route("/documents", documents.documents, name="documents"),
    Route("/document/{id}", document.document, name="document"),
    Route("/claims.{format}", claims.claims_file),
    Route("/claims", claims.claims, name="claims"),
    Route("/search/few", search.few),
    Route("/search", search.search, name="search"),
    Mount("/static", StaticFiles(directory=HERE / "static"), name="static"),
]

SECTIONS = ("world", "network", "contradictions", "tension")
CHANGING = ("review", "read")  # not where the pages are read-only
VIEWS = (("dossier.nav", "/actor/{actor}"), ("register.nav", "/register/{actor}"), ("nav.world", "/world?actor={actor}"))


def application(
    path: str | Path, rules: Rules | None = None, today: Callable[[], str] | None = None, now: Callable[[], str] | None = None
) -> Starlette:
    """The pages of the record in a folder. `today` is the day that is meant where no day is given, `now` the time of a review."""
    known = rules or Rules()
    errors = {ComityError: _error, HTTPException: _not_found, Exception: _fault}
    layers = [Middleware(Guard, rules=known), Middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)]
    app = Starlette(routes=ROUTES, middleware=layers, exception_handlers=errors)
    app.state.shelf = Shelf(path)
    app.state.rules = known
    app.state.desk = Desk(Path(path))
    app.state.sections = SECTIONS if known.read_only else SECTIONS + CHANGING
    app.state.now = now or _now
    app.state.views = VIEWS
    app.state.today = today or _today
    return app


def _today() -> str:
    return datetime.date.today().isoformat()


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _error(request: Request, error: Exception) -> Response:
    status = 404 if isinstance(error, UnknownActor) or " has an id that begins with " in str(error) else 400
    return _said(request, str(error), status if isinstance(error, UsageError) else 500)


def _not_found(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    key = {404: "error.missing", 405: "error.method", 403: "error.forged", 411: "error.large", 413: "error.large"}.get(status)
    return _said(request, View(request).t(key) if key else getattr(error, "detail", ""), status)


def _fault(request: Request, error: Exception) -> Response:
    logging.getLogger("comity.web").error("%s failed", request.url.path, exc_info=error)
    return _said(request, View(request).t("error.fault"), 500)


def _said(request: Request, message: str, status: int) -> Response:
    return View(request).page("error.html", status, message=message)
