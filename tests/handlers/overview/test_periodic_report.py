"""The Word draft of a periodic report: its outline, whole deadlines, and whose paper it is."""

import re
from typing import Any

import pytest
from sqlmodel import select

from data.enums import ReportKind, Role
from data.models import Officer
from data.registry.duties import progress, results
from data.registry.duties.progress_entries import Actor
from data.registry.office import agencies
from data.registry.plans import plans
from data.rules import report_periods
from handlers.overview import exports
from handlers.views.overview.report.head import letterhead, signatory
from tests.handlers.chat import Office, Person
from tests.handlers.overview.test_exports import FIGURES, document, head, said, table, workbook
from tests.handlers.overview.test_summary import confirm_all, report
from tests.handlers.overview.workbooks import empty_text

__all__ = ["head"]

OUTLINE = [
    "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
    "II. KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ",
    "III. ĐÁNH GIÁ CHUNG",
    "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM KỲ TỚI",
    "V. KIẾN NGHỊ, ĐỀ XUẤT",
]
ANNEX = ("STT", "Mã", "Nhiệm vụ, sản phẩm", "Cơ quan thực hiện", "Thời hạn", "Kết quả")


def headings(found: Any, style: str) -> list[str]:
    return [one.text for one in found.paragraphs if one.style.name == style]


def annexed(found: Any, code: str) -> list[list[str]]:
    """The rows of a task in the annex."""
    return [row for row in table(found, *ANNEX) if row[1] == code]


def test_word_offers_the_periods_that_have_begun_and_marks_the_one_being_written(supervisor: Person) -> None:
    supervisor.says("/tonghop")
    reply = supervisor.taps("Word")
    assert "Kỳ đang làm: Quý I năm 2024, số liệu từ 15/12/2023 đến 14/03/2024" in reply.body
    texts = [button.text for button in supervisor.buttons()]
    assert texts == ["➤ Quý I năm 2024", "6 tháng đầu năm 2024", "năm 2024", "‹ Tổng hợp"]
    assert supervisor.taps("➤ Quý I năm 2024").files[0].name == "175-KH-UBND-q1-2024-02-26.docx"


def test_the_result_for_a_period_is_told_whenever_it_came_in(office: Office) -> None:
    office.officer("stc")
    owed = office.duty("VI.3", "stc")
    office.later(days=30)
    with office.store.write() as session:
        actor = Actor(session.exec(select(Officer.id).where(Officer.name == "Cán bộ A")).one() or 0, "chat")
        of = report_periods.period(plans.find(session), ReportKind.FIRST_QUARTER)
        for text in ("12 quyết định", "14 quyết định giao tự chủ"):
            results.save_result(session, owed.id, of, text, actor, office.clock.now())
        progress.add_note(session, owed.id, "Sang quý II", actor, office.clock.now())
    head = office.officer("stc", Role.HEAD)
    assert "(VI.3, thường xuyên): 14 quyết định giao tự chủ." in said(document(head.presses("report:q1:all")))
    assert "12 quyết định" not in said(document(head.presses("report:q1:all")))
    assert "(VI.3, thường xuyên): Sang quý II." in said(document(head.presses("report:half:all")))


@pytest.mark.parametrize("agency", [None, "stp", "quynh-phu"])
def test_every_report_has_the_outline_the_seven_fields_and_marked_blanks(office: Office, agency: str | None) -> None:
    asker = office.officer(agency, Role.HEAD) if agency else office.officer("snv", Role.SUPERVISOR)
    found = document(asker.presses("report:q1:all"))
    assert headings(found, "Phần") == OUTLINE
    fields = [one.partition(". ")[2] for one in headings(found, "Mục")[5:12]]
    assert (fields[0], fields[-1]) == (
        "Công tác chỉ đạo, điều hành CCHC",
        "Xây dựng và phát triển Chính quyền điện tử, Chính quyền số",
    )
    blanks = [run for one in found.paragraphs for run in one.runs if "…" in run.text]
    assert len(blanks) > 20
    assert all(run.text == "…" and run.font.highlight_color for run in blanks)
    (last,) = [one.text for one in found.paragraphs if one.text.startswith("Trên đây là báo cáo")]
    assert last.endswith("./.")


def test_a_deadline_is_told_whole_and_those_who_are_silent_are_a_number(office: Office, supervisor: Person) -> None:
    report(office.officer("stp"), "TC.1", "5/KH-STP 30/01/2024")
    report(office.officer("syt"), "TC.1", "6/KH-SYT 20/02/2024")
    confirm_all(office)
    report(office.officer("stc"), "TC.1", "7/KH-STC 20/02/2024")
    found = document(supervisor.presses("report:half:all"))
    (row,) = annexed(found, "TC.1")
    assert row[3] == "286 cơ quan, đơn vị: cả 18 sở, ban, ngành; cả 8 UBND huyện, thành phố; cả 260 UBND cấp xã"
    lines = row[5].splitlines()
    assert [int(re.findall(r"(\d+)/286", line)[0]) for line in lines] == [1, 1, 283, 1]
    assert lines[0].endswith(": Sở Tư pháp")
    assert lines[1].endswith(": Sở Y tế")
    assert lines[2].endswith("; cả 8 UBND huyện, thành phố; cả 260 UBND cấp xã")
    assert "Sở Nội vụ" in lines[2]
    assert lines[3] == "Chờ xác nhận 1/286: Sở Tài chính"
    overdue = table(found, *FIGURES)[-1][FIGURES.index("Quá hạn")]
    assert f"Còn {overdue} đầu việc quá hạn chưa hoàn thành, thuộc " in said(found)
    assert max(len(cell) for one in found.tables for line in one.rows for cell in texts(line)) < 600


def texts(row: Any) -> list[str]:
    return [cell.text for cell in row.cells]


def test_what_a_report_says_in_sentences_is_what_its_tables_say(office: Office, supervisor: Person) -> None:
    report(office.officer("stp"), "II.3", "12/KH-UBND 26/02/2024")
    confirm_all(office)
    report(office.officer("stp"), "II.2", "13/KH-UBND 20/02/2024")
    found = document(supervisor.presses("report:q1:all"))
    text, whole = said(found), table(found, *FIGURES)[-1]
    (sentence,) = [line for line in text.splitlines() if line.startswith("Tính đến ngày 26/02/2024:")]
    named = [int(count) for count in re.findall(r" (\d+) \(", sentence)]
    assert sum(named) == int(whole[1])
    assert sorted(named) == sorted(int(cell) for cell in whole[2:] if cell != "0")
    assert not re.search(r"\b0 (?:\(|đầu việc|nhiệm vụ)", text)
    (of_tasks,) = [line for line in text.splitlines() if line.startswith("Tính theo nhiệm vụ (43 nhiệm vụ")]
    assert sum(int(count) for count in re.findall(r" (\d+) \(\d", of_tasks)) == 43
    by_level = re.findall(r"\((\d+) cơ quan\): (\d+) đầu việc", text)
    assert sum(int(duties) for _agencies, duties in by_level) == int(whole[1])
    assert [agencies for agencies, _duties in by_level] == ["18", "8", "260"]
    numbers = [row[0] for row in table(found, *ANNEX) if row[0] != row[1]]
    assert numbers == [str(at) for at in range(1, len(numbers) + 1)]
    assert len({row[1] for row in table(found, *ANNEX) if row[0] != row[1]}) == 43


def test_notes_of_the_period_and_reasons_are_told_and_what_was_undone_is_not(office: Office) -> None:
    office.officer("stc")
    standing, late = office.duty("VI.3", "stc"), office.duty("TC.1", "stc")
    with office.store.write() as session:
        actor = Actor(session.exec(select(Officer.id).where(Officer.name == "Cán bộ A")).one() or 0, "chat")
        progress.add_note(session, standing.id, "Đã giao quyền tự chủ cho 14 đơn vị", actor, office.clock.now())
        progress.add_note(session, late.id, "Đang chờ hướng dẫn", actor, office.clock.now())
        progress.add_note(session, late.id, "gõ nhầm", actor, office.clock.now())
    office.later(minutes=1)
    with office.store.write() as session:
        progress.undo(session, late.id, 2, actor, office.clock.now())
    found = said(document(office.officer("stc", Role.HEAD).presses("report:q1:all")))
    assert "(VI.3, thường xuyên): Đã giao quyền tự chủ cho 14 đơn vị." in found
    assert "(TC.1): đang chờ hướng dẫn." in found
    assert "gõ nhầm" not in found


PROVINCE = ["ỦY BAN NHÂN DÂN", "TỈNH THÁI BÌNH"]
COMMITTEE = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
PAPERS = (
    ("stp", [*PROVINCE, "SỞ TƯ PHÁP"], "Thái Bình", ["GIÁM ĐỐC"], "STP"),
    ("sgddt", [*PROVINCE, "SỞ GIÁO DỤC VÀ ĐÀO TẠO"], "Thái Bình", ["GIÁM ĐỐC"], "SGDĐT"),
    ("vp-ubnd", [*PROVINCE, "VĂN PHÒNG", "ỦY BAN NHÂN DÂN TỈNH"], "Thái Bình", ["CHÁNH VĂN PHÒNG"], "VPUBND"),
    ("ttra", [*PROVINCE, "THANH TRA TỈNH"], "Thái Bình", ["CHÁNH THANH TRA"], "TTr"),
    ("quynh-phu", ["ỦY BAN NHÂN DÂN", "HUYỆN QUỲNH PHỤ"], "Quỳnh Phụ", COMMITTEE, "UBND"),
    ("tp-thai-binh", ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ THÁI BÌNH"], "Thái Bình", COMMITTEE, "UBND"),
    ("UBND xã Đông Các", ["ỦY BAN NHÂN DÂN", "XÃ ĐÔNG CÁC"], "Đông Các", COMMITTEE, "UBND"),
    ("ca-tinh", ["CÔNG AN TỈNH"], "Thái Bình", ["GIÁM ĐỐC"], "CAT"),
    ("bhxh", ["BẢO HIỂM XÃ HỘI TỈNH"], "Thái Bình", ["GIÁM ĐỐC"], "BHXH"),
    ("cuc-thue", ["CỤC THUẾ TỈNH"], "Thái Bình", ["CỤC TRƯỞNG"], "CTT"),
    ("bao-thai-binh", ["BÁO THÁI BÌNH"], "Thái Bình", ["TỔNG BIÊN TẬP"], "BTB"),
)
"""Agency, the lines of its head, its place, in which capacity it signs, and its symbol."""


def test_an_agency_writes_in_its_own_name(office: Office) -> None:
    with office.store.read() as session:
        plan = plans.find(session)
        for words, lines, place, signs, symbol in PAPERS:
            issuer = exports.read_issuer(session, plan, agencies.find(session, words))
            paper = letterhead(plan, issuer)
            found = f"{paper.superior}\n{paper.issuer}".strip().upper().splitlines()
            assert (found, paper.place, paper.symbol) == (lines, place, f"BC-{symbol}"), words
            assert [one.upper() for one in signatory(plan, issuer)] == signs, words


def test_the_head_stands_on_the_paper(office: Office) -> None:
    found = document(office.officer("quynh-phu", Role.HEAD).presses("report:q1:all"))
    frame = found.tables[0].rows[0].cells
    left = ["ỦY BAN NHÂN DÂN", "HUYỆN QUỲNH PHỤ", "Số:          /BC-UBND"]
    assert [one.text for one in frame[0].paragraphs if one.text] == left
    assert frame[1].paragraphs[-1].text == "Quỳnh Phụ, ngày      tháng      năm 2024"
    (foot,) = [one.rows[0].cells for one in found.tables if one.cell(0, 0).text.startswith("Nơi nhận:")]
    assert [one.text for one in foot[1].paragraphs if one.text] == COMMITTEE


def test_a_report_without_tasks_is_a_report(office: Office) -> None:
    found = document(office.officer("bhxh", Role.HEAD).presses("report:q3:all"))
    assert "Kế hoạch không giao riêng nhiệm vụ thuộc lĩnh vực này." in said(found)
    assert "Không có đầu việc nào quá hạn chưa hoàn thành." in said(found)
    assert table(found, *FIGURES) == [["Tổng cộng", *["0"] * 8]]
    assert empty_text(workbook(office.officer("bhxh", Role.HEAD).presses("xlsx:all")), "Nhiệm vụ")


def test_a_report_speaks_vietnamese_whatever_the_bot_speaks(supervisor: Person) -> None:
    from handlers.locales import set_language

    set_language("en")
    try:
        found = document(supervisor.presses("report:q1:all"))
        name = supervisor.presses("xlsx:all").files[0].name
    finally:
        set_language("vi")
    assert headings(found, "Phần") == OUTLINE
    assert name == "175-KH-UBND-2024-02-26.xlsx"


def test_what_was_pasted_from_a_word_processor_spoils_no_report(
    office: Office, supervisor: Person, head: Person
) -> None:
    officer = office.officer("stp")
    officer.presses(f"done:{office.duty('II.3').id}:0")
    officer.records("không có, đã họp\x0btrực tiếp")
    assert "Không có văn bản: đã họp trực tiếp" in officer.taps("Xem II.3").body
    head.says("/tonghop")
    head.taps("Word")
    assert head.taps("➤ Quý I năm 2024").files
