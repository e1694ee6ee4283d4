"""Record duties that an agency finished before it used the bot (☑️): chosen from one list, shown once, saved by one
tap.
"""

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

ROWS_OF_A_LIST = 20
"""Rows of one list; what is left is listed when these are saved."""


def list_earlier(turn: Turn, _tapped: ListEarlier) -> Reply:
    """Show the duties that were due before the agency used the bot, each to be chosen by a tap."""
    return _show_and_ask(turn, {})


def pick(turn: Turn, tapped: PickEarlier) -> Reply:
    """Choose a duty, or leave it out again."""
    chosen = _get_chosen(turn)
    if chosen is None:
        return refusals.old_button()
    key = str(tapped.duty_id)
    if key in chosen:
        del chosen[key]
    else:
        chosen[key] = {}
    return _show_and_ask(turn, chosen)


def choose_all(turn: Turn, _tapped: ChooseEarlier) -> Reply:
    """Choose all duties of the list; none if all are chosen."""
    chosen = _get_chosen(turn)
    if chosen is None:
        return refusals.old_button()
    rows = _list_rows(turn)
    return _show_and_ask(
        turn, {} if len(chosen) == len(rows) else {str(row.id): chosen.get(str(row.id), {}) for row in rows}
    )


def take_documents(turn: Turn, sentence: str) -> Reply:
    """Choose the duties typed, one a line: the code, then number and date of its document. Raises BadAnswer."""
    chosen, rows = _get_chosen(turn) or {}, {row.code: row for row in _list_rows(turn)}
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
    return _show_and_ask(turn, chosen)


def propose_chosen(turn: Turn, _tapped: RecordEarlier) -> Reply:
    """Show what was chosen as it will be saved, and keep it for the confirming tap."""
    chosen = _get_chosen(turn)
    rows = [row for row in _list_rows(turn) if chosen and str(row.id) in chosen]
    if not rows or chosen is None:
        return refusals.old_button()
    documents = {row.id: _read_document(chosen[str(row.id)]) for row in rows}
    seen = [[row.id, row.version, chosen[str(row.id)]] for row in rows]
    heading, said = view.preview(turn.me.agency_short_name, [(row, documents[row.id]) for row in rows])
    turn.ask(Step.EARLIER, chosen=chosen)
    return propose(turn, Proposal(Act.EARLIER, {"duties": seen}, heading, said, said), certain=True)


def save(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Save what was shown; a duty that changed meanwhile is told as refused, the others are saved."""
    turn.close_question()
    saved, refused = [], []
    for duty_id, version, typed in facts["duties"]:
        duty = get_own_duty(turn, int(duty_id))
        try:
            registry.report(
                turn.session,
                duty.id,
                version,
                _read_document(typed),
                turn.actor,
                turn.now,
                turn.today,
                done_on=duty.first_due_on,
            )
        except Refused as error:
            refused.append((duty.code, error))
        else:
            saved.append(duty)
    return view.saved([duty_lines.get_line(turn.session, duty.id) for duty in saved], refused, len(_list_rows(turn)))


def undo_all(turn: Turn, tapped: UndoEarlier) -> Reply:
    """Undo all that was saved by one tap; a duty that changed meanwhile is told as refused, the others are undone."""
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
    return view.undone(undone, refused, len(_list_rows(turn)))


def _show_and_ask(turn: Turn, chosen: dict[str, Any]) -> Reply:
    rows = earlier_duties.list_earlier(turn.session, turn.me.agency_id)[:ROWS_OF_A_LIST]
    kept = {str(row.id): chosen[str(row.id)] for row, _began in rows if str(row.id) in chosen}
    turn.ask(Step.EARLIER, chosen=kept)
    documents = {int(duty_id): _read_document(typed) for duty_id, typed in kept.items()}
    return view.duty_list(turn.me.agency_short_name, rows, documents, turn.today)


def _list_rows(turn: Turn) -> list[DutyLine]:
    """Return the rows of one list."""
    return [row for row, _began in earlier_duties.list_earlier(turn.session, turn.me.agency_id)[:ROWS_OF_A_LIST]]


def _get_chosen(turn: Turn) -> dict[str, Any] | None:
    """Return what is chosen in the open list, with documents; None if no list is open."""
    question = turn.get_question()
    if question is None or question.step != Step.EARLIER or turn.is_late(question):
        return None
    return dict(question.about["chosen"])


def _read_document(typed: dict[str, Any]) -> Document:
    """Return the proof of a chosen duty; `typed` has a number and `issued_on`, or nothing: then there is none."""
    if typed:
        return Document(number=typed["number"], issued_on=date.fromisoformat(typed["issued_on"]))
    return Document(none_because=view.no_document())
