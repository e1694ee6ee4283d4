"""Questions that words make certain: each needs words that say so, and none that say otherwise."""

import re
from dataclasses import replace

from handlers.base.query import Intent, Period, Query, Status
from handlers.questions.guessing.certain.said import Said
from handlers.questions.reading.talk import find_holiday

_TAGS = r"(?: (?:a|em|anh|chi|nhi|vay|the|ha|nhe|ad|bot|ban|day|oi|sep|nua|dong chi)){0,3}$"
"""Words behind a question that say nothing."""
_HOW = re.compile(
    r"(?<!\S)(?:lam sao|lam the nao|bang cach nao|(?<!cai )cach nao|(?<!cai )cach)(?: de| thi| ma)?(?: \S+){0,2}?"
    r" (?:bao(?! cao)|cap nhat|ghi nhan|dinh kem|sua|huy|rut|xin|gia han|doi|mo|tai (?:ve|xuong|file)|dang nhap"
    r"|lien ket|tat|bat|dung|tra lai|xac nhan|duyet|nhac|moi|phan cong|giao viec|xuat|loc)(?!\S)"
    r"|(?<!\S)(?:xem|hoi|dung|sua) duoc (?:nhung |cac )?(?:gi|viec gi|cai gi|nhung gi)(?!\S)"
    r"|(?<!\S)(?:mo|tai (?:ve|xuong|file)|doc|gui file|dinh kem|dung|su dung|go)(?: \S+){0,4}"
    r" (?:kieu gi|the nao|bang gi|ra sao|kieu sao)(?!\S)"
)
_DAY_OFF = re.compile(
    r"(?<!\S)(?:co |duoc |phai |con |van ){0,2}(?:nghi(?: le| bu| lam| tet)?|di lam|lam viec|lam bu|hoan doi)"
    rf"(?: (?:bu|le|lam|tet|them|hay|hoac|hoan doi)){{0,3}} (?:khong|ko|chua){_TAGS}"
)
_OF_DUTIES = re.compile(r"(?<!\S)(?:nop|bao cao|han|ke hoach|nhiem vu|xong|hoan thanh|ban hanh|nhac)(?!\S)")
_SHARE = re.compile(r"(?<!\S)(?:phan tram|ty le|ti le|%)(?!\S)")
_COUNTED = re.compile(
    r"(?<!\S)(?:don vi|co quan|dia phuong|cac so|cac huyen|cac xa|so xa|so huyen|(?:so|huyen|xa|noi) nao|ai"
    r"|so sanh|so voi|chenh|chenh lech|tang|giam|hon|kem)(?!\S)"
)
_CALL = re.compile(
    r"(?<!\S)(?:goi(?: dien| cho)*|dien(?: thoai)?|lien he|lien lac|gap|alo)(?: cho| voi| den| toi){0,2}"
    r" (?:ai|nguoi nao|dong chi nao|can bo nao)(?!\S)"
)
_AGAINST = re.compile(
    r"(?<!\S)(?:(?:so|ss)(?: (?:voi|giua|cung))|so sanh|doi chieu|hon kem|chenh lech|tang giam)"
    r"(?: (?:voi|giua|cung|cung ky|thoi diem|ky)){0,3} <(?:past|now)>"
    r"|(?<!\S)(?:hon|kem|tang|giam|nhieu hon|it hon|kha hon|tot hon|cham hon)"
    r"(?: so voi| hay kem| hay giam){0,2} <past>"
)
_AGAINST_THE_PAST = re.compile(r"(?<!\S)(?:so|ss) <past>")
_DIFFERENCE = re.compile(r"(?<!\S)(?:tang|giam|hon|kem|chenh|khac)(?!\S)")
_STATE_ASKED = re.compile(
    r"(?<!\S)(?:duyet|xac nhan|chap nhan|ghi nhan|cong nhan|thong qua)"
    rf"(?: (?:cho|xong|roi|toi|em|minh|hay)){{0,3}} chua{_TAGS}"
)
_THAT_DAY = re.compile(r"(?<!\S)(?:dung|ngay|trong|vao|chinh) (?:dung |chinh )?(?:ngay|hom) (?:do|ay|nay)(?!\S)")
_DUE = re.compile(r"(?<!\S)(?:han|moc|cuoi cung|cham nhat|muon nhat|deadline|het han|den han)(?!\S)")
_IS_IT_SO = re.compile(
    r"(?<!\S)(?:(?:co )?(?:dung|phai) (?:khong|ko|chua)|a|ha|nhi|chu)"
    r"(?: (?:a|em|anh|chi|nhi|vay|the|ad|bot|ban)){0,2}$"
)
_ENDS_IN_DOUBT = re.compile(rf"(?<!\S)chua{_TAGS}")
_RANKED = re.compile(
    r"(?<!\S)(?:(?:don vi|co quan|so|nganh|huyen|xa|phuong|dia phuong|noi|ai)(?: nao)?"
    r"(?:(?: (?:dang|lam|xep|dung|la|o)){0,2} (?:tot|kem|te|yeu|kha|gioi) nhat"
    r"|(?: (?:dang|la))? (?:dung|xep) (?:dau|cuoi|chot|bet)(?: (?:bang|danh sach|toan tinh|tinh|cung))?)"
    rf"|(?:nao|ai)(?: (?:dang|la))? (?:dau|cuoi|chot|bet) (?:bang|danh sach|toan tinh|tinh)){_TAGS}"
)
"""“o dau” is “ở đâu” too, so a place in the ranking is stood or put at, or is one of a table."""
_RANKING = re.compile(
    r"(?<!\S)(?<!sap )(?:xep (?:hang|thu tu|thu hang|thu bac)|thu hang)(?!\S)(?: \S+){0,3}?"
    r" (?:don vi|co quan|so|nganh|huyen|xa|phuong|dia phuong)(?!\S)"
)
_OF_OURS = re.compile(
    r"(?<!\S)ai (?:(?:o|trong|cua|thuoc|phia) )?(?:ben|co quan|don vi|so|huyen|xa|phuong|phong|ban)"
    r" (?:toi|em|minh|ta|tui|nha|chung toi|chung em)(?!\S)"
    r"|(?<!\S)(?:ben|co quan|don vi|so|huyen|xa|phuong|phong|ban) (?:toi|em|minh|ta|tui|nha|chung toi|chung em)"
    r" (?:(?:da|co|da co|co ai la) )?ai(?!\S)"
)
_DRAFTED = re.compile(
    r"(?<!\S)(?:soan|thao|viet|du thao)(?: (?:giup|ho|dum|gium|cho|ngay|toi|em|minh|anh|chi|mot|1|cai)){0,4}"
    r" (?:cong van|van ban|to trinh|giay moi|thu moi|email|thu)(?!\S)"
)
_TOLD_WHEN = re.compile(
    r"(?<!\S)(?:nhac|bao|nhan|thong bao)(?: (?:nho|lai|cho|toi|em|minh|biet)){0,3} (?:khi|luc|ngay khi|sau khi)(?!\S)"
    r"(?!.*(?<!\S)(?:den han|toi han|gan han|sap het)(?!\S)).*(?<!\S)(?:xong|nop|hoan thanh|ban hanh|duyet|gui)(?!\S)"
)
_WISHES = re.compile(r"(?<!\S)(?<!loi )chuc (?:mung|cac|ca|anh|chi|em|ban|moi|sep|ad|bot|toan|ong|co)(?!\S)")


def read_certain_question(said: Said) -> Query | None:
    """Return the query of the question that words make certain; None where they make nothing so."""
    return next((query for read in _READERS if (query := read(said))), None)


def _how(said: Said) -> Query | None:
    return Query(Intent.HELP) if _HOW.search(said.text) and not said.slots.document else None


def _day_off(said: Said) -> Query | None:
    """Read “8/3 có nghỉ không”, “hôm nay có phải làm việc không”: of one day or holiday, and of no duty."""
    one_day = len(said.slots.times) == 1 and said.slots.times[0].period.first == said.slots.times[0].period.last
    if said.matter or not (one_day or find_holiday(said.text)):
        return None
    return said.question(Intent.CALENDAR) if _DAY_OFF.search(said.text) and not _OF_DUTIES.search(said.text) else None


def _wish(said: Said) -> Query | None:
    wishes = _WISHES.search(said.text) and said.states and not said.matter
    return Query(Intent.SMALL_TALK) if wishes else None


def _ranked(said: Said) -> Query | None:
    """Read “huyện nào đứng đầu”, “xếp hạng các sở theo số việc quá hạn”: the figures, where the ranking is."""
    ranked = _RANKED.search(said.text) or _RANKING.search(said.text)
    return Query(Intent.SUMMARY) if ranked and not said.matter else None


def _done_by_ours(said: Said) -> Query | None:
    """Read “có ai bên tôi báo cáo 6 tháng chưa”: how far one's own agency is with what is named."""
    if not (_OF_OURS.search(said.text) and _ENDS_IN_DOUBT.search(said.text)):
        return None
    query = said.question(Intent.CARD)
    return query if query and query.intent is Intent.CARD and query.about_tasks else None


def _drafted(said: Said) -> Query | None:
    """Read “soạn giúp công văn đôn đốc các huyện”: what the bot does not do, and no order to remind anybody."""
    return Query(Intent.HELP) if _DRAFTED.search(said.text) and not said.slots.document else None


def _told_when(said: Said) -> Query | None:
    """Read “nhắc tôi khi IV.7 xong”: nobody is told of that, so what is known now is said."""
    return said.question(Intent.CARD) if _TOLD_WHEN.search(said.text) and said.slots.codes else None


def _share(said: Said) -> Query | None:
    """Read “huyện đạt bao nhiêu phần trăm kế hoạch”: a share of all duties, of no task and no number of agencies."""
    if said.matter or said.slots.sections or _COUNTED.search(said.text) or not _SHARE.search(said.text):
        return None
    if said.read.query.intent not in (Intent.LIST, Intent.CARD, Intent.COUNT, Intent.AGENCIES, Intent.UNKNOWN):
        return None
    query = said.question(Intent.SUMMARY)
    return query if query and not query.about_tasks else None


def _call(said: Said) -> Query | None:
    return said.question(Intent.PEOPLE) if _CALL.search(said.text) and not said.slots.codes else None


def _against(said: Said) -> Query | None:
    tokens = " ".join(said.slots.tokens)
    past = _AGAINST_THE_PAST.search(tokens)
    compared = _AGAINST.search(tokens) or (past and _DIFFERENCE.search(tokens, past.end()))
    return said.question(Intent.COMPARE) if compared and not said.matter else None


def _state_asked(said: Said) -> Query | None:
    """Read “báo cáo quý 1 em gửi rồi, đã duyệt chưa”: the state of what is named."""
    if not _STATE_ASKED.search(said.text) or said.read.query.intent is not Intent.UNKNOWN:
        return None
    query = said.question(Intent.CARD)
    return query if query and query.intent is Intent.CARD else None


def _requests(said: Said) -> Query | None:
    """Read “có ai xin gia hạn không”, “huyện nào bị trả lại”: as the grammar has read it, and no agencies."""
    query = said.read.query
    listed = query.intent in (Intent.LIST, Intent.COUNT) and query.status in (Status.EXTENSION, Status.RETURNED)
    return query if listed and not (said.read.unexplained or said.read.elliptic) else None


def _one_agency(said: Said) -> Query | None:
    """Read “huyện Hưng Hà đã nộp báo cáo quý 1 chưa”: how far it is, not only what is done."""
    query = said.read.query
    if len(said.slots.extracted.named) > 1 and _ENDS_IN_DOUBT.search(said.text):
        several = said.question(Intent.AGENCIES)  # “Kiến Xương, Đông Hưng đã nộp hết chưa”
        return several if several and several.about_tasks else None
    asked = query.intent is Intent.LIST and query.status is Status.DONE and query.about_tasks and not query.everyone
    return replace(query, intent=Intent.CARD, status=None) if asked and _ENDS_IN_DOUBT.search(said.text) else None


def _that_day(said: Said) -> Query | None:
    """Read “đến ngày 31/12 thì việc nào tới hạn trong đúng ngày đó”: of that day alone."""
    query = said.read.query
    last = query.period.last if query.period else None
    if query.intent not in (Intent.LIST, Intent.COUNT) or last is None or not _THAT_DAY.search(said.text):
        return None
    return replace(query, period=Period(last, last)) if query.period != Period(last, last) else None


def _is_it_due(said: Said) -> Query | None:
    """Read “hạn báo cáo quý ba là 15/9 đúng không”: a day that is to be confirmed, of something that is named."""
    days = [time.period for time in said.slots.times if time.period.first == time.period.last]
    if len(days) != 1 or not _DUE.search(said.text) or not (said.asked or _IS_IT_SO.search(said.text)):
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
    if query.intent is not Intent.WHEN or query.about_tasks or report is None or "bao cao" not in said.text:
        return None
    return replace(query, report=True, period=report.period or query.period)


_READERS = (
    _how,
    _day_off,
    _wish,
    _ranked,
    _done_by_ours,
    _drafted,
    _told_when,
    _share,
    _call,
    _against,
    _state_asked,
    _requests,
    _one_agency,
    _that_day,
    _is_it_due,
    _when_report,
)
