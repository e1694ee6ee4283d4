"""What a page of OpenDocument, RTF and PDF shows is read, and what had to be done for it is told."""

import pytest

from data.plans.formats.document import Block, Cell, Document, NoteCode, Paragraph, Table, TableRow
from data.plans.formats.markdown import read_markdown
from data.plans.formats.open_document.sheets import read_open_sheets
from data.plans.formats.open_document.texts import read_open_text
from data.plans.formats.pdf.reading import read_pdf_pages
from data.plans.formats.rich_text.reading import read_rich_text
from tests.data.plans.formats.made_open_files import packed
from tests.data.plans.formats.made_plain_files import pdf_of

LEVELS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="I" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix=")"'
    ' text:display-levels="2"/></text:list-style>'
    '<style:style style:name="Cu" style:family="text"><style:text-properties style:font-name=".VnTime"/>'
    "</style:style>"
    '<style:style style:name="An" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="Kin" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [f"{block.numbering} {block.text}".strip() for block in blocks if isinstance(block, Paragraph)]


def rows(blocks: tuple[Block, ...]) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for block in blocks if isinstance(block, Table) for row in block.rows]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<text:p>a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d</text:p>", ["a  b\tc\nd"]),
        ("<text:p> a \n  <text:span>b</text:span> c</text:p>", ["a b c"]),
        ("<text:p>®<text:span text:style-name='Cu'>®ång</text:span></text:p>", ["®đồng"]),
        ("<text:p>hiện<text:span text:style-name='An'>ẩn</text:span></text:p>", ["hiện"]),
        ("<text:p>Hạn <text:change text:change-id='1'/>mới</text:p>", ["Hạn mới"]),
        ("<text:p>a<office:annotation><text:p>lời bàn</text:p></office:annotation></text:p>", ["a"]),
        (
            "<text:p>Trước<draw:frame><draw:text-box><text:p>Khung</text:p></draw:text-box></draw:frame></text:p>",
            ["Trước", "Khung"],
        ),
        (
            "<text:list text:style-name='L'><text:list-item><text:p>a</text:p><text:list><text:list-item>"
            "<text:p>b</text:p></text:list-item></text:list></text:list-item></text:list>"
            "<text:list text:style-name='L' text:continue-numbering='true'><text:list-item><text:p>c</text:p>"
            "</text:list-item></text:list>",
            ["I. a", "I.1) b", "II. c"],
        ),
    ],
)
def test_a_text_of_open_document_is_read_as_shown(body: str, shown: list[str]) -> None:
    assert texts(read_open_text(packed("text", body, LEVELS)).blocks) == shown


def test_tracked_changes_of_open_document_are_told() -> None:
    changes = "<text:tracked-changes><text:changed-region><text:deletion><text:p>cũ</text:p></text:deletion>"
    changes += "</text:changed-region></text:tracked-changes><text:p>a<text:change text:change-id='1'/></text:p>"
    read = read_open_text(packed("text", changes))
    assert texts(read.blocks) == ["a"]
    assert [note.code for note in read.notes] == [NoteCode.TRACKED_CHANGES]


def test_a_sheet_of_open_document_leaves_out_what_is_hidden_and_tells_dates() -> None:
    row = "<table:table-row{}><table:table-cell{}><text:p>{}</text:p></table:table-cell></table:table-row>"
    day = " office:value-type='date' office:date-value='2026-04-15'"
    body = (
        "<table:table table:name='A'>"
        + row.format("", "", "Hạn")
        + row.format("", day, "15/4/26")
        + row.format("", day, "04/2026")
        + row.format(" table:visibility='collapse'", "", "ẩn")
        + row.format("", " office:value-type='float' office:value='1.1'", "1,1")
        + row.format("", " table:formula='of:=1/0' calcext:value-type='error'", "#DIV/0!")
        + "</table:table><table:table table:name='B' table:style-name='Kin'>"
        + row.format("", "", "kín")
        + "</table:table>"
    )
    body = body.replace(
        "calcext:", "xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0' calcext:"
    )
    read = read_open_sheets(packed("spreadsheet", body, LEVELS))
    assert rows(read.blocks) == [["Hạn"], ["15/04/2026"], ["04/2026"], ["1.1"]]
    (table,) = read.blocks
    assert isinstance(table, Table)
    assert [(row.cells[0].day is not None, row.cells[0].month_only) for row in table.rows[1:3]] == [
        (True, False),
        (True, True),
    ]
    assert {note.code for note in read.notes} == {NoteCode.HIDDEN_LEFT_OUT, NoteCode.FORMULA_WITHOUT_VALUE}


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (r"\u273?\u7891?ng\par", ["đồng"]),
        (r"\uc2\u272 ??i\par", ["Đi"]),
        (r"a\~b\tab c\line d\par", ["a\u00a0b\tc\nd"]),
        (r"{\f1 \'aeång\par}".replace("å", r"\'e5"), ["đồng"]),
        (r"hi{\v an}en{\deleted cu}\par", ["hien"]),
        (r"{\header dau}{\*\generator x;}{\info{\title t}}a\par", ["a"]),
        (r"{\field{\*\fldinst PAGE}{\fldrslt 7}}\par", ["7"]),
        (r"{\listtext\tab 1.\tab}Viec\par {\listtext\tab 2.\tab}Hai\par", ["1. Viec", "2. Hai"]),
        (r"Truoc{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt \pard Khung\par}}}\par", ["Truoc", "Khung"]),
        (r"{\pict 0a0b0c}\bin3 {{{a\par", ["a"]),
        (r"\{a\}\par", ["{a}"]),
    ],
)
def test_a_rich_text_is_read_as_shown(body: str, shown: list[str]) -> None:
    written = rf"{{\rtf1\ansi{{\fonttbl{{\f0 Times;}}{{\f1 .VnTime;}}}}\deff0 {body}}}"
    assert texts(read_rich_text(written.encode("latin-1")).blocks) == shown


def test_markdown_holds_headings_bars_within_cells_and_lines() -> None:
    read = read_markdown(b"# **K\xe1\xba\xbf ho\xe1\xba\xa1ch**\na|b\n-|-\n1 \\| 2|x<br>y\n\nhet")
    assert read.blocks[0] == Paragraph("Kế hoạch", 1, level=1)
    assert rows(read.blocks) == [["a", "b"], ["1 | 2", "x\ny"]]
    assert texts(read.blocks)[1:] == ["", "het"]


def _long(count: int) -> Document:
    head = TableRow((Cell("TT"), Cell("Nội dung"), Cell("Chủ trì"), Cell("Hạn")), 1)
    body = (
        TableRow(
            (Cell(str(number)), Cell(f"Việc số {number}"), Cell("Sở Nội vụ", number > 1), Cell("Quý I")), number + 1
        )
        for number in range(1, count + 1)
    )
    return Document((Table((head, *body)),))


def test_a_cell_that_is_merged_over_pages_of_a_pdf_is_repeated_on_each() -> None:
    blocks = read_pdf_pages(pdf_of(_long(30))).blocks
    shown = rows(blocks)
    assert [row[1] for row in shown[1:]] == [f"Việc số {number}" for number in range(1, 31)]
    assert {row[2] for row in shown[1:]} == {"Sở Nội vụ"}


def test_a_line_of_a_pdf_goes_on_until_its_paragraph_ends() -> None:
    long = "Ủy ban nhân dân tỉnh ban hành kế hoạch số 12/KH-UBND về cải cách hành chính năm 2026 như sau. " * 4
    read = read_pdf_pages(pdf_of(Document((Paragraph(long.strip(), 1), Paragraph("1. Mục đích", 2)))))
    assert texts(read.blocks) == [long.strip(), "1. Mục đích"]
