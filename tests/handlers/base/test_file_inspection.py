"""What is found inside files: macros, what is fetched from elsewhere, bombs, passwords, marks of secrecy."""

from collections.abc import Callable

import pytest

from handlers.base.file_inspection import inspect_file
from tests.data.documents_of_attackers import (
    OLE,
    W,
    bomb,
    excel,
    linked,
    lying_size,
    open_text,
    packed,
    paragraph,
    pdf,
    word,
)

MACROS, REMOTE, DAMAGED = "file_macros", "file_remote", "file_not_as_named"
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
SHARED = excel({"xl/sharedStrings.xml": "<s><si><t>MẬT</t></si></s>"})
HEADED = '<w><oddHeader>&amp;C&amp;"Arial,Bold"&amp;14MẬT</oddHeader></w>'
EMBEDDED = "word/embeddings/oleObject1.bin"

HOSTILE = [
    ("docx", word({"word/vbaProject.bin": b"x"}), MACROS),
    ("docx", word({"word/VBAPROJECT.BIN": b"x"}), MACROS),
    ("docx", word({"word/activeX/activeX1.xml": "<x/>"}), MACROS),
    ("docx", word({"customUI/customUI.xml": "<x/>"}), MACROS),
    ("docx", packed({"[Content_Types].xml": "<T a='x.macroEnabled.y'/>", "word/document.xml": "<x/>"}), MACROS),
    ("docx", word(body=f'<w:d {W}><w:instrText>DDEAUTO c:\\\\cmd.exe "/k calc"</w:instrText></w:d>'), MACROS),
    ("docx", word({EMBEDDED: OLE + "\x01Ole10Native".encode("utf-16-le")}), MACROS),
    ("docx", word({"word/embeddings/a.xlsx": excel({"xl/vbaProject.bin": b"x"})}), MACROS),
    ("docx", word(linked("aFChunk", "a.html")), MACROS),
    ("xlsx", excel({"xl/macrosheets/sheet1.xml": "<x/>"}), MACROS),
    ("xlsx", excel({"xl/externalLinks/e1.xml": "<x><ddeLink ddeService='cmd'/></x>"}), MACROS),
    ("xlsx", OLE + b"Workbook", MACROS),
    ("odt", open_text(more={"Basic/Standard/Module1.xml": "<x/>"}), MACROS),
    ("odt", open_text(more={"Scripts/python/a.py": "x"}), MACROS),
    ("ods", packed({"content.xml": '<x href="vnd.sun.star.script:Standard.M.Main"/>'}), MACROS),
    ("docx", word(linked("attachedTemplate", "http://x.example/a.dotm")), REMOTE),
    ("docx", word(linked("attachedTemplate", "file:///\\\\x.example\\a.dotm")), REMOTE),
    ("docx", word(linked("attachedTemplate", "%5C%5Cx.example%5Ca.dotm")), REMOTE),
    ("docx", word(linked("oleObject", "https://x.example/a")), REMOTE),
    ("docx", word(linked("frame", "//x.example/a")), REMOTE),
    ("docx", lying_size(word(), 1 << 31), "file_bomb"),
    ("docx", OLE + "EncryptedPackage".encode("utf-16-le"), "file_encrypted"),
    ("odt", packed({"encrypted-package": b"x", "mimetype": "x"}), "file_encrypted"),
    ("docx", word(body=ENTITIES), DAMAGED),
    ("docx", word(body="<x>"), DAMAGED),
    ("docx", word()[:-30], DAMAGED),
    ("docx", b"PK\x03\x04 torn", DAMAGED),
    ("docx", excel(), DAMAGED),
    ("odt", word(), DAMAGED),
    ("docx", word(body=paragraph("TỐI MẬT")), "secret"),
    ("docx", word(body=paragraph("T", "ỐI", " M", "ẬT")), "secret"),
    ("docx", word({"word/header1.xml": paragraph("MẬT")}), "secret"),
    ("docx", word({"word/footnotes.xml": paragraph("Văn bản mật số 12/CV-UBND")}), "secret"),
    ("docx", word({"word/header2.xml": '<v xmlns:v="v"><v:textpath string="MẬT"/></v>'}), "secret"),
    ("docx", word(body='<w:p xmlns:w="w"><docPr descr="Ảnh chụp văn bản TUYỆT MẬT"/></w:p>'), "secret"),
    ("xlsx", excel({"xl/worksheets/sheet1.xml": '<w><dataValidation prompt="TỐI MẬT"/></w>'}), "secret"),
    ("docx", word({"docProps/core.xml": "<c><title>Tuyệt mật</title></c>"}), "secret"),
    ("docx", word({"word/embeddings/a.xlsx": SHARED}), "secret"),
    ("xlsx", excel({"xl/worksheets/sheet1.xml": HEADED}), "secret"),
    ("xlsx", excel({"xl/workbook.xml": '<w><sheet name="Mật"/></w>'}), "secret"),
    ("odt", open_text("TUYỆT MẬT"), "secret"),
    ("odt", open_text(more={"styles.xml": '<d xmlns:text="t"><text:p>Mật</text:p></d>'}), "secret"),
    ("pdf", pdf("TOI MAT", "Bao cao"), "secret"),
    ("pdf", pdf("Bao cao", title="Tối mật"), "secret"),
]  # fmt: skip

HARMLESS = [
    ("docx", word()),
    ("docx", word(body=paragraph("Công tác bảo vệ bí mật nhà nước, mật độ dân số, mật khẩu"))),
    ("docx", word(body=paragraph("Độ mật: Thường. Độ khẩn: Thường"))),
    ("docx", word(linked("hyperlink", "https://x.example/"))),
    ("docx", word(linked("attachedTemplate", "file:///C:\\Users\\a\\Normal.dotm"))),
    ("docx", word({EMBEDDED: OLE + b"Equation"})),
    ("xlsx", excel()),
    ("odt", open_text("Báo cáo")),
    ("odt", open_text(more={"Basic/Standard/script-lb.xml": "<x/>", "META-INF/manifest.xml": "<x/>"})),
    ("odt", packed({"content.xml": b"\0", "META-INF/manifest.xml": "<m><encryption-data/></m>"})),
    ("pdf", pdf("Bao cao quy I")),
    ("pdf", pdf("CONG TAC BAO VE BI", "MAT NHA NUOC")),
    ("pdf", b"%PDF-1.7\n torn"),
]


@pytest.mark.parametrize(("kind", "content", "fault"), HOSTILE)
def test_what_is_hostile_or_secret_is_told(kind: str, content: bytes, fault: str) -> None:
    assert inspect_file(kind, content) == fault


@pytest.mark.parametrize("make", [bomb, lambda: packed({f"word/{number}.xml": "" for number in range(10_001)})])
def test_a_bomb_is_told(make: Callable[[], bytes]) -> None:
    """Made here and not in the table: every process that collects tests would make them."""
    assert inspect_file("docx", make()) == "file_bomb"


@pytest.mark.parametrize(("kind", "content"), HARMLESS)
def test_ordinary_files_and_what_cannot_be_read_pass(kind: str, content: bytes) -> None:
    assert inspect_file(kind, content) == ""
