"""Files as proof: taken in, listed, handed back."""

from datetime import timedelta

import pytest

from data.registry.duties import proofs
from data.registry.plans import plan_closing, plans
from tests.files import JPEG, PDF
from tests.handlers.chat import Office, Person

DOCUMENT = "12/KH-UBND 26/02/2024"


def opens_files(person: Person, code: str = "II.3") -> None:
    person.says(f"/nhiemvu {code}")
    person.taps("📎 Văn bản")


def attached(office: Office, code: str = "II.3") -> list[str]:
    """The names of a duty's files, the first one first."""
    with office.store.read() as session:
        return [proof.name for proof in reversed(proofs.list_current(session, office.duty(code).id))]


def test_the_list_of_files_invites_to_send_one_and_shows_it(office: Office, officer: Person) -> None:
    opens_files(officer)
    assert officer.screen.body.splitlines() == [
        "Chưa có tệp nào.",
        "",
        "Gửi tệp hoặc ảnh vào đây để đính kèm; chú thích thì gõ cùng lúc gửi.",
        "Nhận PDF, Word (.docx), Excel (.xlsx), OpenDocument (ODT, ODS), ảnh (JPG, PNG, HEIC, TIFF); mỗi tệp không "
        "quá 20 MB.",
    ]
    assert officer.sends("KH 12.pdf", PDF, "bản đã ký").body.splitlines() == [
        "📎 Đã lưu vào II.3: KH 12.pdf (1 KB).",
        "Còn tệp nữa thì gửi tiếp.",
    ]
    officer.sends("phu luc.jpg", JPEG)
    assert office.changes(office.duty("II.3")) == ["attached", "attached"]
    officer.taps("‹ Xem II.3")
    listed = officer.taps("📎 Văn bản (2)")
    assert listed.body.splitlines()[:2] == [
        "1. phu luc.jpg (1 KB) · Cán bộ A, 26/02 08:00",
        "2. KH 12.pdf (1 KB) · Cán bộ A, 26/02 08:00",
    ]
    [file] = officer.taps("2. KH 12.pdf").files
    assert (file.name, file.media_type, file.content) == ("KH 12.pdf", "application/octet-stream", PDF)


def test_a_file_past_its_term_is_named_but_not_handed_out(office: Office, officer: Person) -> None:
    opens_files(officer)
    officer.sends("KH 12.pdf", PDF)
    officer.taps("‹ Xem II.3")
    officer.taps("📎 Văn bản (1)")
    [before] = [button.value for button in officer.buttons() if button.text == "1. KH 12.pdf"]
    with office.store.write() as session:
        [plan] = plans.list_plans(session)
        plan_closing.close(session, plan.id, now=office.clock.now(), actor="test")
        proofs.expire_files(session, office.clock.now() + timedelta(seconds=1), office.clock.now())
    assert officer.presses(before).body == (
        "📎 II.3 (KH 175) · KH 12.pdf: đã hết thời hạn lưu, nội dung tệp không còn trong sổ. "
        "Tệp do Cán bộ A gửi 26/02 08:00."
    )


def test_words_where_a_file_is_asked_for_are_told_so(office: Office, officer: Person) -> None:
    opens_files(officer)
    assert officer.says("bản kế hoạch đã ký").body == (
        "Chưa thấy tệp nào. Anh/chị gửi tệp hoặc ảnh vào đây; chú thích, nếu có, gõ cùng lúc gửi tệp."
    )
    assert office.changes(office.duty("II.3")) == []
    assert "Đã lưu vào II.3" in officer.sends("KH 12.pdf", PDF).body


def test_a_scan_with_number_and_date_in_its_caption_reports_the_duty_in_one_entry(
    office: Office, officer: Person
) -> None:
    officer.says("/nhiemvu II.3")
    officer.taps("✅ Đã xong")
    said = officer.sends("KH 12.pdf", PDF, DOCUMENT).body
    assert said.startswith("✅ Đã ghi II.3 là xong. Văn bản: 12/KH-UBND ngày 26/02/2024; kèm 1 tệp.")
    assert office.changes(office.duty("II.3")) == ["reported"]
    assert attached(office) == ["KH 12.pdf"]


@pytest.mark.parametrize(
    ("caption", "why"),
    [("", ""), ("bản ký đây anh", "Chưa thấy ngày của văn bản."), ("12/KH 01/03/2024", "Ngày văn bản sau")],
)
def test_a_scan_without_them_is_kept_and_they_are_asked_for(
    office: Office, officer: Person, caption: str, why: str
) -> None:
    officer.says("/nhiemvu II.3")
    officer.taps("✅ Đã xong")
    said = officer.sends("KH 12.pdf", PDF, caption).body
    assert said.startswith(f"📎 Đã lưu vào II.3: KH 12.pdf (1 KB).\n{why}")
    assert "Gõ số, ký hiệu và ngày của văn bản đã ban hành" in said
    assert officer.says(DOCUMENT).body.startswith("✅ Đã ghi II.3 là xong.")
    assert office.changes(office.duty("II.3")) == ["attached", "reported"]


def test_the_pictures_of_an_album_go_where_the_first_one_went(office: Office, officer: Person) -> None:
    officer.says("/nhiemvu II.3")
    officer.taps("✅ Đã xong")
    officer.sends("1.jpg", JPEG + b"1", DOCUMENT, album="7")
    officer.sends("2.jpg", JPEG + b"2", album="7")
    officer.sends("3.jpg", JPEG + b"3", album="7")
    assert attached(office) == ["1.jpg", "2.jpg", "3.jpg"]
    assert "Tệp này là của việc nào?" in officer.sends("4.jpg", JPEG + b"4", album="8").body
    assert attached(office) == ["1.jpg", "2.jpg", "3.jpg"]


def test_a_file_alone_does_not_follow_the_one_before(office: Office, officer: Person) -> None:
    officer.sends("1.pdf", PDF + b"1", "II.3 bản ký")
    assert "Tệp này là của việc nào?" in officer.sends("2.pdf", PDF + b"2").body
    assert next(officer.buttons()).text.startswith("II.3 ")
    assert attached(office) == ["1.pdf"]


@pytest.mark.parametrize("opened", [False, True])
def test_a_caption_with_the_code_of_no_duty_is_told_so_and_asked_about(
    office: Office, officer: Person, opened: bool
) -> None:
    if opened:
        opens_files(officer)
    said = officer.sends("1.pdf", PDF, "ZZ.9 của việc khác, không phải II.3").body
    assert "Không thấy mã ZZ.9 trong nhiệm vụ của cơ quan anh/chị. Tệp này là của việc nào?" in said
    assert attached(office) == []


def test_a_caption_with_the_code_of_another_duty_is_not_kept_for_the_one_that_is_open(
    office: Office, officer: Person
) -> None:
    opens_files(officer)
    assert officer.sends("1.pdf", PDF, "II.2 bản ký").body.startswith("✅ Đã lưu 1 tệp vào II.2.")
    assert attached(office) == []
    assert attached(office, "II.2") == ["1.pdf"]


def test_what_is_typed_after_a_file_is_no_answer_to_it(officer: Person) -> None:
    officer.sends("1.jpg", JPEG, "II.3 bản ký")
    assert officer.says("/toi").body
    assert "II.3" in officer.says("tuần này phải nộp gì").text


def test_a_file_that_nobody_asked_for_is_asked_about(office: Office, officer: Person) -> None:
    asked = officer.sends("KH 12.pdf", PDF)
    assert asked.body.splitlines() == [
        "📎 Đã nhận: KH 12.pdf (1 KB).",
        "Tệp này là của việc nào? Chạm một việc, hoặc gõ mã, ví dụ: II.3.",
    ]
    assert [button.text.split()[0] for button in officer.buttons()][:2] == ["II.1", "II.2"]
    assert officer.sends("phu luc.jpg", JPEG).body.startswith("📎 Đã nhận: KH 12.pdf (1 KB), phu luc.jpg (1 KB).")
    officer.presses(f"attach:{office.duty('II.3').id}")
    assert officer.screen.body.startswith("✅ Đã lưu 2 tệp vào II.3.")
    assert attached(office) == ["KH 12.pdf", "phu luc.jpg"]
    assert office.changes(office.duty("II.3")) == ["attached"]


def test_the_duty_marked_last_is_offered_first(office: Office, officer: Person) -> None:
    latest = office.duties()[-1]
    officer.presses(f"percent:{latest.id}:0:50")
    officer.sends("KH 12.pdf", PDF)
    assert next(officer.buttons()).value == f"attach:{latest.id}"


@pytest.mark.parametrize("typed", ["II.3", "ii.3", "của II.3 nhé"])
def test_the_duty_can_be_typed(office: Office, officer: Person, typed: str) -> None:
    officer.sends("KH 12.pdf", PDF, "bản ký")
    assert officer.says("xin chào").body.startswith("Chưa thấy mã nhiệm vụ nào")
    assert officer.says(typed).body.startswith("✅ Đã lưu 1 tệp vào II.3.")


def test_a_caption_with_a_code_says_whose_it_is(office: Office, officer: Person) -> None:
    officer.sends("KH 12.pdf", PDF, "II.3 bản ký")
    assert attached(office) == ["KH 12.pdf"]


def test_a_file_that_names_its_duty_leaves_the_one_before_it_waiting(office: Office, officer: Person) -> None:
    officer.sends("1.pdf", PDF + b"1")
    said = officer.sends("2.pdf", PDF + b"2", "II.3 bản ký").body
    assert said.startswith("✅ Đã lưu 1 tệp vào II.3.")
    assert "📎 Đã nhận: 1.pdf (1 KB).\nTệp này là của việc nào?" in said
    officer.says("II.2")
    assert (attached(office, "II.2"), attached(office)) == (["1.pdf"], ["2.pdf"])


def test_a_code_with_several_dates_is_asked_about(office: Office, officer: Person) -> None:
    officer.sends("bao cao.pdf", PDF, "TC.2")
    assert [button.text.split()[0] for button in officer.buttons()] == ["TC.2"] * 4 + ["Thôi,"]


def test_a_file_can_be_left_alone(office: Office, officer: Person) -> None:
    officer.sends("KH 12.pdf", PDF)
    old = next(officer.buttons()).value
    officer.taps("Thôi, không lưu")
    assert officer.presses(old).body.startswith("Nút này không còn dùng được.")
    assert [office.changes(duty) for duty in office.duties() if office.changes(duty)] == []


def test_a_duty_tapped_for_files_of_long_ago_gets_none_of_them(office: Office, officer: Person) -> None:
    officer.sends("KH 12.pdf", PDF)
    office.later(hours=13)
    officer.presses(f"attach:{office.duty('II.3').id}")
    assert officer.screen.body == (
        "Tệp gửi lúc trước không còn được giữ, chưa có gì được ghi. Anh/chị gửi lại tệp giúp."
    )
    assert attached(office) == []


def test_files_that_the_folder_has_lost_are_asked_for_again(office: Office, officer: Person) -> None:
    officer.sends("KH 12.pdf", PDF + b"lost")
    for path in office.files.folder.glob("??/*"):
        path.unlink()
    assert "Anh/chị gửi lại tệp giúp." in officer.presses(f"attach:{office.duty('II.3').id}").body
    assert office.changes(office.duty("II.3")) == []


def test_the_same_content_twice_is_kept_once(office: Office, officer: Person) -> None:
    officer.sends("KH 12.pdf", PDF, "II.3 bản ký")
    again = officer.sends("ban sao.pdf", PDF, "II.3 bản sao")
    assert again.body == "Tệp này đã có trong II.3, không lưu thêm."
    assert attached(office) == ["KH 12.pdf"]
    assert office.changes(office.duty("II.3")) == ["attached"]


def test_an_undone_file_counts_no_more_and_history_says_so(office: Office, officer: Person) -> None:
    officer.sends("KH 12.pdf", PDF, "II.3 bản nháp")
    assert officer.taps("Hoàn tác").body.startswith("↩️ Đã hoàn tác.")
    assert attached(office) == []
    officer.taps("Xem II.3")
    assert officer.taps("📜 Lịch sử").body.splitlines() == [
        "26/02 08:00 · Cán bộ A: hoàn tác lần cập nhật trước",
        "26/02 08:00 · Cán bộ A: gửi tệp (đã hoàn tác)",
        "  II.3 bản nháp",
        "  📎 KH 12.pdf",
    ]


def test_a_report_can_be_undone_after_the_file_that_followed_it(office: Office, officer: Person) -> None:
    officer.says("/nhiemvu II.3")
    officer.taps("✅ Đã xong")
    officer.sends("1.jpg", JPEG + b"1", DOCUMENT, album="7")
    officer.sends("2.jpg", JPEG + b"2", album="7")
    officer.taps("Hoàn tác")
    assert attached(office) == ["1.jpg"]
    assert officer.taps("↩️ Bỏ cả lần trước (báo hoàn thành)").body == "↩️ Đã hoàn tác. II.3 bây giờ: chưa bắt đầu."
    assert attached(office) == []
    assert office.changes(office.duty("II.3")) == ["reported", "attached", "undone", "undone"]


def test_a_supervisor_gets_the_file_and_is_not_asked_for_one(
    office: Office, officer: Person, supervisor: Person
) -> None:
    officer.sends("KH 12.pdf", PDF, "II.3 bản ký")
    supervisor.presses(f"files:{office.duty('II.3').id}:0")
    assert "Gửi tệp" not in supervisor.screen.body
    [file] = supervisor.taps("1. KH 12.pdf").files
    assert file.content == PDF


def test_a_file_keeps_the_question_about_the_percentage_open(office: Office, officer: Person) -> None:
    officer.says("/nhiemvu II.3")
    officer.taps("✏️ Tiến độ")
    assert officer.sends("a.pdf", PDF).body.endswith("Còn chờ số phần trăm đã làm, ví dụ: 60.")
    assert officer.says("60").body.startswith("✅ Đã ghi II.3: 60%.")


def test_more_files_than_a_page_holds_are_paged(office: Office, officer: Person) -> None:
    for number in range(1, 11):
        officer.sends(f"{number}.jpg", JPEG + bytes([number]), "II.3 bản ký")
    officer.presses(f"files:{office.duty('II.3').id}:0")
    assert "1. 10.jpg" in officer.screen.body
    officer.taps("›")
    assert officer.screen.body.splitlines()[:2] == [
        "9. 2.jpg (1 KB) · Cán bộ A, 26/02 08:00",
        "10. 1.jpg (1 KB) · Cán bộ A, 26/02 08:00",
    ]
