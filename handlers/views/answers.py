"""The answers to sentences: each says in one line how the sentence was understood."""

from collections.abc import Sequence
from datetime import date, timedelta

from data.registry.duties import DutyLine, TaskFacts, TaskLine
from data.words import FINISHED
from handlers.conversation import Button, Reply
from handlers.locales import _, marked
from handlers.questions.query import Period, Status
from handlers.questions.scope import Scope
from handlers.views import words
from handlers.views.duty_card import deadline
from scheduler.calendar import WorkingCalendar
from scheduler.standing import urgency

Buttons = tuple[tuple[Button, ...], ...]

_ROWS = 12
_TITLE_LETTERS = 48
_BUTTONS_A_ROW = 4
_MONTHS_OF_A_QUARTER = 3
_ROMAN = ("I", "II", "III", "IV")

_LISTS = {Status.OVERDUE: "v", Status.DONE: "d", Status.ALL: "a"}
"""The list of /nhiemvu that holds what an answer had no room for; otherwise what is still owed."""

_GUESSES = {
    "list:o:0": marked("📋 Việc còn nợ"),
    "list:v:0": marked("🔴 Việc quá hạn"),
    "list:d:0": marked("✅ Việc đã xong"),
    "list:n:0": marked("🔵 Việc không có hạn"),
    "list:c:0": marked("Việc phối hợp"),
    "cmd:tieptheo": marked("Việc tiếp theo"),
    "cmd:trogiup": marked("Trợ giúp"),
}


def listed(scope: Scope, rows: Sequence[DutyLine], today: date, calendar: WorkingCalendar, *, counted: bool) -> Reply:
    """One screen of rows, in their order; `counted` puts their number first."""
    body = [_("{count} việc.", count=len(rows))] if counted else []
    body += [
        f"{_icon(row, today, calendar)} {_row(row, today, calendar)}{_whose(row, scope)}" for row in rows[:_ROWS]
    ]
    if not rows and not counted:
        body.append(_("Không có việc nào."))
    if len(rows) > _ROWS:
        body.append(_("… và {count} việc nữa, trong danh sách đầy đủ.", count=len(rows) - _ROWS))
    full = Button(_("📋 Danh sách"), _list(scope, _LISTS.get(scope.status or Status.OPEN, "o")))
    return Reply(understood(scope), "\n".join(body), (*buttons(rows[:_ROWS], today), (full,)))


def shared(scope: Scope, tasks: Sequence[TaskLine], today: date) -> Reply:
    """Tasks of others in which the agency takes part: what and by when, never how late."""
    body = [f"{task.code}  {_title(task)}{_on(task.due_on, today)}" for task in tasks[:_ROWS]]
    if len(tasks) > _ROWS:
        body.append(_("… và {count} việc nữa, trong danh sách đầy đủ.", count=len(tasks) - _ROWS))
    full = Button(_("Phối hợp"), _list(scope, "c"))
    heading = f"{understood(scope)} · {_('phối hợp')}"
    return Reply(heading, "\n".join(body), (*task_buttons(tasks[:_ROWS], today), (full,)))


def who(tasks: Sequence[TaskFacts], taps: Buttons) -> Reply:
    """Who leads and who takes part, in the words of the plan."""
    body = []
    for task in tasks[:_ROWS]:
        body += [
            f"{task.code} · {words.shorten(task.title, 80)}",
            _("Chủ trì: {agencies}", agencies="; ".join(task.lead_words)),
        ]
        if task.coordinating_words:
            body.append(_("Phối hợp: {agencies}", agencies="; ".join(task.coordinating_words)))
    return Reply(_("Hiểu là: ai chủ trì"), "\n".join(body), taps)


def when(scope: Scope, rows: Sequence[DutyLine], today: date, calendar: WorkingCalendar) -> Reply:
    """The written deadlines of what was asked about."""
    body = []
    for row in rows[:_ROWS]:
        due = deadline(row.due_on, row.kind, today, calendar, open_=row.state not in FINISHED, first=row.first_due_on)
        body.append(f"{row.code} · {_title(row)}{_whose(row, scope)}\n  " + _("Hạn: {deadline}", deadline=due))
    return Reply(
        _("{understood} · hạn khi nào", understood=understood(scope)), "\n".join(body), buttons(rows[:_ROWS], today)
    )


def report_question(rows: Sequence[DutyLine], today: date, calendar: WorkingCalendar) -> Reply:
    """Asks before anything is begun; one button for each date that is still open under the code."""
    code = rows[0].code
    if len(rows) == 1:
        asked = _("Anh/chị muốn báo {code} đã xong?", code=code)
        taps = (Button(_("✅ Đã xong"), _done(rows[0])), Button(_("Xem {code}", code=code), f"card:{rows[0].id}"))
        return Reply(asked, words.shorten(rows[0].title, 120) + "\n" + _nothing_yet(), (taps,))
    asked = _("{code} có {count} mốc chưa xong. Anh/chị muốn báo mốc nào đã xong?", code=code, count=len(rows))
    lines = [_row(row, today, calendar) for row in rows[:_ROWS]]
    done = [Button(f"✅ {_date_or_code(row, today)}", _done(row)) for row in rows[:_ROWS]]
    return Reply(asked, "\n".join([*lines, _nothing_yet()]), _in_rows(done))


def ways_to_ask() -> Reply:
    """What can be asked in a sentence."""
    body = _(
        "“tuần này phải nộp gì”, “quý 2 còn gì”, “việc quá hạn”, “bao nhiêu việc chưa xong”, “việc tiếp theo”,\n"
        "“hạn của II.3”, “ai chủ trì II.3”, “II.3 xong rồi”; có dấu hay không dấu đều được."
    )
    return Reply(_("Có thể hỏi bằng một câu"), body, (_guess_buttons(("list:o:0", "cmd:trogiup")),))


def not_understood(guesses: Sequence[str]) -> Reply:
    """One line, an example, the nearest guesses: never a list that may be the wrong one."""
    body = _("Tôi chưa hiểu câu này. Ví dụ: “tuần này phải nộp gì”, “hạn của II.3”. Hay anh/chị muốn xem:")
    return Reply(body=body, buttons=(_guess_buttons(guesses),))


def summary_buttons(scope: Scope, *, leading: bool) -> Buttons:
    """From an agency's figures to its lists; to all figures for who may ask for them."""
    lists = (Button(_("📋 Còn nợ"), _list(scope, "o")), Button(_("🔴 Quá hạn"), _list(scope, "v")))
    return (lists, (Button(_("📊 Tổng hợp"), "sum:all"),)) if leading else (lists,)


def understood(scope: Scope) -> str:
    """“Hiểu là: Quý II/2024 · Sở Tư pháp · chưa xong”."""
    parts = [
        ", ".join(scope.codes),
        period_name(scope.period) if scope.period else "",
        scope.agency.short_name,
        _status_name(scope.status),
        _("có chữ “{words}”", words=scope.keywords) if scope.keywords else "",
    ]
    return _("Hiểu là: {parts}", parts=" · ".join(part for part in parts if part))


def period_name(period: Period) -> str:
    """A day, month, quarter or year by its name, else both dates."""
    first, last = period.first, period.last
    if first == last:
        return words.full_day(first)
    if first.day == 1 and (last + timedelta(1)).day == 1 and first.year == last.year:
        match last.month - first.month + 1:
            case 1:
                return _("tháng {month}/{year}", month=first.month, year=first.year)
            case 3 if last.month % _MONTHS_OF_A_QUARTER == 0:
                return _(
                    "Quý {quarter}/{year}", quarter=_ROMAN[last.month // _MONTHS_OF_A_QUARTER - 1], year=first.year
                )
            case 12:
                return _("năm {year}", year=first.year)
    return _("{first} – {last}", first=first.strftime("%d/%m/%Y"), last=last.strftime("%d/%m/%Y"))


def buttons(rows: Sequence[DutyLine], today: date) -> Buttons:
    """One for each duty's card; where codes repeat, by date."""
    return _in_rows([Button(_code(row, rows, today), f"card:{row.id}") for row in rows])


def task_buttons(tasks: Sequence[TaskLine], today: date) -> Buttons:
    """One for each task in which the agency takes part."""
    return _in_rows([Button(_code(task, tasks, today), f"task:{task.deadline_id}") for task in tasks])


def _in_rows(taps: Sequence[Button]) -> Buttons:
    return tuple(tuple(taps[at : at + _BUTTONS_A_ROW]) for at in range(0, len(taps), _BUTTONS_A_ROW))


def _guess_buttons(values: Sequence[str]) -> tuple[Button, ...]:
    return tuple(Button(_(_GUESSES[value]), value) for value in values)


def _icon(row: DutyLine, today: date, calendar: WorkingCalendar) -> str:
    return words.ICONS[urgency(row.due_on, row.state, today, calendar)]


def _row(row: DutyLine, today: date, calendar: WorkingCalendar) -> str:
    if row.state in FINISHED and row.completed_on:
        return f"{row.code}  {_title(row)} · " + _("xong {day}", day=words.day_month(row.completed_on, today))
    return f"{row.code}  {_title(row)}{_when(row.due_on, today, calendar)}"


def _when(due_on: date | None, today: date, calendar: WorkingCalendar) -> str:
    if due_on is None:
        return ""
    return f"{_on(due_on, today)}, {words.grace(due_on, today, calendar) or words.days_left(due_on, today)}"


def _on(due_on: date | None, today: date) -> str:
    return f" · {words.short_day(due_on, today)}" if due_on else ""


def _title(row: DutyLine | TaskLine) -> str:
    return words.line_title(row.title, row.label, row.kind, _TITLE_LETTERS)


def _whose(row: DutyLine, scope: Scope) -> str:
    return "" if row.agency_id == scope.agency.id else f" ({row.agency_short_name})"


def _status_name(status: Status | None) -> str:
    return {
        None: "",
        Status.OPEN: _("chưa xong"),
        Status.OVERDUE: _("quá hạn"),
        Status.DONE: _("đã xong"),
        Status.ALL: _("tất cả"),
    }[status]


def _code(row: DutyLine | TaskLine, rows: Sequence[DutyLine] | Sequence[TaskLine], today: date) -> str:
    repeated = sum(other.code == row.code for other in rows) > 1
    return f"{row.code} · {words.day_month(row.due_on, today)}" if repeated and row.due_on else row.code


def _date_or_code(row: DutyLine, today: date) -> str:
    return words.day_month(row.due_on, today) if row.due_on else row.code


def _done(row: DutyLine) -> str:
    return f"done:{row.id}:{row.version}"


def _list(scope: Scope, kind: str) -> str:
    return f"list:{kind}:0" if scope.own else f"list:{kind}:0:{scope.agency.id}"


def _nothing_yet() -> str:
    return _("Chưa có gì thay đổi; chạm nút rồi gõ số và ngày văn bản.")
