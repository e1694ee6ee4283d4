"""Changes of an officer in words, for administrators: what is asked before, what follows."""

from collections.abc import Sequence
from datetime import date

from data.enums import OVERSEEING, Role
from data.registry.office.agencies import AgencyFact
from data.registry.people.officers import OfficerFacts
from data.registry.people.offices import Office
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion
from handlers.base.callback_data.people import InviteReplacement, ProposeTransfer, ShowOfficer, TransferOfficer
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base.formatting import shorten
from handlers.views.base.names import role_name

_NAME_LETTERS = 40


def name_question(officer: OfficerFacts) -> Reply:
    """Ask for another name."""
    said = _("Anh/chị gõ họ tên đúng. Hiện nay: {name}.", name=officer.name)
    return Reply(_("✏️ Đổi họ tên"), said, (_leave_button(),))


def renamed(before: str, officer: OfficerFacts) -> Reply:
    """Render that a name was changed."""
    said = _("{before} nay là {name} ({agency}).", before=before, name=officer.name, agency=officer.agency_short_name)
    return Reply(_("✅ Đã đổi họ tên"), said, (_back_button(officer.id),))


def role_question(officer: OfficerFacts) -> Reply:
    """Offer the other roles."""
    said = _("{name}, {agency}. Hiện nay: {role}.", **_who(officer))
    taps = [
        (button(_role_label(role), ProposeTransfer(officer.id, role, officer.agency_id)),)
        for role in Role
        if role is not officer.role
    ]
    return Reply(_("Đổi vai trò thành"), said, (*taps, _back_button(officer.id)))


def agency_question(officer: OfficerFacts) -> Reply:
    """Ask to which agency an officer goes."""
    said = _("{name}, {role}, {agency}. Anh/chị gõ tên hoặc mã cơ quan mới.", **_who(officer))
    return Reply(_("Chuyển sang cơ quan nào?"), said, (_leave_button(),))


def nearest_agencies(nearest: Sequence[str]) -> Reply:
    """Render the names that may have been meant."""
    said = _(
        "Không có cơ quan nào tên đúng như vậy. Gần nhất: {nearest}. Anh/chị gõ lại.", nearest="; ".join(nearest)
    )
    return Reply(body=said, buttons=(_leave_button(),))


def transfer_question(officer: OfficerFacts, role: Role, agency: AgencyFact, today: date) -> Reply:
    """Ask once more before an officer goes to another role or agency."""
    lines = [
        _("Hiện nay: {role}, {agency}.", role=role_name(officer.role), agency=officer.agency_name),
        _("Sẽ là: {role}, {agency}.", role=role_name(role), agency=agency.name),
        _(
            "Chat và cách nhắc giữ nguyên; việc đã ghi vẫn đứng dưới cơ quan, vai trò cũ. Đường dẫn lịch và việc "
            "đang giao riêng thì hết. Người ấy được báo. Chưa có gì thay đổi."
        ),
    ]
    taps = (
        button(_("Đồng ý chuyển"), TransferOfficer(officer.id, role, agency.id, today)),
        button(_("Thôi"), ShowOfficer(officer.id)),
    )
    return Reply(_("Chuyển {name}?", name=shorten(officer.name, _NAME_LETTERS)), "\n".join(lines), (taps,))


def transferred(before: OfficerFacts, after: OfficerFacts) -> Reply:
    """Render that an officer has another role or agency."""
    said = _("{name} nay là {role} của {agency} (trước: {before}).", **_who(after), before=_post(before))
    return Reply(_("✅ Đã chuyển"), said, (_back_button(after.id),))


def unchanged(officer: OfficerFacts) -> Reply:
    """Render that an officer is there already."""
    said = _("{name} đang là {role} của {agency}. Không có gì thay đổi.", **_who(officer))
    return Reply(body=said, buttons=(_back_button(officer.id),))


def replacement_question(officer: OfficerFacts, role: Role, beside: Sequence[Office]) -> Reply:
    """Explain the code by which an officer comes in anew, before it is made.

    `beside` is who else they are in other agencies: that goes along.
    """
    lines = [
        _("Mã dành riêng cho {name}: {role}, {agency}.", **(_who(officer) | {"role": role_name(role)})),
        _("Khi mã được dùng, chat mới thay chat cũ: chat cũ không xem, không nhận gì nữa; việc đã ghi vẫn còn."),
    ]
    left = [one for one in beside if one.role in OVERSEEING and role not in OVERSEEING]
    if carried := [one for one in beside if one not in left]:
        lines.append(_("Vai trò ở {agencies} cũng chuyển sang chat mới.", agencies=_names(carried)))
    if left:
        lines.append(_("Vai trò ở {agencies} thì cấp mã riêng: mã này không chuyển theo.", agencies=_names(left)))
    if role in OVERSEEING:
        lines.append(
            _("Vai trò này xem được nhiệm vụ của mọi cơ quan; có hai quản trị thì mã chờ người thứ hai đồng ý.")
        )
    lines.append(_("Chưa có gì thay đổi."))
    heading = _("📱 Cấp mã đổi máy?") if role is officer.role else _("🔑 Cấp mã {role}?", role=role_name(role))
    taps = (button(_("Cấp mã"), InviteReplacement(officer.id, role)), button(_("Thôi"), ShowOfficer(officer.id)))
    return Reply(heading, "\n".join(lines), (taps,))


def _names(offices: Sequence[Office]) -> str:
    return ", ".join(one.agency_short_name for one in offices)


def _leave_button() -> tuple[Button, ...]:
    return (button(_("Thôi, để sau"), LeaveQuestion()),)


def _back_button(officer_id: int) -> tuple[Button, ...]:
    return (button(_("‹ Trở lại"), ShowOfficer(officer_id)),)


def _role_label(role: Role) -> str:
    name = role_name(role)
    return name[:1].upper() + name[1:]


def _who(officer: OfficerFacts) -> dict[str, str]:
    return {
        "name": shorten(officer.name, _NAME_LETTERS),
        "role": role_name(officer.role),
        "agency": officer.agency_short_name,
    }


def _post(officer: OfficerFacts) -> str:
    return _("{role}, {agency}", role=role_name(officer.role), agency=officer.agency_short_name)
