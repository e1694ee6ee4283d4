"""Figures of a day that has passed: what they hold, and which days are refused."""

from datetime import date

import pytest

from data.enums import Role
from data.rules.calendar import WorkingCalendar
from handlers.questions.reading.requests.past_days import PastDay, find_past_day
from tests.handlers.chat import Office, Person
from tests.handlers.overview.test_summary import confirm_all, figures, report

TODAY = date(2024, 4, 10)


@pytest.mark.parametrize(
    ("sentence", "day", "rest"),
    [
        ("tình hình tính đến 31/3", "2024-03-31", "tình hình"),
        ("số liệu đến hết quý I", "2024-03-31", ""),
        ("Tính đến hết ngày 29/02/2024, Sở Tư pháp thế nào?", "2024-02-29", "Sở Tư pháp thế nào"),
        ("tổng hợp tính đến cuối tháng 1", "2024-01-31", "tổng hợp"),
        ("tinh hinh tinh den hom qua", "2024-04-09", "tinh hinh"),
        ("stp tính đến hôm nay", "2024-04-10", "stp"),
        ("tổng hợp tính đến tháng này", "2024-04-10", "tổng hợp"),
        ("tổng hợp tính đến 30/6", "2024-06-30", "tổng hợp"),
        ("việc đến hạn 31/3", None, ""),
        ("tính đến II.3 thì sao", None, ""),
        ("tính đến 31/2", None, ""),
    ],
)
def test_a_sentence_names_the_day_of_its_figures(sentence: str, day: str | None, rest: str) -> None:
    expected = PastDay(date.fromisoformat(day), rest) if day else None
    assert find_past_day(sentence, TODAY, WorkingCalendar()) == expected


def test_the_figures_of_a_day_are_those_of_then(office: Office, supervisor: Person) -> None:
    before = figures(supervisor.says("/tonghop stp").body)
    office.later(days=1)
    report(office.officer("stp"), "II.3", "12/KH-UBND 26/02/2024")
    waiting = figures(supervisor.says("/tonghop stp").body)
    office.later(days=1)
    confirm_all(office)
    done = figures(supervisor.says("/tonghop stp").body)
    office.later(days=30)
    told = [figures(supervisor.says(f"/tonghop stp tính đến {day}").body) for day in ("26/2", "27/2", "28/2")]
    assert told == [before, waiting, done]
    assert supervisor.screen.heading == "📊 KH 175/KH-UBND · đến Thứ Tư, 28/02/2024\nSở Tư pháp"
    assert supervisor.taps("Excel").files[0].name == "175-KH-UBND-stp-2024-02-28.xlsx"


@pytest.mark.parametrize(
    ("words", "name", "total"),
    [
        ("quý I tính đến 25/2", "Quý I/2024", 325),
        ("tháng 3 tính đến 25/2", "Tháng 3/2024", 32),
        ("lĩnh vực II tính đến 25/2", "Lĩnh vực II. Cải cách thể chế", 5),
        ("TC.2 tính đến 25/2", "TC.2", 104),
        ("kế hoạch 175 tính đến 25/2", "KH 175/KH-UBND · đến Chủ Nhật, 25/02/2024", 487),
        ("KH 175 lĩnh vực II tính đến 25/2", "Lĩnh vực II. Cải cách thể chế", 5),
    ],
)
def test_a_part_of_the_plan_is_counted_as_of_a_day(supervisor: Person, words: str, name: str, total: int) -> None:
    told = supervisor.says(f"/tonghop {words}")
    assert told.heading.endswith(name)
    assert sum(figures(told.body)) == total
    assert told.heading.partition(" · ")[0] == supervisor.taps("📊 Hôm nay").heading.partition(" · ")[0]


@pytest.mark.parametrize("table", ["cơ quan", "theo cấp", "lĩnh vực", "quý", "chủ trì"])
def test_a_table_as_of_a_day_is_that_which_was_shown_then(office: Office, supervisor: Person, table: str) -> None:
    shown = supervisor.says(f"/tonghop {table}").body
    office.later(days=1)
    report(office.officer("stp"), "II.3", "12/KH-UBND 26/02/2024")
    office.later(days=30)
    told = supervisor.says(f"/tonghop {table} tính đến 26/2")
    assert told.body == f"Số liệu đến hết ngày, theo lịch sử cập nhật.\n{shown}"
    assert [tap.text for tap in supervisor.buttons()] == ["Excel", "📊 Hôm nay"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("tính đến 27/2", "Ngày 27/02/2024 chưa tới nên chưa có số liệu. Hôm nay là 26/02/2024."),
        ("tính đến 31/12/2022", "Ngày 31/12/2022 trong sổ chưa có kế hoạch này nên không có số liệu."),
    ],
)
def test_a_day_without_figures_is_refused(supervisor: Person, words: str, said: str) -> None:
    assert supervisor.says(f"/tonghop {words}").body.startswith(said)
    assert supervisor.says(f"tình hình {words}").body.startswith(said)


def test_nobody_counts_the_past_of_another_agency(office: Office) -> None:
    head = office.officer("stp", Role.HEAD)
    office.later(days=3)
    assert head.says("/tonghop tính đến 27/2").heading.endswith("\nSở Tư pháp")
    assert "Tổng số" not in head.says("/tonghop stc tính đến 27/2").body
    assert head.says("/tonghop cơ quan tính đến 27/2").body.splitlines()[3:] == ["Sở Tư pháp: ✅ 0/13 · 🔴 5 · ⚪ 8"]
    assert sum(figures(head.says("/tonghop quý I tính đến 27/2").body)) == 6
    assert "Tổng số" not in head.says("Sở Tài chính tính đến 27/2 thế nào").body


def test_a_report_made_after_its_period_holds_the_figures_of_its_last_day(office: Office, supervisor: Person) -> None:
    report(office.officer("stp"), "II.3", "12/KH-UBND 26/02/2024")
    office.later(days=40)
    confirm_all(office)
    reply = supervisor.presses("report:q1:all")
    assert reply.files[0].name == "175-KH-UBND-q1-2024-03-14.docx"
    assert "số liệu đến hết ngày 14/03/2024" in reply.body
    assert supervisor.presses("report:half:all").files[0].name == "175-KH-UBND-half-2024-04-06.docx"
