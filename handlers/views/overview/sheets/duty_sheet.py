"""The sheet to follow duties by: a row for what each agency owes, with deadline, document and confirmation."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count

from data.exports.spreadsheet import Cell, Column, Marked, Sheet
from data.exports.spreadsheet_formats import Colour
from data.registry.duties.records import DutyRecord
from data.registry.duties.tracking import Tracking, beside
from data.rules.agency_levels import level_of
from data.rules.calendar import WorkingCalendar
from data.rules.standing import Standing
from data.rules.viet_nam_time import viet_nam_date
from handlers.locales import _
from handlers.views.base import formatting, names
from handlers.views.overview.levels import level_name
from handlers.views.overview.sheets.columns import shown_sums, standing_columns
from handlers.views.overview.sheets.ledger import Counted, Ledger, field_name
from scheduler.statistics.figures import judging

_COLOURS = {
    Standing.OPEN_OVERDUE: Colour.RED,
    Standing.DONE_LATE: Colour.YELLOW,
    Standing.WAITING: Colour.YELLOW,
    Standing.DONE_ON_TIME: Colour.GREEN,
}
_LATE = (Standing.OPEN_OVERDUE, Standing.DONE_LATE, Standing.WAITING)


def duty_sheet(ledger: Ledger, counted: Counted, calendar: WorkingCalendar, empty: str) -> Sheet:
    """Return the sheet."""
    printed, others = _printed_columns(), _other_columns()
    first_standing = len(printed) + len(others)
    return Sheet(
        name=_("Theo dõi"),
        title=_("BẢNG THEO DÕI TÌNH HÌNH THỰC HIỆN NHIỆM VỤ"),
        columns=(*printed, *others, *standing_columns(counted.whole, 9)),
        rows=_rows(ledger, calendar),
        empty=empty,
        shown=shown_sums(first_standing),
        frozen=4,
        printed=len(printed),
    )


def _printed_columns() -> tuple[Column, ...]:
    """Return the columns that fit on a page across, in type of 9 points."""
    return (
        Column(_("STT"), 3.8),
        Column(_("Kế hoạch"), 6.5),
        Column(_("Lĩnh vực"), 8.5),
        Column(_("Mã"), 5.5),
        Column(_("Nhiệm vụ"), 18),
        Column(_("Sản phẩm"), 11),
        Column(_("Cơ quan chủ trì"), 9),
        Column(_("Cơ quan phối hợp"), 8.5),
        Column(_("Hạn"), 9),
        Column(_("Gia hạn đến"), 9),
        Column(_("Đánh giá"), 8),
        Column(_("Số văn bản"), 8),
        Column(_("Ngày văn bản"), 9),
        Column(_("Ngày nhận báo cáo"), 9),
        Column(_("Người xác nhận"), 7),
        Column(_("Ngày xác nhận"), 9),
        Column(_("Số ngày quá hạn"), 5.5),
        Column(_("Ghi chú"), 10.5),
    )


def _other_columns() -> tuple[Column, ...]:
    return (
        Column(_("Mã cơ quan"), 10),
        Column(_("Cấp"), 12),
        Column(_("Thời gian trong kế hoạch"), 13),
        Column(_("Tình trạng"), 12),
        Column("%", 5),
        Column(_("Ngày xong"), 9),
        Column(_("Không có văn bản, vì"), 18),
        Column(_("Người phụ trách"), 16),
    )


def _rows(ledger: Ledger, calendar: WorkingCalendar) -> Iterator[Sequence[Cell]]:
    verdict_on, numbers = judging(ledger.today, calendar), count(1)
    standings, states = cache(names.standing_name), cache(names.state_name)
    levels = cache(lambda kind: level_name(level_of(kind)))
    ones = {found: tuple(1 if found is other else None for other in Standing) for found in Standing}
    for one, told in beside(ledger.list_duties(), ledger.list_tracking()):
        found = verdict_on(one).standing
        colour = _COLOURS.get(found)
        yield (
            next(numbers),
            one.plan_number,
            field_name(one),
            one.code,
            one.title,
            one.deliverables,
            one.agency_short_name,
            ledger.tasks[one.task_id].coordinating,
            one.first_due_on,
            one.extended_to,
            Marked(standings(found), colour) if colour else standings(found),
            one.document_number,
            one.document_date,
            one.received_on,
            told.confirmed_by,
            viet_nam_date(told.confirmed_at) if told.confirmed_at else None,
            _days_late(one, found, ledger),
            _note(one, told),
            one.agency_code,
            levels(one.agency_kind),
            one.label,
            states(one.state),
            one.percent,
            one.completed_on,
            one.no_document_reason,
            one.responsible,
            *ones[found],
        )


def _days_late(one: DutyRecord, found: Standing, ledger: Ledger) -> Cell:
    """Return by how many days a duty is or was late, by the date it goes by; None if it is not."""
    if found not in _LATE or one.due_on is None:
        return None
    days = ((one.completed_on or ledger.today) - one.due_on).days
    if days <= 0:
        return None
    return Marked(days, Colour.RED) if found is Standing.OPEN_OVERDUE else days


def _note(one: DutyRecord, told: Tracking) -> str:
    """Return the last note; before it, who confirmed their own, why the duty does not apply or has no document."""
    reasons = (
        _("cơ quan tự xác nhận") if told.self_confirmed else "",
        told.exempted_because,
        formatting.no_document(one.no_document_reason) if one.no_document_reason else "",
    )
    return "; ".join(filter(None, (*reasons, told.note)))
