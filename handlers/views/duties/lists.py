"""The list of what an agency owes: one screen, the most urgent first, a button for each row."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from data.enums import FINISHED, OPEN, Part, State
from data.registry.duties.duty_lines import DutyLine
from data.registry.plans.task_lines import TaskLine
from data.rules.calendar import WorkingCalendar
from data.rules.standing import Urgency, urgency
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.duties import ShowDuties, ShowDuty, ShowTask
from handlers.base.callback_data.obligations import ListEarlier
from handlers.base.callback_data.overview import ShowSummary
from handlers.base.list_filters import STILL_OWED, quarter_filter
from handlers.base.messages import Button, Reply
from handlers.base.query import Status
from handlers.base.selection import Selection
from handlers.locales import _, marked
from handlers.views.base import formatting
from handlers.views.base.paging import arrange_in_rows, slice_page
from handlers.views.duties.filter_names import filter_name

_ROWS = 10
_TITLE_LETTERS = 48
_BUTTONS_A_ROW = 4
_ORDER = tuple(Urgency)
_GROUPS = {
    Urgency.OVERDUE: marked("Quá hạn"),
    Urgency.WEEK: marked("7 ngày tới"),
    Urgency.MONTH: marked("30 ngày tới"),
    Urgency.LATER: marked("Sau đó"),
    Urgency.NO_DATE: marked("Không có hạn"),
    Urgency.DONE: marked("Đã xong"),
    Urgency.WAITING: marked("Chờ xác nhận"),
    Urgency.NOT_APPLICABLE: marked("Không phải thực hiện"),
}
_LATER = (Urgency.LATER, Urgency.NO_DATE)


@dataclass(frozen=True, slots=True)
class Listing:
    """The agency, filter and page of a list, as of `today`. `agency_id` is None for the reader's own agency.

    `earlier` counts what was due before the agency used the bot.
    """

    agency_name: str
    agency_id: int | None
    by: Selection
    page: int
    today: date
    earlier: int = 0


def duty_list(
    listing: Listing, every: Sequence[DutyLine], chosen: Sequence[DutyLine], calendar: WorkingCalendar
) -> Reply:
    """Render a page of the duties `chosen`, under the figures of `every` duty of the agency.

    The first pages of what is still owed hold what is urgent; what is due later is counted there and listed on the
    pages after them.
    """
    grouped = sorted(
        ((urgency(row.due_on, row.state, listing.today, calendar), row) for row in chosen),
        key=lambda pair: _ORDER.index(pair[0]),
    )
    pages = _split_pages(grouped, listing.by)
    page = min(listing.page, len(pages) - 1)
    shown = pages[page]
    body = [
        _figures_line(every, listing.today),
        *_filter_lines(listing, chosen),
        "",
        *_row_lines(shown, grouped, page, listing.today, calendar),
    ]
    buttons = [
        *_row_buttons([row for _urgency, row in shown], listing.today),
        _view_buttons(listing, every, page, len(pages)),
        *_back_buttons(listing),
    ]
    return Reply(_heading(listing, every), "\n".join(body).rstrip(), tuple(buttons), replaces=True)


def task_list(listing: Listing, rows: Sequence[TaskLine]) -> Reply:
    """Render the tasks of others in which the agency takes part: what and by when, never their progress."""
    shown, page, pages = slice_page(rows, listing.page, _ROWS)
    said = [_("Nhiệm vụ phối hợp: {count}", count=len(rows)), "" if rows else _("Không có nhiệm vụ nào.")]
    said += [f"  {formatting.task_code(row)}  {_title_text(row)}{_date_text(row, listing.today)}" for row in shown]
    buttons = [
        *arrange_in_rows(
            [button(_code_label(row, shown, listing.today), ShowTask(row.deadline_id)) for row in shown],
            _BUTTONS_A_ROW,
        ),
        _view_buttons(listing, rows, page, pages),
    ]
    return Reply(_heading(listing, rows), "\n".join(said).rstrip(), tuple(buttons), replaces=True)


def _split_pages(grouped: list[tuple[Urgency, DutyLine]], by: Selection) -> list[list[tuple[Urgency, DutyLine]]]:
    urgent = [pair for pair in grouped if pair[0] not in _LATER]
    later = [pair for pair in grouped if pair[0] in _LATER]
    parts = [urgent, later] if _alone(by) == STILL_OWED else [grouped]
    return [part[at : at + _ROWS] for part in parts for at in range(0, len(part), _ROWS)] or [[]]


def _heading(listing: Listing, rows: Sequence[DutyLine] | Sequence[TaskLine]) -> str:
    plans = dict.fromkeys(f"{row.plan_number} ({row.plan_year})" for row in rows)
    return "📋 " + " · ".join((listing.agency_name, *(_("KH {plan}", plan=plan) for plan in plans)))


def _figures_line(every: Sequence[DutyLine], today: date) -> str:
    states = Counter(row.state for row in every)
    told = [
        _(
            "{day} · chưa xong {open}, đã xong {done}",
            day=formatting.full_day(today),
            open=sum(states[state] for state in OPEN),
            done=states[State.DONE],
        )
    ]
    if waiting := states[State.REPORTED]:
        told.append(_("chờ xác nhận {count}", count=waiting))
    if exempted := states[State.NOT_APPLICABLE]:
        told.append(_("không phải thực hiện {count}", count=exempted))
    return ", ".join(told)


def _filter_lines(listing: Listing, chosen: Sequence[DutyLine]) -> list[str]:
    """Return the filter in words, and what an empty list means. What waits for confirmation is not done."""
    name = filter_name(listing.by)
    waiting = sum(row.state is State.REPORTED for row in chosen) if listing.by.status is Status.DONE else 0
    lines = [_("Đang xem: {filter} ({count})", filter=name, count=len(chosen) - waiting)] if name else []
    if waiting:
        lines[0] += _(", chờ xác nhận ({count})", count=waiting)
    if not chosen:
        lines.append(_("Không có nhiệm vụ nào.") if name else _("Cơ quan đã hoàn thành mọi nhiệm vụ. 👏"))
    return lines


def _alone(by: Selection) -> Selection:
    """Return a filter as it is without its plan."""
    return replace(by, plan_id=None)


def _row_lines(
    shown: list[tuple[Urgency, DutyLine]],
    grouped: list[tuple[Urgency, DutyLine]],
    page: int,
    today: date,
    calendar: WorkingCalendar,
) -> list[str]:
    counts = Counter(found for found, _row in grouped)
    lines: list[str] = []
    for group in _ORDER:
        rows = [row for found, row in shown if found is group]
        if rows:
            lines.append(f"{formatting.ICONS[group]} {group_name(group)} ({counts[group]})")
            lines += [
                f"  {formatting.task_code(row)}  {_title_text(row)}{_status_text(row, today, calendar)}"
                for row in rows
            ]
        elif counts[group] and not page:
            lines.append(f"{formatting.ICONS[group]} {group_name(group)} ({counts[group]}) …")
    return lines


def group_name(group: Urgency) -> str:
    """Return the heading over the rows of one icon."""
    return _(_GROUPS[group])


def _title_text(row: DutyLine | TaskLine) -> str:
    return formatting.line_title(row.title, row.label, row.kind, _TITLE_LETTERS)


def _status_text(row: DutyLine, today: date, calendar: WorkingCalendar) -> str:
    pending = formatting.pending_text(row.state, row.asked_until, today)
    return f"{_deadline_text(row, today, calendar)}{pending}"


def _deadline_text(row: DutyLine, today: date, calendar: WorkingCalendar) -> str:
    if row.state in FINISHED and row.completed_on:
        return " · " + formatting.done_text(row.completed_on, row.extended_to, today)
    if row.due_on is None or row.state is State.NOT_APPLICABLE:
        return ""
    if row.due_on != row.first_due_on and row.first_due_on:
        first, due = formatting.day_month(row.first_due_on, today), formatting.short_day(row.due_on, today)
        both = _("hạn {first}, gia hạn {due}", first=first, due=due)
        return (
            f" · {both}, {formatting.grace(row.due_on, today, calendar) or formatting.days_left(row.due_on, today)}"
        )
    if row.due_on >= today:
        return _date_text(row, today)
    left = formatting.grace(row.due_on, today, calendar) or _("quá hạn {days} ngày", days=(today - row.due_on).days)
    return f"{_date_text(row, today)}, {left}"


def _date_text(row: DutyLine | TaskLine, today: date) -> str:
    """Return a date; a past one without the days since: the lateness of a task's lead is not for others to read."""
    if row.due_on is None:
        return ""
    if row.due_on < today:
        return " · " + _("hạn {day}", day=formatting.day_month(row.due_on, today))
    return f" · {formatting.short_day(row.due_on, today)}, {formatting.days_left(row.due_on, today)}"


def _code_label(row: DutyLine | TaskLine, rows: Sequence[DutyLine] | Sequence[TaskLine], today: date) -> str:
    """Return the code of a row, with its date if the code stands twice on the page."""
    if row.due_on and sum(formatting.task_code(other) == formatting.task_code(row) for other in rows) > 1:
        return f"{formatting.task_code(row)} {formatting.day_month(row.due_on, today)}"
    return formatting.task_code(row)


def _row_buttons(rows: Sequence[DutyLine], today: date) -> list[tuple[Button, ...]]:
    return arrange_in_rows([button(_code_label(row, rows, today), ShowDuty(row.id)) for row in rows], _BUTTONS_A_ROW)


def _view_buttons(
    listing: Listing, every: Sequence[DutyLine] | Sequence[TaskLine], page: int, pages: int
) -> tuple[Button, ...]:
    """Return the buttons to the other views, between those to the page before and the page after.

    "This quarter" is left out if no duty is of a plan of this year.
    """
    views = [
        (STILL_OWED, _("Chưa xong")),
        (Selection(), _("Tất cả")),
        (Selection(part=Part.COORDINATING), _("Phối hợp")),
    ]
    if any(row.plan_year == listing.today.year for row in every):
        quarter = quarter_filter((listing.today.month - 1) // 3 + 1)
        views.insert(1, (quarter, _("Quý này")))
    plan_id = listing.by.plan_id
    row = [
        button(text, ShowDuties(replace(by, plan_id=plan_id), 0, listing.agency_id))
        for by, text in views
        if by != _alone(listing.by)
    ]
    if page:
        row.insert(0, button("‹", ShowDuties(listing.by, page - 1, listing.agency_id)))
    if page + 1 < pages:
        row.append(button("›", ShowDuties(listing.by, page + 1, listing.agency_id)))
    return tuple(row)


def _back_buttons(listing: Listing) -> list[tuple[Button, ...]]:
    """Return the button from another agency's list back to its figures."""
    if listing.earlier:
        return [(button(_("☑️ Đã xong từ trước ({count})", count=listing.earlier), ListEarlier()),)]
    if not listing.agency_id:
        return []
    return [
        (button(_("‹ Tổng hợp"), ShowSummary(Selection(agency_id=listing.agency_id, plan_id=listing.by.plan_id))),)
    ]
