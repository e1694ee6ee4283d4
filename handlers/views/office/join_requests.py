"""People without a code who ask to be let in, in words: to them, and to administrators who decide."""

from collections.abc import Sequence
from datetime import date

from data.enums import RequestOutcome, Role
from data.registry.office.agencies import AgencyFact
from data.registry.people.joining.join_requests import WaitingRequest
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.people import LetIn, ListOfficers, ListRequests, TurnAway
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base.formatting import moment, shorten
from handlers.views.base.names import role_name
from handlers.views.base.paging import page_buttons, slice_page

_NAME_LETTERS, _ACCOUNT_LETTERS = 40, 60
_ROWS = 4


def how_to_ask() -> Reply:
    """Render how somebody without a code asks."""
    said = _("Anh/chị gõ trong một dòng: /xinvao họ tên, cơ quan. Ví dụ: /xinvao Nguyễn Văn A, Sở Tư pháp")
    return Reply(_("📨 Xin vào"), said)


def only_by_code(role: Role) -> Reply:
    """Render that a role is given by a code alone."""
    return Reply(body=_("Vai trò {role} chỉ cấp bằng mã mời. Anh/chị hỏi cán bộ quản trị.", role=role_name(role)))


def no_such_agency(words: str, nearest: Sequence[str]) -> Reply:
    """Render that nothing is called so, and what is nearest."""
    said = _("Không có cơ quan “{words}”.", words=shorten(words, _NAME_LETTERS))
    said += " " + _("Gần nhất: {nearest}.", nearest="; ".join(nearest)) if nearest else ""
    return Reply(body=f"{said} " + _("Anh/chị gõ lại cả dòng: /xinvao họ tên, cơ quan"))


def asked(name: str, role: Role, agency: AgencyFact, account: str) -> Reply:
    """Render that administrators are told."""
    said = _(
        "{name}, {role}, {agency}. Cán bộ quản trị xem tài khoản “{account}” rồi quyết định; đồng ý thì tôi nhắn "
        "anh/chị ở đây. Gõ nhầm thì gõ lại: đề nghị sau thay đề nghị trước.",
        name=name,
        role=role_name(role),
        agency=agency.name,
        account=shorten(account, _ACCOUNT_LETTERS),
    )
    return Reply(_("📨 Đã gửi đề nghị"), said)


def too_many() -> Reply:
    """Render that nothing was saved."""
    return Reply(body=_("Đề nghị này chưa được nhận vì đã có quá nhiều. Anh/chị thử lại sau, hoặc xin mã mời."))


def request_card(request: WaitingRequest, today: date) -> Reply:
    """Ask an administrator whether somebody is let in."""
    heading = _(
        "📨 {name} xin vào làm {role}, {agency}",
        name=shorten(request.name, _NAME_LETTERS),
        role=role_name(request.role),
        agency=request.agency_short_name,
    )
    lines = [
        _account_line(request, today),
        _("Tên và cơ quan do người ấy tự ghi. Anh/chị hỏi lại cơ quan rồi hãy đồng ý."),
    ]
    return Reply(heading, "\n".join(lines), (_decisions(request),))


def waiting_requests(waiting: Sequence[WaitingRequest], page: int, today: date) -> Reply:
    """Render a page of those who ask, each with its two buttons."""
    if not waiting:
        return Reply(body=_("Không có ai xin vào."), buttons=((button(_("‹ Cán bộ"), ListOfficers()),),))
    shown, page, pages = slice_page(waiting, page, _ROWS)
    lines = []
    taps: list[tuple[Button, ...]] = []
    for at, one in enumerate(shown, page * _ROWS + 1):
        name = shorten(one.name, _NAME_LETTERS)
        who = _("{name} · {role}, {agency}", name=name, role=role_name(one.role), agency=one.agency_short_name)
        lines.append(f"{at}. {who}\n{_account_line(one, today)}")
        taps.append(
            (
                button(_("{number}. Đồng ý", number=at), LetIn(one.id)),
                button(_("{number}. Từ chối", number=at), TurnAway(one.id)),
            )
        )
    if pages > 1:
        taps.append(page_buttons(ListRequests, page, pages))
    return Reply(_("📨 {count} người xin vào", count=len(waiting)), "\n".join(lines), tuple(taps), replaces=True)


def approved(request: WaitingRequest) -> Reply:
    """Render that somebody was let in."""
    said = _(
        "{name} nay là {role} của {agency}. Người ấy và đồng nghiệp được báo.",
        name=request.name,
        role=role_name(request.role),
        agency=request.agency_short_name,
    )
    return Reply(_("✅ Đã cho vào"), said)


def refused(request: WaitingRequest) -> Reply:
    """Render that somebody was not let in."""
    said = _(
        "Tài khoản “{account}” không vào được. Đúng là cán bộ của {agency} thì cấp mã mời: /moi",
        account=shorten(request.account, _ACCOUNT_LETTERS),
        agency=request.agency_short_name,
    )
    return Reply(_("🚫 Đã từ chối"), said)


def decided_before(outcome: RequestOutcome | None) -> Reply:
    """Render that there is nothing to decide any more."""
    said = {
        RequestOutcome.APPROVED: _("Người này đã được cho vào từ trước."),
        RequestOutcome.REFUSED: _("Đề nghị này đã bị từ chối từ trước."),
        RequestOutcome.REPLACED: _("Người này đã gửi đề nghị khác thay đề nghị này."),
        None: _("Đề nghị này đã quá hạn."),
    }[outcome]
    return Reply(body=said + " " + _("Không có gì thay đổi."))


def _decisions(request: WaitingRequest) -> tuple[Button, ...]:
    return button(_("Đồng ý"), LetIn(request.id)), button(_("Từ chối"), TurnAway(request.id))


def _account_line(request: WaitingRequest, today: date) -> str:
    return _(
        "Tài khoản: “{account}”, kênh {channel}, lúc {moment}.",
        account=shorten(request.account, _ACCOUNT_LETTERS),
        channel=request.channel,
        moment=moment(request.asked_at, today),
    )
