"""Greetings: for strangers, for new officers, for /toi and /trogiup."""

from collections.abc import Sequence
from dataclasses import replace

from data.enums import Cause, OfficeLevel, Role
from data.registry.people.identities import Identity
from data.registry.people.invitations import OpenInvitation
from data.registry.people.officers import OfficerFacts
from data.registry.people.offices import Office
from data.rules.escalation import WORKING_DAYS_OVERDUE
from handlers.base.callback_data.account import AddOffice, SwitchOffice
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion
from handlers.base.callback_data.directories import AskMinistry, AskOwnAgency, AskProvince
from handlers.base.callback_data.duties import ShowDuties
from handlers.base.callback_data.overview import ShowSummary
from handlers.base.callback_data.people import AskLeaving
from handlers.base.messages import Button, Reply
from handlers.base.turn import Command
from handlers.locales import _, marked
from handlers.views.account.reaffirmation import tenure_buttons, tenure_question
from handlers.views.account.speaking import other_buttons, other_lines
from handlers.views.base.formatting import shorten
from handlers.views.base.names import role_name
from handlers.views.questions.examples import examples

_PROMISES = {
    Role.OFFICER: marked(
        "Tôi sẽ nhắc vào 08:00 ngày làm việc trước mỗi mốc hạn; không có việc thì không nhắn. Đổi giờ: /nhac\n"
        "Khi có người khác cập nhật việc của cơ quan, tôi báo ngay trong giờ làm việc."
    ),
    Role.HEAD: marked(
        "08:00 ngày làm việc đầu tuần tôi gửi tổng hợp của cơ quan; "
        "việc nào quá hạn {head} ngày làm việc tôi báo một lần."
    ),
    Role.SUPERVISOR: marked(
        "08:00 ngày làm việc đầu tuần tôi gửi tổng hợp toàn tỉnh; "
        "việc nào quá hạn {body} ngày làm việc tôi báo một lần.\n"
        "Việc vừa báo xong và đề nghị gia hạn, tôi gom nửa giờ một tin trong giờ làm việc."
    ),
    Role.ADMIN: marked(
        "Tôi sẽ báo khi có cơ quan chưa hoàn thành nhiệm vụ mà không liên lạc được với cán bộ đầu mối nào."
    ),
}
"""Messages that an officer of each role will be sent unasked."""


def stranger_greeting() -> Reply:
    """Render how to get an invitation; nothing of any plan."""
    return Reply(
        _("Trợ lý nhắc việc"),
        _(
            "Anh/chị cần mã mời để sử dụng. Mã do cán bộ quản trị của cơ quan theo dõi kế hoạch cấp.\n"
            "Khi có mã, chỉ cần gõ mã ấy vào đây (hoặc gõ: /thamgia MÃ).\n"
            "Chưa có mã: gõ trong một dòng /xinvao, họ tên, dấu phẩy, cơ quan; cán bộ quản trị sẽ xem."
        ),
    )


def chat_linked(me: Identity | OfficerFacts) -> Reply:
    """Render the first message after an invitation code was accepted."""
    body = _("Từ nay anh/chị là {role} của {agency}.", role=role_name(me.role), agency=me.agency_name)
    overdue = WORKING_DAYS_OVERDUE
    promise = _(_PROMISES[me.role], head=overdue[Cause.HEAD], body=overdue[Cause.STANDING_BODY])
    kept = _("Tôi giữ họ tên, tài khoản chat và những gì anh/chị ghi, để nhắc việc. Xem, nhận bản sao, xóa: /dulieu")
    return Reply(_("✅ Chào anh/chị {name}", name=me.name), f"{body}\n{promise}\n{kept}", (_first_buttons(me.role),))


def first_start(me: Identity, *, has_agencies: bool) -> Reply:
    """Render the first message to the first administrator: the office is asked for, before there is anything else.

    `has_agencies`: a plan was imported before, so theirs may be among its agencies.
    """
    greeting = chat_linked(me)
    if has_agencies:
        known = _("Sổ đã có cơ quan từ kế hoạch. Việc đầu tiên: anh/chị chọn cơ quan của mình.")
        own = (button(_("Chọn cơ quan của tôi"), AskOwnAgency()),)
        return replace(greeting, body=f"{greeting.body}\n\n{known}", buttons=(own,))
    asked = _("Sổ còn trống. Việc đầu tiên: cơ quan dùng bot thuộc cấp nào? Tôi đề xuất sẵn các cơ quan và nhóm.")
    levels = (
        button(_("Cấp tỉnh"), AskProvince(OfficeLevel.PROVINCE)),
        button(_("Cấp xã"), AskProvince(OfficeLevel.COMMUNE)),
        button(_("Đơn vị của bộ"), AskMinistry()),
    )
    return replace(greeting, body=f"{greeting.body}\n\n{asked}", buttons=(levels,))


def switch_question(me: Identity, offered: OpenInvitation, *, may_add: bool, may_move: bool) -> Reply:
    """Render the question whether a linked chat is to be linked anew: what is left, and what is joined.

    `may_add`: its officer may serve both agencies. `may_move`: they may leave this one, which the only administrator
    may not; one of the two is so.
    """
    now_and_then = [
        _("Hiện nay: {name}, {role}, {agency}.", name=me.name, role=role_name(me.role), agency=me.agency_name),
        _("Theo mã mời vừa gõ: {role}, {agency}.", role=role_name(offered.role), agency=offered.agency_name),
    ]
    leave = button(_("Thôi, giữ như cũ"), LeaveQuestion())
    if offered.agency_id == me.agency_id and offered.role is not me.role:
        said = _("Nếu đổi, chat này theo vai trò mới; cán bộ quản trị sẽ được báo. Chưa có gì thay đổi.")
        changes = button(_("Đổi vai trò"), SwitchOffice(offered.id))
        heading = _("Đổi vai trò ở {agency}?", agency=shorten(offered.agency_short_name, 40))
        return Reply(heading, "\n".join([*now_and_then, said]), ((changes, leave),))
    lines = [
        *now_and_then,
        _(
            "Nếu chuyển, chat này không còn nhận tin về nhiệm vụ của {left} mà nhận tin về nhiệm vụ của {joined}; "
            "cán bộ quản trị sẽ được báo. Chưa có gì thay đổi.",
            left=me.agency_short_name,
            joined=offered.agency_short_name,
        ),
    ]
    agency = shorten(offered.agency_short_name, 40)
    taps = (
        button(_("Chuyển sang {agency}", agency=agency), SwitchOffice(offered.id)),
        leave,
    )
    if not may_add:
        return Reply(_("Chuyển chat này sang nơi khác?"), "\n".join(lines), (taps,))
    both = _(
        "Nếu kiêm nhiệm thêm, anh/chị làm việc ở cả hai nơi: tin của cả hai cơ quan gửi về chat này, mỗi câu trả lời "
        "ghi rõ đang làm việc cho cơ quan nào."
    )
    adds = button(_("➕ Kiêm nhiệm thêm ở {agency}", agency=agency), AddOffice(offered.id))
    heading = _("Kiêm nhiệm thêm ở {agency}, hay chuyển sang đó?", agency=agency)
    if not may_move:
        heading = _("Kiêm nhiệm thêm ở {agency}?", agency=agency)
        stays = _("Anh/chị là quản trị duy nhất nên chưa chuyển hẳn sang đó được. Chưa có gì thay đổi.")
        return Reply(heading, "\n".join([*lines[:2], both, stays]), ((adds,), (leave,)))
    return Reply(heading, "\n".join([*lines[:2], both, lines[2]]), ((adds,), taps))


def served_already(offered: OpenInvitation) -> Reply:
    """Render that the person serves the agency of a code already: nothing has changed, the code is not used up."""
    said = _("Anh/chị đã có vai trò ở cơ quan này, nên mã chưa được dùng; muốn đổi vai trò, đề nghị cán bộ quản trị.")
    return Reply(offered.agency_name, said)


def added(before: Identity, me: Identity) -> Reply:
    """Render the first message after somebody began to serve another agency as well."""
    greeting = chat_linked(me)
    said = _(
        "Anh/chị vẫn là {role} của {agency}: chạm nút ở dưới, hoặc gõ /toi, để chuyển qua lại.",
        role=role_name(before.role),
        agency=before.agency_short_name,
    )
    return replace(greeting, body=f"{greeting.body}\n{said}")


def switched(left: Identity, me: Identity) -> Reply:
    """Render the first message after a linked chat was linked anew."""
    said = _(
        "Chat này không còn là của {name} ({role}, {agency}); cán bộ quản trị sẽ được báo.",
        name=left.name,
        role=role_name(left.role),
        agency=left.agency_short_name,
    )
    greeting = chat_linked(me)
    return replace(greeting, body=f"{greeting.body}\n{said}")


def who_am_i(me: Identity, commands: Sequence[Command], *, asked: bool, offices: Sequence[Office] = ()) -> Reply:
    """Render whom the chat is linked to, and the commands open to them; `asked`: whether they are still in office.

    `offices` are all that they serve, where there are several: who else can be spoken for, and which can be left.
    """
    body = _("Vai trò: {role}\nCơ quan: {agency}", role=role_name(me.role), agency=me.agency_name)
    body = "\n".join([body, *other_lines(offices)])
    body, rows = f"{body}\n\n{_command_lines(commands)}", [_first_buttons(me.role), *other_buttons(offices)]
    if offices:
        leaves = _("Thôi làm ở {agency}", agency=shorten(me.agency_short_name, 40))
        rows.append((button(leaves, AskLeaving(me.officer_id)),))
    if asked:
        body = f"{body}\n\n❓ {tenure_question(me)}"
        rows.insert(0, tenure_buttons(me.officer_id))
    return Reply(_("Anh/chị là {name}", name=me.name), body, tuple(rows))


def command_help(commands: Sequence[Command], *, overseeing: bool) -> Reply:
    """Render the commands of a role, and that sentences can be typed as well."""
    said = _("Hoặc cứ gõ thành câu, có dấu hay không dấu: {examples}.", examples=examples(overseeing=overseeing))
    return Reply(_("Hướng dẫn"), f"{_command_lines(commands)}\n\n{said}")


def question_left(*, was_open: bool) -> Reply:
    """Render the answer to /huy."""
    if was_open:
        return Reply(body=_("Đã bỏ qua. Chưa có gì thay đổi."), buttons=(_list_button(),))
    return Reply(body=_("Không có câu hỏi nào đang chờ anh/chị trả lời."), buttons=(_list_button(),))


def nothing_to_leave() -> Reply:
    """Render the answer to words of leaving or regret where nothing is open and nothing can be undone."""
    return Reply(body=_("Vâng ạ, không có gì được ghi thêm."), buttons=(_list_button(),))


def _command_lines(commands: Sequence[Command]) -> str:
    return "\n".join(f"/{command.name} – {_(command.summary)}" for command in commands)


def _first_buttons(role: Role) -> tuple[Button, ...]:
    overview = (button(_("📊 Tổng hợp"), ShowSummary()),) if role is not Role.OFFICER else ()
    return (*_list_button(), *overview)


def _list_button() -> tuple[Button, ...]:
    return (button(_("📋 Nhiệm vụ"), ShowDuties()),)
