"""The question which plan's task is meant, where several plans have one of its code."""

from collections.abc import Sequence
from datetime import date

from data.registry.duties.duty_lines import DutyLine
from data.registry.plans.task_lines import TaskLine
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.duties import ShowTaskOfPlan
from handlers.base.messages import Reply
from handlers.locales import _
from handlers.views.base import formatting

_TITLE_LETTERS = 120


def is_of_several(rows: Sequence[DutyLine | TaskLine]) -> bool:
    """Return whether these are rows of more than one plan."""
    return len({row.plan_id for row in rows}) > 1


def ask_which_task(code: str, rows: Sequence[DutyLine | TaskLine], today: date) -> Reply:
    """Show the task that each plan has under `code`, and ask which is meant."""
    of_plans = {row.plan_id: row for row in reversed(rows)}
    found = [row for row in rows if of_plans[row.plan_id] is row]
    asked = _("Mã {code} có trong {count} kế hoạch. Anh/chị hỏi nhiệm vụ nào?", code=code, count=len(found))
    taps = [
        (button(_("{code} · KH {plan}", code=code, plan=row.plan_number), ShowTaskOfPlan(row.plan_id, code)),)
        for row in found
    ]
    return Reply(asked, "\n".join(_task_line(row, today) for row in found), tuple(taps), replaces=True)


def _task_line(row: DutyLine | TaskLine, today: date) -> str:
    due = f" · {_('hạn {day}', day=formatting.day_month(row.due_on, today))}" if row.due_on else ""
    plan = _("KH {plan}", plan=row.plan_number)
    return f"{plan}: {row.code}  {formatting.shorten(row.title, _TITLE_LETTERS)}{due}"
