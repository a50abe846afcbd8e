# ruff: noqa: E501
from __future__ import annotations

import base64
from pathlib import Path

import pytest

from comity.documents import load, open_paths
from comity.errors import Refused
from tests.documents.pdfs import pdf

HEADERS = "From: Press Office <press@zenda.example>\r\nTo: desk@paper.example\r\nSubject: =?utf-8?q?A_pact_with_Caf=C3=A9stan?=\r\nDate: Thu, 03 May 2018 10:00:00 +0200\r\nMessage-ID: <1@x>\r\nMIME-Version: 1.0\r\n"
PLAIN = HEADERS + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nChad and Niger signed a pact =E2=80=93 in 1960.\r\n\r\n> Mali left the talks.\r\n\r\n-- \r\nThe press office\r\n"
ATTACHED = (
    HEADERS + 'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<html><body><p>Chad met Niger.</p></body></html>\r\n--b\r\n'
    'Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="../../pact.pdf"\r\n\r\n'
    + base64.encodebytes(pdf([[(60, 700, 10, "Chad left the pact in 1970.")]])).decode() + "\r\n--b--\r\n"
)  # fmt: skip


def test_a_message_is_a_document_with_its_subject_date_and_sender(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(PLAIN.encode())
    document = load(tmp_path / "a.eml")
    assert document.text == "A pact with Caféstan\n\nChad and Niger signed a pact – in 1960."
    assert (document.title, document.published.edtf, document.sightings[0].publisher) == ("A pact with Caféstan", "2018-05-03", "Press Office")
    assert document.sightings[0].address == str(tmp_path / "a.eml")


def test_attachments_are_documents_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(ATTACHED.encode())
    body, attached = [load(s) for s in open_paths([tmp_path])]
    assert (body.text, attached.text) == ("Chad met Niger.", "Chad left the pact in 1970.")
    assert attached.sightings[0].address == f"{tmp_path / 'a.eml'}#pact.pdf"


def test_a_mailbox_has_a_document_a_message(tmp_path: Path) -> None:
    box = "".join(f"From a@b Thu May  3 10:00:00 2018\n{PLAIN.replace('1960', year)}\n" for year in ("1960", "1970"))
    (tmp_path / "box").write_bytes(box.encode())
    assert [load(s).text[-5:] for s in open_paths([tmp_path])] == ["1960.", "1970."]


@pytest.mark.parametrize("data", [HEADERS + "\r\n", HEADERS + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" * 300, HEADERS + "Content-Type: text/plain; charset=nonsense\r\nContent-Transfer-Encoding: base64\r\n\r\n####"])
def test_messages_without_text_are_refused(tmp_path: Path, data: str) -> None:
    (tmp_path / "a.eml").write_bytes(data.encode())
    with pytest.raises(Refused, match="has no text|is no message"):
        load(tmp_path / "a.eml")


def test_text_that_speaks_of_mail_is_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("From: the king\nTo: the people\nDate: 3 May 1960\n\nChad met Niger in 1960.")
    assert "Chad met Niger" in load(tmp_path / "a.txt").text
