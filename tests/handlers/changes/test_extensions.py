"""A later date: asked for with a reason, decided on by who supervises, and never in place of the first."""

from datetime import date

import pytest

from data.enums import Role, State
from handlers.base.callback_data.changes import AgreeToExtension
from handlers.base.callback_data.codec import encode
from tests.handlers.changes.test_progress import reports
from tests.handlers.chat import Office, Person
from tests.handlers.overview.test_summary import confirm_all
from tests.handlers.post import post_comes
from tests.scheduler.office import morning

UNTIL = "15/03/2024 chờ ý kiến của Sở Tài chính"


def asks(officer: Person, said: str = UNTIL, code: str = "II.3") -> str:
    """From the card to the answer."""
    officer.says(f"/nhiemvu {code}")
    officer.taps("🕓 Xin gia hạn")
    shown = officer.says(said)
    return (officer.taps("Ghi nhận") if shown.buttons[0][0].text == "Ghi nhận" else shown).body


def decides(supervisor: Person, office: Office, words: str) -> str:
    supervisor.presses(f"request:{office.duty('II.3').id}")
    return supervisor.taps(words).body


def test_an_officer_asks_in_one_message_and_the_deadline_stays_until_somebody_agrees(
    office: Office, officer: Person
) -> None:
    officer.says("/nhiemvu II.3")
    asked = officer.taps("🕓 Xin gia hạn")
    assert asked.heading.startswith("🕓 II.3 · ")
    assert "Hạn hiện nay: Thứ Năm, 29/02/2024 · còn 3 ngày" in asked.body
    said = officer.records(UNTIL).body
    assert said.startswith("✅ Đã xin gia hạn II.3 đến 15/03/2024. Hạn chưa đổi cho đến khi được đồng ý.")
    card = officer.taps("Xem II.3").body
    assert "Hạn: Thứ Năm, 29/02/2024 · còn 3 ngày" in card
    assert "🕓 Cán bộ A xin gia hạn đến Thứ Sáu, 15/03/2024, chờ xem xét." in card
    assert office.changes(office.duty("II.3")) == ["extension_asked"]


def test_a_date_in_a_sentence_leaves_only_the_reason_to_be_typed(office: Office, officer: Person) -> None:
    said = officer.says("xin gia hạn II.3 đến 15/3")
    assert said.heading == "Anh/chị muốn xin gia hạn II.3 đến Thứ Sáu, 15/03/2024?"
    assert "Gõ lý do xin gia hạn đến Thứ Sáu, 15/03/2024" in officer.taps("🕓 II.3").body
    assert office.changes(office.duty("II.3")) == []
    told = officer.records("vì chờ ý kiến của Sở Tài chính").body
    assert told.startswith("✅ Đã xin gia hạn II.3 đến 15/03/2024.")
    assert office.changes(office.duty("II.3")) == ["extension_asked"]


@pytest.mark.parametrize(
    ("until", "refusal"), [("20/2/2024", "Cần một ngày sau hôm nay"), ("1/1/2026", "xa hơn một năm")]
)
def test_a_date_in_a_sentence_that_cannot_be_meant_is_refused_at_once(
    office: Office, officer: Person, until: str, refusal: str
) -> None:
    assert refusal in officer.says(f"xin gia hạn II.3 đến {until}").body
    assert office.changes(office.duty("II.3")) == []


def test_a_date_in_a_sentence_that_is_no_later_is_refused_before_the_reason_is_asked_for(
    office: Office, officer: Person
) -> None:
    officer.says("xin gia hạn II.3 đến 28/2")
    assert "chưa sau hạn hiện nay" in officer.taps("🕓 II.3").body
    officer.says("chờ ý kiến")
    assert office.changes(office.duty("II.3")) == []


def test_a_supervisor_sees_what_is_asked_and_why(office: Office, officer: Person, supervisor: Person) -> None:
    asks(officer)
    card = supervisor.presses(f"request:{office.duty('II.3').id}")
    assert card.heading == "🕓 Xin gia hạn · II.3 · Sở Tư pháp"
    assert card.body.splitlines()[1:] == [
        "Hạn ban đầu: Thứ Năm, 29/02/2024",
        "Xin đến: Thứ Sáu, 15/03/2024, thêm 15 ngày",
        "Lý do: chờ ý kiến của Sở Tài chính",
        "Người xin: Cán bộ A, 26/02 08:00",
    ]
    assert [button.text for button in supervisor.buttons()] == ["✅ Đồng ý", "↩️ Từ chối", "‹ Xem II.3"]


def test_a_supervisor_is_warned_of_a_date_that_has_passed_meanwhile(
    office: Office, officer: Person, supervisor: Person
) -> None:
    asks(officer)
    for day, warned in (("2024-03-15", False), ("2024-03-18", True)):
        office.clock.move_to(morning(day))
        card = supervisor.presses(f"request:{office.duty('II.3').id}").body
        assert ("⚠️ Ngày xin đến đã qua." in card) is warned


def test_an_agreed_date_stands_beside_the_first(office: Office, officer: Person, supervisor: Person) -> None:
    asks(officer)
    said = decides(supervisor, office, "✅ Đồng ý")
    assert said.startswith(
        "✅ Đã đồng ý gia hạn II.3 của Sở Tư pháp đến 15/03/2024. Đúng hạn hay quá hạn vẫn tính theo hạn ban đầu."
    )
    card = officer.says("/nhiemvu II.3").body
    assert "Hạn: Thứ Năm, 29/02/2024 · gia hạn đến Thứ Sáu, 15/03/2024 · còn 18 ngày" in card
    assert "(Nhắc việc và quá hạn tính theo ngày gia hạn; đúng hạn tính theo hạn ban đầu.)" in card
    duty = office.duty("II.3")
    assert (duty.first_due_on, duty.due_on) == (date(2024, 2, 29), date(2024, 3, 15))
    assert office.changes(duty) == ["extension_asked", "extension_agreed"]


def test_a_list_shows_both_dates(office: Office, officer: Person, supervisor: Person) -> None:
    asks(officer)
    decides(supervisor, office, "✅ Đồng ý")
    [row] = [row for row in officer.says("/nhiemvu").body.splitlines() if row.startswith("  II.3 ")]
    assert row.endswith(" · hạn 29/02, gia hạn T6 15/03, còn 18 ngày")


def test_a_refused_date_changes_nothing_and_says_why(office: Office, officer: Person, supervisor: Person) -> None:
    asks(officer)
    decides(supervisor, office, "↩️ Từ chối")
    assert supervisor.says("?!").body.startswith("Anh/chị gõ lý do bằng chữ")
    said = supervisor.records("Kỳ họp đã ấn định")
    assert said.body.startswith("↩️ Đã từ chối gia hạn II.3 của Sở Tư pháp.")
    card = officer.says("/nhiemvu II.3").body
    assert "Hạn: Thứ Năm, 29/02/2024 · còn 3 ngày" in card
    assert "chờ xem xét" not in card
    assert "từ chối gia hạn\n  Lý do: Kỳ họp đã ấn định" in officer.taps("📜 Lịch sử").body


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("15/03/2024 chờ ý kiến", date(2024, 3, 15)),
        ("15/3/24, chờ ý kiến", date(2024, 3, 15)),
        ("xin đến ngày 15-03-2024: chờ ý kiến", date(2024, 3, 15)),
        ("Đến 15/3 vì chờ ý kiến", date(2024, 3, 15)),
        ("15/3 - lý do là: chờ ý kiến", date(2024, 3, 15)),
        ("15 tháng 3 năm 2024 – chờ ý kiến", date(2024, 3, 15)),
        ("gia hạn đến hết ngày 31.12.2025 chờ ý kiến", date(2025, 12, 31)),
    ],
)
def test_the_date_is_read_as_people_type_it(office: Office, officer: Person, said: str, until: date) -> None:
    asks(officer, said)
    supervisor = office.officer("snv", Role.SUPERVISOR)
    assert "Lý do: chờ ý kiến\n" in supervisor.presses(f"request:{office.duty('II.3').id}").body
    decides(supervisor, office, "✅ Đồng ý")
    assert office.duty("II.3").due_on == until


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ("?!", "Chưa thấy ngày"),
        ("chờ ý kiến", "còn thiếu ngày"),
        ("31/02/2024 chờ ý kiến", "không có trong lịch"),
        ("26/02/2024 chờ ý kiến", "phải sau hôm nay"),
        ("28/02/2024 chờ ý kiến", "chưa sau hạn hiện nay"),
        ("29/02 chờ ý kiến", "chưa sau hạn hiện nay"),
        ("20/02 chờ ý kiến", "phải sau hôm nay"),
        ("01/01/2026 chờ ý kiến", "cuối năm sau năm kế hoạch"),
        ("15/03/2024", "vì sao cần thêm thời gian"),
        ("15/03/2024 ?!", "vì sao cần thêm thời gian"),
        (f"15/03/2024 {'x' * 501}", "Lý do dài quá 500 ký tự"),
        ("15/03/20245 chờ ý kiến", "Chưa thấy ngày"),
    ],
)
def test_what_cannot_be_agreed_on_is_refused_and_asked_again(
    office: Office, officer: Person, said: str, because: str
) -> None:
    assert because in asks(officer, said)
    assert office.changes(office.duty("II.3")) == []
    assert officer.records(UNTIL).body.startswith("✅ Đã xin gia hạn II.3")


@pytest.mark.parametrize(
    ("first", "told", "then"),
    [
        ("15/03/2024", "Đã có ngày 15/03/2024.", "vì chờ ý kiến"),
        ("chờ ý kiến", "Đã có lý do, còn thiếu ngày.", "15/3"),
        ("chờ ý kiến", "ngày xin gia hạn đến, ví dụ: 28/03/2024.", "15/03/2024"),
        ("bận", "Đã có lý do", "15/03/2024 chờ ý kiến"),
    ],
)
def test_a_date_and_a_reason_can_be_typed_one_after_the_other(
    office: Office, officer: Person, supervisor: Person, first: str, told: str, then: str
) -> None:
    assert told in asks(officer, first)
    assert office.changes(office.duty("II.3")) == []
    assert officer.records(then).body.startswith("✅ Đã xin gia hạn II.3 đến 15/03/2024.")
    assert "Lý do: chờ ý kiến\n" in supervisor.presses(f"request:{office.duty('II.3').id}").body


def test_another_date_than_the_one_offered_waits_for_its_reason(office: Office, officer: Person) -> None:
    officer.presses(f"extend:{office.duty('II.3').id}:2024-03-15")
    assert "Đã có ngày 22/03/2024." in officer.says("22/3").body
    assert officer.records("chờ ý kiến").body.startswith("✅ Đã xin gia hạn II.3 đến 22/03/2024.")


@pytest.mark.parametrize(("moved_to", "example"), [("2024-02-26", "28/03/2024"), ("2024-06-03", "28/07/2024")])
def test_the_example_of_a_date_is_one_that_can_be_asked_for(
    office: Office, officer: Person, moved_to: str, example: str
) -> None:
    office.clock.move_to(morning(moved_to))
    officer.says("/nhiemvu II.3")
    typed = officer.taps("🕓 Xin gia hạn").body.rpartition("ví dụ: ")[2]
    assert typed == f"{example} chờ ý kiến của Sở Tài chính"
    assert officer.records(typed).body.startswith(f"✅ Đã xin gia hạn II.3 đến {example}.")


def test_what_has_no_date_cannot_be_extended(office: Office) -> None:
    undated, officer = office.duty("I.1", "snv"), office.officer("snv")
    card = officer.presses(f"card:{undated.id}")
    assert "🕓 Xin gia hạn" not in [button.text for row in card.buttons for button in row]
    assert officer.presses(f"extend:{undated.id}").body.startswith("Việc này không có hạn")


def test_what_is_reported_cannot_be_extended_and_a_report_ends_the_request(
    office: Office, officer: Person, supervisor: Person
) -> None:
    asks(officer)
    reports(officer)
    assert "Anh/chị đã cập nhật II.3" in officer.presses(f"extend:{office.duty('II.3').id}").body
    assert "II.3 đã được Cán bộ A cập nhật" in supervisor.presses(f"request:{office.duty('II.3').id}").body


def test_the_third_extension_is_flagged(office: Office, officer: Person, supervisor: Person) -> None:
    for until in ("15/03/2024", "29/03/2024"):
        asks(officer, f"{until} chờ ý kiến")
        assert "⚠️" not in supervisor.presses(f"request:{office.duty('II.3').id}").body
        supervisor.taps("✅ Đồng ý")
    asks(officer, "12/04/2024 chờ ý kiến")
    card = supervisor.presses(f"request:{office.duty('II.3').id}").body
    assert "Đã gia hạn đến: Thứ Sáu, 29/03/2024 (lần 2)" in card
    assert "⚠️ Nếu đồng ý, đây là lần gia hạn thứ 3 của việc này." in card


def test_nobody_decides_on_their_own_request(office: Office, supervisor: Person) -> None:
    owed = next(row for row in office.duties("snv") if row.due_on and row.state is State.NOT_STARTED)
    supervisor.presses(f"extend:{owed.id}")
    supervisor.records("31/12/2025 chờ ý kiến")
    supervisor.presses(f"request:{owed.id}")
    assert "✅ Đồng ý" not in [button.text for row in supervisor.screen.buttons for button in row]
    version = next(row.version for row in office.duties("snv") if row.id == owed.id)
    forged = encode(AgreeToExtension(owed.id, version))
    assert supervisor.presses(forged).body.startswith("Anh/chị không tự trả lời đề nghị gia hạn")
    assert office.changes(owed) == ["extension_asked"]


def test_of_two_supervisors_the_second_is_told_who_decided_what(
    office: Office, officer: Person, supervisor: Person
) -> None:
    other = office.officer("snv", Role.SUPERVISOR, name="Giám sát B")
    asks(officer)
    for one in (supervisor, other):
        one.presses(f"request:{office.duty('II.3').id}")
    other.taps("↩️ Từ chối")
    supervisor.taps("✅ Đồng ý")
    said = other.says("Kỳ họp đã ấn định").body
    assert said == "Giám sát đã đồng ý gia hạn II.3 lúc 26/02 08:00. Không ghi thêm lần nữa."
    assert office.changes(office.duty("II.3")) == ["extension_asked", "extension_agreed"]


def test_only_the_agency_asks_and_only_a_supervisor_decides(office: Office, officer: Person) -> None:
    asks(officer)
    duty = office.duty("II.3")
    for role in (Role.OFFICER, Role.HEAD, Role.ADMIN):
        stranger = office.officer("stc", role)
        assert "Anh/chị chỉ" in stranger.presses(f"extend:{duty.id}").body
        assert "Lệnh này dành cho giám sát" in stranger.presses(f"agree:{duty.id}:{duty.version}").body
    assert office.changes(duty) == ["extension_asked"]


def test_undoing_takes_back_a_request_and_a_decision(office: Office, officer: Person, supervisor: Person) -> None:
    asks(officer)
    officer.taps("Hoàn tác")
    assert "chờ xem xét" not in officer.says("/nhiemvu II.3").body
    asks(officer)
    decides(supervisor, office, "✅ Đồng ý")
    supervisor.taps("Hoàn tác")
    assert office.duty("II.3").due_on == date(2024, 2, 29)
    assert "chờ xem xét" in officer.says("/nhiemvu II.3").body


def test_a_later_request_takes_the_place_of_the_one_before(
    office: Office, officer: Person, supervisor: Person
) -> None:
    asks(officer)
    asked = officer.presses(f"extend:{office.duty('II.3').id}").body
    assert "Đang xin đến Thứ Sáu, 15/03/2024, chờ xem xét; đề nghị mới sẽ thay đề nghị này." in asked
    officer.records("29/03/2024 chờ ý kiến")
    assert "Xin đến: Thứ Sáu, 29/03/2024" in supervisor.presses(f"request:{office.duty('II.3').id}").body


def test_on_time_counts_on_the_first_date_and_overdue_on_the_second(
    office: Office, officer: Person, supervisor: Person
) -> None:
    asks(officer)
    decides(supervisor, office, "✅ Đồng ý")
    office.later(days=9)
    assert "II.3" not in officer.says("/nhiemvu quá hạn").body
    before = supervisor.says("/tonghop stp").body
    reports(officer, document="12/KH-UBND 06/03/2024")
    assert "chờ xác nhận 1" in supervisor.says("/tonghop stp").body
    confirm_all(office)
    after = supervisor.says("/tonghop stp").body
    assert _count(after, "hoàn thành quá hạn") == _count(before, "hoàn thành quá hạn") + 1
    assert "Tỷ lệ đúng hạn theo hạn ban đầu: 0 %; theo hạn đã gia hạn: 100 %" in after
    assert "Hạn: Thứ Năm, 29/02/2024 · đã gia hạn đến Thứ Sáu, 15/03/2024" in officer.says("/nhiemvu II.3").body


def test_a_digest_names_the_first_date_beside_the_second(office: Office, officer: Person, supervisor: Person) -> None:
    asks(officer)
    decides(supervisor, office, "✅ Đồng ý")
    post_comes(office)
    office.clock.move_to(morning("2024-03-08"))
    post_comes(office, officer)
    (line,) = [line for line in officer.screen.body.splitlines() if "II.3" in line]
    assert line.endswith("Thứ Sáu, 15/03, còn 7 ngày, hạn ban đầu 29/02")


def test_the_days_to_come_name_the_first_date_beside_the_second(
    office: Office, officer: Person, supervisor: Person
) -> None:
    asks(officer)
    decides(supervisor, office, "✅ Đồng ý")
    (line,) = [line for line in officer.says("/lich").body.splitlines() if "II.3" in line]
    assert line.endswith(", hạn ban đầu 29/02")


def test_a_list_counts_the_grace_of_the_second_date_as_of_any(
    office: Office, officer: Person, supervisor: Person
) -> None:
    asks(officer, "16/03/2024 chờ ý kiến của Sở Tài chính")
    decides(supervisor, office, "✅ Đồng ý")
    office.clock.move_to(morning("2024-03-18"))
    (line,) = [line for line in officer.says("/nhiemvu").body.splitlines() if "II.3" in line]
    assert line.endswith("hạn 29/02, gia hạn T7 16/03, còn kịp đến hết T2 18/03")


def test_a_digest_that_went_by_the_second_date_says_so_when_the_duty_is_done(
    office: Office, officer: Person, supervisor: Person
) -> None:
    asks(officer)
    decides(supervisor, office, "✅ Đồng ý")
    post_comes(office)
    office.clock.move_to(morning("2024-03-08"))
    post_comes(office, officer)
    digest = officer.screen
    officer.taps("II.3 đã xong")
    officer.says("12/KH-UBND 08/03/2024")
    officer.screen = digest
    assert (
        "• II.3: nhắc trước 7 ngày, hạn Thứ Sáu, 15/03/2024; đã gia hạn, hạn ban đầu Thứ Năm, 29/02/2024."
        in officer.taps("❓ Vì sao tôi được nhắc?").body
    )


def test_progress_a_return_and_another_report_keep_the_agreed_date(
    office: Office, officer: Person, supervisor: Person
) -> None:
    asks(officer)
    decides(supervisor, office, "✅ Đồng ý")
    officer.says("/capnhat II.3")
    officer.taps("✏️ Tiến độ")
    officer.says("60")
    reports(officer)
    supervisor.presses(f"card:{office.duty('II.3').id}")
    supervisor.taps("↩️ Trả lại")
    supervisor.records("Thiếu phụ lục")
    assert office.duty("II.3").due_on == date(2024, 3, 15)


def test_the_requests_that_wait_are_listed(office: Office, officer: Person, supervisor: Person) -> None:
    asks(officer)
    listed = supervisor.presses("asks:0")
    assert listed.heading == "🕓 Đề nghị gia hạn chờ xem xét (1)"
    assert supervisor.says("/tonghop")
    assert supervisor.taps("🕓 Xin gia hạn (1)") == listed
    assert listed.body == "🕓 II.3  Sở Tư pháp · hạn 29/02, xin đến 15/03"
    assert supervisor.taps("🕓 II.3 Sở Tư pháp").heading.startswith("🕓 Xin gia hạn · II.3")


def test_an_administrator_reads_requests_and_decides_nothing(office: Office, officer: Person) -> None:
    asks(officer)
    admin, duty = office.officer("snv", Role.ADMIN), office.duty("II.3")
    admin.presses(f"request:{duty.id}")
    assert [button.text for button in admin.buttons()] == ["‹ Xem II.3"]
    assert "Lệnh này dành cho giám sát" in admin.presses(f"agree:{duty.id}:{duty.version}").body


def test_progress_and_notes_in_between_make_no_decision_stale_and_another_request_does(
    office: Office, officer: Person, supervisor: Person
) -> None:
    asks(officer)
    supervisor.presses(f"request:{office.duty('II.3').id}")
    officer.says("/capnhat II.3")
    officer.taps("✏️ Tiến độ")
    officer.says("60% đã lấy ý kiến")
    assert supervisor.taps("✅ Đồng ý").body.startswith("✅ Đã đồng ý gia hạn II.3")
    asks(officer, "29/03/2024 chờ ý kiến")
    supervisor.presses(f"request:{office.duty('II.3').id}")
    asks(officer, "12/04/2024 chờ ý kiến")
    assert supervisor.taps("✅ Đồng ý").body.startswith("II.3 đã được Cán bộ A cập nhật")
    assert office.duty("II.3").due_on == date(2024, 3, 15)


def test_a_colleagues_progress_in_between_does_not_stop_a_request(office: Office, officer: Person) -> None:
    colleague = office.officer("stp", name="Cán bộ B")
    officer.says("/nhiemvu II.3")
    officer.taps("🕓 Xin gia hạn")
    colleague.says("/capnhat II.3")
    colleague.taps("✏️ Tiến độ")
    colleague.taps("50%")
    assert officer.records(UNTIL).body.startswith("✅ Đã xin gia hạn II.3")
    assert office.duty("II.3").percent == 50


def _count(said: str, figure: str) -> int:
    """The number behind a figure's name."""
    return int(said.split(figure, 1)[1].split(maxsplit=1)[0].strip("·"))


def test_a_request_after_the_deadline_says_so_to_everybody(
    office: Office, officer: Person, supervisor: Person
) -> None:
    post_comes(office)
    office.clock.move_to(morning("2024-03-05"))
    officer.says("/nhiemvu II.3")
    officer.taps("🕓 Xin gia hạn")
    assert "⚠️ Xin sau khi đã quá hạn 5 ngày." in officer.says(UNTIL).body
    officer.taps("Ghi nhận")
    office.clock.move_to(morning("2024-03-08"))
    supervisor.presses("asks:0")
    assert "xin sau khi quá hạn 5 ngày" in supervisor.screen.body
    card = supervisor.presses(f"request:{office.duty('II.3').id}").body
    assert "⚠️ Xin sau khi đã quá hạn 5 ngày." in card


def test_the_notice_to_who_supervises_says_that_it_was_late(
    office: Office, officer: Person, supervisor: Person
) -> None:
    office.clock.move_to(morning("2024-03-05"))
    officer.says("/toi")
    supervisor.says("/toi")
    post_comes(office)
    asks(officer)
    office.later(minutes=31)
    post_comes(office, supervisor)
    assert "⚠️ Xin sau khi đã quá hạn 5 ngày." in supervisor.screen.body


def test_an_agreed_date_stays_visible_after_the_duty_is_done(
    office: Office, officer: Person, supervisor: Person
) -> None:
    asks(officer)
    decides(supervisor, office, "✅ Đồng ý")
    reports(officer)
    assert "xong 26/02, gia hạn 15/03" in officer.says("/nhiemvu chờ xác nhận").body
    assert "đã gia hạn đến Thứ Sáu, 15/03/2024" in officer.says("/nhiemvu II.3").body
    assert office.duty("II.3").extended_to == date(2024, 3, 15)
