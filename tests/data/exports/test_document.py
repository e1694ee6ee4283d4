"""A Word file against Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from data.exports.document import MOTTO, STATE, Letterhead, OfficialDocument, Table

HEAD = Letterhead("Ủy ban nhân dân tỉnh Thái Bình", "Sở Tư pháp", "BC-STP", "Thái Bình")


def written(*rows: tuple[str, ...], total: bool = False) -> Any:
    """A document with one table, opened again."""
    made = OfficialDocument(HEAD, "Báo cáo", "Kết quả Quý I năm 2024", 2024)
    made.part("I. TÌNH HÌNH CHUNG")
    made.chapter("1. Cải cách thể chế")
    made.say("Tổng số 3 nhiệm vụ.")
    made.table(Table(("Mã", "Nhiệm vụ"), (25, 140), rows, total=total))
    made.close(("UBND tỉnh", "Lưu: VT"), ("Giám đốc",))
    return Document(BytesIO(made.content()))


@pytest.fixture(scope="module")
def document() -> Any:
    return written(("II.3", "Kế hoạch kiểm tra"), ("Tổng", "1"), total=True)


def lines(cell: Any) -> list[str]:
    return [paragraph.text for paragraph in cell.paragraphs if paragraph.text]


def test_the_page_is_a4_with_the_margins_of_the_decree(document: Any) -> None:
    section = document.sections[0]
    millimetres = [
        round(length / Mm(1))
        for length in (
            section.page_width,
            section.page_height,
            section.top_margin,
            section.bottom_margin,
            section.left_margin,
            section.right_margin,
        )
    ]
    assert millimetres == [210, 297, 20, 20, 30, 15]


def test_pages_are_numbered_in_the_middle_of_the_upper_margin_from_the_second_on(document: Any) -> None:
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert not section.first_page_header.paragraphs[0]._p.findall(qn("w:fldSimple"))
    (number,) = section.header.paragraphs
    assert number.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert [field.get(qn("w:instr")) for field in number._p.findall(qn("w:fldSimple"))] == ["PAGE"]


def test_all_is_set_in_times_new_roman_of_13_to_14_points(document: Any) -> None:
    normal = document.styles["Normal"]
    assert (normal.font.name, normal.font.size) == ("Times New Roman", Pt(14))
    assert normal.element.rPr.rFonts.get(qn("w:eastAsia")) == "Times New Roman"
    assert normal.element.rPr.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"


def test_the_frame_stands_where_the_decree_has_it(document: Any) -> None:
    left, right = document.tables[0].rows[0].cells
    assert lines(left) == ["ỦY BAN NHÂN DÂN TỈNH THÁI BÌNH", "SỞ TƯ PHÁP", "Số:          /BC-STP"]
    assert lines(right) == [STATE, MOTTO, "Thái Bình, ngày      tháng      năm 2024"]
    superior, issuer, _rule, _number = left.paragraphs
    assert not superior.runs[0].bold
    assert issuer.runs[0].bold
    assert right.paragraphs[-1].runs[0].italic


def test_state_motto_body_and_subject_have_a_drawn_line_under_them(document: Any) -> None:
    borders = list(document.element.iter(qn("w:pBdr")))
    assert len(borders) == 3
    assert not list(document.element.iter(qn("w:u")))
    for line in borders:  # Word refuses a file whose properties stand in another order
        behind = [element.tag for element in line.itersiblings()]
        assert qn("w:pStyle") not in behind
        assert qn("w:spacing") in behind


def test_number_day_and_name_are_left_to_those_who_sign(document: Any) -> None:
    left, right = document.tables[-1].rows[0].cells
    assert lines(left) == ["Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT."]
    assert lines(right) == ["GIÁM ĐỐC"]


def test_a_paragraph_is_justified_and_its_first_line_goes_in(document: Any) -> None:
    style = next(one.style for one in document.paragraphs if one.text == "Tổng số 3 nhiệm vụ.")
    layout = style.paragraph_format
    assert layout.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert (round(layout.first_line_indent / Mm(1)), layout.space_after) == (10, Pt(6))


def test_headings_show_in_the_outline(document: Any) -> None:
    levels = {
        one.text: level.get(qn("w:val"))
        for one in document.paragraphs
        if (level := one.style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")) is not None
    }
    assert levels == {"I. TÌNH HÌNH CHUNG": "0", "1. Cải cách thể chế": "1"}


def test_a_table_repeats_its_headings_and_breaks_no_row(document: Any) -> None:
    table = document.tables[1]
    marks = [{mark.tag for mark in row._tr.trPr} for row in table.rows]
    assert [qn("w:tblHeader") in of for of in marks] == [True, False, False]
    assert all(qn("w:cantSplit") in of for of in marks)
    assert [round(column.width / Mm(1)) for column in table.columns] == [25, 140]
    assert [bool(row.cells[0].paragraphs[0].runs[0].bold) for row in table.rows] == [True, False, True]


def test_headings_stay_with_what_follows_and_the_signature_with_what_comes_before(document: Any) -> None:
    kept = {one.text: one.paragraph_format.keep_with_next for one in document.paragraphs}
    assert kept["I. TÌNH HÌNH CHUNG"]
    assert kept["1. Cải cách thể chế"]
    assert kept["Tổng số 3 nhiệm vụ."]
    assert document.paragraphs[-1].paragraph_format.keep_with_next


def test_an_annex_lies_across_with_pages_of_its_own_and_headings_within_its_table() -> None:
    made = OfficialDocument(HEAD, "Báo cáo", "Kết quả Quý I năm 2024", 2024)
    made.say("Như sau:")
    made.annex("Phụ lục", "Tình hình", "(Kèm theo Báo cáo số …)")
    made.table(Table(("Mã", "Nhiệm vụ"), (52, 200), ("I. Cải cách thể chế", ("II.3", "Kế hoạch"))))
    document = Document(BytesIO(made.content()))
    upright, across = document.sections
    assert (upright.page_width, across.page_width) == (across.page_height, upright.page_height)
    assert across._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert upright._sectPr.find(qn("w:pgNumType")) is None
    heading = document.tables[1].rows[1].cells
    assert heading[0]._tc is heading[1]._tc
    assert heading[0].text == "I. Cải cách thể chế"


def test_blanks_stand_out_wherever_they_are() -> None:
    made = OfficialDocument(HEAD, "Báo cáo", "Kết quả", 2024)
    made.say("Đã kiểm tra … cơ quan (đạt …%).")
    runs = Document(BytesIO(made.content())).paragraphs[-1].runs
    assert [(run.text, bool(run.font.highlight_color)) for run in runs] == [
        ("Đã kiểm tra ", False),
        ("…", True),
        ("\xa0cơ quan (đạt ", False),
        ("…", True),
        ("%).", False),
    ]


def test_a_title_of_2000_characters_is_written_whole() -> None:
    title = "Kế hoạch " * 222 + "hết"
    assert written(("I.1", title)).tables[1].rows[1].cells[1].text == title


@pytest.mark.parametrize("text", ["<b>&", "]]>", "=cmd()", "dòng\nmới"])
def test_a_text_is_only_a_text(text: str) -> None:
    assert written(("I.1", text)).tables[1].rows[1].cells[1].text == text


@pytest.mark.parametrize("odd", ["\x0b", "\x01", "\x0c", "\x1b", "\ufffe"])
def test_a_letter_that_no_document_can_hold_spoils_none(odd: str) -> None:
    made = OfficialDocument(Letterhead(odd, f"Sở{odd}Tư pháp", "BC", odd), "Báo cáo", f"Kết{odd}quả", 2024)
    made.part(f"I.{odd}")
    made.chapter(f"1.{odd}")
    made.say(f"họp{odd}trực tiếp")
    made.table(Table(("Mã",), (165,), ((f"họp{odd}trực tiếp",),)))
    made.close((odd,), (odd,))
    opened = Document(BytesIO(made.content()))
    assert opened.tables[1].cell(1, 0).text == "họp trực tiếp"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("đã ban hành … văn bản, đạt …%", "đã ban hành …\xa0văn bản, đạt …%"),
        ("ngày … tháng … năm 2024", "ngày …\xa0tháng …\xa0năm 2024"),
        ("Báo cáo Quý I và quý 2 của ngày hội", "Báo cáo Quý\xa0I và quý\xa02 của ngày hội"),
    ],
)
def test_a_number_stays_on_the_line_of_what_it_counts(text: str, written: str) -> None:
    made = OfficialDocument(HEAD, "Báo cáo", "Kết quả", 2024)
    made.say(text)
    assert Document(BytesIO(made.content())).paragraphs[-1].text == written


@pytest.mark.parametrize(
    ("heights", "together"),
    [([1] * 30, 12), ([5] * 10, 3), ([1] * 20 + [18, 4, 4], 3), ([1] * 20 + [25, 4, 4], 2), ([40, 1], 1), ([40], 0)],
)
def test_the_last_rows_fill_a_third_of_their_page_and_never_more_than_it_holds(
    heights: list[int], together: int
) -> None:
    made = OfficialDocument(HEAD, "Báo cáo", "Kết quả", 2024)
    made.table(Table(("Mã", "Kết quả"), (16, 80), [("II.3", "\n".join(["xong"] * height)) for height in heights]))
    (table,) = Document(BytesIO(made.content())).tables[1:]
    tied = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows[1:]]
    assert tied == [len(tied) - together <= number < len(tied) - 1 for number in range(len(tied))]
