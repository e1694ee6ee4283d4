"""The list of what an agency owes: one screen, the most urgent first, a button for each row."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.enums import FINISHED, Part
from data.registry.duties.duty_lines import DutyLine, TaskLine
from data.rules.calendar import WorkingCalendar
from data.rules.standing import Urgency, urgency
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.duties import ShowDuties, ShowDuty, ShowTask
from handlers.base.callback_data.overview import ShowSummary
from handlers.base.list_filters import STILL_OWED, quarter_filter, selected_quarter
from handlers.base.messages import Button, Reply
from handlers.base.query import Status
from handlers.base.selection import Selection
from handlers.locales import _, marked
from handlers.views.base import formatting
from handlers.views.base.paging import in_rows, paged

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
}
_NAMES = {
    Selection(): marked("tất cả"),
    Selection(status=Status.OVERDUE): marked("quá hạn"),
    Selection(status=Status.DONE): marked("đã xong"),
    Selection(status=Status.WAITING): marked("chờ xác nhận"),
    Selection(undated=True): marked("không có hạn"),
}
"""Filters without a value."""
_LATER = (Urgency.LATER, Urgency.NO_DATE)


@dataclass(frozen=True, slots=True)
class Listing:
    """What the heading needs to know, and where the page stands."""

    agency_name: str
    agency_id: int | None
    by: Selection
    page: int
    today: date


def duty_list(
    listing: Listing, every: Sequence[DutyLine], chosen: Sequence[DutyLine], calendar: WorkingCalendar
) -> Reply:
    """One page of `chosen`, under the figures of `every` duty of the agency.

    The page of what is still owed begins with what is urgent; what comes later is counted there and listed on the
    pages after it.
    """
    grouped = sorted(
        ((urgency(row.due_on, row.state, listing.today, calendar), row) for row in chosen),
        key=lambda pair: _ORDER.index(pair[0]),
    )
    pages = _pages(grouped, listing.by)
    page = min(listing.page, len(pages) - 1)
    shown = pages[page]
    body = [
        _figures(every, listing.today),
        *_said(listing, len(chosen)),
        "",
        *_rows(shown, grouped, page, listing.today, calendar),
    ]
    buttons = [
        *_row_buttons([row for _urgency, row in shown], listing.today),
        _turning(listing, every, page, len(pages)),
        *_up(listing),
    ]
    return Reply(_heading(listing, every), "\n".join(body).rstrip(), tuple(buttons), replaces=True)


def task_list(listing: Listing, rows: Sequence[TaskLine]) -> Reply:
    """Tasks of others in which the agency takes part: what and by when, never how far."""
    shown, page, pages = paged(rows, listing.page, _ROWS)
    said = [_("Nhiệm vụ phối hợp: {count}", count=len(rows)), "" if rows else _("Không có nhiệm vụ nào.")]
    said += [f"  {row.code}  {_title(row)}{_date(row, listing.today)}" for row in shown]
    buttons = [
        *in_rows(
            [button(_code(row, shown, listing.today), ShowTask(row.deadline_id)) for row in shown], _BUTTONS_A_ROW
        ),
        _turning(listing, rows, page, pages),
    ]
    return Reply(_heading(listing, rows), "\n".join(said).rstrip(), tuple(buttons), replaces=True)


def _pages(grouped: list[tuple[Urgency, DutyLine]], by: Selection) -> list[list[tuple[Urgency, DutyLine]]]:
    urgent = [pair for pair in grouped if pair[0] not in _LATER]
    later = [pair for pair in grouped if pair[0] in _LATER]
    parts = [urgent, later] if by == STILL_OWED else [grouped]
    return [part[at : at + _ROWS] for part in parts for at in range(0, len(part), _ROWS)] or [[]]


def _heading(listing: Listing, rows: Sequence[DutyLine] | Sequence[TaskLine]) -> str:
    plans = dict.fromkeys(f"{row.plan_number} ({row.plan_year})" for row in rows)
    return "📋 " + " · ".join((listing.agency_name, *(_("KH {plan}", plan=plan) for plan in plans)))


def _figures(every: Sequence[DutyLine], today: date) -> str:
    done = sum(row.state in FINISHED for row in every)
    return _(
        "{day} · chưa xong {open}, đã xong {done}", day=formatting.full_day(today), open=len(every) - done, done=done
    )


def _said(listing: Listing, count: int) -> list[str]:
    """The filter in words, and what an empty list means."""
    name = filter_name(listing.by)
    lines = [_("Đang xem: {filter} ({count})", filter=name, count=count)] if name else []
    if not count:
        lines.append(_("Không có nhiệm vụ nào.") if name else _("Cơ quan đã hoàn thành mọi nhiệm vụ. 👏"))
    return lines


def filter_name(by: Selection) -> str:
    """How a filter is said; empty for what is still owed, which needs no saying."""
    if by.codes:
        return by.codes[0]
    if quarter := selected_quarter(by):
        return _("Quý {quarter}", quarter=("I", "II", "III", "IV")[quarter - 1])
    if by.months:
        return _("tháng {month}", month=by.months[0])
    if by.sections:
        return _("lĩnh vực {section}", section=by.sections[0])
    if by.keyword:
        return _("có chữ “{words}”", words=by.keyword)
    return _(_NAMES[by]) if by in _NAMES else ""


def _rows(
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
            lines += [f"  {row.code}  {_title(row)}{_fate(row, today, calendar)}" for row in rows]
        elif counts[group] and not page:
            lines.append(f"{formatting.ICONS[group]} {group_name(group)} ({counts[group]}) …")
    return lines


def group_name(group: Urgency) -> str:
    """The heading over the rows of one icon."""
    return _(_GROUPS[group])


def _title(row: DutyLine | TaskLine) -> str:
    return formatting.line_title(row.title, row.label, row.kind, _TITLE_LETTERS)


def _fate(row: DutyLine, today: date, calendar: WorkingCalendar) -> str:
    if row.state in FINISHED and row.completed_on:
        return " · " + _("xong {day}", day=formatting.day_month(row.completed_on, today))
    if row.due_on is None:
        return ""
    if row.due_on != row.first_due_on and row.first_due_on:
        first, due = formatting.day_month(row.first_due_on, today), formatting.short_day(row.due_on, today)
        both = _("hạn {first}, gia hạn {due}", first=first, due=due)
        return (
            f" · {both}, {formatting.grace(row.due_on, today, calendar) or formatting.days_left(row.due_on, today)}"
        )
    if row.due_on >= today:
        return _date(row, today)
    left = formatting.grace(row.due_on, today, calendar) or _("quá hạn {days} ngày", days=(today - row.due_on).days)
    return f"{_date(row, today)}, {left}"


def _date(row: DutyLine | TaskLine, today: date) -> str:
    """A past date without the days since: whether the lead of a task is late is not for others to read."""
    if row.due_on is None:
        return ""
    if row.due_on < today:
        return " · " + _("hạn {day}", day=formatting.day_month(row.due_on, today))
    return f" · {formatting.short_day(row.due_on, today)}, {formatting.days_left(row.due_on, today)}"


def _code(row: DutyLine | TaskLine, rows: Sequence[DutyLine] | Sequence[TaskLine], today: date) -> str:
    """The code alone where it names one row of the page, else with its date."""
    if row.due_on and sum(other.code == row.code for other in rows) > 1:
        return f"{row.code} {formatting.day_month(row.due_on, today)}"
    return row.code


def _row_buttons(rows: Sequence[DutyLine], today: date) -> list[tuple[Button, ...]]:
    return in_rows([button(_code(row, rows, today), ShowDuty(row.id)) for row in rows], _BUTTONS_A_ROW)


def _turning(
    listing: Listing, every: Sequence[DutyLine] | Sequence[TaskLine], page: int, pages: int
) -> tuple[Button, ...]:
    """The other views between the page before and the page after. This quarter is none of a plan of another year."""
    views = [
        (STILL_OWED, _("Chưa xong")),
        (Selection(), _("Tất cả")),
        (Selection(part=Part.COORDINATING), _("Phối hợp")),
    ]
    if any(row.plan_year == listing.today.year for row in every):
        quarter = quarter_filter((listing.today.month - 1) // 3 + 1)
        views.insert(1, (quarter, _("Quý này")))
    row = [button(text, ShowDuties(by, 0, listing.agency_id)) for by, text in views if by != listing.by]
    if page:
        row.insert(0, button("‹", ShowDuties(listing.by, page - 1, listing.agency_id)))
    if page + 1 < pages:
        row.append(button("›", ShowDuties(listing.by, page + 1, listing.agency_id)))
    return tuple(row)


def _up(listing: Listing) -> list[tuple[Button, ...]]:
    """From another agency's list, back to its figures."""
    if not listing.agency_id:
        return []
    return [(button(_("‹ Tổng hợp"), ShowSummary(Selection(agency_id=listing.agency_id))),)]
