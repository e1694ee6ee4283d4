"""`nhacviec export`: the plan as files, the same as in the chat."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from bot.cli.office import Office, open_office
from bot.cli.options import Agency, AgencyOrAll, AsJson, By, On, PlanOrAll, group
from bot.cli.output import progress, say, say_json
from bot.cli.translated_help import Command
from data.enums import ReportKind
from data.errors import SeveralPlans

if TYPE_CHECKING:
    from datetime import date, datetime

    from data.registry.office.agencies import AgencyFact
    from data.registry.plans.scope import PlanScope
    from data.rules.calendar import WorkingCalendar
    from data.rules.report_periods import ReportPeriod
    from data.store import Session
    from scheduler.statistics.as_of import AsOf
    from scheduler.statistics.overview import Overview


class Picture(StrEnum):
    """The kinds of charts."""

    AGENCIES = "agencies"
    LEVELS = "levels"
    TASKS = "tasks"
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
    typer.Option(
        "--picture",
        metavar="HÌNH",
        help="Hình nào: agencies (các cơ quan), levels (các cấp), tasks (các nhiệm vụ), year (cả năm).",
    ),
]

app = group("Xuất kế hoạch ra tệp: bảng Excel, báo cáo Word, lịch, biểu đồ.")


@app.command(cls=Command)
def xlsx(
    agency: AgencyOrAll = None,
    period: Period = None,
    plan: PlanOrAll = None,
    on: On = None,
    out: Out = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Bảng Excel: nhiệm vụ, theo dõi, cơ quan, lịch sử; cả kế hoạch hoặc chỉ một kỳ báo cáo."""
    with _open_request(agency, period, plan, on) as request:
        _write_file("xlsx", request, out, _workbook, by, as_json=as_json)


@app.command(cls=Command)
def docx(
    agency: AgencyOrAll = None,
    period: Period = None,
    plan: PlanOrAll = None,
    on: On = None,
    out: Out = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Dự thảo báo cáo định kỳ (Nghị định 30/2020/NĐ-CP); không nêu kỳ thì kỳ đang làm.

    Không nêu ngày (--on) thì số liệu đến ngày chốt của kỳ, nếu ngày đó đã qua.
    """
    with _open_request(agency, period, plan, on, is_report=True) as request:
        _write_file("docx", request, out, _report, by, as_json=as_json)


@app.command(cls=Command)
def ics(agency: Agency, plan: PlanOrAll = None, out: Out = None, by: By = None, as_json: AsJson = False) -> None:
    """Tệp lịch các mốc hạn của một cơ quan."""
    with _open_request(agency, None, plan) as request:
        _write_file("ics", request, out, _feed, by, as_json=as_json)


@app.command(cls=Command)
def png(
    agency: AgencyOrAll = None,
    picture: Which = Picture.AGENCIES,
    plan: PlanOrAll = None,
    on: On = None,
    out: Out = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Biểu đồ: các cơ quan (của một cơ quan: các lĩnh vực), các cấp, các nhiệm vụ, hoặc tiến độ cả năm."""
    with _open_request(agency, None, plan, on) as request:
        _write_file(f"{picture}.png", request, out, _PICTURES[picture], by, as_json=as_json)


@dataclass(frozen=True, slots=True)
class _Request:
    """The part of the plans to export, the day it is as of, and the office it is read in."""

    office: Office
    session: "Session"
    plans: "PlanScope"
    agency: "AgencyFact | None"
    period: "ReportPeriod | None"
    calendar: "WorkingCalendar"
    now: "datetime"
    at: "AsOf"


@contextmanager
def _open_request(
    agency: str | None,
    kind: ReportKind | None,
    number: str | None,
    on: "date | None" = None,
    *,
    is_report: bool = False,
) -> Iterator[_Request]:
    from data.registry.office import agencies
    from data.rules import report_periods
    from scheduler.statistics.as_of import as_of_period, plans_as_of

    with open_office() as office, office.store.read() as session:
        today = office.clock.today()
        scope, at = plans_as_of(session, on, today, number=number)
        if is_report and scope.only is None:
            raise SeveralPlans(scope.numbers)
        found = agencies.find(session, agency, office.clock.today()) if agency else None
        period = report_periods.period(scope.latest, kind) if kind else None
        if is_report:
            period = period or report_periods.current(scope.latest, today)
            at = as_of_period(scope.latest, period, on, today)
        yield _Request(office, session, scope, found, period, office.calendar(session), office.clock.now(), at)


def _workbook(request: _Request, file: BinaryIO) -> None:
    from data.exports import spreadsheet
    from handlers.overview.exports import read_ledger
    from handlers.views.overview import workbook

    read = read_ledger(request.session, request.plans, request.agency, request.period, request.at)
    spreadsheet.write_workbook(file, workbook.workbook_title(read), workbook.build_sheets(read, request.calendar))


def _report(request: _Request, file: BinaryIO) -> None:
    from handlers.overview.exports import make_report

    assert request.period is not None  # noqa: S101 - the current one where none was named
    file.write(
        make_report(
            request.session, request.plans.latest, request.agency, request.period, request.at, request.calendar
        )
    )


def _feed(request: _Request, file: BinaryIO) -> None:
    from data.registry.duties import duty_lines, revisions
    from handlers.views.account import calendar_feed

    assert request.agency is not None  # noqa: S101 - a calendar is always somebody's
    file.write(
        calendar_feed.build_feed(
            request.agency,
            duty_lines.list_by_agency(request.session, request.agency.id, request.plans.chosen_id),
            revisions.list_by_agency(request.session, request.agency.id),
            request.now,
            request.calendar,
        )
    )


def _standings(request: _Request, file: BinaryIO) -> None:
    from handlers.views.overview import charts

    file.write(charts.standings(_count(request), request.agency)())


def _levels(request: _Request, file: BinaryIO) -> None:
    from handlers.views.overview import charts

    file.write(charts.levels(_count(request))())


def _tasks(request: _Request, file: BinaryIO) -> None:
    from handlers.views.overview import charts

    file.write(charts.tasks(_count(request), request.agency)())


def _year(request: _Request, file: BinaryIO) -> None:
    from data.registry.statistics import tallies
    from handlers.views.overview import charts
    from scheduler.statistics.burn_up import compute_burn_up

    agency_id = request.agency.id if request.agency else None
    days = tallies.count_by_dates(request.session, request.plans.ids, agency_id, until=request.at.until)
    file.write(charts.whole_year(_count(request), compute_burn_up(days), request.agency)())


_PICTURES: dict[Picture, Callable[[_Request, BinaryIO], None]] = {
    Picture.AGENCIES: _standings,
    Picture.LEVELS: _levels,
    Picture.TASKS: _tasks,
    Picture.YEAR: _year,
}


def _count(request: _Request) -> "Overview":
    from scheduler.statistics.overview import count_overview

    agency_id = request.agency.id if request.agency else None
    return count_overview(
        request.session, request.plans, request.at.day, request.calendar, agency_id, until=request.at.until
    )


def _record_export(kind: str, request: _Request, target: Path, by: str | None) -> None:
    from data.registry.office import audit

    about = {
        "plans": list(request.plans.numbers),
        "agency": request.agency.code if request.agency else None,
        "period": request.period.kind if request.period else None,
        "on": request.at.day,
    }
    with request.office.write(by) as session:
        audit.record_action(
            session,
            now=request.now,
            actor=f"export {kind}",
            action="export.make",
            subject=str(target),
            after=about,
        )


def _write_file(
    kind: str,
    request: _Request,
    out: Path | None,
    write: Callable[[_Request, BinaryIO], None],
    by: str | None,
    *,
    as_json: bool,
) -> None:
    """Write a file, and record it before it gets its name: none is handed out without a trace."""
    from bot.cli.json_output.exports import export_json
    from data.atomic_file import draft_file
    from handlers.views.overview.exports import file_name

    target = out or Path(file_name(kind, request.plans, request.agency, request.at.day, request.period))
    with progress("Đang xuất", silent=as_json), draft_file(target) as draft:
        with draft.open("wb") as file:
            write(request, file)
        _record_export(kind, request, target, by)
    size = target.stat().st_size
    if as_json:
        say_json(export_json(target, size, request.plans, request.agency, request.period))
    else:
        say(f"Đã ghi {target} ({max(1, size // 1024)} KB).")
