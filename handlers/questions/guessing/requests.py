"""Queries of requests that a tap would carry out, besides reports: offered only where words for them stand in the
sentence, and none that asks, denies, wishes or sets a condition."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from handlers.base.query import Intent, Period, Query, Sort, Status
from handlers.questions.dates.weekdays import as_coming
from handlers.questions.guessing.named_agencies import agency_behind, name_agencies
from handlers.questions.guessing.naming import name_subject, of_periodic_report
from handlers.questions.guessing.reports import OwnTasks, build_report
from handlers.questions.guessing.slots import Slots
from handlers.questions.lexicon.vocabulary import Vocabulary
from handlers.questions.lexicon.words import Word
from handlers.questions.reading.change_requests import reminder_day
from handlers.questions.reading.intents import find_stated
from handlers.questions.reading.question_words import asks
from handlers.questions.reading.requests.reminders import runs_out


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
        "bao dong",
        "go dau",
        "canh bao",
        "yeu cau",
    ),
    *("de nghi", "bao", "dan"),
)
_NO_URGE = _words(
    *("dung", "khong", "thoi", "chua", "da nhac", "da gui", "moi nhac", "duoc nhac", "bi nhac", "ai", "may"),
    *("bao nhieu", "bao gio", "khi nao", "neu", "van nhac", "cu nhac", "lai nhac", "nhac hoai", "sao bot", "vi sao"),
    *("sao lai", "tai sao"),
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
LATE_BY_LEAVE = (
    r"xin(?: (?:phep|cho|duoc|em|toi|minh|chung em|chung toi|co quan|don vi|so|huyen|xa|phuong|ben)){0,4}"
    r"(?:(?<= so)(?<!xin so) \S+ \S+|(?<= huyen) \S+ \S+|(?<= xa) \S+ \S+)?"
    r"(?: (?:nop|gui|trinh|ban hanh|hoan thanh|lam)(?: \S+){0,9}?)?"
    r" (?:cham|muon|tre|khat)(?! nhat)(?: lai| hon| lai hon)?"
    r"(?: (?:den|toi|sang|qua|ngay|vao|khoang|may|vai|\d{1,2})|(?: \S+){1,6}? (?:den|toi|sang) (?:ngay )?\d\S*)"
)
"""“Xin nộp báo cáo 6 tháng chậm lại, ngày 20/6”."""
_EXTEND = re.compile(
    r"(?<!\S)(?:gia han|khat|lui|keo dai|doi han|hoan|them thoi gian|gian|them|dan han"
    rf"|{LATE_BY_LEAVE})(?!\S)"
)
_ASKED_BY = re.compile(
    r"(?<!\S)<agency>(?: (?:da|dang|vua|moi|muon|co van ban|cung)){0,2} (?:xin|de nghi|khat)(?!\S)"
    r"|(?<!\S)(?:xin|de nghi)(?: cho| phep| duoc){0,2} <agency> (?:duoc |phep )?(?:nop|gui|trinh|gia han|lui)(?!\S)"
)
_SNOOZE = re.compile(r"(?<!\S)nhac(?!\S)")
_STOPS = re.compile(
    r"(?<!\S)(?:neu(?! (?:duoc|co the|tien)(?!\S))|co nen|lam sao|the nao|bao gio|khi nao|ai|da|bi|tu choi"
    r"|(?<!xin )(?<!nghi )(?<!mong )(?<!cho )duoc gia han)(?!\S)"
)
_TO_BE_DONE = re.compile(
    r"(?<!\S)(?:chua|khong) (?:nop|gui|xong|lam|co|thay|ban hanh|bao cao|hoan thanh)(?!\S)"
    r"|(?<!\S)may (?=(?:so|huyen|xa|phuong|don vi|co quan|nganh)(?!\S))"
)
_DENYING = frozenset({"dung", "khoi", "khong"})
Builder = Callable[[Slots, Vocabulary, date], Query | None]


def build_request(
    intent: Intent, slots: Slots, vocabulary: Vocabulary, today: date, own_tasks: OwnTasks
) -> Query | None:
    """Return the query of a request; None if the sentence does not make it for certain."""
    if intent is Intent.REPORT_PROGRESS:
        return build_report(slots, vocabulary, today, own_tasks)
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
    status = Status.OPEN if runs_out(text) else find_stated(slots.extracted)
    return replace(query, agencies=named, own=False, everyone=every, status=status)


def _negates(pattern: re.Pattern[str], slots: Slots) -> bool:
    """Return whether one of the words stands in the sentence, except before something to be done, “chưa nộp”, and
    before those who are to do it, “mấy huyện”.
    """
    return bool(pattern.search(_TO_BE_DONE.sub("", _text(slots))))


def _pause(slots: Slots, vocabulary: Vocabulary, today: date) -> Query | None:
    text = _text(slots)
    away = _AWAY.search(text)
    if away is None or asks(without_nothing(slots.words)):
        return None
    before = text[: away.start()]
    if _OF_OTHERS.search(before) and not _ONESELF.search(before):
        return None  # “chị Hoa nghỉ đến 15/3”
    if slots.codes and _SNOOZE.search(text):  # “VII.2 đừng nhắc nữa, đầu tuần sau nhắc”
        return _snooze(slots, vocabulary, today)
    last = [time.period for time in slots.times if time.period.last and time.period.last >= today]
    if slots.until and slots.until > today:  # “mai em đi học tới 24/5”
        last = [Period(None, slots.until)]
    return Query(Intent.PAUSE, period=as_coming(last[-1], text, today) if last else None)


def without_nothing(words: Sequence[Word]) -> list[Word]:
    """Return words without “gì” behind one that denies: “đừng nhắn gì” asks nothing."""
    return [
        word
        for at, word in enumerate(words)
        if word.folded != "gi" or _DENYING.isdisjoint(before.folded for before in words[max(at - 3, 0) : at])
    ]


def _hand_over(slots: Slots, vocabulary: Vocabulary, _today: date) -> Query | None:
    text = _text(slots)
    given = _GIVE.search(text)
    if not (_TAKES.search(text) or (given and _TO.search(text, given.end()))) or asks(slots.words):
        return None
    query = replace(name_subject(Query(Intent.HAND_OVER), slots, vocabulary), period=None)  # “từ nay … theo dõi”
    if not query.about_tasks and not _ALL.search(text):
        return None
    return replace(query, sections=())


def _extend(slots: Slots, vocabulary: Vocabulary, _today: date) -> Query | None:
    text = _text(slots)
    if not _EXTEND.search(text) or _STOPS.search(text):
        return None
    if _ASKED_BY.search(" ".join(slots.tokens)) and not slots.names_own:
        return None  # “huyện Thái Thụy xin nộp chậm đến 20/6”: not the speaker's
    query = of_periodic_report(name_subject(Query(Intent.EXTEND), slots, vocabulary), slots, vocabulary)
    turn = slots.report.period if slots.report else None
    until = [time.period for time in slots.times if time.period.last and time.period != turn]
    day = next((one.last for one in until if one.first is None or one.first == one.last), None)
    day = day or (until[0].last if until else None)
    if not query.about_tasks and day is None:
        return None
    return replace(query, period=turn if query.report else None, day=day, sections=())


def _snooze(slots: Slots, vocabulary: Vocabulary, today: date) -> Query | None:
    text = _text(slots)
    if not _SNOOZE.search(text) or _STOPS.search(text) or slots.extracted.named:
        return None
    query = name_subject(Query(Intent.SNOOZE), slots, vocabulary)
    turn = slots.report.period if slots.report else None
    other = next((time.period for time in slots.times if time.period != turn), turn)
    day = reminder_day(other, today)
    return replace(query, period=None, day=day, sections=()) if day or query.about_tasks else None


_BUILDERS: Mapping[Intent, Builder] = {
    Intent.REMIND: _remind,
    Intent.PAUSE: _pause,
    Intent.HAND_OVER: _hand_over,
    Intent.EXTEND: _extend,
    Intent.SNOOZE: _snooze,
}
REQUESTS = frozenset(_BUILDERS) | {Intent.REPORT_PROGRESS}
