"""Every refusal as one sentence that says what to do instead."""

from collections.abc import Mapping
from datetime import timedelta

from data.enums import Change, State
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
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion, RunCommand
from handlers.base.callback_data.duties import ShowDuties, ShowDuty, ShowTaskByCode
from handlers.base.messages import Button, Reply
from handlers.locales import _, marked
from handlers.views.base.formatting import moment, shorten, state_name
from handlers.views.base.unreadable_answers import why_unread

_KEY_LETTERS = 60
_IN_A_GROUP = timedelta(hours=1)

_INVITATION = {
    "unknown": marked("Mã mời này không đúng. Anh/chị kiểm tra lại từng ký tự, hoặc xin cán bộ quản trị mã mới."),
    "used": marked("Mã mời này đã được dùng. Mỗi mã chỉ dùng một lần; anh/chị xin cán bộ quản trị mã mới."),
    "expired": marked("Mã mời này đã hết hạn. Anh/chị xin cán bộ quản trị mã mới."),
    "too_many_tries": marked("Đã thử sai quá nhiều lần. Anh/chị chờ một giờ rồi thử lại với mã đúng."),
}

_DECIDED: Mapping[str, str] = {
    Change.CONFIRMED: marked("{name} đã xác nhận {code} lúc {moment}."),
    Change.RETURNED: marked("{name} đã trả lại {code} lúc {moment}."),
    Change.EXTENSION_AGREED: marked("{name} đã đồng ý gia hạn {code} lúc {moment}."),
    Change.EXTENSION_REFUSED: marked("{name} đã từ chối gia hạn {code} lúc {moment}."),
}

_DECIDED_BY_READER: Mapping[str, str] = {
    Change.CONFIRMED: marked("Anh/chị đã xác nhận {code} lúc {moment}."),
    Change.RETURNED: marked("Anh/chị đã trả lại {code} lúc {moment}."),
    Change.EXTENSION_AGREED: marked("Anh/chị đã đồng ý gia hạn {code} lúc {moment}."),
    Change.EXTENSION_REFUSED: marked("Anh/chị đã từ chối gia hạn {code} lúc {moment}."),
}

_PLAN = {
    "empty": marked("Tệp trống."),
    "binary": marked("Tệp không phải văn bản thuần (.txt). Hãy lưu kế hoạch dưới dạng văn bản UTF-8."),
    "encoding": marked("Tệp không ở bảng mã UTF-8. Hãy lưu lại với bảng mã UTF-8."),
    "no_table": marked("Không thấy bảng nhiệm vụ (dòng tiêu đề STT, Nhiệm vụ, … cách nhau bằng phím Tab)."),
    "no_number": marked("Không thấy số, ký hiệu của kế hoạch (Số: …/KH-…)."),
    "no_year": marked("Không thấy năm của kế hoạch."),
    "too_long": marked("Trong kế hoạch hoặc tệp đi kèm có chỗ dài quá mức: {detail} dài quá {limit} ký tự."),
    "sidecar": marked("Tệp xác nhận đi kèm kế hoạch có chỗ sai: {detail}."),
    "directory": marked("Danh mục cơ quan đi kèm kế hoạch có chỗ sai: {detail}."),
}

_REGISTRY = {
    "missing": marked(
        "Không có sổ nhiệm vụ ở {detail}. Kiểm tra NHACVIEC_DATABASE_URL. Sổ bị mất: khôi phục từ bản sao lưu. "
        "Sổ mới: nhacviec plan import TỆP --apply"
    ),
    "empty": marked(
        "Cơ sở dữ liệu {detail} trống, chưa có bảng nào. Kiểm tra NHACVIEC_DATABASE_URL. Sổ bị mất: khôi phục từ bản "
        "sao lưu. Sổ mới: nhacviec plan import TỆP --apply"
    ),
    "gone": marked(
        "Tệp sổ nhiệm vụ {detail} đã bị xóa hoặc chuyển đi trong lúc đang dùng nên không ghi thêm gì. Đặt tệp lại "
        "chỗ cũ, hoặc tắt bot rồi khôi phục từ bản sao lưu."
    ),
    "replaced": marked(
        "Tệp sổ nhiệm vụ {detail} đã bị thay bằng tệp khác trong lúc đang dùng nên không ghi thêm gì. Tắt bot, chạy "
        "nhacviec db check, rồi bật lại."
    ),
    "absent": marked("Không mở được cơ sở dữ liệu. Kiểm tra NHACVIEC_DATABASE_URL và quyền ghi vào thư mục."),
    "old": marked("Cơ sở dữ liệu ở phiên bản cũ ({detail}). Sao lưu rồi chạy: nhacviec db upgrade"),
    "newer": marked("Cơ sở dữ liệu thuộc phiên bản mới hơn ({detail}) của chương trình. Hãy cập nhật nhacviec."),
    "locked": marked("Cơ sở dữ liệu đang bận, chưa có gì được ghi. Thử lại sau ít phút."),
    "read_only": marked("Cơ sở dữ liệu chỉ đọc được, không ghi được. Kiểm tra quyền ghi của tệp và thư mục."),
    "damaged": marked("Cơ sở dữ liệu thiếu bảng hoặc bị hỏng. Chạy nhacviec db check, hoặc khôi phục bản sao lưu."),
    "disk": marked("Ổ đĩa báo lỗi khi đọc, ghi cơ sở dữ liệu. Kiểm tra ổ đĩa và dung lượng còn lại."),
    "full": marked("Ổ đĩa đã đầy, chưa có gì được ghi."),
    "unreachable": marked("Không kết nối được máy chủ cơ sở dữ liệu. Kiểm tra NHACVIEC_DATABASE_URL."),
    "foreign": marked("NHACVIEC_DATABASE_URL không trỏ tới cơ sở dữ liệu của nhacviec."),
}


def sentence(error: NhacviecError, reader: int | None = None) -> str:
    """What `error` means for who asked, the officer `reader`, and what to do instead. Holds no secret."""
    match error:
        case NotFound():
            return _not_found(error)
        case Stale():
            return _stale(error, by_reader=error.officer_id == reader)
        case InvitationRefused(reason):
            return _(_INVITATION[reason])
        case BadAnswer():
            return why_unread(error)
        case PlanUnreadable(reason, detail, limit):
            return _(_PLAN[reason], detail=detail, limit=limit)
        case RegistryUnusable(reason, detail):
            return _(_REGISTRY[reason], detail=detail)
        case NotAllowed(action):
            return _not_allowed(action)
    return _("Yêu cầu này chưa thực hiện được, chưa có gì thay đổi.")


def refusal(error: Refused, reader: int | None = None) -> Reply:
    """The sentence for the officer `reader`, and what to tap instead."""
    taps = _way_on(error)
    return Reply(body=sentence(error, reader), buttons=(taps,) if taps else ())


def _way_on(error: Refused) -> tuple[Button, ...]:
    match error:
        case NotFound("task"):
            return tuple(button(code, ShowTaskByCode(code)) for code in error.nearest)
        case BadAnswer(reason="secret") | InvitationRefused():
            return ()
        case BadAnswer():
            return (button(_("Thôi, để sau"), LeaveQuestion()),)
        case Stale(duty_id, code):
            return (button(_("Xem {code}", code=code), ShowDuty(duty_id)), button(_("📋 Nhiệm vụ"), ShowDuties()))
        case _:
            return (button(_("📋 Nhiệm vụ"), ShowDuties()),)


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
    return Reply(body=said, buttons=((button(f"/{nearest}", RunCommand(nearest)),),))


def old_button() -> Reply:
    """A button that this version does not know."""
    said = _("Nút này không còn dùng được. Anh/chị chạm 📋 Nhiệm vụ để mở danh sách mới nhất.")
    return Reply(body=said, buttons=((button(_("📋 Nhiệm vụ"), ShowDuties()),),))


def expired_question() -> Reply:
    """An answer to a question of long ago."""
    said = _("Câu hỏi trước đã quá lâu nên không còn chờ trả lời; chưa có gì thay đổi. Mở lại nhiệm vụ để làm tiếp.")
    return Reply(body=said, buttons=((button(_("📋 Nhiệm vụ"), ShowDuties()),),))


def expired_choice() -> str:
    """A number typed for a list of more than half an hour ago."""
    return _("Danh sách trước đã quá 30 phút nên tôi không dám chắc anh/chị chọn gì. Đây là danh sách mới:")


def not_in_a_group() -> Reply:
    """The bot shows nothing of an agency in a group, and says so once, however many commands come in there."""
    return Reply(
        body=_("Để giữ kín việc của từng cơ quan, tôi chỉ trả lời trong chat riêng. Anh/chị nhắn riêng cho tôi."),
        at_most_every=_IN_A_GROUP,
    )


def too_fast() -> Reply:
    """More came in at once than is worked on."""
    return Reply(
        body=_(
            "Anh/chị gửi nhanh quá, tôi chưa kịp trả lời hết: chậm lại giúp tôi.\n"
            "Tôi trả lời lần lượt những tin đầu; những gì gửi sau đó tôi không xử lý và không ghi gì. "
            "Anh/chị chờ tôi trả lời xong rồi gửi lại phần còn thiếu."
        ),
        toast=_("Anh/chị gửi nhanh quá: lần chạm này chưa được xử lý. Anh/chị chờ tôi trả lời xong rồi chạm lại."),
    )


def too_long(letters: int) -> Reply:
    """A text nobody would type by hand."""
    said = _("Tin nhắn dài quá {letters} ký tự nên tôi không đọc. Anh/chị gõ ngắn lại giúp.", letters=letters)
    return Reply(body=said)


def nothing_said() -> Reply:
    """A sticker, a place on a map, an empty message."""
    return Reply(body=_("Tôi chỉ nhận chữ, tệp văn bản và ảnh. Gõ /trogiup để xem hướng dẫn."))


def broken() -> Reply:
    """Something failed that should not have; the log has it."""
    return Reply(body=_("Có lỗi ở phía hệ thống, chưa có gì thay đổi. Anh/chị thử lại sau; lỗi đã được ghi lại."))


def given_up() -> Reply:
    """A turn that worked so long that it was stopped; the log says where."""
    return Reply(
        body=_(
            "Yêu cầu này xử lý quá lâu nên tôi đã dừng lại, chưa có gì thay đổi. "
            "Anh/chị gõ lại ngắn gọn hơn hoặc làm cách khác; lỗi đã được ghi lại."
        )
    )


def _not_found(error: NotFound) -> str:
    nearest = _(" Gần nhất: {nearest}.", nearest=", ".join(error.nearest)) if error.nearest else ""
    key = shorten(error.key, _KEY_LETTERS)
    match error.kind:
        case "task":
            said = _("Không thấy mã {key} trong nhiệm vụ của cơ quan anh/chị.", key=key)
        case "agency":
            said = _("Không thấy cơ quan “{key}”. Gõ tên đầy đủ hoặc tên viết tắt của cơ quan.", key=key)
        case "plan" if not error.nearest:
            said = _("Trong sổ chưa có kế hoạch nào. Nhập bằng: nhacviec plan import TỆP --apply")
        case "file":
            return _("Tệp này không còn trong kho của bot. Anh/chị báo cán bộ quản trị để khôi phục từ bản sao lưu.")
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


def _stale(error: Stale, *, by_reader: bool) -> str:
    state = state_name(State(error.state))
    if error.change in _DECIDED:
        decided = (
            _(_DECIDED_BY_READER[error.change], code=error.code, moment=moment(error.at))
            if by_reader
            else _(_DECIDED[error.change], code=error.code, name=error.by, moment=moment(error.at))
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


def _not_allowed(action: str) -> str:
    said = {
        "progress.undo": _("Chỉ người vừa cập nhật mới hoàn tác được, trong vòng 15 phút."),
        "progress.undo_late": _(
            "Đã quá 15 phút nên không hoàn tác được; việc đang làm thì anh/chị ghi lại bằng ✏️ Tiến độ, "
            "việc đã báo xong thì đề nghị giám sát trả lại."
        ),
        "progress.confirm_own": _("Anh/chị không tự xác nhận việc do chính mình báo."),
        "extension.no_date": _("Việc này không có hạn nên không có gì để gia hạn."),
        "extension.decide_own": _("Anh/chị không tự trả lời đề nghị gia hạn do chính mình gửi."),
        "hand.stranger": _("Người này không còn là cán bộ của cơ quan; anh/chị mở lại việc để chọn người khác."),
        "task.note": _("Chỉ cơ quan phối hợp trong nhiệm vụ này mới ghi chú ở đây."),
        "snooze.nothing_due": _("Việc này không có ngày để nhắc lại: đã xong, hoặc kế hoạch không ghi hạn."),
        "snooze.last_day": _("Hôm nay là ngày cuối để làm việc này nên không hoãn nhắc được."),
        "duty.change": _("Anh/chị chỉ cập nhật được việc của cơ quan mình."),
        "deadline.date": _("Không nhập được ngày cho nhiệm vụ này."),
        "role.leading": _("Lệnh này dành cho lãnh đạo, giám sát."),
        "role.supervising": _("Lệnh này dành cho giám sát."),
        "role.reminded": _("Lệnh này dành cho cán bộ đầu mối nhận nhắc."),
        "stranger": _("Anh/chị cần mã mời để sử dụng. Khi có mã, gõ: /thamgia MÃ"),
    }
    return said.get(action) or _("Anh/chị chỉ xem được việc của cơ quan mình.")
