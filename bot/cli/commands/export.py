"""`nhacviec export`: the plan as files, the same that the chat hands out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from bot.cli.office import open_office
from bot.cli.options import Agency, AgencyOrAll, AsJson, group
from bot.cli.output import progress, say, say_json
from bot.cli.translated_help import Command
from data.enums import ReportKind

if TYPE_CHECKING:
    from datetime import date, datetime

    from data.registry.office.agencies import AgencyFact
    from data.registry.plans.plans import PlanFact
    from data.rules.calendar import WorkingCalendar
    from data.rules.report_periods import ReportPeriod
    from data.store import Session
    from scheduler.statistics.figures import Overview


class Picture(StrEnum):
    """The kinds of charts."""

    AGENCIES = "agencies"
    YEAR = "year"


Period = Annotated[
    ReportKind | None,
    typer.Option("--period", metavar="KỲ", help="Kỳ báo cáo: q1 (Quý I), half (6 tháng), q3 (Quý III), year (năm)."),
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="TỆP", help="Ghi vào tệp này; không nêu thì vào thư mục hiện tại.")
]

Which = Annotated[
    Picture,
    typer.Option("--picture", metavar="HÌNH", help="Hình nào: agencies (tình hình) hoặc year (tiến độ cả năm)."),
]

app = group("Xuất kế hoạch ra tệp: bảng Excel, báo cáo Word, lịch, biểu đồ.")


@app.command(cls=Command)
def xlsx(agency: AgencyOrAll = None, period: Period = None, out: Out = None, as_json: AsJson = False) -> None:
    """Bảng Excel: phần việc, cơ quan, lịch sử; cả kế hoạch hoặc chỉ một kỳ báo cáo."""
    with _asked(agency, period) as asked:
        _written("xlsx", asked, out, _workbook, as_json=as_json)


@app.command(cls=Command)
def docx(agency: AgencyOrAll = None, period: Period = None, out: Out = None, as_json: AsJson = False) -> None:
    """Dự thảo báo cáo định kỳ (Nghị định 30/2020/NĐ-CP); không nêu kỳ thì kỳ đang làm."""
    with _asked(agency, period, or_current=True) as asked:
        _written("docx", asked, out, _report, as_json=as_json)


@app.command(cls=Command)
def ics(agency: Agency, out: Out = None, as_json: AsJson = False) -> None:
    """Tệp lịch các mốc hạn của một cơ quan."""
    with _asked(agency, None) as asked:
        _written("ics", asked, out, _feed, as_json=as_json)


@app.command(cls=Command)
def png(
    agency: AgencyOrAll = None, picture: Which = Picture.AGENCIES, out: Out = None, as_json: AsJson = False
) -> None:
    """Biểu đồ tình hình các cơ quan (của một cơ quan: các lĩnh vực), hoặc tiến độ cả năm."""
    with _asked(agency, None) as asked:
        _written(f"{picture}.png", asked, out, _year if picture is Picture.YEAR else _standings, as_json=as_json)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The part of the latest plan that is exported, and the office that it is read in."""

    session: "Session"
    plan: "PlanFact"
    agency: "AgencyFact | None"
    period: "ReportPeriod | None"
    calendar: "WorkingCalendar"
    now: "datetime"
    today: "date"


@contextmanager
def _asked(agency: str | None, kind: ReportKind | None, *, or_current: bool = False) -> Iterator[_Asked]:
    from data.registry.office import agencies
    from data.registry.plans import plans
    from data.rules import report_periods

    with open_office() as office, office.store.read() as session:
        plan, today = plans.find(session), office.clock.today()
        found = agencies.find(session, agency) if agency else None
        period = report_periods.period(plan, kind) if kind else None
        if or_current:
            period = period or report_periods.current(plan, today)
        yield _Asked(session, plan, found, period, office.calendar(session), office.clock.now(), today)


def _workbook(asked: _Asked, file: BinaryIO) -> None:
    from data.exports import spreadsheet
    from handlers.overview.exports import read_ledger
    from handlers.views.overview import workbook

    read = read_ledger(asked.session, asked.plan, asked.agency, asked.period, asked.today)
    spreadsheet.write_workbook(file, workbook.workbook_title(read), workbook.build_sheets(read, asked.calendar))


def _report(asked: _Asked, file: BinaryIO) -> None:
    from data.registry.plans import plans
    from handlers.overview.exports import read_periodic_report
    from handlers.views.overview import periodic_report

    assert asked.period is not None  # noqa: S101 - the current one where none was named
    facts = read_periodic_report(asked.session, asked.plan, asked.agency, asked.period, asked.today, asked.calendar)
    file.write(
        periodic_report.build_document(facts, asked.agency, plans.get_standing_body(asked.session, asked.plan.id))
    )


def _feed(asked: _Asked, file: BinaryIO) -> None:
    from data.registry.duties import duty_lines
    from handlers.views.account import calendar_feed

    assert asked.agency is not None  # noqa: S101 - a calendar is always somebody's
    file.write(
        calendar_feed.build_feed(
            asked.agency, duty_lines.list_by_agency(asked.session, asked.agency.id), asked.now, asked.calendar
        )
    )


def _standings(asked: _Asked, file: BinaryIO) -> None:
    from handlers.views.overview import charts

    file.write(charts.standings(_counted(asked), asked.agency)())


def _year(asked: _Asked, file: BinaryIO) -> None:
    from data.registry.statistics import tallies
    from handlers.views.overview import charts
    from scheduler.statistics.burn_up import compute_course

    days = tallies.count_by_dates(asked.session, asked.plan.id, asked.agency.id if asked.agency else None)
    file.write(charts.whole_year(_counted(asked), compute_course(days), asked.agency)())


def _counted(asked: _Asked) -> "Overview":
    from scheduler.statistics.figures import count_overview

    agency_id = asked.agency.id if asked.agency else None
    return count_overview(asked.session, asked.plan, asked.today, asked.calendar, agency_id)


def _written(
    kind: str, asked: _Asked, out: Path | None, write: Callable[[_Asked, BinaryIO], None], *, as_json: bool
) -> None:
    from bot.cli import json_output
    from data.atomic_file import draft_file
    from handlers.views.overview.exports import file_name

    target = out or Path(file_name(kind, asked.plan, asked.agency, asked.today, asked.period))
    with progress("Đang xuất", silent=as_json), draft_file(target) as draft, draft.open("wb") as file:
        write(asked, file)
    size = target.stat().st_size
    if as_json:
        say_json(json_output.exported(target, size, asked.plan, asked.agency, asked.period))
    else:
        say(f"Đã ghi {target} ({max(1, size // 1024)} KB).")
