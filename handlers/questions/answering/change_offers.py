"""Offers of changes that a sentence asks for: each is a button, and nothing changes before it is tapped."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from data.enums import FINISHED, Role
from data.errors import BadAnswer, NotAllowed
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.progress import Document
from handlers.base.callback_data.codec import encode
from handlers.base.callback_data.duties import ShowDuty
from handlers.base.messages import Reply
from handlers.base.query import Intent, Period, Query
from handlers.duties.duty_card import can_snooze
from handlers.parsing.dates import check_coming
from handlers.parsing.documents import read_document
from handlers.questions.answering.answer import DONE, Answer, ExtensionWish, Report, to_items
from handlers.questions.answering.context import Context
from handlers.questions.answering.executor import Executor
from handlers.questions.answering.named_duties import find_named_duties, shown_instead
from handlers.questions.answering.scope import Scope, find_tasks
from handlers.questions.reading.reports.several_reports import SeveralReports
from handlers.views.base import error_sentences, refusals
from handlers.views.questions import change_offers, report_offers

_SEVERAL = 2
_DEADLINES_AT_MOST = 6
"""Deadlines of one task between which an officer chooses beside other reports: those of quarters and of the year."""


def ask_which(executor: Executor, scope: Scope) -> Answer:
    """Ask which duty is meant by “xong rồi” in reply to a message of several; tell all their dates at once."""
    intent, rows = scope.query.intent, executor.told_duties()
    if intent in (Intent.WHEN, Intent.WHO) and rows:
        return executor.tell(scope, rows)
    own = [row for row in rows if row.agency_id == executor.me.agency_id]
    if intent is not Intent.UNDO:
        own = [row for row in own if row.state not in FINISHED]
    if not own:
        return Answer(intent, change_offers.nothing_meant(), scope.agency_code)
    document, _number, _doubt = _parse_document(scope.query.document, executor.today, own[0].plan_year)
    proof = scope.query.document if document else ""
    topic = Context(scope.query, tuple(encode(ShowDuty(row.id)) for row in own), proof)
    said = change_offers.which_one(own, scope.query, executor.today, executor.calendar, document)
    return _offer(scope, own, said, topic)


def offer_reports(executor: Executor, several: SeveralReports, resolve: Callable[[Query], Scope]) -> Answer | None:
    """Offer several reports at once: “II.2 xong 12/KH-UBND 28/2; II.5 80%”; None if none of them can be written.

    What cannot be written is said: what was not understood, a task that is not the agency's or not open, one that is
    reported twice. A report that does not say which of several deadlines is meant is offered for each of them.
    """
    reports: list[Report] = []
    unread = [change_offers.unread_part(part) for part in several.unread]
    for query in several.reports:
        every = own_open_duties(executor, resolve(query))
        plan_year = every[0].plan_year if every else executor.today.year
        document, number, doubt = _parse_document(query.document, executor.today, plan_year)
        rows = _told_of(executor, _due_when_issued(every, document))
        if len(rows) != 1 and not query.codes:
            return None
        if not rows or len({row.code for row in rows}) > 1 or len(rows) > _DEADLINES_AT_MOST:
            unread.append(change_offers.not_one_duty(query.codes[0], len(rows)))
            continue
        percent = DONE if query.percent is None else query.percent
        reports.append(Report(rows[0], percent, document, query.note, doubt, number, tuple(rows[1:])))
    counts = Counter(row.id for one in reports for row in one.duties)
    twice = dict.fromkeys(one.duty.code for one in reports if any(counts[row.id] > 1 for row in one.duties))
    unread += [change_offers.reported_twice(code) for code in twice]
    reports = [one for one in reports if all(counts[row.id] == 1 for row in one.duties)]
    if not reports:
        return None
    rows = [row for one in reports for row in one.duties]
    return Answer(
        Intent.REPORT_PROGRESS,
        change_offers.reports_question(reports, unread, executor.today),
        executor.me.agency_code,
        items=to_items(rows),
        needs_confirmation=True,
        reports=tuple(reports),
        unread=tuple(unread),
        topic=Context(several.reports[0], tuple(encode(ShowDuty(row.id)) for row in rows)),
    )


def _told_of(executor: Executor, rows: list[DutyLine]) -> list[DutyLine]:
    """Return the one of several deadlines of which the message replied to tells; all where it tells of none."""
    if len(rows) < _SEVERAL or not (executor.topic and executor.topic.replied):
        return rows
    told = {row.id for row in executor.told_duties()}
    return [row for row in rows if row.id in told] or rows


def _due_when_issued(rows: list[DutyLine], document: Document | None) -> list[DutyLine]:
    """Return the one of several deadlines in whose month the document was issued; all where that tells nothing."""
    issued = document.issued_on if document else None
    if len(rows) < _SEVERAL or issued is None:
        return rows
    near = [row for row in rows if row.due_on and (row.due_on.year, row.due_on.month) == (issued.year, issued.month)]
    return near if len(near) == 1 else rows


def offer_report(executor: Executor, scope: Scope) -> Answer:
    """Offer to report duties done, or how far they are: “II.3 xong rồi, số 12/KH-UBND ngày 28/2”, “II.3 80%”.

    If nothing of what was named is the agency's own and still open, its card is shown instead.
    """
    rows = own_open_duties(executor, scope)
    if not rows:
        return shown_instead_of(executor, scope)
    query = scope.query
    items = tuple(encode(ShowDuty(row.id)) for row in rows)
    if query.percent is not None:
        said = report_offers.percent_question(rows, query.percent, query.note, executor.today, executor.calendar)
        one = (Report(rows[0], query.percent, note=query.note),) if len(rows) == 1 else ()
        return _offer(scope, rows, said, Context(query, items), one)
    document, number, doubt = _parse_document(query.document, executor.today, rows[0].plan_year)
    said = report_offers.report_question(rows, executor.today, executor.calendar, document, doubt)
    one = (Report(rows[0], DONE, document, doubt=doubt, number=number),) if len(rows) == 1 else ()
    return _offer(scope, rows, said, Context(query, items, query.document if document else ""), one)


def offer_snooze(executor: Executor, scope: Scope) -> Answer:
    """Offer to remind of duties on a later day: “nhắc tôi II.3 thứ sáu”.

    Without a named duty, every open one that can wait gets a button. Raises NotAllowed if none can.
    """
    rows = [row for row in own_open_duties(executor, scope) if can_snooze(row, executor.today, executor.calendar)]
    day = scope.query.day
    if executor.me.role is not Role.OFFICER or not rows:
        raise NotAllowed("snooze.last_day" if own_open_duties(executor, scope) else "snooze.nothing_due")
    if day and (refusal := _refuse_past_day(day, executor.today)):
        return Answer(Intent.SNOOZE, refusal, scope.agency_code)
    return _offer(scope, rows, change_offers.snooze_question(rows, day, executor.today, executor.calendar))


def offer_extension(executor: Executor, scope: Scope) -> Answer:
    """Offer to request a later deadline: “xin gia hạn IV.3 đến 30/7”.

    If nothing of what was named is the agency's own and still open, its card is shown instead.
    """
    rows = own_open_duties(executor, scope)
    if not rows:
        return shown_instead_of(executor, scope)
    if scope.query.day and (refusal := _refuse_past_day(scope.query.day, executor.today)):
        return Answer(Intent.EXTEND, refusal, scope.agency_code)
    day, reason = scope.query.day, scope.query.reason
    offered = _offer(scope, rows, change_offers.extension_question(rows, day, executor.today, executor.calendar))
    if day is None or not reason or len(rows) > 1:
        return offered
    return replace(offered, extension=ExtensionWish(rows[0], day, reason))


def shown_instead_of(executor: Executor, scope: Scope) -> Answer:
    """Answer with the card of what was named, where the agency has nothing to change of it."""
    query = shown_instead(executor, scope.query)
    return executor.answer(replace(scope, query=query, tasks=find_tasks(query, executor.vocabulary)))


def own_open_duties(executor: Executor, scope: Scope) -> list[DutyLine]:
    """Return the duties in scope that the asker's own agency still owes."""
    if scope.query.ordinal:
        told = executor.get_by_ordinal(scope.query.ordinal)
        rows = [told] if isinstance(told, DutyLine) else []
    elif scope.query.intent is Intent.REPORT_PROGRESS and scope.query.keywords:
        rows = find_named_duties(executor, scope.query)
    else:
        rows = scope.selection.select_due(executor.find_rows(scope))
    return [row for row in rows if row.agency_id == executor.me.agency_id and row.state not in FINISHED]


def _offer(
    scope: Scope, rows: list[DutyLine], said: Reply, topic: Context | None = None, reports: tuple[Report, ...] = ()
) -> Answer:
    day = scope.query.day
    return Answer(
        scope.query.intent,
        said,
        scope.agency_code,
        Period(None, day) if day else None,
        items=to_items(rows),
        needs_confirmation=True,
        reports=reports,
        topic=topic or Context(scope.query, tuple(encode(ShowDuty(row.id)) for row in rows)),
    )


def _parse_document(typed: str, today: date, plan_year: int) -> tuple[Document | None, str | None, str]:
    """Return the document that was typed, or else its number alone and the sentence that says what is wrong."""
    if not typed:
        return None, None, ""
    try:
        return read_document(typed, today, plan_year), None, ""
    except BadAnswer as error:
        return None, error.half or None, error_sentences.sentence(error)


def _refuse_past_day(day: date, today: date) -> Reply | None:
    try:
        check_coming(day, today)
    except BadAnswer as error:
        return refusals.refusal(error)
    return None
