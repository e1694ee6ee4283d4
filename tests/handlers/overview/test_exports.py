"""Excel and Word of /tonghop: whose figures they hold, and that they are those of the chat."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlmodel import select

from data.enums import Role
from data.models import Agency, Duty, Task
from data.registry.duties import records
from handlers.base.messages import Reply
from tests.handlers.chat import Office, Person
from tests.handlers.overview.test_summary import confirm_all, figures, report

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def head(office: Office) -> Person:
    return office.officer("stp", Role.HEAD)


def workbook(reply: Reply) -> Any:
    (file,) = reply.files
    assert file.media_type == XLSX
    return load_workbook(BytesIO(file.with_content().content))


def rows(reply: Reply, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet, by its headings."""
    headings, *cells = workbook(reply)[sheet].iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in cells]


def document(reply: Reply) -> Any:
    (file,) = reply.files
    assert file.media_type == DOCX
    return Document(BytesIO(file.with_content().content))


def table(found: Any, *headings: str) -> list[list[str]]:
    """The rows of the first table with these headings."""
    tables = [[[cell.text for cell in row.cells] for row in one.rows] for one in found.tables]
    return next(one[1:] for one in tables if one[0] == list(headings))


def said(found: Any) -> str:
    return "\n".join(paragraph.text for paragraph in found.paragraphs)


SHEETS = ["Nhiệm vụ", "Cơ quan", "Lịch sử"]
FIGURES = (
    "Lĩnh vực",
    "Tổng",
    "Hoàn thành đúng hạn",
    "Hoàn thành quá hạn",
    "Chưa đến hạn",
    "Quá hạn",
    "Không ghi thời hạn",
    "Chờ xác nhận",
    "Không phải thực hiện",
)


def test_a_supervisor_gets_the_whole_plan_as_a_workbook(supervisor: Person) -> None:
    supervisor.says("/tonghop")
    reply = supervisor.taps("Excel")
    assert reply.files[0].name == "175-KH-UBND-2024-02-26.xlsx"
    assert workbook(reply).sheetnames == SHEETS
    found = rows(reply, "Nhiệm vụ")
    assert len(found) == 487
    (one,) = [row for row in found if row["Mã"] == "II.3"]
    assert (one["Cơ quan"], one["Lĩnh vực"], one["Sản phẩm"]) == ("Sở Tư pháp", "II", "Kế hoạch của UBND tỉnh")
    assert (one["Hạn"].date().isoformat(), one["Đánh giá"], one["%"]) == ("2024-02-29", "chưa đến hạn", 0)


def test_an_agency_has_one_name_of_its_own_and_its_code_on_every_sheet(office: Office, supervisor: Person) -> None:
    report(office.officer("vp-ubnd"), "TC.1", "12/KH-UBND 26/02/2024")
    reply = supervisor.presses("xlsx:all")
    named = [{(row["Mã cơ quan"], row["Cơ quan"]) for row in rows(reply, sheet)} for sheet in SHEETS]
    owing, counted, changed = named
    assert counted - {("", "Tất cả")} == owing
    assert changed == {("vp-ubnd", "VP UBND tỉnh")} <= owing
    assert len({name for _code, name in owing}) == len({code for code, _name in owing}) == len(owing)


def test_what_is_due_to_the_end_of_the_next_quarter_is_coming(supervisor: Person) -> None:
    found = document(supervisor.presses("report:q1:all"))
    coming = [[cell.text for cell in row.cells] for row in found.tables[-2].rows]
    days = {row[0]: row[3] for row in coming}
    assert "30/06/2024" in days.values()
    assert ("TC.2", "15/06/2024") in [(row[0], row[3]) for row in coming]


def test_a_head_gets_their_own_agency_only(head: Person) -> None:
    head.says("/tonghop")
    reply = head.taps("Excel")
    assert reply.files[0].name == "175-KH-UBND-stp-2024-02-26.xlsx"
    assert {row["Cơ quan"] for row in rows(reply, "Nhiệm vụ")} == {"Sở Tư pháp"}
    assert [row["Cơ quan"] for row in rows(reply, "Cơ quan")] == ["Sở Tư pháp", "Tất cả"]


def test_nobody_gets_what_they_may_not_see(office: Office, head: Person) -> None:
    other = office.duty("TC.1", "stc").agency_id
    for value in (f"xlsx:a{other}", f"docx:a{other}", f"report:q1:a{other}"):
        assert not head.presses(value).files
        assert not office.officer("stp").presses(value).files
    assert not office.officer("stp").presses("xlsx:all").files
    whole = head.presses("xlsx:all")
    assert {row["Cơ quan"] for row in rows(whole, "Nhiệm vụ")} == {"Sở Tư pháp"}


def test_the_figures_are_those_of_the_chat(office: Office, supervisor: Person) -> None:
    officer = office.officer("stp")
    report(officer, "II.3", "12/KH-UBND 26/02/2024")
    confirm_all(office)
    report(officer, "II.2", "13/KH-UBND 20/02/2024")
    in_chat = figures(supervisor.says("/tonghop").body)
    *agencies, total = rows(supervisor.taps("Excel"), "Cơ quan")
    names = FIGURES[2:]
    assert [total[name] for name in names] == in_chat
    assert [sum(row[name] for row in agencies) for name in names] == in_chat
    judged = [row["Đánh giá"] for row in rows(supervisor.screen, "Nhiệm vụ")]
    assert [judged.count(name.lower()) for name in names] == in_chat
    *sections, last = table(document(supervisor.presses("report:q1:all")), *FIGURES)
    assert [int(cell) for cell in last[2:]] == in_chat
    assert [sum(int(row[at]) for row in sections) for at in range(2, 9)] == in_chat


@pytest.mark.parametrize("value", ["xlsx:all", "report:q1:all"])
def test_nobody_waits_for_the_rows_of_a_file(
    office: Office, supervisor: Person, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    def too_soon(*_asked: object) -> None:
        raise AssertionError("read in the turn")

    with monkeypatch.context() as turn:
        turn.setattr(records, "list_duties", too_soon)
        reply = office.reception.answer(supervisor.update(pressed=value))
    assert reply
    assert office.reception.make_files(reply).files[0].content


def test_both_dates_of_an_extended_deadline_are_handed_out(office: Office, head: Person) -> None:
    with office.store.write() as session:
        owed = session.get(Duty, office.duty("II.2").id)
        assert owed
        owed.extended_to = date(2024, 3, 8)
    (row,) = [row for row in rows(head.presses("xlsx:all"), "Nhiệm vụ") if row["Mã"] == "II.2"]
    assert (row["Hạn"].date(), row["Gia hạn đến"].date()) == (date(2024, 1, 31), date(2024, 3, 8))
    assert row["Đánh giá"] == "chưa đến hạn"
    found = document(head.presses("report:q1:all"))
    coming = [row for one in found.tables for row in one.rows if row.cells[0].text == "II.2"]
    assert "31/01/2024, gia hạn đến 08/03/2024" in [row.cells[-1].text for row in coming]


def test_the_history_tells_every_change_with_its_author(office: Office, supervisor: Person) -> None:
    officer = office.officer("stp", name="Nguyễn Văn A")
    report(officer, "II.3", "12/KH-UBND 26/02/2024")
    officer.taps("Hoàn tác")
    found = rows(supervisor.presses("xlsx:all"), "Lịch sử")
    assert [(row["Thay đổi"], row["Lần"], row["Cán bộ"]) for row in found] == [
        ("báo đã xong", 1, "Nguyễn Văn A"),
        ("hoàn tác", 2, "Nguyễn Văn A"),
    ]
    assert found[0]["Lúc"].isoformat() == "2024-02-26T08:00:00"
    assert found[0]["Số văn bản"] == "12/KH-UBND"


def test_a_name_that_is_a_formula_is_only_a_name(office: Office, supervisor: Person) -> None:
    with office.store.write() as session:
        task = session.exec(select(Task).where(Task.code == "II.3")).one()
        task.title = "=cmd() " + "x" * 2000
        agency = session.exec(select(Agency).where(Agency.code == "stp")).one()
        agency.short_name = "=cmd()"
    report(office.officer("stp", name="@SUM(A1)"), "II.4", "12/KH-UBND 26/02/2024")
    book = workbook(supervisor.presses("xlsx:all"))
    formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == []
    assert "=cmd()" in [row["Cơ quan"] for row in rows(supervisor.screen, "Nhiệm vụ")]
    assert "=cmd() " + "x" * 2000 in said_in_tables(document(supervisor.presses("report:q1:all")))


def said_in_tables(found: Any) -> str:
    return "\n".join(cell.text for one in found.tables for row in one.rows for cell in row.cells)


def test_word_asks_for_the_period_and_marks_the_one_being_written(supervisor: Person) -> None:
    supervisor.says("/tonghop")
    reply = supervisor.taps("Word")
    assert "Kỳ đang làm: Quý I năm 2024, số liệu từ 15/12/2023 đến 14/03/2024" in reply.body
    assert [button.text for button in supervisor.buttons()] == [
        "➤ Quý I năm 2024",
        "6 tháng đầu năm 2024",
        "Quý III năm 2024",
        "năm 2024",
        "‹ Tổng hợp",
    ]
    assert supervisor.taps("➤ Quý I năm 2024").files[0].name == "175-KH-UBND-q1-2024-02-26.docx"


def test_the_report_has_the_seven_fields_the_results_and_who_is_late(office: Office, supervisor: Person) -> None:
    report(office.officer("stp"), "II.3", "12/KH-UBND 26/02/2024")
    confirm_all(office)
    found = document(supervisor.presses("report:q1:all"))
    text = said(found)
    for number, field in enumerate(("Công tác chỉ đạo, điều hành CCHC", "Cải cách thể chế"), 1):
        assert f"{number}. {field}" in text
    assert "7. Xây dựng và phát triển Chính quyền điện tử, Chính quyền số" in text
    results = table(found, "Mã", "Nhiệm vụ, sản phẩm", "Hạn", "Kết quả")
    assert ["II.3", "Sở Tư pháp: hoàn thành đúng hạn, văn bản 12/KH-UBND ngày 26/02/2024"] in [
        [row[0], row[3]] for one in tables_of(found) for row in one
    ]
    assert results
    late = table(found, "Mã", "Nhiệm vụ, sản phẩm", "Cơ quan", "Hạn")
    assert ("II.2", "Sở Tư pháp", "31/01/2024, quá hạn 26 ngày") in [(row[0], row[2], row[3]) for row in late]
    (everywhere,) = [row for row in late if row[0] == "TC.1"]
    assert everywhere[2].startswith("286 cơ quan: ")
    assert everywhere[2].endswith("… và 246 cơ quan khác (theo bảng Excel kèm theo)")


def tables_of(found: Any) -> list[list[list[str]]]:
    tables = [[[cell.text for cell in row.cells] for row in one.rows] for one in found.tables]
    return [one for one in tables if one[0] == ["Mã", "Nhiệm vụ, sản phẩm", "Hạn", "Kết quả"]]


@pytest.mark.parametrize(
    ("agency", "left", "place", "signs", "symbol"),
    [
        ("stp", ["ỦY BAN NHÂN DÂN TỈNH THÁI BÌNH", "SỞ TƯ PHÁP"], "Thái Bình", "GIÁM ĐỐC", "BC-STP"),
        ("quynh-phu", ["ỦY BAN NHÂN DÂN HUYỆN QUỲNH PHỤ"], "Quỳnh Phụ", "CHỦ TỊCH", "BC-UBND"),
        ("ca-tinh", ["CÔNG AN TỈNH"], "Thái Bình", "THỦ TRƯỞNG CƠ QUAN", "BC-CATINH"),
    ],
)
def test_an_agency_writes_in_its_own_name(
    office: Office, agency: str, left: list[str], place: str, signs: str, symbol: str
) -> None:
    found = document(office.officer(agency, Role.HEAD).presses("report:q1:all"))
    frame = found.tables[0].rows[0].cells
    assert [one.text for one in frame[0].paragraphs if one.text] == [*left, f"Số:          /{symbol}"]
    assert frame[1].paragraphs[-1].text == f"{place}, ngày      tháng      năm 2024"
    assert found.tables[-1].rows[0].cells[1].paragraphs[-1].text == signs


def test_an_empty_period_is_reported_with_a_sentence(office: Office) -> None:
    found = document(office.officer("bhxh", Role.HEAD).presses("report:q3:all"))
    assert "Trong kỳ không có nhiệm vụ nào đến hạn hoặc hoàn thành." in said(found)
    assert "Không có nhiệm vụ nào quá hạn." in said(found)
    assert table(found, *FIGURES) == [["Tổng cộng", *["0"] * 8]]
    assert workbook(office.officer("bhxh", Role.HEAD).presses("xlsx:all"))["Nhiệm vụ"]["A2"].value


def test_a_report_speaks_vietnamese_whatever_the_bot_speaks(supervisor: Person) -> None:
    from handlers.locales import set_language

    set_language("en")
    try:
        found = document(supervisor.presses("report:q1:all"))
        name = supervisor.presses("xlsx:all").files[0].name
    finally:
        set_language("vi")
    assert "TÌNH HÌNH CHUNG" in said(found)
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
