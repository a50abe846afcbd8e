"""What comes in by a form: checked for where it comes from before anything is done with it."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from comity.web.security import FIELD, Rules

LARGEST = 256 * 2**20
FILES = 500


async def form(request: Request, largest: int = 2**20) -> FormData:
    """The form, if it comes from one of our own pages and is not too large."""
    rules: Rules = request.app.state.rules
    length = request.headers.get("content-length", "")
    if not length.isdigit():
        raise HTTPException(411)
    if int(length) > largest:
        raise HTTPException(413)
    if not rules.same_origin(request.headers):
        raise HTTPException(403)
    found = await request.form(max_files=FILES, max_fields=200)
    if not rules.genuine(str(found.get(FIELD, "")), request.headers):
        raise HTTPException(403)
    return found


def local(address: str) -> str:
    """A page of ours to go back to; the first page where the address is no such.

    >>> local("/actor/CAF?on=2003"), local("//evil.example"), local("https://evil.example"), local("/\\\\evil.example")
    ('/actor/CAF?on=2003', '/', '/', '/')
    """
    plain = address.isprintable() and "\\" not in address
    return address if plain and address.startswith("/") and not address.startswith("//") else "/"
