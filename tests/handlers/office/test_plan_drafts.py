"""A plan is sent in, its questions answered, and written into the registry by one of two administrators."""

import pytest
from sqlmodel import col, select

from data.enums import DraftState, Role
from data.models import Agency, AgencyAlias, AuditEntry, Duty, Plan, Task, WaitingPlan
from data.plans.formats.document import Cell, Document, Paragraph, Table, TableRow
from tests.data.plans.formats.made_files import excel_of, word_of
from tests.data.plans.formats.made_plain_files import markdown_of
from tests.handlers.chat import LETTERS, Office, Person

HEAD = ("STT", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành")
ROWS = (
    ("1", "Xây dựng kế hoạch chuyển đổi số", "Kế hoạch", "Sở Nội vụ", "Các sở, ban, ngành", "Quý I/2024"),
    ("2", "Vận động hội viên dùng dịch vụ công", "Báo cáo", "Liên hiệp các hội", "Sở Tư pháp", "Quý II/2024"),
    ("3", "Tuyên truyền cải cách hành chính", "Báo cáo", "Liên hiệp các hội", "Sở Nội vụ", "Quý III/2024"),
)
WITHOUT_LEAD = ("1", "Đánh giá kết quả", "Báo cáo", "", "Sở Nội vụ", "Tháng 11/2024")
OTHER = ("1", "Việc khác", *ROWS[0][2:])


def plan(*rows: tuple[str, ...], number: str = "Số: 77/KH-UBND") -> Document:
    grid = tuple(TableRow(tuple(map(Cell, row)), line) for line, row in enumerate((HEAD, *rows), 6))
    head = (
        *(Paragraph(number, 1), Paragraph("Thái Bình, ngày 10 tháng 01 năm 2024" if number else "", 2)),
        *(Paragraph("KẾ HOẠCH", 3), Paragraph("Chuyển đổi số tỉnh Thái Bình năm 2024", 4), Paragraph("", 5)),
    )
    return Document((*head, Table(grid)))


@pytest.fixture
def admin(office: Office) -> Person:
    return office.officer("snv", Role.ADMIN, name="Giang")


def send(person: Person, document: Document, name: str = "ke-hoach.docx") -> None:
    person.says("/kehoach")
    person.taps("📥 Nhập kế hoạch")
    person.sends(name, word_of(document))


def stored(office: Office, number: str = "77/KH-UBND") -> dict[str, list[str]]:
    """The tasks of a plan in the registry, each with the words of its leads."""
    with office.store.read() as session:
        rows = session.exec(select(Task).join(Plan).where(Plan.number == number)).all()
        return {row.code: list(row.lead_words) for row in rows if not row.withdrawn}


def test_a_plan_without_questions_is_written_by_two_taps(office: Office, admin: Person) -> None:
    send(admin, plan(ROWS[0]))
    assert "KH 77/KH-UBND, ngày 10/01/2024, kế hoạch năm 2024" in admin.screen.text
    assert "1 nhiệm vụ, đều mới." in admin.screen.text
    assert stored(office) == {}
    admin.taps("Ghi vào sổ")
    assert "Đã ghi kế hoạch 77/KH-UBND vào sổ" in admin.screen.text
    assert stored(office) == {"1": ["Sở Nội vụ"]}
    with office.store.read() as session:
        (waiting,) = session.exec(select(WaitingPlan)).all()
        assert (waiting.state, waiting.document) == (DraftState.APPLIED, "")
        (applied,) = session.exec(select(AuditEntry).where(AuditEntry.action == "plan.apply")).all()[-1:]
        assert applied.actor == f"officer:{waiting.officer_id}"


def test_a_plan_that_comes_unasked_is_one_of_the_answers(office: Office, admin: Person) -> None:
    admin.sends("ke-hoach.docx", word_of(plan(ROWS[0])))
    assert "Tệp này là của việc nào?" in admin.screen.text
    admin.taps("📥 Nhập kế hoạch")
    assert "1 nhiệm vụ, đều mới." in admin.screen.text
    with office.store.read() as session:
        assert session.exec(select(AuditEntry).where(AuditEntry.action == "plan.draft")).one()
    admin.taps("Ghi vào sổ")
    assert stored(office) == {"1": ["Sở Nội vụ"]}


def test_one_that_is_none_after_all_is_waited_for_anew(office: Office, admin: Person) -> None:
    admin.sends("bao-cao.docx", word_of(Document((Paragraph("Báo cáo", 1),))))
    admin.taps("📥 Nhập kế hoạch")
    assert "gửi lại tệp vào đây" in admin.screen.text
    admin.sends("ke-hoach.docx", word_of(plan(ROWS[0])))
    assert "1 nhiệm vụ, đều mới." in admin.screen.text


def test_a_file_that_only_a_plan_comes_in_leads_there(office: Office, admin: Person) -> None:
    said = admin.sends("ke-hoach.md", markdown_of(plan(ROWS[0])))
    assert "không đính kèm được vào nhiệm vụ" in said.text
    admin.taps("📥 Nhập kế hoạch")
    admin.sends("ke-hoach.md", markdown_of(plan(ROWS[0])))
    assert "1 nhiệm vụ, đều mới." in admin.screen.text


def test_others_than_administrators_are_not_offered_a_plan(office: Office) -> None:
    officer = office.officer("snv")
    officer.sends("ke-hoach.docx", word_of(plan(ROWS[0])))
    assert "📥 Nhập kế hoạch" not in [button.text for button in officer.buttons()]
    assert "Tôi không nhận loại tệp này" in officer.sends("ke-hoach.md", b"x").text


def test_each_name_is_asked_once_and_remembered(office: Office, admin: Person) -> None:
    send(admin, plan(WITHOUT_LEAD, *ROWS[1:]))
    assert "2 câu hỏi" in admin.screen.text
    assert "Ghi vào sổ" not in [button.text for button in admin.buttons()]
    admin.taps("Trả lời câu hỏi (2)")
    assert "không ghi cơ quan chủ trì" in admin.screen.text
    admin.taps("Không cơ quan nào ở đây")
    assert "“Liên hiệp các hội” là cơ quan nào?" in admin.screen.text
    assert "• 2 Vận động" in admin.screen.text
    admin.taps("Cơ quan khác")
    admin.says("Sở Không Có")
    assert "Không có cơ quan nào tên như vậy" in admin.screen.text
    admin.says("Sở Tư pháp")
    admin.taps("Ghi vào sổ")
    assert set(stored(office)) == {"1", "2", "3"}
    assert {duty.code for duty in office.duties("stp")} >= {"2", "3"}
    with office.store.read() as session:
        alias = session.exec(select(AgencyAlias).where(AgencyAlias.alias == "Liên hiệp các hội")).one()
        assert session.get_one(Agency, alias.agency_id).code == "stp"
    send(admin, plan(ROWS[1], number="Số: 78/KH-UBND"))
    assert "câu hỏi" not in admin.screen.text


def test_a_name_may_be_typed_without_a_tap(office: Office, admin: Person) -> None:
    send(admin, plan(WITHOUT_LEAD, *ROWS[1:]))
    admin.taps("Trả lời câu hỏi (2)")
    admin.says("Sở Không Có")
    assert "Không có cơ quan nào tên như vậy" in admin.screen.text
    admin.says("Sở Nội vụ")
    assert "“Liên hiệp các hội” là cơ quan nào?" in admin.screen.text
    admin.says("Sở Tư pháp")
    admin.taps("Ghi vào sổ")
    assert {duty.code for duty in office.duties("stp")} >= {"2", "3"}


def test_a_new_agency_is_made_and_an_answer_can_be_taken_back(office: Office, admin: Person) -> None:
    send(admin, plan(ROWS[0], ROWS[1]))
    admin.taps("Trả lời câu hỏi (1)")
    admin.taps("Không cơ quan nào ở đây")
    assert "câu hỏi" not in admin.screen.text
    admin.taps("Trả lời lại")
    admin.taps("Là cơ quan mới")
    admin.taps("Ghi vào sổ")
    with office.store.read() as session:
        assert (
            session.exec(select(Agency.code).where(Agency.name == "Liên hiệp các hội")).one() == "lien-hiep-cac-hoi"
        )
    assert [duty.code for duty in office.duties("lien-hiep-cac-hoi")] == ["2"]


def test_of_two_administrators_the_second_is_told(office: Office, admin: Person) -> None:
    other = office.officer("snv", Role.ADMIN, name="Hà")
    send(admin, plan(ROWS[0]))
    other.says("/kehoach")
    other.taps("📥 Nhập kế hoạch")
    other.taps("Bản nháp: Chuyển đổi số tỉnh Thái Bình năm 2024")
    admin.taps("Ghi vào sổ")
    other.taps("Ghi vào sổ")
    assert "Giang đã ghi bản nháp “ke-hoach.docx” vào sổ" in other.screen.text
    assert stored(office) == {"1": ["Sở Nội vụ"]}


def test_what_changed_since_it_was_shown_is_shown_again(office: Office, admin: Person) -> None:
    other = office.officer("snv", Role.ADMIN, name="Hà")
    send(admin, plan(ROWS[0]))
    send(other, plan(ROWS[0], OTHER))
    other.taps("Ghi vào sổ")
    admin.taps("Ghi vào sổ")
    assert "đã thay đổi sau khi anh/chị xem" in admin.screen.text
    assert len(stored(office)) == 2


def test_an_amended_plan_tells_what_it_changes(office: Office, admin: Person) -> None:
    send(admin, plan(ROWS[0], OTHER))
    admin.taps("Ghi vào sổ")
    send(admin, plan((*ROWS[0][:5], "Quý II/2024"), ("2", "Việc mới", *ROWS[0][2:])))
    assert "2 nhiệm vụ: thêm 1, sửa 1, rút 1." in admin.screen.text
    assert "Thêm: 2" in admin.screen.text
    assert "Sửa: 1" in admin.screen.text
    assert "Rút: 1b" in admin.screen.text


def test_number_and_day_are_asked_for_where_the_file_has_none(office: Office, admin: Person) -> None:
    send(admin, plan(ROWS[0], number=""))
    assert "KH chưa có số, ngày chưa có ngày" in admin.screen.text
    admin.taps("Nêu số và ngày")
    admin.says("79/KH-UBND")
    admin.says("10/01/2024")
    assert "KH 79/KH-UBND, ngày 10/01/2024" in admin.screen.text
    admin.taps("Ghi vào sổ")
    assert stored(office, "79/KH-UBND") == {"1": ["Sở Nội vụ"]}


def test_remarks_are_grouped_and_shown_with_the_words_of_the_plan(admin: Person) -> None:
    rows = [(str(number), f"Việc {number}", "", "Sở Nội vụ", "Hội X", "Quý I/2024") for number in range(1, 8)]
    rows[2] = (*rows[2][:5], "Khoảng đầu năm")
    send(admin, plan(*rows))
    assert "Cần xem lại: 15 chỗ, 3 loại" in admin.screen.text
    assert admin.screen.text.index("• Thời gian “Khoảng") < admin.screen.text.index("• 7 chỗ, như: Ô “Kết quả")
    admin.taps("Xem từng chỗ")
    assert "(1/2)" in admin.screen.text
    assert "• 3 Việc 3: Thời gian “Khoảng đầu năm” đọc chưa chắc chắn." in admin.screen.text
    admin.taps("‹ Bản nháp")
    admin.taps("Bỏ bản nháp")
    assert "Đã bỏ bản nháp" in admin.screen.text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.rtf", b"not", "Nội dung tệp không phải .rtf như tên gọi"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "lưu lại thành .docx"),
        ("a.xlsx", excel_of(Document((Table((TableRow((Cell("a"), Cell("b")), 1),)),))), "Không thấy bảng nhiệm vụ"),
        ("a.txt", "KẾ HOẠCH\nMẬT\nnăm 2024".encode(), "bí mật"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_and_another_waited_for(
    office: Office, admin: Person, name: str, content: bytes, said: str
) -> None:
    admin.says("/kehoach")
    admin.taps("📥 Nhập kế hoạch")
    admin.sends(name, content)
    assert said in admin.screen.text
    with office.store.read() as session:
        assert session.exec(select(WaitingPlan)).all() == []


def test_only_an_administrator_is_offered_to_import_a_file(office: Office, admin: Person) -> None:
    for person, is_offered in ((office.officer("snv"), False), (admin, True)):
        person.sends("ke-hoach.docx", word_of(plan(ROWS[0])))
        assert ("📥 Nhập kế hoạch" in [button.text for button in person.buttons()]) is is_offered


def test_words_are_no_file(admin: Person) -> None:
    admin.says("/kehoach")
    admin.taps("📥 Nhập kế hoạch")
    admin.says("đây ạ")
    assert "Anh/chị gửi tệp kế hoạch" in admin.screen.text
    admin.sends("a.md", b"# x")
    assert "Không thấy bảng nhiệm vụ" in admin.screen.text or "năm của kế hoạch" in admin.screen.text
    admin.sends("a.docx", word_of(plan(ROWS[0])))
    assert "Bản nháp" in admin.screen.text


def test_a_plan_of_a_thousand_rows_is_written_and_told_of_in_short_messages(office: Office, admin: Person) -> None:
    rows = (("1", f"Việc {number}", "", "Liên hiệp các hội", "", "Quý I/2024") for number in range(1, 1001))
    send(admin, plan(*rows))
    assert "1000 nhiệm vụ, đều mới." in admin.screen.text
    assert len(admin.screen.text) < LETTERS
    admin.taps("Trả lời câu hỏi (1)")
    assert len(admin.screen.text) < LETTERS
    admin.taps("Cơ quan khác")
    admin.says("Sở Tư pháp")
    admin.taps("Ghi vào sổ")
    assert len(stored(office)) == 1000
    assert sum(duty.plan_number == "77/KH-UBND" for duty in office.duties("stp")) == 1000


def test_what_hangs_on_an_event_stands_first_among_what_is_looked_at_and_a_signature_not_at_all(
    office: Office, admin: Person
) -> None:
    events = ("Khi có phát sinh", "Sau 15 ngày kể từ ngày nhận đủ báo cáo của các xã, phường")
    rows = [(str(at), f"Việc {at}", *ROWS[0][2:5], words) for at, words in enumerate(events, 1)]
    send(admin, plan(*rows, ("TM. ỦY BAN NHÂN DÂN", *("",) * 5)))
    lines = admin.screen.body.splitlines()
    first = next(at for at, line in enumerate(lines) if "Cần xem lại" in line)
    assert lines[first + 1] == "• Hạn tính từ một sự kiện; nhập ngày khi sự kiện đã xảy ra. (2)"
    assert lines[first + 2].startswith("• Hạn theo văn bản hoặc sự kiện khác;")
    assert "ỦY BAN NHÂN DÂN" not in "\n".join(lines[first:])
    admin.taps("Ghi vào sổ")
    with office.store.read() as session:
        duties = session.exec(select(Duty.id).order_by(col(Duty.id))).all()[-2:]
    for duty_id, words in zip(duties, events, strict=True):
        assert f"Hạn: chưa có ngày; kế hoạch ghi “{words}”" in admin.presses(f"card:{duty_id}").body
