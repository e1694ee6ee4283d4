"""The list of what an agency owes: one screen, the most urgent first, a button for each row."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from data.enums import OPEN, Part, State
from data.registry.duties.duty_lines import DutyLine
from data.registry.plans.task_lines import TaskLine
from data.rules.calendar import WorkingCalendar
from data.rules.standing import Urgency
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.duties import ShowDuties, ShowTask
from handlers.base.callback_data.obligations import ListEarlier
from handlers.base.callback_data.overview import ShowSummary
from handlers.base.list_filters import STILL_OWED, quarter_filter
from handlers.base.messages import Button, Reply
from handlers.base.query import Status
from handlers.base.selection import Selection
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import arrange_in_rows, slice_page
from handlers.views.duties.filter_names import filter_name
from handlers.views.duties.list_lines import (
    BUTTONS_A_ROW,
    ROWS,
    Grouped,
    code_label,
    date_text,
    group_rows,
    row_buttons,
    row_lines,
    title_text,
)

_LATER = (Urgency.LATER, Urgency.NO_DATE)
_ROWS_OF_A_DAY = 40


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
    grouped = group_rows(chosen, listing.today, calendar)
    pages = _split_pages(grouped, listing.by)
    page = min(listing.page, len(pages) - 1)
    shown = pages[page]
    body = [
        _figures_line(every, listing.today),
        *_filter_lines(listing, chosen),
        "",
        *row_lines(shown, grouped, page, listing.today, calendar),
    ]
    buttons = [
        *row_buttons([row for _urgency, row in shown], listing.today),
        _view_buttons(listing, every, page, len(pages)),
        *_back_buttons(listing),
    ]
    return Reply(_heading(listing, every), "\n".join(body).rstrip(), tuple(buttons), replaces=True)


def past_list(
    listing: Listing, every: Sequence[DutyLine], chosen: Sequence[DutyLine], calendar: WorkingCalendar
) -> Reply:
    """Render the duties `chosen` as they stood at the end of a day that has passed, what is urgent first.

    The buttons show the duties as they are now.
    """
    grouped = group_rows(chosen, listing.today, calendar)
    shown = grouped[:_ROWS_OF_A_DAY]
    body = [
        _("Danh sách như cuối ngày, theo lịch sử cập nhật."),
        _figures_line(every, listing.today),
        *_filter_lines(listing, chosen),
        "",
        *row_lines(shown, grouped, 0, listing.today, calendar),
    ]
    today = (button(_("📋 Hôm nay"), ShowDuties(listing.by)),)
    buttons = [*row_buttons([row for _urgency, row in shown], listing.today), today]
    return Reply(_heading(listing, every), "\n".join(body).rstrip(), tuple(buttons))


def task_list(listing: Listing, rows: Sequence[TaskLine]) -> Reply:
    """Render the tasks of others in which the agency takes part: what and by when, never their progress."""
    shown, page, pages = slice_page(rows, listing.page, ROWS)
    said = [_("Nhiệm vụ phối hợp: {count}", count=len(rows)), "" if rows else _("Không có nhiệm vụ nào.")]
    said += [f"  {formatting.task_code(row)}  {title_text(row)}{date_text(row, listing.today)}" for row in shown]
    buttons = [
        *arrange_in_rows(
            [button(code_label(row, shown, listing.today), ShowTask(row.deadline_id)) for row in shown],
            BUTTONS_A_ROW,
        ),
        _view_buttons(listing, rows, page, pages),
    ]
    return Reply(_heading(listing, rows), "\n".join(said).rstrip(), tuple(buttons), replaces=True)


def _split_pages(grouped: list[Grouped], by: Selection) -> list[list[Grouped]]:
    urgent = [pair for pair in grouped if pair[0] not in _LATER]
    later = [pair for pair in grouped if pair[0] in _LATER]
    parts = [urgent, later] if _alone(by) == STILL_OWED else [grouped]
    return [part[at : at + ROWS] for part in parts for at in range(0, len(part), ROWS)] or [[]]


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
