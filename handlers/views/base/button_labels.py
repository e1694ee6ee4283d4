"""The names of our buttons: typed instead of tapped, they are no content of anything."""

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
    marked("📎 Văn bản"),
    marked("📜 Lịch sử"),
    marked("‹ Danh sách"),
    marked("✅ Xác nhận"),
    marked("↩️ Trả lại"),
    marked("✅ Đồng ý"),
    marked("↩️ Từ chối"),
    marked("Hoàn tác"),
    marked("📋 Nhiệm vụ"),
    marked("📊 Tổng hợp"),
    marked("📅 Nhập hạn"),
)

_WORDS = re.compile(r"[\w%]+")


def typed_as(label: str) -> str:
    """What is left of a label when it is typed: no icon, no accents, no signs, small letters."""
    return " ".join(_WORDS.findall(fold(label)))


def is_a_button(text: str) -> bool:
    """Whether `text` is the name of a button of a card, which may have been shown long ago."""
    typed = typed_as(text)
    return any(typed == typed_as(_(_NAMES[at])) for at in range(len(_NAMES)))
