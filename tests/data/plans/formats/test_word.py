"""What Word shows on its page is read, and what had to be done for it is told."""

from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from data.plans.formats.document import Document, Note, NoteCode, Paragraph, Table
from data.plans.formats.word.reading import read_word


def _read(build: Callable[[WordDocument], object]) -> Document:
    made, held = docx.Document(), BytesIO()
    build(made)
    made.save(held)
    return read_word(held.getvalue())


def _xml(made: WordDocument, *inner: str) -> None:
    """Put paragraphs of these contents at the end of a document."""
    for content in inner:
        made.element.body.insert(-1, parse_xml(f"<w:p {nsdecls('w')}>{content}</w:p>"))


def _run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def test_automatic_numbers_stand_before_their_paragraphs() -> None:
    def build(made: WordDocument) -> None:
        for text in ("Việc một", "Việc hai"):
            made.add_paragraph(text, style="List Number")
        table = made.add_table(2, 2)
        for row in table.rows:
            row.cells[0].paragraphs[0].style = "List Number"
            row.cells[1].text = "Việc"

    one, two, table = _read(build).blocks
    assert isinstance(one, Paragraph)
    assert isinstance(two, Paragraph)
    assert (one.numbering, two.numbering) == ("1.", "2.")
    assert isinstance(table, Table)
    assert [row.cells[0].text for row in table.rows] == ["3.", "4."]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (f"{_run('Hạn ')}<w:del w:id='1' w:author='a'><w:r><w:delText>cũ</w:delText></w:r></w:del>", "Hạn "),
        (f"{_run('Hạn ')}<w:ins w:id='1' w:author='a'>{_run('mới')}</w:ins>", "Hạn mới"),
        (f"<w:moveFrom w:id='1' w:author='a'>{_run('xa')}</w:moveFrom>{_run('gần')}", "gần"),
    ],
)
def test_tracked_changes_are_read_as_accepted(content: str, text: str) -> None:
    read = _read(lambda made: _xml(made, content))
    assert read.blocks == (Paragraph(text, 1),)
    assert read.notes == (Note(NoteCode.TRACKED_CHANGES, 1, (1,)),)


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    deleted = "<w:pPr><w:rPr><w:del w:id='1' w:author='a'/></w:rPr></w:pPr>"
    read = _read(lambda made: _xml(made, f"{deleted}{_run('Trước ')}", _run("sau")))
    assert [block.text for block in read.blocks if isinstance(block, Paragraph)] == ["Trước sau"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (f"<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar"
         f" w:fldCharType='separate'/></w:r>{_run('7')}<w:r><w:fldChar w:fldCharType='end'/></w:r>", "7"),
        (f"{_run('ẩn', '<w:vanish/>')}{_run('hiện')}", "hiện"),
        (f"<w:sdt><w:sdtContent>{_run('trong ô')}</w:sdtContent></w:sdt>", "trong ô"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc"),
        (_run("®ång", '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'), "đồng"),
        (_run("đồng", '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'), "đồng"),
    ],
)  # fmt: skip
def test_what_a_page_shows_is_read(content: str, text: str) -> None:
    (block,) = _read(lambda made: _xml(made, content)).blocks
    assert isinstance(block, Paragraph)
    assert block.text == text


def test_text_boxes_stand_where_they_hang() -> None:
    box = (
        "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
        f"<w:p>{_run('Trong khung')}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    read = _read(lambda made: _xml(made, f"{_run('Trước')}{box}", _run("Sau")))
    assert [block.text for block in read.blocks if isinstance(block, Paragraph)] == ["Trước", "Trong khung", "Sau"]
