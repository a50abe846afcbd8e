"""What keeps the pages safe: who may ask, from where, and what a browser may do with an answer.

A web page that somebody visits elsewhere can send requests to this machine too. So a request must name this machine as its host,
a form must carry the secret that only our own pages hold, and what we answer may run no script but ours.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{what} 'self'" for what in ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action")),
        *(f"{what} 'none'" for what in ("base-uri", "object-src", "frame-ancestors")),
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
COOKIE = "comity-token"
FIELD = "csrf"


@dataclass(frozen=True)
class Rules:
    """Who may ask: `hosts` are the names by which this server may be called (any, if none are given), `token` what must be shown
    ('' where nothing), `secret` what a form must carry."""

    hosts: frozenset[str] = LOOPBACK
    token: str = ""
    read_only: bool = False
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def same_origin(self, headers: Mapping[str, str]) -> bool:
        """Whether a browser says that the request comes from a page of this server, or says nothing."""
        origin = headers.get("origin", "")
        try:
            elsewhere = bool(origin) and urlsplit(origin).netloc != headers.get("host", "")
        except ValueError:
            return False
        return not elsewhere and headers.get("sec-fetch-site", "none") in ("none", "same-origin")

    def genuine(self, given: str, headers: Mapping[str, str]) -> bool:
        """Whether a form comes from one of our own pages."""
        return self.same_origin(headers) and secrets.compare_digest(given.encode(), self.secret.encode())


class Guard:
    """The outermost layer: turns away who may not ask, and adds to every answer what a browser must heed."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self.app = app
        self.rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def heeding(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if "cache-control" not in headers:
                    headers["cache-control"] = "no-store" if self.rules.token else "no-cache"
            await send(message)

        answer = self.turned_away(HTTPConnection(scope))
        await (answer or self.app)(scope, receive, heeding)

    def turned_away(self, request: HTTPConnection) -> Response | None:
        """The answer to somebody who may not ask, or who has just shown the token; None for everybody else."""
        rules = self.rules
        if rules.hosts and hostname(request.headers) not in rules.hosts:
            return PlainTextResponse("This server answers only to its own name.", 421)
        if rules.read_only and request.scope["method"] not in SAFE:
            return PlainTextResponse("These pages are read-only.", 403)
        if not rules.token:
            return None
        query = parse_qsl(request.url.query, keep_blank_values=True)
        rest = [(name, value) for name, value in query if name != "token"]
        if any(name == "token" and _same(value, rules.token) for name, value in query):
            address = request.url.path.replace("\\", "/")
            answer = RedirectResponse("/" + address.lstrip("/") + (f"?{urlencode(rest)}" if rest else ""), 303)
            answer.set_cookie(COOKIE, rules.token, httponly=True, samesite="strict", path="/")
            return answer
        scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
        shown = [request.cookies.get(COOKIE, ""), bearer if scheme.lower() == "bearer" else ""]
        if any(_same(one, rules.token) for one in shown):
            return None
        return PlainTextResponse("Open the address with its token, as `comity serve` printed it.", 401)


def hostname(headers: Headers) -> str:
    """The name by which the request calls us, without the port."""
    try:
        return urlsplit(f"//{headers.get('host', '')}").hostname or ""
    except ValueError:
        return ""


def safe_link(address: str) -> str:
    """An address that may be linked to: one of the web; '' for any other, which is shown as text.

    >>> safe_link("https://example.org/a"), safe_link("javascript:alert(1)"), safe_link("samples/a.txt")
    ('https://example.org/a', '', '')
    """
    try:
        parts = urlsplit(address.strip())
        return address.strip() if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def _same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode(), other.encode())
