"""Requests that words make certain: each names its duty or whom it is about, and nothing in the sentence asks, denies
or takes back."""

import re
from dataclasses import replace
from datetime import timedelta

from data.text import nfc
from handlers.base.query import Intent, Query, Sort
from handlers.questions.guessing.certain.said import Said
from handlers.questions.guessing.named_agencies import name_agencies
from handlers.questions.guessing.naming import name_subject, of_periodic_report
from handlers.questions.guessing.requests import LATE_BY_LEAVE
from handlers.questions.guessing.unmeant.doubts import asks_for_more_than_leave
from handlers.questions.lexicon.words import to_word
from handlers.questions.reading.change_requests import reminder_day
from handlers.questions.reading.intents import find_agency_status
from handlers.questions.reading.question_words import asks, calls_off

_AGENCY = r"(?:so|huyen|xa|phuong|don vi|co quan|nganh|dia phuong)"
_WHOEVER_THEN_URGED = re.compile(
    rf"(?<!\S)(?:(?:cac|nhung|may|bao nhieu) {_AGENCY}(?!\S)|(?:{_AGENCY}|noi)(?: \S+){{0,2}}? nao(?!\S)|ai(?!\S))"
    r".*? thi(?: (?:bot|em|ad|ban|hay|nho|giup|lam on|cu|gui|phat|nhan|loi|tin|ngay|di|toi nho|cho toi)){0,4}"
    r" (?:nhac(?: nho)?+|don doc|giuc|thuc|canh bao)(?!\S)(?!(?: nho| lai| cho)* (?:toi|em|minh)(?!\S))"
)
_ASKED_BEHIND = re.compile(
    r"(?: \S+){0,5}? (?:the nao|ra sao|kieu gi|lam sao|bang (?:cach nao|gi)|khi nao|luc nao|may gio|bao gio"
    r"|may lan|bao nhieu|ai|gi)(?!\S)|.* (?:chua|khong|ko|duoc)(?: (?:a|ha|vay|nhi|the|em|anh|bot|ad)){0,2}$"
)
_SOME_DAY = re.compile(r"(?<!\S)(?:khi nao|luc nao|bao gio|ngay nao|(?:may|bao nhieu) (?:ngay|hom))(?!\S)")
"""Words that ask when, or that tell the bot to remind of itself some day."""
_TOLD_NOT_TO = re.compile(r"(?<!\S)(?:dung|khoi|khong can|khong nhac|da nhac|duoc nhac|bi nhac|neu)(?!\S)")
_MORE_TIME = re.compile(
    r"(?<!\S)(?:xin|cho|de nghi|mong|can)(?: \S+){0,3}? (?:gia|lui|gian|doi|keo dai|ra|hoan|noi)(?: them)?"
    r"(?: thoi)? (?:han|thoi han|thoi gian|deadline)(?!\S)"
    r"|(?<!\S)khat(?: \S+){0,2} (?:toi|den|sang|qua)(?!\S)"
    r"|(?<!\S)(?:gia han|lui han|keo dai (?:thoi )?han|doi han|gian han|dan han|ra han|hoan han)(?!\S)"
    rf"|(?<!\S){LATE_BY_LEAVE}(?!\S)"
)
_SOME_DAYS_MORE = re.compile(
    r"(?<!\S)(?:(?:xin|cho|de nghi|mong)(?: (?:phep|duoc|em|toi|minh|chung em|chung toi|so|huyen|xa"
    r"|ben em|ben minh)){0,3} (?:them|xin them|noi them)"
    r"|(?:xin|cho)(?: (?:phep|duoc|nop|gui|em|toi|minh|chung em|chung toi|so|huyen|xa)){0,3} (?:tre|cham|muon"
    r"|lui))(?: (?:khoang|tam|chung|it|toi da))?"
    r" (?:\d{1,2}|mot|hai|ba|nam|bay|muoi|vai|may|it)"
    r" (?:ngay|hom|bua|tuan|thang)(?! (?:truoc|qua|roi))(?!\S)"
)
"""“Chưa kịp, cho em thêm 10 ngày”."""
_ONLY_MORE_TIME = re.compile(
    r"(?:(?:da|em|toi|minh|anh|chi|oi|bot|ad|thua|kinh|nho|chao|co quan|don vi|so|huyen|xa|ben) ){0,5}"
    r"(?:xin|de nghi|cho|muon xin|can xin)(?: (?:em|toi|minh|phep|duoc|don vi|co quan|so|huyen|xa|phep duoc)){0,3}"
    r" (?:gia han|lui han|doi han|gian han|dan han|hoan han|keo dai (?:thoi )?han|them thoi gian|noi han)"
    r"(?: (?:a|voi|nhe|nha|giup|ho|ti|chut|mot|them|em|anh|chi|bot|nop)){0,3}"
)
_RECORD_DONE = re.compile(
    r"(?:(?:da|em|bot|ad|nho|giup|lam on|hay|oi) ){0,3}(?:bao|ghi|ghi nhan|danh dau|cap nhat|xac nhan"
    r"|tick)(?: la| da){0,2}"
    r" (?:(?:xong|hoan thanh|hoan tat)(?: (?:viec|muc|nhiem vu))? <code>|<code>(?: la)? (?:xong|hoan thanh|hoan tat))"
    r"(?: (?:cho|giup|gium|ho|dum|voi|roi|toi|em|minh|co quan|don vi|so|huyen|xa|nhe|nha|a|bot|di)){1,5}"
)
_NOT_FOR_MORE = re.compile(
    r"(?<!\S)(?:da|duoc|bi|dang|cho|chua|ai|neu|co nen|khong|duyet|tu choi|rut|huy|nao|lan)"
    r" (?:xin |duoc |de nghi ){0,2}(?:gia|lui|gian|doi|keo|ra|hoan)(?!\S)"
    r"|(?<!\S)(?:duyet|tu choi|rut|huy|dong y|thu tuc|cach|ho so) (?:\S+ ){0,3}?(?:gia|lui) han"
)
_NOT_BEFORE = re.compile(
    r"(?<!\S)(?:dung|khong|khoi|chua|khong can|chua can|khoi can|dung co)(?: voi)? (?:nhac|nhan)(?!\S)"
    r".*?(?<!\S)truoc(?!\S)"
)
_ONLY_THEN = re.compile(
    r"(?<!\S)(?:xin|cho|de|hen)(?: (?:phep|cho|em|toi|minh|so|huyen|xa|phuong)){0,3} <(?:coming|now)>"
    r" (?:moi|thi|se)(?: (?:co the|moi|thi|se)){0,2} (?:nop|xong|gui|trinh|hoan thanh|ban hanh)(?!\S)"
)
_TITLE = r"(?:dong chi|d/c|dc|anh|chi|co|chu|bac|ong|ba|em|ban|(?:(?<=cho )|(?<=sang ))(?:cau|thay|chau))"
_ALSO_OTHER_WORDS = frozenset({"cau", "thay", "chau"})
_TITLES_TYPED = frozenset({"cậu", "thầy", "cháu", "châu"})
_NAMED_PERSON = re.compile(
    r"(?<!\S)(?:giao(?: lai)?|nhuong|ban giao|phan cong|chuyen(?: giao| viec)?|(?<!van )de(?! nghi| xuat| an)"
    r"|nho(?! bao| nhac)|uy quyen)(?!\S)(?: \S+){0,12}?(?P<to> (?:cho|sang)(?: ben)?)?"
    rf" {_TITLE} (?P<name>\S+)"
)
_FROM_NOW_ON = re.compile(
    r"(?<!\S)tu (?:nay|gio|day|mai|(?:hom|thang|tuan) nay|(?:thang|tuan) sau)(?: tro di)?(?: (?:giao|de|thi|la|do))*"
    rf" {_TITLE} (?P<name>\S+)(?: \S+)?"
    r" (?:se )?(?:theo|lam|lo|phu trach|theo doi|dam nhan|nhan|tiep quan|xu ly)(?!\S)"
)
"""“II.5 từ nay chị Hạnh theo”."""
_LATER = re.compile(
    r"(?<!\S)(?<!ngan )(?<!khach )(?<!khac )(?<!don )(?<!cua )(?<!mat )(?<!nha )(?<!bach )(?<!ban )(?<!chinh )"
    r"(?P<put_off>hang) (?:nhac|goi|reo|hoi|bao|nhan|giuc|noi|tinh)(?! cao)(?! hoa)"
    r"(?: (?:nho|lai|tiep|toi|em|minh|anh|chi|nhe)){0,3}(?!\S)"
)
"""“Mai hẵng nhắc”: of oneself."""
_PUT_OFF = frozenset({"", to_word("hẵng").accented, to_word("hãng").accented})
"""How that is typed, "" without accents; “hàng nhận” is no such word."""
_URGED_LAST = re.compile(
    r"(?<!\w)(?:nh[ắa]c(?: nh[ởo])?|[đd]ôn đốc|don doc|gi[ụu]c|hối thúc|hoi thuc|báo động|bao dong|cảnh báo|canh bao"
    r"|gõ đầu|go dau)(?! (?:tôi|toi|em|mình|minh|lại|lai)(?!\w))(?!\w)(?: \S+){1,12}?(?<!hợp)(?<!hop)"
    r" (?:gi[úu]p|hộ|ho|giùm|gium|dùm|dum|[đd]i|lu[ôo]n|nh[ée]|với|voi)"
    r"(?: (?:anh|chị|chi|em|tôi|toi|mình|minh|bot|ad|ạ|a|nhé|nhe|nha|cái|cai|với|voi|luôn|luon|đi|di)){0,3}"
    r" ?(?:[,;:!\n]|\.(?!\S)|$)",
    re.IGNORECASE,
)
"""As typed: “họ” and “phối hợp với” ask for nothing, nor does what does not end its clause."""
_ALL = re.compile(r"(?<!\S)(?:ban giao|giao|chuyen) (?:het|tat ca|toan bo)(?!\S)")
_TAKES_OVER = re.compile(r"(?<!\S)(?:lam|theo doi|phu trach|lo|thay|nhan|xu ly|tiep|dam nhan)(?!\S)")


def read_certain_request(said: Said) -> Query | None:
    """Return the query of the request that words make certain; None where they make none."""
    return next((query for read in _READERS if (query := read(said))), None)


def _urge(said: Said) -> Query | None:
    """Read “xã nào còn chậm TC.1 thì nhắc giúp tôi”."""
    urged = _WHOEVER_THEN_URGED.search(said.text)
    if said.asked or urged is None or _TOLD_NOT_TO.search(said.text) or _SOME_DAY.search(said.text):
        return None
    if _ASKED_BEHIND.match(said.text, urged.end()):
        return None
    slots = said.slots
    query = name_agencies(name_subject(Query(Intent.REMIND), slots, said.vocabulary), slots, said.vocabulary)
    query = of_periodic_report(query, slots, said.vocabulary)
    sort = query.sort or Sort.ALL
    return replace(
        query, agencies=(), own=False, everyone=True, sort=sort, status=find_agency_status(slots.extracted)
    )


def _politely_done(said: Said) -> Query | None:
    """Read “II.3 da xong roi a”: without accents, “ạ” rather than “à” ends what is told of a code."""
    words = said.slots.words
    polite = said.text.endswith(" roi a") and not words[-1].accented and not asks(words[:-1])
    if said.asked or not polite or not said.slots.codes or said.read.query.intent is not Intent.CARD:
        return None
    return said.request(Intent.REPORT_PROGRESS)


def _record_done(said: Said) -> Query | None:
    """Read “báo xong VII.3 cho tôi”: to be recorded for the speaker."""
    told = said.states and len(said.slots.codes) == 1 and said.slots.percent is None
    return (
        said.request(Intent.REPORT_PROGRESS) if told and _RECORD_DONE.fullmatch(" ".join(said.slots.tokens)) else None
    )


def _more_time(said: Said) -> Query | None:
    """Read “xin lùi hạn kế hoạch kiểm soát thủ tục hành chính sang 15/4”: a day to come, a duty of one's own."""
    if not _MORE_TIME.search(said.text) or _NOT_FOR_MORE.search(said.text):
        return None
    if asks_for_more_than_leave(said.typed) or said.read.query.intent is Intent.EXTEND:
        return None
    query = said.request(Intent.EXTEND)
    coming = query and query.day and query.day > said.today and query.about_tasks
    return query if coming else None


def _bare_extension(said: Said) -> Query | None:
    """Read “xin gia hạn” alone: of which duty is asked."""
    return Query(Intent.EXTEND) if said.states and _ONLY_MORE_TIME.fullmatch(said.text) else None


def _day_asked_for(said: Said) -> Query | None:
    """Read “VII.2 xin đến 20/4 mới nộp được”: more time, asked for by the day alone."""
    tokens, slots = " ".join(said.slots.tokens), said.slots
    if not said.states or not slots.codes or not _ONLY_THEN.search(tokens) or _NOT_FOR_MORE.search(said.text):
        return None
    day = slots.times[0].period.last if slots.times else None
    return Query(Intent.EXTEND, codes=slots.codes[:1], day=day) if day and day > said.today else None


def _some_days_more(said: Said) -> Query | None:
    """Read “V.7 chưa kịp, cho em thêm 10 ngày”: more time; from when the days count, the card asks."""
    codes = said.slots.codes
    if not said.states or len(codes) != 1 or said.slots.document or said.slots.percent is not None:
        return None
    more = _SOME_DAYS_MORE.search(said.text) and not _NOT_FOR_MORE.search(said.text)
    return Query(Intent.EXTEND, codes=codes) if more else None


def _not_before(said: Said) -> Query | None:
    """Read “đừng nhắc VII.2 trước ngày 18/3”: to be reminded on that day."""
    if not _NOT_BEFORE.search(said.text) or not said.slots.codes or not said.states:
        return None
    last = next((time.period.last for time in said.slots.times if time.period.first is None), None)
    if last is None or last < said.today:
        return None
    return Query(Intent.SNOOZE, codes=said.slots.codes[:1], day=last + timedelta(1))


def _later(said: Said) -> Query | None:
    """Read “thứ năm này hẵng gọi lại tôi về báo cáo năm nhé”: to be reminded of what is named, on a day to come."""
    put_off = _LATER.search(said.text)
    if put_off is None or not said.states or said.slots.extracted.named:
        return None
    if said.slots.words[said.text.count(" ", 0, put_off.start("put_off"))].accented not in _PUT_OFF:
        return None
    turn = said.slots.report.period if said.slots.report else None
    days = [time.period for time in said.slots.times if time.period != turn]
    day = reminder_day(days[0], said.today) if len(days) == 1 else None
    if day is None or day <= said.today:
        return None
    query = name_subject(Query(Intent.SNOOZE, day=day), said.slots, said.vocabulary, said.own_tasks())
    query = of_periodic_report(query, said.slots, said.vocabulary)
    if not query.about_tasks:
        return None
    return replace(query, period=turn, sections=())


def _urged_last(said: Said) -> Query | None:
    """Read “huyện Tiền Hải chậm báo cáo năm rồi, nhắc họ giúp anh”: whom and of what is said anywhere."""
    if (
        not said.states
        or said.slots.document
        or not _URGED_LAST.search(" ".join(nfc(said.typed).split()))
        or calls_off(said.text)
        or _SOME_DAY.search(said.text)
    ):
        return None
    query = said.request(Intent.REMIND)
    return query if query and query.about_tasks else None


def _hand_over(said: Said) -> Query | None:
    """Read “báo cáo đầu tư công giao cho cô Thủy nhé”: a duty that is named, and the name of a person."""
    found = _NAMED_PERSON.search(said.text) or _FROM_NOW_ON.search(said.text)
    if found is None or not said.states:
        return None
    word = said.slots.words[said.text.count(" ", 0, found.start("name"))]
    named = word.typed[0].isupper() and word.folded.isalpha()
    title = said.slots.words[said.text.count(" ", 0, found.start("name")) - 1]
    if title.folded in _ALSO_OTHER_WORDS and title.typed.casefold() not in _ALSO_OTHER_WORDS | _TITLES_TYPED:
        return None  # “cho thấy …”, “cho câu …”
    taken_over = found.re is _FROM_NOW_ON or found["to"] or _TAKES_OVER.search(said.text)
    if not named or not taken_over or "chua" in said.text.split() or "da" in said.text.split():
        return None
    if not said.slots.codes and _ALL.search(said.text):
        return Query(Intent.HAND_OVER)
    query = name_subject(Query(Intent.HAND_OVER), said.slots, said.vocabulary, said.own_tasks())
    query = of_periodic_report(query, said.slots, said.vocabulary)
    if not query.about_tasks or query.sections:
        return None
    return replace(query, period=query.period if said.slots.report else None)


_READERS = (
    _urge,
    _politely_done,
    _record_done,
    _bare_extension,
    _more_time,
    _day_asked_for,
    _some_days_more,
    _not_before,
    _later,
    _urged_last,
    _hand_over,
)
