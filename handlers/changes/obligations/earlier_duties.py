"""Duties done before the agency used the bot (☑️): chosen from one list, shown once, saved by one tap."""

from datetime import date
from typing import Any

from data.errors import BadAnswer, Refused
from data.registry.duties import duty_lines, history
from data.registry.duties import progress as registry
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.progress import Document
from data.registry.plans import earlier_duties
from data.text import fold_letterwise, nfc
from handlers.base.callback_data.obligations import (
    ChooseEarlier,
    ListEarlier,
    PickEarlier,
    RecordEarlier,
    UndoEarlier,
)
from handlers.base.list_filters import canonical_code
from handlers.base.messages import Reply
from handlers.base.permissions import get_own_duty
from handlers.base.proposal import Act, Proposal
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.open_questions.previews import propose
from handlers.parsing.documents import read_document
from handlers.parsing.task_codes import SPACED_TASK_CODE
from handlers.views.base import refusals
from handlers.views.changes import earlier_duties as view

AT_ONCE = 20
"""Rows of one list; what is left is listed when these are saved."""


def list_earlier(turn: Turn, _tapped: ListEarlier) -> Reply:
    """Show the duties that were due before, each to be chosen by a tap."""
    return _show(turn, {})


def pick(turn: Turn, tapped: PickEarlier) -> Reply:
    """Choose a duty, or leave it out again."""
    chosen = _chosen(turn)
    if chosen is None:
        return refusals.old_button()
    key = str(tapped.duty_id)
    if key in chosen:
        del chosen[key]
    else:
        chosen[key] = {}
    return _show(turn, chosen)


def choose_all(turn: Turn, _tapped: ChooseEarlier) -> Reply:
    """Choose all duties of the list; none if all are chosen."""
    chosen = _chosen(turn)
    if chosen is None:
        return refusals.old_button()
    rows = _list(turn)
    return _show(turn, {} if len(chosen) == len(rows) else {str(row.id): chosen.get(str(row.id), {}) for row in rows})


def take_documents(turn: Turn, sentence: str) -> Reply:
    """Choose the duties whose code, number and date of a document were typed, one a line. Raises BadAnswer."""
    chosen, rows = _chosen(turn) or {}, {row.code: row for row in _list(turn)}
    for line in nfc(sentence).splitlines():
        code = SPACED_TASK_CODE.match(fold_letterwise(line))
        row = rows.get(canonical_code(code.group().replace(" ", ""))) if code else None
        if code is None or row is None:
            raise BadAnswer("document", "earlier_document")
        document = read_document(line[code.end() :].strip(" :,-"), turn.today, row.plan_year)
        if document.number and document.issued_on:
            chosen[str(row.id)] = {"number": document.number, "issued_on": document.issued_on.isoformat()}
        else:
            raise BadAnswer("document", "earlier_document")
    return _show(turn, chosen)


def preview(turn: Turn, _tapped: RecordEarlier) -> Reply:
    """Show what was chosen as it will be saved."""
    chosen = _chosen(turn)
    rows = [row for row in _list(turn) if chosen and str(row.id) in chosen]
    if not rows or chosen is None:
        return refusals.old_button()
    papers = {row.id: _document(chosen[str(row.id)]) for row in rows}
    seen = [[row.id, row.version, chosen[str(row.id)]] for row in rows]
    heading, said = view.preview(turn.me.agency_short_name, [(row, papers[row.id]) for row in rows])
    turn.ask(Step.EARLIER, chosen=chosen)
    return propose(turn, Proposal(Act.EARLIER, {"duties": seen}, heading, said, said), certain=True)


def save(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Save what was shown; a duty that changed since keeps back no other."""
    turn.close_question()
    saved, refused = [], []
    for duty_id, version, typed in facts["duties"]:
        duty = get_own_duty(turn, int(duty_id))
        try:
            registry.report(
                turn.session,
                duty.id,
                version,
                _document(typed),
                turn.actor,
                turn.now,
                turn.today,
                done_on=duty.first_due_on,
            )
        except Refused as error:
            refused.append((duty.code, error))
        else:
            saved.append(duty)
    return view.saved([duty_lines.get_line(turn.session, duty.id) for duty in saved], refused, len(_list(turn)))


def undo_all(turn: Turn, tapped: UndoEarlier) -> Reply:
    """Undo all that was saved by one tap; a duty that changed since keeps back no other."""
    get_own_duty(turn, tapped.duty_id)
    undone, refused = [], []
    for duty_id, version in history.list_made_together(turn.session, tapped.duty_id, tapped.version):
        duty = get_own_duty(turn, duty_id)
        try:
            registry.undo(turn.session, duty_id, version, turn.actor, turn.now)
        except Refused as error:
            refused.append((duty.code, error))
        else:
            undone.append(duty)
    return view.undone(undone, refused, len(_list(turn)))


def _show(turn: Turn, chosen: dict[str, Any]) -> Reply:
    rows = earlier_duties.list_earlier(turn.session, turn.me.agency_id)[:AT_ONCE]
    kept = {str(row.id): chosen[str(row.id)] for row, _began in rows if str(row.id) in chosen}
    turn.ask(Step.EARLIER, chosen=kept)
    papers = {int(duty_id): _document(typed) for duty_id, typed in kept.items()}
    return view.duty_list(turn.me.agency_short_name, rows, papers, turn.today)


def _list(turn: Turn) -> list[DutyLine]:
    return [row for row, _began in earlier_duties.list_earlier(turn.session, turn.me.agency_id)[:AT_ONCE]]


def _chosen(turn: Turn) -> dict[str, Any] | None:
    """Return what is chosen in the open list, with documents; None if no list is open."""
    question = turn.get_question()
    if question is None or question.step != Step.EARLIER or turn.is_late(question):
        return None
    return dict(question.about["chosen"])


def _document(typed: dict[str, Any]) -> Document:
    if typed:
        return Document(number=typed["number"], issued_on=date.fromisoformat(typed["issued_on"]))
    return Document(none_because=view.no_document())
