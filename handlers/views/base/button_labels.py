"""Labels of the buttons of a card: typed instead of tapped, they are no content of an answer."""

import re

from data.text import fold
from handlers.locales import _, marked

_NAMES = (
    marked("✅ Đã xong"),
    marked("✏️ Tiến độ"),
    marked("▶️ Bắt đầu làm"),
    marked("📝 Chỉ ghi chú"),
    marked("💤 Nhắc lại sau"),
    marked("🕓 Xin gia hạn"),
    marked("👤 Giao cho"),
    marked("🔧 Sửa cách đọc"),
    marked("📊 Kết quả kỳ này"),
    marked("➖ Đề nghị không tính"),
    marked("➖ Không phải thực hiện"),
    marked("➖ Đồng ý không tính"),
    marked("↩️ Giao lại"),
    marked("📎 Văn bản"),
    marked("📜 Lịch sử"),
    marked("‹ Danh sách"),
    marked("✅ Xác nhận"),
    marked("✅ Tự xác nhận"),
    marked("↩️ Trả lại"),
    marked("✅ Đồng ý"),
    marked("↩️ Từ chối"),
    marked("Hoàn tác"),
    marked("📋 Nhiệm vụ"),
    marked("📊 Tổng hợp"),
    marked("📅 Nhập hạn"),
)

_WORDS = re.compile(r"[\w%]+")


def normalize_label(label: str) -> str:
    """Return a label as people type it: no icon, no accents, no signs, small letters."""
    return " ".join(_WORDS.findall(fold(label)))


def is_button_label(text: str) -> bool:
    """Return whether `text` is the label of a button of a card, which may have been shown long ago."""
    typed = normalize_label(text)
    return any(typed == normalize_label(_(_NAMES[at])) for at in range(len(_NAMES)))
