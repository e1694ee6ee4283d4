"""Answers to questions: each says in one line how the question was understood."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from data.enums import FINISHED, Part
from data.registry.duties.duty_lines import DutyLine, TaskFacts, TaskLine
from data.rules.calendar import WorkingCalendar
from data.rules.report_periods import data_of
from data.rules.standing import urgency
from handlers.base.answer_scope import AnswerScope
from handlers.base.callback_data.codec import Payload, button
from handlers.base.callback_data.duties import ShowDuties, ShowDuty, ShowTask
from handlers.base.callback_data.overview import ListOverdue, ListReported, ShowSummary
from handlers.base.list_filters import STILL_OWED
from handlers.base.messages import Button, Reply
from handlers.base.query import Period, Status
from handlers.base.selection import Selection
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import arrange_in_rows, back_button
from handlers.views.duties.duty_card import deadline_text
from handlers.views.questions.status_names import status_name

Buttons = tuple[tuple[Button, ...], ...]

ROWS = 12
_TITLE_LETTERS = 48
BUTTONS_A_ROW = 4
_NAMED_A_ROW = 2
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
    body = [_("{count} việc.", count=len(rows))] if counted else []
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


def coordinated_answer(scope: AnswerScope, tasks: Sequence[TaskLine], today: date, *, counted: bool = False) -> Reply:
    """Render tasks of others in which the agency takes part: what and by when, never how late."""
    body = [_("{count} việc.", count=len(tasks))] if counted else []
    body += [f"{task.code}  {title_text(task)}{_due_text(task.due_on, today)}" for task in tasks[:ROWS]]
    if not tasks and not counted:
        body.append(_("Không có việc nào."))
    body += more_lines(len(tasks))
    taps = task_buttons(tasks[:ROWS], today)
    if scope.agency:
        taps = (*taps, (button(_("Phối hợp"), _list_payload(scope, Selection(part=Part.COORDINATING))),))
    return Reply(f"{understood_line(scope)} · {_('phối hợp')}", "\n".join(body), taps)


def who_answer(tasks: Sequence[TaskFacts], taps: Buttons) -> Reply:
    """Render which agencies lead and which take part, in the words of the plan."""
    body = []
    for task in tasks[:ROWS]:
        body += [
            f"{task.code} · {formatting.shorten(task.title, 80)}",
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
            f"{row.code} · {title_text(row)}{_agency_suffix(row, scope)}\n  "
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
        ", ".join(query.codes),
        period_name(query.period) if query.period else "",
        scope.agency.short_name if scope.agency else _("toàn tỉnh"),
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


def duty_buttons(rows: Sequence[DutyLine], today: date) -> Buttons:
    """Return a button for each duty's card; repeated codes get a date, several agencies their names."""
    several = len({row.agency_id for row in rows}) > 1
    name = _code_and_agency if several else code_label
    taps = [button(name(row, rows, today), ShowDuty(row.id)) for row in rows]
    return tuple(arrange_in_rows(taps, _NAMED_A_ROW if several else BUTTONS_A_ROW))


def _code_and_agency(row: DutyLine, rows: Sequence[DutyLine], today: date) -> str:
    own = [other for other in rows if other.agency_id == row.agency_id]
    return formatting.code_with_agency(code_label(row, own, today), row.agency_short_name)


def task_buttons(tasks: Sequence[TaskLine], today: date) -> Buttons:
    """Return a button for each task in which the agency takes part."""
    taps = [button(code_label(task, tasks, today), ShowTask(task.deadline_id)) for task in tasks]
    return tuple(arrange_in_rows(taps, BUTTONS_A_ROW))


def _urgency_icon(row: DutyLine, today: date, calendar: WorkingCalendar) -> str:
    return formatting.ICONS[urgency(row.due_on, row.state, today, calendar)]


def row_text(row: DutyLine, today: date, calendar: WorkingCalendar) -> str:
    """Return a duty as a row: code, title, and when it is due or was done."""
    if row.state in FINISHED and row.completed_on:
        return f"{row.code}  {title_text(row)} · " + _(
            "xong {day}", day=formatting.day_month(row.completed_on, today)
        )
    pending = formatting.pending_text(row.state, row.asked_until, today)
    if row.due_on is None:
        return f"{row.code}  {title_text(row)}{pending}"
    left = formatting.grace(row.due_on, today, calendar) or formatting.days_left(row.due_on, today)
    return f"{row.code}  {title_text(row)}{_due_text(row.due_on, today)}, {left}{pending}"


def _due_text(due_on: date | None, today: date) -> str:
    return f" · {formatting.short_day(due_on, today)}" if due_on else ""


def title_text(row: DutyLine | TaskLine) -> str:
    """Return the title of a row."""
    return formatting.line_title(row.title, row.label, row.kind, _TITLE_LETTERS)


def _agency_suffix(row: DutyLine, scope: AnswerScope) -> str:
    return "" if scope.agency and row.agency_id == scope.agency.id else f" ({row.agency_short_name})"


def code_label(row: DutyLine | TaskLine, rows: Sequence[DutyLine] | Sequence[TaskLine], today: date) -> str:
    """Return the code of a row, with its date if the code stands twice."""
    repeated = sum(other.code == row.code for other in rows) > 1
    return f"{row.code} · {formatting.day_month(row.due_on, today)}" if repeated and row.due_on else row.code


def code_labels(rows: Sequence[DutyLine], today: date) -> list[str]:
    """Return the codes of rows, with their dates where a code stands twice."""
    return [code_label(row, rows, today) for row in rows]


def _list_button(scope: AnswerScope) -> Button:
    """Return the button to the list that has all rows."""
    status = scope.query.status or Status.OPEN
    if scope.agency:
        return button(_("📋 Danh sách"), _list_payload(scope, _LISTS.get(status, STILL_OWED)))
    return button(_("📋 Danh sách"), _LISTS_OF_ALL[status]) if status in _LISTS_OF_ALL else back_button(ShowSummary())


def _list_payload(scope: AnswerScope, by: Selection) -> ShowDuties:
    return ShowDuties(by, agency_id=None if scope.own or not scope.agency else scope.agency.id)


def more_lines(count: int) -> list[str]:
    """Return the line that counts the rows for which there was no room; empty if there was room for all."""
    return [_("… và {count} việc nữa, trong danh sách đầy đủ.", count=count - ROWS)] if count > ROWS else []
