"""A plan with another layout and other damage: columns in another order, its own directory, BOM, CRLF, NFD."""

from datetime import date
from pathlib import Path

import pytest

from data.plans.draft import DeadlineDraft, PlanDraft, SectionDraft, Source, TaskDraft
from data.plans.reading import read_plan
from handlers.views.plans.remarks import in_spoken_language


@pytest.fixture(scope="module")
def other() -> PlanDraft[str]:
    return in_spoken_language(read_plan(Path(__file__).parent / "other-province" / "ke-hoach-12.txt"))


@pytest.fixture(scope="module")
def rows(other: PlanDraft[str]) -> dict[str, TaskDraft[str]]:
    return {task.code: task for task in other.tasks}


def test_the_head_is_found_in_its_own_layout(other: PlanDraft[str]) -> None:
    assert (other.number, other.issuer) == ("12/KH-UBND", "Ủy ban nhân dân tỉnh Sông Lam")
    assert other.title == "Chuyển đổi số tỉnh Sông Lam năm 2026"
    assert (other.issued_on, other.year, other.confirmation) == (date(2026, 1, 5), 2026, False)


def test_sections_may_be_letters_and_numbers_decorated(other: PlanDraft[str]) -> None:
    assert other.sections == (SectionDraft("A", "Hạ tầng số"), SectionDraft("B", "Dữ liệu số"))
    assert [task.code for task in other.tasks] == ["A.1", "A.2", "A.2b", "A.2c", "B.0", "B.1", "B.2", "TC.1"]


def test_columns_are_known_by_their_titles(rows: dict[str, TaskDraft[str]]) -> None:
    task = rows["A.1"]
    assert (task.lead_agencies, task.coordinating_agencies) == (("skhcn",), ("stc", "snv"))
    assert (task.deliverables, task.deadlines[0].due_on) == (("Báo cáo",), date(2026, 6, 30))


def test_a_row_cut_in_every_cell_is_whole_again(rows: dict[str, TaskDraft[str]]) -> None:
    task = rows["A.2"]
    assert task.title == "Phủ sóng các thôn lõm sóng vùng sâu"
    assert (task.coordinating, task.deliverables) == (("UBND các xã, phường",), ("Báo cáo kết quả",))
    assert len(task.warnings) == 2


def test_a_lead_may_be_several_agencies(rows: dict[str, TaskDraft[str]]) -> None:
    assert rows["B.0"].lead == ("Sở Khoa học và Công nghệ", "Sở Nội vụ")
    assert rows["B.0"].lead_agencies == ("skhcn", "snv")


def test_a_date_that_does_not_exist_is_asked_about(rows: dict[str, TaskDraft[str]]) -> None:
    assert (rows["A.2c"].deadlines, rows["A.2c"].certain) == ((), False)
    assert any("“31/6/2026” không có trong lịch" in warning for warning in rows["A.2c"].warnings)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("B.0", "Hàng không có số thứ tự: đặt mã B.0"),
        ("B.1", "đã bỏ qua: “thừa”"),
        ("B.1", "không có cơ quan nào tên “Sở Kế hoạch”"),
        ("B.1", "có nhiều cơ quan tên “UBND xã Tân Lập”; cần ghi rõ thuộc huyện nào"),
        # The file ends in the middle of this row.
        ("B.2", "Ô “Thời gian thực hiện” để trống"),
    ],
)
def test_what_cannot_be_known_is_a_warning(rows: dict[str, TaskDraft[str]], code: str, words: str) -> None:
    assert any(words in warning for warning in rows[code].warnings)


def test_nothing_under_the_table_becomes_a_task(other: PlanDraft[str]) -> None:
    assert not any("Nơi nhận" in task.title or "BAN NHÂN DÂN" in task.title for task in other.tasks)


def test_a_duty_is_found_in_a_sentence_that_a_page_break_cuts(rows: dict[str, TaskDraft[str]]) -> None:
    assert rows["TC.1"].source == Source("II.1", 20)
    assert rows["TC.1"].lead_agencies == ("skhcn", "snv", "stc")
    assert rows["TC.1"].deadlines == (DeadlineDraft(date(2026, 11, 19), "Trước ngày 20/11/2026"),)
