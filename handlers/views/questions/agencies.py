"""Answers that count agencies: how many of each level have done it, and the names of those asked for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.enums import OPEN, State
from data.registry.duties.duty_lines import DutyLine
from data.rules.calendar import WorkingCalendar
from data.rules.standing import Urgency, urgency
from handlers.base.answer_scope import AnswerScope
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import RunCommand
from handlers.base.callback_data.duties import ShowDuties
from handlers.base.callback_data.overview import ListAgencies, ListOverdue
from handlers.base.messages import Button, Reply
from handlers.base.query import Sort, Status
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.duties.task_agencies import agencies_page
from handlers.views.questions.answers import period_name
from handlers.views.questions.sort_names import sort_name

NAMES = 20
"""So many names stand in a message; the rest is behind a button."""
_TITLE_LETTERS = 80


@dataclass(frozen=True, slots=True)
class Counted:
    """`rows` are all duties asked about; `codes` the agencies in the state asked for; `places` the name of the agency
    above each, by code; `within` the one that all of them lie in, "" without."""

    rows: Sequence[DutyLine]
    codes: frozenset[str]
    places: Mapping[str, str]
    within: str = ""


def counted(scope: AnswerScope, found: Counted, today: date, calendar: WorkingCalendar) -> Reply:
    """Render how many agencies of the sort are in the state asked for, and which; the others are counted too."""
    rows = found.rows
    if not rows:
        return Reply(understood(scope, found), _("Không có cơ quan nào phải thực hiện."), _ways(rows))
    owing = {row.agency_code for row in rows}
    unfinished = {row.agency_code for row in rows if row.state in OPEN}
    waiting = {row.agency_code for row in rows if row.state is State.REPORTED} - unfinished
    done = owing - unfinished - waiting
    late = {row.agency_code for row in rows if urgency(row.due_on, row.state, today, calendar) is Urgency.OVERDUE}
    counts = _Counts(len(found.codes), len(owing), len(unfinished), len(waiting), len(late))
    body = [_headline(scope.query.status, counts)]
    body += _levels(found, done)
    body += _named(_named_as(scope.query.status), [row for row in rows if row.agency_code in found.codes], found)
    if waiting and scope.query.status is not Status.WAITING:
        body += _named(_("Chờ xác nhận"), [row for row in rows if row.agency_code in waiting], found)
    if found.codes != frozenset(done) and done and scope.query.status is not Status.DONE:
        body += _named(_("Đã hoàn thành"), [row for row in rows if row.agency_code in done], found)
    if scope.query.status is Status.DONE and unfinished:
        body += _named(_("Chưa hoàn thành"), [row for row in rows if row.agency_code in unfinished], found)
    return Reply(understood(scope, found), "\n".join(body), _ways(rows))


def refused() -> Reply:
    """Render the refusal to an officer who asks how far other agencies are."""
    return Reply(
        body=_(
            "Tiến độ của từng cơ quan chỉ giám sát xem được. Anh/chị xem được nhiệm vụ của cơ quan mình; về nhiệm vụ"
            " của cơ quan khác, anh/chị có thể hỏi ai chủ trì, hạn khi nào, sản phẩm là gì."
        ),
        buttons=((button(_("📋 Danh sách"), ShowDuties()), button(_("Trợ giúp"), RunCommand("trogiup"))),),
    )


def understood(scope: AnswerScope, found: Counted) -> str:
    """Render “Hiểu là: TC.1 · hạn Thứ Tư, 31/01/2024 · các huyện, thành phố · chưa hoàn thành”."""
    query, rows = scope.query, found.rows
    codes = list(dict.fromkeys(formatting.task_code(row) for row in rows))
    due = {row.first_due_on for row in rows}
    one_day = next(iter(due)) if len(due) == 1 else None
    parts = [
        ", ".join(codes) if query.about_tasks and len(codes) <= 3 else ", ".join(query.codes),
        _("nhiệm vụ đã đến hạn") if not query.about_tasks and not query.period else "",
        _("lĩnh vực {sections}", sections=", ".join(query.sections)) if query.sections else "",
        period_name(query.period) if query.period and not one_day else "",
        _("hạn {day}", day=formatting.full_day(one_day)) if one_day else "",
        sort_name(query.sort, found.within),
        state_name(query.status),
    ]
    if len(codes) == 1 and query.about_tasks:
        parts.append(formatting.shorten(rows[0].title, _TITLE_LETTERS))
    return _("Hiểu là: {parts}", parts=" · ".join(part for part in parts if part))


def state_name(status: Status | None) -> str:
    """Return the words for the state of an agency."""
    return {
        Status.DONE: _("đã hoàn thành"),
        Status.OVERDUE: _("quá hạn chưa hoàn thành"),
        Status.WAITING: _("đã báo hoàn thành, chờ xác nhận"),
    }.get(status or Status.OPEN, _("chưa hoàn thành"))


def _named_as(status: Status | None) -> str:
    said = state_name(status)
    return said[:1].upper() + said[1:]


@dataclass(frozen=True, slots=True)
class _Counts:
    """Numbers of agencies: in the state asked for, of all, with something open, with nothing open but something
    that waits for confirmation, with something overdue.
    """

    asked: int
    total: int
    unfinished: int
    waiting: int
    late: int


def _headline(status: Status | None, counts: _Counts) -> str:
    said = _("{count}/{total} cơ quan {state}", count=counts.asked, total=counts.total, state=state_name(status))
    of_which = _(", trong đó quá hạn {late}", late=counts.late) if counts.late else ""
    waiting = _("; chờ xác nhận {count}", count=counts.waiting) if counts.waiting else ""
    match status:
        case Status.DONE:
            return said + waiting + _("; chưa hoàn thành {open}", open=counts.unfinished) + of_which + "."
        case Status.OVERDUE | Status.WAITING:
            return said + "."
    done = counts.total - counts.unfinished - counts.waiting
    return said + of_which + waiting + _("; đã hoàn thành {done}.", done=done)


def _levels(found: Counted, done: set[str]) -> list[str]:
    """Return the numbers of each level, if there are several."""
    kind = {row.agency_code: sort_of(row) for row in found.rows}
    all_of, of_done = Counter(kind.values()), Counter(kind[code] for code in done)
    if len(all_of) < 2:
        return []
    names = {
        Sort.DEPARTMENT: _("sở, ban, ngành"),
        Sort.DISTRICT: _("huyện, thành phố"),
        Sort.COMMUNE: _("xã, phường, thị trấn"),
        Sort.ALL: _("cơ quan khác"),
    }
    told = [f"{names[level]} {of_done[level]}/{all_of[level]}" for level in names if all_of[level]]
    return [_("Đã hoàn thành theo cấp: {levels}", levels=" · ".join(told))]


def sort_of(row: DutyLine) -> Sort:
    """Return the level of an agency, by the beginning of its name."""
    name = row.agency_name.casefold()
    if any(word in name for word in ("xã ", "phường ", "thị trấn ")) and name.startswith("ubnd"):
        return Sort.COMMUNE
    if name.startswith("ubnd"):
        return Sort.DISTRICT
    return Sort.DEPARTMENT


def _named(title: str, rows: Sequence[DutyLine], found: Counted) -> list[str]:
    """Return a line with the names of the agencies of `rows`, in their order."""
    agencies = {row.agency_code: row.agency_short_name for row in rows}
    twice = {name for name, count in Counter(agencies.values()).items() if count > 1}
    names = [
        f"{name} ({found.places.get(code, '')})" if name in twice else name
        for code, name in list(agencies.items())[:NAMES]
    ]
    if not names:
        return []
    more = len(agencies) - len(names)
    said = "; ".join(names)
    if more:
        said = _("{names} … và {count} cơ quan khác", names=said, count=more)
    return [_("{title} ({count}): {names}", title=title, count=len(agencies), names=said)]


def _ways(rows: Sequence[DutyLine]) -> tuple[tuple[Button, ...], ...]:
    if len({(row.plan_id, formatting.task_code(row)) for row in rows}) == 1:
        return ((button(_("📋 Danh sách"), agencies_page(rows[0])),),)
    return ((button(_("Theo cơ quan"), ListAgencies()), button(_("Quá hạn"), ListOverdue())),)
