"""Words about an officer's mail address, and the mail that brings the code."""

from collections.abc import Collection, Sequence

from data.registry.people.identities import Identity
from data.registry.reach.mail_addresses import MailAddress
from data.registry.reach.mail_codes import DIGITS, Outcome
from data.registry.reach.push_orders import Way
from data.rules.limits.quotas import MAIL_CODE_TRIES, MAIL_CODES_PER_DAY
from data.rules.limits.terms import MAIL_CODE_TERM
from data.rules.viet_nam_time import viet_nam_date
from data.text.mail_addresses import EVERY_DOMAIN
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion, RunCommand
from handlers.base.callback_data.reach import AskMail, RemoveMail, SendCodeAgain
from handlers.base.command_names import CommandName
from handlers.base.messages import Button, Letter, Reply
from handlers.locales import _, marked
from handlers.views.account.reminder_settings import ways_buttons, ways_lines
from handlers.views.base import formatting

_MINUTES = int(MAIL_CODE_TERM.total_seconds()) // 60
_NOT_CONFIRMED = {
    Outcome.EXPIRED: marked("Mã này đã hết hạn hoặc không còn chờ. Anh/chị chạm “Gửi lại mã” để nhận mã mới."),
    Outcome.TOO_MANY: marked(
        "Đã gõ sai {tries} lần nên mã này không dùng được nữa. Anh/chị chạm “Gửi lại mã” để nhận mã mới."
    ),
    Outcome.TAKEN: marked(
        "Địa chỉ này đang nhận lời nhắc của một cán bộ khác nên không dùng được. Anh/chị dùng địa chỉ khác, hoặc báo "
        "cán bộ quản trị."
    ),
}


def no_mail() -> Reply:
    """Render that no mail is sent here."""
    return Reply(body=_("Bot này chưa gửi thư. Anh/chị nhận lời nhắc ở đây như thường lệ."))


def address_question(domains: Collection[str]) -> Reply:
    """Ask for the address."""
    asked = _(
        "Anh/chị gõ địa chỉ thư công vụ của mình, ví dụ: {example}. Tôi gửi tới đó một mã gồm {digits} chữ số; gõ "
        "đúng mã thì địa chỉ mới được dùng.",
        example=_example(domains),
        digits=DIGITS,
    )
    return Reply(_("📧 Nhận qua thư"), asked, ((_later_button(), _back_button()),))


def foreign_address(address: str, domains: Collection[str]) -> Reply:
    """Render that an address lies outside the office's domains, and ask again."""
    said = _(
        "{address} không phải địa chỉ thư công vụ nên chưa dùng được. Chỉ nhận địa chỉ thuộc: {domains}. Anh/chị gõ "
        "địa chỉ khác.",
        address=address,
        domains=", ".join(domains),
    )
    return Reply(body=said, buttons=((_later_button(),),))


def code_sent(address: str, letter: Letter) -> Reply:
    """Ask for the code, which goes out with this answer."""
    asked = _(
        "Tôi đã gửi một mã gồm {digits} chữ số tới {address}. Anh/chị gõ mã đó vào đây trong {minutes} phút. Chưa "
        "thấy thư thì xem cả mục thư rác.",
        digits=DIGITS,
        address=address,
        minutes=_MINUTES,
    )
    return Reply(_("📧 Xác nhận địa chỉ thư"), asked, _code_buttons(), letter=letter)


def code_letter(code: str, me: Identity) -> Reply:
    """Render the mail that brings the code to whoever reads mails at the address."""
    said = _(
        "{name} ({agency}) muốn nhận lời nhắc việc tại địa chỉ này. Nếu là anh/chị, gõ mã trên vào cuộc trò chuyện "
        "với bot trong {minutes} phút.\nNếu không phải anh/chị, xin bỏ qua thư này: tôi không gửi gì thêm.",
        name=me.name,
        agency=me.agency_short_name,
        minutes=_MINUTES,
    )
    return Reply(_("Mã xác nhận: {code}", code=code), said, mail_subject=_("Mã xác nhận địa chỉ thư"))


def code_refused(address: str) -> Reply:
    """Render that the mail server does not know the address."""
    said = _("Máy chủ thư không nhận thư gửi tới {address}. Anh/chị xem lại rồi gõ địa chỉ đúng.", address=address)
    return Reply(body=said, buttons=_code_buttons())


def code_delayed(address: str) -> Reply:
    """Render that no mail could be sent now."""
    said = _(
        "Máy chủ thư đang không nhận thư nên mã chưa được gửi tới {address}. Anh/chị chạm “Gửi lại mã” sau ít phút.",
        address=address,
    )
    return Reply(body=said, buttons=_code_buttons())


def no_more_codes() -> Reply:
    """Render that today's codes are used up."""
    said = _("Hôm nay đã gửi đủ {codes} mã cho anh/chị. Anh/chị làm lại vào ngày mai.", codes=MAIL_CODES_PER_DAY)
    return Reply(body=said, buttons=((_back_button(),),))


def wrong_code() -> Reply:
    """Render that the code is another one; the question stays open."""
    said = _(
        "Mã chưa đúng. Anh/chị xem lại thư mới nhất rồi gõ lại; gõ sai {tries} lần thì cần mã mới.",
        tries=MAIL_CODE_TRIES,
    )
    return Reply(body=said, buttons=_code_buttons())


def not_confirmed(outcome: Outcome) -> Reply:
    """Render why a code is good for nothing."""
    taps = _code_buttons() if outcome is not Outcome.TAKEN else ((_change_button(), _back_button()),)
    return Reply(body=_(_NOT_CONFIRMED[outcome], tries=MAIL_CODE_TRIES), buttons=taps)


def confirmed(address: str, ways: Sequence[Way]) -> Reply:
    """Render that the address is used from now on, and in which order the reader's ways are tried."""
    said = _(
        "Đã xác nhận {address}. Bản tin, số liệu đầu tuần và thay đổi gửi được tới địa chỉ này.", address=address
    )
    lines = [said, *ways_lines(ways)]
    return Reply(_("📧 Nhận qua thư"), "\n".join(lines), (*ways_buttons(ways), (_back_button(),)), toast=_("Đã ghi"))


def mail_address(found: MailAddress) -> Reply:
    """Render the address with what can be done about it."""
    lines = [
        _(
            "Địa chỉ: {address}, xác nhận {day}.",
            address=found.address,
            day=formatting.plain_day(viet_nam_date(found.confirmed_at)),
        )
    ]
    taps = [_change_button(), button(_("Thôi nhận qua thư"), RemoveMail())]
    if found.unreachable_since:
        day = formatting.plain_day(viet_nam_date(found.unreachable_since))
        lines.append(
            _(
                "⚠️ Từ {day} máy chủ thư không nhận thư gửi tới địa chỉ này. Hộp thư đã dùng lại được thì anh/chị "
                "xác nhận lại.",
                day=day,
            )
        )
        taps.insert(0, button(_("Xác nhận lại"), SendCodeAgain()))
    return Reply(_("📧 Nhận qua thư"), "\n".join(lines), (tuple(taps), (_back_button(),)), replaces=True)


def removed(*, was_there: bool) -> Reply:
    """Render that nothing is sent by mail any more."""
    said = (
        _("Từ nay tôi không gửi gì qua thư cho anh/chị.") if was_there else _("Anh/chị chưa đăng ký địa chỉ thư nào.")
    )
    return Reply(body=said, buttons=((_back_button(),),), replaces=True)


def _example(domains: Collection[str]) -> str:
    first = next(iter(domains), EVERY_DOMAIN)
    return "ten.ho@coquan.gov.vn" if first == EVERY_DOMAIN else f"ten.ho@{first}"


def _code_buttons() -> tuple[tuple[Button, ...], ...]:
    return ((button(_("Gửi lại mã"), SendCodeAgain()), _change_button()), (_later_button(),))


def _change_button() -> Button:
    return button(_("Đổi địa chỉ"), AskMail())


def _later_button() -> Button:
    return button(_("Thôi, để sau"), LeaveQuestion())


def _back_button() -> Button:
    return button(_("‹ Lời nhắc của tôi"), RunCommand(CommandName.REMINDERS))
