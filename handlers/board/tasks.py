"""The tasks of the plans on the board: all by section, and one with the plan's words and the agencies that owe it."""

from dataclasses import replace

from data.errors import NotAllowed, NotFound
from data.registry.plans import task_lines
from handlers.base.board.filters import BoardFilter, read_filter
from handlers.base.board.look import Asked, Look
from handlers.board.choosing import choose_duties, read_chosen
from handlers.board.duty_list import ROWS
from handlers.board.overview import read_facts
from handlers.views.board import tasks as view
from scheduler.statistics.board import count_chosen


def show_all(look: Look, asked: Asked) -> str:
    """Show the tasks that are counted, by section."""
    return view.all_tasks(look, read_facts(look, read_filter(asked.query)))


def show(look: Look, asked: Asked) -> str:
    """Show one task. Raises NotAllowed for one that nobody owes whose duties may be seen, and for one that does not
    exist alike; NotFound for who sees all.
    """
    plan_id, code = asked.read_id("plan_id"), asked.path["code"]
    of_task = BoardFilter(plan_id=plan_id, task=code)
    (one, *_rest) = choose_duties(look, of_task).fetch_page(0, 1).lines or (None,)
    if one is None:
        raise NotFound("task", code) if look.agency_id is None else NotAllowed("task.see")
    chosen = read_filter(asked.query)
    facts = view.TaskPage(
        chosen=chosen,
        task=task_lines.get_task(look.session, one.deadline_id),
        figures=count_chosen(look.session, read_chosen(look, of_task), look.today, look.calendar),
        duties=choose_duties(look, replace(of_task, state=chosen.state)).fetch_page(chosen.page, ROWS),
        rows=ROWS,
    )
    return view.task(look, facts)
