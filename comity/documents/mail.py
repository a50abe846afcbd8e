"""E-mail: a message, or a mailbox of many, as stories. What others are quoted with and signatures are left out; attachments that can be
read are stories of their own."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from contextlib import suppress
from email import policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path
from typing import IO, Any

_HEADERS = re.compile(rb"^(from|to|date|subject|message-id|mime-version|received|return-path|delivered-to)\s*:", re.I | re.M)
_SURE = frozenset((b"message-id", b"mime-version", b"received", b"return-path"))
_ATTACHED = (".pdf", ".txt", ".html", ".htm", ".md", ".xml", ".eml")
_QUOTED = re.compile(r"^>.*$|^(?:On|Le|Am) .{5,120}(?:wrote|a écrit|schrieb) ?:\s*$", re.M)
_PARTS = 200


def looks(head: bytes) -> bool:
    """Whether a file that begins like this is a message or a mailbox.

    >>> looks(b"From: a@b.c\\nTo: d@e.f\\nDate: x\\nMessage-ID: <1>\\n\\nHello"), looks(b"Date: 1960\\n\\nFrom: there")
    (True, False)
    """
    top = re.split(rb"\r?\n\r?\n", head.removeprefix(b"\xef\xbb\xbf"), maxsplit=1)[0]
    found = {m.lower() for m in _HEADERS.findall(top)}
    begins = head.startswith(b"From ") or re.match(rb"[A-Za-z][\w-]{1,40}:", top) is not None
    return begins and len(found) >= 3 and bool(found & _SURE)


def read(file: IO[bytes], limit: int) -> Iterator[tuple[str, bytes, dict[str, str], str]]:
    """The stories of a message or mailbox: name, text, what is said of it, and why it cannot be read."""
    number = 0
    for lines, mailbox in _messages(file, limit):
        number += 1
        name = str(number) if mailbox else ""
        if lines is None:
            yield name or "1", b"", {}, f"is a message of more than the limit of {limit} bytes"
            continue
        try:
            yield from _message(lines, name)
        except Exception as error:  # the standard library's parser raises whatever it stumbles on
            yield name or "1", b"", {}, f"is no message that can be read ({type(error).__name__})"


def _messages(file: IO[bytes], limit: int) -> Iterator[tuple[bytes | None, bool]]:
    held: list[bytes] = []
    size = 0
    mailbox = False
    blank = True
    while line := file.readline(limit + 1):
        if blank and line.startswith(b"From ") and (mailbox or not held):
            if held:
                yield (b"".join(held) if size <= limit else None), True
            held, size, mailbox = [], 0, True
            continue
        blank = not line.strip()
        size += len(line)
        if size <= limit:
            held.append(line)
    if held:
        yield (b"".join(held) if size <= limit else None), mailbox


def _message(data: bytes, name: str) -> Iterator[tuple[str, bytes, dict[str, str], str]]:
    message = email.message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    said = _said(message)
    body = message.get_body(("plain", "html"))
    text = _text(body) if isinstance(body, EmailMessage) else ""
    if text.strip():
        if said.get("title") and body is not None and body.get_content_subtype() != "html":
            text = f"{said['title']}\n\n{text}"
        yield name, text.encode("utf-8", "replace"), said, ""
    else:
        yield name, b"", said, "has no text"
    for i, part in enumerate(message.iter_attachments()):
        called = str(part.get_filename() or "")
        if i < _PARTS and called.lower().endswith(_ATTACHED):
            content: Any = part.get_payload(decode=True)
            own = f"{name}/{Path(called).name}" if name else Path(called).name
            if isinstance(content, bytes) and content:
                yield own, content, {k: v for k, v in said.items() if k != "title"}, ""
            else:
                yield own, b"", said, "is empty"


def _said(message: EmailMessage) -> dict[str, str]:
    said: dict[str, str] = {}
    if subject := " ".join(str(message.get("subject", "")).split()):
        said["title"] = subject
    with suppress(TypeError, ValueError, IndexError):
        said["date"] = parsedate_to_datetime(str(message["date"])).date().isoformat()
    name, address = parseaddr(str(message.get("from", "")))
    if name or address:
        said["publisher"] = name or address
    return said


def _text(body: EmailMessage) -> str:
    payload: Any = body.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        text = data.decode(body.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        text = data.decode("cp1252", "replace")
    text = text.replace("\r\n", "\n").replace("\0", "")
    if body.get_content_subtype() == "html":
        return text
    return _QUOTED.sub("", text).partition("\n-- \n")[0]
