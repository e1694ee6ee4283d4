"""Answers by the day of the report: what was done in some time, whenever it is due."""

from collections.abc import Sequence
from datetime import date, time

from data.enums import Change
from data.registry.statistics import activity
from data.registry.statistics.activity import Activity
from data.rules.calendar import ONE_DAY
from data.rules.viet_nam_time import at_hour
from handlers.base.callback_data.codec import encode
from handlers.base.callback_data.duties import ShowDuty
from handlers.base.query import Intent, Period, Status
from handlers.questions.answering.answer import Answer, Item
from handlers.questions.answering.context import Context
from handlers.questions.answering.executor import Executor
from handlers.questions.answering.scope import Scope
from handlers.views.questions import activity as view

_EVER = date(2000, 1, 1)


def answer_activity(executor: Executor, scope: Scope) -> Answer:
    """Answer “tháng trước mình nộp những gì”, “hôm qua có ai cập nhật gì” by the history of the duties."""
    period = scope.query.period or Period(None, executor.today)
    since = at_hour(period.first or _EVER, time())
    until = at_hour((period.last or executor.today) + ONE_DAY, time())
    made = activity.list_activity(executor.session, since, until, scope.agency.id if scope.agency else None)
    told = _told(made, scope)
    duties = {one.duty_id: one for one in told}
    return Answer(
        Intent.ACTIVITY,
        view.activity(scope, told, executor.today),
        scope.agency_code,
        scope.query.period,
        scope.query.status,
        tuple(Item(one.code, one.agency_code, one.due_on, one.plan_number) for one in duties.values()),
        len(duties),
        topic=Context(scope.query, tuple(encode(ShowDuty(duty_id)) for duty_id in duties)),
    )


def _told(made: Sequence[Activity], scope: Scope) -> list[Activity]:
    """Return the changes of the tasks and agencies that are meant; of reports, the last of each duty."""
    found = [one for one in scope.selection.select_tasks(made) if _is_meant(one, scope)]
    if scope.query.status is not Status.DONE:
        return found
    reports = [one for one in found if one.change is Change.REPORTED]
    return list({one.duty_id: one for one in reversed(reports)}.values())[::-1]


def _is_meant(one: Activity, scope: Scope) -> bool:
    due = scope.query.due
    in_time = due is None or (one.due_on is not None and due.contains(one.due_on))
    of_plan = not scope.query.plan or one.plan_number == scope.query.plan
    return of_plan and in_time and scope.includes(one.agency_code)
