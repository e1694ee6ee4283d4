"""A continuous duty is answered once a report period, never closed for the year; its results make the report."""

from datetime import date

import pytest

from data.enums import ReportKind, State
from data.registry.duties import results
from data.registry.plans import plans
from data.rules.report_periods import period
from tests.files import PDF
from tests.handlers.chat import Office, Person
from tests.handlers.post import post_comes
from tests.scheduler.office import morning

FIGURES = "14 quyết định, 112 TTHC được công bố"


@pytest.fixture
def finance(office: Office) -> Person:
    """The focal officer of Sở Tài chính, which owes VI.3 all the year round."""
    return office.officer("stc", name="Cán bộ tài chính")


def gives(finance: Person, office: Office, said: str = FIGURES) -> str:
    finance.presses(f"card:{office.duty('VI.3', 'stc').id}")
    finance.taps("📊 Kết quả kỳ này")
    return finance.records(said).body


def of_period(office: Office, kind: ReportKind) -> list[tuple[str, str, tuple[str, ...]]]:
    with office.store.read() as session:
        plan = plans.find(session)
        found = results.list_of_period(session, plan.id, period(plan, kind))
    return [(one.code, one.text, one.files) for one in found]


def test_a_result_is_given_for_the_period_and_stands_on_the_card(office: Office, finance: Person) -> None:
    said = gives(finance, office)
    assert said.startswith("✅ Đã lưu kết quả Quý I năm 2024 của VI.3.")
    card = finance.taps("Xem VI.3").body
    assert f"📊 Quý I năm 2024: {FIGURES} (Cán bộ tài chính, 26/02 08:00)" in card
    duty = office.duty("VI.3", "stc")
    assert (duty.state, office.changes(duty)) == (State.NOT_STARTED, ["result"])
    assert of_period(office, ReportKind.FIRST_QUARTER) == [("VI.3", FIGURES, ())]
    assert "báo kết quả Quý I năm 2024" in finance.taps("📜 Lịch sử").body


def test_a_second_result_takes_the_place_of_the_first_until_it_is_taken_back(office: Office, finance: Person) -> None:
    gives(finance, office)
    gives(finance, office, "15 quyết định, 120 TTHC")
    assert of_period(office, ReportKind.FIRST_QUARTER) == [("VI.3", "15 quyết định, 120 TTHC", ())]
    assert office.changes(office.duty("VI.3", "stc")) == ["result", "result"]
    finance.taps("Hoàn tác")
    assert of_period(office, ReportKind.FIRST_QUARTER) == [("VI.3", FIGURES, ())]


def test_each_period_has_its_own(office: Office, finance: Person) -> None:
    gives(finance, office)
    office.clock.move_to(morning("2024-06-10"))
    gives(finance, office, "30 quyết định của 6 tháng")
    finance.presses(f"result:{office.duty('VI.3', 'stc').id}")
    finance.taps("📊 Quý I năm 2024")
    finance.records("15 quyết định, sau khi rà soát")
    assert of_period(office, ReportKind.HALF_YEAR) == [("VI.3", "30 quyết định của 6 tháng", ())]
    assert of_period(office, ReportKind.FIRST_QUARTER) == [("VI.3", "15 quyết định, sau khi rà soát", ())]
    assert of_period(office, ReportKind.YEAR) == []


@pytest.mark.parametrize("value", ["done:{duty}:0", "reported:{duty}:0"])
def test_done_asks_for_the_result_of_the_period(office: Office, finance: Person, value: str) -> None:
    duty = office.duty("VI.3", "stc")
    assert "mỗi kỳ báo cáo một kết quả, không đóng cho cả năm" in finance.presses(value.format(duty=duty.id)).body
    finance.records("12/BC-STC ngày 20/02/2024 và 3 lớp tập huấn")
    assert office.duty("VI.3", "stc").state is State.NOT_STARTED


def test_a_file_comes_with_its_result(office: Office, finance: Person) -> None:
    finance.presses(f"result:{office.duty('VI.3', 'stc').id}")
    finance.sends("so-lieu.pdf", PDF, FIGURES)
    assert "kèm 1 tệp" in finance.screen.body
    finance.taps("Ghi nhận")
    assert of_period(office, ReportKind.FIRST_QUARTER) == [("VI.3", FIGURES, ("so-lieu.pdf",))]


def test_a_duty_with_a_date_has_no_result_of_a_period(office: Office, officer: Person) -> None:
    assert "báo xong bằng ✅ Đã xong" in officer.presses(f"result:{office.duty('II.3').id}").body


def test_it_is_asked_for_with_the_report_unless_it_was_given(office: Office, finance: Person) -> None:
    other = office.officer("snv", name="Cán bộ Nội vụ")
    gives(finance, office)
    asked: list[str] = []
    for day in range(26, 30):
        office.clock.move_to(morning(f"2024-02-{day}"))
        finance.says("/toi")
        other.says("/toi")
        post_comes(office, finance, other)
        asked += [button.text for person in (finance, other) for button in person.buttons()]
    assert "V.6 kết quả" in asked
    assert "VI.4 kết quả" in asked
    assert "VI.3 kết quả" not in asked


def test_progress_is_told_in_words_and_figures_without_a_percentage(office: Office, officer: Person) -> None:
    duty = office.duty("II.3")
    officer.presses(f"percent:{duty.id}:0:40")
    officer.presses(f"progress:{duty.id}:1")
    assert f"II.3: 40%.\nGhi chú: {FIGURES}" in officer.says(FIGURES).body
    officer.taps("Ghi nhận")
    assert (office.duty("II.3").percent, office.duty("II.3").state) == (40, State.IN_PROGRESS)
    officer.presses(f"progress:{duty.id}:2")
    assert "Cần một số nguyên" in officer.says("150").body


def test_the_period_follows_the_day(office: Office) -> None:
    duty_id = office.duty("VI.3", "stc").id
    with office.store.read() as session:
        kinds = [results.get_period(session, duty_id, day).kind for day in (date(2024, 2, 1), date(2024, 3, 21))]
    assert kinds == [ReportKind.FIRST_QUARTER, ReportKind.HALF_YEAR]
