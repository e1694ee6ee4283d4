"""The words at the door: for a stranger, for who has just come in, for who asks where they are."""

from collections.abc import Sequence

from data.enums import Cause, Role
from data.registry.people.identities import Identity
from data.rules.escalation import WORKING_DAYS_OVERDUE
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.duties import ShowDuties
from handlers.base.callback_data.overview import ShowSummary
from handlers.base.messages import Button, Reply
from handlers.base.turn import Command
from handlers.locales import _, marked
from handlers.views.base.formatting import role_name
from handlers.views.questions.examples import examples

_PROMISES = {
    Role.OFFICER: marked(
        "Tôi sẽ nhắc vào 08:00 ngày làm việc trước mỗi mốc hạn; không có việc thì không nhắn. Đổi giờ: /nhac\n"
        "Người khác cập nhật việc của cơ quan, tôi báo ngay trong giờ làm việc."
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
    Role.ADMIN: marked("Tôi sẽ báo khi có cơ quan còn nợ việc mà không liên lạc được với cán bộ đầu mối nào."),
}
"""What an officer will hear by itself."""


def stranger() -> Reply:
    """Says how to get an invitation; shows nothing of any plan."""
    return Reply(
        _("Trợ lý nhắc việc"),
        _(
            "Anh/chị cần mã mời để sử dụng. Mã do cán bộ quản trị của cơ quan theo dõi kế hoạch cấp.\n"
            "Khi có mã, gõ: /thamgia MÃ"
        ),
    )


def joined(me: Identity) -> Reply:
    """The first message after a code was accepted."""
    body = _(
        "Anh/chị {name} đã được liên kết với {agency}, vai trò {role}.",
        name=me.name,
        agency=me.agency_name,
        role=role_name(me.role),
    )
    overdue = WORKING_DAYS_OVERDUE
    promise = _(_PROMISES[me.role], head=overdue[Cause.HEAD], body=overdue[Cause.STANDING_BODY])
    return Reply(_("✅ Đã liên kết"), f"{body}\n{promise}", (_first_taps(me.role),))


def known(me: Identity, commands: Sequence[Command]) -> Reply:
    """Who the chat speaks for, and what is open to them."""
    body = _("Vai trò: {role}\nCơ quan: {agency}", role=role_name(me.role), agency=me.agency_name)
    return Reply(_("Anh/chị là {name}", name=me.name), f"{body}\n\n{_lines(commands)}", (_first_taps(me.role),))


def help_for(commands: Sequence[Command], *, overseeing: bool) -> Reply:
    """The commands of a role, and that words do as well."""
    said = _("Hoặc cứ gõ thành câu, có dấu hay không dấu: {examples}.", examples=examples(overseeing=overseeing))
    return Reply(_("Có thể hỏi gì"), f"{_lines(commands)}\n\n{said}")


def left(*, was_open: bool) -> Reply:
    """After /huy."""
    if was_open:
        return Reply(body=_("Đã thoát. Chưa có gì thay đổi."), buttons=(_list_tap(),))
    return Reply(body=_("Không có câu hỏi nào đang chờ anh/chị trả lời."), buttons=(_list_tap(),))


def _lines(commands: Sequence[Command]) -> str:
    return "\n".join(f"/{command.name} – {_(command.summary)}" for command in commands)


def _first_taps(role: Role) -> tuple[Button, ...]:
    overview = (button(_("📊 Tổng hợp"), ShowSummary()),) if role is not Role.OFFICER else ()
    return (*_list_tap(), *overview)


def _list_tap() -> tuple[Button, ...]:
    return (button(_("📋 Nhiệm vụ"), ShowDuties()),)
