"""Reminders of others, offered by one tap: to whom, of what, and in which words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from data.enums import FINISHED, Role
from data.registry.duties.duty_lines import DutyLine
from data.registry.office import agencies
from data.registry.outbox import requested_reminders
from data.rules.standing import MONTH, Urgency, urgency
from handlers.base.query import Intent, Query, Status
from handlers.questions.answering.answer import Answer, to_items
from handlers.questions.answering.context import Context
from handlers.questions.answering.executor import Executor
from handlers.questions.answering.overview.agency_counts import select_asked, select_open
from handlers.questions.answering.scope import Scope, find_members, find_tasks
from handlers.views.questions import reminders as view


def offer_reminders(executor: Executor, query: Query) -> Answer:
    """Answer “nhắc tất cả các đơn vị chậm TC.1” with the agencies, the text and one button; nothing is sent before.

    Only a supervisor may remind others.
    """
    if executor.me.role is not Role.SUPERVISOR:
        return Answer(Intent.REMIND, view.refused())
    scope = _scope(executor, query)
    rows = _find_open(executor, scope)
    reminded = requested_reminders.list_reminded(executor.session, executor.today)
    told = [row for row in rows if row.agency_id not in reminded]
    codes = tuple(dict.fromkeys(row.agency_code for row in told))
    context = Context(query, duties=tuple(row.id for row in told))
    unreachable = {agency.id for agency in agencies.list_without_officer(executor.session)}
    offered = view.Offered(
        told=told,
        earlier=[row for row in rows if row.agency_id in reminded],
        unreachable=frozenset(unreachable),
        asked_by=executor.me.name,
        office=executor.me.agency_short_name,
        named=[executor.vocabulary.agencies[code].short_name for code in query.agencies],
    )
    return Answer(
        Intent.REMIND,
        view.offered(scope, offered, context.mark, executor.today, executor.calendar),
        period=query.period,
        status=query.status,
        items=to_items(told),
        count=len(codes),
        needs_confirmation=bool(told),
        topic=context,
        agencies=codes,
    )


def _scope(executor: Executor, query: Query) -> Scope:
    named = frozenset(query.agencies) if query.agencies and query.sort is None else None
    members = named or find_members(query, executor.vocabulary)
    return Scope(query, None, own=False, tasks=find_tasks(query, executor.vocabulary), members=members)


def _find_open(executor: Executor, scope: Scope) -> list[DutyLine]:
    """Return the duties to be reminded of: open ones of the task; of no task in particular what is overdue, else what
    is due within a month.
    """
    if scope.tasks is not None:
        rows = select_asked(executor, scope) or select_asked(executor, _without_period(scope))
        owed = [row for row in rows if row.state not in FINISHED]
        late = scope.query.status is Status.OVERDUE
        return _list_overdue(executor, owed) if late else owed
    owed = select_open(executor, scope)
    soon = executor.today + timedelta(MONTH)
    return _list_overdue(executor, owed) or [row for row in owed if row.due_on and row.due_on <= soon]


def _without_period(scope: Scope) -> Scope:
    """“Hoàn thành trước 31/3” says when, not which deadline."""
    return replace(scope, query=replace(scope.query, period=None))


def _list_overdue(executor: Executor, rows: Sequence[DutyLine]) -> list[DutyLine]:
    today, calendar = executor.today, executor.calendar
    return [row for row in rows if urgency(row.due_on, row.state, today, calendar) is Urgency.OVERDUE]
