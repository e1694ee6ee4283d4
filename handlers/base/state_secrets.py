"""Detection of state-secret material, which does not belong in a chat: it is refused and not stored.

Law on the Protection of State Secrets 29/2018/QH14, articles 5 and 8: the three marks are Mật, Tối mật, Tuyệt mật.
"""

import re

from data.text import nfc

_MARKS = (
    re.compile(r"\b(?:tuyệt|tối|độ|dấu|văn bản|tài liệu|công văn)\s+mật\b(?!\s+(?:độ|khẩu))", re.IGNORECASE),
    re.compile(r"(?<!\bBÍ )(?<!\bBẢO )\bMẬT\b(?! (?:ĐỘ|KHẨU|THIẾT)\b)"),
    re.compile(r"(?:^|[(\[“\"/,;:.–-])[^\S\n]*Mật[^\S\n]*(?:$|[)\]”\",;:.–-])", re.MULTILINE),
)
"""The two graver marks in any case; the plain one in capitals, or by itself as it stands on a document: "(Mật)"."""


def looks_secret(text: str) -> bool:
    """Return whether `text` carries a mark of secrecy as documents write it; "bí mật" and "mật độ" are none."""
    return any(mark.search(nfc(text)) for mark in _MARKS)
