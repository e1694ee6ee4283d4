"""Codes, items of a cell, and the cost of reading."""

import subprocess
import sys

import pytest

from data.plans.table.cells import bullets, items
from data.plans.task_codes import TaskCodes, bare_number


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        (["1", "2", "3"], ["IV.1", "IV.2", "IV.3"]),
        (["7", "", "8"], ["IV.7", "IV.7b", "IV.8"]),
        (["1", "2", "2", "3"], ["IV.1", "IV.2", "IV.2b", "IV.3"]),
        (["1", "2", "3", "2", "2"], ["IV.1", "IV.2", "IV.3", "IV.2b", "IV.2c"]),
        (["", "1"], ["IV.0", "IV.1"]),
        (["1.1", "1.1"], ["IV.1.1", "IV.1.1b"]),
    ],
)
def test_numbers_on_paper_are_kept_and_told_apart(printed: list[str], codes: list[str]) -> None:
    given = TaskCodes()
    assert [given.give("IV", number) for number in printed] == codes


def test_codes_never_run_out_of_letters() -> None:
    given = TaskCodes()
    codes = [given.give(None, "1") for _ in range(700)]
    assert len(set(codes)) == 700


def test_a_number_is_told_from_its_decoration() -> None:
    assert [bare_number(cell) for cell in ("1.", " 2)", "1. 1", "")] == ["1", "2", "1.1", ""]


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("", ()),
        ("Kế hoạch của UBND tỉnh", ("Kế hoạch của UBND tỉnh",)),
        ("Sở Tư pháp,", ("Sở Tư pháp",)),
        ("- Tờ trình; - Nghị quyết của HĐND tỉnh", ("Tờ trình", "Nghị quyết của HĐND tỉnh")),
        ("Tờ trình, Quyết định; - Nghị quyết", ("Tờ trình, Quyết định", "Nghị quyết")),
        (
            "- Ban hành trong tháng 01/2024 - Báo cáo trong quý IV",
            ("Ban hành trong tháng 01/2024", "Báo cáo trong quý IV"),
        ),
        ("Sở Lao động - Thương binh và Xã hội", ("Sở Lao động - Thương binh và Xã hội",)),
    ],
)
def test_items_of_a_cell_are_told_apart(cell: str, parts: tuple[str, ...]) -> None:
    assert items(cell) == parts


def test_only_a_cell_that_begins_with_one_has_bullets() -> None:
    assert bullets("Sở Lao động - Thương binh") == ()


def test_reading_needs_no_database_and_no_matching_library() -> None:
    script = (
        "import sys; from data.plans.reading import read_plan; from data.seeds import seed;"
        "read_plan(seed('ke-hoach-175-kh-ubnd.txt'));"
        "print(*sorted({'sqlmodel', 'sqlalchemy', 'pydantic', 'rapidfuzz'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == ""
