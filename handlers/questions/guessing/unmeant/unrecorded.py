"""Reports that are not to be recorded: not yet, only aimed at, wished, or asked about."""

import re

from handlers.questions.guessing.unmeant.doubts import TAGS, asks_how_far
from handlers.questions.reading.question_words import would_be

_TOLD_LATER = re.compile(
    r"(?<!\S)(?:khi nao|bao gio|chung nao|luc nao)(?: (?:co|xong|lay duoc|ra))(?: (?:so|van ban))?"
    r" (?:thi )?(?:em|toi|minh|so|huyen|chi|anh) (?:se )?(?:bao|gui|cap nhat)(?!\S)"
    r"|(?<!\S)(?<!ban giay )(?<!ban giay em )(?<!ban cung )(?<!ban cung em )(?<!ban scan )(?<!ban scan em )"
    r"(?<!van ban em )(?<!van ban )(?<!con lai )(?<!con lai em )(?:se|thi (?:em|toi|minh|ben em"
    r"|ben minh)) (?:bao|cap nhat|gui)"
    r"(?: (?:so|lai|van ban|ket qua)){0,2} sau(?!\S)"
    r"|(?<!\S)(?:dung|khoan|chua) (?:co |voi |hay )?(?:ghi|danh dau|tinh)(?: nhan| la)? (?:xong|hoan thanh|da)(?!\S)"
)
_NOT_RECORDED = re.compile(
    r"(?<!\S)(?:dung|khoan|chua|khong|khoi)(?: (?:co|voi|hay|can|phai|duoc)){0,2}"
    r" (?:ghi|danh dau|cap nhat|tick|tinh|bao)(?: nhan| la)?(?: xong| hoan thanh| voi| da| ket qua)(?!\S)"
)
"""Beside words that tell something as done; by themselves “sở nào chưa báo xong” asks."""
_NOT_REACHED = re.compile(
    r"(?<!\S)(?:(?:(?<!quyet )(?<!quy )(?<!an )dinh(?! muc)|(?<!doi )tuong|du kien|le ra|suyt|nghe (?:noi|bao)"
    r"|phan dau|muc tieu)(?: \S+){0,3}? \d{1,3}(?:%| phan tram)|neu (?:tinh|ke|gop) (?:ca|luon|them)"
    r"|chuan bi (?:xong|nop|trinh|ban hanh))"
    r"(?!\S)"
)
_WHETHER = re.compile(
    rf"(?<!\S)(?:co|van|thi co|thi) (?:duoc|sao|on|duoc tinh|duoc ghi"
    rf"|bi tinh)(?: \S+){{0,3}}? (?:khong|ko|chu){TAGS}"
)
"""“… xong rồi, không có văn bản có được không”."""


def is_told_later(text: str) -> bool:
    """Return whether words without accents put off what they tell: “khi nào có số em báo”, “đừng ghi xong nhé”."""
    return bool(_TOLD_LATER.search(text))


def is_unrecorded(sentence: str, text: str, *, percent: bool) -> bool:
    """Return whether a sentence, and its words without accents, tell what is not to be recorded. `percent`: a
    percentage is told.
    """
    put_off = is_told_later(text) or _NOT_RECORDED.search(text)
    imagined = _NOT_REACHED.search(text) or would_be(sentence, percent=percent)
    return bool(put_off or imagined or _WHETHER.search(text)) or asks_how_far(sentence)
