"""Reports in the captions of files: "II.4 xong rồi, 18/KH-UBND 20/2/2024", "II.4 80%"."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.enums import FINISHED
from data.errors import BadAnswer
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.progress import Document
from data.text import fold, fold_letterwise, nfc
from handlers.base.proposal import Doubt
from handlers.base.query import Intent, Query
from handlers.base.selection import Selection
from handlers.base.turn import Turn
from handlers.changes.file_subjects import find_by_code
from handlers.open_questions.ambiguity import detect_doubt
from handlers.parsing.documents import read_document
from handlers.parsing.task_codes import SPACED_TASK_CODE
from handlers.questions.guessing.unmeant.dropping import drop_unmeant
from handlers.questions.lexicon.vocabulary import get_vocabulary
from handlers.questions.reading.reader import read_sentence

_EDGES = " \t\n,;:.–-()"


@dataclass(frozen=True, slots=True)
class CaptionReport:
    """A report of one of `duties`, of which none is finished. `percent` is None for done; then `document` is the
    proof as typed, "" for none."""

    duties: Sequence[DutyLine]
    percent: int | None
    document: str
    note: str


def read_caption_report(turn: Turn, caption: str, about: DutyLine | None = None) -> CaptionReport | None:
    """Return the report that a caption makes; one without a code is `about` that duty. None for any other caption,
    and for one of what is finished or not the agency's."""
    named = SPACED_TASK_CODE.search(fold_letterwise(nfc(caption)))
    if named is None and about is None:
        return None
    sentence = caption if named or about is None else f"{about.code} {caption}"
    read = read_sentence(sentence, turn.today, turn.calendar, get_vocabulary(turn.session))
    query = drop_unmeant(read, sentence).query
    typed = "" if query.intent is Intent.REPORT_PROGRESS else without_code(caption)
    if query.intent is not Intent.REPORT_PROGRESS and not _is_document(turn, typed):
        return None
    duties = [about] if about and not named else _find_duties(turn, caption, query)
    if not duties or any(row.state in FINISHED for row in duties):
        return None
    return CaptionReport(duties, query.percent, query.document or typed, query.note)


def read_proof(turn: Turn, report: CaptionReport) -> Document:
    """Return the document of a report that a caption makes. Raises BadAnswer, also for none at all."""
    return read_document(report.document, turn.today, report.duties[0].plan_year)


def is_only_a_code(caption: str) -> bool:
    """Tell whether a caption names a duty and says nothing of it."""
    return bool(SPACED_TASK_CODE.search(fold(caption))) and not without_code(caption)


def without_code(caption: str) -> str:
    """Return a caption without the codes in it."""
    said = nfc(caption)
    for named in reversed([*SPACED_TASK_CODE.finditer(fold_letterwise(said))]):
        said = said[: named.start()] + said[named.end() :]
    return said.strip(_EDGES)


def is_meant_for_bot(turn: Turn, caption: str) -> bool:
    """Tell whether a caption asks something or leaves, rather than says what a file is.

    With its code "II.4 đã ký" would be a question; without it, "xong chưa?" could be a statement.
    """
    said = without_code(caption)
    doubts = {detect_doubt(turn, said), detect_doubt(turn, caption)} if said else {Doubt.NONE}
    return Doubt.NONE not in doubts and doubts != {Doubt.ASKING}


def _find_duties(turn: Turn, caption: str, query: Query) -> list[DutyLine]:
    """Return the duties under the code, of the date that the caption names where there are several."""
    found = find_by_code(turn, caption)
    return Selection(period=query.period).select_due(found) or found if len(found) > 1 else found


def _is_document(turn: Turn, typed: str) -> bool:
    """Tell whether `typed` is the number and the date of a document and nothing else."""
    try:
        return read_document(typed, turn.today, turn.today.year).number is not None
    except BadAnswer as unread:
        return unread.reason in ("future", "too_early", "date_missing") and "/" in typed
