"""`comity serve`: the pages of a record, on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.cli.options import with_record
from comity.errors import MissingPart, UsageError

if TYPE_CHECKING:
    import socket


@click.command()
@with_record
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen; elsewhere only with a token.")
@click.option("--port", "-p", default=8765, show_default=True, metavar="N", help="The port; 0 takes a free one.")
@click.option(
    "--token",
    default="",
    envvar="COMITY_TOKEN",
    show_envvar=True,
    metavar="WORDS",
    help="What must be shown to see the pages; made up if needed.",
)
@click.option("--read-only", is_flag=True, help="Nothing can be changed from the pages.")
def serve(record: Path, host: str, port: int, token: str, read_only: bool) -> None:
    """Serve the record as pages in a browser, on this machine alone unless told otherwise."""
    import secrets
    import threading

    try:
        import uvicorn

        from comity.record import private
        from comity.web.app import application
        from comity.web.ready import make_ready
        from comity.web.security import LOOPBACK, Rules
    except ImportError as error:
        raise MissingPart(f"the pages need {error.name}: python -m pip install {error.name}") from error
    _check(record)
    private.know(record)
    here = host in LOOPBACK
    token = token or ("" if here else secrets.token_urlsafe(18))
    app = application(record, Rules(LOOPBACK if here else frozenset(), token, read_only))
    app.state.shelf.refresh()
    threading.Thread(target=make_ready, args=(app,), daemon=True).start()
    listening = _listening(host, port)
    name = "localhost" if here else host
    where = f"[{name}]" if ":" in name else name
    address = f"http://{where}:{listening.getsockname()[1]}/" + (f"?token={token}" if token else "")
    print(f"The pages of {record} are at {address} (stop with Ctrl-C)", flush=True)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False))
    server.run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except (OSError, OverflowError) as error:
        made.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{host} port {port} cannot be used ({reason.lower()}): give another with --port, or --port 0") from error
    return made


def _check(record: Path) -> None:
    if record.exists() and not record.is_dir():
        raise UsageError(f"{record} is a file: give --record a folder")
