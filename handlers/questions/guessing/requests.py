"""Queries of requests that a tap would carry out: offered only where words for them stand in the sentence, and none
that asks, denies, wishes or sets a condition."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from handlers.base.query import Intent, Period, Query, Sort
from handlers.questions.guessing.naming import agency_behind, name_agencies, name_subject, of_periodic_report
from handlers.questions.guessing.slots import AGENCY, PERCENTAGE, Slots
from handlers.questions.lexicon.vocabulary import Vocabulary
from handlers.questions.reading.change_requests import last_day_away, reminder_day
from handlers.questions.reading.intents import find_stated
from handlers.questions.reading.question_words import asks, is_unreported
from handlers.questions.reading.reports.named_reports import has_date


def _words(*said: str) -> re.Pattern[str]:
    """Return the pattern of one of these words, or rows of words, without accents."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(said)})(?!\S)")


_URGE = _words(
    *(
        "nhac",
        "don doc",
        "giuc",
        "thuc giuc",
        "thuc",
        "hoi thuc",
        "luu y",
        "thong bao",
        "nhan",
        "canh bao",
        "yeu cau",
    ),
    *("de nghi", "bao", "dan"),
)
_NO_URGE = _words(
    *("dung", "khong", "thoi", "chua", "da nhac", "da gui", "moi nhac", "duoc nhac", "bi nhac", "ai", "may"),
    *("bao nhieu", "bao gio", "khi nao", "neu"),
)
_AWAY = _words(
    *(
        "nghi",
        "om",
        "cong tac",
        "di hoc",
        "tap huan",
        "vang",
        "vien",
        "thai san",
        "phep nam",
        "di phep",
        "du lich",
        "tat",
        "tam dung",
    ),
    *("tam ngung", "tam tat", "dung nhac", "ngung nhac", "dung nhan", "khoi nhac", "khong nhac", "dung lam phien"),
    *("tam nghi", "hoan nhac", "di thi", "bo nhac"),
)
_OF_OTHERS = _words(
    *("anh", "chi", "co", "chu", "bac", "ong", "ba", "lanh dao", "sep", "dong chi", "giam doc", "truong phong"),
    "chu tich",
)
_ONESELF = _words("toi", "em", "minh", "tui", "chau")
_GIVE, _TO = (
    _words(
        *("giao", "ban giao", "phan cong", "phan", "chuyen giao", "chuyen", "nhuong", "de", "nho", "doi", "thay"),
    ),
    _words("cho", "sang", "qua", "thanh"),
)
_TAKES = re.compile(
    r"(?<!\S)(?:chi|anh|dong chi|em|co|chu|bac|ban) \S+(?: \S+)?"
    r" (?:se )?(?:lam|phu trach|lo|theo doi|dam nhan|nhan)(?!\S)"
)
_ALL = re.compile(
    r"(?<!\S)ban giao het(?!\S)|(?<!\S)(?:het|tat ca|toan bo|moi|cac) (?:cac )?(?:viec|nhiem vu|cong viec)(?!\S)"
)
_DOING = _words(
    *("xong", "nop", "gui", "trinh", "ky", "ban hanh", "hoan thanh", "da co", "phe duyet", "thong qua", "cap nhat"),
    *("dat", "duoc", "lam", "bao"),
)
_UNDONE = {
    "chua": "chưa", "khong": "không", "neu": "nếu", "dinh": "định", "se": "sẽ", "sap": "sắp", "muon": "muốn",
    "can": "cần", "phai": "phải", "dung": "đừng", "nho": "nhờ", "de": "để", "hay": "hay", "hoi": "hỏi", "xem": "xem",
    "tuong": "tưởng", "gan": "gần", "may": "mấy",
}  # fmt: skip
"""Words that deny, wish or ask, without accents and with them: “đề án” is no “để”."""
_UNDONE_PHRASES = re.compile(
    r"(?<!\S)(?:gia ma|dau ma|lam sao|the nao|bao nhieu|co phai|le ra|dang le|liet ke"
    r"|(?:nhap|ghi|go|bao) (?:sai|nham)|dinh chinh|rut lai|thu hoi|xoa|huy (?:bo|giup|ho|di|cho|bao cao))(?!\S)"
)
_NO_NUMBER = re.compile(r"(?<!\S)chua (?:kip )?(?:co |lay |ra )?(?:so|van ban|so van ban)(?!\S)")
_EXTEND = re.compile(r"(?<!\S)(?:gia han|lui|keo dai|doi han|hoan|them thoi gian|gian|them)(?!\S)")
_SNOOZE = re.compile(r"(?<!\S)nhac(?!\S)")
_STOPS = re.compile(r"(?<!\S)(?:neu|lam sao|the nao|bao gio|khi nao|ai|da|bi|tu choi|duoc gia han)(?!\S)")
_REMAINING = ("con", "thieu")
_DONE = 100
_TOWARDS = ("cho", "len", "ve", "den", "toi", "qua", "sang", "voi")
"""Words before whom something was sent to."""
_WEEK = timedelta(days=7)
_WEEKDAY = re.compile(
    r"(?<!\S)(?:thu (?:[2-7]|hai|ba|tu|nam|sau|bay)|t[2-7]|chu nhat|cn)(?! (?:tuan )?(?:sau|toi|nay))(?!\S)"
)

OwnTasks = Callable[[], Collection[str]]
"""Looks up the codes of the tasks that the asker's agency owes."""
Builder = Callable[[Slots, Vocabulary, date], Query | None]


def build_request(
    intent: Intent, slots: Slots, vocabulary: Vocabulary, today: date, own_tasks: OwnTasks
) -> Query | None:
    """Return the query of a request; None if the sentence does not make it for certain."""
    if intent is Intent.REPORT_PROGRESS:
        return _report(slots, vocabulary, today, own_tasks)
    if build := _BUILDERS.get(intent):
        return build(slots, vocabulary, today)
    return None


def _text(slots: Slots) -> str:
    return " ".join(word.folded for word in slots.words)


def _remind(slots: Slots, vocabulary: Vocabulary, _today: date) -> Query | None:
    text = _text(slots)
    if not _URGE.search(text) or _negates(_NO_URGE, slots):
        return None
    query = name_agencies(name_subject(Query(Intent.REMIND), slots, vocabulary), slots, vocabulary)
    named = slots.extracted.named or query.agencies or agency_behind(_URGE, slots, vocabulary)
    if not (named or query.sort or query.own):
        return None
    query = of_periodic_report(query, slots, vocabulary)
    every = query.sort is not None
    if query.sort and query.sort is not Sort.COMMUNE:
        named = ()  # “8 huyện, TP”
    return replace(query, agencies=named, own=False, everyone=every, status=find_stated(slots.extracted))


def _negates(pattern: re.Pattern[str], slots: Slots) -> bool:
    """Return whether one of the words stands in the sentence, except before something to be done: “chưa nộp”."""
    text = re.sub(
        r"(?<!\S)(?:chua|khong) (?:nop|gui|xong|lam|co|ban hanh|bao cao|hoan thanh)(?!\S)", "", _text(slots)
    )
    return bool(pattern.search(text))


def _pause(slots: Slots, _vocabulary: Vocabulary, today: date) -> Query | None:
    text = _text(slots)
    away = _AWAY.search(text)
    if away is None or asks(slots.words):
        return None
    before = text[: away.start()]
    if _OF_OTHERS.search(before) and not _ONESELF.search(before):
        return None  # “chị Hoa nghỉ đến 15/3”
    last = [time.period for time in slots.times if time.period.last and time.period.last >= today]
    return Query(Intent.PAUSE, period=last_day_away(last[-1], text, today) if last else None)


def _hand_over(slots: Slots, vocabulary: Vocabulary, _today: date) -> Query | None:
    text = _text(slots)
    given = _GIVE.search(text)
    if not (_TAKES.search(text) or (given and _TO.search(text, given.end()))) or asks(slots.words):
        return None
    query = name_subject(Query(Intent.HAND_OVER), slots, vocabulary)
    if not query.about_tasks and not _ALL.search(text):
        return None
    return replace(query, sections=())


def _tells_for_certain(slots: Slots, vocabulary: Vocabulary) -> bool:
    """Return whether a sentence tells that something is done, or how far it is; what stands behind a percentage is a
    note.
    """
    plain = _NO_NUMBER.sub(" ", " ".join(word.folded for word in slots.plain))
    if asks(slots.plain) or any(word.doubtful for word in slots.plain):
        return False
    if slots.percent is not None:
        ahead = slots.tokens[: slots.tokens.index(PERCENTAGE)]
        return not any(
            is_unreported(word) and not (slots.remainder and word in _REMAINING)
            for word, after in zip(ahead, (*ahead[1:], ""), strict=True)
            if (word, after) not in vocabulary.pairs
        )
    return bool(slots.document or _DOING.search(plain)) and not _denies(slots, vocabulary)


def _denies(slots: Slots, vocabulary: Vocabulary) -> bool:
    """Return whether words deny, wish or ask, except for those of a title."""
    plain = slots.plain
    text = " ".join(word.folded for word in plain)
    spared = {"chua"} if _NO_NUMBER.search(text) else set()
    for before, word, after in zip((None, *plain), plain, (*plain[1:], None), strict=False):
        meant = _UNDONE.get(word.folded)
        if meant is None or word.folded in spared or (word.accented and word.typed.casefold() != meant):
            continue
        pairs = ((before.folded if before else "", word.folded), (word.folded, after.folded if after else ""))
        if not any(pair in vocabulary.pairs for pair in pairs):
            return True
    return bool(_UNDONE_PHRASES.search(text))


def _report(slots: Slots, vocabulary: Vocabulary, today: date, own_tasks: OwnTasks) -> Query | None:
    proven = bool(slots.document) or slots.percent is not None
    if not _tells_for_certain(slots, vocabulary):
        return None
    query = name_subject(Query(Intent.REPORT_PROGRESS), slots, vocabulary, own_tasks())
    days = [_as_past(time.period, slots, today) for time in slots.times if time.period.first == time.period.last]
    if any(day.first and day.first > today for day in days):
        return None
    turns = [time.period for time in slots.times if time.period.first != time.period.last]
    query = replace(query, period=(slots.report and slots.report.period) or (turns[0] if turns else None))
    query = of_periodic_report(query, slots, vocabulary)
    named = any(word == AGENCY and before not in _TOWARDS for before, word in pairwise(("", *slots.tokens)))
    names_others = named and not slots.names_own
    if not query.about_tasks or query.sections or (names_others and (not proven or slots.tokens[0] == AGENCY)):
        return None
    document = slots.document
    if document and days and days[0].first and not has_date(document):
        document = f"{document} ngày {days[0].first:%d/%m/%Y}"
    percent = slots.percent if slots.percent is None or slots.percent < _DONE else None
    period = query.period if query.report or slots.codes else None
    return replace(query, period=period, document="" if percent else document, percent=percent)


def _as_past(period: Period, slots: Slots, today: date) -> Period:
    """Return a day on which something was done: the last “thứ Sáu”, not the coming one."""
    if period.first is None or not today < period.first <= today + _WEEK or not _WEEKDAY.search(_text(slots)):
        return period
    return Period(period.first - _WEEK, period.first - _WEEK)


def _extend(slots: Slots, vocabulary: Vocabulary, _today: date) -> Query | None:
    text = _text(slots)
    if not _EXTEND.search(text) or _STOPS.search(text):
        return None
    query = name_subject(Query(Intent.EXTEND), slots, vocabulary)
    day = slots.times[0].period.last if slots.times else None
    if not query.about_tasks and day is None:
        return None
    return replace(query, period=None, day=day, sections=())


def _snooze(slots: Slots, vocabulary: Vocabulary, today: date) -> Query | None:
    text = _text(slots)
    if not _SNOOZE.search(text) or _STOPS.search(text) or slots.extracted.named:
        return None
    query = name_subject(Query(Intent.SNOOZE), slots, vocabulary)
    day = reminder_day(slots.times[0].period if slots.times else None, today)
    return replace(query, period=None, day=day, sections=()) if day or query.about_tasks else None


_BUILDERS: Mapping[Intent, Builder] = {
    Intent.REMIND: _remind,
    Intent.PAUSE: _pause,
    Intent.HAND_OVER: _hand_over,
    Intent.EXTEND: _extend,
    Intent.SNOOZE: _snooze,
}
REQUESTS = frozenset(_BUILDERS) | {Intent.REPORT_PROGRESS}
