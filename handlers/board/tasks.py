"""The tasks of the plans on the board: all by section, and one with the plan's words and the agencies that owe it."""

from dataclasses import replace

from data.errors import NotAllowed, NotFound
from data.registry.duties import duty_lines
from data.registry.plans import task_lines
from handlers.base.board.filters import read_filter
from handlers.base.board.look import Asked, Look
from handlers.board.duty_list import ROWS, choose_duties
from handlers.board.overview import read_facts
from handlers.views.board import tasks as view
from scheduler.statistics.figures import count_duties


def show_all(look: Look, asked: Asked) -> str:
    """Show the tasks that are counted, by section."""
    return view.all_tasks(look, read_facts(look, read_filter(asked.query)))


def show(look: Look, asked: Asked) -> str:
    """Show one task. Raises NotAllowed for one that nobody owes whose duties may be seen, and for one that does not
    exist alike; NotFound for who sees all.
    """
    plan_id, code = asked.read_id("plan_id"), asked.path["code"]
    chosen = replace(read_filter(asked.query), plan_id=plan_id, task=code, agency_id=None)
    owed = duty_lines.list_duties(look.session, agency_id=look.agency_id, codes={code}, plan_id=plan_id)
    if not owed:
        raise NotFound("task", code) if look.agency_id is None else NotAllowed("task.see")
    facts = view.TaskPage(
        chosen=chosen,
        task=task_lines.get_task(look.session, owed[0].deadline_id),
        figures=count_duties(owed, look.today, look.calendar),
        duties=choose_duties(look, chosen).fetch_page(chosen.page, ROWS),
        rows=ROWS,
    )
    return view.task(look, facts)
