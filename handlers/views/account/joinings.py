"""Who joined by a code, in words: for colleagues and administrators who say whether it is the right person."""

from collections.abc import Sequence
from datetime import date

from data.registry.people.joining.joinings import Joining
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.people import RevokeJoining, VouchFor
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base.formatting import moment, shorten
from handlers.views.base.names import role_name

_NAME_LETTERS = 60
_ACCOUNT_LETTERS = 80


def decision_buttons(joining: Joining, *, administrator: bool = False) -> tuple[Button, ...]:
    """Return the buttons by which somebody says whether it is the right person.

    Once somebody has said yes, only an administrator can still revoke.
    """
    code = joining.invitation_id
    revoke = button(_("Thu hồi"), RevokeJoining(code))
    if joining.vouched_at:
        return (revoke,) if administrator else ()
    return button(_("Đúng"), VouchFor(code)), revoke


def joining_card(joining: Joining, today: date, taps: Sequence[Button]) -> Reply:
    """Render who joined, under which account, and what has been said about it."""
    heading = _(
        "👤 {name} vào làm {role}, {agency}",
        name=shorten(joining.name, _NAME_LETTERS),
        role=role_name(joining.role),
        agency=joining.agency_short_name,
    )
    lines = [account_line(joining, today), *_doubts(joining, today), *_outcome(joining, today)]
    if taps and not joining.vouched_at:
        lines.append(
            _(
                "Mã mời chỉ dành cho một người. Đúng là cán bộ ấy thì chạm Đúng; nếu không, chạm Thu hồi: tài khoản "
                "này không xem, không ghi được gì nữa."
            )
        )
    return Reply(heading, "\n".join(lines), (tuple(taps),) if taps else ())


def account_line(joining: Joining, today: date) -> str:
    """Return the account that used a code, on which channel, and when."""
    return _(
        "Tài khoản: “{account}”, kênh {channel}, lúc {moment}.",
        account=shorten(joining.account, _ACCOUNT_LETTERS),
        channel=joining.channel,
        moment=moment(joining.at, today),
    )


def vouched(confirmed: Sequence[Joining]) -> Reply:
    """Render that these are the right people; or that there is nobody left to confirm."""
    if not confirmed:
        return Reply(body=_("Những người này đã được xác nhận hoặc thu hồi từ trước. Không có gì thay đổi."))
    lines = [
        _("{name}, {role}, {agency}", name=one.name, role=role_name(one.role), agency=one.agency_short_name)
        for one in confirmed
    ]
    return Reply(_("✅ Đã xác nhận đúng người"), "\n".join(lines))


def revoked(joining: Joining, changes: int, *, administrator: bool) -> Reply:
    """Render that who joined is out, and what is to be done now; `changes` is how many they made."""
    lines = [
        _(
            "Tài khoản “{account}” không còn là {role} của {agency}: không xem, không ghi, không nhận tin nữa.",
            account=shorten(joining.account, _ACCOUNT_LETTERS),
            role=role_name(joining.role),
            agency=joining.agency_short_name,
        )
    ]
    if changes:
        lines.append(changes_line(changes))
    lines.append(
        _("Cấp mã mời mới cho đúng người, gửi riêng cho người ấy.")
        if administrator
        else _("Cán bộ quản trị sẽ được báo để cấp mã mời mới cho đúng người.")
    )
    return Reply(_("🚫 Đã thu hồi {name}", name=shorten(joining.name, _NAME_LETTERS)), "\n".join(lines))


def changes_line(changes: int) -> str:
    """Return that an account that is out has changed duties."""
    return _(
        "Trước đó tài khoản này đã cập nhật {count} lần; các lần ấy vẫn còn trong lịch sử nhiệm vụ, anh/chị xem lại.",
        count=changes,
    )


def _doubts(joining: Joining, today: date) -> list[str]:
    lines = []
    if not joining.invited:
        lines.append(_("Mã mời không ghi họ tên; tên ở trên là tên của tài khoản."))
    if joining.left_name:
        lines.append(_("Trước đó chat này là của {name}.", name=shorten(joining.left_name, _NAME_LETTERS)))
    if joining.contested_at:
        lines.append(
            _(
                "Tài khoản “{account}” đã gõ lại mã này lúc {moment}.",
                account=shorten(joining.contested_by, _ACCOUNT_LETTERS),
                moment=moment(joining.contested_at, today),
            )
        )
    return lines


def _outcome(joining: Joining, today: date) -> list[str]:
    if joining.revoked_at:
        revoked_at = moment(joining.revoked_at, today)
        return [_("{name} đã thu hồi lúc {moment}.", name=joining.revoked_by, moment=revoked_at)]
    if not joining.active:
        return [_("Người này đã thôi từ trước.")]
    if joining.vouched_at:
        vouched_at = moment(joining.vouched_at, today)
        return [_("{name} đã xác nhận đúng người lúc {moment}.", name=joining.vouched_by, moment=vouched_at)]
    return []
