"""Percentages of progress in sentences: "II.3 80%", "II.3 làm được nửa rồi", "II.3 đang làm 60%, chờ thẩm định"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.base.query import Intent, Query
from handlers.questions.lexicon.phrase_grammar import change_grammar, reply_grammar
from handlers.questions.lexicon.words import Word
from handlers.questions.reading.sentence import Sentence

_DOING = (
    r"(?:(?:khoang|duoc|dat|da|dang|moi|lam|hoan thanh|thuc hien|trien khai|tien do|toi|den|hien|hien nay|gan"
    r"|cung|o muc|muc|vua|chung|tam|la) )*"
)
_PERCENT = re.compile(rf"(?<!\S){_DOING}(\d{{1,3}}) ?(?:%|phan tram)(?!\S)")
_HALF = re.compile(rf"(?<!\S){_DOING}(?:(?:duoc|lam|xong|hoan thanh) (?:khoang |gan )?(?:1 |mot )?nua)(?!\S)")
_REPORTING = {"act.beside"}
_AHEAD = {"tien", "do", "hien", "nay", "den", "thi", "dang", "da", "moi", "ket", "qua"}
_FIFTY = 50
_DONE = 100


def read_percent_report(said: Sentence, about: Query) -> Query | None:
    """Return the report of a percentage; None where the sentence makes none for certain.

    What stands before the percentage belongs to a report, word for word; what stands behind it is a note, unless it
    asks something.
    """
    if len(about.codes) + (about.ordinal is not None) != 1:
        return None
    before = list(said.keys)
    found = said.extract_pattern(_PERCENT)
    percent = int(found[1]) if found else _FIFTY
    if percent > _DONE or (found is None and said.extract_pattern(_HALF) is None):
        return None
    taken = [at for at, key in enumerate(said.keys) if key != before[at]]
    ahead = Sentence(said.words[at] for at in said.remaining_places() if at < taken[0])
    behind = [said.words[at] for at in said.remaining_places() if at > taken[-1]]
    meant = {phrase.name for phrase in ahead.extract_phrases(change_grammar())}
    strange = any(ahead.keys[at] not in _AHEAD for at in ahead.remaining_places())
    if meant - _REPORTING or strange or asks(behind):
        return None
    said.remove(0, len(said))
    return replace(about, intent=Intent.REPORT_PROGRESS, percent=None if percent == _DONE else percent)


def asks(words: Sequence[Word]) -> bool:
    """Tell whether words have the form of a question."""
    if not words:
        return False
    anywhere = any(found.name == "reply.asked" for found in reply_grammar("asked_not", "asked").find_all(words))
    return anywhere or bool(reply_grammar("asked_last").names_covering(words[-1:]))
