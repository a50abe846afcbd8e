"""PDF files for the tests, written by hand: words at places on pages."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

Words = tuple[float, float, float, str]
"""x, y, size, text; a size below zero is bold."""
PICTURE = "q 400 0 0 600 100 100 cm BI /W 2 /H 2 /CS /G /BPC 8 ID abcd EI Q"


def content(words: Sequence[Words]) -> str:
    """The operators that draw some words."""
    lines = []
    for x, y, size, text in words:
        said = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        lines.append(f"BT /F{2 if size < 0 else 1} {abs(size)} Tf {x} {y} Td ({said}) Tj ET")
    return "\n".join(lines)


def pdf(pages: Sequence[Sequence[Words] | str], title: str = "", extra: str = "", trailer: str = "") -> bytes:
    """A file of those pages; one given as text is drawn by its own operators."""
    objects: list[bytes] = []

    def add(body: str, stream: bytes | None = None) -> int:
        data = body.encode("cp1252")
        if stream is not None:
            packed = zlib.compress(stream)
            data = f"<< /Length {len(packed)} /Filter /FlateDecode {body} >>\nstream\n".encode() + packed + b"\nendstream"
        objects.append(data)
        return len(objects)

    font = add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    bold = add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>")
    tree = len(objects) + 2 * len(pages) + 1
    kids = []
    for page in pages:
        drawn = page if isinstance(page, str) else content(page)
        stream = add("", drawn.encode("cp1252"))
        resources = f"<< /Font << /F1 {font} 0 R /F2 {bold} 0 R >> >>"
        kids.append(add(f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 600 800] /Contents {stream} 0 R /Resources {resources} >>"))
    assert add(f"<< /Type /Pages /Kids [{' '.join(f'{k} 0 R' for k in kids)}] /Count {len(kids)} >>") == tree
    root = add(f"<< /Type /Catalog /Pages {tree} 0 R >>")
    info = add(f"<< /Title ({title}) >>")
    if extra:
        add(extra)
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root {root} 0 R /Info {info} 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def encrypted() -> bytes:
    """A file that asks for a password."""
    locked = "<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> >>"
    name = "<00112233445566778899aabbccddeeff>"
    return pdf([[(72, 700, 11, "Secret.")]], extra=locked, trailer=f"/Encrypt 8 0 R /ID [{name} {name}]")


def column(x: float, y: float, lines: Sequence[str], size: float = 10, leading: float = 12) -> list[Words]:
    """Lines under one another."""
    return [(x, y - i * leading, size, line) for i, line in enumerate(lines)]
