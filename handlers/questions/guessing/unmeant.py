"""Requests that are not meant though their words are there: asked about, denied, only intended, conditional, done
already, taken back. None of these is offered as a change, whatever read the sentence."""

import re
from collections.abc import Mapping, Sequence

from data.text import nfc
from handlers.base.query import Intent, Query
from handlers.questions.guessing.certain.said import tags
from handlers.questions.guessing.requests import REQUESTS
from handlers.questions.lexicon.words import Word, has_question_mark, to_word, tokenize
from handlers.questions.reading.question_words import asks
from handlers.questions.reading.reader import UNKNOWN, Reading
from handlers.questions.reading.sentence import TITLES

_TAGS = tags("dong chi", "nao")
_GIVING = "giao|chuyen|ban giao|phan cong|nhuong|uy quyen|nho"
_VERBS: Mapping[Intent, str] = {
    Intent.EXTEND: "xin|de nghi|gia han|lui|gian|dan han|doi han|hoan|keo dai|khat|noi han|them thoi gian",
    Intent.SNOOZE: "nhac|bao lai|hen|hoan",
    Intent.REMIND: "nhac|don doc|giuc|thuc|hoi thuc|nhan|canh bao",
    Intent.HAND_OVER: f"{_GIVING}|nhan|theo doi|phu trach|lo|dam nhan|lam",
    Intent.PAUSE: "nghi|di|cong tac|om|tap huan|vang|tam dung|tam tat",
}
"""What a request does, without accents."""
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
_EARLIER = r"(?:hom (?:qua|truoc|kia|no)|bua (?:qua|truoc|no)|hoi (?:sang|chieu|nay)|ban nay|luc nay)"


def _before_verbs(words: str) -> dict[Intent, re.Pattern[str]]:
    """Return the pattern of these words before what each request does."""
    return {intent: re.compile(rf"(?<!\S){words} (?:{verbs})(?!\S)") for intent, verbs in _VERBS.items()}


_DENIED = _before_verbs(_NOT)
_INTENDED = _before_verbs(rf"{_INTENDS}(?: \S+){{0,4}}?")
_PLANNED = _before_verbs(r"(?<!tra )(?<!ubnd )(?<!toan )tinh(?! de nghi)")
_ONE = r"(?:em|toi|minh|tui|anh|chi|chung toi|chung em)"
_COMING = r"(?<!tu )(?:tuan|thang|quy|nam) (?:sau|toi)|(?:dau|giua|cuoi) (?:tuan|thang|quy)(?: sau| toi| nay)?"
_PUT_OFF = _before_verbs(_LATER) | {
    Intent.HAND_OVER: re.compile(
        rf"(?<!\S)(?:(?:{_LATER}|moi|vua|vua moi|(?:{_COMING}) {_ONE}) (?:{_GIVING})|{_ONE} se (?:{_GIVING}))(?!\S)"
    ),
    Intent.EXTEND: re.compile(
        rf"(?<!\S)(?:{_LATER} (?:{_VERBS[Intent.EXTEND]})"
        rf"|(?:{_COMING}|{_ONE}) moi (?:xin|de nghi|khat|gia han))(?!\S)"
    ),
    Intent.REMIND: re.compile(rf"(?<!\S)(?:{_LATER}|moi|vua) (?:{_VERBS[Intent.REMIND]})(?!\S)"),
}
"""What is to be asked for later, “tuần sau em mới bàn giao”, or has just been: “em mới giao”."""
_URGING = "nhac|don doc|giuc|hoi thuc|canh bao"
_LONG_AGO = _before_verbs(rf"{_EARLIER}(?: \S+){{0,2}}?") | {
    Intent.REMIND: re.compile(
        rf"(?<!\S)(?:{_EARLIER}|(?:tuan|thang) (?:truoc|roi))"
        rf"(?: (?!(?:han|chua|cham|tre|nay|gio|roi|thi)(?!\S))\S+){{0,7}}? (?:{_URGING})(?!\S)"
    )
}
"""“Hôm qua Sở Nội vụ nhắc …”; of what fell due yesterday, it is a request."""
_ALREADY = _before_verbs(r"da(?: (?:duoc|xin|de nghi|ban|phan)){0,2}") | {
    Intent.REMIND: re.compile(
        rf"(?<!\S)da(?: (?:duoc|bi|co|gui|phai|tung|van ban|cong van)){{0,3}} (?:{_URGING})(?!\S)"
    )
}
_URGES = re.compile(rf"(?<!\S)(?:{_URGING})(?!\S)")
_VERB = {intent: re.compile(rf"(?<!\S)(?:{verbs})(?!\S)") for intent, verbs in _VERBS.items()}
_IF = re.compile(
    r"(?<!\S)(?:neu(?! (?:duoc|co the|tien|khong phien))|gia (?:su|ma|nhu)|truong hop|mot khi|mien la|phai chi)(?!\S)"
)
_SOME_DAY = re.compile(r"(?<!\S)(?:de|doi|khi|luc|sau khi|bao gio)(?!\S)")
_ONLY_THEN = re.compile(rf"(?<!\S)(?:roi|thi)(?: (?:moi|se|hang|hay)){{0,2}} (?:{_GIVING})(?!\S)")
_POLITELY = re.compile(rf"(?<!\S)(?<!co )(?<!duyet )(?<!lieu )(?<!co the )duoc (?:khong|ko|chu){_TAGS}")
_ENDS_ASKING = re.compile(rf"(?<!\S)(?:khong|ko|chua|ha|hu|nhi|chu){_TAGS}")
_HOW_MUCH = re.compile(
    r"(?<!\S)(?:toi da|nhieu nhat|bao lau|bao nhieu|may (?:ngay|lan|thang|tuan|gio|viec)|lam gi"
    r"|lam chi|vi sao|tai sao|sao lai|the nao|ra sao|lam sao|bao gio|khi nao|luc nao|bam (?:vao|nut|o|cho)|tat duoc)"
    r"(?!\S)"
)
_WHICH = re.compile(r"(?<!\S)nhac(?: \S+){0,6}? hay (?:la )?(?:\S+ ){1,3}nhac(?!\S)")
_ASKED_BACK = frozenset({"à", "ư", "hả", "hử"})
_IS_DOING = re.compile(
    r"(?<!\S)(?:dang (?:lam|theo doi|phu trach|lo|nhan|dam nhan)|truoc (?:day|kia|gio)|ngay xua|hoi (?:truoc|xua)"
    r"|xua nay|nam ngoai)(?!\S)"
)
_NOT_REACHED = re.compile(
    r"(?<!\S)(?:(?:(?<!quyet )(?<!quy )(?<!an )dinh(?! muc)|(?<!doi )tuong|du kien|le ra|suyt|nghe (?:noi|bao)"
    r"|phan dau|muc tieu)(?: \S+){0,3}? \d{1,3}(?:%| phan tram)|neu (?:tinh|ke|gop) (?:ca|luon|them)"
    r"|chuan bi (?:xong|nop|trinh|ban hanh))"
    r"(?!\S)"
)
_REMINDS = re.compile(r"(?<!\S)(?:sao|van|cu|lai|tu dong|moi|con|co) nhac(?!\S)")
_GOES_ON = re.compile(r"(?<!\S)(?:truoc|nhac)(?!\S)")
_BUT_NOT = re.compile(
    r"(?<!\S)(?:nhung(?: ma)?|ma)(?: \S+){0,5}? (?:khong|chua|thoi|khoi|lai|hoan|huy|bo|tu choi|ban|nghi)(?!\S)"
)
_AFTER_ALL_NOT = re.compile(
    rf"(?<!\S)(?:thoi (?:khoi|khong|bo|de)|nhung thoi|thi thoi|(?:hoan|huy|bo|khoi) (?:roi|lai|luon)"
    rf"|(?:de|tinh|hay|hang) (?:sau|mai)){_TAGS}"
)
_DONE = re.compile(
    rf"(?<!\S)(?<!tre )(?<!muon )(?<!cham )(?<!han )(?<!gap )(?<!xong )(?<!nop )roi(?: ma| day| do)?{_TAGS}"
)
_STILL_ASKED = re.compile(
    r"(?<!\w)(?:nhé|nhe|nha|giúp|giup|giùm|gium|xin|(?:hộ|ho|(?<!hợp )(?<!hop )với|(?<!hop )voi|đi|di)"
    r"(?= ?[,;:.!\n]|$| (?:anh|chị|chi|em|tôi|toi|mình|minh|bot|ad|ạ|a|cái|cai|luôn|luon)(?!\w)))(?!\w)",
    re.IGNORECASE,
)
"""Words of a request, as typed, behind which “rồi” only tells why: “giao III.4 cho chị Hoa nhé, em nghỉ việc rồi”;
not “họ đang làm rồi”, “đã phối hợp với …”."""
_BECAUSE = re.compile(
    r"(?<!\w)(?:vì|do|bởi|lý do|vi|boi|ly do)(?! (?:sao|đâu|dau|thế|vậy))(?!\w)[^?]*", re.IGNORECASE
)
_NOT_RECORDED = re.compile(
    r"(?<!\S)(?:dung|khoan|chua|khong|khoi)(?: (?:co|voi|hay|can|phai|duoc)){0,2}"
    r" (?:ghi|danh dau|cap nhat|tick|tinh|bao)(?: nhan| la)?(?: xong| hoan thanh| voi| da| ket qua)(?!\S)"
)
_PERCENT = re.compile(r"\d ?%|(?<!\S)(?:phan tram|nua|\d/\d)(?!\S)")
_WHETHER = re.compile(
    rf"(?<!\S)(?:co|van|thi co|thi) (?:duoc|sao|on|duoc tinh|duoc ghi"
    rf"|bi tinh)(?: \S+){{0,3}}? (?:khong|ko|chu){_TAGS}"
)
"""“… xong rồi, không có văn bản có được không”."""
_TAG_ASKED = re.compile(
    rf"(?:da |co |the |vay ){{0,2}}(?:phai|dung|chuan|chinh xac)(?: vay| the)? (?:khong|ko|chua|nhi){_TAGS}"
)
"""“… 80%, phải không em”."""
_CLAUSES = re.compile(r"[^,;!?？\n]+[!?？]?")
_NAME = to_word("|")
_BEFORE_NAMES = TITLES | {"cho", "sang", "qua"}
_DUTY_OF_ONE = (Intent.EXTEND, Intent.SNOOZE)


def drop_unmeant(reading: Reading, sentence: str) -> Reading:
    """Return the reading of `sentence`; where that is a request which is not meant, the card of what it names, or
    nothing understood.
    """
    query = reading.query
    if query.intent not in REQUESTS or not _is_unmeant(query.intent, sentence):
        return reading
    if not (query.codes or query.report or query.keywords):
        return Reading(UNKNOWN)
    period = query.period if query.report else None
    return Reading(Query(Intent.CARD, query.codes, period=period, report=query.report, keywords=query.keywords))


def _is_unmeant(intent: Intent, sentence: str) -> bool:
    if intent is Intent.EXTEND:  # the reason is theirs to word
        sentence = _BECAUSE.sub("", sentence)
    words = _hide_names(tokenize(sentence))
    text = " ".join(word.folded for word in words)
    if intent is Intent.REPORT_PROGRESS:
        unrecorded = _NOT_RECORDED.search(text) or _NOT_REACHED.search(text) or _WHETHER.search(text)
        return bool(unrecorded) or _asks_how_far(sentence)
    return (
        _is_asked(intent, words, text, sentence)
        or _is_conditional(intent, text)
        or _is_denied(intent, text)
        or _is_intended(intent, words, text)
        or _is_over(intent, words, text, sentence)
        or (intent is Intent.REMIND and _tells_who_urged(sentence))
    )


def _hide_names(words: list[Word]) -> list[Word]:
    """Return words without the names of people: “anh Dũng” is no “đừng”, “chị Hà” no “hả”."""
    named = [
        bool(at) and word.typed.istitle() and words[at - 1].folded in _BEFORE_NAMES for at, word in enumerate(words)
    ]
    return [_NAME if hidden else word for word, hidden in zip(words, named, strict=True)]


def _is_asked(intent: Intent, words: Sequence[Word], text: str, sentence: str) -> bool:
    if intent is Intent.REMIND:  # “nhắc những ai chưa nộp”
        return bool(_HOW_MUCH.search(text)) or (_ends_in_doubt(words, text) and not _POLITELY.search(text))
    if intent in _DUTY_OF_ONE:
        return bool(_HOW_MUCH.search(text) or _WHICH.search(text)) or _asks_for_more_than_leave(sentence)
    return bool(_HOW_MUCH.search(text)) or has_question_mark(sentence) or asks(words) or _ends_in_doubt(words, text)


def _asks_for_more_than_leave(sentence: str) -> bool:
    """Return whether a part of a sentence asks anything but “… được không, đang chờ thẩm định”."""
    for clause in _CLAUSES.findall(sentence):
        words = _hide_names(tokenize(clause))
        text = " ".join(word.folded for word in words)
        if polite := _POLITELY.search(text):
            words, text = words[: text.count(" ", 0, polite.start())], text[: polite.start()].rstrip()
        if asks(words) or _ends_in_doubt(words, text) or (has_question_mark(clause) and not polite):
            return True
    return False


def _asks_how_far(sentence: str) -> bool:
    """Return whether a percentage is asked about, “đã được 80% chưa em”; what stands behind a comma is a note."""
    told = False
    for clause in _CLAUSES.findall(sentence):
        words = _hide_names(tokenize(clause))
        text = " ".join(word.folded for word in words)
        if told and _TAG_ASKED.fullmatch(text):
            return True
        told = told or bool(_PERCENT.search(text))
        if _PERCENT.search(text) and _ends_in_doubt(words, text):
            return True
    return False


def _ends_in_doubt(words: Sequence[Word], text: str) -> bool:
    return bool(_ENDS_ASKING.search(text)) or bool(words and words[-1].typed.casefold() in _ASKED_BACK)


def _is_conditional(intent: Intent, text: str) -> bool:
    if _IF.search(text):
        return True
    some_day = _SOME_DAY.search(text) if intent is Intent.HAND_OVER else None
    return bool(some_day and _ONLY_THEN.search(text, some_day.end()))


def _is_denied(intent: Intent, text: str) -> bool:
    denied = list(_DENIED[intent].finditer(text))
    if intent is Intent.PAUSE:
        return any(not one[0].startswith("thoi ") for one in denied)
    if intent is Intent.SNOOZE and denied:  # “đừng nhắc VII.2 trước 18/3”, “… đầu tuần sau nhắc”
        return not _GOES_ON.search(text, denied[-1].end())
    return bool(denied)


def _is_intended(intent: Intent, words: Sequence[Word], text: str) -> bool:
    """Return whether it is spoken of as what somebody may do, will do, or what the reminders do by themselves."""
    if _INTENDED[intent].search(text):
        return True
    if _PLANNED[intent].search(text) and all(word.typed.casefold() != "tỉnh" for word in words):
        return True
    if intent is Intent.SNOOZE:
        return bool(_REMINDS.search(text))
    return intent is not Intent.PAUSE and bool(_PUT_OFF[intent].search(text))


def _is_over(intent: Intent, words: Sequence[Word], text: str, sentence: str) -> bool:
    """Return whether it was done before, or is taken back in the same breath."""
    if _AFTER_ALL_NOT.search(text) or (intent is Intent.HAND_OVER and _IS_DOING.search(text)):
        return True
    done = bool(_DONE.search(text)) and not _STILL_ASKED.search(nfc(sentence)) and intent is not Intent.PAUSE
    if intent is Intent.REMIND:  # who is urged may have done something or not
        return done
    last = max((found.end() for found in _VERB[intent].finditer(text)), default=0)
    if intent is not Intent.SNOOZE and _BUT_NOT.search(text, last):
        return True
    return done or bool(_LONG_AGO[intent].search(text)) or _is_told(intent, words, text)


def _tells_who_urged(sentence: str) -> bool:
    """Return whether each part of a sentence that speaks of urging tells that it was done: “đã nhắc mà chưa nộp”, but
    not “đã nhắc rồi, nhắc lần nữa đi” and not “nhắc ai đã được nhắc mà chưa nộp”.
    """
    told, clauses = False, _CLAUSES.findall(sentence)
    for words in map(_hide_names, map(tokenize, clauses)):
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
