"""What is asked behind something else: something done first, put off, or not to be taken for more."""

import re

from handlers.base.query import Intent
from handlers.questions.guessing.clauses import DECISIVE, Reader
from handlers.questions.lexicon.agency_names import AgencyNames
from handlers.questions.lexicon.words import tokenize
from handlers.questions.reading.reader import Reading

_LEAST_WORDS = 2
_FIRST_DONE = re.compile(
    r"(?:da |em |anh |chi |oi |sep ){0,3}(?:sau khi|khi|lam|nop|gui|xong)(?: da)?"
    r"(?: \S+){0,4}? ?(?:nop|gui|lam|xong|ban hanh|hoan thanh|trinh|bao cao)(?: \S+){0,14}? thi (?=\S+ \S)"
)
"""What is to be done or was, before what is asked."""
_PUT_OFF = re.compile(
    r"(?P<later>[^,;.!?]{1,80} (?:sau|lát nữa|lat nua|mai))[,;.]"
    r"\s*(?:giờ|gio|bây giờ|bay gio|trước mắt|truoc mat) (?P<now>.+)",
    re.IGNORECASE,
)
"""What is to wait, before what is asked now."""
_ONLY_ASKS = re.compile(
    r"(?P<before>[^,;.!?]{1,80})[,;.!]\s*(?:(?:em|tôi|toi|mình|minh|anh|chị|chi) )?"
    r"(?:(?:chỉ|chi|đang|dang|muốn|muon|cần|can) ){0,2}"
    r"(?:hỏi|hoi) (?:là |la |xem |cho biết )?(?P<now>.+)",
    re.IGNORECASE,
)
"""What is only asked, behind what is not to be taken for more."""
_TELLS_NOTHING = re.compile(r"(?<!\S)(?:dung|khong phai|chua|khong|khoan|dau co)(?!\S)")
_URGES = re.compile(r"(?<!\S)(?:nhac|don doc|giuc|hoi thuc|canh bao|thuc)(?!\S)")
_DENIES_FIRST = re.compile(
    r"(?:(?:da|em|anh|chi|oi|bot|thoi|a) ){0,3}(?:dung|khong phai|chua|khong|khoan|dau co)(?!\S)"
)
_THAT_ONE = re.compile(
    r"(?<!\w)(?P<sort>huyện|huyen|sở|so|xã|xa|phường|phuong|đơn vị|don vi|cơ quan|co quan|bên|ben|chỗ|cho|nơi|noi)"
    r" (?:này|nay|đó|do|ấy|ay)(?!\w)",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"(?:(?:vi|do|de|tai|sang|chieu|toi|trua|dau gio|luc|hom|ngay|\d+h|gio|mai|nay|mot|kia|tuan|sau|thu|thang"
    r"|\d\w*) ){0,6}"
    r"(?:(?:em|anh|chi|toi|minh|sep|lanh dao|bac|co|chu|ca phong|phong|co quan) )?"
    r"(?:(?:co|phai|di|se|sap|chuan bi|con|lai) ){0,3}(?:hop|giao ban)"
    r"(?: (?:giao ban|voi|so|tinh|huyen|ubnd|phong|co quan|lanh dao|sep|roi|nhe|a|tuan|thang|quy|dau|cuoi"
    r"|sang|chieu)){0,4}"
)
"""Why it is asked: “mai chị họp giao ban”."""
_LISTED = (Intent.LIST, Intent.COUNT, Intent.NEXT)


def read_behind(sentence: str, read: Reader, names: AgencyNames) -> Reading | None:
    """Return what is asked behind something else; None for any other sentence."""
    return (
        _read_after_doing(sentence, read)
        or _read_after_putting_off(sentence, read, names)
        or _read_what_is_asked(sentence, read)
    )


def without_meeting(sentence: str) -> str:
    """Return a sentence without a clause at its end or beginning that tells of a meeting to come."""
    for cut in (sentence.rpartition(","), sentence.partition(",")[::-1]):
        rest, comma, clause = cut
        said = " ".join(word.folded for word in tokenize(clause))
        if comma and _MEETING.fullmatch(said) and len(tokenize(rest)) > _LEAST_WORDS:
            return rest.strip()
    return sentence


def _read_after_doing(sentence: str, read: Reader) -> Reading | None:
    """Return what is asked behind something done first: “sau khi nộp báo cáo quý 1 thì còn gì”; None for any other
    sentence.
    """
    words = " ".join(word.folded for word in tokenize(sentence))
    first = _FIRST_DONE.match(words)
    if first is None:
        return None
    found = read(" ".join(word.typed for word in tokenize(sentence)[first[0].count(" ") :]))
    return found if found.query.intent in _LISTED else None


def _read_after_putting_off(sentence: str, read: Reader, names: AgencyNames) -> Reading | None:
    """Return what is asked behind something put off: “sẽ nhắc Đông Hưng sau, giờ cho xem huyện này còn gì”, with the
    agency that was named first; None for any other sentence.
    """
    said = _PUT_OFF.match(sentence)
    if said is None:
        return None
    words = tokenize(said["later"])
    folded = [word.folded for word in words]
    named = [
        name
        for at in range(len(words))
        if (name := names.find_longest_at(folded, at)) and (name.unambiguous or name.end - at >= _LEAST_WORDS)
    ]
    now = said["now"]
    if len(named) == 1:
        typed = " ".join(word.typed for word in words[named[0].start : named[0].end])
        sort = "" if named[0].unambiguous else r"\g<sort> "
        now = _THAT_ONE.sub(rf"{sort}{typed}", now, count=1)
    found = read(now)
    return None if found.query.intent in DECISIVE else found


def _read_what_is_asked(sentence: str, read: Reader) -> Reading | None:
    """Return what is asked behind words that deny to tell anything: “đừng ghi em đã nộp nhé, em hỏi hạn kế hoạch”;
    None for any other sentence.
    """
    said = _ONLY_ASKS.match(sentence)
    if said is None:
        return None
    before = " ".join(
        word.folded for word in tokenize(said["before"]) if word.typed.casefold() not in ("đúng", "dùng", "dụng")
    )
    urges = _URGES.search(before) and not _DENIES_FIRST.match(before)  # “nhắc các huyện chưa nộp, hỏi lý do”
    if urges or not _TELLS_NOTHING.search(before):
        return None
    found = read(said["now"])
    return None if found.query.intent in DECISIVE else found
