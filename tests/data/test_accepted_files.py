"""Which files are taken as proof: by the end of the name, and only if the content agrees."""

import pytest

from data.accepted_files import NAME_LETTERS, clean_name, type_by_name, type_of
from tests.files import JPEG, PDF, PNG, PROGRAM, package

WORD = package("[Content_Types].xml", "word/document.xml")
EXCEL = package("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("KH 12.pdf", PDF, "application/pdf"),
        ("KH 12.PDF", PDF, "application/pdf"),
        ("bao cao.docx", WORD, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("so lieu.xlsx", EXCEL, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("bao cao.odt", package("mimetype", "content.xml"), "application/vnd.oasis.opendocument.text"),
        ("anh.jpg", JPEG, "image/jpeg"),
        ("anh.jpeg", JPEG, "image/jpeg"),
        ("anh.png", PNG, "image/png"),
        ("anh.heic", b"\0\0\0\x18ftypheic rest", "image/heic"),
        ("anh.tif", b"II*\0 rest", "image/tiff"),
    ],
)
def test_documents_sheets_and_pictures_are_taken(name: str, content: bytes, media_type: str) -> None:
    found = type_of(name, content)
    assert found is not None
    assert found.media_type == media_type


@pytest.mark.parametrize("name", ["setup.exe", "KH 12.pdf.exe", "a.zip", "a.html", "a.svg", "a.mp4", "a", ""])
def test_any_other_name_is_refused_before_its_content_is_known(name: str) -> None:
    assert type_by_name(name) is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("KH 12.pdf", PROGRAM),
        ("KH 12.pdf", b"<html><script>"),
        ("anh.png", JPEG),
        ("bao cao.doc", WORD),
        ("bao cao.docx", PDF),
        ("KH 12.pdf", b""),
    ],
)
def test_a_content_that_is_not_what_the_name_says_is_refused(name: str, content: bytes) -> None:
    assert type_of(name, content) is None


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("KH 12.pdf", "KH 12.pdf"),
        ("../../etc/KH.pdf", "KH.pdf"),
        ("C:\\tam\\KH.pdf", "KH.pdf"),
        ("KH\n12\x00.pdf", "KH12.pdf"),
        ("KH\u202efdp.exe.pdf", "KHfdp.exe.pdf"),
        ("Kê\u0301 hoạch.pdf", "Kế hoạch.pdf"),
        ("", "tep"),
        ("a" * 300 + ".pdf", "a" * (NAME_LETTERS - 4) + ".pdf"),
    ],
)
def test_a_name_keeps_no_folder_and_nothing_that_cannot_be_seen(name: str, shown: str) -> None:
    assert clean_name(name) == shown
