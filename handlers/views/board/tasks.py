"""The pages of tasks: all of them by section, and one."""

from dataclasses import dataclass

from data.registry.board.duty_pages import DutyPage
from data.registry.plans.task_lines import TaskFacts
from handlers.base.board.filters import BoardFilter
from handlers.base.board.look import Look
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.board.choices import state_choice
from handlers.views.board.duty_list import duty_rows
from handlers.views.board.figures.figure_rows import FigureRow
from handlers.views.board.figures.figure_tables import list_task_tables
from handlers.views.board.listed import list_fetched
from handlers.views.board.overview import OverviewFacts, list_choices, subtitle
from handlers.views.board.page import render
from scheduler.statistics.figures import Figures


@dataclass(frozen=True, slots=True)
class TaskPage:
    """What the page of one task shows: the plan's words, its figures, a page of its duties (`rows` each).

    `chosen` is what the address says: its state and page are of this list, the rest goes along to other pages.
    """

    chosen: BoardFilter
    task: TaskFacts
    figures: Figures
    duties: DutyPage
    rows: int


def all_tasks(look: Look, facts: OverviewFacts) -> str:
    """Render the tasks that are counted, a table for each section of each plan."""
    counted = facts.board.counted
    tables = list_task_tables(look, counted, facts.chosen)
    return render(
        "tasks.html",
        look,
        facts.chosen,
        heading=_("Nhiệm vụ của kế hoạch"),
        subtitle=subtitle(facts),
        choices=list_choices(facts),
        totals=(FigureRow(_("Theo nhiệm vụ"), counted.by_task), FigureRow(_("Theo việc"), counted.whole)),
        tables=tables,
    )


def task(look: Look, facts: TaskPage) -> str:
    """Render one task."""
    found, duties = facts.task, facts.duties
    words = [
        (_("Thời gian"), found.timeframe),
        (_("Sản phẩm"), "; ".join(words.strip(" -;") for words in found.deliverables)),
        (_("Chủ trì"), "; ".join(found.lead_words)),
        (_("Phối hợp"), "; ".join(found.coordinating_words)),
        (_("Nơi ghi trong kế hoạch"), found.source_place),
    ]
    return render(
        "task.html",
        look,
        facts.chosen,
        heading=found.title,
        code=formatting.code_in_plan(found.code, ""),
        subtitle=_("KH {plan}", plan=found.plan_number),
        words=[(name, said) for name, said in words if said],
        totals=(FigureRow(_("Các cơ quan"), facts.figures),),
        choices=[state_choice(facts.chosen)],
        duties=list_fetched(duty_rows(duties.lines, look, facts.chosen), duties.total, duties.first, facts.rows),
        plan_query=facts.chosen.kept.query(plan_id=found.plan_id),
        carried=facts.chosen.kept,
        path=f"nhiem-vu/{found.plan_id}/{found.code}",
    )
