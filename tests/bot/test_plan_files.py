"""Plan files of every kind, read in child processes: what is refused, and that the bot goes on meanwhile."""

import asyncio
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from fpdf import FPDF

from bot.demo.sample_plan import make_sample_plan
from bot.plan_files import PlanFiles, read_plan_file
from data.errors import PlanUnreadable
from data.plans.formats.confined import read_content
from data.plans.formats.document import Cell, Document, Table, TableRow
from data.plans.formats.kinds import kind_of
from data.plans.formats.text import read_text
from data.plans.reading import read_plan
from data.seeds import seed
from handlers.views.base.error_sentences import sentence
from tests.data.documents_of_attackers import OLE, bomb, excel, linked, word
from tests.data.plans.formats.made_files import word_of
from tests.data.plans.formats.made_open_files import packed as open_file
from tests.data.plans.formats.test_tables import WRITERS

PLAN = "ke-hoach-175-kh-ubnd.txt"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ENTITIES = (
    f'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document {W}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body>'
    "</w:document>"
)


def ole(stream: str) -> bytes:
    return OLE + bytes(600) + stream.encode("utf-16-le")


def pages_of(count: int, *, encrypted: bool = False, text: str = "") -> bytes:
    made = FPDF()
    made.set_font("helvetica")
    if encrypted:
        made.set_encryption(owner_password="chu", user_password="khach")
    for _page in range(count):
        made.add_page()
        made.rect(10, 10, 100, 100)
        made.cell(0, 10, text)
    return bytes(made.output())


def far_sheet() -> bytes:
    """A spreadsheet of LibreOffice with one cell at the end of the sheet, and a row that says to be a million."""
    far = "<table:table-row table:number-rows-repeated='1048575'><table:table-cell/></table:table-row>"
    far += "<table:table-row table:number-rows-repeated='1000000'>"
    far += "<table:table-cell table:number-columns-repeated='16383'/>"
    far += "<table:table-cell table:number-columns-repeated='16384'><text:p>x</text:p></table:table-cell>"
    far += "</table:table-row>"
    return open_file("spreadsheet", f"<table:table table:name='A'>{far}</table:table>")


HOSTILE: list[tuple[str, bytes | Callable[[], bytes], str]] = [
    ("a.docx", b"", "empty"),
    ("a.docx", b" \r\n", "empty"),
    ("a.docx", b"Just a letter.", "not_as_named"),
    ("a.pdf", b"Just a letter.", "not_as_named"),
    ("a.rtf", b"Just a letter.", "not_as_named"),
    ("a.docx", word()[:200], "damaged"),
    ("a.docx", ole("EncryptedPackage"), "encrypted"),
    ("a.xlsx", ole("EncryptedPackage"), "encrypted"),
    ("a.doc", ole("WordDocument"), "old_word"),
    ("a.docx", ole("WordDocument"), "old_word"),
    ("a.xls", ole("Workbook"), "damaged"),
    ("a.jpg", b"\xff\xd8\xff\xe0", "scan"),
    ("a.docx", b"\x89PNG\r\n\x1a\n", "scan"),
    ("a.zip", b"PK\x05\x06" + bytes(18), "other_format"),
    ("a.docx", bomb, "bomb"),
    ("a.docx", word({"word/vbaProject.bin": b"x"}), "macros"),
    ("a.xlsm", excel({"xl/vbaProject.bin": b"x"}), "macros"),
    ("a.docx", word(linked("attachedTemplate", "https://x.invalid/y")), "remote"),
    ("a.docx", word(body=ENTITIES), "damaged"),
    ("a.docx", word(body="<w:document"), "damaged"),
    ("a.xlsx", excel(), "damaged"),
    ("a.txt", bytes(range(256)), "binary"),
    ("a.md", bytes(range(256)), "binary"),
    ("a.pdf", pages_of(2), "scan"),
    ("a.pdf", pages_of(1, encrypted=True, text="x"), "encrypted"),
    ("a.pdf", pages_of(1, text="x")[:300], "damaged"),
    ("a.rtf", b"{\\rtf1 {\\b x}", "damaged"),
    ("a.rtf", b"{\\rtf1" + b"{" * 100_000, "damaged"),
    ("a.rtf", b"{\\rtf1}", "empty"),
    ("a.odt", open_file("text", "", Basic__Standard__Module1_xml="x"), "macros"),
    ("a.odt", open_file("text", "<text:p>vnd.sun.star.script:x</text:p>"), "macros"),
    ("a.odt", open_file("text", "<text:p>"), "damaged"),
    ("a.odt", open_file("text", "<text:section>" * 20_000 + "</text:section>" * 20_000), "damaged"),
    ("a.odt", open_file("text", "", META_INF__manifest_xml="<encryption-data/>"), "encrypted"),
    ("a.odt", open_file("presentation", ""), "other_format"),
    ("a.ods", far_sheet(), "empty"),
    ("a.ods", open_file("spreadsheet", "x" * 300)[:-30], "damaged"),
]


def made(content: bytes | Callable[[], bytes]) -> bytes:
    """Return the content of a file of `HOSTILE`; what is large is made only here."""
    return content() if callable(content) else content


@pytest.mark.parametrize(("name", "content", "reason"), HOSTILE)
def test_what_cannot_be_read_is_refused_with_its_reason(
    name: str, content: bytes | Callable[[], bytes], reason: str
) -> None:
    with pytest.raises(PlanUnreadable) as refused:
        read_content(kind_of(name, made(content)), made(content))
    assert refused.value.reason == reason
    said = sentence(refused.value)
    assert said.endswith(".")
    assert len(said) <= 160


async def test_the_bot_goes_on_while_a_child_reads() -> None:
    held, workbook = BytesIO(), openpyxl.Workbook()
    workbook.active["XFD1048576"] = "x"
    workbook.save(held)
    reading = asyncio.gather(
        PlanFiles().read("a.docx", word_of(read_text(b"TT\tA\n1\tB"))),
        PlanFiles().read("a.docx", bomb()),
        PlanFiles().read("a.xlsx", held.getvalue()),
        PlanFiles().read("a.ods", far_sheet()),
        return_exceptions=True,
    )
    beats = 0
    while not reading.done():
        await asyncio.sleep(0.01)
        beats += 1
    read, unpacked, far, sheet = reading.result()
    assert isinstance(read, Document)
    assert isinstance(read.blocks[0], Table)
    assert isinstance(unpacked, PlanUnreadable)
    assert isinstance(far, PlanUnreadable)
    assert isinstance(sheet, PlanUnreadable)
    assert beats > 1


@pytest.mark.parametrize("kind", WRITERS)
def test_every_kind_is_read_in_a_child(kind: str) -> None:
    table = Table(tuple(TableRow((Cell(one), Cell("Việc")), line) for line, one in enumerate(("TT", "1"), 1)), "A")
    content = WRITERS[kind](Document((table,)))
    read = asyncio.run(PlanFiles().read(f"a.{kind}", content))
    assert read == read_content(kind_of(f"a.{kind}", content), content)


def test_a_plan_is_the_same_whatever_process_reads_its_file() -> None:
    assert read_plan_file(seed(PLAN)) == read_plan(seed(PLAN))


def _rich_text_in_an_old_font() -> bytes:
    return rb"{\rtf1\ansi{\fonttbl{\f0 Times;}{\f1 .VnTime;}}\deff0 {\f1 \'ae\'e5ng}\par}"


@pytest.mark.parametrize(
    ("name", "content", "shown"),
    [
        ("ke-hoach.docx", make_sample_plan("docx"), "Rà soát, đơn giản hóa thủ tục hành chính nội bộ"),
        ("ke-hoach.xlsx", make_sample_plan("xlsx"), "Rà soát, đơn giản hóa thủ tục hành chính nội bộ"),
        ("ke-hoach.rtf", _rich_text_in_an_old_font(), "đồng"),
    ],
)
async def test_text_in_an_old_font_is_read_in_a_child(name: str, content: bytes, shown: str) -> None:
    assert shown in str(await PlanFiles().read(name, content))
