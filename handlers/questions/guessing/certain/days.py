"""Questions about days that words make certain: days off, what is due on a day, whether a day is the right one."""

import re
from dataclasses import replace

from handlers.base.query import Intent, Period, Query, Status
from handlers.questions.guessing.certain.said import TAGS, Said
from handlers.questions.guessing.naming import lasts_a_quarter
from handlers.questions.reading.talk import find_holiday

_DAY_OFF = re.compile(
    r"(?<!\S)(?:co |duoc |phai |con |van ){0,2}(?:nghi(?: le| bu| lam| tet)?|di lam|lam viec|lam bu|hoan doi)"
    rf"(?: (?:bu|le|lam|tet|them|hay|hoac|hoan doi)){{0,3}} (?:khong|ko|chua){TAGS}"
)
_WORKS_THEN = re.compile(
    r"(?:(?:em|toi|minh|anh|chi|bot|bac|co quan|so|huyen|xa|phuong|phai|van|con|cung|co|duoc) ){0,4}"
    r"(?:lam viec|di lam|lam|truc)(?: ca| vao| den| luon| tan){0,2}"
    r" <(?:now|coming|past)>(?: (?:a|nua|luon|ha|em|anh|chi)){0,2}"
)
_OF_DUTIES = re.compile(r"(?<!\S)(?:nop|bao cao|han|ke hoach|nhiem vu|xong|hoan thanh|ban hanh|nhac)(?!\S)")
_THAT_DAY = re.compile(r"(?<!\S)(?:dung|ngay|trong|vao|chinh) (?:dung |chinh )?(?:ngay|hom) (?:do|ay|nay)(?!\S)")
_DAY_SAID = re.compile(r"(?<!\S)(?:ngay|hom) (?:do|ay)(?!\S)")
_RUNS_OUT = re.compile(r"(?<!da )(?<!bi )(?<!\S)het (?:thoi )?han(?! (?:roi|ma chua|chua xong|chua nop)(?!\S))(?!\S)")
"""“Hết hạn” of a day to come is no “quá hạn”."""
_ONLY_THE_REPORT = re.compile(
    r"(?:(?:cho|xin|em|toi|hoi|xem|ngay|thoi) ){0,3}han(?: cua| nop| gui| lam){0,2} (?:cac )?bao cao"
    r"(?: (?:la |vao )?(?:khi nao|ngay nao|bao gio|the nao|nao|gi|may|bao nhieu))?(?: (?:a|em|anh|chi|vay|the"
    r"|nhi)){0,2}"
)
_LATE = re.compile(r"(?<!\S)(?:qua|tre|cham|muon|lo) (?:han|tien do)(?!\S)")
_ONLY = re.compile(r"(?<!\S)(?:co|phai|con|nop|lam|gui) moi(?!\S)")
"""“Chỉ có mỗi báo cáo đúng không” asks for all that is due."""
_OR_MORE = re.compile(r"(?<!\S)(?:con|hay|dung|phai) (?:viec |cai )?(?:gi|khong|ko)(?!\S)")
_DUE = re.compile(r"(?<!\S)(?:han|moc|cuoi cung|cham nhat|muon nhat|deadline|het han|den han)(?!\S)")
_NOT_YET = re.compile(
    r"(?<!\S)(?:chua|khong) (?:(?:kip|the|co|the nao) ){0,2}(?:gui|nop|lam|xong|trinh|hoan thanh|bao cao"
    r"|ban hanh)(?!\S)"
)
_ASKING = re.compile(
    r"(?<!\S)(?:khi nao|bao gio|(?:ngay|hom|ky|luc|thang) (?:nao|may)|gi|han|may ngay|con bao|bao lau"
    r"|bao nhieu|nhi|a)(?!\S)"
    r"|(?<!\S)(?:khong|ko|chua|nao|sao)$"
)
_IS_IT_SO = re.compile(
    r"(?<!\S)(?:(?:co )?(?:dung|phai) (?:khong|ko|chua)|a|ha|nhi|chu)"
    r"(?: (?:a|em|anh|chi|nhi|vay|the|ad|bot|ban)){0,2}$"
)


def _day_off(said: Said) -> Query | None:
    """Read “8/3 có nghỉ không”, “hôm nay có phải làm việc không”: of one day or holiday, and of no duty; “ngày
    mai 8/2 đã nghỉ Tết chưa” is of one day.
    """
    days = {time.period for time in said.slots.times if time.period.first == time.period.last}
    if said.matter or len(days) > 1 or not (days or find_holiday(said.text)):
        return None
    if not _DAY_OFF.search(said.text) or _OF_DUTIES.search(said.text):
        return None
    query = said.question(Intent.CALENDAR)
    return replace(query, period=days.pop()) if query and days else query


def _works_then(said: Said) -> Query | None:
    """Read “em làm việc cả thứ bảy ạ”: of a day, and of no duty."""
    told = len(said.slots.times) == 1 and not said.matter and _WORKS_THEN.fullmatch(" ".join(said.slots.tokens))
    return said.question(Intent.CALENDAR) if told else None


def _that_day(said: Said) -> Query | None:
    """Read “đến ngày 31/12 thì việc nào tới hạn trong đúng ngày đó”: of that day alone."""
    query = said.read.query
    last = query.period.last if query.period else None
    if query.intent is Intent.WHEN and _DAY_SAID.search(said.text) and said.slots.extracted.has("intent.what"):
        query = said.question(Intent.LIST) or query  # “chốt sổ 30/6, ngày đó có những việc nào hết hạn”
    said_so = _THAT_DAY.search(said.text) or (_DAY_SAID.search(said.text) and query.period and not query.period.first)
    if query.intent not in (Intent.LIST, Intent.COUNT) or last is None or not said_so:
        return None
    status = Status.OPEN if _runs_out_then(said, query) else query.status
    return replace(query, period=Period(last, last), status=status) if query.period != Period(last, last) else None


def _runs_out(said: Said) -> Query | None:
    """Read “trong tháng 7 những việc gì hết hạn”: what is due then, and not what is late now."""
    query = said.read.query
    listed = query.intent in (Intent.LIST, Intent.COUNT) and not (said.read.unexplained or said.read.elliptic)
    return replace(query, status=Status.OPEN) if listed and _runs_out_then(said, query) else None


def _runs_out_then(said: Said, query: Query) -> bool:
    late = _LATE.search(said.text)
    last = query.period.last if query.period else None
    coming = query.status is Status.OVERDUE and last is not None and last >= said.today
    return bool(coming and _RUNS_OUT.search(said.text) and not late)


def _only_that(said: Said) -> Query | None:
    """Read “tháng 6 chỉ có mỗi báo cáo 6 tháng đúng không”: all that is due in the time."""
    of_report = said.slots.report is not None
    times = [time.period for time in said.slots.times if not (of_report and lasts_a_quarter(time.period))]
    only = _ONLY.search(said.text)
    asked = only and _OR_MORE.search(said.text, only.end())
    query = said.question(Intent.LIST) if len(times) == 1 and asked else None
    if query is None:
        return None
    whole = replace(query, codes=(), sections=(), keywords="", made="", report=False, period=times[0])
    return replace(whole, status=Status.OPEN, implied=True)


def _is_it_due(said: Said) -> Query | None:
    """Read “hạn báo cáo quý ba là 15/9 đúng không”: a day that is to be confirmed, of something that is named."""
    days = [time.period for time in said.slots.times if time.period.first == time.period.last]
    asks_who = said.slots.extracted.has("intent.whoever", "intent.agencies", "intent.count", "intent.who")
    if len(days) != 1 or asks_who or not _DUE.search(said.text) or not (said.asked or _IS_IT_SO.search(said.text)):
        return None
    if said.read.query.intent not in (Intent.LIST, Intent.UNKNOWN, Intent.WHEN) or said.slots.document:
        return None
    query = said.question(Intent.WHEN)
    if query is None or not query.about_tasks or query.sections:
        return None
    return replace(query, period=said.slots.report.period if said.slots.report else None)


def _when_report(said: Said) -> Query | None:
    """Read “6 tháng đầu năm huyện phải báo cáo trước ngày nào”."""
    query, report = said.read.query, said.slots.report
    if query.intent is Intent.WHEN and not query.about_tasks and _ONLY_THE_REPORT.fullmatch(said.text):
        return replace(query, report=True)
    if query.intent is not Intent.WHEN or query.about_tasks or report is None or "bao cao" not in said.text:
        return None
    return replace(query, report=True, period=report.period or query.period)


def _not_handed_in(said: Said) -> Query | None:
    """Read “chưa gửi được báo cáo 6 tháng, số liệu xã về chậm”: how far one's own report is, and not its day."""
    phrases = said.slots.extracted
    own = phrases.has("agency.me", "agency.own") and not phrases.has("intent.whoever", "intent.agencies")
    misread = said.read.query.intent is Intent.WHEN or (said.read.query.intent is Intent.AGENCIES and own)
    if not (misread and said.slots.report) or said.asked:
        return None
    if not _NOT_YET.search(said.text) or _ASKING.search(said.text):
        return None
    query = said.question(Intent.CARD)
    return replace(query, everyone=False, sort=None) if query and query.about_tasks else None


READERS = (_not_handed_in, _day_off, _works_then, _that_day, _runs_out, _only_that, _is_it_due, _when_report)
