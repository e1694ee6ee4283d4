"""The words of a digest: when it comes, how late it is, and why each duty stands in it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from data.enums import Kind, State
from data.registry.outbox.sent import SentReminder
from data.rules.reminder_reasons import Reason
from data.rules.stages import Stage
from handlers.views.account.reminder_reasons import explain_digest, explain_reminder
from handlers.views.pushes.digest import digest
from scheduler.planning.digest import DigestFacts, DigestLine
from tests.scheduler.office import morning

DUE = date(2024, 3, 18)
"""A Monday."""


def reason(stage: Stage = Stage.T_3, **facts: object) -> Reason:
    known = {
        "due_on": DUE,
        "remind_by": DUE,
        "days_left": 3,
        "falls_on": date(2024, 3, 15),
        "send_on": date(2024, 3, 15),
        "moved_because": None,
    }
    return Reason(stage, **(known | facts))  # type: ignore[arg-type]


def facts(
    at: datetime, due_at: datetime | None = None, because: Reason | None = None, on_time_until: date = DUE
) -> DigestFacts:
    line = DigestLine(17, 3, "II.3", "Kế hoạch kiểm tra", "", Kind.ONCE, DUE, because or reason(), on_time_until)
    return DigestFacts(5, "Cán bộ A", 1, "Sở Tư pháp", due_at or at, at, (line,))


@pytest.mark.parametrize(
    ("hour", "begins"),
    [(6, "⏰ Sáng"), (11, "⏰ Sáng"), (12, "⏰ Chiều"), (17, "⏰ Chiều"), (18, "⏰ Tối"), (23, "⏰ Tối")],
)
def test_it_greets_by_the_time_of_day(hour: int, begins: str) -> None:
    assert digest(facts(morning("2024-03-15", hour))).heading == f"{begins} Thứ Sáu, 15/03/2024 · Sở Tư pháp"


@pytest.mark.parametrize(
    ("at", "due_at", "said"),
    [
        (morning("2024-03-15", 8), morning("2024-03-15", 8), None),
        (morning("2024-03-15", 9), morning("2024-03-15", 8), None),
        (morning("2024-03-15", 9, 1), morning("2024-03-15", 8), "(Bản tin này đến muộn: lẽ ra gửi lúc 08:00.)"),
        (morning("2024-03-15", 16), morning("2024-03-15", 14), "(Bản tin này đến muộn: lẽ ra gửi lúc 14:00.)"),
        (morning("2024-03-18", 8), morning("2024-03-18", 8), "(Bản tin này đến muộn: lẽ ra gửi từ T6 15/03.)"),
    ],
)
def test_a_late_one_says_since_when(at: datetime, due_at: datetime, said: str | None) -> None:
    first = digest(facts(at, due_at)).body.splitlines()[0]
    assert first == (said or "🟠 II.3  KH kiểm tra · Thứ Hai, 18/03, còn 3 ngày")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2024-03-18", "🟠 II.3  KH kiểm tra · Thứ Hai, 18/03, hôm nay"),
        ("2024-03-19", "🟠 II.3  KH kiểm tra · hạn 18/03, còn kịp đến hết T4 20/03"),
        ("2024-03-20", "🟠 II.3  KH kiểm tra · hạn 18/03, còn kịp đến hết T4 20/03"),
        ("2024-03-21", "🔴 II.3  KH kiểm tra · quá hạn 3 ngày"),
    ],
)
def test_what_was_due_on_a_day_off_is_late_only_after_the_next_working_day(day: str, said: str) -> None:
    at = morning(day)
    on_its_day = reason(send_on=at.date())
    assert said in digest(facts(at, because=on_its_day, on_time_until=date(2024, 3, 20))).body.splitlines()


def test_one_in_spite_of_a_pause_says_so_while_the_pause_lasts() -> None:
    paused = reason(resumes_on=date(2024, 3, 20))
    said = "(Đang tạm dừng nhắc đến T4 20/03, nhưng có việc đã sát hạn hoặc quá hạn.)"
    assert digest(facts(morning("2024-03-15"), because=paused)).body.splitlines()[0] == said
    assert "tạm dừng" not in digest(facts(morning("2024-03-20"), because=paused)).body


def test_its_buttons_mark_put_off_open_and_explain() -> None:
    buttons = [[button.value for button in row] for row in digest(facts(morning("2024-03-15"))).buttons]
    assert buttons == [["done:17:3", "card:17", "extend:17"], ["tomorrow:5", "list:o:0"], ["why:5"]]


def test_a_line_says_what_is_pending_and_asks_for_nothing_twice() -> None:
    said = facts(morning("2024-03-15"))
    [line] = said.lines
    asked = replace(line, asked_until=date(2024, 4, 20), state=State.RETURNED)
    shown = digest(replace(said, lines=(asked,)))
    assert shown.body.endswith("còn 3 ngày · ↩️ bị trả lại · 🕓 đang xin gia hạn đến 20/04")
    assert [button.value for button in shown.buttons[0]] == ["done:17:3", "card:17"]


def test_a_long_digest_has_the_buttons_of_its_first_lines() -> None:
    said = facts(morning("2024-03-15"))
    lines = tuple(replace(said.lines[0], duty_id=number, code=f"II.{number}") for number in range(1, 12))
    shown = digest(replace(said, lines=lines))
    assert [len(row) for row in shown.buttons] == [3] * 6 + [2, 1]
    assert len(shown.body.splitlines()) == 11


@pytest.mark.parametrize(
    ("because", "said"),
    [
        (reason(), "II.3: nhắc trước 3 ngày, hạn Thứ Hai, 18/03/2024."),
        (
            reason(Stage.T_15, due_on=date(2024, 3, 16), remind_by=date(2024, 3, 15)),
            "II.3: nhắc trước 15 ngày, đếm từ Thứ Sáu, 15/03 vì hạn Thứ Bảy, 16/03/2024 là ngày nghỉ.",
        ),
        (reason(Stage.T_0), "II.3: ngày cuối để làm xong, hạn Thứ Hai, 18/03/2024."),
        (reason(Stage.OVERDUE), "II.3: đã quá hạn Thứ Hai, 18/03/2024."),
        (
            reason(Stage.WEEKLY),
            "II.3: đã quá hạn Thứ Hai, 18/03/2024, nhắc mỗi đầu tuần đến khi xong.",
        ),
        (
            reason(Stage.T_1, falls_on=date(2024, 3, 17), moved_because="Chủ nhật"),
            "II.3: nhắc trước 1 ngày, hạn Thứ Hai, 18/03/2024; ngày nhắc rơi vào Chủ Nhật, 17/03 nên chuyển ngày.",
        ),
        (
            reason(Stage.T_15, falls_on=date(2024, 2, 14), moved_because="Nghỉ Tết Nguyên đán"),
            "II.3: nhắc trước 15 ngày, hạn Thứ Hai, 18/03/2024; "
            "ngày nhắc rơi vào Thứ Tư, 14/02, Nghỉ Tết Nguyên đán, nên chuyển ngày.",
        ),
        (
            reason(snoozed_on=date(2024, 3, 14)),
            "II.3: nhắc trước 3 ngày, hạn Thứ Hai, 18/03/2024; theo lịch anh/chị hẹn hôm Thứ Năm, 14/03.",
        ),
        (
            reason(Stage.T_1, resumes_on=date(2024, 3, 20)),
            "II.3: nhắc trước 1 ngày, hạn Thứ Hai, 18/03/2024; đang tạm dừng đến Thứ Tư, 20/03 nhưng hạn đã sát.",
        ),
    ],
)
def test_every_reason_is_a_sentence(because: Reason, said: str) -> None:
    assert explain_reminder(told(morning("2024-03-15")), because) == said


def test_a_reason_says_that_the_digest_came_late() -> None:
    late = told(morning("2024-03-18"))
    assert explain_reminder(late, reason()).endswith("; lẽ ra gửi từ Thứ Sáu, 15/03, bản tin đến muộn.")


def test_the_reasons_of_a_long_digest_fit_a_message() -> None:
    long = explain_reminder(
        told(morning("2024-03-18")), reason(snoozed_on=DUE, resumes_on=DUE, moved_because="Chủ nhật")
    )
    said = explain_digest([long] * 40)
    assert len(said.text) <= 2000
    assert said.body.endswith("việc khác")


def told(sent_at: datetime) -> SentReminder:
    return SentReminder(
        stage="T-3",
        falls_on=date(2024, 3, 15),
        send_on=date(2024, 3, 15),
        cause=None,
        sent_at=sent_at + timedelta(minutes=1),
        duty_id=17,
        agency_id=1,
        agency_short_name="Sở Tư pháp",
        state=State.NOT_STARTED,
        withdrawn=False,
        due_on=DUE,
        code="II.3",
        kind=Kind.ONCE,
        issued_on=date(2023, 12, 29),
    )
