"""Refusals of what a role or an agency may not do, each as a sentence that says what to do instead."""

from handlers.locales import _


def not_allowed_sentence(action: str) -> str:
    """Return the sentence for an action that `data.errors.NotAllowed` names."""
    said = {
        "progress.undo": _("Chỉ người vừa cập nhật mới hoàn tác được, trong vòng 15 phút."),
        "progress.undo_late": _(
            "Đã quá 15 phút nên không hoàn tác được; việc đang làm thì anh/chị ghi lại bằng ✏️ Tiến độ, "
            "việc đã báo xong thì đề nghị giám sát trả lại."
        ),
        "progress.confirm_own": _("Anh/chị không tự xác nhận việc do chính mình báo."),
        "progress.confirm_own_agency": _(
            "Cơ quan không tự xác nhận việc của mình; giám sát của cơ quan khác xác nhận. Mở việc để xem là ai."
        ),
        "page.too_old": _(
            "Trang trên máy này đã mở quá 8 giờ nên chưa làm việc được với vai trò giám sát, quản trị. Anh/chị vào "
            "trang lại bằng đường dẫn mới: gõ /trang ở kênh chat khác, hoặc đề nghị cán bộ quản trị cấp."
        ),
        "progress.return_own": _("Anh/chị không tự trả lại việc do chính mình báo."),
        "progress.return_own_agency": _(
            "Cơ quan không tự trả lại việc của mình; giám sát của cơ quan khác xem xét. Mở việc để xem là ai."
        ),
        "extension.no_date": _("Việc này không có hạn nên không có gì để gia hạn."),
        "extension.decide_own": _("Anh/chị không tự trả lời đề nghị gia hạn do chính mình gửi."),
        "exemption.done": _(
            "Việc này đã được báo xong nên không ghi là không phải thực hiện. Nếu báo nhầm, giám sát trả lại báo cáo "
            "trước."
        ),
        "exemption.decide_own": _("Anh/chị không tự trả lời đề nghị không tính của mình hay của cơ quan mình."),
        "result.kind": _("Việc này có hạn nên báo xong bằng ✅ Đã xong, không báo theo kỳ."),
        "correction.withdrawn": _("Kế hoạch không còn giao nhiệm vụ này nên không sửa được cách đọc."),
        "correction.right": _("Chỉ giám sát của cơ quan theo dõi kế hoạch và quản trị mới sửa được cách đọc."),
        "correction.same": _("Đang đọc đúng như vậy rồi nên không có gì để sửa."),
        "correction.undo_late": _("Đã quá 15 phút nên không hoàn tác được; anh/chị sửa lại từ thẻ nhiệm vụ."),
        "correction.gone": _("Lần sửa này đã được bỏ, hoặc đã có lần sửa sau nó."),
        "hand.stranger": _("Người này không còn là cán bộ của cơ quan; anh/chị mở lại việc để chọn người khác."),
        "task.note": _("Chỉ cơ quan phối hợp trong nhiệm vụ này mới ghi chú ở đây."),
        "snooze.nothing_due": _("Việc này không có ngày để nhắc lại: đã xong, hoặc kế hoạch không ghi thời hạn."),
        "snooze.last_day": _("Hôm nay là ngày cuối để làm việc này nên không hoãn nhắc được."),
        "duty.change": _("Anh/chị chỉ cập nhật được việc của cơ quan mình."),
        "deadline.date": _("Không nhập được ngày cho nhiệm vụ này."),
        "file.in_the_making": _("Tệp này đang được làm cho anh/chị; tải xong lần trước rồi hãy tải lại."),
        "role.leading": _("Lệnh này dành cho lãnh đạo, giám sát."),
        "role.figures": _("Số liệu tổng hợp dành cho lãnh đạo, giám sát, quản trị."),
        "role.supervising": _("Lệnh này dành cho giám sát."),
        "role.administering": _("Lệnh này dành cho quản trị."),
        "role.reminded": _("Lệnh này dành cho cán bộ đầu mối nhận nhắc."),
        "officer.last_admin": _(
            "Đây là cán bộ quản trị duy nhất nên chưa thể ngừng liên kết hay đổi vai trò; "
            "mời một quản trị khác trước."
        ),
        "officer.twin": _(
            "Người này đã có vai trò ở cơ quan ấy, bằng chính chat này. Đổi vai trò ở đó: mở thẻ của người ấy trong "
            "/canbo."
        ),
        "officer.oversee_by_code": _(
            "Vai trò giám sát, quản trị chỉ cấp bằng mã mời, để người ấy tự vào bằng mã của mình."
        ),
        "joining.decide": _(
            "Anh/chị không tự xác nhận hay thu hồi chính mình; tài khoản mới vào mà chưa ai xác nhận cũng không xác "
            "nhận hay thu hồi người khác. Anh/chị báo cán bộ quản trị."
        ),
        "joining.vouched": _(
            "Đã có người xác nhận đúng nên chỉ cán bộ quản trị mới thu hồi được. Anh/chị báo cán bộ quản trị."
        ),
        "invitation.outside_body": _(
            "Giám sát và quản trị xem được nhiệm vụ của mọi cơ quan nên mã mời chỉ cấp cho cơ quan thường trực theo "
            "dõi kế hoạch. Nếu đúng là cấp cho cơ quan này, chạy lại lệnh với --yes."
        ),
        "invitation.approve_own": _("Anh/chị đã cấp mã này; cần một cán bộ quản trị khác đồng ý."),
        "invitation.agency_gone": _("Cơ quan này đã kết thúc hoạt động nên không mời cán bộ được nữa."),
        "first_start.over": _("Sổ đã có cán bộ quản trị; người ấy mời những người khác (/moi)."),
        "board.form": _("Biểu mẫu này không phải của lần vào trang này, chưa có gì thay đổi. Anh/chị mở lại trang."),
        "stranger": _("Anh/chị cần mã mời để sử dụng. Khi có mã, gõ: /thamgia MÃ"),
    }
    return said.get(action) or _("Anh/chị chỉ xem được việc của cơ quan mình.")
