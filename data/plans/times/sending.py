"""Tell from the words of a plan whether a deadline is one for sending or one for issuing.

“Gửi về Sở Nội vụ chậm nhất ngày 15” is kept by what was received by then, “ban hành trước ngày 31/01” by the date of
the document. The verb that stands nearest before the words of time decides.
"""

import re

from data.enums import JudgedBy
from data.text import fold

_BY = re.compile(r"\b(?:cham nhat|muon nhat|khong (?:muon|cham|qua)|han cuoi|truoc (?=ngay|thang|quy|nam|\d|khi))")
_NO_NOUN = "".join(
    f"(?<!{before} )" for before in ("du thao", "xay dung", "ban hanh", "hoan thanh", "phe duyet", "cac")
)
_VERBS = re.compile(
    rf"\b(?:(?P<sent>gui|nop|{_NO_NOUN}bao cao)|ban hanh|hoan thanh|xay dung|phe duyet|to chuc|trien khai)\b"
)
_SENTENCE_END = re.compile(r"(?<=[.;])\s+(?=[^\W\d_a-zđ])")


def read_judged_by(said: str) -> JudgedBy | None:
    """Return by which day the deadline in `said` is kept; None where the words do not tell."""
    text = fold(said)
    deadline = _BY.search(text)
    verbs = list(_VERBS.finditer(text, 0, deadline.start())) if deadline else []
    if not verbs:
        return None
    return JudgedBy.RECEIVED if verbs[-1]["sent"] else JudgedBy.DOCUMENT


def sentence_with(words: str, paragraph: str) -> str:
    """Return the sentence of a paragraph up to and with these words; the words alone where it does not hold them."""
    sentences = (one for one in _SENTENCE_END.split(paragraph) if words in one)
    sentence = next(sentences, words)
    return sentence[: sentence.find(words) + len(words)]
