"""Plan 175/KH-UBND comes out of its scan as it was signed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data.plans.agencies.directory import Directory
from data.plans.draft import DeadlineDraft, PlanDraft, SectionDraft, Source, TaskDraft
from data.plans.formats.document import Cell, Document, Paragraph, Table, TableRow
from data.plans.formats.text import read_text
from data.plans.reading import read_plan
from data.seeds import seed
from tests.data.plans.formats.made_files import excel_of, old_excel_of, word_of
from tests.data.plans.formats.made_open_files import open_sheets_of, open_text_of
from tests.data.plans.formats.made_plain_files import markdown_of, pdf_of, rich_text_of

DEPARTMENTS = {"so-ban-nganh"}
LEADS = {
    "so-ban-nganh": DEPARTMENTS,
    "province+districts": DEPARTMENTS | {"ubnd-huyen-thanh-pho"},
    "all": DEPARTMENTS | {"ubnd-huyen-thanh-pho", "ubnd-cap-xa"},
}

# code, printed number, line, lead, kind, due dates: checked by hand against the document.
ROWS = """
I.1    1  214 snv                external
I.2    2  215 snv                once       2024-03-31
I.3    3  216 snv                once       2024-06-30
I.4    4  217 snv                multiple   2024-06-30 2024-09-30
I.5    5  218 snv                recurring  2024-03-31 2024-06-30 2024-09-30 2024-12-31
II.1   1  220 stp                once       2023-12-31
II.2   2  221 stp                once       2024-01-31
II.3   3  229 stp                once       2024-02-29
II.4   4  230 stp                once       2024-01-31
II.5   5  231 stp                once       2024-01-31
III.1  1  233 vp-ubnd            once       2024-01-31
III.2  2  234 vp-ubnd            continuous
III.3  3  235 vp-ubnd            multiple   2024-01-31 2024-12-31
III.4  4  238 so-ban-nganh       once       2024-12-31
III.5  5  239 vp-ubnd            continuous
IV.1   1  241 snv                once       2024-03-31
IV.2   2  242 tp-thai-binh       once       2024-06-30
IV.3   3  243 snv                once       2024-06-30
IV.4   4  244 ttra               once       2024-09-30
IV.5   5  245 snv                once       2024-12-31
IV.6   6  246 snv                once       2024-12-31
IV.7   7  251 snv                once       2024-12-31
IV.7b  -  252 snv                once       2024-12-31
V.1    1  254 snv                once       2024-03-31
V.2    2  255 snv                once       2024-06-30
V.3    3  256 snv                once       2024-06-30
V.4    4  257 snv                once       2024-09-30
V.5    5  263 snv                once       2024-09-30
V.6    6  264 snv                continuous
V.7    7  265 syt                once       2024-12-31
VI.1   1  267 so-ban-nganh       once       2024-12-31
VI.2   2  268 so-ban-nganh       once       2024-12-31
VI.2b  2  269 stc                once       2024-12-31
VI.3   3  270 stc                continuous
VI.4   4  271 stc                continuous
VI.5   5  276 skhdt              once       2024-11-30
VII.1  1  278 stttt              once       2024-01-31
VII.2  2  279 stttt              once       2024-03-31
VII.3  3  280 stttt              once       2024-09-30
VII.4  4  281 stttt              once       2024-12-31
TC.1   -  154 all                once       2024-01-31
TC.2   -  166 province+districts recurring  2024-03-15 2024-06-15 2024-09-15 2024-12-15
TC.3   -  76 snv                once       2024-03-31
"""


def _row(line: str) -> tuple[str, str, int, str, str, list[date]]:
    code, printed, number, lead, kind, *days = line.split()
    return code, printed.strip("-"), int(number), lead, kind, [date.fromisoformat(day) for day in days]


TABLE = [_row(line) for line in ROWS.strip().splitlines()]


def test_the_head_says_what_was_signed(plan: PlanDraft[str]) -> None:
    assert plan.number == "175/KH-UBND"
    assert plan.title == "Cải cách hành chính tỉnh Thái Bình năm 2024"
    assert plan.issuer == "Ủy ban nhân dân tỉnh Thái Bình"
    assert (plan.issued_on, plan.year) == (date(2023, 12, 29), 2024)
    assert plan.confirmation


def test_seven_sections_hold_forty_tasks(plan: PlanDraft[str]) -> None:
    assert [section.code for section in plan.sections] == ["I", "II", "III", "IV", "V", "VI", "VII"]
    assert plan.sections[1] == SectionDraft("II", "Cải cách thể chế")
    rows = [task.section for task in plan.tasks if task.section]
    assert [rows.count(section.code) for section in plan.sections] == [5, 5, 5, 8, 7, 6, 4]


def test_no_task_is_missing_and_none_is_made_up(plan: PlanDraft[str]) -> None:
    assert [task.code for task in plan.tasks] == [row[0] for row in TABLE]


@pytest.mark.parametrize(("code", "printed", "line", "lead", "kind", "dates"), TABLE, ids=[row[0] for row in TABLE])
def test_a_task_is_read(
    tasks: dict[str, TaskDraft[str]],
    directory: Directory,
    code: str,
    printed: str,
    line: int,
    lead: str,
    kind: str,
    dates: list[date],
) -> None:
    task = tasks[code]
    groups = LEADS.get(lead, set())
    expected = {agency for group in groups for agency in directory.members(group)} or {lead}
    assert (task.printed_number, task.source.line, task.kind) == (printed, line, kind)
    assert set(task.lead_agencies) == expected
    assert len(task.lead_agencies) == len(expected)
    assert [deadline.due_on for deadline in task.deadlines] == dates


def test_every_task_leads_back_to_its_line(plan: PlanDraft[str]) -> None:
    lines = seed("ke-hoach-175-kh-ubnd.txt").read_text(encoding="utf-8").splitlines()
    for task in plan.tasks:
        words = task.title[:40] if task.section else task.timeframe
        assert words in lines[task.source.line - 1], task.code


def test_a_row_is_read_to_its_last_cell(tasks: dict[str, TaskDraft[str]], directory: Directory) -> None:
    task = tasks["II.3"]
    assert task.title == "Kế hoạch kiểm tra công tác thi hành pháp luật về xử lý vi phạm hành chính năm 2024"
    assert task.deliverables == ("Kế hoạch của UBND tỉnh",)
    assert task.lead == ("Sở Tư pháp",)
    assert task.coordinating == ("Sở, ban, ngành, UBND các huyện, thành phố",)
    assert task.timeframe == "Tháng 02/2024"
    assert task.certain
    assert task.deadlines == (DeadlineDraft(date(2024, 2, 29), "Tháng 02/2024"),)
    assert task.source == Source("phụ lục", 229)


def test_coordinators_are_all_members_of_both_groups_but_the_lead(
    tasks: dict[str, TaskDraft[str]], directory: Directory
) -> None:
    both = {*directory.members("so-ban-nganh"), *directory.members("ubnd-huyen-thanh-pho")}
    assert set(tasks["II.3"].coordinating_agencies) == both - {"stp"}
    assert set(tasks["IV.2"].coordinating_agencies) == both - {"tp-thai-binh"}


DAMAGE = [
    ("II.2", "Hàng bị ngắt trang, phần còn lại ở dòng 228"),
    ("II.2", "thừa dấu ở cuối (“Sở Tư pháp,”)"),
    ("II.1", "Hạn 31/12/2023 nằm trước năm của kế hoạch (2024)"),
    ("I.4", "“Quý II” không ghi năm: đọc là năm 2024"),
    ("I.5", "đọc chưa chắc chắn"),
    ("III.3", "nhiều sản phẩm và nhiều mốc hạn"),
    ("IV.7b", "không có số thứ tự: đặt mã IV.7b"),
    ("V.4", "phần còn lại ở dòng 262: đã nối “xã trên địa bàn tỉnh Thái Bình.” vào ô “Nhiệm vụ”"),
    ("V.4", "Tiêu đề cột ở dòng 261 dính phần cuối ô “Cơ quan phối hợp”: đã nối “thành phố” vào ô"),
    ("VI.2b", "Số 2 đã dùng trong mục này: đặt mã VI.2b"),
    ("VI.2b", "Ô “Kết quả/sản phẩm” để trống"),
    ("TC.3", "Văn bản không nêu cơ quan chủ trì"),
]


@pytest.mark.parametrize(("code", "words"), DAMAGE)
def test_damage_leaves_a_warning_on_its_task(tasks: dict[str, TaskDraft[str]], code: str, words: str) -> None:
    assert any(words in warning for warning in tasks[code].warnings)


def test_sound_rows_have_no_warning(plan: PlanDraft[str]) -> None:
    damaged = {code for code, _ in DAMAGE} | {"II.3"}
    assert {task.code for task in plan.tasks if task.warnings} == damaged


@pytest.mark.parametrize("words", ["dòng 227, 237, 250, 261, 275", "“9.17.11”", "“THAI”"])
def test_what_stands_between_the_pages_is_passed_over_and_said(plan: PlanDraft[str], words: str) -> None:
    assert any(words in warning for warning in plan.warnings)


def test_cells_cut_by_a_page_break_are_whole_again(tasks: dict[str, TaskDraft[str]]) -> None:
    whole = ("Sở, ban, ngành, UBND các huyện, thành phố",)
    assert tasks["II.2"].coordinating == tasks["V.4"].coordinating == whole
    assert tasks["V.4"].title.endswith("hoạt động không chuyên trách ở cấp xã trên địa bàn tỉnh Thái Bình.")


def test_each_deadline_of_a_cell_has_its_own_deliverable(tasks: dict[str, TaskDraft[str]]) -> None:
    assert tasks["III.3"].deadlines == (
        DeadlineDraft(date(2024, 1, 31), "Tháng 01/2024", "Kế hoạch của UBND tỉnh"),
        DeadlineDraft(date(2024, 12, 31), "Quý IV/2024", "Quyết định thông qua phương án đơn giản TTHC"),
    )


def test_the_four_reports_are_named_by_their_period(tasks: dict[str, TaskDraft[str]]) -> None:
    for code in ("I.5", "TC.2"):
        assert [deadline.label for deadline in tasks[code].deadlines] == ["Quý I", "6 tháng", "Quý III", "năm"]


def test_duties_of_the_body_know_where_they_stand(tasks: dict[str, TaskDraft[str]]) -> None:
    assert tasks["TC.1"].source == Source("VI.1.a", 154)
    assert tasks["TC.2"].source == Source("VI.1.b", 166)
    assert tasks["TC.3"].source == Source("II.4", 76)
    assert (tasks["TC.3"].inferred, tasks["TC.1"].inferred) == (("lead",), ())


def test_sentences_with_a_date_are_offered_and_the_open_one_is_asked_about(plan: PlanDraft[str]) -> None:
    found = [(candidate.source.place, candidate.code) for candidate in plan.candidates]
    assert found == [("II.4", "TC.3"), ("VI.1.a", "TC.1"), ("VI.1.b", "TC.2"), ("VI.2.a", None)]
    assert any("Mục VI.2.a, dòng 170" in warning for warning in plan.warnings)


@pytest.mark.parametrize(
    ("ending", "write"),
    [
        ("docx", word_of),
        ("xlsx", excel_of),
        ("xls", old_excel_of),
        ("odt", open_text_of),
        ("ods", open_sheets_of),
        ("rtf", rich_text_of),
        ("pdf", pdf_of),
        ("md", markdown_of),
    ],
)
def test_its_rows_are_the_same_in_every_format(
    tmp_path: Path, ending: str, write: Callable[[Document], bytes], plan: PlanDraft[str]
) -> None:
    path = tmp_path / f"ke-hoach.{ending}"
    path.write_bytes(write(_as_offices_keep_it()))
    rows = [task for task in plan.tasks if task.section]
    read = [task for task in read_plan(path).tasks if task.section]
    assert len(read) == 40
    assert [(task.code, task.title, task.lead_agencies, task.timeframe, task.deadlines) for task in read] == [
        (task.code, task.title, task.lead_agencies, task.timeframe, task.deadlines) for task in rows
    ]


def _as_offices_keep_it() -> Document:
    """The plan with one table of its rows, as before it was printed and scanned: no stray lines between pages."""
    blocks = read_text(seed("ke-hoach-175-kh-ubnd.txt").read_bytes()).blocks
    first = next(
        place for place, block in enumerate(blocks) if isinstance(block, Table) and len(block.rows[0].cells) > 4
    )
    rows = [row.cells for block in blocks[first:] if isinstance(block, Table) for row in block.rows]
    width = max(map(len, rows))
    table = Table(
        tuple(TableRow((*cells, *[Cell("")] * (width - len(cells))), line) for line, cells in enumerate(rows, 1))
    )
    body = [block for block in blocks[:first] if isinstance(block, Paragraph)]
    return Document((*body, table))
