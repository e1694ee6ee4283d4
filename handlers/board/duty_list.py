"""A list of duties, as the address chooses them, page by page."""

from dataclasses import replace
from datetime import date
from functools import partial

from data.exports import csv_table, spreadsheet
from data.registry.board.choice import Chosen
from data.registry.board.duty_pages import DutyChoice
from data.registry.office import agencies
from data.registry.plans.scope import plans_of_id
from data.rules.calendar import WorkingCalendar
from handlers.base.board.filters import BoardFilter, read_filter
from handlers.base.board.look import Asked, Look
from handlers.base.messages import Attachment, OpenRegistry
from handlers.board.choosing import choose_duties, get_counted_agency, list_offered, list_sections, read_chosen
from handlers.views.board import duty_list as view
from handlers.views.board.duty_list import ListFacts
from handlers.views.board.office import duty_export as exports
from handlers.views.overview.exports import XLSX

ROWS = 50
PRINTED = 1000
"""Duties that are laid out for paper at once, some seventy sheets; a workbook holds all of them."""


def show(look: Look, asked: Asked) -> str:
    """Show a page of duties. Raises NotAllowed, NotFound, BadAnswer."""
    return view.page(look, _read_facts(look, read_filter(asked.query), ROWS))


def show_printed(look: Look, asked: Asked) -> str:
    """Show all duties that the address chooses on one page, for paper. Raises as `show`."""
    return view.printed(look, _read_facts(look, replace(read_filter(asked.query), page=0), PRINTED))


def _read_facts(look: Look, chosen: BoardFilter, rows: int) -> ListFacts:
    scope = plans_of_id(look.session, chosen.plan_id)
    agency_id = get_counted_agency(look, chosen)
    duties = choose_duties(look, chosen).fetch_page(chosen.page, rows)
    return ListFacts(
        chosen=chosen,
        scope=scope,
        duties=duties,
        agency=None if agency_id is None else agencies.get(look.session, agency_id),
        plans=list_offered(look, scope),
        sections=list_sections(look, scope),
        rows=rows,
    )


def hand_out_workbook(look: Look, asked: Asked) -> Attachment:
    """Return the workbook of exactly the duties that the address chooses. Raises as `show`."""
    made, chosen = _export(look, asked)
    only, agency_id = plans_of_id(look.session, chosen.plan_id).only, get_counted_agency(look, chosen)
    plan = only.number if only and chosen.plan_id else ""
    agency = "" if agency_id is None else agencies.get(look.session, agency_id).name
    title = exports.title(chosen, plan, agency, look.today)
    return Attachment(exports.file_name(look.today, "xlsx"), XLSX, work=partial(_make_workbook, made, title=title))


def hand_out_csv(look: Look, asked: Asked) -> Attachment:
    """Return exactly the duties that the address chooses as .csv. Raises as `show`."""
    made, _chosen = _export(look, asked)
    return Attachment(exports.file_name(look.today, "csv"), csv_table.MEDIA_TYPE, work=partial(_make_csv, made))


Export = tuple[Chosen, date, WorkingCalendar]
"""Which duties, as of which day, by which calendar."""


def _export(look: Look, asked: Asked) -> tuple[Export, BoardFilter]:
    chosen = read_filter(asked.query)
    return (read_chosen(look, chosen), look.today, look.calendar), chosen


def _make_workbook(made: Export, open_registry: OpenRegistry, title: str) -> bytes:
    with open_registry() as session:
        sheet = exports.sheet(title, DutyChoice(session, *made).stream(), *made[1:])
        return spreadsheet.build_workbook(title, [sheet])


def _make_csv(made: Export, open_registry: OpenRegistry) -> bytes:
    with open_registry() as session:
        rows = (exports.cells(line, *made[1:]) for line in DutyChoice(session, *made).stream())
        return csv_table.write(exports.columns(), rows)
