"""Files that are asked for in a sentence: "gửi tôi file excel", "báo cáo word quý 1", "biểu đồ"."""

from collections.abc import Mapping

from handlers.base.query import FileFormat
from handlers.questions.lexicon.phrase_grammar import request_grammar
from handlers.questions.reading.sentence import Sentence

_FORMATS: Mapping[str, FileFormat] = {
    "request.excel": FileFormat.WORKBOOK,
    "request.word": FileFormat.REPORT,
    "request.report": FileFormat.REPORT,
    "request.picture": FileFormat.PICTURES,
    "request.calendar": FileFormat.CALENDAR,
}
_SURE = frozenset({"excel", "exel", "excell", "exell", "xlsx", "xls", "word", "docx", "doc", "ics"})
"""Words that are of nothing but files."""
_BEFORE_REPORT = "request.report"
_REPORT, _DRAFT = ["bao", "cao"], ["du", "thao"]


def extract_file(said: Sentence) -> FileFormat | None:
    """Remove the words for a file and return its format; None if none is asked for, or how to open it."""
    found = list(request_grammar("excel", "word", "report", "picture", "calendar", "how").find_all(said.remaining))
    named = [phrase for phrase in found if phrase.name in _FORMATS]
    if not named or len(named) < len(found):
        return None
    sure = [one for one in named if _SURE.intersection(said.folded[one.start : one.end])]
    chosen = (sure or named)[0]
    if said.folded[chosen.start : chosen.end][-2:] == _DRAFT and said.folded[chosen.end : chosen.end + 2] != _REPORT:
        return None  # a draft of the report, not one of a decision
    for one in named:
        said.remove(one.start, one.end - len(_REPORT) if one.name == _BEFORE_REPORT else one.end)
    return _FORMATS[chosen.name]
