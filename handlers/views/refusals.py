"""Every refusal as one sentence that says what to do instead."""

from collections.abc import Mapping

from data.errors import (
    BadAnswer,
    InvitationRefused,
    NhacviecError,
    NotAllowed,
    NotFound,
    PlanUnreadable,
    Refused,
    RegistryUnusable,
    Stale,
)
from data.words import Change, State
from handlers.conversation import Button, Reply
from handlers.locales import _, marked
from handlers.views.words import moment, shorten, state_name

_KEY_LETTERS = 60

_INVITATION = {
    "unknown": marked("Mã mời này không đúng. Anh/chị kiểm tra lại từng ký tự, hoặc xin cán bộ quản trị mã mới."),
    "used": marked("Mã mời này đã được dùng. Mỗi mã chỉ dùng một lần; anh/chị xin cán bộ quản trị mã mới."),
    "expired": marked("Mã mời này đã hết hạn. Anh/chị xin cán bộ quản trị mã mới."),
    "too_many_tries": marked("Đã thử sai quá nhiều lần. Anh/chị chờ một giờ rồi thử lại với mã đúng."),
}

_ANSWER = {
    "no_date": marked("Chưa thấy ngày của văn bản. Gõ theo mẫu: 12/KH-UBND 28/02/2024, hoặc: không có, kèm lý do."),
    "bad_date": marked("Ngày này không có trong lịch. Gõ lại theo mẫu: 12/KH-UBND 28/02/2024."),
    "no_leap_day": marked("Tháng Hai của năm đó không có ngày 29. Anh/chị xem lại ngày, tháng, năm rồi gõ lại."),
    "too_early": marked(
        "Văn bản ban hành trước cả năm liền trước năm kế hoạch thì không phải kết quả của kế hoạch này. "
        "Anh/chị xem lại năm, ví dụ: 12/KH-UBND 28/02/2024."
    ),
    "future": marked("Ngày văn bản còn ở phía trước. Chỉ báo xong khi văn bản đã ban hành; anh/chị gõ lại."),
    "no_number": marked("Chưa đọc được số văn bản. Gõ theo mẫu: 12/KH-UBND 28/02/2024."),
    "none_without_reason": marked(
        "Anh/chị cho biết vì sao không có văn bản, ví dụ: không có, đã báo cáo trực tiếp tại cuộc họp."
    ),
    "no_reason": marked("Anh/chị gõ lý do bằng chữ, ví dụ: thiếu phụ lục số liệu."),
    "number_too_long": marked("Số văn bản dài quá 100 ký tự; anh/chị gõ lại số và ký hiệu."),
    "reason_too_long": marked("Lý do dài quá 500 ký tự; anh/chị viết gọn lại giúp."),
    "no_due_date": marked("Chưa thấy hạn. Gõ hạn trước, văn bản sau, ví dụ: 30/06/2024 theo 123/KH-BNV."),
    "bad_due_date": marked("Ngày này không có trong lịch. Gõ lại, ví dụ: 30/06/2024 theo 123/KH-BNV."),
    "due_outside": marked(
        "Hạn này nằm trước ngày ký kế hoạch hoặc sau năm kế hoạch quá một năm; anh/chị xem lại năm."
    ),
    "no_dating_document": marked("Chưa thấy số văn bản định hạn. Gõ lại, ví dụ: 30/06/2024 theo 123/KH-BNV."),
    "not_a_percentage": marked(
        "Cần một số nguyên từ 0 đến 100, ví dụ: 60, hoặc kèm ghi chú: 60% đã lấy ý kiến các sở."
    ),
    "no_note": marked("Anh/chị gõ ghi chú bằng chữ, ví dụ: đã gửi dự thảo lấy ý kiến các sở."),
    "note_too_long": marked("Ghi chú dài quá 500 ký tự; anh/chị viết gọn lại giúp."),
    "no_later_date": marked(
        "Chưa thấy ngày. Gõ ngày trước, lý do sau, ví dụ: 15/03/2024 chờ ý kiến của Sở Tài chính."
    ),
    "bad_later_date": marked("Ngày này không có trong lịch. Gõ lại ngày rồi lý do, ví dụ: 15/03/2024 chờ ý kiến."),
    "later_date_past": marked("Ngày xin gia hạn phải sau hôm nay; anh/chị gõ lại ngày rồi lý do."),
    "later_date_not_later": marked("Ngày này chưa sau hạn hiện nay nên không phải gia hạn; anh/chị gõ lại."),
    "later_date_far": marked("Ngày này quá cuối năm sau năm kế hoạch; anh/chị xem lại năm."),
    "later_date_without_reason": marked(
        "Anh/chị cho biết vì sao cần thêm thời gian, sau ngày, ví dụ: 15/03/2024 chờ ý kiến của Sở Tài chính."
    ),
    "not_an_hour": marked("Cần một giờ tròn từ 06:00 đến 17:00, ví dụ: 7 hoặc 14:00."),
    "no_day": marked("Chưa đọc được ngày. Gõ ngày và tháng, ví dụ: 15/03."),
    "bad_day": marked("Ngày này không có trong lịch. Gõ lại ngày và tháng, ví dụ: 15/03."),
    "past_day": marked("Cần một ngày sau hôm nay; anh/chị gõ lại, ví dụ: 15/03."),
    "far_day": marked("Ngày này xa hơn một năm; anh/chị gõ một ngày gần hơn."),
    "file_type": marked(
        "Tôi không nhận loại tệp này. Anh/chị gửi bản PDF, Word, Excel hoặc ảnh (JPG, PNG, HEIC, TIFF)."
    ),
    "file_too_big": marked("Tệp quá 20 MB nên không nhận được qua đây. Anh/chị quét lại nhẹ hơn, hoặc chia nhỏ."),
    "file_empty": marked("Tệp này trống. Anh/chị kiểm tra rồi gửi lại."),
    "file_not_fetched": marked("Chưa tải được tệp về, chưa có gì được ghi. Anh/chị gửi lại tệp giúp."),
    "no_file": marked("Chưa thấy tệp nào. Anh/chị gửi tệp hoặc ảnh vào đây; chú thích, nếu có, gõ cùng lúc gửi tệp."),
    "file_not_asked": marked(
        "Câu hỏi đang chờ cần trả lời bằng chữ nên tệp chưa được ghi. Trả lời xong, anh/chị gửi lại tệp."
    ),
    "no_such_duty": marked(
        "Chưa thấy mã nhiệm vụ nào của cơ quan anh/chị trong câu này. Chạm một việc ở trên, hoặc gõ mã, ví dụ: II.3."
    ),
    "secret": marked(
        "Nội dung có dấu hiệu mật nên không được ghi lại. Không gửi tài liệu Mật, Tối mật, Tuyệt mật qua đây."
    ),
}

_DECIDED: Mapping[str, str] = {
    Change.CONFIRMED: marked("{code} đã được {name} xác nhận lúc {moment}."),
    Change.RETURNED: marked("{code} đã được {name} trả lại lúc {moment}."),
    Change.EXTENSION_AGREED: marked("{code} đã được {name} đồng ý gia hạn lúc {moment}."),
    Change.EXTENSION_REFUSED: marked("{code} đã được {name} từ chối gia hạn lúc {moment}."),
}

_PLAN = {
    "empty": marked("Tệp trống."),
    "binary": marked("Tệp không phải văn bản thuần (.txt). Hãy lưu kế hoạch dưới dạng văn bản UTF-8."),
    "encoding": marked("Tệp không ở bảng mã UTF-8. Hãy lưu lại với bảng mã UTF-8."),
    "no_table": marked("Không thấy bảng nhiệm vụ (dòng tiêu đề STT, Nhiệm vụ, … cách nhau bằng phím Tab)."),
    "no_number": marked("Không thấy số, ký hiệu của kế hoạch (Số: …/KH-…)."),
    "no_year": marked("Không thấy năm của kế hoạch."),
    "sidecar": marked("Tệp xác nhận đi kèm kế hoạch có chỗ sai: {detail}."),
    "directory": marked("Danh mục cơ quan đi kèm kế hoạch có chỗ sai: {detail}."),
}

_REGISTRY = {
    "absent": marked("Không mở được cơ sở dữ liệu. Kiểm tra NHACVIEC_DATABASE_URL và quyền ghi vào thư mục."),
    "old": marked("Cơ sở dữ liệu ở phiên bản cũ ({detail}). Sao lưu rồi chạy: nhacviec db upgrade"),
    "newer": marked("Cơ sở dữ liệu thuộc phiên bản mới hơn ({detail}) của chương trình. Hãy cập nhật nhacviec."),
    "locked": marked("Cơ sở dữ liệu đang bận, chưa có gì được ghi. Thử lại sau ít phút."),
    "read_only": marked("Cơ sở dữ liệu chỉ đọc được, không ghi được. Kiểm tra quyền ghi của tệp và thư mục."),
    "damaged": marked("Cơ sở dữ liệu thiếu bảng hoặc bị hỏng. Chạy nhacviec db check, hoặc khôi phục bản sao lưu."),
    "full": marked("Ổ đĩa đã đầy, chưa có gì được ghi."),
    "unreachable": marked("Không kết nối được máy chủ cơ sở dữ liệu. Kiểm tra NHACVIEC_DATABASE_URL."),
    "foreign": marked("NHACVIEC_DATABASE_URL không trỏ tới cơ sở dữ liệu của nhacviec."),
}


def sentence(error: NhacviecError) -> str:
    """What `error` means for who asked, and what to do instead. Holds no secret."""
    match error:
        case NotFound():
            return _not_found(error)
        case Stale():
            return _stale(error)
        case InvitationRefused(reason):
            return _(_INVITATION[reason])
        case BadAnswer(_expected, reason):
            return _(_ANSWER[reason])
        case PlanUnreadable(reason, detail):
            return _(_PLAN[reason], detail=detail)
        case RegistryUnusable(reason, detail):
            return _(_REGISTRY[reason], detail=detail)
        case NotAllowed(action):
            return _not_allowed(action)
    return _("Yêu cầu này chưa thực hiện được, chưa có gì thay đổi.")


def why_unread(reason: str) -> str:
    """Why a caption is no answer, for a `reason` of BadAnswer."""
    return _(_ANSWER[reason])


def refusal(error: Refused) -> Reply:
    """The sentence, and what to tap instead."""
    taps = _way_on(error)
    return Reply(body=sentence(error), buttons=(taps,) if taps else ())


def _way_on(error: Refused) -> tuple[Button, ...]:
    match error:
        case NotFound("task"):
            return tuple(Button(code, f"code:{code}") for code in error.nearest)
        case BadAnswer(reason="secret") | InvitationRefused():
            return ()
        case BadAnswer():
            return (Button(_("Thôi, để sau"), "leave:"),)
        case _:
            return (Button(_("📋 Nhiệm vụ"), "list:o:0"),)


def unavailable(error: RegistryUnusable) -> Reply:
    """The registry fails: an officer can only wait, the log tells the operator what to mend."""
    if error.reason == "locked":
        return Reply(body=_("Hệ thống đang bận, chưa có gì được ghi. Anh/chị gửi lại sau ít phút."))
    return broken()


def unknown_command(name: str, nearest: str | None) -> Reply:
    """A command that does not exist."""
    if nearest is None:
        return Reply(body=_("Không có lệnh /{name}. Gõ /trogiup để xem các lệnh.", name=name))
    said = _("Không có lệnh /{name}. Có phải anh/chị muốn /{nearest}?", name=name, nearest=nearest)
    return Reply(body=said, buttons=((Button(f"/{nearest}", f"cmd:{nearest}"),),))


def old_button() -> Reply:
    """A button that this version does not know."""
    said = _("Nút này không còn dùng được. Đây là danh sách mới nhất:")
    return Reply(body=said, buttons=((Button(_("📋 Nhiệm vụ"), "list:o:0"),),))


def expired_question() -> Reply:
    """An answer to a question of long ago."""
    said = _("Câu hỏi trước đã quá lâu nên không còn chờ trả lời; chưa có gì thay đổi. Mở lại nhiệm vụ để làm tiếp.")
    return Reply(body=said, buttons=((Button(_("📋 Nhiệm vụ"), "list:o:0"),),))


def expired_choice() -> str:
    """A number typed for a list of more than half an hour ago."""
    return _("Danh sách trước đã quá 30 phút nên tôi không dám chắc anh/chị chọn gì. Đây là danh sách mới:")


def not_in_a_group() -> Reply:
    """The bot shows nothing of an agency in a group."""
    return Reply(
        body=_("Để giữ kín việc của từng cơ quan, tôi chỉ trả lời trong chat riêng. Anh/chị nhắn riêng cho tôi.")
    )


def too_long(letters: int) -> Reply:
    """A text nobody would type by hand."""
    said = _("Tin nhắn dài quá {letters} ký tự nên tôi không đọc. Anh/chị gõ ngắn lại giúp.", letters=letters)
    return Reply(body=said)


def nothing_said() -> Reply:
    """A sticker, a place on a map, an empty message."""
    return Reply(body=_("Tôi chỉ đọc được chữ, tệp văn bản và ảnh. Gõ /trogiup để xem có thể hỏi gì."))


def broken() -> Reply:
    """Something failed that should not have; the log has it."""
    return Reply(body=_("Có lỗi ở phía hệ thống, chưa có gì thay đổi. Anh/chị thử lại sau; lỗi đã được ghi lại."))


def _not_found(error: NotFound) -> str:
    nearest = _(" Gần nhất: {nearest}.", nearest=", ".join(error.nearest)) if error.nearest else ""
    key = shorten(error.key, _KEY_LETTERS)
    match error.kind:
        case "task":
            said = _("Không thấy mã {key} trong nhiệm vụ của cơ quan anh/chị.", key=key)
        case "agency":
            said = _("Không thấy cơ quan “{key}”. Gõ tên đầy đủ hoặc tên viết tắt của cơ quan.", key=key)
        case "plan" if not key:
            said = _("Trong sổ chưa có kế hoạch nào. Nhập bằng: nhacviec plan import TỆP --apply")
        case "file":
            return _("Tệp này không còn trong kho của bot. Anh/chị báo cán bộ quản trị để khôi phục từ bản sao lưu.")
        case "officer":
            said = _("Không có cán bộ số {key} đang nhận việc.", key=error.key)
        case "section":
            known = ", ".join(error.nearest)
            return _("Kế hoạch không có lĩnh vực {key}. Các lĩnh vực: {known}.", key=key, known=known)
        case "plan":
            said = _("Không thấy kế hoạch {key} trong sổ. Nhập bằng: nhacviec plan import TỆP --apply", key=key)
        case _:
            said = _("Không thấy “{key}”.", key=key)
    return said + nearest


def _stale(error: Stale) -> str:
    state = state_name(State(error.state))
    if error.change in _DECIDED:
        decided = _(_DECIDED[error.change], code=error.code, name=error.by, moment=moment(error.at))
        why = _(" Lý do: {reason}.", reason=error.reason.rstrip(".")) if error.reason else ""
        return decided + why + " " + _("Không ghi thêm lần nữa.")
    if not error.by:
        return _("{code} đã thay đổi, bây giờ: {state}. Anh/chị mở lại để xem.", code=error.code, state=state)
    return _(
        "{code} đã được {name} cập nhật lúc {moment}, bây giờ: {state}. Không ghi thêm lần nữa.",
        code=error.code,
        name=error.by,
        moment=moment(error.at),
        state=state,
    )


def _not_allowed(action: str) -> str:
    said = {
        "progress.undo": _("Chỉ người vừa cập nhật mới hoàn tác được, trong vòng 15 phút."),
        "progress.confirm_own": _("Anh/chị không tự xác nhận việc do chính mình báo."),
        "extension.no_date": _("Việc này không có hạn nên không có gì để gia hạn."),
        "extension.decide_own": _("Anh/chị không tự trả lời đề nghị gia hạn do chính mình gửi."),
        "hand.stranger": _("Người này không còn là cán bộ của cơ quan; anh/chị mở lại việc để chọn người khác."),
        "task.note": _("Chỉ cơ quan phối hợp trong nhiệm vụ này mới ghi chú ở đây."),
        "snooze.nothing_due": _("Việc này không có ngày để nhắc lại: đã xong, hoặc kế hoạch không ghi hạn."),
        "snooze.last_day": _("Hôm nay là ngày cuối để làm việc này nên không hoãn nhắc được."),
        "stranger": _("Anh/chị cần mã mời để sử dụng. Khi có mã, gõ: /thamgia MÃ"),
    }
    return said.get(action) or _("Việc này không thuộc cơ quan hoặc vai trò của anh/chị nên tôi không mở được.")
