"""Find the time that stands in the words of a task or heading: "Rà soát văn bản (hoàn thành trước 31/3/2026)"."""

import re

from data.text import fold_letterwise

_ACT = r"(?:phai )?(?:hoan thanh|xong|thuc hien|ban hanh|trinh|gui|bao cao|thoi gian(?: thuc hien| hoan thanh)?)"
_TIME = r"(?:truoc|trong|cham nhat|den|het|vao|tu|quy|thang|ngay|nam)\b"
_IN_BRACKETS = re.compile(
    rf"\((?:{_ACT}:? ?)?({_TIME}[^()]{{0,80}}\d[^()]{{0,60}}|\d{{1,2}}[/.-]\d{{1,4}}[^()]{{0,40}})\)"
)
_AT_THE_END = re.compile(rf"[,;.] (?:{_ACT} )?((?:truoc|cham nhat|xong truoc)\b[^()]{{0,60}}\d[^()]{{0,40}})$|"
                         rf"\bhoan thanh ((?:truoc|trong|cham nhat)\b[^()]{{0,60}}\d[^()]{{0,40}})$")  # fmt: skip

_WORK = (
    r"(?:(?:cac |nhom |nhung ){0,3}(?:nhiem vu|cong viec|viec|noi dung|de an|san pham)"
    r"(?: (?:trong tam|cu the|can|phai|duoc|giao)){0,3} ?)?"
)
_PERIOD = re.compile(rf"{_WORK}(?:trong |cua )?((?:thang|quy) \S{{1,8}}(?:[ /]{{1,3}}(?:nam )?\d{{4}})?):?")
_FINISHED = re.compile(
    rf"{_WORK}(?:phai |can )?(?:hoan thanh|thuc hien|trien khai|ban hanh|trinh|xong|thoi gian[a-z ]{{0,20}}:)"
    rf"(?: xong)? ({_TIME}[^()]{{0,60}}(?:\d|quy [iv])[^()]{{0,40}}):?"
)
_CAPTION = re.compile(r"^(?:phụ lục|phần|chương|biểu|bảng|mục)(?: số)? \w{1,5}[.:] ", re.IGNORECASE)
_ALWAYS = re.compile(rf"{_WORK}(?:thuc hien |trien khai )?(thuong xuyen(?:,? (?:lien tuc|hang nam|dinh ky))?):?")


def find_time_in_heading(title: str) -> str:
    """Return the words of time of a heading that says when all below it is due; "" for any other.

    "QUÝ II", "Nhiệm vụ hoàn thành trước ngày 30/6/2026", "Rà soát văn bản (xong trong tháng 3/2026)".
    """
    text = _CAPTION.sub("", title.strip(" .;:"))
    folded = fold_letterwise(text)
    for pattern in (_PERIOD, _FINISHED, _ALWAYS):
        if hit := pattern.fullmatch(folded):
            return text[hit.start(1) : hit.end(1)].strip()
    return find_time_in_title(text)


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
