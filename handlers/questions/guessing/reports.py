"""Queries of reports: made only where a sentence tells for certain that something is done, or how far it is."""

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from itertools import pairwise

from data.text import fold
from handlers.base.query import Intent, Query
from handlers.questions.dates.weekdays import as_past
from handlers.questions.guessing.naming import lasts_a_quarter, name_subject, of_periodic_report
from handlers.questions.guessing.slots import AGENCY, PERCENTAGE, TOWARDS, Slots
from handlers.questions.lexicon.vocabulary import Vocabulary
from handlers.questions.lexicon.words import Word
from handlers.questions.reading.question_words import asks, is_unreported
from handlers.questions.reading.reports.named_reports import has_date

_DOING = re.compile(
    r"(?<!\S)(?:xong|nop|gui|trinh|ky|ban hanh|hoan thanh|da co|phe duyet|thong qua|cap nhat|dat|duoc|lam|bao)(?!\S)"
)
_UNDONE = {
    "chua": "chưa", "khong": "không", "neu": "nếu", "dinh": "định", "se": "sẽ", "sap": "sắp", "muon": "muốn",
    "can": "cần", "phai": "phải", "dung": "đừng", "nho": "nhờ", "de": "để", "hay": "hay", "hoi": "hỏi", "xem": "xem",
    "tuong": "tưởng", "gan": "gần", "may": "mấy", "huy": "huỷ hủy", "rut": "rút", "sua": "sửa", "sai": "sai",
    "nham": "nhầm", "xoa": "xoá xóa", "tra": "trả", "tim": "tìm", "mo": "mở", "in": "in", "hen": "hẹn",
}  # fmt: skip
"""Words that deny, wish, ask or take back, without accents and with them: “đề án” is no “để”."""
_UNDONE_PHRASES = re.compile(
    r"(?<!\S)(?:gia ma|dau ma|lam sao|the nao|bao nhieu|co phai|le ra|dang le|liet ke|thu hoi|dinh chinh"
    r"|thay (?:so|van ban|bang|the|doi|file)|(?:bao|cap nhat|gui|noi) (?:sau|lai sau|ngay sau)|sap xong)(?!\S)"
)
_NO_NUMBER = re.compile(r"(?<!\S)chua (?:kip )?(?:co |lay |ra )?(?:so|van ban|so van ban)(?!\S)")
_TO_RECORD = re.compile(
    r"(?<!\S)(?:nho|de|hay|de nghi|kinh de nghi|can|phai|mong|kinh mong|xin)"
    r"(?: (?:bot|em|anh|chi|ban|ad|admin|moi nguoi|cac|dong chi|lanh dao|so noi vu|phong|giup|ho))*"
    r" (?:cap nhat|ghi|ghi nhan|danh dau|luu|xac nhan|theo doi|biet|kiem tra)(?!\S)"
)
"""Words that ask to record what is told, or to look at it."""
UNTOLD = re.compile(
    r"(?<!\S)(?:quen|so y)(?: (?:chua|khong))?(?: kip)? (?:bao(?: cao)?|cap nhat|ghi|nhap)(?!\S)"
    r"|(?<!\S)(?:chua|khong) kip (?:bao|cap nhat|nhap)(?!\S)"
    r"|(?<!\S)(?:ma|nhung) (?:chua|quen) (?:cap nhat|nhap|bao len|bao tren|bao vao)(?!\S)"
)
"""Words that say that it was done and not told."""
_NEARLY = re.compile(r"(?<!\S)(?:sau |mat |het |trong )?gan (?:\d+|mot|hai|ba|nua) (?:nam|thang|tuan|ngay|quy)(?!\S)")
"""“Sau gần một năm” says how long it took."""
_KINDS = {
    "/kh": ("ke", "hoach"), "/bc": ("bao", "cao"), "/qd": ("quyet", "dinh"), "qd-": ("quyet", "dinh"),
    "/nq": ("nghi", "quyet"), "nq-": ("nghi", "quyet"),
}  # fmt: skip
"""Kinds of documents by the mark in their number."""
_REMAINING = ("con", "thieu")
_DONE = 100

OwnTasks = Callable[[], Collection[str]]
"""Looks up the codes of the tasks that the asker's agency owes."""


def build_report(slots: Slots, vocabulary: Vocabulary, today: date, own_tasks: OwnTasks) -> Query | None:
    """Return the report that a sentence makes; None if it makes none for certain."""
    proven = bool(slots.document) or slots.percent is not None
    if not _tells_for_certain(slots, vocabulary):
        return None
    query = name_subject(Query(Intent.REPORT_PROGRESS), slots, vocabulary, own_tasks())
    text = " ".join(word.folded for word in slots.words)
    days = [as_past(time.period, text, today) for time in slots.times if time.period.first == time.period.last]
    if any(day.first and day.first > today for day in days):
        return None
    turns = [time.period for time in slots.times if time.period.first != time.period.last]
    if slots.report:  # “do tuần rồi mất điện … báo cáo quý I”
        turns = [turn for turn in turns if lasts_a_quarter(turn)] or turns
    query = replace(query, period=(slots.report and slots.report.period) or (turns[0] if turns else None))
    query = of_periodic_report(query, slots, vocabulary)
    named = any(word == AGENCY and before not in TOWARDS for before, word in pairwise(("", *slots.tokens)))
    names_others = named and not slots.names_own
    if not query.about_tasks or query.sections or (names_others and (not proven or slots.tokens[0] == AGENCY)):
        return None
    query = narrow_by_document(query, slots.document, vocabulary)
    document = slots.document
    if document and days and days[0].first and not has_date(document):
        document = f"{document} ngày {days[0].first:%d/%m/%Y}"
    percent = slots.percent if slots.percent is None or slots.percent < _DONE else None
    period = query.period if query.report or slots.codes else None
    return replace(query, period=period, document="" if percent else document, percent=percent)


def _tells_for_certain(slots: Slots, vocabulary: Vocabulary) -> bool:
    """Return whether a sentence tells that something is done, or how far it is; what stands behind a percentage is a
    note.
    """
    plain = _NO_NUMBER.sub(" ", " ".join(word.folded for word in slots.plain))
    if asks(slots.plain) or any(word.doubtful for word in slots.plain):
        return False
    if slots.percent == 0:
        return True
    if slots.percent is not None:
        ahead = slots.tokens[: slots.tokens.index(PERCENTAGE)]
        return not any(
            is_unreported(word) and not (slots.remainder and word in _REMAINING)
            for before, word, after in zip(("", *ahead), ahead, (*ahead[1:], ""), strict=False)
            if (word, after) not in vocabulary.pairs and (before, word) not in vocabulary.pairs
        )
    return bool(slots.document or _DOING.search(plain)) and not _denies(slots, vocabulary)


def _denies(slots: Slots, vocabulary: Vocabulary) -> bool:
    """Return whether words deny, wish, ask or take back, except for those of a title."""
    plain = slots.plain
    text = " ".join(word.folded for word in plain)
    for spared_words in (_TO_RECORD, UNTOLD, _NEARLY):
        text = spared_words.sub(lambda found: " ".join("|" for _word in found[0].split()), text)
    spared = {"chua", "|"} if _NO_NUMBER.search(text) else {"|"}
    for said, before, word, after in zip(text.split(), (None, *plain), plain, (*plain[1:], None), strict=False):
        if said in spared or not _is_undone(word):
            continue
        pairs = ((before.folded if before else "", word.folded), (word.folded, after.folded if after else ""))
        if not any(pair in vocabulary.pairs for pair in pairs):
            return True
    return bool(_UNDONE_PHRASES.search(text))


def _is_undone(word: Word) -> bool:
    meant = _UNDONE.get(word.folded)
    return meant is not None and (not word.accented or word.typed.casefold() in meant.split())


def narrow_by_document(query: Query, document: str, vocabulary: Vocabulary) -> Query:
    """Return a query about several tasks about those alone that make a document of this kind: “14/KH-SYT”."""
    kind = next((kind for mark, kind in _KINDS.items() if mark in fold(document)), None)
    if kind is None or len(query.codes) < 2:
        return query
    makes = {
        task.key[1]
        for task in vocabulary.tasks
        if any(kind in pairwise(words) for words in (task.title, *task.makes))
    }
    codes = tuple(code for code in query.codes if code in makes)
    return replace(query, codes=codes) if codes else query
