"""Excel and Word of /tonghop: whose figures they hold, and that they are those of the chat."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlmodel import select

from data.enums import Role
from data.exports.spreadsheet import HEADING_ROW
from data.models import Agency, Duty, Officer, Task
from data.registry.duties import progress, records
from data.registry.duties.progress_entries import Actor
from handlers.base.messages import Reply
from tests.handlers.chat import Office, Person
from tests.handlers.overview.test_summary import confirm_all, figures, report
from tests.handlers.overview.workbooks import rows_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def head(office: Office) -> Person:
    return office.officer("stp", Role.HEAD)


def workbook(reply: Reply) -> Any:
    (file,) = reply.files
    assert file.media_type == XLSX
    return load_workbook(BytesIO(file.content))


def rows(reply: Reply, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet, by its headings."""
    return rows_of(workbook(reply), sheet)


def document(reply: Reply) -> Any:
    (file,) = reply.files
    assert file.media_type == DOCX
    return Document(BytesIO(file.content))


def table(found: Any, *headings: str) -> list[list[str]]:
    """The rows of the first table with these headings."""
    tables = [[[spaced(cell.text) for cell in row.cells] for row in one.rows] for one in found.tables]
    return next(one[1:] for one in tables if one[0] == list(headings))


def said(found: Any) -> str:
    return spaced("\n".join(paragraph.text for paragraph in found.paragraphs))


def spaced(text: str) -> str:
    """The text as it reads: no matter at which blanks a line may end."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


SHEETS = ["Nhiệm vụ", "Theo dõi", "Cơ quan", "Lịch sử"]
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
    tasks, found = rows(reply, "Nhiệm vụ"), rows(reply, "Theo dõi")
    assert (len(tasks), len(found)) == (43, 487)
    assert [row["STT"] for row in found] == list(range(1, 488))
    (task,) = [row for row in tasks if row["Mã"] == "TC.1"]
    assert (task["Tổng"], task["Quá hạn"], task["Tỷ lệ hoàn thành"]) == (286, 286, 0)
    assert task["Cơ quan chủ trì"] == "Các sở, ban, ngành; Ủy ban nhân dân các huyện, thành phố; Cấp xã"
    (one,) = [row for row in found if row["Mã"] == "II.3"]
    assert (one["Cơ quan chủ trì"], one["Lĩnh vực"]) == ("Sở Tư pháp", "II. Cải cách thể chế")
    assert (one["Kế hoạch"], one["Sản phẩm"]) == ("175/KH-UBND", "Kế hoạch của UBND tỉnh")
    assert (one["Hạn"].date().isoformat(), one["Đánh giá"], one["%"]) == ("2024-02-29", "chưa đến hạn", 0)


def test_an_agency_has_one_name_of_its_own_and_its_code_on_every_sheet(office: Office, supervisor: Person) -> None:
    report(office.officer("vp-ubnd"), "TC.1", "12/KH-UBND 26/02/2024")
    reply = supervisor.presses("xlsx:all")
    named = [
        {(row["Mã cơ quan"], row.get("Cơ quan") or row["Cơ quan chủ trì"]) for row in rows(reply, sheet)}
        for sheet in SHEETS[1:]
    ]
    owing, counted, changed = named
    assert counted - {(None, "Tất cả")} == owing
    assert changed == {("vp-ubnd", "VP UBND tỉnh")} <= owing
    assert len({name for _code, name in owing}) == len({code for code, _name in owing}) == len(owing)


def test_a_head_gets_their_own_agency_only(head: Person) -> None:
    head.says("/tonghop")
    reply = head.taps("Excel")
    assert reply.files[0].name == "175-KH-UBND-stp-2024-02-26.xlsx"
    assert {row["Cơ quan chủ trì"] for row in rows(reply, "Theo dõi")} == {"Sở Tư pháp"}
    assert [row["Cơ quan"] for row in rows(reply, "Cơ quan")] == ["Sở Tư pháp", "Tất cả"]


def test_nobody_gets_what_they_may_not_see(office: Office, head: Person) -> None:
    other = office.duty("TC.1", "stc").agency_id
    for value in (f"xlsx:a{other}", f"docx:a{other}", f"report:q1:a{other}"):
        assert not head.presses(value).files
        assert not office.officer("stp").presses(value).files
    assert not office.officer("stp").presses("xlsx:all").files
    whole = head.presses("xlsx:all")
    assert {row["Cơ quan chủ trì"] for row in rows(whole, "Theo dõi")} == {"Sở Tư pháp"}


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
    judged = [row["Đánh giá"] for row in rows(supervisor.screen, "Theo dõi")]
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
    (row,) = [row for row in rows(head.presses("xlsx:all"), "Theo dõi") if row["Mã"] == "II.2"]
    assert (row["Hạn"].date(), row["Gia hạn đến"].date()) == (date(2024, 1, 31), date(2024, 3, 8))
    assert row["Đánh giá"] == "chưa đến hạn"
    assert "(II.2, hạn 31/01/2024, gia hạn đến 08/03/2024)" in said(document(head.presses("report:q1:all")))


def test_the_history_tells_every_change_with_its_author(office: Office, supervisor: Person) -> None:
    officer = office.officer("stp", name="Nguyễn Văn A")
    report(officer, "II.3", "12/KH-UBND 26/02/2024")
    officer.taps("Hoàn tác")
    found = rows(supervisor.presses("xlsx:all"), "Lịch sử")
    assert [(row["Thay đổi"], row["Lần"], row["Cán bộ"]) for row in found] == [
        ("báo hoàn thành", 1, "Nguyễn Văn A"),
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
    under = [row for sheet in book for row in sheet.iter_rows(min_row=HEADING_ROW)]
    formulas = [cell for row in under for cell in row if cell.data_type == "f"]
    assert formulas == []
    assert "=cmd()" in [row["Cơ quan chủ trì"] for row in rows(supervisor.screen, "Theo dõi")]
    assert "=cmd() " + "x" * 2000 in said_in_tables(document(supervisor.presses("report:q1:all")))


def said_in_tables(found: Any) -> str:
    return "\n".join(cell.text for one in found.tables for row in one.rows for cell in row.cells)


def test_a_row_tells_receipt_confirmation_lateness_and_the_last_note(office: Office, supervisor: Person) -> None:
    officer = office.officer("stp")
    report(officer, "II.2", "13/KH-UBND 20/02/2024")
    confirm_all(office)
    with office.store.write() as session:
        actor = Actor(session.exec(select(Officer.id).where(Officer.name == "Cán bộ A")).first() or 0, "chat")
        for note in ("Đã trình", "Đã ban hành, gửi các huyện"):
            progress.add_note(session, office.duty("II.2").id, note, actor, office.clock.now())
    found = {row["Mã"]: row for row in rows(head_of(office), "Theo dõi")}
    done, late = found["II.2"], found["II.5"]
    today = office.clock.today()
    assert (done["Ngày nhận báo cáo"].date(), done["Ngày xác nhận"].date()) == (today, today)
    assert done["Người xác nhận"]
    assert (done["Đánh giá"], done["Số ngày quá hạn"]) == ("hoàn thành quá hạn", 20)
    assert done["Ghi chú"] == "Đã ban hành, gửi các huyện"
    assert (late["Đánh giá"], late["Số ngày quá hạn"]) == ("quá hạn", (today - date(2024, 1, 31)).days)
    assert (late["Ngày nhận báo cáo"], late["Người xác nhận"], late["Ghi chú"]) == (None, None, None)


def head_of(office: Office) -> Reply:
    """The workbook of Sở Tư pháp."""
    return office.officer("stp", Role.HEAD).presses("xlsx:all")
