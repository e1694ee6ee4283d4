"""Duties that the board lists, as the rows of a file."""

from collections.abc import Iterable, Sequence
from datetime import date

from data.exports.spreadsheet import Cell, Column, Sheet
from data.registry.duties.duty_lines import DutyLine
from data.rules.calendar import WorkingCalendar
from data.rules.standing import standing
from handlers.base.board.filters import UNDATED, BoardFilter
from handlers.locales import _
from handlers.views.base import formatting, names
from handlers.views.board.choices import state_words
from handlers.views.overview.levels import level_name

_WIDTHS = (9, 44, 26, 12, 12, 12, 18, 18, 18, 12, 12)


def columns() -> list[str]:
    """Return the names of the columns."""
    who = (_("Mã"), _("Nhiệm vụ"), _("Cơ quan"))
    days = (_("Hạn"), _("Hạn ban đầu"), _("Gia hạn đến"))
    how = (_("Tình trạng"), _("Tình hình"), _("Văn bản"), _("Ngày văn bản"), _("Ngày hoàn thành"))
    return [*who, *days, *how]


def cells(line: DutyLine, today: date, calendar: WorkingCalendar) -> Sequence[Cell]:
    """Return a duty as a row; dates are dates, None where there is none."""
    found = standing(line.due_on, line.state, line.completed_on, today, calendar)
    return [
        formatting.task_code(line),
        f"{line.title} ({line.label})" if line.label and line.label != line.title else line.title,
        line.agency_name,
        line.due_on,
        line.first_due_on,
        line.extended_to,
        names.progress_text(line),
        names.standing_name(found),
        line.document_number,
        line.document_date,
        line.completed_on,
    ]


def sheet(title: str, lines: Iterable[DutyLine], today: date, calendar: WorkingCalendar) -> Sheet:
    """Return the sheet of a workbook with these duties."""
    titled = [Column(name, width) for name, width in zip(columns(), _WIDTHS, strict=True)]
    rows = (cells(line, today, calendar) for line in lines)
    return Sheet(_("Danh sách việc"), titled, rows, _("Không có việc nào theo bộ lọc này."), title=title, frozen=2)


def title(chosen: BoardFilter, plan: str, agency: str, today: date) -> str:
    """Return what a file is called inside: what was chosen, and the day of its figures.

    `plan` is the number of the plan that was chosen, `agency` the name of the agency; "" for all.
    """
    parts = [_("Danh sách việc")]
    parts += [_("KH {plan}", plan=plan)] if plan else []
    parts += [agency] if agency else []
    parts += [level_name(chosen.level)] if chosen.level else []
    parts += [state_words(chosen.state)] if chosen.state else []
    parts += [_("lĩnh vực {code}", code=chosen.section)] if chosen.section else []
    parts += [_("nhiệm vụ {code}", code=chosen.task)] if chosen.task else []
    parts += [formatting.days_name(*chosen.due)] if chosen.due else []
    parts += [formatting.period_name("" if chosen.quarter == UNDATED else chosen.quarter)] if chosen.quarter else []
    return " · ".join([*parts, formatting.plain_day(today)])


def file_name(today: date, kind: str) -> str:
    """Return the name of a file of that kind."""
    return f"danh-sach-viec-{today.isoformat()}.{kind}"
