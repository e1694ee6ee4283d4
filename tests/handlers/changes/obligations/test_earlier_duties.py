"""What was done before an agency used the bot is marked from one list, shown once, and confirmed as any other."""

import pytest

from data.enums import State
from tests.handlers.chat import Office, Person
from tests.handlers.open_questions.test_open_question import kept

EARLIER = ("II.1", "II.2", "II.4", "II.5", "TC.1")
"""What Sở Tư pháp owed before its first officer joined on 26/02/2024."""


def opens(officer: Person) -> None:
    officer.says("/nhiemvu quá hạn")
    officer.taps(f"☑️ Đã xong từ trước ({len(EARLIER)})")


def test_chosen_duties_are_shown_once_and_saved_by_one_tap(
    office: Office, officer: Person, supervisor: Person
) -> None:
    opens(officer)
    assert "đến hạn trước ngày 26/02/2024" in officer.screen.body
    assert "II.3" not in officer.screen.body
    officer.taps("☐ II.2")
    officer.taps("☐ TC.1")
    officer.says("II.4 12/KH-STP 20/01/2024")
    assert "☑️ II.4  " in officer.screen.body
    before = kept(office)["progress_entry"]
    shown = officer.taps("Tiếp tục (3)").body
    assert "• II.2 · không kèm văn bản" in shown
    assert "• II.4 · Văn bản: 12/KH-STP ngày 20/01/2024" in shown
    assert kept(office)["progress_entry"] == before
    assert officer.taps("Ghi nhận").body.startswith("☑️ Đã ghi 3 việc là đã xong từ trước, chờ xác nhận.")
    rows = {row.code: row for row in office.duties() if row.code in ("II.2", "II.4", "TC.1")}
    assert {row.state for row in rows.values()} == {State.REPORTED}
    assert all(
        row.completed_on and row.first_due_on and row.completed_on <= row.first_due_on for row in rows.values()
    )
    supervisor.says("/tonghop chờ xác nhận")
    assert "Chờ xác nhận: 3" in supervisor.screen.body
    card = supervisor.presses(f"card:{rows['II.2'].id}").body
    assert "Không có văn bản: Đã xong đúng hạn, từ trước khi cơ quan dùng hệ thống" in card


def test_all_can_be_chosen_and_left_again(office: Office, officer: Person) -> None:
    opens(officer)
    officer.taps("Tất cả")
    assert officer.screen.body.count("☑️") == len(EARLIER)
    officer.taps("☑️ II.2")
    officer.taps("Tất cả")
    officer.taps("Bỏ chọn tất cả")
    assert "☑️" not in officer.screen.body
    officer.taps("Tất cả")
    officer.taps(f"Tiếp tục ({len(EARLIER)})")
    officer.taps("Ghi nhận")
    officer.says("/nhiemvu quá hạn")
    assert not any("từ trước" in button.text for button in officer.buttons())


@pytest.mark.parametrize("typed", ["II.3 12/KH-STP 20/01/2024", "II.2 không có: họp", "xong hết rồi"])
def test_what_is_no_document_of_the_list_chooses_nothing(office: Office, officer: Person, typed: str) -> None:
    opens(officer)
    before = kept(office)["progress_entry"]
    officer.says(typed)
    assert not any(button.text.startswith("Tiếp tục") for button in officer.buttons())
    assert kept(office)["progress_entry"] == before


def test_a_colleagues_report_in_between_keeps_back_only_its_own(office: Office, officer: Person) -> None:
    opens(officer)
    officer.taps("☐ II.2")
    officer.taps("☐ II.4")
    officer.taps("Tiếp tục (2)")
    colleague = office.officer("stp", name="Cán bộ B")
    colleague.presses(f"done:{office.duty('II.2').id}:0")
    colleague.says("12/KH-STP 26/02/2024")
    said = officer.taps("Ghi nhận").body
    assert said.startswith("☑️ Đã ghi 1 việc")
    assert "⚠️ II.2: " in said


def test_buttons_of_a_list_that_is_closed_choose_nothing(office: Office, officer: Person) -> None:
    opens(officer)
    officer.says("thôi")
    for value in (f"pickearlier:{office.duty('II.2').id}", "allearlier:", "recordearlier:"):
        assert "Nút này không còn dùng được" in officer.presses(value).body


def test_all_that_one_tap_saved_is_undone_by_one_tap(office: Office, officer: Person, supervisor: Person) -> None:
    opens(officer)
    before = office.duties()
    officer.taps("Tất cả")
    officer.taps(f"Tiếp tục ({len(EARLIER)})")
    officer.taps("Ghi nhận")
    undo = next(officer.buttons()).value
    confirmed = office.duty("TC.1")
    supervisor.presses(f"confirm:{confirmed.id}:{confirmed.version}")
    colleague = office.officer("stp", name="Cán bộ B")
    assert "Không có việc nào được hoàn tác." in colleague.presses(undo).body
    said = officer.presses(undo).body
    assert said.startswith(f"↩️ Đã hoàn tác {len(EARLIER) - 1} việc.")
    assert "⚠️ TC.1: " in said
    assert [(row.code, row.state) for row in office.duties() if row.code != "TC.1"] == [
        (row.code, row.state) for row in before if row.code != "TC.1"
    ]
    assert office.duty("TC.1").state is State.DONE
    assert "Không có việc nào được hoàn tác." in officer.presses(undo).body


def test_what_one_tap_saved_stays_after_a_quarter_of_an_hour(office: Office, officer: Person) -> None:
    opens(officer)
    officer.taps("☐ II.2")
    officer.taps("Tiếp tục (1)")
    officer.taps("Ghi nhận")
    office.later(minutes=16)
    assert "Không có việc nào được hoàn tác." in officer.taps("Hoàn tác 1 việc này").body
    assert office.duty("II.2").state is State.REPORTED
