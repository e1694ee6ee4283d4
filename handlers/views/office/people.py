"""Officers in words, for administrators: who is linked where, and what can be changed."""

from collections.abc import Sequence
from functools import partial

from data.enums import Role
from data.registry.office.agencies import AgencyFact
from data.registry.people.joining.joinings import Joining
from data.registry.people.officers import LinkLine, OfficerFacts, OfficerLine
from data.registry.people.offices import Office
from data.registry.people.succession.absences import OpenAbsence
from data.rules.viet_nam_time import viet_nam_date
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.people import (
    AskAbsence,
    AskAgency,
    AskDismissal,
    AskName,
    AskReplacement,
    AskRole,
    EndAbsence,
    ListInvitations,
    ListOfficers,
    ListRequests,
    ShowOfficer,
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


def _change_buttons(officer: OfficerFacts) -> list[tuple[Button, ...]]:
    return [
        (button(_("Đổi vai trò"), AskRole(officer.id)), button(_("Chuyển cơ quan"), AskAgency(officer.id))),
        (
            button(_("Đổi họ tên"), AskName(officer.id)),
            button(_("Mã đổi máy"), AskReplacement(officer.id, officer.role)),
        ),
        (button(_("Ngừng liên kết"), AskDismissal(officer.id)),),
    ]


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
