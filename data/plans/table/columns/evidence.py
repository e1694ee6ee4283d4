"""Judge by what stands in a column what it holds: times, agencies, codes, numbers, sentences."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from data.plans.table.columns.kinds import Column
from data.plans.table.numbering import read_numbering
from data.text import fold

LOOKED_AT = 120
"""Cells of a column that are looked at: more would not change the judgement."""

_TIME = re.compile(
    r"\b(?:quy (?:[1-4]|i{1,3}|iv)\b|thang \d|nam \d{4}|ngay \d|thuong xuyen|hang (?:nam|quy|thang|tuan|ngay)"
    r"|dinh ky|giai doan \d|trong nam|ca nam|hoan thanh|sau khi|khi co|(?:0?6|sau|0?9|chin) thang (?:dau|cuoi)"
    r"|theo (?:ke hoach|tien do|lo trinh|yeu cau|quy dinh|thoi han|tung moc)"
    r"|\d+ (?:ngay|thang|tuan)(?: lam viec)?,? (?:sau|ke tu"
    r"|tinh tu)|tu ngay ban hanh|ky hop|ngay sau khi)|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|^\d{1,2}/\d{4}$"
    r"|^(?:nam )?20\d\d(?: ?- ?20\d\d)?$"
)
_DOCUMENT = re.compile(r"\d ?[/-] ?[a-z]{2,12}(?:-|/|\d|$)|\bso:? \d{1,6} ?/")
_LONGEST_TIME = 160
_AGENCY = re.compile(
    r"^(?:[-+•] ?)?(?:cac |toan bo |thuong truc |lanh dao |chu tich )?(?:"
    r"so\b(?! (?:luong|lieu|hoa|ket|voi|tay))|ubnd|uy ban|hdnd|hoi dong nhan dan"
    r"|cong an|bo chi huy|bch|van phong|vp\b"
    r"|ban (?:quan ly|to chuc|tuyen|noi chinh|dan|kinh te|chi dao|chi huy|ton giao|thi dua|bao ve|xay dung|thuong"
    r"|chap hanh|giam doc|tiep)|phong \w|thanh tra(?: (?:tinh|so|thanh pho|huyen|bo|chinh phu))?$|kho bac|cuc \w"
    r"|chi cuc|tong cuc|vien \w|hoi (?!nghi|thao|dong nghi)\w|tinh doan|thanh doan|doan thanh nien|doan tncs|mat tran"
    r"|ubmt|lien doan|lien minh|lien hiep|truong \w|trung tam|bao va|dai \w|ngan hang|bao hiem|bhxh|toa an|hoc vien"
    r"|bao (?!cao|dam|ton|quan|mat|hanh|tri|tang|chi\b)\w+$|bo (?!sung|tri|cong cu|chi so|tieu chi|quy)\w"
    r"|tong cong ty|cong ty|don vi|co quan|doanh nghiep|dia phuong|xa\b|phuong \w|thi tran|to \w+ (?:de an|cong tac)"
    r"|quy \w+ (?:trien|phat|bao)|cum |cac \w|(?:dang|tinh|thanh|huyen) uy|buu dien|vnpt|viettel|dien luc"
    r"|hat kiem lam|thuong truc)"
)
_LONGEST_AGENCY = 400
_CODE = re.compile(r"[A-ZĐ]{1,6}[-_./ ]?\d{1,4}(?:[-_./]\w{1,4}){0,2}")
_MONEY = re.compile(r"[\d.,\s%xX+-]+(?: ?(?:tr|triệu|tỷ|đồng|trđ))?")

Shares = Mapping[Column, float]


def looks_like_time(text: str) -> bool:
    """Tell if a text is a time rather than anything else."""
    folded = fold(text)
    return len(text) <= _LONGEST_TIME and bool(_TIME.search(folded)) and not _DOCUMENT.search(folded)


def looks_like_agency(text: str) -> bool:
    """Tell if a text begins as names of agencies do, whether or not the directory knows them."""
    return len(text) <= _LONGEST_AGENCY and bool(_AGENCY.match(fold(text)))


def judge_column(cells: Iterable[str]) -> Shares:
    """Return how well these cells, those of one column, fit to what a column may hold: from -1 to 1."""
    filled = [cell for cell in cells if cell][:LOOKED_AT]
    if not filled:
        return {Column.TITLE: -1.0, Column.NUMBER: -0.2}
    times = _share(filled, looks_like_time)
    agencies = _share(filled, looks_like_agency)
    numbers = _share(filled, lambda cell: read_numbering(cell) is not None)
    codes = _share(filled, lambda cell: bool(_CODE.fullmatch(cell)))
    money = _share(filled, lambda cell: bool(_MONEY.fullmatch(cell)) and not looks_like_time(cell))
    length = sum(map(len, filled)) / len(filled)
    other = 1 - max(agencies, numbers, codes, money, times * (length < 80))
    long = min(1.0, length / 60)
    return {
        Column.NUMBER: numbers - 0.6,
        Column.CODE: codes - 0.5,
        Column.TIMEFRAME: _centred(times * (1 if length < 80 else 0.5)),
        Column.START: _centred(times) / 2,
        Column.LEAD: _centred(agencies),
        Column.COORDINATING: _centred(agencies) * 0.9,
        Column.TITLE: other * (0.2 + 0.8 * long) - (1 - other) * 0.8,
        Column.DELIVERABLE: other * 0.4 - (1 - other) * 0.6,
        Column.NOTE: 0.1,
        Column.GROUP: -0.3,
    }


def _share(cells: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, cells)) / len(cells)


def _centred(share: float) -> float:
    """Return -1 for none and 1 for three of four or more: cells of any column may be odd."""
    return min(1.0, share / 0.75) * 2 - 1
