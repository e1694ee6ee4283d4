"""Text is cleaned once, before anything is read: old fonts, doubles of letters, what is not seen."""

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from viparse.normalize.encodings import CHARMAPS

from data.plans.agencies.directory import AgencyEntry, Directory
from data.plans.cleaning.characters import clean_characters, clean_number
from data.plans.cleaning.document import clean_document
from data.plans.cleaning.old_fonts import decode, find_old_font, judge
from data.plans.cleaning.syllables import is_syllable
from data.plans.cleaning.telex import read_telex
from data.plans.draft import PlanDraft
from data.plans.formats.document import Cell, Document, Table, TableRow
from data.plans.formats.text import read_text
from data.plans.reading import read_document
from data.plans.remarks import Remark, RemarkCode
from data.plans.sidecar import Sidecar

PLAN = """ỦY BAN NHÂN DÂN
TỈNH SÔNG LAM

Số: 41/KH-UBND

Sông Lam, ngày 12 tháng 01 năm 2024

KẾ HOẠCH
Chăm sóc vườn hoa năm 2024

PHỤ LỤC

STT\tNhiệm vụ\tKết quả\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian thực hiện
I\tViệc chung\t\t\t\t
1\tTrồng hoa dọc đường mới\tBáo cáo\tSở Lao động, Thương binh và Xã hội\tSở Nội vụ\tTrước ngày 15/6 và 15/12/2024
2\tTưới nước hằng ngày\tSổ theo dõi\tSở Nội vụ\t\tĐịnh kỳ hằng quý
"""
DIRECTORY = Directory(
    (
        AgencyEntry("snv", "Sở Nội vụ", "Sở NV", "department"),
        AgencyEntry("sld", "Sở Lao động, Thương binh và Xã hội", "Sở LĐ", "department"),
    )
)


def _read(text: str) -> PlanDraft[Remark]:
    return read_document(read_text(text.encode()), Sidecar(), DIRECTORY)


def _in_old_font(text: str, encoding: str) -> str:
    """The same text as it was typed for the old fonts."""
    typed = {letter: code for code, letter in CHARMAPS[encoding].pairs}
    composed = unicodedata.normalize("NFC", text)
    return "".join(typed.get(letter) or typed.get(letter.lower(), letter) for letter in composed)


def _words(plan: PlanDraft[Remark]) -> list[tuple[object, ...]]:
    return [
        (task.code, task.title, task.lead_agencies, task.timeframe, task.deadlines, task.deliverables)
        for task in plan.tasks
    ]


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_twins_in_old_fonts_give_one_plan_and_say_so_once(encoding: str) -> None:
    twin, plan = _read(_in_old_font(PLAN, encoding)), _read(PLAN)
    assert (_words(twin), twin.number, twin.title.casefold()) == (_words(plan), plan.number, plan.title.casefold())
    codes = [warning.code for warning in twin.warnings]
    assert codes.count(RemarkCode.OLD_FONT_DECODED) == 1
    assert RemarkCode.OLD_FONT_DECODED not in {warning.code for warning in plan.warnings}


def test_one_row_in_an_old_font_among_others_is_decoded_and_kept_beside() -> None:
    lines = PLAN.split("\n")
    lines[14] = _in_old_font(lines[14], "tcvn3")
    mixed = _read("\n".join(lines))
    assert _words(mixed) == _words(_read(PLAN))
    assert [task.original for task in mixed.tasks] == [lines[14], ""]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ðề án ðổi mới", "Đề án đổi mới"),
        ("Đông Hư\u00adng", "Đông Hưng"),
        ("Thái\u200b Thụy\u00a0nhé", "Thái Thụy nhé"),
        (unicodedata.normalize("NFD", "Sở Nội vụ"), "Sở Nội vụ"),
        ("KH\u2011UBND", "KH-UBND"),
        ("giai đoạn 2023 – 2030", "giai đoạn 2023 – 2030"),
    ],
)
def test_characters_are_plain(typed: str, meant: str) -> None:
    assert clean_characters(typed) == meant


def test_the_plan_says_that_letters_were_replaced_and_keeps_the_row() -> None:
    row = PLAN.replace("đường", "ðường").replace("vụ\t\tĐịnh", "vụ\t\tÐịnh")
    plan = _read(row)
    assert _words(plan) == _words(_read(PLAN))
    assert ["ðường" in plan.tasks[0].original, "Ðịnh" in plan.tasks[1].original] == [True, True]
    assert [warning.code for warning in plan.warnings].count(RemarkCode.CHARACTERS_REPLACED) == 1


@pytest.mark.parametrize("text", ["QĐ-UBND của HĐND", "Café “Wi-Fi” 5G", "Đ", "CĐS năm 2024", "Chữ Đ", "•½"])
def test_unicode_is_not_taken_for_an_old_font(text: str) -> None:
    assert judge(text) not in {"tcvn3", "vni"}


VIETNAMESE = st.text(
    "aăâeêioôơuưyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵđbcdghklmnpqrstvx ", max_size=60
)


@given(VIETNAMESE)
def test_what_was_encoded_decodes_to_itself(text: str) -> None:
    assert decode(_in_old_font(text, "tcvn3"), "tcvn3") == text


@given(st.text(max_size=80))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_characters(clean_characters(text)) == clean_characters(text)


@given(st.lists(st.text(max_size=20), max_size=5))
def test_any_text_can_be_judged(texts: list[str]) -> None:
    assert set(find_old_font(texts)) <= set(texts)


def test_syllables_are_told_from_what_looks_like_them() -> None:
    right = ["nghiệp", "thuyền", "Quyết", "ươn", "giếng", "khuỷu", "đường", "Hưng", "ý"]
    wrong = ["héi", "nghÞ", "Keá", "hoaïch", "vµ", "bbb", "thốộ"]
    assert [is_syllable(word) for word in right] == [True] * len(right)
    assert [is_syllable(word) for word in wrong] == [False] * len(wrong)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Soos: 12/KH-UBND", "Số: 12/KH-UBND"),
        ("ngayf 05 thangs 01 nawm 2026", "ngày 05 tháng 01 năm 2026"),
        ("KEES HOACHJ", "KẾ HOẠCH"),
        ("The soon rate", "The soon rate"),
    ],
)
def test_telex_of_the_head_is_read(typed: str, meant: str) -> None:
    assert read_telex(typed) == meant


@pytest.mark.parametrize(("cell", "text"), [("3.0", "3"), ("1.1", "1.1"), ("1900-01-00", ""), ("Quý I", "Quý I")])
def test_numbers_of_spreadsheets_are_plain(cell: str, text: str) -> None:
    assert clean_number(cell) == text


def test_true_dates_are_written_as_a_plan_writes_them() -> None:
    day = Cell("46000", day=date(2026, 3, 15))
    row = TableRow((day, replace(day, month_only=True)), 1)
    cleaned = clean_document(Document((Table((row,)),))).document
    table = cleaned.blocks[0]
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0].cells] == ["15/03/2026", "3/2026"]
