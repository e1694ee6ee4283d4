"""Marking a duty: done with a proof, on the way, confirmed, sent back, undone."""

import pytest

from data.models import Plan
from tests.files import PDF
from tests.handlers.chat import Office, Person

DOCUMENT = "12/KH-UBND 26/02/2024"


def reports(officer: Person, code: str = "II.3", document: str = DOCUMENT) -> None:
    """The whole way from the list to a report."""
    officer.says(f"/capnhat {code}")
    officer.taps("✅ Đã xong")
    officer.says(document)


def test_done_asks_for_a_document_notes_it_and_says_what_happens_next(office: Office, officer: Person) -> None:
    officer.says("/capnhat II.3")
    asked = officer.taps("✅ Đã xong")
    assert asked.heading.startswith("✅ II.3 · ")
    assert "Gõ số, ký hiệu và ngày của văn bản đã ban hành" in asked.body
    noted = officer.says(DOCUMENT)
    assert noted.body.splitlines() == [
        "✅ Đã ghi II.3 là xong. Văn bản: 12/KH-UBND ngày 26/02/2024. ⏳ Chờ cơ quan theo dõi kế hoạch xác nhận.",
        "Chạm nhầm? Hoàn tác được trong 15 phút.",
    ]
    card = officer.taps("Xem II.3").body
    assert "Tình trạng: đã báo hoàn thành, chờ xác nhận · Cán bộ A cập nhật 26/02 08:00" in card
    assert "Văn bản: 12/KH-UBND ngày 26/02/2024" in card
    assert office.duty("II.3").completed_on == office.clock.today()


def test_a_duty_without_a_document_keeps_the_reason(officer: Person) -> None:
    officer.says("/capnhat II.3")
    officer.taps("✅ Đã xong")
    officer.records("không có, đã báo cáo tại cuộc họp")
    assert "Không có văn bản: đã báo cáo tại cuộc họp" in officer.screen.body
    assert "Không có văn bản: đã báo cáo tại cuộc họp" in officer.taps("Xem II.3").body


def test_an_unreadable_answer_leaves_the_question_open(office: Office, officer: Person) -> None:
    officer.says("/capnhat II.3")
    officer.taps("✅ Đã xong")
    assert officer.says("12/KH-UBND 31/02/2024").body.startswith("Ngày này không có trong lịch.")
    assert office.changes(office.duty("II.3")) == []
    assert officer.says(DOCUMENT).body.startswith("✅ Đã ghi II.3 là xong.")


@pytest.mark.parametrize(
    ("answer", "percent"),
    [
        ("60", 60),
        ("60%", 60),
        (" 99 % ", 99),
        ("0", 0),
        ("60 phần trăm", 60),
        ("khoảng 60%", 60),
        ("Đã được 60 %", 60),
    ],
)
def test_progress_is_typed_as_a_number(office: Office, officer: Person, answer: str, percent: int) -> None:
    officer.says("/capnhat II.3")
    officer.taps("✏️ Tiến độ")
    assert officer.says(answer).body.startswith(f"✅ Đã ghi II.3: {percent}%.")
    assert office.duty("II.3").percent == percent


def test_progress_is_tapped_and_stands_on_the_card(officer: Person) -> None:
    officer.says("/capnhat II.3")
    officer.taps("✏️ Tiến độ")
    officer.taps("75%")
    assert "Tình trạng: đang làm 75% · Cán bộ A cập nhật 26/02 08:00" in officer.taps("Xem II.3").body


def test_work_begins_with_a_tap(office: Office, officer: Person) -> None:
    officer.says("/capnhat II.3")
    officer.taps("✏️ Tiến độ")
    officer.taps("▶️ Bắt đầu làm")
    assert "Tình trạng: đang làm 0%" in officer.taps("Xem II.3").body
    officer.taps("✏️ Tiến độ")
    assert "▶️ Bắt đầu làm" not in [button.text for button in officer.buttons()]


def test_a_percentage_carries_a_note_into_the_history(officer: Person) -> None:
    officer.says("/capnhat II.3")
    officer.taps("✏️ Tiến độ")
    assert officer.says(f"60% {'x' * 501}").body.startswith("Ghi chú dài quá 500 ký tự")
    officer.says("60% – Đã lấy ý kiến các sở")
    officer.taps("Xem II.3")
    assert officer.taps("📜 Lịch sử").body.splitlines() == [
        "26/02 08:00 · Cán bộ A: tiến độ 60%",
        "  Đã lấy ý kiến các sở",
    ]


def test_a_hundred_percent_asks_for_the_document(office: Office, officer: Person) -> None:
    officer.says("/capnhat II.3")
    officer.taps("✏️ Tiến độ")
    assert "Gõ số, ký hiệu và ngày của văn bản đã ban hành" in officer.says("100%").body
    assert office.changes(office.duty("II.3")) == []
    assert officer.says(DOCUMENT).body.startswith("✅ Đã ghi II.3 là xong.")


def test_what_is_said_with_a_hundred_percent_is_not_lost(office: Office, officer: Person) -> None:
    officer.says("/capnhat II.3")
    officer.taps("✏️ Tiến độ")
    assert "Gõ số, ký hiệu" in officer.says("100% đã trình Chủ tịch ký").body
    officer.says(DOCUMENT)
    assert office.changes(office.duty("II.3")) == ["noted", "reported"]
    assert "đã trình Chủ tịch ký" in officer.presses(f"history:{office.duty('II.3').id}").body


def test_a_note_is_written_down_and_changes_nothing_else(office: Office, officer: Person) -> None:
    officer.says("/capnhat II.3")
    officer.taps("✏️ Tiến độ")
    officer.taps("50%")
    officer.taps("Xem II.3")
    officer.taps("✏️ Tiến độ")
    officer.taps("📝 Chỉ ghi chú")
    assert officer.says("...").body.startswith("Anh/chị gõ ghi chú bằng chữ")
    assert officer.says("Chờ ý kiến Sở Tài chính").body.startswith("✅ Đã ghi chú vào II.3.")
    assert (office.duty("II.3").percent, office.changes(office.duty("II.3"))) == (50, ["progress", "noted"])
    officer.taps("Xem II.3")
    assert "  Chờ ý kiến Sở Tài chính" in officer.taps("📜 Lịch sử").body


def test_a_note_or_a_file_in_between_makes_no_button_and_no_answer_stale(office: Office, officer: Person) -> None:
    colleague = office.officer("stp", name="Cán bộ B")
    officer.says("/nhiemvu II.3")
    colleague.sends("KH 12.pdf", PDF, "II.3 bản ký")
    officer.taps("✅ Đã xong")
    colleague.presses(f"note:{office.duty('II.3').id}")
    colleague.says("Đã ký")
    assert officer.says(DOCUMENT).body.startswith("✅ Đã ghi II.3 là xong.")
    assert office.changes(office.duty("II.3")) == ["attached", "noted", "reported"]


def test_what_is_no_percentage_is_refused(office: Office, officer: Person) -> None:
    officer.says("/capnhat II.3")
    officer.taps("✏️ Tiến độ")
    for answer in ("150", "gần xong", "-1", "6O", "50.5", "50,5%", "٣", "%", "60 90", "60 ngày nữa", "9" * 1900):
        assert officer.says(answer).body == (
            "Cần một số nguyên từ 0 đến 100, ví dụ: 60, hoặc kèm ghi chú: 60% đã lấy ý kiến các sở."
        ), answer
    assert office.changes(office.duty("II.3")) == []
    assert officer.says("60").body.startswith("✅ Đã ghi II.3: 60%.")


def test_a_report_is_confirmed_by_the_supervisor(office: Office, officer: Person, supervisor: Person) -> None:
    reports(officer)
    supervisor.presses(f"card:{office.duty('II.3').id}")
    assert "Cơ quan thực hiện: Sở Tư pháp" in supervisor.screen.body
    assert supervisor.taps("✅ Xác nhận").body.startswith("✅ Đã xác nhận II.3 của Sở Tư pháp.")
    assert "Tình trạng: đã hoàn thành · Giám sát cập nhật" in officer.says("/nhiemvu II.3").body


def test_a_report_is_sent_back_with_a_reason_and_is_owed_again(
    office: Office, officer: Person, supervisor: Person
) -> None:
    reports(officer)
    supervisor.presses(f"card:{office.duty('II.3').id}")
    supervisor.taps("↩️ Trả lại")
    assert supervisor.says("?!").body.startswith("Anh/chị gõ lý do bằng chữ")
    assert supervisor.says("x" * 501).body.startswith("Lý do dài quá 500 ký tự")
    assert supervisor.records("Thiếu phụ lục số liệu").body.startswith("↩️ Đã trả lại II.3 cho Sở Tư pháp.")
    card = officer.says("/nhiemvu II.3").body
    assert "Tình trạng: bị trả lại, cần làm tiếp" in card
    assert "Lý do trả lại: Thiếu phụ lục số liệu" in card
    reports(officer)
    assert office.changes(office.duty("II.3")) == ["reported", "returned", "reported"]


def test_a_duty_that_is_sent_back_is_as_far_as_before_its_report_and_names_the_refused_document(
    office: Office, officer: Person, supervisor: Person
) -> None:
    officer.says("/nhiemvu II.3")
    officer.taps("✏️ Tiến độ")
    officer.taps("75%")
    for number in (12, 13):
        reports(officer, document=f"{number}/KH-UBND 26/02/2024")
        officer.presses(f"note:{office.duty('II.3').id}")
        officer.says("Đã gửi bản giấy")
        duty = office.duty("II.3")
        supervisor.presses(f"return:{duty.id}:{duty.version}")
        supervisor.records("Thiếu phụ lục")
        assert office.duty("II.3").percent == 75
        card = officer.says("/nhiemvu II.3").body
        assert "Tình trạng: bị trả lại, cần làm tiếp (đã làm 75%) · Giám sát cập nhật 26/02 08:00" in card
        assert f"Lý do trả lại: Thiếu phụ lục\nBị trả lại · Văn bản: {number}/KH-UBND ngày 26/02/2024" in card
    assert "▶️ Bắt đầu làm" not in [button.text for row in officer.taps("✏️ Tiến độ").buttons for button in row]


def test_nobody_confirms_what_they_reported(office: Office, supervisor: Person) -> None:
    reports(supervisor, "TC.3")
    confirm = f"confirm:{office.duty('TC.3', 'snv').id}:1"
    assert supervisor.presses(confirm).body.startswith("Anh/chị không tự xác nhận việc do chính mình báo.")
    assert office.changes(office.duty("TC.3", "snv")) == ["reported"]


def test_a_supervisor_who_took_a_confirmation_back_may_confirm_again(
    office: Office, officer: Person, supervisor: Person
) -> None:
    reports(officer)
    supervisor.presses(f"card:{office.duty('II.3').id}")
    supervisor.taps("✅ Xác nhận")
    supervisor.taps("Hoàn tác")
    supervisor.presses(f"card:{office.duty('II.3').id}")
    assert supervisor.taps("✅ Xác nhận").body.startswith("✅ Đã xác nhận II.3")


def test_a_plan_without_confirmation_is_done_when_it_is_reported(office: Office, officer: Person) -> None:
    with office.store.write() as session:
        session.get_one(Plan, 1).confirmation = False
    reports(officer)
    assert "Chờ" not in officer.screen.body
    assert "Tình trạng: đã hoàn thành" in officer.taps("Xem II.3").body


def test_a_stale_button_says_who_was_first_and_what_it_is_now(office: Office, officer: Person) -> None:
    colleague = office.officer("stp", name="Cán bộ B")
    officer.says("/nhiemvu II.3")
    office.later(minutes=5)
    reports(colleague)
    said = (
        "II.3 đã được Cán bộ B cập nhật lúc 26/02 08:05, bây giờ: đã báo hoàn thành, chờ xác nhận. "
        "Không ghi thêm lần nữa."
    )
    assert officer.taps("✅ Đã xong").body == said
    assert officer.presses(f"progress:{office.duty('II.3').id}:0").body == said
    assert [button.text for button in officer.buttons()] == ["Xem II.3", "📋 Nhiệm vụ"]
    assert officer.taps("📋 Nhiệm vụ").heading.startswith("📋 Sở Tư pháp")


def test_a_button_of_ones_own_older_card_says_that_one_was_first_oneself(office: Office, officer: Person) -> None:
    older = f"done:{office.duty('II.3').id}:0"
    officer.presses(f"percent:{office.duty('II.3').id}:0:50")
    assert officer.presses(older).body == (
        "Anh/chị đã cập nhật II.3 lúc 26/02 08:00, bây giờ: đang làm. Không ghi thêm lần nữa."
    )
    assert "Tình trạng: đang làm 50%" in officer.taps("Xem II.3").body


def test_an_answer_that_comes_after_a_colleagues_closes_the_question(office: Office, officer: Person) -> None:
    colleague = office.officer("stp", name="Cán bộ B")
    officer.says("/capnhat II.3")
    officer.taps("✅ Đã xong")
    reports(colleague)
    assert officer.says(DOCUMENT).body.startswith("II.3 đã được Cán bộ B cập nhật")
    assert officer.says("/huy").body.startswith("Không có câu hỏi nào đang chờ")
    assert office.changes(office.duty("II.3")) == ["reported"]
