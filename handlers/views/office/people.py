"""Officers in words, for administrators: who is linked where, what follows a change."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from data.enums import Role
from data.registry.office.agencies import AgencyFact
from data.registry.people.joining.grants import OVERSEEING
from data.registry.people.joining.joinings import Joining
from data.registry.people.officers import LinkLine, OfficerFacts, OfficerLine
from data.registry.people.offices import Office
from data.registry.people.succession.absences import OpenAbsence
from data.rules.viet_nam_time import viet_nam_date
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion
from handlers.base.callback_data.people import (
    AskAbsence,
    AskAgency,
    AskDismissal,
    AskName,
    AskReplacement,
    AskRole,
    EndAbsence,
    InviteReplacement,
    ListInvitations,
    ListOfficers,
    ListRequests,
    ProposeTransfer,
    ShowOfficer,
    TransferOfficer,
)
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.account.joinings import decision_buttons
from handlers.views.base.formatting import plain_day, shorten
from handlers.views.base.names import channel_name, role_name
from handlers.views.base.paging import page_buttons, slice_page
from handlers.views.office.absences import absence_line

_NAME_LETTERS, _ACCOUNT_LETTERS = 40, 60
_MOST_CALLED = 20


def officer_page(found: Sequence[OfficerLine], at: ListOfficers, agency: AgencyFact | None, asking: int) -> Reply:
    """Render a page of officers, each with a button; `asking` ask to be let in."""
    shown, page, pages = slice_page(found, at.page)
    heading = (
        _("👥 {agency}: {count} cán bộ", agency=agency.short_name, count=len(found))
        if agency
        else _("👥 {count} cán bộ", count=len(found))
    )
    lines = [_line(one) for one in shown]
    lines.append(_("Tìm: gõ /canbo rồi tên cơ quan hoặc họ tên. Mời thêm: /moi"))
    taps: list[tuple[Button, ...]] = [(button(_label(one), ShowOfficer(one.id)),) for one in shown]
    if pages > 1:
        taps.append(page_buttons(partial(ListOfficers, agency_id=at.agency_id), page, pages))
    requests = (button(_("📨 Xin vào ({count})", count=asking), ListRequests()),) if asking else ()
    taps.append((*requests, button(_("Mã đang chờ"), ListInvitations())))
    return Reply(heading, "\n".join(lines), tuple(taps), replaces=True)


def officers_called(said: str, found: Sequence[OfficerLine]) -> Reply:
    """Render the officers whose names contain what was typed."""
    shown = found[: _MOST_CALLED // 2]
    lines = [_line(one) for one in shown]
    more = len(found) - len(shown)
    lines += [_("… và {count} người khác; gõ tên đầy đủ hơn", count=more)] if more else []
    taps = tuple((button(_label(one), ShowOfficer(one.id)),) for one in shown)
    heading = _("👥 {count} cán bộ tên có “{said}”", count=len(found), said=shorten(said, _NAME_LETTERS))
    return Reply(heading, "\n".join(lines), taps)


def nobody_called(said: str) -> Reply:
    """Render that neither an officer nor an agency has such a name."""
    words = shorten(said, _NAME_LETTERS)
    sentence = _(
        "Không có cán bộ hay cơ quan nào tên “{said}”. Anh/chị gõ họ tên, hoặc tên hay mã cơ quan.", said=words
    )
    return Reply(body=sentence, buttons=((button(_("‹ Cán bộ"), ListOfficers()),),))


def officer_card(
    officer: OfficerFacts,
    links: Sequence[LinkLine],
    joining: Joining | None,
    absence: OpenAbsence | None,
    beside: Sequence[Office],
    *,
    is_me: bool,
) -> Reply:
    """Render an officer: their chats and since when, who vouched for them, and what can be changed.

    `beside` is who else they are in other agencies.
    """
    lines = [_("{role}, {agency}", role=role_name(officer.role), agency=officer.agency_name)]
    lines += [_("Cũng là {role} của {agency}", role=role_name(one.role), agency=one.agency_name) for one in beside]
    lines += [_link_line(one) for one in links] or [_("Chưa liên kết chat nào.")]
    taps: list[tuple[Button, ...]] = []
    if absence:
        lines.append(absence_line(absence))
    if joining:
        lines.append(_joining_line(joining))
        if not is_me and not joining.vouched_at:
            taps.append(decision_buttons(joining, administrator=True))
    taps += [(button(_("Đổi họ tên"), AskName(officer.id)),)] if is_me else _change_buttons(officer)
    if absence:
        taps.append((button(_("Đã trở lại"), EndAbsence(officer.id)),))
    elif officer.role is Role.OFFICER:
        taps.append((button(_("Thay khi vắng"), AskAbsence(officer.id)),))
    taps.append((button(_("‹ Cán bộ"), ListOfficers()),))
    return Reply(_("👤 {name}", name=shorten(officer.name, _NAME_LETTERS)), "\n".join(lines), tuple(taps))


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


def _change_buttons(officer: OfficerFacts) -> list[tuple[Button, ...]]:
    return [
        (button(_("Đổi vai trò"), AskRole(officer.id)), button(_("Chuyển cơ quan"), AskAgency(officer.id))),
        (
            button(_("Đổi họ tên"), AskName(officer.id)),
            button(_("Mã đổi máy"), AskReplacement(officer.id, officer.role)),
        ),
        (button(_("Ngừng liên kết"), AskDismissal(officer.id)),),
    ]


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


def _line(one: OfficerLine) -> str:
    linked = ", ".join(map(channel_name, one.channels)) or _("chưa liên lạc được")
    return _(
        "• {name} · {role}, {agency}; {linked}",
        name=shorten(one.name, _NAME_LETTERS),
        role=role_name(one.role),
        agency=one.agency_short_name,
        linked=linked,
    )


def _label(one: OfficerLine) -> str:
    return f"{shorten(one.name, _NAME_LETTERS)} · {shorten(one.agency_short_name, _NAME_LETTERS)}"


def _link_line(link: LinkLine) -> str:
    since = plain_day(viet_nam_date(link.linked_at))
    said = _("{channel}: từ {day}", channel=channel_name(link.channel), day=since)
    if link.unreachable_since:
        return said + _(", không liên lạc được từ {day}", day=plain_day(viet_nam_date(link.unreachable_since)))
    heard = plain_day(viet_nam_date(link.heard_at)) if link.heard_at else ""
    return said + (_(", nhắn gần nhất {day}", day=heard) if heard else _(", chưa nhắn lần nào"))


def _joining_line(joining: Joining) -> str:
    account = shorten(joining.account, _ACCOUNT_LETTERS)
    if joining.vouched_at:
        return _("Tài khoản “{account}”, {name} đã xác nhận đúng người.", account=account, name=joining.vouched_by)
    return _("Tài khoản “{account}”, chưa ai xác nhận đúng người.", account=account)
