"""State-secret material does not belong in a chat: it is refused and not stored.

Law on the Protection of State Secrets 29/2018/QH14, articles 5 and 8: the three marks are Mật, Tối mật, Tuyệt mật.
"""

import re

from data.text import nfc

_MARKS = re.compile(
    r"\b(?:TUYỆT MẬT|TỐI MẬT|MẬT)\b|\b(?:[Tt]uyệt|[Tt]ối) mật\b|\bđộ mật\b|(?<![\w-])[Đđ]óng dấu mật\b"
)


def looks_secret(text: str) -> bool:
    """Whether `text` carries a mark of secrecy as documents write it; "bí mật" and "mật độ" do not."""
    return bool(_MARKS.search(nfc(text)))
