"""Sentences for failures, for the person at the shell."""

import errno

from data.errors import NhacviecError

_OF_THE_SYSTEM = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EACCES: "không được phép đọc hoặc ghi",
    errno.EPERM: "không được phép đọc hoặc ghi",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EISDIR: "đây là thư mục, cần một tệp",
    errno.ENOTDIR: "đường dẫn đi qua một tệp, không phải thư mục",
    errno.EEXIST: "đã có tệp này",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EFBIG: "tệp lớn quá mức hệ thống cho phép",
    errno.EDQUOT: "đã dùng hết dung lượng được cấp",
    errno.EOPNOTSUPP: "đây không phải tệp thường nên không ghi được",
    errno.ENAMETOOLONG: "tên tệp quá dài",
}


def describe_unforeseen(error: Exception) -> str:
    """Return the text for an unexpected error. Its own message is left out: it may quote what an officer wrote."""
    return (
        f"Chương trình gặp lỗi ngoài dự kiến ({type(error).__name__});"
        " đặt NHACVIEC_LOG_LEVEL=DEBUG rồi chạy lại để có nhật ký chi tiết."
    )


def describe_error(error: NhacviecError | OSError) -> str:
    """Return the text for stderr: what is wrong and, where it is known, what to do."""
    if isinstance(error, OSError):
        reason = _OF_THE_SYSTEM.get(error.errno or 0, error.strerror or str(error))
        return f"{error.filename}: {reason}." if error.filename else f"Hệ thống báo lỗi: {reason}."
    from bot.settings import SettingsRefused  # late, as all that is slow to load: help needs none of it
    from handlers.views.base.error_sentences import sentence

    return str(error) if isinstance(error, SettingsRefused) else sentence(error)
