"""Find the title of a plan, and the year that it is for."""

import re
from collections.abc import Sequence

from data.text import fold

_KINDS = {
    "ke hoach",
    "quyet dinh",
    "chuong trinh",
    "chi thi",
    "thong bao",
    "ke hoach hanh dong",
    "chuong trinh hanh dong",
}
_KIND_BEFORE = re.compile(r"(?:kế hoạch|chương trình(?: hành động| công tác)?)\s+(?=\S)", re.IGNORECASE)
_ANNEX = re.compile(r"phu luc(?: (?:so )?(?:\d+|[ivx]+))?:?$|^(?:bieu|danh muc)\b")
_BODY = re.compile(
    r"can cu\b|\(|so:|noi nhan|[ivx]+\. |-{3,}|_{3,}|\*{3,}|uy ban nhan dan .{0,60}ban hanh|ubnd .{0,60}ban hanh"
)
_BODY_IF_LONG = re.compile(
    r"(?:trien khai |to chuc )?thuc hien\b|nham\b|de \b|xet\b|theo de nghi\b|trong nam\b|tiep tuc\b"
)
_LONGEST_LINE = 300
_LONG = 120
_MARKUP = " *#_\t"

_YEAR = re.compile(r"\bnăm (\d{4})\b(?! ?[-–])", re.IGNORECASE)
_HORIZON = re.compile(
    r"(?:\b(?:đến|tới|trước|từ|sau)(?: hết)?(?: cuối)?|\btầm nhìn|\bđịnh hướng|\bgiai đoạn|\bmục tiêu"
    r"|tháng \d{1,2}|\d ?[-–]) $",
    re.IGNORECASE,
)
_EARLIEST, _LATEST = 1990, 2100


def read_title(lines: Sequence[str]) -> str:
    """Return the lines under the name of the kind of document, up to the first empty one or the body."""
    clean = [" ".join(line.strip(_MARKUP).split()) for line in lines]
    for place, line in enumerate(clean):
        if fold(line).strip(" :.") in _KINDS:
            return _joined(clean[place + 1 :])
    for place, line in enumerate(clean):
        if line.isupper() and (kind := _KIND_BEFORE.match(line)):
            return _joined([line[kind.end() :], *clean[place + 1 :]])
    annexes = [place for place, line in enumerate(clean) if _ANNEX.match(fold(line))]
    if not annexes:
        return ""
    first = clean[annexes[0]]
    begins_there = not fold(first).startswith("phu luc")
    return _joined(clean[annexes[0] + (not begins_there) :])


def own_year(title: str) -> int | None:
    """Return the year that a title says the plan is for; None where it names none, or a horizon ("đến năm 2030")."""
    for found in _YEAR.finditer(title):
        year = int(found[1])
        if _EARLIEST < year < _LATEST and not _HORIZON.search(title[: found.start()]):
            return year
    return None


def _joined(lines: Sequence[str]) -> str:
    parts: list[str] = []
    for line in lines:
        if not line:
            if parts:
                break
            continue
        folded = fold(line)
        if _BODY.match(folded) or len(line) > _LONGEST_LINE:
            break
        if parts and ((len(line) > _LONG and _BODY_IF_LONG.match(folded)) or line.endswith((";", "."))):
            break
        parts.append(line)
    return " ".join(parts)
