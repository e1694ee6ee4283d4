"""A plan as a workbook: every duty, every agency's figures, every change."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from data.exports.spreadsheet import Cell, Column, Sheet
from data.registry.duties.records import ChangeRecord, DutyRecord
from data.rules.calendar import WorkingCalendar
from data.rules.report_periods import ReportPeriod
from data.rules.standing import Standing
from data.rules.viet_nam_time import VIET_NAM
from handlers.locales import _
from handlers.views.base import formatting
from scheduler.statistics.figures import Figures, Verdict, count_verdicts, judging
from scheduler.statistics.overview import BODY


@dataclass(frozen=True, slots=True)
class Ledger:
    """The content of the workbook, as of `today` (Viet Nam). `period` is None for the whole plan; `agency_name` is ""
    for all agencies. `duties` and `changes` are iterated once, in their order.
    """

    plan_number: str
    today: date
    agency_name: str
    period: ReportPeriod | None
    duties: Iterable[DutyRecord]
    changes: Iterable[ChangeRecord]


def workbook_title(ledger: Ledger) -> str:
    """Return what the workbook holds, in one line."""
    said = [_("Kế hoạch {plan}", plan=ledger.plan_number)]
    if ledger.agency_name:
        said.append(ledger.agency_name)
    if ledger.period:
        said.append(formatting.report_period(ledger.period))
    return " · ".join((*said, _("đến {day}", day=formatting.full_day(ledger.today))))


def build_sheets(ledger: Ledger, calendar: WorkingCalendar) -> tuple[Sheet, Sheet, Sheet]:
    """Return the three sheets; an agency has one and the same unique name on each, and its code.

    They must be written in this order: rows are made while they are written, and agencies are counted while their
    duties pass by.
    """
    counts = _Counts()
    return (_duty_sheet(ledger, counts, calendar), _agency_sheet(counts), _change_sheet(ledger.changes))


class _Counts:
    """Verdicts on each agency's duties; `rows` yields agencies in the order of their ids."""

    def __init__(self) -> None:
        self._names: dict[int, tuple[str, str]] = {}
        self._verdicts: dict[int, Counter[Verdict]] = {}

    def add(self, duty: DutyRecord, verdict: Verdict) -> None:
        if duty.agency_id not in self._names:
            self._names[duty.agency_id] = (duty.agency_short_name, duty.agency_code)
            self._verdicts[duty.agency_id] = Counter()
        self._verdicts[duty.agency_id][verdict] += 1

    def rows(self) -> Iterator[Sequence[Cell]]:
        for agency_id in sorted(self._names):
            yield (*self._names[agency_id], *_figures_cells(count_verdicts(self._verdicts[agency_id])))

    def total(self) -> Sequence[str | int]:
        return (_("Tất cả"), "", *_figures_cells(count_verdicts(sum(self._verdicts.values(), Counter()))))


def _figures_cells(figures: Figures) -> tuple[int, ...]:
    return (figures.total, *(figures.of(found) for found in Standing))


def _duty_sheet(ledger: Ledger, counts: _Counts, calendar: WorkingCalendar) -> Sheet:
    return Sheet(
        name=_("Nhiệm vụ"),
        columns=_columns(
            (_("Mã"), 7),
            (_("Nhiệm vụ"), 42),
            (_("Sản phẩm"), 22),
            (_("Lĩnh vực"), 7),
            (_("Cơ quan"), 18),
            (_("Mã cơ quan"), 9),
            (_("Thời gian trong kế hoạch"), 13),
            (_("Hạn"), 11),
            (_("Gia hạn đến"), 11),
            (_("Tình trạng"), 12),
            ("%", 5),
            (_("Đánh giá"), 11),
            (_("Ngày xong"), 11),
            (_("Số văn bản"), 14),
            (_("Ngày văn bản"), 11),
            (_("Không có văn bản, vì"), 18),
            (_("Người phụ trách"), 16),
        ),
        rows=_duty_rows(ledger, counts, calendar),
        empty=_("Không có nhiệm vụ nào đến hạn hoặc hoàn thành trong kỳ.") if ledger.period else _empty_text(),
        frozen=2,
    )


def _duty_rows(ledger: Ledger, counts: _Counts, calendar: WorkingCalendar) -> Iterator[Sequence[Cell]]:
    """Yield the rows of duties."""
    verdict_on = judging(ledger.today, calendar)
    standings, states = cache(formatting.standing_name), cache(formatting.state_name)
    for one in ledger.duties:
        verdict = verdict_on(one)
        counts.add(one, verdict)
        yield (
            one.code,
            one.title,
            one.deliverables,
            one.section or BODY,
            one.agency_short_name,
            one.agency_code,
            one.label,
            one.first_due_on,
            one.extended_to,
            states(one.state),
            one.percent,
            standings(verdict.standing),
            one.completed_on,
            one.document_number,
            one.document_date,
            one.no_document_reason,
            one.responsible,
        )


def _agency_sheet(counts: _Counts) -> Sheet:
    return Sheet(
        name=_("Cơ quan"),
        columns=_columns(
            (_("Cơ quan"), 34),
            (_("Mã cơ quan"), 14),
            (_("Tổng"), 10),
            (_("Hoàn thành đúng hạn"), 12),
            (_("Hoàn thành quá hạn"), 12),
            (_("Chưa đến hạn"), 12),
            (_("Quá hạn"), 12),
            (_("Không ghi thời hạn"), 12),
            (_("Chờ xác nhận"), 12),
            (_("Không phải thực hiện"), 12),
        ),
        rows=counts.rows(),
        empty=_empty_text(),
        total=counts.total,
        frozen=1,
    )


def _change_sheet(changes: Iterable[ChangeRecord]) -> Sheet:
    return Sheet(
        name=_("Lịch sử"),
        columns=_columns(
            (_("Lúc"), 16),
            (_("Mã"), 8),
            (_("Cơ quan"), 22),
            (_("Mã cơ quan"), 10),
            (_("Hạn"), 11),
            (_("Lần"), 6),
            (_("Thay đổi"), 18),
            (_("Tình trạng"), 15),
            ("%", 6),
            (_("Số văn bản"), 17),
            (_("Ngày văn bản"), 11),
            (_("Lý do, ghi chú"), 40),
            (_("Cán bộ"), 22),
            (_("Kênh"), 10),
        ),
        rows=_change_rows(changes),
        empty=_("Chưa có cập nhật nào."),
        frozen=2,
    )


def _change_rows(changes: Iterable[ChangeRecord]) -> Iterator[Sequence[Cell]]:
    for one in changes:
        yield (
            _viet_nam_clock(one.at),
            one.code,
            one.agency_short_name,
            one.agency_code,
            one.first_due_on,
            one.version,
            formatting.change_name(one.change),
            formatting.state_name(one.state),
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


def _columns(*columns: tuple[str, int]) -> tuple[Column, ...]:
    return tuple(Column(*column) for column in columns)


def _empty_text() -> str:
    return _("Không có nhiệm vụ nào.")
