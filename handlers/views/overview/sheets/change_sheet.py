"""The sheet of changes: a row for each entry of the history."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from data.exports.spreadsheet import Cell, Column, Sheet
from data.rules.viet_nam_time import VIET_NAM
from handlers.locales import _
from handlers.views.base import names
from handlers.views.overview.sheets.ledger import Ledger


def change_sheet(ledger: Ledger) -> Sheet:
    """Return the sheet."""
    return Sheet(
        name=_("Lịch sử"),
        title=_("LỊCH SỬ CẬP NHẬT"),
        columns=(
            Column(_("Lúc"), 14),
            *([Column(_("Kế hoạch"), 8)] if len(ledger.plan_numbers) > 1 else []),
            Column(_("Mã"), 7),
            Column(_("Cơ quan"), 16),
            Column(_("Mã cơ quan"), 9),
            Column(_("Hạn"), 9),
            Column(_("Lần"), 5),
            Column(_("Thay đổi"), 14),
            Column(_("Tình trạng"), 12),
            Column("%", 5),
            Column(_("Số văn bản"), 12),
            Column(_("Ngày văn bản"), 9),
            Column(_("Lý do, ghi chú"), 24),
            Column(_("Cán bộ"), 14),
            Column(_("Kênh"), 8),
        ),
        rows=_rows(ledger),
        empty=_("Chưa có cập nhật nào."),
        frozen=2,
    )


def _rows(ledger: Ledger) -> Iterator[Sequence[Cell]]:
    for one in ledger.changes:
        yield (
            _viet_nam_clock(one.at),
            *([one.plan_number] if len(ledger.plan_numbers) > 1 else []),
            one.code,
            one.agency_short_name,
            one.agency_code,
            one.first_due_on,
            one.version,
            names.change_name(one.change),
            names.state_name(one.state),
            one.percent,
            one.document_number,
            one.document_date,
            one.reason or one.no_document_reason,
            one.officer_name,
            one.channel,
        )


def _viet_nam_clock(instant: datetime) -> datetime:
    """Return the time of day in Viet Nam without a time zone, which a workbook does not have."""
    return instant.astimezone(VIET_NAM).replace(tzinfo=None)
