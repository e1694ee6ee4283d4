"""Requests that are denied, only intended, put off, or asked for on a condition."""

import re
from collections.abc import Sequence

from handlers.base.query import Intent
from handlers.questions.guessing.unmeant.verbs import GIVING, VERBS, before_verbs
from handlers.questions.lexicon.words import Word

_NOT = (
    r"(?:khong|dung|chua|khoan|khoi|chang|cha|thoi(?! gian| han))"
    r"(?: (?:hay|can|phai|muon|con|dinh|duoc|voi|nen|ai|he|co|tinh)){0,2}"
)
_INTENDS = (
    r"(?:(?<!quyet )(?<!quy )(?<!tham )(?<!on )(?<!xac )(?<!nhat )(?<!nghi )(?<!giam )(?<!kiem )(?<!khang )"
    r"dinh(?! muc)|du kien|dang tinh|dang ban|suyt(?: nua)?|chac(?: chan| la| phai)?|co le|co khi|le ra|dang le"
    r"|hinh nhu|nghe (?:noi|bao)|(?<!doi )(?<!an )tuong|phai chi|lieu|sap toi se|uoc gi|gia nhu|gia ma)"
)
_LATER = r"(?:se|sap|mai mot|(?:mai|lat nua|lat|hom sau|bua sau)(?: (?:em|toi|minh|anh|chi))?(?: moi| se)?)"
_DENIED = before_verbs(_NOT)
_INTENDED = before_verbs(rf"{_INTENDS}(?: \S+){{0,4}}?")
_PLANNED = before_verbs(r"(?<!tra )(?<!ubnd )(?<!toan )tinh(?! de nghi)")
_ONE = r"(?:em|toi|minh|tui|anh|chi|chung toi|chung em)"
_COMING = r"(?<!tu )(?:tuan|thang|quy|nam) (?:sau|toi)|(?:dau|giua|cuoi) (?:tuan|thang|quy)(?: sau| toi| nay)?"
_PUT_OFF = before_verbs(_LATER) | {
    Intent.HAND_OVER: re.compile(
        rf"(?<!\S)(?:(?:{_LATER}|moi|vua|vua moi|(?:{_COMING}) {_ONE}) (?:{GIVING})|{_ONE} se (?:{GIVING}))(?!\S)"
    ),
    Intent.EXTEND: re.compile(
        rf"(?<!\S)(?:{_LATER} (?:{VERBS[Intent.EXTEND]})"
        rf"|(?:{_COMING}|{_ONE}) moi (?:xin|de nghi|khat|gia han))(?!\S)"
    ),
    Intent.REMIND: re.compile(rf"(?<!\S)(?:{_LATER}|moi|vua) (?:{VERBS[Intent.REMIND]})(?!\S)"),
}
"""What is to be asked for later, “tuần sau em mới bàn giao”, or has just been: “em mới giao”."""
_IF = re.compile(
    r"(?<!\S)(?:neu(?! (?:duoc|co the|tien|khong phien))|gia (?:su|ma|nhu)|truong hop|mot khi|mien la|phai chi)(?!\S)"
)
_SOME_DAY = re.compile(r"(?<!\S)(?:de|doi|khi|luc|sau khi|bao gio)(?!\S)")
_ONLY_THEN = re.compile(rf"(?<!\S)(?:roi|thi)(?: (?:moi|se|hang|hay)){{0,2}} (?:{GIVING})(?!\S)")
_REMINDS = re.compile(r"(?<!\S)(?:sao|van|cu|lai|tu dong|moi|con|co) nhac(?!\S)")
_WISHED = re.compile(
    r"(?<!\S)nghi(?: \S+){0,4}? (?<!cho )(?:vui(?: ve)?|khoe(?: manh)?|am ap|an lanh|binh an|hanh phuc"
    r"|thoai mai|suong"
    r"|thich|da qua|zui)"
    r"(?: (?:ve|nhe|nha|nhi|qua|ghe|the|a|ca nha|moi nguoi|anh|chi|em|bot|ban|ad)){0,3}$"
    r"|(?<!\S)(?:noel\w*|giang sinh|merry|happy)(?!\S)"
)
"""“Nghỉ Noel vui” wishes; nobody is away."""
_AWAY_ONESELF = re.compile(
    r"(?<!\S)(?:(?:em|toi|minh|chau|tui)(?: (?:xin|duoc|phai|se|cung|muon)){0,2} (?:di )?nghi|nghi phep|xin nghi"
    r"|(?:tam dung|tam ngung|dung nhac))(?!\S)"
)
_OF_REMINDERS = re.compile(r"(?<!\S)(?:nhac|nhan tin|tin nhan|thong bao)(?!\S)")
_GOES_ON = re.compile(r"(?<!\S)(?:truoc|nhac|hang (?:noi|goi|bao|hoi|tinh|nhan|giuc))(?!\S)")


def is_conditional(intent: Intent, text: str) -> bool:
    if _IF.search(text):
        return True
    some_day = _SOME_DAY.search(text) if intent is Intent.HAND_OVER else None
    return bool(some_day and _ONLY_THEN.search(text, some_day.end()))


def is_denied(intent: Intent, text: str) -> bool:
    denied = list(_DENIED[intent].finditer(text))
    if intent is Intent.PAUSE:
        oneself = _AWAY_ONESELF.search(text) and "chuc" not in text.split()
        if _WISHED.search(text) and not (oneself or _OF_REMINDERS.search(text)):
            return True
        return any(not one[0].startswith("thoi ") for one in denied)
    if intent is Intent.SNOOZE and denied:  # “đừng nhắc VII.2 trước 18/3”, “… đầu tuần sau nhắc”
        return not _GOES_ON.search(text, denied[-1].end())
    return bool(denied)


def is_intended(intent: Intent, words: Sequence[Word], text: str) -> bool:
    """Return whether it is spoken of as what somebody may do, will do, or what the reminders do by themselves."""
    if _INTENDED[intent].search(text):
        return True
    if _PLANNED[intent].search(text) and all(word.typed.casefold() != "tỉnh" for word in words):
        return True
    if intent is Intent.SNOOZE:
        return bool(_REMINDS.search(text))
    return intent is not Intent.PAUSE and bool(_PUT_OFF[intent].search(text))
