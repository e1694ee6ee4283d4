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
    assert "Tổng số" not in head.says("Sở Tài chính tính đến 27/2 thế nào").body


def test_a_report_made_after_its_period_holds_the_figures_of_its_last_day(office: Office, supervisor: Person) -> None:
    report(office.officer("stp"), "II.3", "12/KH-UBND 26/02/2024")
    office.later(days=40)
    confirm_all(office)
    reply = supervisor.presses("report:q1:all")
    assert reply.files[0].name == "175-KH-UBND-q1-2024-03-14.docx"
    assert "số liệu đến hết ngày 14/03/2024" in reply.body
    assert supervisor.presses("report:half:all").files[0].name == "175-KH-UBND-half-2024-04-06.docx"
