"""Files that are asked for in a sentence: "gửi tôi file excel", "báo cáo word quý 1", "biểu đồ"."""

from collections.abc import Mapping

from handlers.base.query import FileFormat
from handlers.questions.lexicon.phrase_grammar import request_grammar
from handlers.questions.reading.sentence import Sentence

_FORMATS: Mapping[str, FileFormat] = {
    "request.excel": FileFormat.WORKBOOK,
    "request.word": FileFormat.REPORT,
    "request.picture": FileFormat.PICTURES,
    "request.calendar": FileFormat.CALENDAR,
}
_SURE = frozenset({"excel", "exel", "excell", "exell", "xlsx", "xls", "word", "docx", "doc", "ics"})
"""Words that are of nothing but files."""
_REPORT = ("bao", "cao")


def extract_file(said: Sentence) -> FileFormat | None:
    """Remove the words for a file and return its format; None if none is asked for, or how to open it."""
    trial = said.copy()
    found = trial.extract_phrases(request_grammar("excel", "word", "picture", "calendar", "how"))
    named = [phrase for phrase in found if phrase.name in _FORMATS]
    if not named or len(named) < len(found):
        return None
    words = {phrase: said.folded[phrase.start : phrase.end] for phrase in named}
    sure = [phrase for phrase in named if _SURE.intersection(words[phrase])]
    chosen = (sure or named)[0]
    if words[chosen][-2:] == ["du", "thao"] and tuple(said.folded[chosen.end : chosen.end + 2]) != _REPORT:
        return None  # a draft of the report, not one of a decision
    said.take_over(trial)
    return _FORMATS[chosen.name]
