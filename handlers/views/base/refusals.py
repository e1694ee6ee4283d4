"""Refusals and faults as sentences that say what to do instead."""

from datetime import timedelta

from data.enums import State
from data.errors import (
    AgencyNotMerged,
    BackupUnusable,
    BadAnswer,
    CopyRefused,
    InvitationRefused,
    NhacviecError,
    NoFigures,
    NotAllowed,
    NotFound,
    PlanNotChanged,
    PlanUnreadable,
    Refused,
    RegistryUnusable,
    SeveralPlans,
    Stale,
    is_secret,
)
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion, RunCommand
from handlers.base.callback_data.duties import ShowDuties, ShowDuty, ShowTaskByCode
from handlers.base.callback_data.overview import ShowSummary
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base.formatting import moment, plain_day, shorten
from handlers.views.base.names import state_name
from handlers.views.base.not_allowed_sentences import not_allowed_sentence
from handlers.views.base.refusal_sentences import (
    DECIDED_BY_READER_SENTENCES,
    DECIDED_SENTENCES,
    FIGURES_SENTENCES,
    INVITATION_SENTENCES,
    MERGER_SENTENCES,
    PLAN_CHANGE_SENTENCES,
    PLAN_SENTENCES,
)
from handlers.views.base.registry_sentences import registry_sentence
from handlers.views.base.unreadable_answers import explain_bad_answer

_KEY_LETTERS = 60
_IN_A_GROUP = timedelta(days=30)


def sentence(error: NhacviecError, reader: int | None = None) -> str:
    """Return what `error` means for the officer `reader` (an id), and what to do instead. Holds no secret."""
    match error:
        case NotFound():
            return _not_found_sentence(error)
        case Stale():
            return _stale_sentence(error, by_reader=error.officer_id == reader)
        case InvitationRefused():
            return _invitation_sentence(error)
        case BadAnswer():
            return explain_bad_answer(error)
        case SeveralPlans() | PlanNotChanged() | AgencyNotMerged():
            return _office_sentence(error)
        case PlanUnreadable(reason, detail, limit):
            return _(PLAN_SENTENCES[reason], detail=detail, limit=limit)
        case RegistryUnusable() | CopyRefused() | BackupUnusable():
            return registry_sentence(error)
        case NoFigures(day, reason, limit):
            return _(FIGURES_SENTENCES[reason], day=plain_day(day), limit=plain_day(limit))
        case NotAllowed(action):
            return not_allowed_sentence(action)
    return _("Yêu cầu này chưa thực hiện được, chưa có gì thay đổi.")


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
    """Render that the bot shows nothing in a group; sent once, and again after a month or a restart."""
    return Reply(
        body=_("Để giữ kín việc của từng cơ quan, tôi chỉ trả lời trong chat riêng. Anh/chị nhắn riêng cho tôi."),
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


def _not_found_sentence(error: NotFound) -> str:
    nearest = _(" Gần nhất: {nearest}.", nearest=", ".join(error.nearest)) if error.nearest else ""
    key = shorten(error.key, _KEY_LETTERS)
    match error.kind:
        case "task":
            said = _("Không thấy mã {key} trong nhiệm vụ của cơ quan anh/chị.", key=key)
        case "agency":
            said = _("Không thấy cơ quan “{key}”. Gõ tên đầy đủ hoặc tên viết tắt của cơ quan.", key=key)
        case "plan" if not error.nearest:
            said = _("Trong sổ chưa có kế hoạch nào. Nhập bằng: nhacviec plan import TỆP --apply")
        case "active_plan":
            held = ", ".join(error.nearest)
            return _("Mọi kế hoạch trong sổ đều đã đóng ({held}). Gõ /kehoach để xem từng kế hoạch.", held=held)
        case "file":
            return _("Tệp này không còn trong kho của bot. Anh/chị báo cán bộ quản trị để khôi phục từ bản sao lưu.")
        case "invitation":
            return _(
                "Không có mã mời nào như vậy còn chờ dùng. Xem các mã đang chờ: nhacviec officer invitations. "
                "Người đã vào bằng mã: nhacviec officer leave SỐ"
            )
        case "officer":
            said = _("Không có cán bộ số {key} đang nhận việc.", key=error.key)
        case "section":
            known = ", ".join(error.nearest)
            return _("Kế hoạch không có lĩnh vực {key}. Các lĩnh vực: {known}.", key=key, known=known)
        case "plan":
            held = ", ".join(error.nearest)
            return _("Không thấy kế hoạch {key} trong sổ. Sổ đang có: {held}.", key=key, held=held)
        case _:
            said = _("Không thấy “{key}”.", key=key)
    return said + nearest


def _invitation_sentence(error: InvitationRefused) -> str:
    if error.at is None or not error.account:
        return _(INVITATION_SENTENCES[error.reason])
    account = shorten(error.account, _KEY_LETTERS)
    return _(INVITATION_SENTENCES["used_by"], account=account, moment=moment(error.at))


def _office_sentence(error: SeveralPlans | PlanNotChanged | AgencyNotMerged) -> str:
    if isinstance(error, AgencyNotMerged):
        day = plain_day(error.day) if error.day else ""
        return _(MERGER_SENTENCES[error.reason], agency=error.agency, other=error.other, day=day)
    if isinstance(error, PlanNotChanged):
        return _(PLAN_CHANGE_SENTENCES[error.reason], plan=error.number, other=error.other)
    return _(
        "Đang theo dõi {count} kế hoạch: {plans}. Anh/chị nêu rõ kế hoạch nào.",
        count=len(error.numbers),
        plans=", ".join(error.numbers),
    )


def _stale_sentence(error: Stale, *, by_reader: bool) -> str:
    state = state_name(State(error.state))
    if error.change in DECIDED_SENTENCES:
        decided = (
            _(DECIDED_BY_READER_SENTENCES[error.change], code=error.code, moment=moment(error.at))
            if by_reader
            else _(DECIDED_SENTENCES[error.change], code=error.code, name=error.by, moment=moment(error.at))
        )
        why = _(" Lý do: {reason}.", reason=error.reason.rstrip(".")) if error.reason else ""
        return decided + why + " " + _("Không ghi thêm lần nữa.")
    if not error.by:
        return _("{code} đã thay đổi, bây giờ: {state}. Anh/chị mở lại để xem.", code=error.code, state=state)
    if by_reader:
        return _(
            "Anh/chị đã cập nhật {code} lúc {moment}, bây giờ: {state}. Không ghi thêm lần nữa.",
            code=error.code,
            moment=moment(error.at),
            state=state,
        )
    return _(
        "{code} đã được {name} cập nhật lúc {moment}, bây giờ: {state}. Không ghi thêm lần nữa.",
        code=error.code,
        name=error.by,
        moment=moment(error.at),
        state=state,
    )
