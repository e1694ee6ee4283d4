"""Questions about the bot itself: how something is done, whether one may, what it does not do or is none of ours."""

import re

from handlers.base.query import Intent, Query
from handlers.questions.guessing.certain.said import TAGS, Said, tags

_HOW = re.compile(
    r"(?<!\S)(?:lam sao|lam the nao|bang cach nao|(?<!cai )cach nao|(?<!cai )cach)(?: de| thi| ma)?(?: \S+){0,2}?"
    r" (?:xem|coi|tra cuu|loc ra|bao(?! cao)|cap nhat|ghi nhan|dinh kem|sua|huy|rut|xin|gia han|doi|mo"
    r"|tai (?:ve|xuong|file)|dang nhap"
    r"|lien ket|tat|bat|dung|tra lai|xac nhan|duyet|nhac|moi|phan cong|giao viec|xuat|loc)(?!\S)"
    r"|(?<!\S)(?:xem|hoi|dung|sua) duoc (?:nhung |cac )?(?:gi|viec gi|cai gi|nhung gi)(?!\S)"
    r"|(?<!\S)(?:mo|tai (?:ve|xuong|file|lich|bang|bieu do)|doc|gui file|dinh kem|(?<!noi )(?<!tin )dung|su dung|go)"
    r"(?: \S+){0,4} (?:kieu gi|the nao|bang gi|ra sao|kieu sao)(?!\S)"
)
_TO_DO_SO = re.compile(
    r"(?<!\S)(?:muon|de|can|dinh)(?: xin)? (?:bao xong|cap nhat|ghi nhan|dinh kem|sua|huy|rut|gia han|lui han|doi han"
    r"|dang nhap|lien ket|tra lai|xac nhan|duyet|ban giao|phan cong|giao viec|xuat|tam dung)(?!\S)(?: \S+){0,8}?"
    r" (?:(?:phai|can) )?lam (?:sao|the nao|gi|nhu the nao|kieu gi)(?!\S)"
)
"""“Muốn gia hạn V.7 thì phải làm thế nào”."""
_DRAFTED = re.compile(
    r"(?<!\S)(?:soan|thao|viet|du thao)(?: (?:giup|ho|dum|gium|cho|ngay|toi|em|minh|anh|chi|mot|1|cai)){0,4}"
    r" (?:cong van|van ban|to trinh|giay moi|thu moi|email|thu)(?!\S)"
)
_MAY_ONE = re.compile(
    r"(?<!\S)(?:toi|em|minh|anh|chi|chung toi|chung em|huyen|xa|so|ai) (?:co |co the |duoc |duoc phep )+(?:the |tu )?"
    r"(?:nhac|don doc|giuc|xac nhan|duyet|tra lai|sua|xoa|doi|tai|xuat)(?!\S)(?: \S+){0,8}? (?:khong|ko)"
    rf"{TAGS}"
)
_IS_THERE = re.compile(
    r"(?<!\S)(?:co )?(?:cho|cach|nut|muc|chuc nang|lenh|che do) nao(?: (?:de|cho|ma|giup|cho phep))*"
    r"(?: (?:minh|toi|em|anh|chi|tu|co the|duoc))*"
    r" (?:dat|tat|bat|doi|sua|xoa|huy|hen|chon|them|tai|xem lai|chinh)(?!\S)"
)

_CAN_BOT = re.compile(
    r"(?<!\S)(?:bot|em|he thong|phan mem|may|tro ly)(?: (?:co|tu|the|biet|giup|ho))*"
    r" (?:soan|viet|cham|dich|dat|hat|doc|nghe|hieu|go|noi chuyen|sua|xoa|ky|(?:nop|lam) (?:ho|thay)|dung)"
    r"(?: \S+){0,4}? duoc (?:khong|ko|chua)(?!\S)"
)
"""What the bot is able to do."""
_TAGS = tags()
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
_WHOSE = re.compile(r"(?<!\S)(?:(?:don vi|co quan|so|huyen|xa|phuong|noi|cho) nao|ai)(?!\S)")
"""“Có đơn vị nào gửi báo cáo lên hệ thống không” asks who did."""
_ATTACHED = re.compile(
    r"(?<!\S)(?:(?:dinh kem|up|upload|chup|scan|day)(?: \S+){0,3}?"
    r" (?:anh|hinh|file|tep|pdf|word|excel|van ban|minh chung)"
    r"|(?:gui|nop|dung|thay)(?: \S+){0,3}? (?:anh|hinh|pdf|ban chup|ban scan|anh chup))"
    rf"(?: \S+){{0,3}}? (?:co )?duoc(?: luon)? (?:khong|ko|chua|ha){TAGS}"
)
"""“Đính kèm ảnh văn bản được không”; “gửi file excel được không” asks for the file."""
_HOW_OFTEN = re.compile(
    r"(?<!\S)(?:moi|mot|1|trong) (?:ngay|tuan|thang)(?: \S+){0,4}? (?:nhac|bao|nhan|gui)(?! cao)(?: \S+){0,5}?"
    rf" (?:may|bao nhieu) lan{TAGS}"
    r"|(?<!\S)(?:nhac|bao|nhan|gui)(?! cao)(?: \S+){0,5}? (?:may|bao nhieu) lan (?:moi|mot|1|trong)"
    rf"(?: mot| 1)? (?:ngay|tuan|thang){TAGS}"
)
"""“Mỗi ngày nhắc được một đơn vị mấy lần”."""
_WISHES_TO = re.compile(
    r"(?<!\S)(?:muon|tu|co quyen) (?:nhac|don doc|giuc|duyet|xac nhan|sua|gia han|tra lai)(?!\S)"
    rf".{{0,80}} (?:co|thi co) (?:duoc|duoc phep) (?:khong|ko){_TAGS}"
)
_LATE_BY_A_HOLIDAY = re.compile(
    r"(?<!\S)(?:roi vao|trung|nghi|chu nhat|thu bay|cuoi tuan|ngay le)(?!\S).{0,80}"
    rf" (?:bi |co |co bi )?(?:tinh|coi|xem)(?: la)? (?:tre|cham|muon|qua han)(?: han)? (?:khong|ko){_TAGS}"
)
_OF_OTHER_FIGURES = re.compile(r"(?<!\S)(?:papi|pci|sipas|ddci|dti|par index|parindex|ict index)(?!\S)")
_OF_NO_PLAN = re.compile(
    r"(?<!\S)ai (?:dang |hien )?(?:la|lam) (?:pho )?(?:chu tich|bi thu|thu tuong|bo truong)(?! hoi dong)(?!\S)"
    r"|(?<!\S)(?:quyet dinh|giay|bang|to trinh) (?:khen thuong|bo nhiem|nang luong|nghi huu"
    r"|dieu dong|tuyen dung|khen)"
    r"(?: \S+){0,2}? (?:cua |cho )?(?:toi|em|minh|anh|chi)(?!\S)"
)
"""“Ai là chủ tịch tỉnh”, “quyết định khen thưởng của tôi ký chưa”: nothing of the plan."""
_OUR_NAME = re.compile(
    r"^(?:(?:bot|oi|the|cho hoi) ){0,3}(?:(?:ta|toi|tui|tao|minh)(?= la)|(?:em|anh|chi)(?= la ai (?:trong|o|voi) ))"
    r" la ai(?: \S+){0,7}$|"
    r"(?<!\S)(?:ten|ma|vai|quyen|thong tin|so dien thoai|tai khoan)(?: (?:cua|day du|goi|tat|rieng)){0,2}"
    r" (?:(?:co quan|don vi|so|huyen|phong) )?(?:em|toi|minh|chung toi)(?!\S)(?: \S+){0,6}?"
    rf" (?:la gi|the nao|ra sao|ghi gi|dung khong|dung chua){TAGS}"
)
"""“Tôi là ai trong danh sách này”, “tên cơ quan em trên hệ thống ghi là gì”: who one is to the bot."""
_FIGURE_ASKED = re.compile(
    r"(?<!\S)(?:thu may|hang may|xep|dung|may diem|bao nhieu|nam ngoai|nam truoc|tang|giam|cao|thap)(?!\S)"
)


def _how(said: Said) -> Query | None:
    """Read “làm sao để báo xong”, “có chỗ nào tự đặt giờ nhắc không”."""
    how = _HOW.search(said.text) or _TO_DO_SO.search(said.text) or _IS_THERE.search(said.text)
    able = _CAN_BOT.search(said.text) and not said.slots.codes
    return Query(Intent.HELP) if (how or able) and not said.slots.document else None


def _drafted(said: Said) -> Query | None:
    """Read “soạn giúp công văn đôn đốc các huyện”: what the bot does not do, and no order to remind anybody."""
    return Query(Intent.HELP) if _DRAFTED.search(said.text) and not said.slots.document else None


def _may_one(said: Said) -> Query | None:
    """Read “tôi có nhắc được các xã không”: asked whether one may, and no order."""
    return Query(Intent.HELP) if _MAY_ONE.search(said.text) and not said.slots.codes else None


def read_how_to(said: Said) -> Query | None:
    """Return the query of a question how to do something, or of figures that are not ours; None for any other."""
    text = said.text
    if said.slots.document or said.slots.percent is not None:
        return None
    if _OUR_NAME.search(text) and not said.slots.codes:
        return Query(Intent.ME)
    if _OF_NO_PLAN.search(text) and not said.slots.codes:
        return Query(Intent.UNKNOWN)
    if _OF_OTHER_FIGURES.search(text) and _FIGURE_ASKED.search(text):
        return Query(Intent.UNKNOWN)
    if _LATE_BY_A_HOLIDAY.search(text) and not said.matter:
        return said.question(Intent.CALENDAR) if said.slots.times else Query(Intent.HELP)
    patterns = (_WHERE, _BY_WHAT, _FORMALITY, _ATTACHED, _HOW_OFTEN, _WISHES_TO)
    here = _SENT_HERE.search(text) and not _WHOSE.search(text)
    return Query(Intent.HELP) if here or any(pattern.search(text) for pattern in patterns) else None


READERS = (_how, _drafted, _may_one)
