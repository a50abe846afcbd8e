"""Reading from the page: files are dropped, read with progress, and accounted for."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comity.web.desk import Desk
from comity.web.forms import LARGEST, form
from comity.web.pages.review import changing
from comity.web.view import View


async def read(request: Request) -> Response:
    """The page where files are dropped, and what is done with them."""
    if request.method != "POST":
        return await run_in_threadpool(_page, request)
    given = await form(request, LARGEST)
    files = [(f.filename or "", _saver(f.file)) for f in given.getlist("files") if isinstance(f, UploadFile) and f.filename]
    pasted = str(given.get("text", "")).strip()
    if pasted:
        files.append(("pasted.txt", lambda path: _write(path, pasted)))
    desk: Desk = request.app.state.desk
    reading = await run_in_threadpool(desk.start, files)
    return RedirectResponse(View(request).url(f"/read/{reading.id}"), 303)


def reading(request: Request) -> Response:
    """How far a lot is; at its end the receipt."""
    desk: Desk = request.app.state.desk
    found = desk.readings.get(request.path_params["id"])
    if found is None:
        raise HTTPException(404)
    return View(request).page("reading.html", reading=found)


def _page(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    changing(View(request))
    return View(request).page("read.html", busy=desk.busy, readings=list(reversed(desk.readings.values())))


def _saver(file: BinaryIO) -> Callable[[Path], None]:
    def save(path: Path) -> None:
        with path.open("wb") as out:
            shutil.copyfileobj(file, out)

    return save


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
