"""Plan files of every kind, read in child processes: what is refused, and that the bot goes on meanwhile."""

import asyncio
from io import BytesIO

import openpyxl
import pytest

from bot.plan_files import PlanFiles, read_plan_file
from data.errors import PlanUnreadable
from data.plans.formats.confined import read_content
from data.plans.formats.document import Document, Table
from data.plans.formats.kinds import kind_of
from data.plans.formats.text import read_text
from data.plans.reading import read_plan
from data.seeds import seed
from tests.data.documents_of_attackers import BOMB, OLE, excel, linked, pdf, word
from tests.data.plans.formats.made_files import word_of

PLAN = "ke-hoach-175-kh-ubnd.txt"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ENTITIES = (
    f'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document {W}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body>'
    "</w:document>"
)


def ole(stream: str) -> bytes:
    return OLE + bytes(600) + stream.encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.docx", b"", "empty"),
        ("a.docx", b" \r\n", "empty"),
        ("a.docx", b"Just a letter.", "not_as_named"),
        ("a.pdf", b"Just a letter.", "not_as_named"),
        ("a.docx", word()[:200], "damaged"),
        ("a.docx", ole("EncryptedPackage"), "encrypted"),
        ("a.xlsx", ole("EncryptedPackage"), "encrypted"),
        ("a.doc", ole("WordDocument"), "old_word"),
        ("a.docx", ole("WordDocument"), "old_word"),
        ("a.xls", ole("Workbook"), "damaged"),
        ("a.pdf", pdf("x"), "other_format"),
        ("a.docx", pdf("x"), "other_format"),
        ("a.rtf", b"{\\rtf1 x}", "other_format"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "scan"),
        ("a.docx", b"\x89PNG\r\n\x1a\n", "scan"),
        ("a.zip", b"PK\x05\x06" + bytes(18), "other_format"),
        ("a.docx", BOMB, "bomb"),
        ("a.docx", word({"word/vbaProject.bin": b"x"}), "macros"),
        ("a.xlsm", excel({"xl/vbaProject.bin": b"x"}), "macros"),
        ("a.docx", word(linked("attachedTemplate", "https://x.invalid/y")), "remote"),
        ("a.docx", word(body=ENTITIES), "damaged"),
        ("a.docx", word(body="<w:document"), "damaged"),
        ("a.xlsx", excel(), "damaged"),
        ("a.txt", bytes(range(256)), "binary"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(PlanUnreadable) as refused:
        read_content(kind_of(name, content), content)
    assert refused.value.reason == reason


async def test_the_bot_goes_on_while_a_child_reads() -> None:
    held, workbook = BytesIO(), openpyxl.Workbook()
    workbook.active["XFD1048576"] = "x"
    workbook.save(held)
    reading = asyncio.gather(
        PlanFiles().read("a.docx", word_of(read_text(b"TT\tA\n1\tB"))),
        PlanFiles().read("a.docx", BOMB),
        PlanFiles().read("a.xlsx", held.getvalue()),
        return_exceptions=True,
    )
    beats = 0
    while not reading.done():
        await asyncio.sleep(0.01)
        beats += 1
    read, bomb, far = reading.result()
    assert isinstance(read, Document)
    assert isinstance(read.blocks[0], Table)
    assert isinstance(bomb, PlanUnreadable)
    assert isinstance(far, PlanUnreadable)
    assert beats > 1


def test_a_plan_is_the_same_whatever_process_reads_its_file() -> None:
    assert read_plan_file(seed(PLAN)) == read_plan(seed(PLAN))
