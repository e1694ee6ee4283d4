"""Reasons why an answer cannot be read, each as a sentence that says how to type it."""

from data.errors import BadAnswer
from data.rules.limits.quotas import BYTES_PER_DAY, FILES_PER_DAY
from handlers.locales import _, marked
from handlers.views.base.formatting import plain_day

_REASONS = {
    "no_date": marked("Chưa thấy ngày của văn bản. Gõ theo mẫu: 12/KH-UBND {day}, hoặc: không có, kèm lý do."),
    "date_missing": marked("Đã có số {half}, còn thiếu ngày văn bản. Anh/chị gõ thêm ngày, ví dụ: {day}."),
    "bad_date": marked("Ngày này không có trong lịch. Gõ lại theo mẫu: 12/KH-UBND {day}."),
    "no_leap_day": marked("Tháng Hai của năm đó không có ngày 29. Anh/chị xem lại ngày, tháng, năm rồi gõ lại."),
    "too_early": marked(
        "Văn bản ban hành trước năm {first_year} nên không tính cho kế hoạch năm {plan_year}. "
        "Anh/chị xem lại năm, ví dụ: 12/KH-UBND {day}."
    ),
    "future": marked("Ngày văn bản sau ngày hôm nay. Chỉ báo xong khi văn bản đã ban hành; anh/chị gõ lại."),
    "year_missing": marked("Ngày này của năm nay chưa tới. Anh/chị gõ cả năm của văn bản, ví dụ: 12/KH-UBND {day}."),
    "no_number": marked("Chưa đọc được số văn bản. Gõ theo mẫu: 12/KH-UBND {day}."),
    "number_missing": marked(
        "Đã có ngày {half}, còn thiếu số văn bản. Anh/chị gõ thêm số, ký hiệu, ví dụ: 12/KH-UBND."
    ),
    "none_without_reason": marked(
        "Anh/chị cho biết vì sao không có văn bản, ví dụ: không có, đã báo cáo trực tiếp tại cuộc họp."
    ),
    "no_reason": marked("Anh/chị gõ lý do bằng chữ, ví dụ: thiếu phụ lục số liệu."),
    "number_too_long": marked("Số văn bản dài quá 100 ký tự; anh/chị gõ lại số và ký hiệu."),
    "reason_too_long": marked("Lý do dài quá 500 ký tự; anh/chị viết gọn lại giúp."),
    "document_unnamed": marked(
        "Đã có lý do, còn thiếu số và ngày văn bản. Anh/chị gõ thêm, ví dụ: 45/SNV-CCHC {day}."
    ),
    "document_undated": marked("Đã có số văn bản, còn thiếu ngày. Anh/chị gõ thêm ngày văn bản, ví dụ: {day}."),
    "document_without_reason": marked(
        "Đã có văn bản {half}, còn thiếu lý do. Anh/chị gõ thêm lý do, ví dụ: không phát sinh nhiệm vụ."
    ),
    "earlier_document": marked(
        "Chưa thấy mã, số và ngày văn bản. Gõ mỗi việc một dòng, ví dụ: II.3 12/KH-STP 20/01/2024; hoặc chạm các "
        "việc ở trên."
    ),
    "correction_value": marked("Chưa thấy giá trị đúng. Gõ theo mẫu: giá trị đúng theo 581/BNV-CCHC: lý do."),
    "correction_date": marked("Chưa thấy hạn đúng. Gõ hạn trước, rồi văn bản và lý do."),
    "correction_dates": marked("Số ngày vừa gõ không bằng số hạn của việc này; gõ một ngày, hoặc đủ các ngày."),
    "correction_bad_date": marked("Ngày này không có trong lịch. Gõ lại hạn, rồi văn bản và lý do."),
    "correction_code": marked("Chưa thấy mã nhiệm vụ, ví dụ: I.5."),
    "correction_document": marked("Còn thiếu số văn bản làm căn cứ. Anh/chị gõ thêm, ví dụ: theo 581/BNV-CCHC."),
    "correction_reason": marked("Còn thiếu lý do. Anh/chị gõ thêm lý do sửa."),
    "province_unknown": marked("Không có tỉnh, thành phố này trong 34 tỉnh, thành phố. Gõ lại tên, ví dụ: Hưng Yên"),
    "commune_unknown": marked("Tỉnh này không có xã, phường, đặc khu đó. Gõ lại tên, ví dụ: phường Phố Hiến"),
    "ministry_too_long": marked("Tên dài quá 100 ký tự. Gõ lại tên ngắn hơn."),
    "no_successor": marked(
        "Chưa thấy cơ quan kết thúc và cơ quan tiếp nhận. Gõ như: Sở A vào Sở B từ 01/03/2025 theo 12/NQ-HĐND"
    ),
    "no_first_day": marked("Chưa thấy ngày cơ quan tiếp nhận làm thay. Thêm vào sau tên: từ 01/03/2025"),
    "bad_first_day": marked("Ngày cơ quan tiếp nhận làm thay không có trong lịch. Gõ lại, ví dụ: từ 01/03/2025"),
    "no_merging_document": marked("Chưa thấy số văn bản quyết định việc sáp nhập. Thêm vào cuối: theo 12/NQ-HĐND"),
    "nothing_chosen": marked("Anh/chị chưa chọn việc nào, nên chưa có gì thay đổi. Đánh dấu các việc rồi bấm lại."),
    "address_unknown": marked(
        "Địa chỉ này có phần không đọc được. Anh/chị bỏ phần sau dấu “?”, rồi chọn lại bộ lọc."
    ),
    "no_due_date": marked("Chưa thấy hạn. Gõ hạn trước, văn bản sau, ví dụ: {day} theo 123/KH-BNV."),
    "bad_due_date": marked("Ngày này không có trong lịch. Gõ lại, ví dụ: {day} theo 123/KH-BNV."),
    "due_outside": marked(
        "Hạn này nằm trước ngày ký kế hoạch hoặc sau năm kế hoạch quá một năm; anh/chị xem lại năm."
    ),
    "no_dating_document": marked("Chưa thấy số văn bản định hạn. Gõ lại, ví dụ: {day} theo 123/KH-BNV."),
    "not_a_percentage": marked(
        "Cần một số nguyên từ 0 đến 100, ví dụ: 60, hoặc kèm ghi chú: 60% đã lấy ý kiến các sở."
    ),
    "no_note": marked("Anh/chị gõ ghi chú bằng chữ, ví dụ: đã gửi dự thảo lấy ý kiến các sở."),
    "note_too_long": marked("Ghi chú dài quá 500 ký tự; anh/chị viết gọn lại giúp."),
    "no_later_date": marked("Chưa thấy ngày. Gõ ngày trước, lý do sau, ví dụ: {day} chờ ý kiến của Sở Tài chính."),
    "later_date_missing": marked("Đã có lý do, còn thiếu ngày. Anh/chị gõ thêm ngày xin gia hạn đến, ví dụ: {day}."),
    "bad_later_date": marked("Ngày này không có trong lịch. Gõ lại ngày rồi lý do."),
    "later_date_past": marked("Ngày xin gia hạn phải sau hôm nay; anh/chị gõ lại ngày rồi lý do."),
    "later_date_not_later": marked("Ngày này chưa sau hạn hiện nay nên không phải gia hạn; anh/chị gõ lại."),
    "later_date_far": marked("Ngày này quá cuối năm sau năm kế hoạch; anh/chị xem lại năm."),
    "later_date_without_reason": marked(
        "Đã có ngày {half}. Anh/chị cho biết vì sao cần thêm thời gian, ví dụ: chờ ý kiến của Sở Tài chính."
    ),
    "not_an_hour": marked("Cần một giờ tròn từ 06:00 đến 17:00, ví dụ: 7 hoặc 14:00."),
    "not_an_address": marked("Chưa đọc được địa chỉ thư. Anh/chị gõ cả địa chỉ, ví dụ: ten.ho@coquan.gov.vn."),
    "not_a_code": marked("Cần mã gồm 6 chữ số trong thư vừa gửi; anh/chị gõ lại, hoặc gõ một địa chỉ thư khác."),
    "no_day": marked("Chưa đọc được ngày. Gõ ngày, tháng, năm, ví dụ: {day}."),
    "bad_day": marked("Ngày này không có trong lịch. Gõ lại ngày, tháng, năm, ví dụ: {day}."),
    "past_day": marked("Cần một ngày sau hôm nay; anh/chị gõ lại."),
    "far_day": marked("Ngày này xa hơn một năm; anh/chị gõ một ngày gần hơn."),
    "not_a_name": marked("Cần một họ tên, không có chữ số; anh/chị gõ lại."),
    "no_such_task_in_draft": marked(
        "Kế hoạch này không có nhiệm vụ mã như vậy; anh/chị gõ mã như in trong bảng, ví dụ: I.5."
    ),
    "no_such_agency": marked("Không có cơ quan nào tên như vậy; anh/chị gõ tên hoặc mã cơ quan, ví dụ: Sở Tư pháp."),
    "plan_file_awaited": marked("Anh/chị gửi tệp kế hoạch (.docx, .xlsx, .pdf có chữ, .odt, .ods, .rtf) vào đây."),
    "invitees_unread": marked(
        "Tôi chưa đọc được ai được mời. Anh/chị gõ họ tên, cơ quan; ví dụ: Nguyễn Văn A, Sở Tư pháp"
    ),
    "list_unreadable": marked(
        "Tôi không đọc được danh sách nào trong tệp. Anh/chị gửi tệp .xlsx hoặc .docx có bảng gồm các cột họ tên, cơ "
        "quan, vai trò; hoặc dán các dòng ấy vào đây."
    ),
    "invitees_too_many": marked(
        "Danh sách quá 200 người nên chưa cấp mã nào. Anh/chị gõ /moi và mời từng phần, ví dụ theo cơ quan."
    ),
    "reports_unconfirmed": marked(
        "Các báo cáo vừa gõ vẫn chờ, chưa được ghi. Đúng thì chạm “Ghi tất cả” hoặc gõ: đúng; không ghi thì gõ: thôi."
    ),
    "switch_unanswered": marked(
        "Chat này vẫn như cũ. Anh/chị chạm nút ở trên, hoặc gõ: chuyển (thôi nơi cũ), kiêm nhiệm (nếu có nút ấy: "
        "làm cả hai nơi), hay: thôi (giữ như cũ)."
    ),
    "file_type": marked("Tôi không nhận loại tệp này. Anh/chị gửi một trong các loại: {types}."),
    "file_not_as_named": marked(
        "Nội dung tệp không đúng với đuôi tên của nó nên tôi không nhận. Anh/chị mở tệp kiểm tra, lưu lại đúng loại "
        "rồi gửi."
    ),
    "file_macros": marked(
        "Tệp này có thể chứa macro (chương trình chạy kèm) nên tôi không nhận. Anh/chị mở tệp, lưu lại thành .docx, "
        ".xlsx hoặc PDF rồi gửi."
    ),
    "file_remote": marked(
        "Tệp này tự tải nội dung từ nơi khác khi mở nên tôi không nhận. Anh/chị lưu lại thành PDF rồi gửi."
    ),
    "file_bomb": marked("Tệp này khi giải nén quá lớn nên tôi không nhận. Anh/chị lưu lại thành PDF rồi gửi."),
    "file_encrypted": marked("Tệp này đặt mật khẩu nên tôi không nhận. Anh/chị bỏ mật khẩu, lưu lại rồi gửi."),
    "file_too_complex": marked(
        "Tôi không kiểm tra được tệp này nên không nhận. Anh/chị mở tệp, lưu lại thành PDF hoặc chụp ảnh rồi gửi."
    ),
    "file_infected": marked(
        "Chương trình quét virus của cơ quan thấy mã độc trong tệp nên tôi không nhận và không giữ lại gì. Anh/chị "
        "báo cán bộ phụ trách công nghệ thông tin, quét máy rồi gửi bản sạch."
    ),
    "file_not_scanned": marked(
        "Chương trình quét virus của cơ quan đang không trả lời nên tôi chưa nhận tệp. Anh/chị gửi lại sau ít phút; "
        "vẫn không được thì báo cán bộ quản trị."
    ),
    "file_not_checked": marked(
        "Hệ thống chưa kiểm tra được tệp nên chưa nhận, chưa có gì được ghi. Anh/chị gửi lại tệp sau ít phút."
    ),
    "file_quota": marked(
        "Hôm nay anh/chị đã gửi đủ {files} tệp hoặc {megabytes} MB nên tệp này chưa được nhận. Anh/chị gửi tiếp vào "
        "ngày mai."
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
    "too_long": marked("Câu hỏi dài quá 2.000 ký tự nên tôi không đọc. Anh/chị viết ngắn lại giúp."),
    "secret": marked(
        "Nội dung có dấu hiệu mật nên không được ghi lại. Không gửi tài liệu Mật, Tối mật, Tuyệt mật qua đây."
    ),
}


def file_types() -> str:
    """Return the names of all types of files that are accepted."""
    return _("PDF, Word (.docx), Excel (.xlsx), OpenDocument (ODT, ODS), ảnh (JPG, PNG, HEIC, TIFF)")


def explain_bad_answer(error: BadAnswer) -> str:
    """Return the sentence for the reason of `error`; an example in it would be accepted."""
    return _(
        _REASONS[error.reason],
        day=plain_day(error.day),
        half=error.half,
        types=file_types(),
        first_year=error.plan_year - 1,
        plan_year=error.plan_year,
        files=FILES_PER_DAY,
        megabytes=BYTES_PER_DAY // (1024 * 1024),
    )
