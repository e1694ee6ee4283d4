"""`nhacviec export`: the plan as files, the same as in the chat."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from bot.cli.export_request import Request, open_request, write_file
from bot.cli.options import Agency, AgencyOrAll, AsJson, By, On, PlanOrAll, group
from bot.cli.translated_help import Command
from data.enums import ReportKind

if TYPE_CHECKING:
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
    with open_request(agency, period, plan, on) as request:
        write_file("xlsx", request, out, _workbook, by, as_json=as_json)


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
    with open_request(agency, period, plan, on, is_report=True) as request:
        write_file("docx", request, out, _report, by, as_json=as_json)


@app.command(cls=Command)
def ics(agency: Agency, plan: PlanOrAll = None, out: Out = None, by: By = None, as_json: AsJson = False) -> None:
    """Tệp lịch các mốc hạn của một cơ quan."""
    with open_request(agency, None, plan) as request:
        write_file("ics", request, out, _feed, by, as_json=as_json)


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
    with open_request(agency, None, plan, on) as request:
        write_file(f"{picture}.png", request, out, _PICTURES[picture], by, as_json=as_json)


def _workbook(request: Request, file: BinaryIO) -> None:
    from data.exports import spreadsheet
    from handlers.overview.exports import read_ledger
    from handlers.views.overview import workbook

    read = read_ledger(request.session, request.plans, request.agency, request.period, request.at)
    spreadsheet.write_workbook(file, workbook.workbook_title(read), workbook.build_sheets(read, request.calendar))


def _report(request: Request, file: BinaryIO) -> None:
    from handlers.overview.exports import make_report

    assert request.period is not None  # noqa: S101 - the current one where none was named
    file.write(
        make_report(
            request.session, request.plans.latest, request.agency, request.period, request.at, request.calendar
        )
    )


def _feed(request: Request, file: BinaryIO) -> None:
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


def _standings(request: Request, file: BinaryIO) -> None:
    from handlers.views.overview import charts

    file.write(charts.standings(_count(request), request.agency)())


def _levels(request: Request, file: BinaryIO) -> None:
    from handlers.views.overview import charts

    file.write(charts.levels(_count(request))())


def _tasks(request: Request, file: BinaryIO) -> None:
    from handlers.views.overview import charts

    file.write(charts.tasks(_count(request), request.agency)())


def _year(request: Request, file: BinaryIO) -> None:
    from data.registry.statistics import tallies
    from handlers.views.overview import charts
    from scheduler.statistics.burn_up import compute_burn_up

    agency_id = request.agency.id if request.agency else None
    days = tallies.count_by_dates(request.session, request.plans.ids, agency_id, until=request.at.until)
    file.write(charts.whole_year(_count(request), compute_burn_up(days), request.agency)())


_PICTURES: dict[Picture, Callable[[Request, BinaryIO], None]] = {
    Picture.AGENCIES: _standings,
    Picture.LEVELS: _levels,
    Picture.TASKS: _tasks,
    Picture.YEAR: _year,
}


def _count(request: Request) -> "Overview":
    from scheduler.statistics.overview import count_overview

    agency_id = request.agency.id if request.agency else None
    return count_overview(
        request.session, request.plans, request.at.day, request.calendar, agency_id, until=request.at.until
    )
