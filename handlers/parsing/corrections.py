"""Read a corrected value with its document and reason: "20/03/2024 theo 581/BNV-CCHC: báo cáo của tỉnh gửi Bộ"."""

import re
from dataclasses import dataclass
from datetime import date

from data.enums import CorrectedField
from data.errors import BadAnswer
from data.registry.plans.corrections import CorrectableTask
from data.text import fold_letterwise, nfc
from data.text.dates import numeric_date, read_written_date, worded_date
from handlers.base.list_filters import canonical_code
from handlers.parsing.documents import read_reason
from handlers.parsing.partial_answers import read_with_partial
from handlers.parsing.reasons_with_documents import split_document, strip_because
from handlers.parsing.task_codes import SPACED_TASK_CODE

_DATES = tuple(
    re.compile(rf"(?:ngay )?{written}(?![\d/])(?:,| va)? ?") for written in (worded_date(), numeric_date())
)
_LEAD = re.compile(r"(?:chu tri|co quan chu tri|la|giao)\b:?\s?")
_EDGES = " ,;:.–-"
_TITLE_LETTERS = 500


@dataclass(frozen=True, slots=True)
class TypedCorrection:
    """A correction as it was typed: the value in words, dates of a deadline, its document and reason."""

    value: str
    dates: tuple[date, ...]
    document_number: str
    reason: str


def read_correction(
    text: str, field: CorrectedField, task: CorrectableTask, today: date, half: str = ""
) -> TypedCorrection:
    """Return the correction of a field of `task`; what is incomplete goes with the `half` that was typed before.

    Dates without a year are of the plan's. Raises BadAnswer: correction_value, correction_date, due_outside,
    correction_document, correction_reason, reason_too_long, number_too_long, and those of a document's date.
    """
    return read_with_partial(text, half, lambda whole: _read(whole, field, task, today))


def _read(text: str, field: CorrectedField, task: CorrectableTask, today: date) -> TypedCorrection:
    typed = " ".join(nfc(text).split())
    dates: tuple[date, ...] = ()
    if field is CorrectedField.DUE_ON:
        dates, typed = _read_dates(typed, task)
    value, document, after = split_document(typed, today)
    if field in (CorrectedField.DUE_ON, CorrectedField.KIND, CorrectedField.JUDGED_BY):
        value, after = "", ", ".join(filter(None, (value, after)))
    elif not any(letter.isalpha() for letter in value):
        raise BadAnswer("correction", "correction_value")
    if document is None:
        raise BadAnswer("correction", "correction_document", half=" ".join(text.split()) if dates else "")
    reason = strip_because(after)
    if not any(letter.isalpha() for letter in reason):
        raise BadAnswer("correction", "correction_reason", half=" ".join(text.split()))
    return TypedCorrection(_read_value(value, field), dates, document.number, read_reason(reason))


def _read_value(value: str, field: CorrectedField) -> str:
    value = value.strip(_EDGES)
    if field is CorrectedField.COVERED_BY:
        found = SPACED_TASK_CODE.search(fold_letterwise(value))
        if found is None:
            raise BadAnswer("correction", "correction_code")
        return canonical_code(found.group().replace(" ", ""))
    if field is CorrectedField.LEAD:
        announced = _LEAD.match(fold_letterwise(value))
        return value[announced.end() :] if announced else value
    if len(value) > _TITLE_LETTERS:
        raise BadAnswer("reason", "reason_too_long")
    return value


def _read_dates(typed: str, task: CorrectableTask) -> tuple[tuple[date, ...], str]:
    """Return the dates with which a text begins, and the rest of it."""
    dates, rest = [], typed
    while found := next((m for pattern in _DATES if (m := pattern.match(fold_letterwise(rest)))), None):
        written = read_written_date(found)
        due_on = written.in_year(written.year or task.plan_year)
        if due_on is None:
            raise BadAnswer("correction", "correction_bad_date")
        if not task.issued_on <= due_on <= date(task.plan_year + 1, 12, 31):
            raise BadAnswer("date", "due_outside")
        dates.append(due_on)
        rest = rest[found.end() :]
    if not dates:
        raise BadAnswer("correction", "correction_date")
    return tuple(dates), rest.strip(_EDGES)
