"""Tables as offices write them: heads, groups, merged cells and damage, each kind in a small table of its own."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data.errors import PlanUnreadable
from data.plans.agencies.directory import Directory
from data.plans.draft import PlanDraft, TaskDraft
from data.plans.head import NOTHING_GIVEN, Given
from data.plans.reading import read_plan
from data.plans.remarks import Remark, RemarkCode

HEAD = "Số: 7/KH-UBND\n\nThái Bình, ngày 08 tháng 01 năm 2024\n\nKẾ HOẠCH\nChăm sóc vườn hoa năm 2024\n\nPHỤ LỤC\n\n"
COLUMNS = "STT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian thực hiện\n"

Read = Callable[..., PlanDraft[Remark]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a table under a plain head, or a whole document."""

    def read(
        table: str, *, head: str = HEAD, given: Given = NOTHING_GIVEN, directory: Directory | None = None
    ) -> PlanDraft[Remark]:
        path = tmp_path / "kh.txt"
        path.write_text(head + table, encoding="utf-8")
        return read_plan(path, directory, given=given)

    return read


def _short(task: TaskDraft[Remark]) -> str:
    dates = ",".join(one.due_on.isoformat() for one in task.deadlines)
    return " | ".join((task.code, task.title, " ".join(task.lead_agencies), dates))


def _tasks(plan: PlanDraft[Remark]) -> list[str]:
    return [_short(task) for task in plan.tasks]


def test_each_table_is_read_by_its_own_head(read: Read) -> None:
    plan = read(
        COLUMNS + "1\tTưới hoa\tSở Nội vụ\tSở Tài chính\tQuý I/2024\n\nBiểu 2\n\n"
        "TT\tHạn hoàn thành\tĐầu mối\tĐầu việc\tKinh phí\n1\t15/5/2024\tSở Tư pháp\tTỉa cành\t20 triệu\n"
    )
    assert _tasks(plan) == ["1 | Tưới hoa | snv | 2024-03-31", "B2.1 | Tỉa cành | stp | 2024-05-15"]
    assert plan.tasks[1].notes == (("Kinh phí", "20 triệu"),)


def test_a_code_of_the_office_is_no_title_and_a_start_no_deadline(read: Read) -> None:
    plan = read(
        "Số TT\tKý hiệu\tTên nhiệm vụ/dự án\tĐơn vị chủ trì\tThời gian bắt đầu\tDự kiến hoàn thành\n"
        "1\tVH-3\tLàm luống\tSở Y tế\tTháng 2/2024\tTháng 8/2024\n"
    )
    (task,) = plan.tasks
    assert (_short(task), task.start, task.notes) == (
        "1 | Làm luống | syt | 2024-08-31",
        "Tháng 2/2024",
        (("", "VH-3"),),
    )


def test_a_head_of_two_lines_is_one(read: Read) -> None:
    plan = read(
        "TT\tNội dung công việc\tPhân công thực hiện\t\tThời gian\t\n\t\tChủ trì\tPhối hợp\tBắt đầu\tKết thúc\n"
        "(1)\t(2)\t(3)\t(4)\t(5)\t(6)\n1\tĐào hố\tSở Nội vụ\tSở Y tế\t01/3/2024\t30/4/2024\n"
    )
    assert _tasks(plan) == ["1 | Đào hố | snv | 2024-04-30"]
    assert plan.tasks[0].coordinating_agencies == ("syt",)


def test_what_stands_in_columns_is_trusted_before_their_heads(read: Read) -> None:
    rows = "".join(f"{n}\tTrồng luống hoa thứ {n} trong vườn\tQuý {n}/2024\tSở Nội vụ\n" for n in (1, 2, 3, 4))
    plan = read("STT\tNội dung\tCơ quan chủ trì\tThời gian\n" + rows)
    assert [(task.lead, task.timeframe) for task in plan.tasks] == [
        (("Sở Nội vụ",), f"Quý {n}/2024") for n in (1, 2, 3, 4)
    ]
    assert RemarkCode.COLUMN_DOUBTFUL in {warning.code for warning in plan.warnings}


def test_headings_of_any_numbering_are_paths(read: Read) -> None:
    plan = read(
        COLUMNS + "A\tVƯỜN TRƯỚC\t\t\t\nI\tHoa\t\t\t\n1\tTưới hoa\tSở Nội vụ\t\tQuý I/2024\n"
        "\tViệc về đất\t\t\t\n2\tXới đất\tSở Nội vụ\t\tQuý II/2024\nB. VƯỜN SAU\t\t\t\t\n"
        "I\tCây\t\t\t\n1\tViệc lặt vặt\t\t\t\n1.1\tNhặt lá\tSở Y tế\t\tQuý I/2024\n"
        "1.2\tQuét lá\tSở Y tế\t\tQuý I/2024\n"
        "2\tĐốn cây\tSở Y tế\t\tQuý III/2024\n"
    )
    assert _tasks(plan) == [
        "A.I.1 | Tưới hoa | snv | 2024-03-31",
        "A.I.2 | Xới đất | snv | 2024-06-30",
        "B.I.1.1 | Nhặt lá | syt | 2024-03-31",
        "B.I.1.2 | Quét lá | syt | 2024-03-31",
        "B.I.2 | Đốn cây | syt | 2024-09-30",
    ]
    assert [(one.code, one.title) for one in plan.sections] == [
        ("A", "VƯỜN TRƯỚC"),
        ("A.I", "Hoa"),
        ("A.I.N1", "Việc về đất"),
        ("B", "VƯỜN SAU"),
        ("B.I", "Cây"),
        ("B.I.1", "Việc lặt vặt"),
    ]


def test_a_group_row_gives_what_it_says_to_the_rows_below(read: Read) -> None:
    plan = read(
        COLUMNS + "1\tDọn vườn\tSở Nội vụ\tSở Y tế\t\na\tQuét lá\t\t\t30/5/2024\nb\tNhổ cỏ\t\t\t30/6/2024\n"
        "2\tKhóa cổng\tSở Tư pháp\t\tTháng 7/2024\n"
    )
    assert _tasks(plan) == [
        "1.a | Quét lá | snv | 2024-05-30",
        "1.b | Nhổ cỏ | snv | 2024-06-30",
        "2 | Khóa cổng | stp | 2024-07-31",
    ]
    assert plan.tasks[1].coordinating_agencies == ("syt",)


def test_numbers_may_stand_in_two_columns_under_one_head(read: Read) -> None:
    plan = read(
        "TT\t\tNội dung\tCơ quan chủ trì\tThời gian\n1\t\tDọn vườn\tSở Nội vụ\t\n"
        "\ta\tQuét lá\t\tTháng 3/2024\n\tb\tNhổ cỏ\t\tTháng 4/2024\n2\t\tTưới hoa\tSở Y tế\tQuý II/2024\n"
    )
    assert _tasks(plan) == [
        "1.a | Quét lá | snv | 2024-03-31",
        "1.b | Nhổ cỏ | snv | 2024-04-30",
        "2 | Tưới hoa | syt | 2024-06-30",
    ]


def test_headings_between_tables_are_sections_with_the_one_above_the_first(read: Read) -> None:
    table = "TT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn\n1\t{}\tSở Nội vụ\tQuý I/2024\n"
    plan = read(
        "I. Vườn trước\n" + table.format("Quét lá") + "II. Vườn sau\n" + table.format("Nhổ cỏ"),
        head=HEAD.replace("PHỤ LỤC\n", "I. MỤC ĐÍCH\nII. YÊU CẦU\nPHỤ LỤC\n"),
    )
    assert [(one.code, one.title) for one in plan.sections] == [("I", "Vườn trước"), ("II", "Vườn sau")]
    assert [task.code for task in plan.tasks] == ["I.1", "II.1"]


def test_a_heading_may_be_the_lead_or_the_time(read: Read) -> None:
    plan = read(
        COLUMNS + "I\tSở Tài chính\t\t\t\n1\tMua hạt giống\t\t\tQuý I/2024\nII\tTháng 5/2024\t\t\t\n"
        "1\tGieo hạt\tSở Y tế\t\t\n"
    )
    assert _tasks(plan) == ["I.1 | Mua hạt giống | stc | 2024-03-31", "II.1 | Gieo hạt | syt | 2024-05-31"]


def test_merged_cells_go_for_the_rows_that_they_cover_and_are_asked(read: Read) -> None:
    plan = read(
        COLUMNS + "1\tĐo vườn\tSở Nội vụ\tSở Y tế\t30/8/2024\n2\tVẽ vườn\tSở Tư pháp\t\t\n\tTô vườn\tSở Y tế\t\t\n"
        "3\tCắm biển\tSở Nội vụ\t\tQuý IV/2024\n"
    )
    assert _tasks(plan) == [
        "1 | Đo vườn | snv | 2024-08-30",
        "2 | Vẽ vườn | stp | 2024-08-30",
        "2b | Tô vườn | syt | 2024-08-30",
        "3 | Cắm biển | snv | 2024-12-31",
    ]
    assert [task.certain for task in plan.tasks] == [True, False, False, True]
    assert [task.coordinating_agencies for task in plan.tasks] == [("syt",), ("syt",), (), ()]


def test_tails_that_a_page_left_in_a_heading_go_back(read: Read) -> None:
    plan = read(
        COLUMNS
        + "1\tTrồng hoa\tSở Nội vụ\t\t2024 và những\nII\tĐất\t\t\tnăm tiếp theo\n2\tXới đất\tSở Y tế\t\tQuý I/2024\n"
    )
    assert plan.tasks[0].timeframe == "2024 và những năm tiếp theo"
    assert _tasks(plan)[1] == "II.2 | Xới đất | syt | 2024-03-31"


def test_one_column_may_hold_lead_and_partners(read: Read) -> None:
    plan = read(
        "STT\tNhiệm vụ\tCơ quan chủ trì/phối hợp\tThời hạn\n"
        "1\tTưới hoa\tChủ trì: Sở Nội vụ; phối hợp: Sở Y tế\tQuý I/2024\n"
        "2\tTỉa hoa\tSở Y tế (chủ trì), Sở Tư pháp\tQuý I/2024\n"
    )
    assert [(task.lead_agencies, task.coordinating_agencies) for task in plan.tasks] == [
        (("snv",), ("syt",)),
        (("syt",), ("stp",)),
    ]


def test_a_table_of_targets_is_left_out(read: Read) -> None:
    plan = read(
        "TT\tChỉ tiêu\tĐơn vị tính\tCơ quan chủ trì theo dõi\tThời hạn\n1\tSố cây\tcây\tSở Nội vụ\tNăm 2024\n\n"
        + COLUMNS
        + "1\tTưới hoa\tSở Nội vụ\t\tQuý I/2024\n"
    )
    assert _tasks(plan) == ["1 | Tưới hoa | snv | 2024-03-31"]
    assert RemarkCode.TABLE_LEFT_OUT in {warning.code for warning in plan.warnings}


def test_the_annex_line_names_number_and_day(read: Read, directory: Directory) -> None:
    plan = read(
        COLUMNS + "1\tTưới hoa\tSở Nội vụ\t\tQuý I\n",
        head="PHỤ LỤC\nVIỆC VƯỜN NĂM 2024\n"
        "(Ban hành kèm theo Quyết định số 81/QĐ-UBND ngày 9/1/2024 của UBND tỉnh)\n\n",
        directory=directory,
    )
    assert (plan.number, plan.issued_on, plan.title) == ("81/QĐ-UBND", date(2024, 1, 9), "VIỆC VƯỜN NĂM 2024")
    assert _tasks(plan) == ["1 | Tưới hoa | snv | 2024-03-31"]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("Số: 12/QĐ-TTg", "12/QĐ-TTg"),
        ("Số:\u00a012/KH-UBND", "12/KH-UBND"),
        ("Số: 12/KH–UBND", "12/KH-UBND"),
        ("Số: 12-KH/TU", "12-KH/TU"),
        ("Soos: 12/KH-UBND", "12/KH-UBND"),
        ("Số: 12 / KH-BCĐ", "12/KH-BCĐ"),
    ],
)
def test_numbers_are_read_however_they_are_typed(read: Read, written: str, number: str) -> None:
    head = HEAD.replace("Số: 7/KH-UBND", written)
    assert read(COLUMNS + "1\tTưới hoa\tSở Nội vụ\t\tQuý I\n", head=head).number == number


def test_a_horizon_is_not_the_year_of_the_plan(read: Read) -> None:
    head = HEAD.replace("Chăm sóc vườn hoa năm 2024", "Phát triển vườn hoa đến năm 2030, tầm nhìn đến năm 2045")
    plan = read(COLUMNS + "1\tTưới hoa\tSở Nội vụ\t\tQuý III\n2\tBáo cáo\tSở Nội vụ\t\tHằng năm\n", head=head)
    assert plan.year == 2024
    assert [(one.certain, one.deadlines[0].due_on) for one in plan.tasks] == [
        (False, date(2024, 9, 30)),
        (False, date(2024, 12, 31)),
    ]


def test_what_recurs_was_never_owed_before_the_plan(read: Read) -> None:
    head = HEAD.replace("08 tháng 01", "20 tháng 5")
    plan = read(COLUMNS + "1\tBáo cáo\tSở Nội vụ\t\tHằng quý\n2\tTổng kết\tSở Nội vụ\t\tTháng 3/2024\n", head=head)
    assert _tasks(plan) == [
        "1 | Báo cáo | snv | 2024-06-30,2024-09-30,2024-12-31",
        "2 | Tổng kết | snv | 2024-03-31",
    ]


def test_a_draft_without_number_and_date_is_shown_and_completed_by_a_person(read: Read) -> None:
    head = HEAD.replace("Số: 7/KH-UBND", "Số:      /KH-UBND").replace("ngày 08 tháng 01", "ngày    tháng")
    table = COLUMNS + "1\tTưới hoa\tSở Nội vụ\t\tQuý I\n"
    assert (read(table, head=head).number, read(table, head=head).issued_on) == ("", None)
    given = read(table, head=head, given=Given("9/KH-UBND", date(2024, 1, 15)))
    assert (given.number, given.issued_on) == ("9/KH-UBND", date(2024, 1, 15))


def test_a_plan_of_another_province_is_refused(read: Read) -> None:
    with pytest.raises(PlanUnreadable) as refused:
        read(COLUMNS + "1\tTưới hoa\tSở Nội vụ\t\tQuý I\n", head=HEAD.replace("Thái Bình,", "Cà Mau,"))
    assert (refused.value.reason, refused.value.detail) == ("other_province", "Cà Mau")


@pytest.mark.parametrize(
    ("lead", "codes"),
    [
        ("UBND xã Đông Xuân, huyện Đông Hưng", ("xa-12799",)),
        ("UBND xã Đông Xuân (huyện Đông Hưng)", ("xa-12799",)),
        ("Chủ tịch UBND xã Đông Xuân - huyện Đông Hưng", ("xa-12799",)),
        ("UBND xã Đông Xuân; UBND huyện Đông Hưng", ("xa-12799", "dong-hung")),
        ("Giám đốc Sở Y tế", ("syt",)),
    ],
)
def test_a_commune_alone_is_meant_where_its_district_stands_beside_it(
    read: Read, lead: str, codes: tuple[str, ...]
) -> None:
    assert read(COLUMNS + f"1\tTưới hoa\t{lead}\t\tQuý I\n").tasks[0].lead_agencies == codes


@pytest.mark.parametrize(
    ("time", "dates"),
    [("2024-04-15 00:00:00", ["2024-04-15"]), ("00/01/1900", []), ("31/12/1899", []), ("2024.0", ["2024-12-31"])],
)
def test_dates_of_spreadsheets_are_read_as_meant(read: Read, time: str, dates: list[str]) -> None:
    plan = read(COLUMNS + f"1\tTưới hoa\tSở Nội vụ\t\tQuý I\n2\tTỉa hoa\tSở Nội vụ\t\t{time}\n")
    assert [one.due_on.isoformat() for one in plan.tasks[1].deadlines] == dates


@pytest.mark.parametrize(
    ("time", "dates"),
    [
        ("Hoàn thành trong tháng 6/2024; báo cáo định kỳ hằng quý", "2024-06-30"),
        ("Kế hoạch quý II/2024; tập huấn hằng năm; tổng kết năm 2025", "2024-06-30,2025-12-31"),
        ("Quý I/2024 và thường xuyên", "2024-03-31"),
        ("Quý I + II/2024, tiếp tục nếu có", "2024-03-31,2024-06-30"),
    ],
)
def test_a_dated_phase_keeps_its_date_whatever_follows(read: Read, time: str, dates: str) -> None:
    (task,) = read(COLUMNS + f"1\tTưới hoa\tSở Nội vụ\t\t{time}\n").tasks
    assert (",".join(one.due_on.isoformat() for one in task.deadlines), task.certain) == (dates, False)


def test_lead_and_partners_are_told_by_words_under_any_head(read: Read) -> None:
    plan = read(
        "Nội dung\tPhân công nhiệm vụ\tTiến độ\tNguồn lực\n"
        "1. Tưới hoa\tChủ trì: Sở Nội vụ. Phối hợp: Sở Y tế, Sở Tư pháp.\tQuý I/2024\tNgân sách\n"
        "2. Tỉa cành\tChủ trì: Sở Y tế. Phối hợp: Sở Tư pháp.\tQuý II/2024\t\n"
    )
    assert _tasks(plan) == ["1 | Tưới hoa | snv | 2024-03-31", "2 | Tỉa cành | syt | 2024-06-30"]
    assert plan.tasks[0].coordinating_agencies == ("syt", "stp")


def test_a_plan_may_have_thousands_of_rows(read: Read) -> None:
    plan = read(COLUMNS + "".join(f"{n}\tTưới hoa\tSở Nội vụ\t\tQuý I\n" for n in range(1, 1202)))
    assert [plan.tasks[place].code for place in (998, 1000, 1200)] == ["999", "1001", "1201"]


@pytest.mark.parametrize(
    "time", ["15/3-2024", "l5/3/2024", "15/02 âm lịch", "Quý I/2024 và quý 7", "30/6/202", "Tháng Ba năm 2024"]
)
def test_a_time_of_which_a_part_was_not_understood_is_uncertain(read: Read, time: str) -> None:
    assert not read(COLUMNS + f"1\tTưới hoa\tSở Nội vụ\t\t{time}\n").tasks[0].certain
