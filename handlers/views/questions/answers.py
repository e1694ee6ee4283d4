"""The answers to sentences: each says in one line how the sentence was understood."""

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
from handlers.base.callback_data.overview import ListOverdue, ListReported, ShowSummary, ShowTaskAgencies
from handlers.base.list_filters import STILL_OWED
from handlers.base.messages import Button, Reply
from handlers.base.query import Period, Status
from handlers.base.selection import Selection
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import in_rows, up
from handlers.views.duties.duty_card import deadline
from handlers.views.questions.sort_names import sort_name

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
}
"""The list of /nhiemvu that holds what an answer had no room for; otherwise what is still owed."""

_LISTS_OF_ALL: Mapping[Status, Payload] = {Status.OVERDUE: ListOverdue(), Status.WAITING: ListReported()}
"""The same of all agencies; of the others the figures lead on."""


def listed(
    scope: AnswerScope,
    rows: Sequence[DutyLine],
    today: date,
    calendar: WorkingCalendar,
    *,
    counted: bool,
    older: int = 0,
) -> Reply:
    """One screen of rows, in their order; `counted` puts their number first. `older` are overdue of another time than
    was asked for.
    """
    if is_grouped(scope, rows):
        return by_task(scope, rows, today, calendar, counted=counted)
    body = [_("{count} việc.", count=len(rows))] if counted else []
    body += [
        f"{_icon(row, today, calendar)} {row_text(row, today, calendar)}{_whose(row, scope)}" for row in rows[:ROWS]
    ]
    if not rows and not counted:
        body.append(_("Không có việc nào."))
    body += more(len(rows))
    taps = buttons(rows[:ROWS], today)
    full = _full(scope)
    if older:
        body.append(_("Còn {count} việc quá hạn.", count=older))
        full = button(
            _("🔴 Quá hạn"), _list(scope, Selection(status=Status.OVERDUE)) if scope.agency else ListOverdue()
        )
    return Reply(understood(scope), "\n".join(body), (*taps, (full,)))


def is_grouped(scope: AnswerScope, rows: Sequence[DutyLine]) -> bool:
    """Whether so many agencies owe the same that the list is one of tasks."""
    return scope.agency is None and len(rows) > ROWS and len({row.deadline_id for row in rows}) < len(rows)


def by_task(
    scope: AnswerScope, rows: Sequence[DutyLine], today: date, calendar: WorkingCalendar, *, counted: bool
) -> Reply:
    """A line for each deadline of a task with the number of agencies; a button opens these."""
    together: dict[tuple[int, str], list[DutyLine]] = {}
    for row in rows:
        together.setdefault((row.deadline_id, _icon(row, today, calendar)), []).append(row)
    groups = list(together.values())
    body = [_("{count} việc.", count=len(rows))] if counted else []
    body += [f"{_icon(of[0], today, calendar)} {_of_many(of, scope, today, calendar)}" for of in groups[:ROWS]]
    if len(groups) > ROWS:
        body.append(_("… và {count} nhiệm vụ nữa.", count=len(groups) - ROWS))
    codes = list(dict.fromkeys(of[0].code for of in groups[:ROWS]))
    taps = in_rows([button(code, ShowTaskAgencies(0, code)) for code in codes], BUTTONS_A_ROW)
    return Reply(understood(scope), "\n".join(body), (*taps, (_full(scope),)))


def _of_many(of: Sequence[DutyLine], scope: AnswerScope, today: date, calendar: WorkingCalendar) -> str:
    if len(of) == 1:
        return f"{row_text(of[0], today, calendar)}{_whose(of[0], scope)}"
    first = of[0]
    if first.state in FINISHED or first.due_on is None:
        said = f"{first.code}  {title_of(first)}"
    else:
        said = row_text(first, today, calendar)
    return f"{said}: " + _("{count} cơ quan", count=len(of))


def shared(
    scope: AnswerScope, tasks: Sequence[TaskLine], today: date, *, counted: bool = False, takes_part: bool = True
) -> Reply:
    """Tasks of others: what and by when, never how late. `takes_part`: the agency coordinates."""
    body = [_("{count} việc.", count=len(tasks))] if counted else []
    body += [f"{task.code}  {title_of(task)}{_on(task.due_on, today)}" for task in tasks[:ROWS]]
    if not tasks and not counted:
        body.append(_("Không có việc nào."))
    body += more(len(tasks))
    if not takes_part:
        return Reply(_("{understood} · theo kế hoạch", understood=understood(scope)), "\n".join(body))
    taps = task_buttons(tasks[:ROWS], today)
    if scope.agency:
        taps = (*taps, (button(_("Phối hợp"), _list(scope, Selection(part=Part.COORDINATING))),))
    return Reply(f"{understood(scope)} · {_('phối hợp')}", "\n".join(body), taps)


def who(tasks: Sequence[TaskFacts], taps: Buttons) -> Reply:
    """Who leads and who takes part, in the words of the plan."""
    body = []
    for task in tasks[:ROWS]:
        body += [
            f"{task.code} · {formatting.shorten(task.title, 80)}",
            _("Chủ trì: {agencies}", agencies="; ".join(task.lead_words)),
        ]
        if task.coordinating_words:
            body.append(_("Phối hợp: {agencies}", agencies="; ".join(task.coordinating_words)))
    return Reply(_("Hiểu là: ai chủ trì"), "\n".join(body), taps)


def when(scope: AnswerScope, rows: Sequence[DutyLine], today: date, calendar: WorkingCalendar) -> Reply:
    """The written deadlines of what was asked about; of a periodic report also which days its data are of."""
    body = []
    for row in rows[:ROWS]:
        due = deadline(row.due_on, row.kind, today, calendar, open_=row.state not in FINISHED, first=row.first_due_on)
        body.append(f"{row.code} · {title_of(row)}{_whose(row, scope)}\n  " + _("Hạn: {deadline}", deadline=due))
        if scope.query.report and row.due_on:
            first, last = map(formatting.plain_day, data_of(row.due_on))
            body.append("  " + _("Số liệu tính từ {first} đến hết {last}", first=first, last=last))
    body += more(len(rows))
    return Reply(
        _("{understood} · hạn khi nào", understood=understood(scope)), "\n".join(body), buttons(rows[:ROWS], today)
    )


def summary_buttons(agency_id: int, *, own: bool, leading: bool) -> Buttons:
    """From an agency's figures to its lists; to all figures for who may ask for them."""
    of = None if own else agency_id
    lists = (
        button(_("📋 Còn nợ"), ShowDuties(agency_id=of)),
        button(_("🔴 Quá hạn"), ShowDuties(Selection(status=Status.OVERDUE), agency_id=of)),
    )
    return (lists, (button(_("📊 Tổng hợp"), ShowSummary()),)) if leading else (lists,)


def understood(scope: AnswerScope) -> str:
    """“Hiểu là: Quý II/2024 · Sở Tư pháp · chưa xong”."""
    query = scope.query
    parts = [
        ", ".join(query.codes),
        period_name(query.period) if query.period else "",
        scope.agency.short_name if scope.agency else sort_name(query.sort),
        _("lĩnh vực {sections}", sections=", ".join(query.sections)) if query.sections else "",
        _status_name(query.status),
        _("báo cáo định kỳ") if query.report else "",
        _("có chữ “{words}”", words=query.keywords) if query.keywords else "",
        _("sản phẩm “{words}”", words=query.made) if query.made else "",
    ]
    return _("Hiểu là: {parts}", parts=" · ".join(part for part in parts if part))


def period_name(period: Period) -> str:
    """A day, month, quarter or year by its name, else both dates; “đến 14/12/2024” where an end is open."""
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


def buttons(rows: Sequence[DutyLine], today: date) -> Buttons:
    """One for each duty's card; where codes repeat, by date, and among several agencies by agency."""
    several = len({row.agency_id for row in rows}) > 1
    name = _of_agency if several else code_of
    taps = [button(name(row, rows, today), ShowDuty(row.id)) for row in rows]
    return tuple(in_rows(taps, _NAMED_A_ROW if several else BUTTONS_A_ROW))


def _of_agency(row: DutyLine, rows: Sequence[DutyLine], today: date) -> str:
    own = [other for other in rows if other.agency_id == row.agency_id]
    return formatting.of_agency(code_of(row, own, today), row.agency_short_name)


def task_buttons(tasks: Sequence[TaskLine], today: date) -> Buttons:
    """One for each task in which the agency takes part."""
    taps = [button(code_of(task, tasks, today), ShowTask(task.deadline_id)) for task in tasks]
    return tuple(in_rows(taps, BUTTONS_A_ROW))


def _icon(row: DutyLine, today: date, calendar: WorkingCalendar) -> str:
    return formatting.ICONS[urgency(row.due_on, row.state, today, calendar)]


def row_text(row: DutyLine, today: date, calendar: WorkingCalendar) -> str:
    if row.state in FINISHED and row.completed_on:
        return f"{row.code}  {title_of(row)} · " + _("xong {day}", day=formatting.day_month(row.completed_on, today))
    if row.due_on is None:
        return f"{row.code}  {title_of(row)}"
    left = formatting.grace(row.due_on, today, calendar) or formatting.days_left(row.due_on, today)
    return f"{row.code}  {title_of(row)}{_on(row.due_on, today)}, {left}"


def _on(due_on: date | None, today: date) -> str:
    return f" · {formatting.short_day(due_on, today)}" if due_on else ""


def title_of(row: DutyLine | TaskLine) -> str:
    return formatting.line_title(row.title, row.label, row.kind, _TITLE_LETTERS)


def _whose(row: DutyLine, scope: AnswerScope) -> str:
    return "" if scope.agency and row.agency_id == scope.agency.id else f" ({row.agency_short_name})"


def _status_name(status: Status | None) -> str:
    return {
        None: "",
        Status.OPEN: _("chưa xong"),
        Status.OVERDUE: _("quá hạn"),
        Status.IN_TIME: _("còn trong hạn"),
        Status.DONE: _("đã xong"),
        Status.WAITING: _("chờ xác nhận"),
        Status.UNDATED: _("không có hạn"),
        Status.ALL: _("tất cả"),
    }[status]


def code_of(row: DutyLine | TaskLine, rows: Sequence[DutyLine] | Sequence[TaskLine], today: date) -> str:
    repeated = sum(other.code == row.code for other in rows) > 1
    return f"{row.code} · {formatting.day_month(row.due_on, today)}" if repeated and row.due_on else row.code


def _full(scope: AnswerScope) -> Button:
    """The list that has all of it."""
    status = scope.query.status or Status.OPEN
    if scope.agency:
        return button(_("📋 Danh sách"), _list(scope, _LISTS.get(status, STILL_OWED)))
    return button(_("📋 Danh sách"), _LISTS_OF_ALL[status]) if status in _LISTS_OF_ALL else up(ShowSummary())


def _list(scope: AnswerScope, by: Selection) -> ShowDuties:
    return ShowDuties(by, agency_id=None if scope.own or not scope.agency else scope.agency.id)


def more(count: int) -> list[str]:
    return [_("… và {count} việc nữa, trong danh sách đầy đủ.", count=count - ROWS)] if count > ROWS else []
