"""Last year's plan becomes a draft of the next one: dates move by a year, what was for its year is asked about."""

import pytest
from sqlmodel import select

from data.enums import Role
from data.models import Plan, Task
from data.plans.agencies import national
from data.plans.storing.directory import write_directory
from data.plans.waiting.rollover import move_time, move_title
from tests.handlers.chat import Office, Person


@pytest.fixture
def admin(office: Office) -> Person:
    return office.officer("snv", Role.ADMIN, name="Giang")


@pytest.mark.parametrize(
    ("written", "moved"),
    [
        ("Quý II/2024", "Quý II/2025"),
        ("Trước ngày 15/3/2024", "Trước ngày 15/3/2025"),
        ("Hằng quý", "Hằng quý"),
        ("15/12/24", "15/12/25"),
        ("Tháng 01 năm 2025", "Tháng 01 năm 2026"),
        ("Năm 2023", "Năm 2023"),
        ("29/02/2024", "28/02/2025"),
        ("ngày 29 tháng 02 năm 2024", "ngày 28 tháng 02 năm 2025"),
        ("Theo Nghị định 12/2024/NĐ-CP", "Theo Nghị định 12/2024/NĐ-CP"),
    ],
)
def test_words_of_time_move_by_a_year(written: str, moved: str) -> None:
    assert move_time(written, 2024) == moved


def test_a_title_moves_the_year_of_the_plan_alone() -> None:
    title = "Kế hoạch năm 2024 thực hiện Chương trình 2021 - 2030 theo Quyết định 5/2024/QĐ-UBND"
    assert move_title(title, 2024) == title.replace("năm 2024", "năm 2025")


def rolled_over(admin: Person) -> None:
    admin.says("/kehoach")
    admin.taps("📥 Nhập kế hoạch")
    admin.taps("Lập năm 2025 từ KH 175/KH-UBND")
    admin.taps("Xem bản nháp")


def test_last_years_plan_is_asked_about_and_written(office: Office, admin: Person) -> None:
    rolled_over(admin)
    assert "So với KH 175/KH-UBND, không kể năm: giữ nguyên 43, đổi 0, bỏ 0, thêm 0." in admin.screen.text
    assert "36 việc chỉ của năm cũ" in admin.screen.text
    assert "Ghi vào sổ" not in [one.text for one in admin.buttons()]
    admin.taps("Trả lời câu hỏi (36)")
    assert "Năm sau có làm nữa không?" in admin.screen.text
    admin.taps("Bỏ")
    admin.taps("Giữ")
    admin.taps("Giữ cả 34 việc")
    assert "giữ nguyên 42, đổi 0, bỏ 1, thêm 0." in admin.screen.text
    admin.taps("Nêu số và ngày")
    admin.says("9/KH-UBND ngày 02/01/2024")
    admin.taps("Ghi vào sổ")
    with office.store.read() as session:
        plan = session.exec(select(Plan).where(Plan.number == "9/KH-UBND")).one()
        tasks = session.exec(select(Task).where(Task.plan_id == plan.id)).all()
    assert (plan.year, plan.issuer, len(tasks)) == (2025, "Ủy ban nhân dân tỉnh Thái Bình", 42)
    assert "năm 2025" in plan.title
    assert {duty.due_on.year for duty in office.duties("snv") if duty.plan_number == plan.number and duty.due_on} <= {
        2025,
        2026,
    }


def test_the_draft_is_made_once_and_its_answers_can_be_taken_back(admin: Person) -> None:
    rolled_over(admin)
    admin.taps("Trả lời câu hỏi (36)")
    admin.taps("Bỏ cả 36 việc")
    assert "bỏ 36" in admin.screen.text
    rolled_over(admin)
    assert "bỏ 36" in admin.screen.text
    admin.taps("Trả lời lại")
    assert "Còn 36 câu hỏi" in admin.screen.text


def test_agencies_that_are_no_more_are_asked_about(office: Office, admin: Person) -> None:
    hung_yen = national.find_province_named("Hưng Yên")
    assert hung_yen
    with office.store.write() as session:
        session.exec(select(Plan)).one().issuer = "Ủy ban nhân dân tỉnh Hưng Yên"
        write_directory(session, national.propose_province(hung_yen), now=office.clock.now(), actor="test")
    rolled_over(admin)
    assert "Chưa rõ là cơ quan nào" in admin.screen.text
    admin.taps(next(one.text for one in admin.buttons() if one.text.startswith("Trả lời câu hỏi")))
    admin.taps(next(one.text for one in admin.buttons() if one.text.startswith("Giữ cả")))
    assert "là cơ quan nào?" in admin.screen.text
