"""Words of what each request does, and patterns of other words before them."""

import re
from collections.abc import Mapping

from handlers.base.query import Intent

GIVING = "giao|chuyen|ban giao|phan cong|nhuong|uy quyen|nho"
VERBS: Mapping[Intent, str] = {
    Intent.EXTEND: "xin|de nghi|gia han|lui|gian|dan han|doi han|hoan|keo dai|khat|noi han|them thoi gian",
    Intent.SNOOZE: "nhac|bao lai|hen|hoan",
    Intent.REMIND: "nhac|don doc|giuc|thuc|hoi thuc|nhan|canh bao",
    Intent.HAND_OVER: f"{GIVING}|nhan|theo doi|phu trach|lo|dam nhan|lam",
    Intent.PAUSE: "nghi|di|cong tac|om|tap huan|vang|tam dung|tam tat",
}
"""What a request does, without accents."""


def before_verbs(words: str) -> dict[Intent, re.Pattern[str]]:
    """Return the pattern of these words before what each request does."""
    return {intent: re.compile(rf"(?<!\S){words} (?:{verbs})(?!\S)") for intent, verbs in VERBS.items()}
