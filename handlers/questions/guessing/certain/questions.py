"""Questions that words make certain: each needs words that say so, and none that say otherwise."""

import re
from dataclasses import replace

from handlers.base.query import Intent, Query, Status
from handlers.questions.guessing.certain import days, how_to, named
from handlers.questions.guessing.certain.said import TAGS, Said

_SHARE = re.compile(r"(?<!\S)(?:phan tram|ty le|ti le|%)(?!\S)")
_COUNTED = re.compile(
    r"(?<!\S)(?:don vi|co quan|dia phuong|cac so|cac huyen|cac xa|so xa|so huyen|(?:so|huyen|xa|noi) nao|ai"
    r"|so sanh|so voi|chenh|chenh lech|tang|giam|hon|kem)(?!\S)"
)
_CALL = re.compile(
    r"(?<!\S)(?:goi(?: dien| cho)*|dien(?: thoai)?|lien he|lien lac|gap|alo)(?: cho| voi| den| toi){0,2}"
    r" (?:ai|nguoi nao|dong chi nao|can bo nao)(?!\S)"
)
_WHO_TELLS = re.compile(
    r"(?<!\S)ai (?:la nguoi|la can bo|dang|phu trach)(?: (?:phu trach|duoc giao|chuyen|lo|viec))*"
    r" (?:cap nhat|nhap|bao cao|bao|nhan tin|theo doi|dau moi)(?: \S+){0,3}? (?:cho|cua|ben|o|phia) <agency>"
)
_WHO_WATCHES = re.compile(
    r"(?<!\S)(?:(?:tren|o|duoi|ben|phia|ngoai|trong|duoi) ){0,2}(?:huyen|tinh|so|thanh pho|cap tren"
    r"|tren do)(?: noi vu)?"
    r" (?:thi )?(?:ai|nguoi nao|anh nao|chi nao|can bo nao|dong chi nao) (?:dang |la nguoi |duoc giao )?"
    r"(?:theo doi|phu trach|lo|quan ly|nhan|don doc|huong dan|ho tro)(?: \S+){0,5}?"
    r" (?:cho|cua|giup|ben|phia) (?:cac )?(?:xa|phuong|thi tran|huyen|so|don vi|co quan|minh|em|toi)(?!\S)"
)
"""“Huyện ai theo dõi CCHC cho xã em”: a person of theirs, not who leads a task."""
_AGAINST = re.compile(
    r"(?<!\S)(?:(?:so|ss)(?: (?:voi|giua|cung))|so sanh|doi chieu|hon kem|chenh lech|tang giam)"
    r"(?: (?:voi|giua|cung|cung ky|thoi diem|ky)){0,3} <(?:past|now)>"
    r"|(?<!\S)(?:hon|kem|tang|giam|nhieu hon|it hon|kha hon|tot hon|cham hon)"
    r"(?: so voi| hay kem| hay giam){0,2} <past>"
)
_AGAINST_THE_PAST = re.compile(r"(?<!\S)(?:so|ss) <past>")
_DIFFERENCE = re.compile(r"(?<!\S)(?:tang|giam|hon|kem|chenh|khac|them|bot|nhieu|it|the nao|ra sao)(?!\S)")
_STATE_ASKED = re.compile(
    r"(?<!\S)(?:duyet|xac nhan|chap nhan|ghi nhan|cong nhan|thong qua)"
    rf"(?: (?:cho|xong|roi|toi|em|minh|hay)){{0,3}} chua{TAGS}"
)
_ENDS_IN_DOUBT = re.compile(rf"(?<!\S)chua{TAGS}")
_RANKED = re.compile(
    r"(?<!\S)(?:(?:don vi|co quan|so|nganh|huyen|xa|phuong|dia phuong|noi|ai)(?: nao)?"
    r"(?:(?: (?:dang|lam|xep|dung|la|o)){0,2} (?:tot|kem|te|yeu|kha|gioi) nhat"
    r"|(?: (?:dang|la))? (?:dung|xep) (?:dau|cuoi|chot|bet)(?: (?:bang|danh sach|toan tinh|tinh|cung))?)"
    rf"|(?:nao|ai)(?: (?:dang|la))? (?:dau|cuoi|chot|bet) (?:bang|danh sach|toan tinh|tinh)){TAGS}"
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
_TOLD_WHEN = re.compile(
    r"(?<!\S)(?:nhac|bao|nhan|thong bao)(?: (?:nho|lai|cho|toi|em|minh|biet)){0,3} (?:khi|luc|ngay khi|sau khi)(?!\S)"
    r"(?!.*(?<!\S)(?:den han|toi han|gan han|sap het)(?!\S)).*(?<!\S)(?:xong|nop|hoan thanh|ban hanh|duyet|gui)(?!\S)"
)
_WHEN_TOLD = re.compile(
    r"(?<!\S)(?:xong|nop|hoan thanh|duyet)(?: roi)?(?: \S+){0,2}? thi(?: \S+){0,3}?"
    r" (?:bao|nhac|noi|nhan)(?! cao)(?!\S)"
)
_WHEN = re.compile(r"(?<!\S)(?:bao gio|khi nao|luc nao|khi)(?!\S)")
_THANKED = re.compile(r"(?:(?:da|vang|em|xin|chan thanh|rat|het suc|toi|chung toi|chung em) ){0,4}cam on(?!\S)")
_ONLY_THANKS = re.compile(
    r"(?:(?:nam|thang|tuan|thoi gian|ngay|hom) (?:qua|nay|vua qua|vua roi) )?"
    r"(?:(?:rat|xin|chan thanh|da|em|toi|anh|chi) ){0,3}"
    r"cam on(?: (?:bot|em|anh|chi|ban|moi nguoi|ca nha|ad|sep|cac|da|giup|do|rat|that)){0,5} (?:nhieu|lam|nhe|nha|a)"
    r"(?: (?:lam|nhe|nha|a|em|anh|chi|bot|nhieu)){0,3}"
    r"(?: (?:hen (?:gap|nam|mai|lan|tuan|thang|dip)|chuc|tam biet|chao|nghi (?:le|tet|vui|ngoi|manh))(?: \S+){0,7})?"
)
_MORE_THAN_THANKS = re.compile(r"(?<!\S)(?:nhac|nghi phep|gia han|xin|den ngay|tu ngay|giao|\d+/\d\S*)(?!\S)")
_SLOW_MACHINE = re.compile(
    r"(?:(?:dao nay|hom nay|sao|da|em|oi|bot|cai|con|troi) ){0,3}"
    r"(?:may|mang|wifi|internet|he thong|bot|phan mem|ung dung|app|zalo|web|trang)"
    r"(?: (?:nay|cua toi|nha minh|tinh|co quan|so))?(?: (?:bi|lai|hay|sao|chay|cu)){0,2}"
    r" (?:cham|do|treo|lag|loi|hong|nong|lau|giat|ket|yeu)"
    r"(?: (?:qua|the|nhi|ghe|lam|hoai|suot|roi|vay|a|ha|em|anh)){0,3}"
)
_SENT_FILE = re.compile(r"(?<!\S)(?:nop|gui|dinh kem|tai len|up|luu|minh chung)(?!\S)")
_OF_SOMEBODY = re.compile(r"(?<!\S)may (?:so|co quan|huyen|xa|phuong|don vi)(?!\S)")
_FILE_WANTED = re.compile(
    r"(?<!\S)(?:file|tep|excel|bieu do|do thi|word|bang tong hop|bang so lieu)(?: \S+){0,4}? (?:o )?dau"
    r"(?: (?:roi|em|a|nhi|bot|vay|the|anh|chi|ta)){0,3}$"
)
_KIND_OF_FILE = re.compile(
    r"(?<!\S)(?:lay|gui|cho|xin|xuat|tai|can|in|ket xuat|lam|tao)(?: \S+){0,4}?"
    r" (?:file|tep|excel|exel|exell|xlsx|word|docx|ban mem)(?!\S)"
)
_WISHES = re.compile(r"(?<!\S)(?<!loi )chuc (?:mung|cac|ca|anh|chi|em|ban|moi|sep|ad|bot|toan|ong|co)(?!\S)")


_WHO_SAYS = re.compile(
    r"(?:(?:o|ua|the|ma) ){0,2}ai (?:bao|noi|keu|don)(?: la| rang| voi anh| voi chi)?"
    r" (?:(?:so|huyen|xa|phuong|co quan|don vi|ben|phong|nganh) )?(?:toi|em|minh|chung toi|chung em|bon em)"
    r"(?: \S+)?? (?:chua|khong|con no|con thieu|cham|tre|no)(?!\S)"
)


def read_certain_question(said: Said) -> Query | None:
    """Return the query of the question that words make certain; None where they make nothing so."""
    return next((query for read in _READERS if (query := read(said))), None)


def _claim_denied(said: Said) -> Query | None:
    """Read “ai bảo huyện tôi chưa nộp báo cáo 6 tháng”: of one's own task, and not who has told."""
    if not _WHO_SAYS.match(said.text):
        return None
    query = said.question(Intent.CARD)
    return replace(query, agencies=(), own=True, everyone=False, sort=None) if query else None


def _wish(said: Said) -> Query | None:
    if said.read.query.intent in (Intent.THANKS, Intent.GREETING):
        return said.read.query  # every word of it is known
    wishes = _WISHES.search(said.text) and said.states and not said.matter
    read = said.read.query
    done = read.status is Status.DONE and not read.agencies
    told = read.intent is Intent.UNKNOWN and "da" in said.text.split()  # “cảm ơn Sở Nội vụ đã nhắc, …”
    thanks = _THANKED.match(said.text) and said.states and (done or told)
    only = _ONLY_THANKS.fullmatch(said.text) and not said.asked and not said.matter
    only = only and not _MORE_THAN_THANKS.search(said.text)
    complains = _SLOW_MACHINE.fullmatch(said.text) and not said.matter and _is_machine(said)
    return Query(Intent.SMALL_TALK) if wishes or only or complains or (thanks and not said.matter) else None


def _is_machine(said: Said) -> bool:
    """Return whether “may” is a machine, and not “mấy”, as before “sở” without accents."""
    typed = {word.typed.casefold() for word in said.slots.words}
    return "máy" in typed if _OF_SOMEBODY.search(said.text) else "mấy" not in typed


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


def _told_when(said: Said) -> Query | None:
    """Read “nhắc tôi khi IV.7 xong”: nobody is told of that, so what is known now is said."""
    when = _WHEN.search(said.text)
    told = _TOLD_WHEN.search(said.text) or (when and _WHEN_TOLD.search(said.text, when.end()))
    return said.question(Intent.CARD) if told and said.slots.codes else None


def _share(said: Said) -> Query | None:
    """Read “huyện đạt bao nhiêu phần trăm kế hoạch”: a share of all duties, of no task and no number of agencies."""
    if said.matter or said.slots.sections or _COUNTED.search(said.text) or not _SHARE.search(said.text):
        return None
    if said.read.query.intent not in (Intent.LIST, Intent.CARD, Intent.COUNT, Intent.AGENCIES, Intent.UNKNOWN):
        return None
    query = said.question(Intent.SUMMARY)
    return query if query and not query.about_tasks else None


def _where_is_the_file(said: Said) -> Query | None:
    """Read “file tổng hợp đâu em”: the file, and no figures."""
    wanted = _FILE_WANTED.search(said.text)
    if wanted is None or said.matter or _SENT_FILE.search(said.text) or wanted[0].find(" o dau") >= 0:
        return None
    return said.question(Intent.EXPORT)


def _file_named(said: Said) -> Query | None:
    """Read “lấy giùm file excel các xã chưa nộp TC.1”: the file that is named by its kind, whatever it holds."""
    exports = said.read.query.intent is Intent.EXPORT and not said.read.unexplained
    return said.read.query if exports and said.states and _KIND_OF_FILE.search(said.text) else None


def _call(said: Said) -> Query | None:
    """Read “gọi cho ai ở Sở Y tế”, “ai là người cập nhật cho Sở Y tế”."""
    if said.slots.codes:
        return None
    who = not said.matter and _WHO_TELLS.search(" ".join(said.slots.tokens))
    watches = not said.slots.report and _WHO_WATCHES.search(said.text)
    return said.question(Intent.PEOPLE) if who or watches or _CALL.search(said.text) else None


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
    query, extracted = said.read.query, said.slots.extracted
    listed = query.intent is Intent.LIST and query.status in (Status.EXTENSION, Status.RETURNED)
    of_any = extracted.has("intent.whoever", "intent.who", "intent.agencies")
    return query if listed and of_any and not (said.read.unexplained or said.read.elliptic) else None


def _one_agency(said: Said) -> Query | None:
    """Read “huyện Hưng Hà đã nộp báo cáo quý 1 chưa”: how far it is, not only what is done."""
    query = said.read.query
    if len(said.slots.extracted.named) > 1 and _ENDS_IN_DOUBT.search(said.text):
        several = said.question(Intent.AGENCIES)  # “Kiến Xương, Đông Hưng đã nộp hết chưa”
        return several if several and several.about_tasks else None
    asked = query.intent is Intent.LIST and query.status is Status.DONE and query.about_tasks and not query.everyone
    return replace(query, intent=Intent.CARD, status=None) if asked and _ENDS_IN_DOUBT.search(said.text) else None


_READERS = (
    _claim_denied,
    *how_to.READERS,
    *days.READERS,
    *named.READERS,
    _wish,
    _ranked,
    _done_by_ours,
    _told_when,
    _share,
    _call,
    _file_named,
    _where_is_the_file,
    _against,
    _state_asked,
    _requests,
    _one_agency,
)
