"""Taking back one's own last change: one more entry, within a quarter of an hour."""

from tests.handlers.changes.test_progress import reports
from tests.handlers.chat import Office, Person


def test_undoing_brings_back_what_was_before(office: Office, officer: Person) -> None:
    officer.says("/capnhat II.3")
    officer.taps("✏️ Tiến độ")
    officer.taps("50%")
    reports(officer)
    office.later(minutes=15)
    assert officer.taps("Hoàn tác").body == "↩️ Đã hoàn tác. II.3 bây giờ: đang làm 50%."
    assert (office.duty("II.3").percent, office.duty("II.3").completed_on) == (50, None)
    assert office.changes(office.duty("II.3")) == ["progress", "reported", "undone"]


def test_undoing_goes_back_step_by_step(office: Office, officer: Person) -> None:
    officer.says("/capnhat II.3")
    officer.taps("✏️ Tiến độ")
    officer.taps("50%")
    reports(officer)
    officer.taps("Hoàn tác")
    undone = officer.taps("↩️ Bỏ cả lần trước (tiến độ)")
    assert undone.body == "↩️ Đã hoàn tác. II.3 bây giờ: chưa bắt đầu."
    assert [button.text for button in officer.buttons()] == ["Xem II.3", "‹ Danh sách"]
    assert office.changes(office.duty("II.3")) == ["progress", "reported", "undone", "undone"]


def test_a_second_tap_in_the_same_place_undoes_nothing_more(office: Office, officer: Person) -> None:
    officer.says("/capnhat II.3")
    officer.taps("✏️ Tiến độ")
    officer.taps("25%")
    reports(officer)
    officer.taps("Hoàn tác")
    assert next(officer.buttons()).text == "Xem II.3"
    assert "Hoàn tác" not in [button.text for button in officer.buttons()]


def test_undoing_ends_after_a_quarter_of_an_hour(office: Office, officer: Person) -> None:
    reports(officer)
    office.later(minutes=15, seconds=1)
    assert officer.taps("Hoàn tác").body == (
        "Đã quá 15 phút nên không hoàn tác được; việc đang làm thì anh/chị ghi lại bằng ✏️ Tiến độ, "
        "việc đã báo xong thì đề nghị giám sát trả lại."
    )
    assert office.changes(office.duty("II.3")) == ["reported"]


def test_undoing_is_for_who_changed_it(office: Office, officer: Person) -> None:
    reports(officer)
    undo = next(officer.buttons()).value
    colleague = office.officer("stp", name="Cán bộ B")
    assert colleague.presses(undo).body.startswith("Chỉ người vừa cập nhật mới hoàn tác được")


def test_undoing_twice_undoes_once(office: Office, officer: Person) -> None:
    reports(officer)
    undo = next(officer.buttons()).value
    officer.presses(undo)
    assert officer.presses(undo).body == (
        "Anh/chị đã cập nhật II.3 lúc 26/02 08:00, bây giờ: chưa bắt đầu. Không ghi thêm lần nữa."
    )
    assert office.changes(office.duty("II.3")) == ["reported", "undone"]


def test_the_card_leads_back_from_a_change_for_as_long(office: Office, officer: Person) -> None:
    reports(officer)
    officer.taps("Xem II.3")
    assert officer.taps("Hoàn tác").body == "↩️ Đã hoàn tác. II.3 bây giờ: chưa bắt đầu."
    officer.taps("Xem II.3")
    assert "Hoàn tác" not in [button.text for button in officer.buttons()]


def test_the_card_leads_nobody_else_back_and_nobody_later(office: Office, officer: Person) -> None:
    reports(officer)
    colleague = office.officer("stp", name="Cán bộ B")
    for reader, minutes in ((colleague, 0), (officer, 16)):
        office.later(minutes=minutes)
        reader.says("/nhiemvu II.3")
        assert "Hoàn tác" not in [button.text for button in reader.buttons()]


def test_a_wrong_button_is_undone_where_something_was_written(office: Office, officer: Person) -> None:
    assert officer.says("ghi nhầm rồi").body.startswith("Vâng ạ")
    reports(officer)
    assert officer.says("ghi nhầm rồi").heading == "Hoàn tác II.3?"
