"""Find the time that stands in the words of a task: "Rà soát văn bản (hoàn thành trước 31/3/2026)"."""

import re

from data.text import fold_letterwise

_ACT = r"(?:phai )?(?:hoan thanh|xong|thuc hien|ban hanh|trinh|gui|bao cao|thoi gian(?: thuc hien| hoan thanh)?)"
_TIME = r"(?:truoc|trong|cham nhat|den|het|vao|tu|quy|thang|ngay|nam)\b"
_IN_BRACKETS = re.compile(
    rf"\((?:{_ACT}:? ?)?({_TIME}[^()]{{0,80}}\d[^()]{{0,60}}|\d{{1,2}}[/.-]\d{{1,4}}[^()]{{0,40}})\)"
)
_AT_THE_END = re.compile(rf"[,;.] (?:{_ACT} )?((?:truoc|cham nhat|xong truoc)\b[^()]{{0,60}}\d[^()]{{0,40}})$|"
                         rf"\bhoan thanh ((?:truoc|trong|cham nhat)\b[^()]{{0,60}}\d[^()]{{0,40}})$")  # fmt: skip


def find_time_in_title(title: str) -> str:
    """Return the words of time in brackets or at the end of a title; "" where it has none."""
    text = title.rstrip(" .;")
    folded = fold_letterwise(text)
    found = list(_IN_BRACKETS.finditer(folded))[-1:] or list(_AT_THE_END.finditer(folded))[:1]
    for hit in found:
        for group in range(1, (hit.lastindex or 0) + 1):
            if hit[group]:
                return text[hit.start(group) : hit.end(group)].strip()
    return ""
