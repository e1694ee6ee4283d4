"""Several reports of one message: shown on one card, saved each or all by a tap."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from data.enums import Kind
from data.errors import BadAnswer, Refused
from data.registry.duties import duty_lines, history, results
from data.registry.duties import progress as registry
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.progress import Document
from handlers.base.callback_data.conversation import RecordReport, RecordReports
from handlers.base.messages import Reply
from handlers.base.permissions import get_own_duty
from handlers.base.proposal import make_mark
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.changes.notified_people import describe_notified_of_changes
from handlers.open_questions.ambiguity import is_agreement
from handlers.questions.answering.answer import DONE, Report
from handlers.views.base import refusals
from handlers.views.changes import report_batches as view
from handlers.views.changes.progress import document_name
from handlers.views.questions.rows import code_labels

_CHOICE = "choice"
"""The first of the duties between which a report does not tell, in each of their lines."""


def propose_reports(turn: Turn, reports: Sequence[Report], unread: Sequence[str]) -> Reply:
    """Show the reports of a message; those that can be written as they are wait for a tap."""
    chat = turn.incoming
    mark = make_mark(chat.channel, chat.chat_id, chat.update_id)
    waiting = [line for one in reports if one.is_complete for line in _to_json(one, turn.today)]
    if waiting:
        turn.ask(Step.REPORTS, mark=mark, reports=waiting)
    return view.batch_question(reports, unread, _places(waiting), mark, turn.today)


def record_reports(turn: Turn, tapped: RecordReports) -> Reply:
    """Save all reports that still wait (Ghi tất cả) but those of which a deadline must be chosen first. One that is
    refused keeps back no other.
    """
    return _record(turn, tapped.mark, None)


def record_report(turn: Turn, tapped: RecordReport) -> Reply:
    """Save one of the reports; the others wait on."""
    return _record(turn, tapped.mark, tapped.place)


def take_batch_answer(turn: Turn, sentence: str) -> Reply:
    """Take a yes to all reports. Raises BadAnswer for any other word.

    A number may be meant for one of them; a yes after the answer to something else, for that: then the reports are
    shown again.
    """
    if sentence.isdigit() or not is_agreement(sentence):
        raise BadAnswer("reports", "reports_unconfirmed")
    about = turn.answered_question.about
    if about.get("interrupted"):
        return _show_and_ask_again(turn, about["mark"], about["reports"])
    return _record(turn, str(about["mark"]), None)


def _show_and_ask_again(turn: Turn, mark: str, waiting: Sequence[dict[str, Any] | None]) -> Reply:
    turn.ask(Step.REPORTS, mark=mark, reports=waiting)
    return view.waiting_reports(_from_json(turn, waiting), _places(waiting), mark, turn.today)


def _record(turn: Turn, mark: str, place: int | None) -> Reply:
    question = turn.get_question()
    if question is None or question.step != Step.REPORTS or question.about["mark"] != mark:
        return refusals.old_button()
    if turn.is_late(question):
        turn.close_question()
        return refusals.expired_question()
    waiting: list[dict[str, Any] | None] = list(question.about["reports"])
    chosen = [one.at for one in _places(waiting) if place == one.at or (place is None and not one.is_choice)]
    if not chosen:
        return refusals.old_button() if place is not None else _show_and_ask_again(turn, mark, waiting)
    saved, refused = [], []
    for at in chosen:
        line = waiting[at] or {}
        try:
            _save(turn, line)
        except Refused as error:
            refused.append((str(line["code"]), error))
        else:
            duty = duty_lines.get_line(turn.session, int(line["duty"]))
            saved.append((duty, history.list_entries(turn.session, duty.id)[0]))
        waiting = [None if other == at or (one and _is_same(one, line)) else one for other, one in enumerate(waiting)]
    left = _places(waiting)
    if left:
        turn.ask(Step.REPORTS, mark=mark, reports=waiting)
    else:
        turn.close_question()
    return view.batch_saved(saved, refused, left, mark, describe_notified_of_changes(turn, saved))


def _save(turn: Turn, line: dict[str, Any]) -> None:
    """Save one report as it was shown. Raises Stale and NotAllowed."""
    duty = get_own_duty(turn, int(line["duty"]))
    if line["percent"] < DONE:
        registry.advance(turn.session, duty.id, line["version"], line["percent"], turn.actor, turn.now, line["note"])
        return
    document = _document(line)
    if duty.kind is Kind.CONTINUOUS:
        period = results.get_period(turn.session, duty.id, turn.today)
        results.save_result(turn.session, duty.id, period, document_name(document), turn.actor, turn.now)
        return
    registry.report(turn.session, duty.id, line["version"], document, turn.actor, turn.now, turn.today)


def _document(line: dict[str, Any]) -> Document:
    if line["number"]:
        return Document(number=line["number"], issued_on=date.fromisoformat(line["issued_on"]))
    return Document(none_because=line["because"])


def _from_json(turn: Turn, waiting: Sequence[dict[str, Any] | None]) -> list[Report]:
    """Return the reports that wait, those of several deadlines once each."""
    found: list[tuple[dict[str, Any], list[DutyLine]]] = []
    for line in filter(None, waiting):
        duty = get_own_duty(turn, int(line["duty"]))
        if found and _is_same(found[-1][0], line):
            found[-1][1].append(duty)
        else:
            found.append((line, [duty]))
    return [_report(line, duties) for line, duties in found]


def _report(line: dict[str, Any], duties: Sequence[DutyLine]) -> Report:
    percent = int(line["percent"])
    document = _document(line) if percent >= DONE else None
    return Report(duties[0], percent, document, line["note"] or "", others=tuple(duties[1:]))


def _to_json(report: Report, today: date) -> list[dict[str, Any]]:
    """Return what is kept of a report: a line for each duty of which it can be."""
    paper = report.document or Document()
    return [
        {
            "duty": duty.id,
            "code": code,
            "version": duty.version,
            "percent": report.percent,
            "note": report.note or None,
            "number": paper.number,
            "issued_on": paper.issued_on.isoformat() if paper.issued_on else None,
            "because": paper.none_because,
            **({_CHOICE: report.duty.id} if report.others else {}),
        }
        for duty, code in zip(report.duties, code_labels(report.duties, today), strict=True)
    ]


def _places(waiting: Sequence[dict[str, Any] | None]) -> list[view.Place]:
    return [view.Place(at, str(one["code"]), _CHOICE in one) for at, one in enumerate(waiting) if one]


def _is_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Return whether two lines are of the same report, of which one deadline is meant."""
    return _CHOICE in one and one[_CHOICE] == other.get(_CHOICE)
