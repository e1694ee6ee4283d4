"""Queries of requests that a tap would carry out: offered only where words for them stand in the sentence, and none
that asks, denies, wishes or sets a condition."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from handlers.base.query import Intent, Query
from handlers.questions.guessing.questions import name_agencies, name_subject, of_periodic_report
from handlers.questions.guessing.slots import Slots
from handlers.questions.lexicon.vocabulary import Vocabulary
from handlers.questions.reading.change_requests import reminder_day
from handlers.questions.reading.intents import find_stated
from handlers.questions.reading.question_words import asks

_URGE = re.compile(
    r"(?<!\S)(?:nhac|don doc|giuc|thuc giuc|thuc|hoi thuc|luu y|thong bao|nhan|canh bao|yeu cau|de nghi|bao|dan)(?!\S)"
)
_NO_URGE = re.compile(
    r"(?<!\S)(?:dung|khong|thoi|chua|da nhac|da gui|moi nhac|duoc nhac|bi nhac|ai|may|bao nhieu|bao gio|khi nao|neu)(?!\S)"
)
_AWAY = re.compile(
    r"(?<!\S)(?:nghi|om|cong tac|di hoc|tap huan|vang|vien|thai san|phep|du lich|tat|tam dung|tam ngung|tam tat|dung nhac"
    r"|ngung nhac|dung nhan|khoi nhac|khong nhac|dung lam phien|tam nghi|hoan nhac|di thi|bo nhac)(?!\S)"
)
_GIVE = re.compile(
    r"(?<!\S)(?:giao|ban giao|phan cong|phan|chuyen giao|chuyen|nhuong|de|nho|doi|thay)(?!\S).*(?<!\S)(?:cho|sang|qua|thanh)(?!\S)"
    r"|(?<!\S)(?:chi|anh|dong chi|em|co|chu|bac|ban) \S+(?: \S+)? (?:se )?(?:lam|phu trach|lo|theo doi|dam nhan|nhan)(?!\S)"
)
_ALL = re.compile(r"(?<!\S)(?:het|tat ca|toan bo|moi|cac) (?:cac )?(?:viec|nhiem vu|cong viec)(?!\S)")
_DOING = re.compile(
    r"(?<!\S)(?:xong|nop|gui|trinh|ky|ban hanh|hoan thanh|da co|phe duyet|thong qua|cap nhat|dat|duoc|lam|bao)(?!\S)"
)
_UNDONE = re.compile(
    r"(?<!\S)(?:chua|khong|neu|gia ma|dinh|se|sap|muon|can|phai|dung|nho|de|hay|hoi|xem|liet ke|tuong|dau ma|gan"
    r"|lam sao|the nao|bao nhieu|may|co phai|le ra|dang le)(?!\S)"
)
_EXTEND = re.compile(r"(?<!\S)(?:gia han|lui|keo dai|doi han|hoan|them thoi gian|gian|them)(?!\S)")
_SNOOZE = re.compile(r"(?<!\S)nhac(?!\S)")
_STOPS = re.compile(r"(?<!\S)(?:neu|lam sao|the nao|bao gio|khi nao|ai|da|bi|tu choi|duoc gia han)(?!\S)")
_DONE = 100

Builder = Callable[[Slots, Vocabulary, date, bool], Query | None]


def build_request(
    intent: Intent, slots: Slots, vocabulary: Vocabulary, today: date, *, asked: bool
) -> Query | None:
    """Return the query of a request; None if the sentence does not make it for certain."""
    if build := _BUILDERS.get(intent):
        return build(slots, vocabulary, today, asked)
    return None


def _text(slots: Slots) -> str:
    return " ".join(word.folded for word in slots.words)


def _remind(slots: Slots, vocabulary: Vocabulary, _today: date, asked: bool) -> Query | None:
    text = _text(slots)
    if asked or not _URGE.search(text) or _negates(_NO_URGE, slots):
        return None
    query = name_agencies(name_subject(Query(Intent.REMIND), slots, vocabulary), slots, vocabulary)
    named = slots.extracted.named or query.agencies
    if not (named or query.sort or query.own):
        return None
    query = of_periodic_report(query, slots, vocabulary)
    every = query.sort is not None
    return replace(
        query, agencies=named, own=False, everyone=every, status=find_stated(slots.extracted)
    )


def _negates(pattern: re.Pattern[str], slots: Slots) -> bool:
    """Return whether one of the words stands in the sentence, except before something to be done: “chưa nộp”."""
    text = re.sub(r"(?<!\S)(?:chua|khong) (?:nop|gui|xong|lam|co|ban hanh|bao cao|hoan thanh)(?!\S)", "", _text(slots))
    return bool(pattern.search(text))


def _pause(slots: Slots, _vocabulary: Vocabulary, today: date, asked: bool) -> Query | None:
    if asked or not _AWAY.search(_text(slots)) or asks(slots.words):
        return None
    last = [time.period for time in slots.times if time.period.last and time.period.last >= today]
    return Query(Intent.PAUSE, period=last[-1] if last else None)


def _hand_over(slots: Slots, vocabulary: Vocabulary, _today: date, asked: bool) -> Query | None:
    text = _text(slots)
    if asked or not _GIVE.search(text) or asks(slots.words):
        return None
    query = name_subject(Query(Intent.HAND_OVER), slots, vocabulary)
    if not query.about_tasks and not _ALL.search(text):
        return None
    return replace(query, sections=())


def _report(slots: Slots, vocabulary: Vocabulary, today: date, asked: bool) -> Query | None:
    plain = " ".join(word.folded for word in slots.plain)
    proven = bool(slots.document) or slots.percent is not None
    if asked or asks(slots.plain) or (not proven and not _DOING.search(plain)):
        return None
    if any(word.doubtful for word in slots.plain) or (slots.percent is None and _UNDONE.search(plain)):
        return None
    query = name_subject(Query(Intent.REPORT_PROGRESS), slots, vocabulary)
    days = [time.period for time in slots.times if time.period.first == time.period.last]
    if any(day.first and day.first > today for day in days):
        return None
    turns = [time.period for time in slots.times if time.period.first != time.period.last]
    query = replace(query, period=(slots.report and slots.report.period) or (turns[0] if turns else None))
    query = of_periodic_report(query, slots, vocabulary)
    if not query.about_tasks or query.sections or (slots.extracted.named and not proven):
        return None
    document = slots.document
    if document and days and days[0].first and document == document.split()[-1]:
        document = f"{document} ngày {days[0].first:%d/%m/%Y}"
    percent = slots.percent if slots.percent is None or slots.percent < _DONE else None
    period = query.period if query.report else None
    return replace(query, period=period, document="" if percent else document, percent=percent)


def _extend(slots: Slots, vocabulary: Vocabulary, _today: date, asked: bool) -> Query | None:
    text = _text(slots)
    if asked or not _EXTEND.search(text) or _STOPS.search(text):
        return None
    query = name_subject(Query(Intent.EXTEND), slots, vocabulary)
    day = slots.times[0].period.last if slots.times else None
    if not query.about_tasks and day is None:
        return None
    return replace(query, period=None, day=day, sections=())


def _snooze(slots: Slots, vocabulary: Vocabulary, today: date, asked: bool) -> Query | None:
    text = _text(slots)
    if asked or not _SNOOZE.search(text) or _STOPS.search(text) or slots.extracted.named:
        return None
    query = name_subject(Query(Intent.SNOOZE), slots, vocabulary)
    day = reminder_day(slots.times[0].period if slots.times else None, today)
    return replace(query, period=None, day=day, sections=()) if day or query.about_tasks else None


_BUILDERS: Mapping[Intent, Builder] = {
    Intent.REMIND: _remind,
    Intent.PAUSE: _pause,
    Intent.HAND_OVER: _hand_over,
    Intent.REPORT_PROGRESS: _report,
    Intent.EXTEND: _extend,
    Intent.SNOOZE: _snooze,
}
REQUESTS = frozenset(_BUILDERS)
