"""Questions about the bot itself: how something is done, whether one may, what it does not do."""

import re

from handlers.base.query import Intent, Query
from handlers.questions.guessing.certain.said import TAGS, Said

_HOW = re.compile(
    r"(?<!\S)(?:lam sao|lam the nao|bang cach nao|(?<!cai )cach nao|(?<!cai )cach)(?: de| thi| ma)?(?: \S+){0,2}?"
    r" (?:bao(?! cao)|cap nhat|ghi nhan|dinh kem|sua|huy|rut|xin|gia han|doi|mo|tai (?:ve|xuong|file)|dang nhap"
    r"|lien ket|tat|bat|dung|tra lai|xac nhan|duyet|nhac|moi|phan cong|giao viec|xuat|loc)(?!\S)"
    r"|(?<!\S)(?:xem|hoi|dung|sua) duoc (?:nhung |cac )?(?:gi|viec gi|cai gi|nhung gi)(?!\S)"
    r"|(?<!\S)(?:mo|tai (?:ve|xuong|file|lich|bang|bieu do)|doc|gui file|dinh kem|(?<!noi )(?<!tin )dung|su dung|go)"
    r"(?: \S+){0,4} (?:kieu gi|the nao|bang gi|ra sao|kieu sao)(?!\S)"
)
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


def _how(said: Said) -> Query | None:
    """Read “làm sao để báo xong”, “có chỗ nào tự đặt giờ nhắc không”."""
    how = _HOW.search(said.text) or _IS_THERE.search(said.text)
    able = _CAN_BOT.search(said.text) and not said.slots.codes
    return Query(Intent.HELP) if (how or able) and not said.slots.document else None


def _drafted(said: Said) -> Query | None:
    """Read “soạn giúp công văn đôn đốc các huyện”: what the bot does not do, and no order to remind anybody."""
    return Query(Intent.HELP) if _DRAFTED.search(said.text) and not said.slots.document else None


def _may_one(said: Said) -> Query | None:
    """Read “tôi có nhắc được các xã không”: asked whether one may, and no order."""
    return Query(Intent.HELP) if _MAY_ONE.search(said.text) and not said.slots.codes else None


READERS = (_how, _drafted, _may_one)
