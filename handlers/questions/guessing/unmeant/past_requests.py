"""Requests that were made before, or are taken back in the same breath."""

import re
from collections.abc import Sequence

from data.text import nfc
from handlers.base.query import Intent
from handlers.questions.guessing.unmeant.doubts import CLAUSES, TAGS, hide_names
from handlers.questions.guessing.unmeant.verbs import VERBS, before_verbs
from handlers.questions.lexicon.words import Word, tokenize

_EARLIER = r"(?:hom (?:qua|truoc|kia|no)|bua (?:qua|truoc|no)|hoi (?:sang|chieu|nay)|ban nay|luc nay)"

_URGING = "nhac|don doc|giuc|hoi thuc|canh bao"
_LONG_AGO = before_verbs(rf"{_EARLIER}(?: \S+){{0,2}}?") | {
    Intent.REMIND: re.compile(
        rf"(?<!\S)(?:{_EARLIER}|(?<!het )(?<!ca )(?<!qua )(?<!gan )(?<!nua )(?:tuan|thang) (?:truoc|roi))"
        rf"(?: (?!(?:han|chua|cham|tre|nay|gio|roi|thi)(?!\S))\S+){{0,7}}? (?:{_URGING})(?!\S)"
    )
}
"""“Hôm qua Sở Nội vụ nhắc …”; of what fell due yesterday, or where “hết tháng rồi”, it is a request."""
_ALREADY = before_verbs(r"da(?: (?:duoc|xin|de nghi|ban|phan)){0,2}") | {
    Intent.REMIND: re.compile(
        rf"(?<!\S)da(?: (?:duoc|bi|co|gui|phai|tung|van ban|cong van)){{0,3}} (?:{_URGING})(?!\S)"
    )
}
_URGES = re.compile(rf"(?<!\S)(?:{_URGING})(?!\S)")
_VERB = {intent: re.compile(rf"(?<!\S)(?:{verbs})(?!\S)") for intent, verbs in VERBS.items()}
_IN_VAIN = re.compile(
    rf"(?<!\S)(?:{_URGING})(?: \S+){{0,6}}? (?:suot|hoai|mai(?= (?:ma|khong|chua|van|roi|cung)(?!\S)))(?!\S)"
    rf"|(?<!\S)(?:{_URGING})(?: \S+){{0,6}}? (?:van|cu|ma van|ma cu) (?:im|chua thay|khong thay|tro tro)(?!\S)"
)
"""“Nhắc mãi mà chưa nộp” complains of what was done."""
_IS_DOING = re.compile(
    r"(?<!\S)(?:dang (?:lam|theo doi|phu trach|lo|nhan|dam nhan)|truoc (?:day|kia|gio)|ngay xua|hoi (?:truoc|xua)"
    r"|xua nay|nam ngoai)(?!\S)"
)
_BUT_NOT = re.compile(
    r"(?<!\S)(?:nhung(?: ma)?|ma)(?: \S+){0,5}? (?:khong|chua|thoi|khoi|lai|hoan|huy|bo|tu choi|ban|nghi)(?!\S)"
)
_AFTER_ALL_NOT = re.compile(
    rf"(?<!\S)(?:thoi (?:khoi|khong|bo|de)|nhung thoi|thi thoi|(?:hoan|huy|bo|khoi) (?:roi|lai|luon)"
    rf"|(?:de|tinh|hay|hang) (?:sau|mai)){TAGS}"
)
_DONE = re.compile(
    rf"(?<!\S)(?<!tre )(?<!muon )(?<!cham )(?<!han )(?<!gap )(?<!xong )(?<!nop )roi(?: ma| day| do)?{TAGS}"
)
_WHY = re.compile(
    r"(?:(?:vi|do|tai|boi|nay|gio|hien|dang|dot nay|thang nay|tuan nay) ){0,3}"
    r"(?:em|toi|minh|tui|anh|chi|ben em|ben minh|anh em|ca phong)(?: \S+){1,12} roi"
)
"""Why it is asked for, in a clause of its own: “…, em bận dự án khác rồi”."""
_STILL_ASKED = re.compile(
    r"(?<!\w)(?:nhé|nhe|nha|giúp|giup|giùm|gium|xin|(?:hộ|ho|(?<!hợp )(?<!hop )với|(?<!hop )voi|đi|di)"
    r"(?= ?[,;:.!\n]|$| (?:anh|chị|chi|em|tôi|toi|mình|minh|bot|ad|ạ|a|cái|cai|luôn|luon)(?!\w)))(?!\w)",
    re.IGNORECASE,
)
"""Words of a request, as typed, behind which “rồi” only tells why: “giao III.4 cho chị Hoa nhé, em nghỉ việc rồi”;
not “họ đang làm rồi”, “đã phối hợp với …”."""


def is_over(intent: Intent, words: Sequence[Word], text: str, sentence: str) -> bool:
    """Return whether it was done before, or is taken back in the same breath."""
    if _AFTER_ALL_NOT.search(text) or (intent is Intent.HAND_OVER and _IS_DOING.search(text)):
        return True
    done = bool(_DONE.search(text)) and not _STILL_ASKED.search(nfc(sentence)) and intent is not Intent.PAUSE
    done = done and not _ends_in_a_reason(intent, sentence)
    if intent is Intent.REMIND and _IN_VAIN.search(text):
        return True
    if intent is Intent.REMIND:  # who is urged may have done something or not
        return done
    last = max((found.end() for found in _VERB[intent].finditer(text)), default=0)
    if intent is not Intent.SNOOZE and _BUT_NOT.search(text, last):
        return True
    return done or bool(_LONG_AGO[intent].search(text)) or _is_told(intent, words, text)


def _ends_in_a_reason(intent: Intent, sentence: str) -> bool:
    """Return whether the last of several clauses tells of the speaker, without words of the request or of its end."""
    *before, last = CLAUSES.findall(sentence) or [""]
    text = " ".join(word.folded for word in hide_names(tokenize(last)))
    if not before or _VERB[intent].search(text) or "xong" in text.split():
        return False
    return bool(_WHY.fullmatch(text))


def tells_who_urged(sentence: str) -> bool:
    """Return whether each part of a sentence that speaks of urging tells that it was done: “đã nhắc mà chưa nộp”, but
    not “đã nhắc rồi, nhắc lần nữa đi” and not “nhắc ai đã được nhắc mà chưa nộp”.
    """
    told, clauses = False, CLAUSES.findall(sentence)
    for words in map(hide_names, map(tokenize, clauses)):
        text = " ".join(word.folded for word in words)
        urges = _URGES.search(text)
        if urges is None:
            continue
        before = text[: urges.end()]
        if not (_LONG_AGO[Intent.REMIND].search(before) or _is_told(Intent.REMIND, words, before)):
            return False
        told = True
    return told


def _is_told(intent: Intent, words: Sequence[Word], text: str) -> bool:
    """Return whether “đã” stands before what is asked for; without accents it is “dạ” where a sentence begins."""
    for found in _ALREADY[intent].finditer(text):
        word = words[at := text.count(" ", 0, found.start())]
        if intent is not Intent.PAUSE and (word.typed.casefold() == "đã" or (at and not word.accented)):
            return True
    return False
