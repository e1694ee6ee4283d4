"""Questions about a matter that is named: how far it is, who of two leads it, what was done in a past time."""

import re
from dataclasses import replace

from data.text import fold_letterwise, nfc
from handlers.base.query import Intent, Query, Status
from handlers.questions.guessing.certain.said import Said, tags
from handlers.questions.guessing.naming import lasts_a_quarter
from handlers.questions.guessing.slots import AGENCY
from handlers.questions.guessing.unmeant.unrecorded import is_told_later

_TAGS = tags()
_RETURNED = re.compile(
    rf"(?<!\S)co (?:bi|duoc) (?:tra(?: lai| ve)?|tu choi|bac)(?: \S+){{0,2}}? (?:khong|ko|chua){_TAGS}"
)
_HOW_FAR = re.compile(rf"(?<!\S)(?:den|toi) dau(?: roi)?{_TAGS}")
_WHO_OF_TWO = re.compile(
    r"(?<!\S)(?:chu tri|phu trach|dau moi|chiu trach nhiem|lam|lo)(?: \S+){0,2}? hay(?: la| do)? (?:\S+ ?){1,4}$"
)
_BY_WHOM = re.compile(
    r"(?<!\S)(?:do|cua|ben|viec nay)(?!\S)|(?<!\S)(?:la|thi|ben) (?:so|huyen|xa|phuong|ben|don vi|co quan|chung)"
    r" (?:minh|em|toi|ta)(?!\S)"
)
_WISHED = re.compile(r"(?:\S+ ){0,3}?(?:uoc gi|uoc sao|gia ma|gia nhu|phai chi)(?!\S)")
_NOT_AT_ALL = re.compile(
    r"(?<!\S)(?:khong|chua|chang|cha)(?: \S+){1,4}? dau(?:$| (?:a|nhe|anh|chi|em|sep|nen|vi|do|con"
    r"|khoi|ma|may)(?!\S))"
)
"""“Chưa gửi được đâu, còn chờ số liệu” asks neither where nor when."""
_NOT_THAT_FAR = re.compile(
    r"(?<!\w)(?:khong|ko|chua|chang|cha|lam gi|nao)(?: (?:den|toi|duoc|co|xong|toi muc)){0,3}"
    r" (?:\d{1,3} ?%|mot nua|nua|\S+ phan tram) dau(?=\s*[,.;:!]|\s*$)",
    re.IGNORECASE,
)
"""“Chưa 60% đâu, mới nghĩ vậy”: the comma parts “đâu” from “mới”, which are no “đầu mối”."""
_RECEIVED = re.compile(
    r"(?<!\S)(?:bao cao|van ban|ke hoach|ket qua)(?: \S+){0,4}? (?:(?<!chua )(?<!khong )nhan duoc|da nhan|tiep nhan"
    r"|(?:gui|nop) (?:ve|den|len))(?!\S)"
)
_CONFIRMING = re.compile(
    r"(?<!\S)<agency>(?: (?:da|co|moi|van|con)){0,2} (?:xac nhan|duyet|phe duyet|cong nhan|ghi nhan|chap nhan"
    r"|thong qua|gat dau|dong y|tra(?: lai| ve)?)(?!\S)"
)
_WHETHER_MORE_TIME = re.compile(r"(?<!\S)co nen (?:xin )?(?:phep )?(?:gia|lui|gian|doi|hoan|keo)(?!\S)")
_ANY_DEADLINE = re.compile(
    rf"(?<!\S)co (?:han|thoi han|moc)(?: (?:gi|nao|cu the|nop)){{0,2}} (?:khong|ko|chua){_TAGS}"
)
_HANDED_IN = re.compile(
    r"(?<!\S)(?:da |vua |moi )?(?:gui|nop|trinh|ban hanh|ra)(?: duoc| di)?(?: nhung| may| bao nhieu| cac)? van ban"
    r" (?:nao|gi|roi)(?!\S)"
)
_HANDED_SO_FAR = re.compile(
    r"(?<!\S)(?<!phai )(?<!can )(?<!chua )(?:nop|gui|trinh|bao cao)(?: duoc| len| di){0,2}"
    r" (?:nhung |cac |may )?(?:gi|cai gi|viec gi|viec nao|nao)(?!\S)"
)
_MONTH = 31  # days
_TURNS = re.compile(r"(?<!\S)(?<!du )lich (?:nop )?bao cao(?: cchc| cai cach hanh chinh)?(?: dinh ky)?(?!\S)")
_TO_A_FILE = re.compile(r"(?<!\S)(?:file|ics|dien thoai|google|outlook|tai|xuat|may tinh)(?!\S)")
_MY_ROLE = re.compile(
    r"(?<!\S)(?:toi|em|minh) (?:dang |co |duoc |van ){0,2}(?:la|giu|o|lam) (?:vai |quyen )?(?:can bo|chuyen vien"
    r"|lanh dao|giam sat|quan tri|dau moi|thu truong)(?: \S+){0,3}? hay(?: la)? (?:can bo|chuyen vien|lanh dao"
    r"|giam sat|quan tri|dau moi|thu truong|nguoi)(?!\S)"
)
_APPROVES = re.compile(
    rf"(?<!\S)ai (?:la nguoi |se |phai |co quyen |co tham quyen )?(?:phe duyet|duyet|ky|ky duyet|quyet dinh|tham dinh"
    rf"|thong qua)(?: ban hanh)?{_TAGS}"
)
_ANY_REPORT = re.compile(
    r"(?<!\S)(?:con|co|may)(?: (?:phai|nhung|cac|nop|gui|lam|ky|dot)){0,2} bao cao (?:nao|gi)"
    r"(?! (?:qua han|cham|tre))(?!\S)"
)
_WHICH_ARE_LATE = re.compile(
    r"(?<!\S)(?:so|huyen|xa|phuong|don vi|co quan|nganh|dia phuong|noi|ben|cho) nao"
    r"(?: (?:con|van|dang|bi|da|cung|lai)){0,2}"
    r" (?:lo hen|lo han|cham|tre|muon|qua han|chua|thieu|no|im)(?!\S)"
)
_URGED = re.compile(r"(?<!\S)(?:nhac|don doc|giuc|thuc|hoi thuc|goi|canh bao)(?!\S)")
_ON_THE_LIST = re.compile(
    r"(?<!\S)(?:co ten|nam) (?:trong|o) (?:danh sach|nhom)(?: (?:nhan|nguoi|can bo|dau moi)){0,3}"
    rf"(?: (?:tin|nhac|viec))?(?: (?:roi|hay))? (?:chua|khong|ko){_TAGS}"
)


def read_matter(said: Said) -> Query | None:
    """Return the query of the question about what is named that words make certain; None where they make none."""
    return next((query for read in _READERS if (query := read(said))), None)


def _told_later(said: Said) -> Query | None:
    """Read “ký rồi mà chưa lấy số, khi nào có em báo”, “đừng ghi xong nhé”: nothing is to be recorded yet."""
    if not is_told_later(said.text):
        return None
    query = said.question(Intent.CARD)
    return query if query and query.intent is Intent.CARD and not query.sections else Query(Intent.UNKNOWN)


def _state(said: Said) -> Query | None:
    """Read “đề án … có bị trả lại không”, “việc … có nên xin lùi không”: how far what is named is."""
    if not (_RETURNED.search(said.text) or _WHETHER_MORE_TIME.search(said.text)):
        return None
    query = said.question(Intent.CARD)
    return query if query and query.intent is Intent.CARD and query.about_tasks else None


def _how_far(said: Said) -> Query | None:
    """Read “bên thành phố Thái Bình việc lập phường đến đâu rồi”: the matter of one agency."""
    if said.read.query.intent not in (Intent.SUMMARY, Intent.UNKNOWN) or not _HOW_FAR.search(said.text):
        return None
    query = said.question(Intent.CARD)
    return query if query and query.intent is Intent.CARD and query.codes else None


def _who_of_two(said: Said) -> Query | None:
    """Read “lập phường do mình chủ trì hay Sở Nội vụ”: who leads what is named."""
    if not (_WHO_OF_TWO.search(said.text) and _BY_WHOM.search(said.text)):
        return None
    query = said.question(Intent.WHO)
    return replace(query, agencies=(), own=False) if query and query.about_tasks else None


def _confirmed_by(said: Said) -> Query | None:
    """Read “báo cáo quý 1 em gửi được Sở Nội vụ xác nhận chưa”: one's own report, not that of who confirms."""
    tokens = " ".join(said.slots.tokens)
    confirms = _CONFIRMING.search(tokens)
    if confirms is None or said.slots.names_own or not said.matter:
        return None
    query = said.question(Intent.CARD) if said.read.query.intent is Intent.UNKNOWN else said.read.query
    if query is None or query.intent is not Intent.CARD or not query.agencies:
        return None
    names = sorted(said.slots.extracted.names, key=lambda name: name.start)
    place = tokens.count(AGENCY, 0, confirms.start())
    others = {code for name in (*names[:place], *names[place + 1 :]) if len(name.codes) == 1 for code in name.codes}
    return replace(query, agencies=tuple(others) if len(others) == 1 else (), own=False)


def _any_deadline(said: Said) -> Query | None:
    """Read “công bố công khai TTHC có hạn gì không”."""
    if not _ANY_DEADLINE.search(said.text) or said.slots.times:
        return None
    query = said.question(Intent.WHEN)
    return query if query and query.codes else None


def _handed_in(said: Said) -> Query | None:
    """Read “quý 3 sở mình đã trình được văn bản nào”, “sáu tháng đầu năm sở đã nộp những gì”: what was done in a time
    that is over, or of which the sentence says that it was done.
    """
    query = said.read.query
    whole = query.intent is Intent.LIST and query.status is Status.DONE and not (query.about_tasks or said.asked)
    period = query.period if whole else None
    if period and period.first and period.last and _HANDED_SO_FAR.search(said.text):
        short = (period.last - period.first).days <= _MONTH and period.first <= said.today
        if period.last < said.today or (short and "da" in said.text.split()):
            return replace(query, intent=Intent.ACTIVITY)
    over = len(said.slots.times) == 1 and said.slots.times[0].period.last
    if said.matter or not over or over >= said.today or not _HANDED_IN.search(said.text):
        return None
    return said.question(Intent.ACTIVITY)


def _turns(said: Said) -> Query | None:
    """Read “lịch báo cáo định kỳ cả năm”: the dates of the report, no file."""
    if not _TURNS.search(said.text) or _TO_A_FILE.search(said.text):
        return None
    query = said.question(Intent.LIST)
    return replace(query, report=True, codes=(), keywords="", sections=()) if query else None


def _my_role(said: Said) -> Query | None:
    return Query(Intent.ME) if _MY_ROLE.search(said.text) else None


def _wished(said: Said) -> Query | None:
    """Read “ước gì kế hoạch CCHC ký xong trước Tết”: a wish, of which the card is shown."""
    if not _WISHED.match(said.text):
        return None
    query = said.question(Intent.CARD)
    return query if query and query.intent is Intent.CARD and not query.sections else Query(Intent.UNKNOWN)


def _not_at_all(said: Said) -> Query | None:
    denied = _NOT_AT_ALL.search(said.text) or _NOT_THAT_FAR.search(fold_letterwise(nfc(said.typed)))
    if said.asked or said.read.query.intent not in (Intent.WHEN, Intent.WHO) or not denied:
        return None
    query = said.question(Intent.CARD)
    stated = query and query.intent is Intent.CARD and query.about_tasks
    return replace(query, agencies=()) if query and stated else None


def _received(said: Said) -> Query | None:
    """Read “thống kê các báo cáo tỉnh nhận được trong tháng 9”: what came in, in a time that has begun."""
    begun = len(said.slots.times) == 1 and said.slots.times[0].period.first
    if said.slots.codes or said.slots.document or not begun or begun > said.today or "chua" in said.text.split():
        return None
    return said.question(Intent.ACTIVITY) if said.states and _RECEIVED.search(said.text) else None


def _who_approves(said: Said) -> Query | None:
    """Read “số người hoạt động không chuyên trách ai phê duyệt”: who leads what is named."""
    if said.read.query.intent not in (Intent.LIST, Intent.UNKNOWN, Intent.WHO) or not _APPROVES.search(said.text):
        return None
    query = said.question(Intent.WHO)
    return replace(query, agencies=(), own=False, period=None) if query and query.codes else None


def _any_report(said: Said) -> Query | None:
    """Read “từ giờ tới cuối năm còn báo cáo nào nữa không”: the turns of the report, and no other duties."""
    query = said.read.query
    listed = query.intent in (Intent.LIST, Intent.NEXT) and not (query.about_tasks or query.everyone)
    return replace(query, made="báo cáo") if listed and _ANY_REPORT.search(said.text) else None


def _late_ones(said: Said) -> Query | None:
    """Read “hôm 15 là hạn báo cáo quý I, sở ngành nào lỡ hẹn thế”: the agencies, and no day."""
    unread = said.read.query.intent in (Intent.UNKNOWN, Intent.WHEN)
    if not unread or not _WHICH_ARE_LATE.search(said.text) or _URGED.search(said.text):
        return None
    query = said.question(Intent.AGENCIES)
    if query is None or query.intent is not Intent.AGENCIES or not query.about_tasks or query.sections:
        return None
    turn = said.slots.report.period if said.slots.report else None
    turns = [time.period for time in said.slots.times if lasts_a_quarter(time.period)]
    return replace(query, period=turn or (turns[0] if turns else None))


def _on_the_list(said: Said) -> Query | None:
    return said.question(Intent.PEOPLE) if _ON_THE_LIST.search(said.text) and not said.matter else None


_READERS = (
    _told_later,
    _state,
    _how_far,
    _who_of_two,
    _confirmed_by,
    _any_deadline,
    _handed_in,
    _turns,
    _my_role,
    _on_the_list,
    _who_approves,
    _any_report,
    _late_ones,
    _wished,
    _not_at_all,
    _received,
)
