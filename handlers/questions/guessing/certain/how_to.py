"""Questions how something is done here, and questions of what is none of ours: answered with help, or not at all."""

import re

from handlers.base.query import Intent, Query
from handlers.questions.guessing.certain.said import Said

_TAGS = r"(?: (?:a|em|anh|chi|nhi|vay|the|ha|nhe|ad|bot|ban|day|oi|sep|nua)){0,3}$"
_WHERE = re.compile(
    r"(?<!\S)(?:bam|nhan|an|vao|chon|tick|click|go|mo|danh dau|nhap)"
    r"(?: (?:vao|nut|muc|lenh|cai|phan|man hinh|o)){0,2}"
    rf" (?:dau|cho nao|nut nao|muc nao|nut gi|lenh gi|lenh nao){_TAGS}"
)
_BY_WHAT = re.compile(
    r"(?<!\S)(?:bao|cap nhat|ghi nhan|gui|sua|huy|rut|xin|gia han|doi|dang nhap|lien ket|tra lai|xac nhan|duyet|nhac"
    r"|moi|phan cong|ban giao|giao|xuat|loc|dinh kem)(?: \S+){0,4}?"
    r" (?:bang|theo) (?:cach|duong|kieu|lenh|nut) (?:nao|gi)(?!\S)"
)
_FORMALITY = re.compile(
    r"(?<!\S)(?:gia han|lui han|doi han|ban giao|tra lai|dang nhap|lien ket|xac nhan|duyet|tam dung)(?: \S+){0,4}?"
    r" (?:thu tuc|quy trinh|cac buoc|trinh tu|giay to|ho so|mau don|dieu kien|van ban|buoc)"
    r"(?: (?:gi|nao|the nao|ra sao|nhu the nao|lam sao|gom))(?!\S)"
)
_SENT_HERE = re.compile(
    r"(?<!\S)(?:gui|dinh kem|tai|up|upload|dua|nop|day|scan)(?: \S+){0,4}?"
    r" (?:len|vao|qua|o|tren) (?:day|bot|chat|he thong)"
    rf"(?: nay)?(?: (?:thi|co))?(?: (?:duoc|luon))? (?:khong|ko|chua|the nao|kieu gi|duoc khong|ra sao){_TAGS}"
)
_MAY_ONE = re.compile(
    r"(?<!\S)(?:muon|tu|co quyen) (?:nhac|don doc|giuc|duyet|xac nhan|sua|gia han|tra lai)(?!\S)"
    rf".{{0,80}} (?:co|thi co) (?:duoc|duoc phep) (?:khong|ko){_TAGS}"
)
_LATE_BY_A_HOLIDAY = re.compile(
    r"(?<!\S)(?:roi vao|trung|nghi|chu nhat|thu bay|cuoi tuan|ngay le)(?!\S).{0,80}"
    rf" (?:bi |co |co bi )?(?:tinh|coi|xem)(?: la)? (?:tre|cham|muon|qua han)(?: han)? (?:khong|ko){_TAGS}"
)
_OF_OTHER_FIGURES = re.compile(r"(?<!\S)(?:papi|pci|sipas|ddci|dti|par index|parindex|ict index)(?!\S)")
_FIGURE_ASKED = re.compile(
    r"(?<!\S)(?:thu may|hang may|xep|dung|may diem|bao nhieu|nam ngoai|nam truoc|tang|giam|cao|thap)(?!\S)"
)


def read_how_to(said: Said) -> Query | None:
    """Return the query of a question how to do something, or of figures that are not ours; None for any other."""
    text = said.text
    if said.slots.document or said.slots.percent is not None:
        return None
    if _OF_OTHER_FIGURES.search(text) and _FIGURE_ASKED.search(text):
        return Query(Intent.UNKNOWN)
    if _LATE_BY_A_HOLIDAY.search(text) and not said.matter:
        return said.question(Intent.CALENDAR) if said.slots.times else Query(Intent.HELP)
    patterns = (_WHERE, _BY_WHAT, _FORMALITY, _SENT_HERE, _MAY_ONE)
    return Query(Intent.HELP) if any(pattern.search(text) for pattern in patterns) else None
