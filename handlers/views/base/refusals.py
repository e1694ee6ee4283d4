"""Replies to what was refused, failed or could not be read."""

from datetime import timedelta

from data.errors import (
    BadAnswer,
    InvitationRefused,
    NoFigures,
    NotFound,
    Refused,
    RegistryUnusable,
    Stale,
    is_secret,
)
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion, RunCommand
from handlers.base.callback_data.duties import ShowDuties, ShowDuty, ShowTaskByCode
from handlers.base.callback_data.overview import ShowSummary
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base.error_sentences import sentence
from handlers.views.base.unreadable_answers import explain_bad_answer

_IN_A_GROUP = timedelta(days=30)


def refusal(error: Refused, reader: int | None = None) -> Reply:
    """Render the sentence for the officer `reader` (an id), with buttons that lead on."""
    if is_secret(error):
        return secret_refused()
    taps = _next_buttons(error)
    return Reply(body=sentence(error, reader), buttons=(taps,) if taps else ())


def secret_refused() -> Reply:
    """Render that something was refused because it carries a mark of secrecy, and what became of the message.

    Luật Bảo vệ bí mật nhà nước 2025 forbids to send state secrets over such a channel.
    """
    said = explain_bad_answer(BadAnswer("sentence", "secret"))
    by_hand = _("Tin vẫn còn trong cuộc trò chuyện: anh/chị xóa tin ấy ở cả hai phía ngay.")
    by_bot = _("Tôi đã xóa tin ấy khỏi cuộc trò chuyện.")
    about = _("Nếu tin chứa bí mật nhà nước thật, anh/chị báo ngay người phụ trách bảo vệ bí mật của cơ quan.")
    return Reply(body=f"{said} {by_hand}\n{about}", if_deleted=f"{said} {by_bot}\n{about}")


def _next_buttons(error: Refused) -> tuple[Button, ...]:
    match error:
        case NotFound("task"):
            return tuple(button(code, ShowTaskByCode(code)) for code in error.nearest)
        case InvitationRefused():
            return ()
        case NoFigures():
            return (button(_("📊 Tổng hợp"), ShowSummary()),)
        case BadAnswer():
            return (button(_("Thôi, để sau"), LeaveQuestion()),)
        case Stale(duty_id, code):
            return (button(_("Xem {code}", code=code), ShowDuty(duty_id)), button(_("📋 Nhiệm vụ"), ShowDuties()))
        case _:
            return (button(_("📋 Nhiệm vụ"), ShowDuties()),)


def unavailable(error: RegistryUnusable) -> Reply:
    """Render that the registry cannot be used: an officer can only wait, the log has the cause."""
    if error.reason == "locked":
        return Reply(body=_("Hệ thống đang bận, chưa có gì được ghi. Anh/chị gửi lại sau ít phút."))
    return internal_error()


def unknown_command(name: str, nearest: str | None) -> Reply:
    """Render that a command does not exist, and the nearest one that does."""
    if nearest is None:
        return Reply(body=_("Không có lệnh /{name}. Gõ /trogiup để xem các lệnh.", name=name))
    said = _("Không có lệnh /{name}. Có phải anh/chị muốn /{nearest}?", name=name, nearest=nearest)
    return Reply(body=said, buttons=((button(f"/{nearest}", RunCommand(nearest)),),))


def old_button() -> Reply:
    """Render that this version does not know the button."""
    said = _("Nút này không còn dùng được. Anh/chị chạm 📋 Nhiệm vụ để mở danh sách mới nhất.")
    return Reply(body=said, buttons=((button(_("📋 Nhiệm vụ"), ShowDuties()),),))


def expired_question() -> Reply:
    """Render that the open question is too old to be answered."""
    said = _("Câu hỏi trước đã quá lâu nên không còn chờ trả lời; chưa có gì thay đổi. Mở lại nhiệm vụ để làm tiếp.")
    return Reply(body=said, buttons=((button(_("📋 Nhiệm vụ"), ShowDuties()),),))


def expired_choice() -> str:
    """Return that a number was typed for choices shown long ago."""
    return _("Các lựa chọn trước đã lâu nên tôi không dám chắc anh/chị chọn gì. Đây là danh sách mới:")


def not_in_a_group() -> Reply:
    """Render that the bot answers nothing in a group; sent once, and again after a month or a restart."""
    return Reply(
        body=_(
            "Trong nhóm tôi chỉ gửi bản tin sáng, nếu cơ quan đã chọn gửi vào đó. "
            "Mọi việc khác mời anh/chị nhắn riêng cho tôi."
        ),
        at_most_every=_IN_A_GROUP,
    )


def too_fast() -> Reply:
    """Render that more came in at once than is worked on."""
    return Reply(
        body=_(
            "Anh/chị gửi nhanh quá, tôi chưa kịp trả lời hết: chậm lại giúp tôi.\n"
            "Tôi trả lời lần lượt những tin đầu; những gì gửi sau đó tôi không xử lý và không ghi gì. "
            "Anh/chị chờ tôi trả lời xong rồi gửi lại phần còn thiếu."
        ),
        toast=_("Anh/chị gửi nhanh quá: lần chạm này chưa được xử lý. Anh/chị chờ tôi trả lời xong rồi chạm lại."),
    )


def too_long(letters: int) -> Reply:
    """Render that a text is too long to be read."""
    said = _("Tin nhắn dài quá {letters} ký tự nên tôi không đọc. Anh/chị gõ ngắn lại giúp.", letters=letters)
    return Reply(body=said)


def edit_unread() -> Reply:
    """Render that a message which was edited is not read again."""
    return Reply(body=_("Tôi không đọc lại tin đã sửa; anh/chị gửi nội dung đúng thành tin mới."))


def empty_message() -> Reply:
    """Render the answer to a sticker, a location or an empty message."""
    return Reply(body=_("Tôi chỉ nhận chữ, tệp văn bản và ảnh. Gõ /trogiup để xem hướng dẫn."))


def withheld_file(page: str = "", name: str = "", minutes: int = 0) -> Reply:
    """Render the answer to what a channel does not pass on, most often a document.

    It is sent on the page, if there is one, whose address `page` lets `name` in once within some `minutes`.
    """
    said = _("Tôi chưa nhận được nội dung vừa gửi: ứng dụng này chỉ chuyển cho tôi chữ và ảnh, không chuyển tệp.")
    if not page:
        return Reply(body=f"{said}\n{how_to_send_documents()}")
    lead = _(
        "Anh/chị gửi tệp trên trang làm việc: mở đường dẫn dưới đây, chọn “Vào với tên {name}”, chọn 📎 và gõ kèm mã "
        "nhiệm vụ. Hoặc gửi ảnh chụp văn bản ở đây.",
        name=name,
    )
    once = _("Đường dẫn dùng một lần, trong {minutes} phút; xin đừng chuyển tiếp.", minutes=minutes)
    return Reply(body="\n".join([said, lead, page, once]), addresses=(page,))


def how_to_send_documents() -> str:
    """Return what to do with a document that the channel does not pass on, where there is no page."""
    return _(
        "Anh/chị gửi ảnh chụp văn bản ở đây, hoặc gõ số và ngày văn bản khi báo đã xong; cần lưu cả tệp thì gửi cho "
        "cán bộ theo dõi kế hoạch."
    )


def internal_error() -> Reply:
    """Render that something failed; the log has the cause."""
    return Reply(body=_("Có lỗi ở phía hệ thống, chưa có gì thay đổi. Anh/chị thử lại sau; lỗi đã được ghi lại."))


def file_in_the_making() -> Reply:
    """Render that the file is being made for this officer already."""
    return Reply(body=_("Tệp này đang được làm cho anh/chị, xong sẽ gửi ngay; không cần yêu cầu lại."))


def turn_timed_out() -> Reply:
    """Render that the work was stopped because it took too long; the log says where."""
    return Reply(
        body=_(
            "Yêu cầu này xử lý quá lâu nên tôi đã dừng lại, chưa có gì thay đổi. "
            "Anh/chị gõ lại ngắn gọn hơn hoặc làm cách khác; lỗi đã được ghi lại."
        )
    )
