"""Codes that were made or wait to be used, in words; the code itself is shown only once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from data.enums import Role
from data.registry.office.agencies import AgencyFact
from data.registry.people.invitations import Invited
from data.registry.people.joining.entrances import Entrance
from data.registry.people.joining.grants import WaitingInvitation
from data.rules.viet_nam_time import viet_nam_date
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.people import (
    ApproveInvitation,
    CancelInvitation,
    ListInvitations,
    RenewInvitation,
    ShowInvitation,
)
from handlers.base.messages import Attachment, Button, Reply
from handlers.locales import _
from handlers.views.base.formatting import moment, plain_day, shorten
from handlers.views.base.names import role_name
from handlers.views.base.paging import page_buttons, slice_page, take_lines

PDF, PNG = "application/pdf", "image/png"
_NAME_LETTERS, _SHOWN_LETTERS = 40, 1500
_GROUP = 5
"""Letters of a code that stand together: it is read aloud and typed."""


@dataclass(frozen=True, slots=True)
class MadeCode:
    """A code that was just made, for whom, and the ways in with it."""

    invited: Invited
    name: str
    role: Role
    agency: AgencyFact
    entrances: tuple[Entrance, ...]


def codes_made(made: Sequence[MadeCode], *, renewed: bool) -> Reply:
    """Render codes, each of which is shown only here; `renewed`: those before open nothing any more."""
    ends = plain_day(viet_nam_date(made[0].invited.expires_at))
    lines = _one(made[0]) if len(made) == 1 else _several(made)
    lines.append(_("Mỗi mã dùng một lần, đến hết ngày {day}.", day=ends))
    if any(one.invited.needs_approval for one in made):
        lines.append(_("⏳ Mã giám sát, quản trị chỉ dùng được khi một cán bộ quản trị khác đồng ý."))
    if renewed:
        lines.append(_("Mã cấp lần trước không dùng được nữa."))
    lines.append(
        _("Anh/chị gửi riêng cho đúng người, đừng gửi vào nhóm. Mã chỉ hiện một lần và không được lưu lại.")
        if len(made) == 1
        else _("Tệp dưới đây là phiếu để in, mỗi trang tám phiếu; cắt rời, đưa riêng từng người.")
    )
    heading = (
        _("🔑 Mã mời của {name}", name=shorten(made[0].name, _NAME_LETTERS))
        if len(made) == 1
        else _("🔑 Đã cấp {count} mã mời", count=len(made))
    )
    kept = _("Mã mời chỉ hiện một lần và không được lưu lại. Cần mã khác: chạm Mã đang chờ.")
    taps = ((button(_("Mã đang chờ"), ListInvitations()),),)
    own = tuple(one.address for one in made[0].entrances if one.address)
    return Reply(heading, "\n".join(lines), taps, files=_files(made), unkept=kept, addresses=own)


def waiting_codes(waiting: Sequence[WaitingInvitation], page: int) -> Reply:
    """Render a page of the codes that nobody has used, each with its button."""
    if not waiting:
        return Reply(body=_("Không có mã mời nào đang chờ. Mời cán bộ: /moi"))
    shown, page, pages = slice_page(waiting, page)
    lines = [_waiting_line(one) for one in shown]
    lines.append(_("Chạm một người để cấp mã khác hoặc thu hồi."))
    taps: list[tuple[Button, ...]] = [(button(_label(one), ShowInvitation(one.id)),) for one in shown]
    if pages > 1:
        taps.append(page_buttons(ListInvitations, page, pages))
    return Reply(_("🔑 {count} mã mời đang chờ", count=len(waiting)), "\n".join(lines), tuple(taps), replaces=True)


def waiting_code(one: WaitingInvitation, today: date, *, may_approve: bool) -> Reply:
    """Render a code that nobody has used; the code itself is known to nobody."""
    lines = [
        _("{role}, {agency}", role=role_name(one.role), agency=one.agency_name),
        _("Cấp lúc {moment}", moment=moment(one.created_at, today))
        + (_(", người cấp: {name}", name=one.created_by) if one.created_by else ""),
        _("Dùng được đến {moment}.", moment=moment(one.expires_at, today)),
    ]
    if one.unapproved:
        lines.append(_("⏳ Chờ một cán bộ quản trị thứ hai đồng ý."))
    lines.append(_("Mã không xem lại được; người ấy làm mất thì cấp mã khác, mã trước hết dùng."))
    renew, revoke = button(_("Cấp mã khác"), RenewInvitation(one.id)), button(_("Thu hồi"), CancelInvitation(one.id))
    taps: list[tuple[Button, ...]] = [(renew, revoke)]
    if one.unapproved and may_approve:
        taps.insert(0, (button(_("Đồng ý"), ApproveInvitation(one.id)),))
    taps.append((button(_("‹ Mã đang chờ"), ListInvitations()),))
    name = one.name or _("chưa ghi họ tên")
    return Reply(_("🔑 Mã mời của {name}", name=shorten(name, _NAME_LETTERS)), "\n".join(lines), tuple(taps))


def gone() -> Reply:
    """Render that a code does not wait any more."""
    return Reply(
        body=_("Mã mời này đã được dùng, đã thu hồi hoặc đã hết hạn. Không có gì thay đổi."),
        buttons=((button(_("Mã đang chờ"), ListInvitations()),),),
    )


def spaced(code: str) -> str:
    """Return a code in groups, as it is read aloud."""
    return " ".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def entrance_line(one: Entrance) -> str:
    """Return how somebody comes in, in one line."""
    provider = one.provider or _("Trang làm việc")
    if not one.address:
        return _("{provider}: nhắn cho bot: {typed}", provider=provider, typed=one.typed)
    if one.typed:
        return _("{provider}: mở {address} rồi gõ mã", provider=provider, address=one.address)
    return f"{provider}: {one.address}"


def _one(made: MadeCode) -> list[str]:
    return [
        _("{role}, {agency}", role=role_name(made.role), agency=made.agency.name),
        _("Mã: {code}", code=spaced(made.invited.code)),
        *(map(entrance_line, made.entrances) if made.entrances else [_("Người được mời gõ riêng mã này cho bot.")]),
    ]


def _several(made: Sequence[MadeCode]) -> list[str]:
    lines = [_several_line(one) for one in made]
    shown = take_lines(lines, _SHOWN_LETTERS)
    more = _("… và {count} người khác: trong tệp phiếu", count=len(lines) - len(shown))
    return [*shown, more] if len(shown) < len(lines) else lines


def _several_line(made: MadeCode) -> str:
    return _(
        "• {name} · {role}, {agency}: {code}",
        name=shorten(made.name, _NAME_LETTERS),
        role=role_name(made.role),
        agency=made.agency.short_name,
        code=spaced(made.invited.code),
    )


def _files(made: Sequence[MadeCode]) -> tuple[Attachment, ...]:
    """Return the QR code of one invitation, or the slips of several; nothing to scan makes no picture."""
    if len(made) == 1:
        scanned = next((one.address for one in made[0].entrances if one.address), "")
        return (Attachment("ma-moi.png", PNG, make=partial(_draw_qr, scanned)),) if scanned else ()
    return (Attachment("phieu-moi.pdf", PDF, make=partial(_draw_slips, _slips(made))),)


def draw_slips_of(made: Sequence[MadeCode]) -> bytes:
    """Return the slips of codes that were just made, to print, as a PDF file."""
    return _draw_slips(_slips(made))


def _slips(made: Sequence[MadeCode]) -> list[tuple[str, list[str], str, list[tuple[str, str]]]]:
    return [_slip_facts(one, plain_day(viet_nam_date(one.invited.expires_at))) for one in made]


def _slip_facts(made: MadeCode, ends: str) -> tuple[str, list[str], str, list[tuple[str, str]]]:
    """Return what stands on a slip: name, lines, code, and what can be scanned with its caption."""
    lines = [
        _("{role}, {agency}", role=role_name(made.role), agency=made.agency.name),
        *(entrance_line(one) for one in made.entrances if one.typed),
        _("Dùng một lần, đến hết ngày {day}. Chỉ dành cho người có tên trên phiếu.", day=ends),
    ]
    scanned = [(one.provider or _("Trang làm việc"), one.address) for one in made.entrances if one.address]
    return made.name, lines, spaced(made.invited.code), scanned


def _draw_qr(address: str) -> bytes:
    from data.exports.pictures.qr import draw_qr  # late, as all that draws

    return draw_qr(address)


def _draw_slips(slips: Sequence[tuple[str, list[str], str, list[tuple[str, str]]]]) -> bytes:
    from data.exports.pictures.slips import Slip, draw_slips  # late, as all that draws

    return draw_slips([Slip(*one) for one in slips], _("Mời dùng trợ lý nhắc việc"))


def _waiting_line(one: WaitingInvitation) -> str:
    return _(
        "• {name} · {role}, {agency}; đến {day}{mark}",
        name=shorten(one.name or _("chưa ghi họ tên"), _NAME_LETTERS),
        role=role_name(one.role),
        agency=one.agency_short_name,
        day=plain_day(viet_nam_date(one.expires_at)),
        mark=" ⏳" if one.unapproved else "",
    )


def _label(one: WaitingInvitation) -> str:
    name = shorten(one.name or _("chưa ghi họ tên"), _NAME_LETTERS)
    return f"{name} · {shorten(one.agency_short_name, _NAME_LETTERS)}"
