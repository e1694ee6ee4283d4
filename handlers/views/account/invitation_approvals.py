"""A code that waits for a second administrator, in words."""

from data.registry.people.joining.grants import WaitingInvitation
from data.rules.viet_nam_time import viet_nam_date
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.people import ApproveInvitation, CancelInvitation
from handlers.base.messages import Reply
from handlers.locales import _
from handlers.views.base.formatting import plain_day
from handlers.views.base.names import role_name


def approval_question(invitation: WaitingInvitation) -> Reply:
    """Ask a second administrator whether a code may be used."""
    lines = [
        _("Người được mời: {name}.", name=invitation.name)
        if invitation.name
        else _("Mã không ghi họ tên người được mời."),
        _("Vai trò: {role}, {agency}.", role=role_name(invitation.role), agency=invitation.agency_name),
        _("Người cấp: {name}.", name=invitation.created_by)
        if invitation.created_by
        else _("Cấp bằng lệnh trên máy chủ, không ghi người cấp."),
        _("Vai trò này xem được nhiệm vụ của mọi cơ quan nên mã chỉ dùng được khi quản trị thứ hai đồng ý."),
    ]
    taps = (
        button(_("Đồng ý"), ApproveInvitation(invitation.id)),
        button(_("Hủy mã này"), CancelInvitation(invitation.id)),
    )
    return Reply(_("🔑 Mã mời chờ anh/chị đồng ý"), "\n".join(lines), (taps,))


def approved(invitation: WaitingInvitation) -> Reply:
    """Render that a code can be used now."""
    said = _(
        "Mã mời {role}, {agency} dùng được đến hết ngày {day}.",
        role=role_name(invitation.role),
        agency=invitation.agency_short_name,
        day=plain_day(viet_nam_date(invitation.expires_at)),
    )
    return Reply(_("✅ Đã đồng ý"), said)


def cancelled(invitation: WaitingInvitation) -> Reply:
    """Render that a code cannot be used any more."""
    said = _(
        "Mã mời {role}, {agency} không dùng được nữa.",
        role=role_name(invitation.role),
        agency=invitation.agency_short_name,
    )
    return Reply(_("🚫 Đã hủy mã mời"), said)


def decided_before(waiting: WaitingInvitation | None) -> Reply:
    """Render that there is nothing to decide: `waiting` has been agreed to; None is used, revoked or too old."""
    if waiting:
        return Reply(body=_("Mã mời này đã có cán bộ quản trị khác đồng ý. Không có gì thay đổi."))
    return Reply(body=_("Mã mời này đã được dùng, đã hủy hoặc đã hết hạn. Không có gì thay đổi."))
