"""Answers to questions: each says in one line how the question was understood."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from data.enums import FINISHED, Part, State
from data.registry.duties.duty_lines import DutyLine
from data.registry.plans.task_lines import TaskFacts, TaskLine
from data.rules.calendar import WorkingCalendar
from data.rules.report_periods import data_of
from data.rules.standing import urgency
from handlers.base.answer_scope import AnswerScope
from handlers.base.callback_data.codec import Payload, button
from handlers.base.callback_data.duties import ShowDuties
from handlers.base.callback_data.overview import ListOverdue, ListReported, ShowSummary
from handlers.base.list_filters import STILL_OWED
from handlers.base.messages import Button, Reply
from handlers.base.query import Period, Status
from handlers.base.selection import Selection
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import arrange_in_rows, back_button
from handlers.views.duties.duty_card import deadline_text
from handlers.views.duties.task_agencies import agencies_page
from handlers.views.questions.rows import (
    BUTTONS_A_ROW,
    ROWS,
    Buttons,
    due_text,
    duty_buttons,
    more_lines,
    row_text,
    task_buttons,
    title_text,
)
from handlers.views.questions.sort_names import sort_name
from handlers.views.questions.status_names import status_name

_MONTHS_OF_A_QUARTER = 3

_LISTS = {
    Status.OVERDUE: Selection(status=Status.OVERDUE),
    Status.DONE: Selection(status=Status.DONE),
    Status.ALL: Selection(),
    Status.WAITING: Selection(status=Status.WAITING),
    Status.UNDATED: Selection(undated=True),
    Status.CONTINUOUS: Selection(undated=True),
    Status.LATE: Selection(status=Status.DONE),
}
"""The list of /nhiemvu that holds what an answer had no room for; for other states, what is still owed."""

_LISTS_OF_ALL: Mapping[Status, Payload] = {Status.OVERDUE: ListOverdue(), Status.WAITING: ListReported()}
"""The same lists for all agencies; for other states, the figures of the province."""


def list_answer(
    scope: AnswerScope,
    rows: Sequence[DutyLine],
    today: date,
    calendar: WorkingCalendar,
    *,
    counted: bool,
    older: int = 0,
) -> Reply:
    """Render one screen of rows, under their number if `counted`; `older` counts overdue duties of other periods."""
    if is_grouped(scope, rows):
        return by_task(scope, rows, today, calendar, counted=counted)
    body = [_count_line(scope, rows)] if counted else []
    body += [
        f"{_urgency_icon(row, today, calendar)} {row_text(row, today, calendar)}{_agency_suffix(row, scope)}"
        for row in rows[:ROWS]
    ]
    if not rows and not counted:
        body.append(_("Không có việc nào."))
    body += more_lines(len(rows))
    taps = duty_buttons(rows[:ROWS], today)
    full = _list_button(scope)
    if older:
        body.append(_("Còn {count} việc quá hạn.", count=older))
        full = button(
            _("🔴 Quá hạn"), _list_payload(scope, Selection(status=Status.OVERDUE)) if scope.agency else ListOverdue()
        )
    return Reply(understood_line(scope), "\n".join(body), (*taps, (full,)))


def _count_line(scope: AnswerScope, rows: Sequence[DutyLine]) -> str:
    """Return the number of rows; of done ones, those that wait for confirmation are said apart."""
    waiting = sum(row.state is State.REPORTED for row in rows) if scope.query.status is Status.DONE else 0
    if not waiting:
        return _("{count} việc.", count=len(rows))
    return _("{count} việc, thêm {waiting} việc chờ xác nhận.", count=len(rows) - waiting, waiting=waiting)


def is_grouped(scope: AnswerScope, rows: Sequence[DutyLine]) -> bool:
    """Return whether so many agencies owe the same that the list is one of tasks."""
    return scope.agency is None and len(rows) > ROWS and len({row.deadline_id for row in rows}) < len(rows)


def by_task(
    scope: AnswerScope, rows: Sequence[DutyLine], today: date, calendar: WorkingCalendar, *, counted: bool
) -> Reply:
    """Render a line for each deadline of a task with the number of agencies; a button opens these."""
    together: dict[tuple[int, str], list[DutyLine]] = {}
    for row in rows:
        together.setdefault((row.deadline_id, _urgency_icon(row, today, calendar)), []).append(row)
    groups = list(together.values())
    body = [_count_line(scope, rows)] if counted else []
    body += [
        f"{_urgency_icon(of[0], today, calendar)} {_of_many(of, scope, today, calendar)}" for of in groups[:ROWS]
    ]
    if len(groups) > ROWS:
        body.append(_("… và {count} nhiệm vụ nữa.", count=len(groups) - ROWS))
    tasks = {formatting.task_code(of[0]): agencies_page(of[0]) for of in groups[:ROWS]}
    taps = arrange_in_rows([button(code, opens) for code, opens in tasks.items()], BUTTONS_A_ROW)
    return Reply(understood_line(scope), "\n".join(body), (*taps, (_list_button(scope),)))


def _of_many(of: Sequence[DutyLine], scope: AnswerScope, today: date, calendar: WorkingCalendar) -> str:
    if len(of) == 1:
        return f"{row_text(of[0], today, calendar)}{_agency_suffix(of[0], scope)}"
    first = of[0]
    if first.state in FINISHED or first.due_on is None:
        said = f"{formatting.task_code(first)}  {title_text(first)}"
    else:
        said = row_text(first, today, calendar)
    return f"{said}: " + _("{count} cơ quan", count=len(of))


def coordinated_answer(
    scope: AnswerScope, tasks: Sequence[TaskLine], today: date, *, counted: bool = False, takes_part: bool = True
) -> Reply:
    """Render tasks of others: what and by when, never how late. `takes_part`: the agency coordinates."""
    body = [_("{count} việc.", count=len(tasks))] if counted else []
    body += [
        f"{formatting.task_code(task)}  {title_text(task)}{due_text(task.due_on, today)}" for task in tasks[:ROWS]
    ]
    if not tasks and not counted:
        body.append(_("Không có việc nào."))
    body += more_lines(len(tasks))
    if not takes_part:
        return Reply(_("{understood} · theo kế hoạch", understood=understood_line(scope)), "\n".join(body))
    taps = task_buttons(tasks[:ROWS], today)
    if scope.agency:
        taps = (*taps, (button(_("Phối hợp"), _list_payload(scope, Selection(part=Part.COORDINATING))),))
    return Reply(f"{understood_line(scope)} · {_('phối hợp')}", "\n".join(body), taps)


def who_answer(tasks: Sequence[TaskFacts], taps: Buttons) -> Reply:
    """Render which agencies lead and which take part, in the words of the plan."""
    body = []
    for task in tasks[:ROWS]:
        body += [
            f"{formatting.task_code(task)} · {formatting.shorten(task.title, 80)}",
            _("Chủ trì: {agencies}", agencies="; ".join(task.lead_words)),
        ]
        if task.coordinating_words:
            body.append(_("Phối hợp: {agencies}", agencies="; ".join(task.coordinating_words)))
    return Reply(_("Hiểu là: ai chủ trì"), "\n".join(body), taps)


def when_answer(scope: AnswerScope, rows: Sequence[DutyLine], today: date, calendar: WorkingCalendar) -> Reply:
    """Render the written deadlines; for a periodic report also the days that its data are of."""
    body = []
    for row in rows[:ROWS]:
        due = deadline_text(
            row.due_on, row.kind, today, calendar, open_=row.state not in FINISHED, first=row.first_due_on
        )
        body.append(
            f"{formatting.task_code(row)} · {title_text(row)}{_agency_suffix(row, scope)}\n  "
            + _("Hạn: {deadline}", deadline=due)
            + formatting.pending_text(row.state, row.asked_until, today)
        )
        if scope.query.report and row.due_on:
            first, last = map(formatting.plain_day, data_of(row.due_on))
            body.append("  " + _("Số liệu tính từ {first} đến hết {last}", first=first, last=last))
    body += more_lines(len(rows))
    return Reply(
        _("{understood} · hạn khi nào", understood=understood_line(scope)),
        "\n".join(body),
        duty_buttons(rows[:ROWS], today),
    )


def summary_buttons(agency_id: int, *, own: bool, leading: bool) -> Buttons:
    """Return the buttons from an agency's figures to its lists, and to all figures for a `leading` role."""
    of = None if own else agency_id
    lists = (
        button(_("📋 Chưa xong"), ShowDuties(agency_id=of)),
        button(_("🔴 Quá hạn"), ShowDuties(Selection(status=Status.OVERDUE), agency_id=of)),
    )
    return (lists, (button(_("📊 Tổng hợp"), ShowSummary()),)) if leading else (lists,)


def understood_line(scope: AnswerScope) -> str:
    """Return how the question was understood: “Hiểu là: Quý II/2024 · Sở Tư pháp · chưa xong”."""
    query = scope.query
    parts = [
        _("KH {plan}", plan=query.plan) if query.plan else "",
        ", ".join(query.codes),
        period_name(query.period) if query.period else "",
        scope.agency.short_name if scope.agency else sort_name(query.sort),
        _("lĩnh vực {sections}", sections=", ".join(query.sections)) if query.sections else "",
        status_name(query.status),
        _("báo cáo định kỳ") if query.report else "",
        _("có chữ “{words}”", words=query.keywords) if query.keywords else "",
        _("sản phẩm “{words}”", words=query.made) if query.made else "",
    ]
    return _("Hiểu là: {parts}", parts=" · ".join(part for part in parts if part))


def period_name(period: Period) -> str:
    """Return the name of a day, month, quarter or year; of other periods the dates, “đến 14/12/2024”."""
    first, last = period.first, period.last
    if first is None:
        return _("đến {day}", day=formatting.plain_day(last))
    if last is None:
        return _("từ {day}", day=formatting.plain_day(first))
    if first == last:
        return formatting.full_day(first)
    if first.day == 1 and (last + timedelta(1)).day == 1 and first.year == last.year:
        match last.month - first.month + 1:
            case 1:
                return _("tháng {month}/{year}", month=first.month, year=first.year)
            case 3 if last.month % _MONTHS_OF_A_QUARTER == 0:
                return formatting.quarter_name(last.month // _MONTHS_OF_A_QUARTER, first.year)
            case 12:
                return _("năm {year}", year=first.year)
    return _("{first} – {last}", first=formatting.plain_day(first), last=formatting.plain_day(last))


def _urgency_icon(row: DutyLine, today: date, calendar: WorkingCalendar) -> str:
    return formatting.ICONS[urgency(row.due_on, row.state, today, calendar)]


def _agency_suffix(row: DutyLine, scope: AnswerScope) -> str:
    return "" if scope.agency and row.agency_id == scope.agency.id else f" ({row.agency_short_name})"


def _list_button(scope: AnswerScope) -> Button:
    """Return the button to the list that has all rows."""
    status = scope.query.status or Status.OPEN
    if scope.agency:
        return button(_("📋 Danh sách"), _list_payload(scope, _LISTS.get(status, STILL_OWED)))
    return button(_("📋 Danh sách"), _LISTS_OF_ALL[status]) if status in _LISTS_OF_ALL else back_button(ShowSummary())


def _list_payload(scope: AnswerScope, by: Selection) -> ShowDuties:
    return ShowDuties(by, agency_id=None if scope.own or not scope.agency else scope.agency.id)
