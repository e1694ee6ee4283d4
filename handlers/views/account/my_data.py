"""What is kept of an officer, in words: what, why, who sees it, and what erasing leaves."""

from collections.abc import Sequence
from datetime import date

from data.enums import Role
from data.registry.people.identities import Identity
from data.registry.people.personal.kept import PersonalData
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.people import AskErasure, EraseMe, SendMyData
from handlers.base.messages import Attachment, Reply
from handlers.locales import _
from handlers.views.base.formatting import shorten
from handlers.views.base.names import role_name

_ACCOUNT_LETTERS = 80


def what_is_kept(data: PersonalData, me: Identity) -> Reply:
    """Render what is kept of an officer, why, and who sees it."""
    accounts = "; ".join(dict.fromkeys(account for one in data.officers for account in one.accounts))
    chats = sum(len(one.chats) for one in data.officers)
    changes, acts = len(data.changes), len(data.acts)
    lines = [
        _("• Họ tên, cơ quan, vai trò: {name}, {role}, {agency}.", **_who(me)),
        _("• Chat đã liên kết: {count}; ngày liên kết, ngày nhắn gần nhất.", count=chats),
        _("• Tên tài khoản khi vào bằng mã mời: {accounts}.", accounts=shorten(accounts, _ACCOUNT_LETTERS))
        if accounts
        else "",
        _("• Giờ nhắc và các lựa chọn ở /nhac."),
        _("• Việc đã ghi: {changes} lần; nhật ký thao tác: {acts} dòng.", changes=changes, acts=acts),
        _(
            "Để làm gì: biết ai là đầu mối, nhắc đúng người, và lập hồ sơ công việc của cơ quan. Câu anh/chị gõ chỉ "
            "giữ đến khi trả lời xong. Ai xem được: cơ quan của anh/chị, giám sát và quản trị; bot không chuyển cho "
            "nơi khác."
        ),
        _(
            "Anh/chị có quyền biết, nhận bản sao, sửa (báo cán bộ quản trị đổi họ tên) và đề nghị xóa, theo Luật Bảo "
            "vệ dữ liệu cá nhân 91/2025/QH15 và Nghị định 356/2025/NĐ-CP."
        ),
    ]
    taps = (button(_("Nhận bản sao"), SendMyData()), button(_("Xóa dữ liệu của tôi"), AskErasure(me.officer_id)))
    return Reply(_("🗂 Dữ liệu tôi giữ về anh/chị"), "\n".join(filter(None, lines)), (taps,))


def copy_sent(attached: Attachment) -> Reply:
    """Render the copy."""
    return Reply(body=_("🗂 Bản sao mọi dữ liệu tôi giữ về anh/chị. Tệp này chỉ dành cho anh/chị."), files=(attached,))


def erasure_question(me: Identity, agencies: Sequence[str], today: date) -> Reply:
    """Ask once more before an officer is erased, in all `agencies` that they serve."""
    lines = [
        _("Sẽ xóa: họ tên, tên tài khoản, chat, cách nhắc, tin trên trang làm việc, đường dẫn lịch."),
        _(
            "Còn lại: việc đã ghi và nhật ký, đứng dưới tên “{label}”, {agency}, vì là hồ sơ công việc của cơ quan.",
            label=erased_name(me.role),
            agency=me.agency_short_name,
        ),
        _("Anh/chị thôi là {role} của {agency}; không lấy lại được. Cần giữ thì nhận bản sao trước.", **_who(me)),
        *(
            [_("Anh/chị thôi nhiệm vụ ở tất cả các cơ quan: {agencies}.", agencies=", ".join(agencies))]
            if len(agencies) > 1
            else []
        ),
        _("Chưa có gì thay đổi."),
    ]
    taps = (button(_("Đúng, xóa"), EraseMe(me.officer_id, today)), button(_("Nhận bản sao"), SendMyData()))
    return Reply(_("Xóa dữ liệu của anh/chị?"), "\n".join(lines), (taps,))


def erased(me: Identity) -> Reply:
    """Render that an officer was erased."""
    said = _(
        "Họ tên, tài khoản và chat của anh/chị đã bị xóa; anh/chị không còn là {role} của {agency}. Tin cũ trong "
        "ứng dụng chat nằm ở máy anh/chị, anh/chị tự xóa. Cảm ơn anh/chị.",
        **_who(me),
    )
    return Reply(_("Đã xóa"), said)


def erased_name(role: Role) -> str:
    """Return what stands in place of the name of somebody who was erased."""
    return _("{role} (đã xóa tên)", role=role_name(role))


def _who(me: Identity) -> dict[str, str]:
    return {"name": me.name, "role": role_name(me.role), "agency": me.agency_short_name}
