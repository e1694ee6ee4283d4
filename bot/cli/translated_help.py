"""Vietnamese help headings and usage errors for typer.

typer writes them in English in many places and most cannot be set, so the finished text is translated. What has
no entry here stays as typer says it.
"""

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

_PHRASES = tuple(
    (re.compile(english, re.MULTILINE), vietnamese)
    for english, vietnamese in (
        (r"^Usage: ", "Cách dùng: "),
        (r"\[OPTIONS\]", "[TÙY CHỌN]"),
        (r"COMMAND \[ARGS\]\.\.\.", "LỆNH [THAM SỐ]..."),
        (r"^Arguments:$", "Tham số:"),
        (r"^Options:$", "Tùy chọn:"),
        (r"^Commands:$", "Các lệnh:"),
        (r"Show this message and exit\.", "In hướng dẫn này."),
        (r"\bdefault:(?=\s)", "mặc định:"),
        (r"(?<=[\[ ])required\]", "bắt buộc]"),
        (r"^Missing command\.", "Thiếu tên lệnh."),
        (r"^Missing argument ('.+?')\.", r"Thiếu tham số \1."),
        (r"^Missing option ('.+?')\.", r"Thiếu tùy chọn \1."),
        (r"^No such command ('.+?')\.", r"Không có lệnh \1."),
        (r"Did you mean (.+)\?", r"Có phải \1 không?"),
        (r"^No such option: (\S+)", r"Không có tùy chọn \1."),
        (r"\(Possible options: (.+)\)", r"Có phải \1 không?"),
        (r"^Option ('.+?') requires an argument\.", r"Tùy chọn \1 cần một giá trị."),
        (r"^Option ('.+?') does not take a value\.", r"Tùy chọn \1 không nhận giá trị."),
        (r"^Got unexpected extra arguments?(?:\(s\))? \((.+)\)", r"Thừa tham số: \1."),
        (r"^Invalid value for (.+?): ", r"Giá trị của \1 không đúng: "),
        (r"^Invalid value: ", "Giá trị không đúng: "),
        (r"Input should be a valid integer.*", "cần một số nguyên."),
        (r"Input should be greater than or equal to (\S+)", r"nhỏ nhất là \1."),
        (r"Input should be less than or equal to (\S+)", r"lớn nhất là \1."),
        (r"Value error, '.*' is not one of (.+)", r"cần một trong \1"),
        (r"Value error, ", ""),
        (r" <(?:str|path)>", ""),
        (r"<int range>", "<số>       "),  # as wide: columns stay columns
    )
)


def translate(text: str) -> str:
    """Return `text` of typer with its known phrases translated."""
    for english, vietnamese in _PHRASES:
        text = english.sub(vietnamese, text)
    return text


class Command(TyperCommand):
    """A command whose help is Vietnamese."""

    def get_help(self, ctx: Any) -> str:
        return translate(super().get_help(ctx))


class Group(TyperGroup):
    """A group of commands whose help is Vietnamese."""

    def get_help(self, ctx: Any) -> str:
        return translate(super().get_help(ctx))
