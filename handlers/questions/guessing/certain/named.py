"""Questions about something that is named, that words make certain: its card, what it makes, when it came back."""

import re
from dataclasses import replace

from handlers.base.query import Intent, Query, Status
from handlers.questions.guessing.certain.bare_titles import read_bare_title
from handlers.questions.guessing.certain.said import TAGS, Said

_DETAILS = re.compile(
    r"(?<!\S)(?:xem|coi|mo|cho|doc|hien)(?: \S+){0,4}? (?:thong tin|chi tiet|noi dung|the|day du)(?!\S)"
)
_SHOWS_ONE = re.compile(
    r"(?<!\S)(?:hien(?: thi)?|mo|bat)(?: (?:giup|ho|cho|ra|len|toi|em|anh|chi|minh|lai)){0,3}"
    r" (?:cai |the )?(?:nhiem vu|viec|muc|dau viec)"
    r" (?!(?:nao|gi|cua|con|chua|qua|cham|tre|den|sap|da|dang|trong|toi|em|minh)(?!\S))"
)
_MAKES = re.compile(
    r"(?<!\S)(?:san pham|dau ra)(?: (?:la|phai|gom|cua|no|viec nay|cuoi cung)){0,3}"
    r" (?:gi|cai gi|nhung gi|loai gi|van ban gi|van ban nao)(?!\S)"
    r"|(?<!\S)(?:muc|ma|ma so|so thu tu|stt)(?: so| la)* (?:may|bao nhieu|nao|gi)(?!\S)"
    r"|(?<!\S)(?:ghi|viet|yeu cau)(?: (?:la|nhu|cu the))* (?:gi|ra sao|the nao|san pham gi)(?!\S)"
)
_MADE_OF_IT = re.compile(
    r"(?<!\S)(?:san pham|dau ra|ket qua)(?: (?:la|phai|gom|cua|no|viec nay|cuoi cung|dau ra|nop)){0,3}"
    r" (?:gi|cai gi|nhung gi|loai gi|nao|ra sao|the nao)(?!\S)"
    r"|(?<!\S)(?:lam|ra|nop|ban hanh|trinh) (?:san pham|van ban|cai|loai van ban|giay to) (?:gi|nao)(?!\S)"
)
_WHO_OR_WHEN = re.compile(
    r"(?<!\S)(?:ai|khi nao|bao gio|luc nao|ngay nao|han|thoi han|(?:so|nganh|don vi|co quan|ben|nhung ai) nao)(?!\S)"
)
_SENT_BACK = re.compile(r"(?<!\S)(?<!kiem )(?<!thanh )(?<!dieu )(?<!tra )tra (?:lai|ve)(?!\S)")
_WHEN_OR_WHY = re.compile(
    r"(?<!\S)(?:(?:hom|khi|ngay|luc) nao|bao gio|vi sao|tai sao|ly do gi|ly do la gi|sao lai)(?!\S)"
)
_WHO_USES = re.compile(
    r"(?<!\S)(?:ai|nguoi|can bo|dong chi|may nguoi|nguoi nao)(?: (?:nao|da|dang|duoc|co|cung))*"
    r" (?:dang ky|dung|su dung|ket noi|lien ket|cai|tham gia|dung thu|vao)(?: (?:dung|vao|su dung))*"
    r" (?:bot|con bot|chatbot|he thong|phan mem|cai nay|nhom)(?!\S)"
)
_ANYBODY = re.compile(r"(?<!\S)(?:da|co) ai(?!\S)")
_OR_NOT = re.compile(rf"(?<!\S)chua{TAGS}")
_ASKED_OF_AGENCIES = re.compile(
    r"(?<!\S)(?:so|huyen|xa|phuong|don vi|co quan|nganh|dia phuong) nao(?: (?:da|moi|vua|cung|thi))* "
    r"(?:lam|nop|gui|trinh|ban hanh|hoan thanh|bao)(?: (?:cao|duoc))? (?:xong|roi)"
    rf"(?: (?:roi|het|day|xong))*{TAGS}"
)


def _details(said: Said) -> Query | None:
    """Read “cho coi toàn bộ thông tin IV.2, cả đơn vị phối hợp”: the card, that tells all."""
    asked = said.read.query.intent in (Intent.WHO, Intent.WHEN, Intent.LIST, Intent.CARD)
    return said.question(Intent.CARD) if asked and said.slots.codes and _DETAILS.search(said.text) else None


def _shown(said: Said) -> Query | None:
    """Read “nhờ em hiện nhiệm vụ trình HĐND danh mục dịch vụ công”: the card of the one that is named."""
    query = said.read.query
    listed = query.intent is Intent.LIST and query.implied and not (query.period or query.agencies or query.codes)
    if not listed or said.slots.extracted.asked_of.plural or not _SHOWS_ONE.search(said.text):
        return None
    found = said.question(Intent.CARD)
    return found if found and found.intent is Intent.CARD and len(found.codes) == 1 else None


def _makes(said: Said) -> Query | None:
    """Read “kế hoạch rà soát thủ tục hành chính ra sản phẩm gì”, “… là mục số mấy”: the card of what is named."""
    query = said.read.query
    asked = query.intent in (Intent.LIST, Intent.UNKNOWN) and not (query.period or query.agencies)
    if not asked or said.slots.extracted.asked_of.plural or not _MAKES.search(said.text):
        return None
    found = said.question(Intent.CARD)
    return found if found and found.intent is Intent.CARD and found.codes else None


def _two_facts(said: Said) -> Query | None:
    """Read “VI.5 sản phẩm là gì, ai phối hợp”: what it makes and who or when are on the card alone."""
    asked = said.read.query.intent in (Intent.WHO, Intent.WHEN, Intent.CARD) and len(said.slots.codes) == 1
    makes = _MADE_OF_IT.search(said.text) if asked else None
    beside = makes and (
        _WHO_OR_WHEN.search(said.text, 0, makes.start()) or _WHO_OR_WHEN.search(said.text, makes.end())
    )
    return said.question(Intent.CARD) if beside else None


def _sent_back(said: Said) -> Query | None:
    """Read “em trả lại báo cáo của Vũ Thư hôm nào, vì sao”: what stands sent back, with its reasons."""
    back = _SENT_BACK.search(said.text)
    if back is None or said.slots.document or not _WHEN_OR_WHY.search(said.text, back.end()):
        return None
    if said.slots.codes:
        return said.question(Intent.CARD)
    query = said.question(Intent.LIST)
    return replace(query, period=None, status=Status.RETURNED, report=False, codes=()) if query else None


def _who_uses(said: Said) -> Query | None:
    """Read “đơn vị mình đã có những ai đăng ký dùng bot rồi”."""
    denied = {"chua", "khong"} & set(said.text.split()) and not (
        _ANYBODY.search(said.text) and _OR_NOT.search(said.text)
    )
    return said.question(Intent.PEOPLE) if _WHO_USES.search(said.text) and not denied else None


def _who_has_done(said: Said) -> Query | None:
    """Read “phương án đơn giản hoá thì sở nào đã làm xong”: the agencies, and not who leads it."""
    if said.read.query.intent is not Intent.WHO or not _ASKED_OF_AGENCIES.search(said.text):
        return None
    query = said.question(Intent.AGENCIES)
    return replace(query, status=Status.DONE) if query and query.about_tasks else None


READERS = (_details, _shown, _makes, _two_facts, read_bare_title, _sent_back, _who_uses, _who_has_done)
