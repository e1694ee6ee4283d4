"""Dated sentences in the body of a plan, and agencies that it means without naming them, are asked about."""

import json
from datetime import date

import pytest
from sqlmodel import select

from data.enums import Role
from data.models import AuditEntry, GroupPhrase
from data.plans.formats.document import Cell, Document, Paragraph, Table, TableRow
from data.registry.duties.duty_lines import DutyLine
from tests.data.plans.formats.made_files import word_of
from tests.handlers.chat import Office, Person
from tests.handlers.office.test_plan_drafts import HEAD, ROWS, stored

REPORT = "Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp báo cáo kết quả về UBND tỉnh trước ngày 15/11/2024."
SAME = "Kế hoạch chuyển đổi số hoàn thành trong quý I năm 2024."
NO_DUTY = "Thời gian lấy ý kiến chậm nhất ngày 20/4/2024."


def plan(*sentences: str, rows: tuple[tuple[str, ...], ...] = ROWS[:1], number: str = "77") -> Document:
    lines = (
        *(f"Số: {number}/KH-UBND", "Thái Bình, ngày 10 tháng 01 năm 2024"),
        *("KẾ HOẠCH", "Chuyển đổi số tỉnh Thái Bình năm 2024", "I. Tổ chức thực hiện", *sentences),
    )
    grid = tuple(TableRow(tuple(map(Cell, row)), line) for line, row in enumerate((HEAD, *rows), 20))
    return Document((*(Paragraph(text, line) for line, text in enumerate(lines, 1)), Table(grid)))


@pytest.fixture
def admin(office: Office) -> Person:
    return office.officer("snv", Role.ADMIN, name="Giang")


def is_of_77(duty: DutyLine) -> bool:
    return (duty.plan_number, duty.code) == ("77/KH-UBND", "TC.1")


def send(person: Person, document: Document) -> None:
    person.says("/kehoach")
    person.taps("📥 Nhập kế hoạch")
    person.sends("ke-hoach.docx", word_of(document))


def test_a_sentence_is_accepted_linked_or_dismissed_once(office: Office, admin: Person) -> None:
    send(admin, plan(REPORT, SAME, NO_DUTY))
    assert "Phần lời có 3 câu nêu thời hạn" in admin.screen.text
    admin.taps("Trả lời câu hỏi (3)")
    assert f"“{REPORT}”" in admin.screen.text
    assert "Thời hạn đọc được: 14/11/2024." in admin.screen.text
    admin.taps("Là nhiệm vụ")
    assert "không ghi cơ quan chủ trì" in admin.screen.text
    admin.taps("Sở Nội vụ")
    admin.taps("Đã có ở 1: Xây dựng kế hoạch chuyển đổi số")
    admin.taps("Không phải nhiệm vụ")
    assert "câu nêu thời hạn" not in admin.screen.text
    admin.taps("Ghi vào sổ")
    assert stored(office) == {"1": ["Sở Nội vụ"], "TC.1": ["Sở Nội vụ"]}
    assert [duty.due_on for duty in office.duties("snv") if is_of_77(duty)] == [date(2024, 11, 14)]
    with office.store.read() as session:
        answered = session.exec(select(AuditEntry).where(AuditEntry.action == "plan.draft.answer")).all()
    assert [json.loads(entry.after or "{}").get("meaning") for entry in answered] == ["duty", None, "covered", "none"]


def test_an_amended_plan_does_not_ask_again_and_keeps_the_duty(office: Office, admin: Person) -> None:
    send(admin, plan(REPORT))
    admin.taps("Trả lời câu hỏi (1)")
    admin.taps("Là nhiệm vụ")
    admin.taps("Cả 2 cơ quan nêu trong câu")
    admin.taps("Ghi vào sổ")
    before = [(duty.id, duty.code) for duty in office.duties("stp") if is_of_77(duty)]
    send(admin, plan("Bổ sung một đoạn.", REPORT, NO_DUTY))
    assert "2 nhiệm vụ: giữ nguyên 2." in admin.screen.text
    admin.taps("Trả lời câu hỏi (1)")
    assert NO_DUTY in admin.screen.text
    admin.taps("Là nhiệm vụ")
    admin.taps("Không cơ quan nào ở đây")
    admin.taps("Ghi vào sổ")
    assert [(duty.id, duty.code) for duty in office.duties("stp") if is_of_77(duty)] == before
    assert set(stored(office)) == {"1", "TC.1", "TC.2"}


def test_the_task_that_asks_for_the_same_can_be_typed(office: Office, admin: Person) -> None:
    send(admin, plan(NO_DUTY))
    admin.taps("Trả lời câu hỏi (1)")
    admin.taps("Đã có ở mục khác")
    admin.says("9")
    assert "không có nhiệm vụ mã như vậy" in admin.screen.text
    admin.says("1")
    admin.taps("Ghi vào sổ")
    assert set(stored(office)) == {"1"}


def test_who_is_meant_without_a_name_is_asked_once_and_kept_as_a_group(office: Office, admin: Person) -> None:
    row = (*ROWS[0][:3], "Các sở, ngành có liên quan", "Các cơ quan, đơn vị có liên quan", ROWS[0][5])
    send(admin, plan(rows=(row,)))
    admin.taps("Trả lời câu hỏi (2)")
    assert "“sở, ngành có liên quan” mà không nêu tên" in admin.screen.text
    assert not [one for one in admin.buttons() if "cơ quan mới" in one.text]
    admin.taps(next(one.text for one in admin.buttons() if one.text.startswith("Các sở, ban, ngành (")))
    admin.taps("Cơ quan khác")
    admin.says("Sở Tư pháp; Sở Tài chính")
    admin.taps("Ghi vào sổ")
    with office.store.read() as session:
        assert "sở, ngành có liên quan" in session.exec(select(GroupPhrase.phrase)).all()
    assert "1" in {duty.code for duty in office.duties("sct")}
    send(admin, plan(rows=(row,), number="78"))
    assert "câu hỏi" not in admin.screen.text
    admin.taps("Trả lời lại")
    assert "câu hỏi" not in admin.screen.text


def test_without_a_directory_for_the_plan_one_is_asked_for(admin: Person) -> None:
    moved = plan()
    blocks = (moved.blocks[0], Paragraph("Kiến Xương, ngày 10 tháng 01 năm 2026", 2), *moved.blocks[2:])
    send(admin, Document(blocks))
    assert "Chưa có danh mục cơ quan để đọc kế hoạch này" in admin.screen.text
    admin.taps("Thiết lập danh mục")
    assert "Danh mục" in admin.screen.text
