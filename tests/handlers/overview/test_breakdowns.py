"""/tonghop downwards: a quarter, a section, the fields of a lead, a task, its agencies, the card, and back."""

from typing import Any

import pytest
from sqlmodel import select

from data.enums import Role
from data.models import Section, Task
from data.registry.duties import duty_lines
from data.registry.sql.lines import fetch
from tests.handlers.chat import LETTERS, REFUSED, Office, Person
from tests.handlers.overview.test_summary import BRIEF, figures, report


@pytest.mark.parametrize(
    ("words", "name", "counts"),
    [
        ("quý 1", "Quý I/2024", [0, 0, 33, 292, 0, 0, 0]),
        ("Quý II", "Quý II/2024", [0, 0, 33, 0, 0, 0, 0]),
        ("q4/2024", "Quý IV/2024", [0, 0, 90, 0, 0, 0, 0]),
        ("tháng 3", "Tháng 3/2024", [0, 0, 32, 0, 0, 0, 0]),
        ("T12/2023", "Tháng 12/2023", [0, 0, 0, 1, 0, 0, 0]),
        ("kế hoạch 175 tháng 3/2024", "Tháng 3/2024", [0, 0, 32, 0, 0, 0, 0]),
        ("6 tháng", "6 tháng đầu năm 2024", [0, 0, 66, 292, 0, 0, 0]),
        ("6 thang cuoi nam", "6 tháng cuối năm 2024", [0, 0, 122, 0, 0, 0, 0]),
        ("9 tháng", "9 tháng đầu năm 2024", [0, 0, 98, 292, 0, 0, 0]),
        ("năm", "Năm 2024", [0, 0, 188, 292, 0, 0, 0]),
        ("tuần này", "Tuần 26/02/2024 – 03/03/2024", [0, 0, 1, 0, 0, 0, 0]),
        ("không hạn", "Không ghi thời hạn", [0, 0, 0, 0, 6, 0, 0]),
        ("lĩnh vực II", "Lĩnh vực II. Cải cách thể chế", [0, 0, 1, 4, 0, 0, 0]),
        (
            "linh vuc vii",
            "Lĩnh vực VII. Xây dựng và phát triển Chính quyền điện tử, Chính quyền số",
            [0, 0, 3, 1, 0, 0, 0],
        ),
        ("IV", "Lĩnh vực IV. Cải cách tổ chức bộ máy", [0, 0, 8, 0, 0, 0, 0]),
        ("stp", "Sở Tư pháp", [0, 0, 8, 5, 0, 0, 0]),
    ],
)
def test_a_part_of_the_plan_is_asked_for_in_words(
    supervisor: Person, words: str, name: str, counts: list[int]
) -> None:
    reply = supervisor.says(f"/tonghop {words}")
    assert reply.heading == f"📊 KH 175/KH-UBND · đến Thứ Hai, 26/02/2024\n{name}"
    assert figures(reply.body) == counts


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("cơ quan", "Theo cơ quan · trang 1/29"),
        ("lĩnh vực", "Theo lĩnh vực"),
        ("theo quý", "Theo quý của mốc hạn"),
        ("chủ trì lĩnh vực", "Theo cơ quan chủ trì lĩnh vực"),
        ("quá hạn", "Quá hạn: 293"),
        ("các huyện chưa nộp TC.1", "8/8 cơ quan chưa hoàn thành"),
        ("bị trả lại", "Không có việc nào."),
    ],
)
def test_a_table_is_asked_for_in_words(supervisor: Person, words: str, begins: str) -> None:
    assert supervisor.says(f"/tonghop {words}").body.startswith(begins)


@pytest.mark.parametrize("words", ["gia hạn", "xin gia han"])
def test_requests_for_more_time_are_asked_for_in_words(office: Office, supervisor: Person, words: str) -> None:
    officer, head = office.officer("stp"), office.officer("stp", Role.HEAD)
    officer.presses(f"extend:{office.duty('II.2').id}")
    officer.records("20/3 vì chờ thẩm định")
    assert supervisor.says(f"/tonghop {words}").heading == "🕓 Đề nghị gia hạn chờ xem xét (1)"
    own = head.says(f"/tonghop {words}")
    assert own.heading == "Hiểu là: Sở Tư pháp · đang xin gia hạn"
    assert "II.2" in own.body


def test_words_that_name_nothing_are_refused_as_they_stand(supervisor: Person) -> None:
    assert "Không thấy cơ quan “đồ gì đó”" in supervisor.says("/tonghop đồ gì đó").body


def test_a_section_that_the_plan_does_not_have_gets_those_that_it_has(supervisor: Person) -> None:
    reply = supervisor.says("/tonghop lĩnh vực XX")
    assert reply.body == "Kế hoạch không có lĩnh vực XX. Các lĩnh vực: I, II, III, IV, V, VI, VII."


def test_a_quarter_with_nothing_due_says_so(supervisor: Person) -> None:
    reply = supervisor.presses("sum:q2025-Q1")
    assert reply.body == "Không có nhiệm vụ nào."
    assert [button.text for button in supervisor.buttons()] == ["‹ Theo quý"]


@pytest.mark.parametrize(
    "taps",
    [
        ["Theo quý", "Quý I/2024", "📋 Danh sách", "II.2 Sở Tư pháp"],
        ["Theo quý", "Quý I/2024", "🔴 Quá hạn", "II.2 Sở Tư pháp"],
        ["Theo lĩnh vực", "II", "Theo nhiệm vụ", "II.3"],
        ["Theo lĩnh vực", "TC", "Theo nhiệm vụ", "TC.1", "Sở Tư pháp"],
        ["Chủ trì lĩnh vực", "Sở Tư pháp", "📋 Danh sách", "II.4 Sở Tư pháp"],
        ["Quá hạn", "II.1 Sở Tư pháp"],
        ["Theo cơ quan", "Sở Tư pháp", "II.3"],
    ],
)
def test_every_way_down_ends_at_a_card_and_leads_back_the_same_way(supervisor: Person, taps: list[str]) -> None:
    seen = [supervisor.says("/tonghop").text]
    for words in taps:
        seen.append(supervisor.taps(words).text)
        assert supervisor.screen.replaces
    assert "Cơ quan thực hiện: Sở Tư pháp" in supervisor.screen.body
    climbed = [climb(supervisor) for _ in range(len(seen))]
    assert seen[0] in climbed
    assert climbed[0] == seen[-2]


def climb(person: Person) -> str:
    """Goes one page up; returns what it says. On the top page it stays."""
    ways = [button for button in person.buttons() if button.text.startswith("‹ ")]
    return person.presses(ways[0].value).text if ways else person.screen.text


def test_one_comes_back_to_the_very_page(supervisor: Person) -> None:
    page = supervisor.presses("sumv:7:q2024-Q1")
    supervisor.presses(next(button.value for button in supervisor.buttons() if button.value.startswith("card:")))
    assert supervisor.taps("‹ Danh sách") == page


def test_a_supervisor_sees_by_a_code_how_far_each_agency_is(office: Office, supervisor: Person) -> None:
    report(office.officer("stp"), "TC.1", "5/KH-STP 29/01/2024")
    reply = supervisor.says("/nhiemvu TC.1")
    assert reply.heading == "TC.1 · Ban hành KH CCHC năm 2024 của cơ quan, đơn vị và gửi Sở Nội vụ"
    assert BRIEF.findall(reply.body) == [("0", "286")]
    assert "✅ 0/286 · ⏳ 1 · 🔴 285" in reply.body
    assert "\n🔴 VP UBND tỉnh · chưa bắt đầu\n" in reply.body
    assert supervisor.presses("sumt:28:TC.1").body.endswith("⏳ Sở Tư pháp · đã báo hoàn thành, chờ xác nhận")
    assert "✅ Xác nhận" in [button.text for row in supervisor.taps("Sở Tư pháp").buttons for button in row]
    assert supervisor.taps("‹ Danh sách").body.endswith("⏳ Sở Tư pháp · đã báo hoàn thành, chờ xác nhận")


def test_a_task_with_several_dates_tells_them_apart(supervisor: Person) -> None:
    reply = supervisor.says("/nhiemvu TC.2")
    assert "🟡 Sở Tư pháp · hạn 15/03 · chưa bắt đầu" in reply.body
    assert BRIEF.findall(reply.body) == [("0", "104")]
    assert "Cơ quan thực hiện: Sở Tư pháp\nHạn: Thứ Sáu, 15/03/2024" in supervisor.taps("Sở Tư pháp 15/03").body


def test_a_task_within_a_quarter_counts_that_quarter_only(supervisor: Person) -> None:
    supervisor.says("/tonghop quý 1")
    supervisor.taps("Theo nhiệm vụ")
    supervisor.taps("›")
    assert "TC.2  Báo cáo CCHC: ✅ 0/26 · ⚪ 26" in supervisor.screen.body
    assert BRIEF.findall(supervisor.taps("TC.2").body) == [("0", "26")]


def test_agencies_that_nobody_reads_for_are_listed(office: Office, supervisor: Person) -> None:
    office.officer("stp")
    supervisor.says("/tonghop")
    reply = supervisor.taps("📵 Chưa có người nhận")
    assert reply.body.startswith("Chưa có cán bộ nhận nhắc: 285 cơ quan · trang 1/29\n\n📵 VP UBND tỉnh\n")
    assert "Sở Tư pháp" not in reply.body
    assert supervisor.taps("Sở Nội vụ").heading.endswith("\nSở Nội vụ")


@pytest.mark.parametrize("value", ["sumd:0:all", "sumd:0:sTC", "sumd:0:q2024-Q1", "sumv:0:fTC", "sumt:0:TC.1:sTC"])
def test_a_head_goes_down_in_their_own_agency_only(office: Office, value: str) -> None:
    head = office.officer("stp", Role.HEAD)
    others = ("Sở Tài chính", "VP UBND tỉnh", "Sở Nội vụ ", "UBND TP")
    assert not any(name in head.presses(value).text for name in others)
    assert "TC.1" in head.screen.text


def test_a_head_asks_for_a_task_by_its_code(office: Office) -> None:
    head = office.officer("stp", Role.HEAD)
    assert head.says("/tonghop II.3").heading.startswith("II.3 · ")
    assert head.says("/tonghop I.2").body.startswith("Không thấy mã I.2")


@pytest.mark.parametrize("value", ["sum:a1", "sumd:0:a1", "sumk:0:a1", "sump:a1", "sumu:0", "list:o:0:1"])
def test_another_agency_is_closed_to_a_head(office: Office, value: str) -> None:
    assert office.officer("stp", Role.HEAD).presses(value).body.startswith(REFUSED)


@pytest.mark.parametrize("value", ["sum:all", "sumt:0:TC.1", "sumd:0:all", "sumu:0", "sump:all"])
def test_an_officer_has_no_way_in(officer: Person, value: str) -> None:
    assert officer.presses(value).body.startswith(REFUSED)


@pytest.mark.parametrize("value", ["sum:x", "sum:aabc", "sumt:0:TC.1:zz", "sumd:0", "card:1:sumx|", "card:1:why|1"])
def test_a_button_that_was_made_up_is_none(supervisor: Person, value: str) -> None:
    assert supervisor.presses(value).body.startswith("Nút này không còn dùng được.")


@pytest.mark.parametrize(
    "value", ["sums:", "sum:sII", "sumk:0:sII", "sumd:0:sII", "sumt:0:TC.1", "sumv:0:all", "sumq:"]
)
def test_titles_of_2000_characters_fit_on_every_page(office: Office, supervisor: Person, value: str) -> None:
    with office.store.write() as session:
        for row in (*session.exec(select(Task)).all(), *session.exec(select(Section)).all()):
            row.title = "Kế hoạch " * 222 + "hết"
    assert len(supervisor.presses(value).text) <= LETTERS


@pytest.mark.parametrize(
    ("words", "at_most"), [("/nhiemvu II.3", 20), ("/tonghop II.3", 20), ("/tonghop quá hạn", 350)]
)
def test_no_more_of_the_registry_is_read_than_is_asked_for(
    supervisor: Person, monkeypatch: pytest.MonkeyPatch, words: str, at_most: int
) -> None:
    read: list[object] = []

    def counted(*args: Any, **values: Any) -> list[Any]:
        found = fetch(*args, **values)
        read.extend(found)
        return found

    monkeypatch.setattr(duty_lines, "fetch", counted)
    supervisor.says(words)
    assert 0 < len(read) <= at_most
