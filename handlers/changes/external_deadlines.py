"""Deadlines that another office's document sets, entered by the body that follows the plan."""

import re
from datetime import date
from typing import Any

from data.errors import BadAnswer, NotAllowed, NotFound
from data.registry.plans import external_deadlines
from data.registry.plans.external_deadlines import WaitingDeadline
from data.text import fold_letterwise, nfc
from data.text.dates import numeric_date, without_names
from data.text.document_numbers import DIRECTIVE_KINDS, document_number
from handlers.base.callback_data.changes import AskDeadline
from handlers.base.messages import Reply
from handlers.base.proposal import Act, Proposal
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.open_questions.ambiguity import detect_doubt
from handlers.open_questions.previews import propose
from handlers.parsing import dates
from handlers.views.changes import external_deadlines as view

_BY = re.compile(r"theo\s+")
_DOCUMENT_LETTERS = 100
_ISSUE_DATE = without_names(numeric_date(year=r"\d{2,4}"))
_NUMBERED = re.compile(rf"(?:(?:{DIRECTIVE_KINDS}) )?(?:so )?{document_number()}(?:,? (?:ngay )?{_ISSUE_DATE})?")
"""A document by its number and perhaps its date, and nothing else: anything more is free text."""


def ask_deadline(turn: Turn, tapped: AskDeadline) -> Reply:
    """Ask for the date. Raises NotAllowed."""
    found = _find_deadline(turn, tapped.deadline_id)
    turn.ask(Step.EXTERNAL_DEADLINE, deadline=found.deadline_id, due_on=found.due_on and found.due_on.isoformat())
    return view.deadline_question(found)


def take_deadline(turn: Turn, sentence: str) -> Reply:
    """Save the deadline that answers `ask_deadline`; if its document is not just a number, propose it first.

    Raises BadAnswer, after which the question stays open, and NotAllowed.
    """
    question = turn.answered_question
    found = _find_deadline(turn, int(question.about["deadline"]))
    due_on, document = read_deadline_and_document(sentence, found)
    facts = {**question.about, "until": due_on.isoformat(), "document": document}
    if not _NUMBERED.fullmatch(fold_letterwise(document)) or detect_doubt(turn, document):
        heading, said = view.deadline_preview(found, due_on, document)
        return propose(turn, Proposal(Act.EXTERNAL_DEADLINE, facts, heading, said, document))
    return save_deadline(turn, facts)


def save_deadline(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Save the deadline and its document. Raises NotAllowed.

    If somebody else has set a deadline in between, nothing is changed and theirs is shown.
    """
    found = _find_deadline(turn, int(facts["deadline"]))
    due_on, document = date.fromisoformat(facts["until"]), str(facts["document"])
    turn.close_question()
    as_seen = (found.due_on and found.due_on.isoformat()) == facts["due_on"]
    me = turn.me.officer_id
    if not as_seen or not external_deadlines.set_date(
        turn.session, found, due_on, document, officer_id=me, now=turn.now
    ):
        return view.deadline_already_set(found, turn.today, turn.calendar)
    return view.deadline_saved(_find_deadline(turn, found.deadline_id), turn.today, turn.calendar)


def read_deadline_and_document(text: str, waiting: WaitingDeadline) -> tuple[date, str]:
    """Read "30/06/2024 theo 123/KH-BNV": the deadline (a date in Viet Nam), then the document that sets it.

    Raises BadAnswer: no_due_date, bad_due_date, due_outside (before the plan was signed, or after the year that
    follows its own), no_dating_document, number_too_long.
    """
    typed = " ".join(nfc(text).split())
    folded = fold_letterwise(typed)
    found = dates.find_date_at_start(folded)
    if found is None or found[0].year is None:
        raise BadAnswer("date", "no_due_date", waiting.year_end)
    written, rest = found
    due_on = written.in_year(found[0].year)
    if due_on is None:
        raise BadAnswer("date", "bad_due_date", waiting.year_end)
    if not waiting.issued_on <= due_on <= date(waiting.plan_year + 1, 12, 31):
        raise BadAnswer("date", "due_outside")
    by = _BY.match(folded, rest)
    document = typed[by.end() if by else rest :].strip(" ,;.")
    if not any(letter.isdigit() for letter in document):
        raise BadAnswer("date", "no_dating_document", waiting.year_end)
    if len(document) > _DOCUMENT_LETTERS:
        raise BadAnswer("date", "number_too_long")
    return due_on, document


def _find_deadline(turn: Turn, deadline_id: int) -> WaitingDeadline:
    """Return the deadline to an officer of the body that follows its plan. Raises NotAllowed for others."""
    try:
        found = external_deadlines.find(turn.session, deadline_id)
    except NotFound as error:
        raise NotAllowed("deadline.date") from error
    if found.standing_agency_id != turn.me.agency_id:
        raise NotAllowed("deadline.date")
    return found
