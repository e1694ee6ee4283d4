"""The history of the office at the board: filtered by address, paged, handed out as a file."""

from datetime import date, time
from functools import partial

from data.enums import AuditKind
from data.errors import BadAnswer
from data.exports import csv_table, spreadsheet
from data.registry.office import agencies, audit_log
from data.registry.office.audit_log import AuditFilter
from data.rules.viet_nam_time import at_hour, end_of
from handlers.base.board.look import Asked, Look
from handlers.base.board.paging import read_number, read_page
from handlers.base.messages import Attachment, OpenRegistry
from handlers.views.board.office import audit_log as view
from handlers.views.board.office.audit_log import Chosen
from handlers.views.overview import audit_table
from handlers.views.overview.exports import XLSX

ROWS = 50
_YEARS = (2000, 2100)


def show(look: Look, asked: Asked) -> str:
    """Show a page of the acts that the address chooses, the latest first. Raises NotAllowed, NotFound, BadAnswer."""
    look.check_administers()
    chosen, at = read_chosen(look, asked), read_page(asked.query)
    lines = audit_log.list_page(look.session, filter_of(chosen), at * ROWS, ROWS + 1)
    return view.page(look, chosen, lines[:ROWS], agencies.list_all(look.session), at, has_more=len(lines) > ROWS)


def hand_out_workbook(look: Look, asked: Asked) -> Attachment:
    """Return the workbook of the acts that the address chooses. Raises as `show`."""
    look.check_administers()
    chosen = read_chosen(look, asked)
    return Attachment(view.file_name(look.today, "xlsx"), XLSX, work=partial(_make_workbook, chosen=chosen))


def hand_out_csv(look: Look, asked: Asked) -> Attachment:
    """Return the acts that the address chooses as .csv. Raises as `show`."""
    look.check_administers()
    chosen = read_chosen(look, asked)
    return Attachment(view.file_name(look.today, "csv"), csv_table.MEDIA_TYPE, work=partial(_make_csv, chosen=chosen))


def read_chosen(look: Look, asked: Asked) -> Chosen:
    """Return what an address chooses. Raises BadAnswer, and NotFound for an agency that is not there."""
    told = asked.query.get
    try:
        kind = AuditKind(told(view.KIND) or AuditKind.ALL)
        since, until = _read_day(told(view.SINCE)), _read_day(told(view.UNTIL))
    except ValueError as error:
        raise BadAnswer("address", "address_unknown") from error
    agency_id = read_number(told(view.AGENCY, ""))
    return Chosen(kind, since, until, agencies.get(look.session, agency_id) if agency_id else None)


def _read_day(text: str | None) -> date | None:
    """Return a day. Raises ValueError for none of the years that an office can have lived through."""
    day = date.fromisoformat(text) if text else None
    if day and not _YEARS[0] <= day.year <= _YEARS[1]:
        raise ValueError(text)
    return day


def filter_of(chosen: Chosen) -> AuditFilter:
    """Return what is read of the history."""
    return AuditFilter(
        since=at_hour(chosen.since, time()) if chosen.since else None,
        until=end_of(chosen.until) if chosen.until else None,
        agency_id=chosen.agency.id if chosen.agency else None,
        kind=chosen.kind,
    )


def _make_workbook(open_registry: OpenRegistry, chosen: Chosen) -> bytes:
    with open_registry() as session:
        sheet = view.sheet(chosen, audit_log.stream(session, filter_of(chosen)))
        return spreadsheet.build_workbook(sheet.title, [sheet])


def _make_csv(open_registry: OpenRegistry, chosen: Chosen) -> bytes:
    with open_registry() as session:
        return csv_table.write(
            audit_table.columns(), map(audit_table.cells, audit_log.stream(session, filter_of(chosen)))
        )
