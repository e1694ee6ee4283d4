"""/tonghop: four figures that add up, and the way down to the card."""

import re

import pytest
from sqlmodel import select

from data.enums import Role, State
from data.models import Officer
from data.registry.duties import duty_lines, progress
from data.registry.duties.progress_entries import Actor
from data.store import Store
from tests import factories
from tests.handlers.chat import REFUSED, Office, Person

FIGURES = re.compile(
    r"Hoàn thành đúng hạn (\d+)(?: \(\d+ %\))? · hoàn thành quá hạn (\d+)(?: \(\d+ %\))? · chưa đến hạn (\d+)"
    r"(?: \(\d+ %\))? · quá hạn (\d+)(?: \(\d+ %\))? · không ghi thời hạn (\d+)(?: \(\d+ %\))?"
    r"(?: · chờ xác nhận (\d+) \(\d+ %\))?\nTổng số: (\d+)(?:; ngoài tổng số: không phải thực hiện (\d+))?"
)
BRIEF = re.compile(r"✅ (\d+)/(\d+)")


def figures(body: str) -> list[int]:
    """The numbers of the first lines, in the order of `Standing`."""
    found = FIGURES.search(body)
    assert found, body
    *five, waiting, total, exempted = (int(number or 0) for number in found.groups())
    assert sum(five) + waiting == total, body
    return [*five, waiting, exempted]


TABLES = ("Theo cơ quan", "Theo lĩnh vực", "Theo quý", "Chủ trì lĩnh vực")


def counted(person: Person, table: str) -> list[int]:
    """The totals of all rows of a table of /tonghop, on all its pages."""
    person.says("/tonghop")
    body = person.taps(table).body
    while any(button.text == "›" for button in person.buttons()):
        body += person.taps("›").body
    return [int(whole) for _done, whole in BRIEF.findall(body)]


def report(officer: Person, code: str, document: str) -> None:
    officer.says(f"/nhiemvu {code}")
    officer.taps("✅ Đã xong")
    officer.says(document)


def confirm_all(office: Office) -> None:
    """Confirm, as a supervisor, whatever waits for it."""
    with office.store.write() as session:
        supervisor = session.exec(select(Officer).where(Officer.role == Role.SUPERVISOR)).first()
        assert supervisor
        assert supervisor.id
        for row in duty_lines.list_duties(session, state=State.REPORTED):
            progress.confirm(session, row.id, row.version, Actor(supervisor.id, "chat"), office.clock.now())


def test_the_province_in_one_message(supervisor: Person) -> None:
    reply = supervisor.says("/tonghop")
    assert reply.heading == "📊 KH 175/KH-UBND · đến Thứ Hai, 26/02/2024"
    assert reply.body.splitlines() == [
        "Hoàn thành đúng hạn 0 · hoàn thành quá hạn 0 · chưa đến hạn 188 (39 %) · quá hạn 293 (60 %)"
        " · không ghi thời hạn 6 (1 %)",
        "Tổng số: 487",
        "Từ Thứ Hai 19/02: chưa có thay đổi",
        "Quá hạn nhiều nhất: Sở Tư pháp 5 · VP UBND tỉnh 3 · Sở TT&TT 2 · Sở Nội vụ 1 · Sở Tài chính 1",
        "Chưa có cán bộ nhận nhắc: 286 cơ quan",
    ]
    assert [[button.text for button in row] for row in reply.buttons] == [
        ["Theo cơ quan", "Theo lĩnh vực"],
        ["Theo quý", "Chủ trì lĩnh vực"],
        ["Quá hạn", "Theo cấp", "📵 Chưa có người nhận"],
        ["🖼 Biểu đồ", "Excel", "Word"],
    ]


def test_a_report_moves_one_duty_from_one_figure_to_another(office: Office, supervisor: Person) -> None:
    officer = office.officer("stp")
    report(officer, "II.3", "12/KH-UBND 26/02/2024")
    assert figures(supervisor.says("/tonghop").body) == [0, 0, 187, 293, 6, 1, 0]
    confirm_all(office)
    assert figures(supervisor.says("/tonghop").body) == [1, 0, 187, 293, 6, 0, 0]
    report(officer, "II.2", "13/KH-UBND 20/02/2024")
    report(officer, "II.4", "9/KH-UBND 31/01/2024")
    assert figures(supervisor.says("/tonghop").body) == [1, 0, 187, 291, 6, 2, 0]
    confirm_all(office)
    assert figures(supervisor.says("/tonghop").body) == [2, 1, 187, 291, 6, 0, 0]
    assert "Tỷ lệ đúng hạn theo hạn ban đầu: 67 %" in supervisor.screen.body
    assert "Chưa có cán bộ nhận nhắc: 285 cơ quan" in supervisor.screen.body


def test_every_way_of_counting_gives_the_same_total(supervisor: Person) -> None:
    assert sum(figures(supervisor.says("/tonghop").body)) == 487
    rows = {table: counted(supervisor, table) for table in TABLES}
    assert {table: sum(counts) for table, counts in rows.items()} == dict.fromkeys(TABLES, 487)
    assert {table: len(counts) for table, counts in rows.items()} == {
        "Theo cơ quan": 286,
        "Theo lĩnh vực": 8,
        "Theo quý": 6,
        "Chủ trì lĩnh vực": 6,
    }


def test_levels_and_tasks_are_counted_beside_duties(supervisor: Person) -> None:
    told = supervisor.says("/tonghop theo cấp").body
    assert "Theo nhiệm vụ: ✅ 0/43" in told
    rows = {line.partition(":")[0]: int(BRIEF.findall(line)[0][1]) for line in told.splitlines()[4:]}
    assert list(rows) == ["Sở, ban, ngành", "UBND huyện, thành phố", "UBND cấp xã"]
    assert (sum(rows.values()), rows["UBND cấp xã"]) == (487, 260)


def test_who_leads_most_of_a_section_leads_the_field(supervisor: Person) -> None:
    supervisor.says("/tonghop")
    assert [line.split(":")[0] for line in supervisor.taps("Chủ trì lĩnh vực").body.splitlines()[3:]] == [
        "Sở Nội vụ (I, IV, V)",
        "Sở Tư pháp (II)",
        "VP UBND tỉnh (III)",
        "Sở Tài chính (VI)",
        "Sở TT&TT (VII)",
        "Tổ chức thực hiện",
    ]


def test_what_is_overdue_is_listed_to_the_last_one(supervisor: Person) -> None:
    supervisor.says("/tonghop")
    supervisor.taps("Quá hạn")
    assert supervisor.screen.body.startswith("Quá hạn: 293 · trang 1/30\n\n🔴 II.1  Sở Tư pháp · quá hạn 57 ngày")
    assert supervisor.presses("sumv:9999").body.count("🔴") == 3
    assert supervisor.taps("‹").body.startswith("Quá hạn: 293 · trang 29/30")


def test_the_way_down_ends_at_a_card(office: Office, supervisor: Person) -> None:
    supervisor.says("/tonghop")
    supervisor.taps("Theo cơ quan")
    assert supervisor.taps("Sở Tư pháp").heading.startswith("📋 Sở Tư pháp")
    assert supervisor.taps("II.3").heading.startswith("II.3 · ")
    assert supervisor.taps("‹ Danh sách").heading.startswith("📋 Sở Tư pháp")
    assert supervisor.taps("‹ Tổng hợp").heading.endswith("\nSở Tư pháp")
    assert supervisor.taps("‹ Theo cơ quan").body.startswith("Theo cơ quan · trang 1/29")
    assert supervisor.taps("‹ Tổng hợp").body.startswith("Hoàn thành đúng hạn")


@pytest.mark.parametrize("words", ["stp", "Sở Tư pháp", "so tu phap", "STP", "Sở TP"])
def test_one_agency_is_asked_for_by_any_of_its_names(supervisor: Person, words: str) -> None:
    reply = supervisor.says(f"/tonghop {words}")
    assert reply.heading.endswith("\nSở Tư pháp")
    assert figures(reply.body) == [0, 0, 8, 5, 0, 0, 0]


def test_an_unknown_agency_gets_the_nearest_names(supervisor: Person) -> None:
    assert "Gần nhất: Sở Tư pháp (stp)" in supervisor.says("/tonghop Sở Tư phápp").body
    assert supervisor.says("/tonghop zzzz").body.startswith("Không thấy cơ quan “zzzz”. Gõ tên đầy đủ")


def test_a_head_sees_their_own_agency_only(office: Office) -> None:
    head = office.officer("stp", Role.HEAD)
    assert head.says("/tonghop").heading.endswith("\nSở Tư pháp")
    assert figures(head.screen.body) == [0, 0, 8, 5, 0, 0, 0]
    assert sum(int(whole) for _done, whole in BRIEF.findall(head.taps("Theo lĩnh vực").body)) == 13
    assert "Quá hạn: 5 · trang 1/1" in head.presses("sumv:0").body
    assert "Sở Tài chính" not in head.presses("suma:0").text
    for words in ("stc", "Sở Tài chính"):
        assert head.says(f"/tonghop {words}").body.startswith(REFUSED)


def test_without_a_plan_it_says_how_to_enter_one(store: Store) -> None:
    office = Office(store)
    with store.write() as session:
        factories.agency(session, "snv", "Sở Nội vụ")
    assert office.officer("snv", Role.SUPERVISOR).says("/tonghop").body.startswith("Trong sổ chưa có kế hoạch nào.")
