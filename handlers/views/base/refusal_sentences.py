"""Sentences of refusals, by the reason of the error."""

from collections.abc import Mapping

from data.enums import Change
from handlers.locales import marked

MERGER_SENTENCES = {
    "no_document": marked("Việc sáp nhập phải ghi số văn bản quyết định. Chưa có gì thay đổi."),
    "future": marked("{day} chưa đến. Việc sáp nhập được ghi từ ngày đó; chưa có gì thay đổi."),
    "same": marked("{agency} không thể sáp nhập vào chính mình. Chưa có gì thay đổi."),
    "twice": marked("Một cơ quan được nêu hai lần. Chưa có gì thay đổi."),
    "ended": marked(
        "{agency} chỉ hoạt động đến hết {day}, việc đã chuyển sang {other}. Một cơ quan chỉ có một nơi tiếp nhận; "
        "nếu chia việc cho nhiều nơi, sửa cơ quan chủ trì của từng nhiệm vụ. Chưa có gì thay đổi."
    ),
    "successor_ended": marked(
        "{agency} chỉ hoạt động đến hết {day} nên không tiếp nhận được. Nêu cơ quan đang hoạt động; "
        "chưa có gì thay đổi."
    ),
    "differing": marked(
        "Có {other} mốc hạn mà cả hai cơ quan cùng phải làm nhưng tình trạng khác nhau. Chọn tình trạng nào được giữ "
        "rồi làm lại; chưa có gì thay đổi."
    ),
}

INVITATION_SENTENCES = {
    "unknown": marked(
        "Mã mời này không đúng. Anh/chị kiểm tra lại từng ký tự rồi gõ lại vào đây; chưa có mã thì gõ /xinvao."
    ),
    "used": marked("Mã mời này đã được dùng. Mỗi mã chỉ dùng một lần; anh/chị xin cán bộ quản trị mã mới."),
    "used_by": marked(
        "Mã mời này đã được dùng. Tài khoản “{account}” dùng lúc {moment}; mỗi mã chỉ dùng một lần. Nếu đó không "
        "phải anh/chị, mã đã đến tay người khác: cán bộ quản trị sẽ được báo; anh/chị xin mã mới."
    ),
    "revoked": marked("Mã mời này đã bị thu hồi. Anh/chị xin cán bộ quản trị mã mới."),
    "unapproved": marked(
        "Mã mời này còn chờ một cán bộ quản trị thứ hai đồng ý. Anh/chị thử lại sau, hoặc hỏi người đã gửi mã."
    ),
    "agency_gone": marked(
        "Cơ quan của mã mời này đã kết thúc hoạt động. Anh/chị xin cán bộ quản trị mã của cơ quan hiện nay."
    ),
    "expired": marked("Mã mời này đã hết hạn. Anh/chị xin cán bộ quản trị mã mới."),
    "too_many_tries": marked("Đã thử sai quá nhiều lần. Anh/chị chờ một giờ rồi thử lại với mã đúng."),
}
"""By the reason of `data.errors.InvitationRefused`."""

DECIDED_SENTENCES: Mapping[str, str] = {
    Change.CONFIRMED: marked("{name} đã xác nhận {code} lúc {moment}."),
    Change.SELF_CONFIRMED: marked("{name} đã tự xác nhận {code} lúc {moment}."),
    Change.RETURNED: marked("{name} đã trả lại {code} lúc {moment}."),
    Change.EXTENSION_AGREED: marked("{name} đã đồng ý gia hạn {code} lúc {moment}."),
    Change.EXTENSION_REFUSED: marked("{name} đã từ chối gia hạn {code} lúc {moment}."),
    Change.EXEMPTED: marked("{name} đã ghi nhận {code} không phải thực hiện lúc {moment}."),
    Change.EXEMPTION_REFUSED: marked("{name} đã từ chối đề nghị không tính {code} lúc {moment}."),
    Change.OWED_AGAIN: marked("{name} đã giao lại {code} lúc {moment}."),
}
"""By the decision that somebody else was first to make."""

DECIDED_BY_READER_SENTENCES: Mapping[str, str] = {
    Change.CONFIRMED: marked("Anh/chị đã xác nhận {code} lúc {moment}."),
    Change.SELF_CONFIRMED: marked("Anh/chị đã tự xác nhận {code} lúc {moment}."),
    Change.RETURNED: marked("Anh/chị đã trả lại {code} lúc {moment}."),
    Change.EXTENSION_AGREED: marked("Anh/chị đã đồng ý gia hạn {code} lúc {moment}."),
    Change.EXTENSION_REFUSED: marked("Anh/chị đã từ chối gia hạn {code} lúc {moment}."),
    Change.EXEMPTED: marked("Anh/chị đã ghi nhận {code} không phải thực hiện lúc {moment}."),
    Change.EXEMPTION_REFUSED: marked("Anh/chị đã từ chối đề nghị không tính {code} lúc {moment}."),
    Change.OWED_AGAIN: marked("Anh/chị đã giao lại {code} lúc {moment}."),
}
"""By the decision that the reader has made already."""

PLAN_CHANGE_SENTENCES = {
    "closed": marked("Kế hoạch {plan} đã đóng từ trước, không có gì thay đổi."),
    "active": marked("Kế hoạch {plan} đang được theo dõi, không cần mở lại."),
    "carried": marked(
        "Không mở lại được kế hoạch {plan}: việc chưa xong đã chuyển sang kế hoạch {other}. Anh/chị theo dõi tiếp ở"
        " kế hoạch đó."
    ),
    "not_newer": marked("Chỉ chuyển được sang kế hoạch mới hơn; {other} không mới hơn {plan}."),
}
"""Reasons of `PlanNotChanged`."""

PLAN_SENTENCES = {
    "empty": marked("Tệp trống."),
    "binary": marked("Tệp không thuộc loại đọc được. Hãy lưu kế hoạch thành .docx, .xlsx hoặc .txt."),
    "encoding": marked("Tệp không ở bảng mã UTF-8. Hãy lưu lại với bảng mã UTF-8."),
    "no_table": marked(
        "Không thấy bảng nhiệm vụ (có hàng tiêu đề STT, Nhiệm vụ, Cơ quan chủ trì, Thời gian) hoặc danh mục nhiệm vụ"
        " có “Cơ quan chủ trì: …”."
    ),
    "no_columns": marked(
        "Bảng trong tệp .pdf không kẻ khung nên không tách được cột và hàng cho chắc."
        " Hãy gửi bản Word hoặc Excel của kế hoạch."
    ),
    "no_number": marked("Không thấy số, ký hiệu của kế hoạch (Số: …/KH-…): cần nêu số trước khi ghi vào sổ."),
    "no_date": marked("Không thấy ngày ban hành kế hoạch: cần nêu ngày trước khi ghi vào sổ."),
    "other_province": marked(
        "Kế hoạch này là của {detail}, danh mục cơ quan đang dùng là của tỉnh khác: cần nêu danh mục cơ quan "
        "của {detail}."
    ),
    "no_directory": marked(
        "Chưa có danh mục cơ quan để đọc kế hoạch này. Anh/chị chọn tỉnh và cấp của cơ quan mình rồi gửi lại kế"
        " hoạch: /cauhinh trong trò chuyện, nhacviec agency setup trên máy chủ."
    ),
    "no_owner": marked(
        "Chưa ghi vào sổ: chưa rõ cơ quan nào trong danh mục chủ trì các nhiệm vụ {detail}. Hãy trả lời cho từng"
        " tên cơ quan chưa biết rồi ghi lại."
    ),
    "one_offs": marked("Chưa ghi vào sổ: còn {detail} việc chỉ của năm cũ chưa rõ năm sau có làm không."),
    "no_year": marked("Không thấy năm của kế hoạch."),
    "too_long": marked("Trong kế hoạch hoặc tệp đi kèm có chỗ dài quá mức: {detail} dài quá {limit} ký tự."),
    "sidecar": marked("Tệp xác nhận đi kèm kế hoạch có chỗ sai: {detail}."),
    "not_as_named": marked("Nội dung tệp không phải {detail} như tên gọi. Hãy mở tệp, lưu lại rồi gửi bản mới."),
    "damaged": marked("Tệp bị hỏng nên không đọc được. Hãy mở tệp, lưu lại rồi gửi bản mới."),
    "encrypted": marked("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."),
    "macros": marked("Tệp có chứa chương trình (macro). Hãy lưu lại thành .docx hoặc .xlsx rồi gửi bản mới."),
    "remote": marked("Tệp lấy nội dung từ nơi khác khi mở. Hãy bỏ liên kết đó, lưu lại rồi gửi bản mới."),
    "bomb": marked("Tệp giải nén ra quá lớn nên không đọc. Hãy chép kế hoạch sang một tệp mới rồi gửi lại."),
    "too_large": marked("Tệp quá lớn. Hãy bỏ bớt ảnh hoặc tách riêng phần kế hoạch rồi gửi lại."),
    "too_complex": marked("Tệp quá phức tạp, không đọc xong được. Hãy chép kế hoạch sang một tệp mới rồi gửi lại."),
    "not_started": marked("Máy chủ đang bận nên chưa đọc được tệp. Anh/chị thử lại sau ít phút."),
    "old_word": marked(
        "Tệp .doc là dạng Word cũ, bảng trong đó không đọc chắc được. Hãy lưu lại thành .docx rồi gửi."
    ),
    "scan": marked(
        "Tệp là ảnh chụp hoặc bản quét, không có chữ để đọc. Hãy gửi tệp gốc: .docx, .xlsx hoặc .pdf xuất từ Word."
    ),
    "other_format": marked("Loại tệp này không đọc được. Hãy lưu kế hoạch thành .docx hoặc .xlsx rồi gửi lại."),
    "directory": marked("Danh mục cơ quan đi kèm kế hoạch có chỗ sai: {detail}."),
}
"""By the reason of `data.errors.PlanUnreadable`."""

FIGURES_SENTENCES = {
    "future": marked("Ngày {day} chưa tới nên chưa có số liệu. Hôm nay là {limit}."),
    "before_plan": marked(
        "Ngày {day} trong sổ chưa có kế hoạch này nên không có số liệu. Số liệu có từ ngày {limit}."
    ),
    "no_plan": marked("Ngày {day} mọi kế hoạch đều đã đóng nên không có số liệu chung. Anh/chị nêu rõ kế hoạch nào."),
}
"""Days of which there are no figures."""
