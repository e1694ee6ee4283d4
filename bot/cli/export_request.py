"""What `nhacviec export` is asked for: part of the plans, as of a day, written into a file and recorded."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from bot.cli.office import Office, open_office
from bot.cli.output import progress, say, say_json
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


@dataclass(frozen=True, slots=True)
class Request:
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
def open_request(
    agency: str | None,
    kind: ReportKind | None,
    number: str | None,
    on: "date | None" = None,
    *,
    is_report: bool = False,
) -> Iterator[Request]:
    """Open the registry and yield what is to be exported, read as of `on` (today if None).

    `kind` is a period of reports, `number` that of a plan. Raises NotFound, and SeveralPlans for a report on several.
    """
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
        yield Request(office, session, scope, found, period, office.calendar(session), office.clock.now(), at)


def _record_export(kind: str, request: Request, target: Path, by: str | None) -> None:
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


def write_file(
    kind: str,
    request: Request,
    out: Path | None,
    write: Callable[[Request, BinaryIO], None],
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
