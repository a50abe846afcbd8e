"""Files made to hurt: each is read or refused, soon, and never with another error."""

from __future__ import annotations

import time

import pytest

from comity.documents import load
from comity.errors import Refused

N = 15_000
WIKI = b"== A ==\n[[x]] {{y}}\n"
MARKDOWN = b"# A\n\n[a](b)\n"
PAGE = b"<html><body><p>Words.</p>"
CASES = {
    "words": b"word " * N, "letters": b"a" * N, "dots": b"." * N, "bars": b"|\n" * N, "edges": b"+---+---+\n" * N, "rows": b"+---+\n" + b"| a |\n" * N + b"+---+\n",  # noqa: E501
    "items": b"- a\n" * N, "notes": b"[1] x\n\n" * N, "brackets": b"(a. B" * N, "underscores": b"_a " * N, "blank": b" \n" * N + b"x", "rulers": b"--- ---\n" * N,  # noqa: E501
    "braces": WIKI + b"{{" * N, "tables": WIKI + b"{|\n| " * N, "links": WIKI + b"[[" * N, "comments": WIKI + b"<!--" * N, "references": WIKI + b"a<ref>b</ref> " * N,  # noqa: E501
    "spans": WIKI + b"{|\n" + b"|-\n| rowspan=9999 colspan=9999 | a || b\n" * 200 + b"|}", "apostrophes": WIKI + b"'" * N, "addresses": WIKI + b"[http://a " * N,  # noqa: E501
    "open links": MARKDOWN + b"[" * N, "half links": MARKDOWN + b"[a](" * N, "stars": MARKDOWN + b"*a " * N, "ticks": MARKDOWN + b"`" * N, "cells": MARKDOWN + b"|a|\n|-|\n" + b"|" * N,  # noqa: E501
    "divs": PAGE + b"<div>" * N, "lists": PAGE + b"<ul><li>" * N, "less": PAGE + b"<" * N, "quotes": PAGE + b"<a href=\"" * N, "scripts": PAGE + b"<script>" * N,  # noqa: E501
    "table cells": PAGE + b"<table>" + b"<tr><td rowspan=999 colspan=999>a" * 300, "teasers": PAGE + b"<h2><a>one two three four five</a></h2>" * (N // 20),  # noqa: E501
    "zeros": b"\0" * N, "bytes": bytes(range(256)) * 40, "half utf-16": b"\xff\xfe" + b"a" * 1001, "surrogates": b"\xed\xa0\x80" * N, "marks": "\u202e\u200b\ufeff".encode() * N,  # noqa: E501
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_hostile_files_are_read_or_refused_soon(name: str) -> None:
    data = CASES[name][: 4 * N]
    begun = time.process_time()
    try:
        document = load(data, name)
    except Refused as refused:
        assert str(refused).startswith(f"{name}: ") and "\n" not in str(refused)
    else:
        assert document.text
    assert time.process_time() - begun < 10
