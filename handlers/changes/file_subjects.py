"""The duty that a file is for: by a code in its caption, else the likeliest."""

import re

from data.enums import FINISHED
from data.registry.conversations.dialogues import Question
from data.registry.duties import duty_lines, history
from data.registry.duties.duty_lines import DutyLine
from data.text import fold, fold_letterwise, nfc
from handlers.base.permissions import get_own_duty
from handlers.base.turn import Turn
from handlers.parsing.task_codes import TASK_CODE

_LIKE_A_CODE = re.compile(r"\W*([a-z]{1,5}\.\d{1,3}[a-z]?)(?![\w/])")
_DENIED = re.compile(r"(?<!\w)(?:không|khong|đừng|chớ)(?:\s+[^\W\d]+){0,3}\s+$")
_CHOICES, _MARKED = 6, 3


def find_by_code(turn: Turn, text: str) -> list[DutyLine]:
    """Return the agency's duties under the codes in `text` that it does not deny ("không phải II.4"); only the open
    ones if there are any."""
    said = nfc(text)
    named = TASK_CODE.finditer(fold_letterwise(said))
    codes = {written[0] for written in named if not _DENIED.search(said[: written.start()].lower())}
    if not codes:
        return []
    every = duty_lines.list_by_agency(turn.session, turn.me.agency_id)
    found = [row for row in every if fold(row.code) in codes]
    return [row for row in found if row.state not in FINISHED] or found


def unknown_code(turn: Turn, caption: str) -> str:
    """Return a code at the start of `caption` that is none of the agency's; "" if there is none."""
    written = _LIKE_A_CODE.match(fold(caption))
    return "" if written is None or find_by_code(turn, written[1]) else written[1].upper()


def names_another_duty(turn: Turn, question: Question, caption: str) -> bool:
    """Return whether `caption` begins with a code other than that of the duty which the question is about."""
    written = _LIKE_A_CODE.match(fold(caption))
    return written is not None and fold(get_own_duty(turn, int(question.about["duty"])).code) != written[1]


def likely_duties(turn: Turn) -> list[DutyLine]:
    """Return the duties that the officer marked last, then those due first."""
    owed = {row.id: row for row in duty_lines.list_by_agency(turn.session, turn.me.agency_id)}
    marked = history.list_last_changed(turn.session, turn.me.agency_id, turn.me.officer_id, _MARKED)
    open_ones = [row.id for row in owed.values() if row.state not in FINISHED]
    return [owed[one] for one in dict.fromkeys([*marked, *open_ones]) if one in owed][:_CHOICES]
