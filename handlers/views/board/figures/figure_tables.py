"""Tables of figures: the parts of the plans, each a filter of the page on which it stands, and their tasks."""

from dataclasses import dataclass

from data.rules.agency_levels import Level
from handlers.base.board.filters import UNDATED, BoardFilter
from handlers.base.board.look import Look
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.board.figures.figure_rows import FigureRow
from handlers.views.overview.figures import code_in_plan, section_name
from handlers.views.overview.levels import level_name
from scheduler.statistics.overview import Overview, Part

OF_AN_AGENCY = "co-quan/"
"""How the path of a page of one agency begins: its id is no part of the filter there."""
_TITLE_LETTERS = 110


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table of figures with its title and the name of its first column."""

    id: str
    title: str
    first: str
    rows: tuple[FigureRow, ...]


def list_tables(look: Look, counted: Overview, chosen: BoardFilter) -> list[FigureTable]:
    """Return the parts of what is counted, by level, section and quarter, where there is more than one."""
    levels = [
        FigureRow(level_name(Level(part.key)), part.figures, _here(look, chosen, level=Level(part.key)))
        for part in counted.levels
    ]
    sections = [
        FigureRow(section_name(part, counted), part.figures, _here(look, chosen, section=part.key, **_plan_of(part)))
        for part in counted.sections
    ]
    quarters = [
        FigureRow(formatting.period_name(part.key), part.figures, _here(look, chosen, quarter=part.key or UNDATED))
        for part in counted.periods
    ]
    tables = (
        FigureTable("levels", _("Theo cấp"), _("Cấp"), tuple(levels)),
        FigureTable("sections", _("Theo lĩnh vực"), _("Lĩnh vực"), tuple(sections)),
        FigureTable("quarters", _("Theo quý của mốc hạn"), _("Quý"), tuple(quarters)),
    )
    return [table for table in tables if len(table.rows) > 1]


def list_task_tables(look: Look, counted: Overview, chosen: BoardFilter) -> list[FigureTable]:
    """Return the tasks that are counted, a table for each section of each plan, in their order. Their pages are told
    what was `chosen` here.
    """
    groups: dict[tuple[int, str], list[FigureRow]] = {}
    kept = chosen.kept.query()
    for part in counted.tasks:
        plan = part.plan or counted.plans.latest
        name = f"{code_in_plan(counted, part)}  {formatting.shorten(part.name, _TITLE_LETTERS)}"
        row = FigureRow(name, part.figures, f"{look.root}nhiem-vu/{plan.id}/{part.key}{kept}")
        groups.setdefault((plan.id, part.section), []).append(row)
    titles = {
        ((part.plan or counted.plans.latest).id, part.key): section_name(part, counted) for part in counted.sections
    }
    return [
        FigureTable(f"{plan_id}-{section}", titles.get((plan_id, section), section), _("Nhiệm vụ"), tuple(rows))
        for (plan_id, section), rows in groups.items()
    ]


def _here(look: Look, chosen: BoardFilter, **changes: object) -> str:
    """Return the address of this page for a part of what it shows."""
    if look.path.startswith(OF_AN_AGENCY):
        changes |= {"agency_id": None}  # it stands in the path
    return f"{look.root}{look.path}{chosen.query(**changes)}"


def _plan_of(part: Part) -> dict[str, int]:
    return {"plan_id": part.plan.id} if part.plan else {}
