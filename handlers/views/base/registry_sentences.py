"""Faults of the registry and of its backups as sentences that say what to do."""

from data.errors import BackupUnusable, CopyRefused, RegistryUnusable
from handlers.locales import _, marked

_UNUSABLE = {
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
    "taken": marked("Tiến trình khác đã phục vụ thay nên bot này dừng. Chạy lại thì bot này đứng dự phòng."),
    "foreign": marked("NHACVIEC_DATABASE_URL không trỏ tới cơ sở dữ liệu của nhacviec."),
}
"""By the reason of `data.errors.RegistryUnusable`."""

_NOT_COPIED = {
    "not_empty": marked(
        "Chưa có gì thay đổi: {detail} đã có dữ liệu. Khôi phục đè lên: thêm --replace (sổ cũ được giữ lại dưới tên"
        " khác). Chép sổ: cần một cơ sở dữ liệu trống."
    ),
    "in_use": marked("Chưa có gì thay đổi: {detail} đang có chương trình khác mở. Tắt bot rồi chạy lại."),
    "references": marked("Chưa có gì thay đổi: có dòng trỏ tới dòng không còn. Chạy nhacviec db check."),
    "unfit": marked("Chưa có gì thay đổi: bảng {detail} có dòng mà PostgreSQL không nhận."),
    "differs": marked("Chưa có gì thay đổi: bảng {detail} đọc lại không giống khi chép. Thử lại, rồi xem ổ đĩa."),
    "chain": marked("Chưa có gì thay đổi: chuỗi niêm phong của nhật ký sai ở dòng {detail}. Chạy nhacviec db check."),
}
"""By the reason of `data.errors.CopyRefused`."""

_NO_BACKUP = {
    "none": marked("Chưa có gì thay đổi: tệp này không phải bản sao lưu của nhacviec."),
    "newer": marked("Chưa có gì thay đổi: bản sao lưu do chương trình mới hơn tạo ra. Hãy cập nhật nhacviec."),
    "damaged": marked("Chưa có gì thay đổi: bản sao lưu bị hỏng ({detail}). Dùng bản sao lưu khác."),
    "faulty": marked(
        "Chưa có gì thay đổi: sổ trong bản sao lưu có các lỗi trên. Dùng bản sao lưu khác, hoặc thêm --despite-faults"
        " để vẫn khôi phục."
    ),
}
"""By the reason of `data.errors.BackupUnusable`."""


def registry_sentence(error: RegistryUnusable | CopyRefused | BackupUnusable) -> str:
    """Return what `error` means for whoever looks after the registry. Holds no secret."""
    match error:
        case CopyRefused(reason, detail):
            return _(_NOT_COPIED[reason], detail=detail)
        case BackupUnusable(reason, detail):
            return _(_NO_BACKUP[reason], detail=detail)
        case RegistryUnusable(reason, detail):
            return _(_UNUSABLE[reason], detail=detail)
