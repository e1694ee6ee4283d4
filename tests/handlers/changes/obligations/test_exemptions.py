"""A duty that does not arise is proposed by its agency, decided by a supervisor, owed by nobody, and may be again."""

import pytest

from data.enums import Role, State
from data.store import Store
from handlers.base.query import Status
from handlers.base.selection import Selection
from tests.handlers.changes.test_progress import reports
from tests.handlers.chat import Office, Person
from tests.handlers.post import post_comes
from tests.scheduler.office import morning

REASON = "không phát sinh nhiệm vụ, 45/SNV-CCHC 20/02/2024"


def at(office: Office, code: str = "II.3") -> str:
    duty = office.duty(code)
    return f"{duty.id}:{duty.version}"


def exempts(office: Office, supervisor: Person, said: str = REASON) -> str:
    supervisor.presses(f"card:{office.duty('II.3').id}")
    supervisor.taps("➖ Không phải thực hiện")
    return supervisor.records(said).body


def test_a_supervisor_exempts_with_a_reason_and_a_document(
    office: Office, officer: Person, supervisor: Person
) -> None:
    supervisor.presses(f"card:{office.duty('II.3').id}")
    assert "45/SNV-CCHC 26/02/2024" in supervisor.taps("➖ Không phải thực hiện").body
    shown = supervisor.says(REASON)
    assert "Sở Tư pháp không phải thực hiện II.3.\nLý do: không phát sinh nhiệm vụ\n" in shown.body
    assert "Văn bản: 45/SNV-CCHC ngày 20/02/2024" in shown.body
    assert office.duty("II.3").state is State.NOT_STARTED
    said = supervisor.taps("Ghi nhận").body
    assert said.startswith("➖ Đã ghi nhận Sở Tư pháp không phải thực hiện II.3.")
    assert "📣 Sẽ báo ngay cho Cán bộ A." in said
    card = officer.says("/nhiemvu II.3")
    assert "Tình trạng: không phải thực hiện · Giám sát cập nhật 26/02 08:00" in card.body
    assert "Lý do không phải thực hiện: không phát sinh nhiệm vụ" in card.body
    assert "✅" not in card.text
    assert [button.text for button in officer.buttons()] == ["📎 Văn bản", "📜 Lịch sử", "‹ Danh sách"]
    told = officer.taps("📜 Lịch sử").body
    assert (
        "Giám sát: ghi nhận không phải thực hiện\n  Lý do: không phát sinh nhiệm vụ\n  Văn bản: 45/SNV-CCHC" in told
    )


@pytest.mark.parametrize(
    ("typed", "missing"),
    [
        ("không phát sinh nhiệm vụ", "Đã có lý do, còn thiếu số và ngày văn bản."),
        ("45/SNV-CCHC 20/02/2024", "Đã có văn bản 45/SNV-CCHC 20/02/2024, còn thiếu lý do."),
        ("không phát sinh theo 45/SNV-CCHC", "Đã có số văn bản, còn thiếu ngày."),
        ("không phát sinh 45/SNV-CCHC 30/02/2024", "Ngày này không có trong lịch."),
        ("không phát sinh 45/SNV-CCHC 20/12/2024", "Ngày văn bản sau ngày hôm nay."),
    ],
)
def test_what_is_missing_is_asked_for(office: Office, supervisor: Person, typed: str, missing: str) -> None:
    supervisor.presses(f"exempt:{at(office)}")
    assert missing in supervisor.says(typed).body
    assert office.changes(office.duty("II.3")) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("không phát sinh nhiệm vụ", "45/SNV-CCHC 20/2/2024"),
        ("Công văn số 45/SNV-CCHC ngày 20/02/2024", "lý do: không phát sinh nhiệm vụ"),
        ("không phát sinh nhiệm vụ theo 45/SNV-CCHC", "20/02/2024"),
    ],
)
def test_two_halves_make_one_answer(office: Office, supervisor: Person, first: str, second: str) -> None:
    supervisor.presses(f"exempt:{at(office)}")
    supervisor.says(first)
    assert "Lý do: không phát sinh nhiệm vụ\nVăn bản: 45/SNV-CCHC ngày 20/02/2024" in supervisor.says(second).body


def test_it_stands_in_no_list_of_what_is_owed_nor_of_what_is_done(
    office: Office, officer: Person, supervisor: Person
) -> None:
    before = officer.says("/nhiemvu").body
    exempts(office, supervisor)
    shown = officer.says("/nhiemvu").body
    assert "II.3" in before
    assert "II.3" not in shown
    assert "không phải thực hiện 1" in shown.splitlines()[0]
    for words in ("đã xong", "quá hạn"):
        assert "II.3" not in officer.says(f"/nhiemvu {words}").text, words
    own = officer.says("/nhiemvu không phải thực hiện").body
    assert "➖ Không phải thực hiện (1)\n  II.3" in own
    assert "II.3" not in officer.says("/lich").text
    rows = office.duties()
    for status in Status:
        chosen = {
            row.code for row in Selection(status=status).select(rows, office.clock.now().date(), office.calendar)
        }
        assert ("II.3" in chosen) is (status in (Status.EXEMPTED, Status.ALL)), status


def test_nobody_is_reminded_of_it(office: Office, officer: Person, supervisor: Person) -> None:
    post_comes(office)
    exempts(office, supervisor)
    for day in ("2024-02-28", "2024-02-29", "2024-03-01"):
        office.clock.move_to(morning(day))
        officer.says("/toi")
        post_comes(office, officer)
        assert not any(button.text == "II.3 đã xong" for button in officer.buttons()), day


def test_an_exemption_is_taken_back_within_minutes_and_owed_again_later(
    office: Office, officer: Person, supervisor: Person
) -> None:
    officer.presses(f"percent:{at(office)}:60")
    exempts(office, supervisor)
    supervisor.taps("Hoàn tác")
    assert (office.duty("II.3").state, office.duty("II.3").percent) == (State.IN_PROGRESS, 60)
    exempts(office, supervisor)
    office.later(days=7)
    supervisor.presses(f"card:{office.duty('II.3').id}")
    supervisor.taps("↩️ Giao lại")
    shown = supervisor.says("đã có quyết định mới")
    assert "Giao lại II.3 cho Sở Tư pháp.\nLý do: đã có quyết định mới" in shown.body
    assert supervisor.taps("Ghi nhận").body.startswith("↩️ Đã giao lại II.3 cho Sở Tư pháp.")
    duty = office.duty("II.3")
    assert (duty.state, duty.percent, duty.document_number) == (State.IN_PROGRESS, 60, None)
    assert "Lý do giao lại: đã có quyết định mới" in officer.says("/nhiemvu II.3").body
    assert "II.3" in officer.says("/nhiemvu").body


def test_what_is_done_is_not_exempted(office: Office, officer: Person, supervisor: Person) -> None:
    seen = at(office)
    reports(officer)
    assert "đã được báo xong nên không ghi là không phải thực hiện" in supervisor.presses(f"exempt:{seen}").body
    assert "đã được báo xong" in officer.presses(f"exempt:{seen}").body
    assert office.changes(office.duty("II.3")) == ["reported"]


def test_what_was_reported_between_question_and_yes_is_not_exempted(
    office: Office, officer: Person, supervisor: Person
) -> None:
    supervisor.presses(f"exempt:{at(office)}")
    supervisor.says(REASON)
    reports(officer)
    assert "đã được báo xong" in supervisor.taps("Ghi nhận").body
    assert office.changes(office.duty("II.3")) == ["reported"]


def test_an_agency_proposes_and_a_supervisor_agrees_by_a_tap(
    office: Office, officer: Person, supervisor: Person
) -> None:
    post_comes(office)
    officer.says("/nhiemvu II.3")
    officer.taps("➖ Đề nghị không tính")
    said = officer.records("không thuộc chức năng của Sở").body
    assert said.startswith("➖ Đã gửi đề nghị không tính II.3. Nhiệm vụ vẫn giữ nguyên cho đến khi được đồng ý.")
    assert "báo giám sát lúc 08:30" in said
    assert office.duty("II.3").state is State.NOT_STARTED
    assert "➖ Cán bộ A đề nghị không tính, chờ xem xét: không thuộc chức năng" in officer.taps("Xem II.3").body
    office.later(minutes=31)
    post_comes(office, supervisor)
    assert supervisor.screen.heading == "➖ Đề nghị không tính · II.3 · Sở Tư pháp"
    assert "Lý do: không thuộc chức năng của Sở\nNgười đề nghị: Cán bộ A, 26/02 08:00" in supervisor.screen.body
    assert supervisor.taps("➖ Đồng ý không tính").body.startswith(
        "➖ Đã ghi nhận Sở Tư pháp không phải thực hiện II.3."
    )
    post_comes(office, officer)
    assert "ghi nhận không phải thực hiện" in officer.screen.body
    assert "Lý do: không thuộc chức năng của Sở" in officer.screen.body


def test_proposals_stand_in_a_list_and_one_is_refused_for_a_reason(
    office: Office, officer: Person, supervisor: Person
) -> None:
    for code in ("II.3", "II.4"):
        officer.presses(f"exempt:{at(office, code)}")
        officer.records("không thuộc chức năng")
    assert "(2)" in supervisor.presses("exemptions:0").heading
    supervisor.taps("➖ II.3 Sở Tư pháp")
    supervisor.taps("↩️ Từ chối")
    assert supervisor.records("vẫn thuộc Sở").body.startswith("↩️ Đã từ chối đề nghị không tính II.3 của Sở Tư pháp.")
    assert office.changes(office.duty("II.3")) == ["exemption_asked", "exemption_refused"]
    assert "(1)" in supervisor.taps("‹ Danh sách").heading
    assert "đã từ chối đề nghị không tính II.3" in supervisor.presses(f"agreeexempt:{at(office)}").body


def test_nobody_decides_on_a_duty_of_their_own_agency(office: Office, supervisor: Person) -> None:
    duty = office.duties("snv")[0]
    asked = supervisor.presses(f"exempt:{duty.id}:0")
    assert "Giám sát sẽ xem xét" in asked.body
    supervisor.records("không phát sinh")
    other = office.officer("snv", Role.SUPERVISOR, name="Giám sát Hai")
    assert "không tự trả lời đề nghị không tính" in other.presses(f"agreeexempt:{duty.id}:1").body
    outside = office.officer("vp-ubnd", Role.SUPERVISOR, name="Giám sát Ba")
    assert outside.presses(f"agreeexempt:{duty.id}:1").body.startswith("➖ Đã ghi nhận")


def test_another_agencys_duty_is_not_proposed(office: Office, officer: Person) -> None:
    duty = office.duties("stc")[0]
    assert "Anh/chị chỉ" in officer.presses(f"exempt:{duty.id}:0").body


def test_the_registry_is_sound_afterwards(office: Office, planned: Store, supervisor: Person) -> None:
    from data.consistency import find_faults

    exempts(office, supervisor)
    assert find_faults(planned) == []
