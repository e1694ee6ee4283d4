"""Words that make a sentence a question, a condition or a wish, and so no report."""

import re
from collections.abc import Iterable, Sequence

from data.text import fold_letterwise, nfc
from handlers.questions.lexicon.phrase_grammar import reply_grammar
from handlers.questions.lexicon.words import Word
from handlers.questions.spelling.candidates import NEGATIONS_AND_QUESTIONS

_UNREPORTED = NEGATIONS_AND_QUESTIONS - {"gan"} | frozenset(
    ["khi", "phai", "can", "muon", "nen", "nho", "hay", "hoi", "hua", "thieu", "con"]
)
"""Words before a percentage by which it is not reached: “phải đạt 80%”, “nếu xong 80%”, “còn 20%”."""


_WORDS = re.compile(r"[\w%/]+")
_IF_SO = re.compile(
    r"(?<!\S)thi (?:tot|hay|mung|vui|may|tuyet|dep|ngon|khoe|nhe nguoi|yen tam|an tam|phuc|qua tot|qua hay|thuong"
    r"|con gi bang|khen|duoc (?:khen|thuong|ca|lien hoan)|lien hoan|khao|phe binh|ky luat|bi (?:phe|tru|nhac))(?!\S)"
    r"|(?<!\S)la (?:toi|anh|chi|sep) (?:phe binh|ky luat|khen|thuong|mung)(?!\S)"
)
"""What would follow: “… mà được 90% thì tốt quá”."""
_WISHED = re.compile(
    r"(?<!\S)(?:neu|mien la|uoc (?:gi|sao)|gia (?:ma|nhu)"
    r"|(?:mong|h[yi] vong|phan dau|quyet tam|co gang|du kien)(?! (?:\S+ ){0,6}?(?:xac nhan|duyet|ghi nhan|cap nhat"
    r"|thong cam|kiem tra|theo doi|quan tam|giup|nhan duoc)))(?!\S)"
)
"""A condition or a wish; “mong xác nhận” asks to record what is told."""
_PERCENT = re.compile(r"\d ?%|(?<!\S)phan tram(?!\S)|(?<!\S)nua(?!\S)|\d/\d")
_CUT = re.compile(r"[,;:.–-]\s")
_CALLED_OFF = re.compile(
    r"(?<!\S)(?:thoi|khoan|dung|khoi|chua can|khong can|khong phai|tam thoi|hoan|ngung|dung co|can gi)"
    r"(?: (?:da|vay|hay|hang|voi|di|phai|can|em|anh|chi|bot|ad|gui|loi|tin|cho)){0,4}"
    r" (?:nhac|don doc|giuc|thuc|hoi thuc|bao dong|nhan)(?!\S)"
)
"""“Thôi khoan nhắc Sở Tư pháp”."""


def would_be(sentence: str, *, percent: bool) -> bool:
    """Return whether a sentence wishes something, sets a condition, or tells what would follow: of a percentage in
    the words that go with it, not in the note behind a comma.
    """
    said = fold_letterwise(nfc(sentence))
    told = " ".join(_WORDS.findall(said))
    if percent and (at := _PERCENT.search(said)):
        cut = _CUT.search(said, at.end())
        said = said[: cut.start()] if cut else said
    return bool(_IF_SO.search(told) or _WISHED.search(" ".join(_WORDS.findall(said))))


def calls_off(folded: str) -> bool:
    """Return whether words without accents say that nobody is to be reminded."""
    return bool(_CALLED_OFF.search(folded))


def asks(words: Sequence[Word]) -> bool:
    """Return whether words have the form of a question: “gì”, “bao giờ”, “chưa” at the end."""
    if not words:
        return False
    anywhere = any(found.name == "reply.asked" for found in reply_grammar("asked_not", "asked").find_all(words))
    return anywhere or bool(reply_grammar("asked_last").names_covering(words[-1:]))


def denies_or_wishes(words: Iterable[Word]) -> bool:
    """Return whether words say that something is not so, should be so, or would be."""
    return any(word.doubtful or (is_unreported(word.folded) and word.typed.casefold() != "ạ") for word in words)


def is_unreported(folded: str) -> bool:
    """Return whether a word without accents denies, wishes or sets a condition."""
    return folded in _UNREPORTED
