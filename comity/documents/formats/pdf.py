"""PDF with text in it: paragraphs, headings, lists, tables and footnotes told by where the words stand on their pages.

A file whose pages are pictures is refused: its characters must be recognised by other means first.
"""

from __future__ import annotations

import re
from collections import Counter

from comity.documents.draft import Draft
from comity.documents.formats import pdfblocks, pdflines
from comity.documents.formats.pdflines import Stretch
from comity.documents.positions import Pages
from comity.errors import Refused

MOST_PAGES = 20_000
MOST_CHARACTERS = 40_000_000
_EDGE = 3  # lines at the top or bottom of a page, among which running heads are looked for
_MARGIN = 0.14  # of a page's height
_NUMBER = re.compile(
    r"(?:page|p\.|seite|página|pagina)?\s*[-–—|]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–—|]?(?:\s*(?:of|/|de|sur|von)\s*\d{1,4})?", re.I
)
_UNTITLED = re.compile(r"untitled|microsoft|.*\.(?:docx?|indd|qxd|pdf|tex|dvi|rtf|odt|pmd?|wpd)$|\W*$", re.I)


def looks(data: bytes, name: str) -> bool:
    """Whether a file is one."""
    return data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-")


def read(data: bytes, draft: Draft, address: str) -> Pages:
    """The parts of a file, and where its characters stand."""
    import pypdfium2 as pdfium

    try:
        file = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        problem = str(error).lower()
        if "password" in problem or "security" in problem:
            raise Refused(address, "is an encrypted PDF file, whose password Comity does not have") from None
        raise Refused(address, "is a damaged PDF file, or none") from None
    try:
        pages, lengths, heights = _pages(file, address)
        title = str(file.get_metadata_value("Title") or "")
    finally:
        file.close()
    running, kept = _without_running(pages, heights)
    lines = [list(pdflines.lines(page, number)) for number, page in enumerate(kept)]
    pdfblocks.build(lines, running, draft)
    if not _UNTITLED.match(title.strip()):
        draft.metadata.setdefault("page title", title.strip())
        draft.title = title.strip()
    return Pages(lengths)


def _pages(file: object, address: str) -> tuple[list[list[Stretch]], list[int], list[float]]:
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    assert isinstance(file, pdfium.PdfDocument)
    if len(file) > MOST_PAGES:
        raise Refused(address, f"has {len(file)} pages, more than the limit of {MOST_PAGES}")
    pages: list[list[Stretch]] = []
    lengths: list[int] = []
    heights: list[float] = []
    pictures = broken = 0
    for number in range(len(file)):
        heights.append(0.0)
        try:
            page = file[number]
            text_page = page.get_textpage()
        except pdfium.PdfiumError:
            broken += 1
            pages.append([])
            lengths.append(0)
            continue
        count = text_page.count_chars()
        if sum(lengths) + count > MOST_CHARACTERS:
            raise Refused(address, f"has more than {MOST_CHARACTERS} characters")
        pages.append(pdflines.stretches(text_page, sum(lengths)))
        lengths.append(count)
        heights[-1] = page.get_height()
        if not pages[-1] and any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
            pictures += 1
        text_page.close()
        page.close()
    written = sum(1 for page in pages if page)
    if pictures > written:
        said = f"is scanned: {pictures} of its {len(pages)} pages are pictures without text"
        raise Refused(address, f"{said}; recognise the text first (OCR)")
    if not written:
        raise Refused(address, "is a damaged PDF file: no page can be read" if broken else "is a PDF file without text")
    return pages, lengths, heights


def _without_running(pages: list[list[Stretch]], heights: list[float]) -> tuple[list[list[Stretch]], list[list[Stretch]]]:
    """Running heads and feet and page numbers, each once, and the pages without them."""
    edges: list[list[list[Stretch]]] = []
    seen: Counter[str] = Counter()
    for page, height in zip(pages, heights, strict=True):
        rows = pdflines.rows(page)
        edge = rows[:_EDGE] + rows[max(_EDGE, len(rows) - _EDGE) :]
        edge = [row for row in edge if not _MARGIN * height < row[0].y < (1 - _MARGIN) * height]
        edges.append(edge)
        seen.update({_key(row) for row in edge})
    often = max(2, -(-len(pages) // 4))
    gone: dict[str, list[Stretch]] = {}
    kept: list[list[Stretch]] = []
    for page, edge in zip(pages, edges, strict=True):
        out: set[int] = set()
        for i, row in enumerate(edge):
            outermost = i == 0 or i == len(edge) - 1
            if seen[_key(row)] >= often and len(pages) > 1 or outermost and len(page) > 1 and _NUMBER.fullmatch(_words(row)):
                out.update(id(s) for s in row)
                gone.setdefault(_key(row), row)
        kept.append([s for s in page if id(s) not in out])
    return list(gone.values()), kept


def _words(row: list[Stretch]) -> str:
    return " ".join(s.words() for s in row)


def _key(row: list[Stretch]) -> str:
    """What two running heads have in common: all but their numbers; a title set larger is not one."""
    return f"{round(row[0].size)} " + re.sub(r"\d+|\b[ivxl]+\b", "#", _words(row).lower())
