"""Queries of questions by their intent and by what a sentence names; nothing of these changes anything."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from handlers.base.query import FileFormat, Intent, Period, Query, Sort, Status
from handlers.questions.guessing.named_agencies import name_agencies
from handlers.questions.guessing.naming import name_subject, of_periodic_report
from handlers.questions.guessing.slots import Slots
from handlers.questions.lexicon.vocabulary import Vocabulary
from handlers.questions.reading.intents import find_agency_status, find_stated, find_status
from handlers.questions.reading.requests.comparisons import compare_days
from handlers.questions.reading.talk import find_holiday

_NOBODY = re.compile(r"(?<!\S)(?:chua|khong|thieu|chua co|khong co)(?!\S)")
_FILES = (
    (re.compile(r"bieu do|do thi|hinh ve|so do|bieu do|(?<!\S)ve(?!\S)"), FileFormat.PICTURES),
    (re.compile(r"excel|exel|xlsx|(?<!\S)bang(?!\S)|danh sach|so lieu|du lieu"), FileFormat.WORKBOOK),
    (re.compile(r"(?<!\S)ics(?!\S)|google|outlook|dien thoai|(?<!\S)lich(?!\S)|calendar"), FileFormat.CALENDAR),
    (re.compile(r"word|docx|du thao|bao cao|ban nhap"), FileFormat.REPORT),
)
_FILE_SAID = re.compile(
    r"(?<!\S)(?:file|tep|excel|exel|xlsx|xls|word|docx|doc|pdf|ics|csv|google|outlook|calendar|bieu do|do thi"
    r"|hinh ve|so do"
    r"|bieu mau|bang bieu|bang tinh|bang tong hop|bang so lieu|ban mem|ban in|ban giay|ban nhap|ban dep"
    r"|du thao|phu luc"
    r"|danh sach|so lieu|du lieu|thong ke|dien thoai)(?!\S)"
    r"|(?<!\S)(?:xin|cho|gui|in|xuat|tai|lay|lam|lap|tao|soan|can|muon|ra|viet|ve|ket xuat|trich|tong hop"
    r"|them|dua|dong bo)"
    r"(?: \S+){0,6}? (?:bao cao|bang|lich|tong hop|hinh|anh)(?!\S)"
)
"""Words of a file, or of making one: “báo cáo anh, xe đến rồi” asks for none."""
_TWO = 2
_SEVERAL = re.compile(
    r"(?<!\S)(?:ai|nao|may|bao nhieu|nhieu|cac|nhung|moi|tat ca|toan|het|so luong|so don vi|danh sach|liet ke"
    r"|ty le|ti le|(?:don vi|co quan)(?! (?:toi|em|minh|ta|nha))|dia phuong|noi|con thieu|ca tinh|khoi|cap"
    r"|so nganh|so ban nganh|ban nganh|xa phuong|huyen thanh pho|\d+ (?:so|huyen|xa|don vi|co quan)|phan tram)(?!\S)"
)
"""Words by which several agencies are asked for."""
_DOING = re.compile(
    r"(?<!\S)(?:nop|bao|gui|lam|xong|cap nhat|hoan thanh|trinh|ban hanh|ky|moi|thay doi|nhat ky|lich su|ghi|tra|duyet"
    r"|xac nhan|tien do|ket qua|giai quyet|xu ly|thuc hien|dat|duoc|dien bien|bien dong|nhap|hoat dong|dong tinh"
    r"|nhan|chuyen|phat hanh|phe duyet|thong qua|chot|len|ra|hoan tat|trien khai)(?!\S)"
)
"""Words for what was done, without which nothing is asked of a time."""
_COMPARING = re.compile(
    r"(?<!\S)(?:so|ss|so sanh|doi chieu|hon|kem|chenh|khac|tang|giam|tien bo|cai thien|nhich|chuyen bien|kha|thut"
    r"|cung ky|nhanh|cham|truoc|len|xuong|tien trien|thay doi)(?!\S)"
)
_SIDE_BY_SIDE = re.compile(r"(?<!\S)(?:so|ss|so sanh|doi chieu|hon|kem|chenh|khac|canh|cung ky|thay doi)(?!\S)")
"""Words without which nothing is compared where neither two times nor two agencies are named: “hôm trước nói
chuyện với anh Đông Hưng”."""
_FIGURES = re.compile(
    r"(?<!\S)(?:tinh hinh|tinh trang|tong hop|tong quan|tong the|tong ket|so ket|so lieu|ket qua|tien do|thong ke"
    r"|t[yi] le|phan tram|%|the nao|ra sao|sao|(?:den|toi) (?:dau|muc)|hoan thanh|dat|xong|cham|tre|qua han|xep hang"
    r"|thu hang|thi dua|dan dau|dung (?:dau|cuoi)|buc tranh|chung|bao nhieu|hon|kem|yeu|nhat|bao cao|nhin|toan canh"
    r"|on|tot|te|nhanh|diem|noi bat|tom tat|viec|nhiem vu|ke hoach|cong viec|mang|linh vuc|danh gia|chi tieu"
    r"|thuc hien|trien khai|con so)(?!\S)"
)
"""Words of figures, without which none are asked for."""
_CHANGES = re.compile(r"cap nhat|thay doi|tien do|gi moi")

_ONESELF = re.compile(
    r"(?<!\S)(?:toi|em|minh|tui|tao|anh|chi|bac|co|chu|chau|ai|ta|quyen"
    r"|vai|tai khoan|ten|so may|so dien thoai|day)(?!\S)"
)
_ASKED_OF_ONESELF = re.compile(
    r"(?<!\S)(?:ai|gi|nao|dau|sao|khong|chua|may|ten|vai|quyen|chuc|tai khoan|thong tin|ho so|so dien thoai"
    r"|so may)(?!\S)"
)
"""Words without which nobody asks who they are: “em đang ở thành phố họp”."""
_OF_THE_CALENDAR = re.compile(
    r"(?<!\S)(?:ngay|thu|hom|nghi|le|tet|bu|lam|truc|lich|tuan|cuoi tuan|chu nhat|may|bao lau|hung vuong|quoc khanh"
    r"|gio to|giai phong|hoan doi|dem|mung|am|duong|nhuan|khong|ko|chua)(?!\S)"
)
"""Words without which nobody asks for the calendar."""
Builder = Callable[[Slots, Vocabulary, date], Query | None]


def build_question(intent: Intent, slots: Slots, vocabulary: Vocabulary, today: date) -> Query | None:
    """Return the query of a question; None if the sentence names too little, or too much, for this intent."""
    if build := _BUILDERS.get(intent):
        return build(slots, vocabulary, today)
    return None


def _list(intent: Intent) -> Builder:
    def build(slots: Slots, vocabulary: Vocabulary, _today: date) -> Query | None:
        query = name_agencies(name_subject(Query(intent), slots, vocabulary), slots, vocabulary)
        status = find_status(slots.extracted, intent)
        if intent in (Intent.SUMMARY, Intent.NEXT):
            status = Status.OPEN if intent is Intent.NEXT else None
        if intent is Intent.SUMMARY and not _FIGURES.search(" ".join(word.folded for word in slots.words)):
            return None
        several = len(slots.extracted.named) > 1 and not slots.names_own
        query = replace(query, agencies=(slots.own,)) if slots.names_own else query
        named = any(name.startswith("status.") for name in slots.extracted.phrases)
        query = replace(
            query,
            status=status,
            implied=not named,
            coordinating=slots.extracted.has("part.coordinating"),
            everyone=query.everyone or several,
            agencies=() if several else query.agencies,
        )
        return replace(query, sort=query.sort if query.everyone or query.agencies else None)

    return build


def _of_a_task(intent: Intent) -> Builder:
    def build(slots: Slots, vocabulary: Vocabulary, today: date) -> Query | None:
        query = name_subject(Query(intent), slots, vocabulary)
        query = of_periodic_report(query, slots, vocabulary)
        if intent is Intent.CARD and not query.about_tasks:
            return _list(Intent.LIST)(slots, vocabulary, today)
        return name_agencies(query, slots, vocabulary)

    return build


def _agencies(slots: Slots, vocabulary: Vocabulary, today: date) -> Query | None:
    if len(slots.extracted.named) < _TWO and not _SEVERAL.search(
        " ".join(slots.tokens)
    ):  # of one agency: “huyện đã nộp báo cáo quý 1 chưa”
        return _of_a_task(Intent.CARD)(slots, vocabulary, today)
    query = of_periodic_report(name_subject(Query(Intent.AGENCIES), slots, vocabulary), slots, vocabulary)
    query = name_agencies(query, slots, vocabulary)
    within = query.agencies if query.sort is Sort.COMMUNE else ()
    return replace(query, agencies=within, everyone=True, own=False, status=find_agency_status(slots.extracted))


def _activity(slots: Slots, vocabulary: Vocabulary, today: date) -> Query | None:
    if not _DOING.search(" ".join(slots.tokens)):
        return None
    query = name_agencies(name_subject(Query(Intent.ACTIVITY), slots, vocabulary), slots, vocabulary)
    if query.period and query.period.first and query.period.first > today:
        return None
    changed = _CHANGES.search(" ".join(slots.tokens))
    return replace(query, status=Status.ALL if changed else Status.DONE)


def _compare(slots: Slots, vocabulary: Vocabulary, today: date) -> Query | None:
    text = " ".join(word.folded for word in slots.words)
    told = bool(slots.times) or len(slots.extracted.named) > 1 or _SIDE_BY_SIDE.search(text)
    if not (told and _COMPARING.search(text)):
        return None
    days = compare_days([time.period for time in slots.times], text, today)
    subject = name_subject(Query(Intent.COMPARE), slots, vocabulary)
    query = name_agencies(Query(Intent.COMPARE, sections=subject.sections), slots, vocabulary)
    named = slots.extracted.named
    if len(named) > 1 and not slots.times:
        return replace(query, agencies=named, period=None)
    return replace(query, period=Period(days.before, days.after))


def _export(slots: Slots, vocabulary: Vocabulary, _today: date) -> Query | None:
    text = " ".join(word.folded for word in slots.words)
    if not _FILE_SAID.search(text):
        return None
    file = next((file for pattern, file in _FILES if pattern.search(text)), FileFormat.WORKBOOK)
    period = slots.times[0].period if slots.times else None
    query = name_agencies(Query(Intent.EXPORT, period=period, file=file), slots, vocabulary)
    return replace(query, status=find_stated(slots.extracted), sort=None)


def _people(slots: Slots, vocabulary: Vocabulary, _today: date) -> Query | None:
    if slots.codes and "nhac" not in slots.tokens:
        return None  # “ai là đầu mối II.3” asks who leads it
    query = name_agencies(Query(Intent.PEOPLE), slots, vocabulary)
    nobody = query.sort is not None and bool(_NOBODY.search(" ".join(slots.tokens)))
    return replace(query, everyone=nobody and not query.agencies)


def _calendar(slots: Slots, _vocabulary: Vocabulary, _today: date) -> Query | None:
    text = " ".join(word.folded for word in slots.words)
    if not _OF_THE_CALENDAR.search(text):
        return None  # “sáng nay thế nào”
    period = slots.times[0].period if slots.times else None
    holiday = find_holiday(text)
    if holiday and period and period.lasts_a_year:  # “giỗ tổ năm nay”
        period = None
    return Query(Intent.CALENDAR, period=period, holiday="" if period else holiday)


def _me(slots: Slots, _vocabulary: Vocabulary, _today: date) -> Query | None:
    text = " ".join(word.folded for word in slots.words)
    return Query(Intent.ME) if _ONESELF.search(text) and _ASKED_OF_ONESELF.search(text) else None


def _bare(intent: Intent) -> Builder:
    return lambda _slots, _vocabulary, _today: Query(intent)


_BUILDERS: Mapping[Intent, Builder] = {
    **{one: _list(one) for one in (Intent.LIST, Intent.COUNT, Intent.NEXT, Intent.SUMMARY)},
    **{one: _of_a_task(one) for one in (Intent.WHO, Intent.WHEN, Intent.CARD)},
    **{one: _bare(one) for one in (Intent.HELP, Intent.UNDO, Intent.SMALL_TALK)},
    Intent.ME: _me,
    Intent.AGENCIES: _agencies,
    Intent.ACTIVITY: _activity,
    Intent.COMPARE: _compare,
    Intent.EXPORT: _export,
    Intent.PEOPLE: _people,
    Intent.CALENDAR: _calendar,
}
