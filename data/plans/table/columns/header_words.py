"""The words by which the head of a column tells what stands in it, folded; offices write them in many ways.

Rows are tried in order: "Kết quả thực hiện nhiệm vụ" is a result, "Thời gian hoàn thành nhiệm vụ" a time.
"""

import re
from functools import lru_cache

from data.plans.table.columns.kinds import Column

_WORDS: tuple[tuple[Column, str], ...] = (
    (Column.NUMBER, r"^(?:s?tt|so tt|so thu tu|no|thu tu|#)$"),
    (Column.COORDINATING, r"phoi hop"),
    (Column.CODE, r"^(?:ma|ma (?:so|hieu|nhiem vu|viec|cong viec|dau viec|nv)(?: nhiem vu)?|ky hieu)$"),
    (Column.GROUP, r"^(?:thuoc )?nhom\b|^thuoc (?:nhom|linh vuc)|^(?:ten )?linh vuc$|^nganh,? linh vuc$"),
    (
        Column.NOTE,
        r"^ghi chu|(?:thoi gian|ngay) (?:nhan|giao)\b|^so ngay|kinh phi|nguon (?:von|luc|thuc hien)|^von\b"
        r"|van ban (?:giao|chi dao|quy dinh)|co so phap ly",
    ),
    (
        Column.NOTE,
        r"^can cu|lanh dao|^don vi tinh|^dvt$|^so luong|^dia diem|^doi tuong|^hinh thuc|^danh gia|^tinh trang",
    ),
    (
        Column.NOTE,
        r"^cap (?:trinh|ban hanh|co tham quyen|phe duyet)|tham quyen|^muc do|^dieu kien|vuong mac|^ty le"
        r"|^(?:co quan|don vi|noi) (?:tham dinh|tham tra|phe duyet|ban hanh|thong qua)$",
    ),
    (Column.START, r"bat dau|khoi cong"),
    (
        Column.TIMEFRAME,
        r"thoi gian|thoi han|tien do|lo trinh|thoi diem|moc thoi|^han\b|(?:ngay|han|thang) (?:hoan thanh|trinh)",
    ),
    (
        Column.TIMEFRAME,
        r"^(?:quy|thang|ngay)(?:,? ?/? ?(?:thang|nam|ngay)){0,2}$"
        r"|du kien (?:hoan thanh|trinh)|^nam thuc hien|(?<!pham )(?<!qua )(?:hoan thanh|ket thuc)$",
    ),
    (
        Column.LEAD,
        r"chu tri|dau moi|thuc hien chinh|chiu trach nhiem|phu trach|phan cong|chu quan|soan thao|tham muu",
    ),
    (
        Column.LEAD,
        r"(?:don vi|co quan|to chuc|bo phan)(?:,? (?:co quan|don vi|dia phuong|to chuc|ca nhan)){0,3}"
        r"(?: \w+)? (?:thuc hien|trien khai|trinh|theo doi)",
    ),
    (Column.DELIVERABLE, r"san pham|ket qua|dau ra|chi tieu dat|muc tieu"),
    (
        Column.TITLE,
        r"nhiem vu|noi dung|cong viec|hoat dong|giai phap|dau viec|de an|du an|chuong trinh|^ten\b|viec can|^viec$",
    ),
    (Column.LEAD, r"^(?:cac )?(?:don vi|co quan)\b|^trach nhiem|^thuc hien$|^to chuc thuc hien$|^nguoi thuc hien"),
)

_COMPILED = tuple((column, re.compile(words)) for column, words in _WORDS)

NO_TASK_TABLE = re.compile(
    r"^(?:don vi tinh|dvt|ho va ten|ho ten|chuc vu|chuc danh|so tien|thanh tien|don gia|so luong)\b"
)
"""Heads of tables of targets, members and money, which hold no tasks."""

TARGETS = re.compile(
    r"^(?:ten |cac |noi dung )?(?:chi tieu|muc tieu|tieu chi|chi so)\b(?!.*(?:nhiem vu|giai phap|cong viec))"
)
"""Heads of the first column of a table of targets: what is wished for, not what is to be done."""


NO_LEAD = re.compile(r"^cap |tham quyen|tham dinh|tham tra|phe duyet|^lanh dao\b|^noi |duoc kiem tra")
"""Heads of columns that name agencies of which none leads: who decides, who examines, who is examined."""

GIVEN = re.compile(r"\b(?:nhan|giao|ban hanh van ban)\b")
"""Heads of columns of the day on which a task was given."""

OF_PERSONS = re.compile(r"^(?:nguoi|can bo|cong chuc|dong chi|d/c|lanh dao)\b")
"""Heads of columns of persons: beside one of agencies, that one has the leads."""


@lru_cache(maxsize=4096)
def columns_of(name: str) -> tuple[Column, ...]:
    """Return what a column with this head may hold, the likeliest first; none where its words tell nothing."""
    found = (column for column, words in _COMPILED if words.search(name))
    return tuple(dict.fromkeys(found))


def is_shared(name: str) -> bool:
    """Tell if one column holds lead and coordinating agencies: "Cơ quan chủ trì/phối hợp"."""
    return "chu tri" in name and "phoi hop" in name
