"""Ways in which offices fill their tables: groups beside a count, leads on lines of their own, marks for months."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.plans.agencies import national
from data.plans.agencies.directory import Directory
from data.plans.draft import PlanDraft, TaskDraft
from data.plans.formats.confined import read_content
from data.plans.formats.document import Block, Cell, Document, Paragraph, Table, TableRow
from data.plans.reading import read_document, read_plan
from data.plans.remarks import Remark, RemarkCode
from data.plans.sidecar import Sidecar
from data.plans.table.dittos import is_ditto
from tests.data.plans.formats.test_tables import WRITERS

HEAD = "Số: 7/KH-UBND\n\nHưng Yên, ngày 08 tháng 01 năm 2026\n\nKẾ HOẠCH\nChăm sóc vườn hoa năm 2026\n\nPHỤ LỤC\n\n"
COLUMNS = "STT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian thực hiện\n"

Read = Callable[[str], PlanDraft[Remark]]


@pytest.fixture(scope="module")
def directory() -> Directory:
    """The departments and communes of a province of today."""
    province = national.find_province_named("Hưng Yên")
    assert province is not None
    return national.propose_province(province)


@pytest.fixture
def read(tmp_path: Path, directory: Directory) -> Read:
    """Reads a table under a plain head."""

    def read(table: str) -> PlanDraft[Remark]:
        path = tmp_path / "kh.txt"
        path.write_text(HEAD + table, encoding="utf-8")
        return read_plan(path, directory)

    return read


def _short(task: TaskDraft[Remark]) -> str:
    dates = ",".join(one.due_on.isoformat() for one in task.deadlines)
    return " | ".join((task.code, task.title, "; ".join(task.lead), dates))


def _tasks(plan: PlanDraft[Remark]) -> list[str]:
    return [_short(task) for task in plan.tasks]


def test_groups_may_have_their_number_beside_the_running_count(read: Read) -> None:
    plan = read(
        "Stt\tStt\tTên nhiệm vụ\tĐơn vị chủ trì\tĐơn vị phối hợp\tSản phẩm\tThời hạn\n"
        "TT\tChi tiết\tTên nhiệm vụ\tĐơn vị chủ trì\tĐơn vị phối hợp\tSản phẩm\tThời hạn\n"
        "\t1\tDọn vườn\t\tSở Y tế\tVườn sạch\t30/8/2026\n1\ta)\tQuét lá\tSở Nội vụ\t\t\t30/8/2026\n"
        "2\tb)\tNhổ cỏ\tSở Tư pháp\t\t\t30/9/2026\n\t2\tTrồng cây, bao gồm:\t\t\tCây\tTheo thời hạn sau đây:\n"
        "3\ta)\tTrồng cau\tSở Y tế\t\tCau\t100 ngày kể từ ngày ban hành Kế hoạch\n"
        "4\t3\tTưới hoa\tSở Y tế\t\tHoa\t31/7/2026\n"
    )
    assert [(one.code, one.title) for one in plan.sections] == [("1", "Dọn vườn"), ("2", "Trồng cây, bao gồm:")]
    assert [(task.title, task.lead, task.timeframe) for task in plan.tasks] == [
        ("Quét lá", ("Sở Nội vụ",), "30/8/2026"),
        ("Nhổ cỏ", ("Sở Tư pháp",), "30/9/2026"),
        ("Trồng cau", ("Sở Y tế",), "100 ngày kể từ ngày ban hành Kế hoạch"),
        ("Tưới hoa", ("Sở Y tế",), "31/7/2026"),
    ]


def test_a_plain_head_is_not_overruled_by_odd_cells(read: Read) -> None:
    rows = "".join(f"{n}\tDọn luống hoa số {n} trong vườn\tĐ/c Hoa\tTheo vụ mùa\n" for n in range(1, 7))
    plan = read("STT\tNội dung\tChủ trì\tThời gian hoàn thành\n" + rows)
    assert {(task.lead, task.timeframe, task.certain) for task in plan.tasks} == {(("Đ/c Hoa",), "Theo vụ mùa", True)}


def test_a_heading_may_stand_under_any_head(read: Read) -> None:
    plan = read(
        "TT\tThời gian\tNhiệm vụ\tĐơn vị thực hiện\nA\tVƯỜN TRƯỚC\t\t\n1\tQuý I/2026\tQuét lá\tSở Nội vụ\n"
        "II\tVườn sau\t\t\n1\t30/6/2026\tNhổ cỏ\tSở Y tế\n"
    )
    assert [one.title for one in plan.sections] == ["VƯỜN TRƯỚC", "Vườn sau"]
    assert [task.title for task in plan.tasks] == ["Quét lá", "Nhổ cỏ"]


def test_a_heading_of_a_result_alone_is_one(read: Read) -> None:
    plan = read(
        "TT\tNhiệm vụ\tSản phẩm\tCơ quan chủ trì\tThời hạn\nI\tVườn\tVườn đẹp\t\t\n\tViệc nhỏ\t\t\t\n"
        "1\tQuét lá\tVườn sạch\tSở Nội vụ\tQuý I\nII\tAo\t\tSở Y tế\t\n1\tThả cá\tCá\t\tQuý II\n"
    )
    assert _tasks(plan) == ["I.1 | Quét lá | Sở Nội vụ | 2026-03-31", "II.1 | Thả cá | Sở Y tế | 2026-06-30"]


def test_rows_without_any_number_are_counted_in_their_section(read: Read) -> None:
    plan = read(
        COLUMNS + "I. VƯỜN TRƯỚC\n\tQuét lá\tSở Nội vụ\t\tQuý I\n\tNhổ cỏ\tSở Y tế\t\tQuý II\n"
        "II. VƯỜN SAU\n\tTưới hoa\tSở Y tế\t\tQuý III\n"
    )
    assert [task.code for task in plan.tasks] == ["I.1", "I.2", "II.1"]
    assert all(task.printed_number == "" for task in plan.tasks)


def test_a_letter_goes_on_from_the_number_above(read: Read) -> None:
    plan = read(
        COLUMNS
        + "1\tQuét vườn\tSở Nội vụ\t\tQuý I\na)\tQuét lá\tSở Y tế\t\tTháng 1\nb)\tQuét cát\tSở Y tế\t\tTháng 2\n"
        "2\tTưới vườn\tSở Nội vụ\t\tQuý II\na)\tTưới hoa\tSở Y tế\t\tTháng 4\n"
    )
    assert [task.code for task in plan.tasks] == ["1", "1.a", "1.b", "2", "2.a"]


@pytest.mark.parametrize(
    ("title", "due"),
    [
        ("Rà soát cây (hoàn thành trước 31/3/2026)", "2026-03-30"),
        ("Rà soát cây (trong tháng 4/2026)", "2026-04-30"),
        ("Rà soát cây, hoàn thành trong quý II/2026", "2026-06-30"),
        ("Rà soát cây; gửi trước ngày 15/5/2026", "2026-05-14"),
        ("Rà soát cây theo Quyết định số 5/QĐ-UBND ngày 02/01/2026", ""),
        ("Rà soát cây trồng trước ngày 01/7/2025 tại vườn", ""),
    ],
)
def test_a_time_may_stand_in_the_words_of_the_task(read: Read, title: str, due: str) -> None:
    (task,) = read(COLUMNS + f"1\t{title}\tSở Nội vụ\t\t\n").tasks
    assert [one.due_on.isoformat() for one in task.deadlines] == ([due] if due else [])
    assert not task.certain
    assert (RemarkCode.TAKEN_FROM_TITLE in {one.code for one in task.warnings}) == bool(due)


def test_its_own_time_wins_over_that_of_the_row_above(read: Read) -> None:
    plan = read(COLUMNS + "1\tQuét lá\tSở Y tế\t\tQuý IV\n2\tNhổ cỏ (xong trước 10/2/2026)\tSở Nội vụ\t\t\n")
    assert _tasks(plan)[1].endswith("2026-02-09")


def test_times_may_be_drawn_as_marks_in_columns_of_quarters(read: Read) -> None:
    plan = read(
        "TT\tTên nhiệm vụ\tĐơn vị chủ trì\tNăm 2026\t\t\t\tSản phẩm\n\t\t\tQuý I\tQuý II\tQuý III\tQuý IV\t\n"
        "1\tQuét lá\tSở Nội vụ\tx\t\t\t\tVườn\n2\tNhổ cỏ\tSở Y tế\t\tX\t\tx\tCỏ\n"
        "3\tTỉa cành\tSở Y tế\t\t\t15/8\t\tCành\n"
    )
    assert [(task.timeframe, task.deliverables) for task in plan.tasks] == [
        ("Quý I/2026", ("Vườn",)),
        ("Quý II, Quý IV/2026", ("Cỏ",)),
        ("15/8", ("Cành",)),
    ]
    assert [len(task.deadlines) for task in plan.tasks] == [1, 2, 1]


def test_months_may_be_columns_too(read: Read) -> None:
    head = "TT\tNhiệm vụ\tChủ trì\t" + "\t".join(f"T{month}" for month in range(1, 13)) + "\n"
    row = "1\tQuét lá\tSở Nội vụ\t" + "\t".join("x" if month == 5 else "" for month in range(1, 13)) + "\n"
    (task,) = read(head + row + row.replace("1\t", "2\t")).tasks[:1]
    assert (task.timeframe, [one.due_on.isoformat() for one in task.deadlines]) == ("Tháng 5", ["2026-05-31"])


def test_of_two_columns_of_times_the_end_is_the_deadline(read: Read) -> None:
    plan = read(
        "STT\tCông việc\tThời gian thực hiện\tThời gian hoàn thành\tThời gian giao\tBộ phận thực hiện\n"
        "1\tQuét lá\tTháng 6\t10/7/2026\t05/5/2026\tSở Nội vụ\n2\tNhổ cỏ\tTháng 7\t10/8/2026\t05/6/2026\tSở Y tế\n"
    )
    assert [task.timeframe for task in plan.tasks] == ["10/7/2026", "10/8/2026"]


def test_months_may_be_the_column_of_a_work_programme(read: Read) -> None:
    plan = read(
        "Tháng\tNội dung\tCơ quan chuẩn bị\nTháng 1\tQuét lá\tSở Nội vụ\n\tNhổ cỏ\tSở Y tế\nTháng 2\tTưới\tSở Y tế\n"
    )
    assert _tasks(plan) == [
        "1 | Quét lá | Sở Nội vụ | 2026-01-31",
        "2 | Nhổ cỏ | Sở Y tế | 2026-01-31",
        "3 | Tưới | Sở Y tế | 2026-02-28",
    ]


@pytest.mark.parametrize(
    ("cell", "lead", "partners"),
    [
        ("Công an tỉnh chủ trì, phối hợp Sở Y tế", ("Công an tỉnh",), ("Sở Y tế",)),
        ("Sở Nội vụ chủ trì; Sở Y tế, Sở Tư pháp phối hợp", ("Sở Nội vụ",), ("Sở Y tế, Sở Tư pháp",)),
        ("Chủ trì: Sở Nội vụ; phối hợp: Sở Y tế", ("Sở Nội vụ",), ("Sở Y tế",)),
        ("Sở Nội vụ (chủ trì); Sở Y tế (phối hợp)", ("Sở Nội vụ",), ("Sở Y tế",)),
        ("Sở Nội vụ chủ trì", ("Sở Nội vụ",), ()),
        ("Sở Nội vụ; Sở Y tế", ("Sở Nội vụ", "Sở Y tế"), ()),
    ],
)
def test_who_leads_and_who_takes_part_may_be_said_in_one_cell(
    read: Read, cell: str, lead: tuple[str, ...], partners: tuple[str, ...]
) -> None:
    (task,) = read(f"Nhiệm vụ\tThời gian\tPhân công\n1. Quét lá vườn\tQuý I/2026\t{cell}\n").tasks
    assert (task.lead, task.coordinating) == (lead, partners)


@pytest.mark.parametrize(
    ("lines", "lead"),
    [
        ("Giám đốc các Sở\nChủ tịch UBND xã, phường", ("Giám đốc các Sở", "Chủ tịch UBND xã, phường")),
        ("- Sở Nội vụ\n- Sở Y tế", ("Sở Nội vụ", "Sở Y tế")),
        ("Sở Nông nghiệp và\nMôi trường", ("Sở Nông nghiệp và Môi trường",)),
        ("Văn phòng\nUBND tỉnh", ("Văn phòng UBND tỉnh",)),
        ("Các\nSở, ban, ngành", ("Các Sở, ban, ngành",)),
        ("Chủ tịch\nUBND xã Đông Hưng", ("Chủ tịch UBND xã Đông Hưng",)),
    ],
)
def test_lines_of_a_cell_may_be_names_or_the_rest_of_one(
    directory: Directory, lines: str, lead: tuple[str, ...]
) -> None:
    head = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian")
    rows = [TableRow(tuple(map(Cell, head)), 9), TableRow(tuple(map(Cell, ("1", "Quét lá", lines, "Quý I"))), 10)]
    paragraphs = [Paragraph(text, line) for line, text in enumerate(HEAD.split("\n"), start=1)]
    plan = read_document(Document((*paragraphs, Table(tuple(rows)))), Sidecar(), directory)
    assert plan.tasks[0].lead == lead


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("Sở Nội vụ tỉnh Hưng Yên", {"snv"}),
        ("Sở Nội vụ tỉnh", {"snv"}),
        ("Sở Nội vụ chủ trì tham mưu UBND tỉnh", {"snv"}),
        ("Sở Y tế/các doanh nghiệp", {"syt"}),
        ("Công chức Sở Y tế", {"syt"}),
        ("Chánh Văn phòng UBND tỉnh", {"vp-ubnd"}),
        ("Phó Giám đốc Sở Tài chính", {"stc"}),
        ("UBND các thôn", set()),
    ],
)
def test_names_may_have_a_place_an_office_or_an_act_with_them(
    directory: Directory, cell: str, codes: set[str]
) -> None:
    assert set(directory.resolve(cell).codes) == codes


def test_the_committee_of_a_commune_is_meant_by_its_kind() -> None:
    province = national.find_province_named("Hưng Yên")
    assert province is not None
    commune = next(one for one in national.list_communes(province) if one.kind == "xã")
    own = national.propose_commune(province, commune)
    for name in ("UBND xã", f"UBND xã {commune.name}"):
        assert own.resolve(name).codes == (f"xa-{commune.code}",)
    for name in (
        "Phòng Kinh tế xã",
        f"Phòng Kinh tế xã {commune.name}",
        "Phòng Kinh tế (chủ trì)",
        "Trưởng phòng Kinh tế",
    ):
        assert own.resolve(name).codes == ("pkt",)
    assert own.resolve("VP HĐND-UBND xã").codes == ("vp",)


def test_a_date_typed_the_other_way_round_is_a_date(read: Read) -> None:
    (task,) = read(COLUMNS + "1\tQuét lá\tSở Nội vụ\t\t2026-02-15\n").tasks
    assert (task.timeframe, task.certain) == ("15/02/2026", True)


def test_cells_may_send_to_one_above(read: Read) -> None:
    plan = read(
        COLUMNS + "1\tQuét lá\tSở Nội vụ\tSở Tư pháp\tQuý I\n2\tNhổ cỏ\tnt\t-nt-\tQuý II\n"
        "3\tTỉa cành\tSở Y tế\tNhư trên\t″\n4\tTưới hoa\tNhư mục 1\t\tQuý IV\n"
    )
    assert [(task.lead, task.coordinating, task.timeframe) for task in plan.tasks] == [
        (("Sở Nội vụ",), ("Sở Tư pháp",), "Quý I"),
        (("Sở Nội vụ",), ("Sở Tư pháp",), "Quý II"),
        (("Sở Y tế",), ("Sở Tư pháp",), "Quý II"),
        (("Sở Nội vụ",), (), "Quý IV"),
    ]


@pytest.mark.parametrize("cell", ["Nt", "n.t", "(như trên)", '"', "’’", "Như nhiệm vụ số 2", "như điểm a"])
def test_marks_of_repetition_are_known(cell: str) -> None:
    assert is_ditto(cell)


@pytest.mark.parametrize("cell", ["", "-", "Như kế hoạch đã duyệt", "NTM", "Như trên địa bàn tỉnh"])
def test_other_words_are_no_repetition(cell: str) -> None:
    assert not is_ditto(cell)


@pytest.mark.parametrize(
    ("heading", "lead", "partners"),
    [
        ("Sở Y tế (03 nhiệm vụ)", ("Sở Y tế",), ()),
        ("Giao Sở Y tế", ("Sở Y tế",), ()),
        ("Nhiệm vụ của Sở Y tế", ("Sở Y tế",), ()),
        ("Sở Y tế chủ trì, phối hợp với Sở Nội vụ", ("Sở Y tế",), ("Sở Nội vụ",)),
        ("Trung tâm Chăm hoa", ("Trung tâm Chăm hoa",), ()),
        ("Hoa và cây", (), ()),
    ],
)
def test_a_heading_may_say_who_leads(
    read: Read, heading: str, lead: tuple[str, ...], partners: tuple[str, ...]
) -> None:
    (task,) = read(f"STT\tNhiệm vụ\tThời gian hoàn thành\nI\t{heading}\t\n1\tQuét lá\tQuý I\n").tasks
    assert (task.lead, task.coordinating) == (lead, partners)


@pytest.mark.parametrize(
    ("heading", "due"),
    [
        ("NHIỆM VỤ HOÀN THÀNH TRƯỚC NGÀY 28/02/2026", "2026-02-27"),
        ("Các nhiệm vụ cần hoàn thành trong quý II/2026", "2026-06-30"),
        ("QUÝ III", "2026-09-30"),
        ("Dọn vườn (xong trước 15/5/2026)", "2026-05-14"),
        ("Nhiệm vụ thường xuyên", ""),
        ("Rà soát văn bản ban hành từ năm 2020 đến nay", ""),
    ],
)
def test_a_heading_may_say_when_all_below_is_due(read: Read, heading: str, due: str) -> None:
    (task,) = read(f"STT\tNhiệm vụ\tCơ quan chủ trì\nI\t{heading}\t\n1\tQuét lá\tSở Nội vụ\n").tasks
    assert [one.due_on.isoformat() for one in task.deadlines] == ([due] if due else [])
    assert (task.timeframe == "thường xuyên") == (heading == "Nhiệm vụ thường xuyên")


def test_of_two_steps_the_one_that_has_a_day_is_the_deadline(read: Read) -> None:
    plan = read(
        "TT\tNội dung\tChủ trì\tThời gian thực hiện\t\n\t\t\tTrình Sở\tTrình UBND tỉnh\n"
        "1\tQuét lá\tSở Nội vụ\tTháng 5\tTháng 8\n2\tNhổ cỏ\tSở Y tế\tTháng 6\t\n"
        "3\tTỉa cành\tSở Y tế\tTháng 7\tTháng 9\n4\tTưới hoa\tSở Y tế\tTháng 8\tTháng 10\n"
    )
    assert [task.deadlines[0].due_on.month for task in plan.tasks] == [8, 6, 9, 10]


def test_who_examines_or_decides_leads_nothing(read: Read) -> None:
    plan = read(
        "TT\tTên đề án\tCơ quan thẩm định\tCơ quan chuẩn bị\tCấp trình\tThời gian\n"
        "1\tĐề án trồng hoa\tSở Tư pháp\tSở Nội vụ\tUBND tỉnh\tTháng 5\n"
        "2\tĐề án trồng cây\tSở Tư pháp\tSở Y tế\tUBND tỉnh\tTháng 6\n"
    )
    assert [task.lead for task in plan.tasks] == [("Sở Nội vụ",), ("Sở Y tế",)]


def test_beside_who_is_in_charge_the_unit_leads(read: Read) -> None:
    (task,) = read(
        "TT\tNội dung\tNgười phụ trách\tBộ phận thực hiện\tThời hạn\n1\tQuét lá\tLãnh đạo Sở Y tế\tSở Nội vụ\tQuý I\n"
    ).tasks
    assert task.lead == ("Sở Nội vụ",)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_in_a_sheet_what_stands_around_the_table_is_none_of_it(kind: str, directory: Directory) -> None:
    head = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp")
    rows = (("1", "Quét lá", "Sở Nội vụ", "Sở Y tế"), ("2", "Nhổ cỏ", "Sở Y tế", "Sở Nội vụ"))
    after = [Paragraph(text, 40) for text in ("2", "Nơi nhận:", "- Như trên;", "- Lưu: VT.")]
    before = [Paragraph(text, line) for line, text in enumerate(HEAD.split("\n"), start=1)]
    grids = [
        Table(tuple(TableRow(tuple(map(Cell, row)), line) for line, row in enumerate((head, *rows), start)), "Trang")
        for start in (20, 30)
    ]
    between = Paragraph("II. NHIỆM VỤ HOÀN THÀNH TRONG QUÝ II", 25)
    first = Paragraph("I. NHIỆM VỤ HOÀN THÀNH TRONG QUÝ I", 19)
    blocks: tuple[Block, ...] = (*before, first, grids[0], between, grids[1], *after)
    plan = read_document(read_content(kind, WRITERS[kind](Document(blocks))), Sidecar(), directory)
    assert _tasks(plan) == [
        "I.1 | Quét lá | Sở Nội vụ | 2026-03-31",
        "I.2 | Nhổ cỏ | Sở Y tế | 2026-03-31",
        "II.1 | Quét lá | Sở Nội vụ | 2026-06-30",
        "II.2 | Nhổ cỏ | Sở Y tế | 2026-06-30",
    ]


@pytest.mark.parametrize("kind", ["xlsx", "ods", "docx"])
def test_a_table_without_a_head_begins_below_the_text(kind: str, directory: Directory) -> None:
    rows = (
        ("1", "Quét lá trong vườn hoa", "Sở Nội vụ", "Sở Y tế", "Trước ngày 15/5/2026"),
        ("2", "Nhổ cỏ quanh bồn hoa", "Sở Y tế", "Sở Nội vụ", "30/6/2026"),
        ("3", "Tỉa cành cây ven đường", "Sở Xây dựng", "Sở Nội vụ", "Quý III/2026"),
    )
    before = [Paragraph(text, line) for line, text in enumerate(HEAD.split("\n"), start=1)]
    table = Table(tuple(TableRow(tuple(map(Cell, row)), line) for line, row in enumerate(rows, 20)), "Trang")
    written = WRITERS[kind](Document((*before, table)))
    plan = read_document(read_content(kind, written), Sidecar(), directory)
    assert (plan.number, [task.lead for task in plan.tasks]) == (
        "7/KH-UBND",
        [("Sở Nội vụ",), ("Sở Y tế",), ("Sở Xây dựng",)],
    )


@pytest.mark.parametrize(
    ("cell", "count"), [("UBND các xã", 104), ("các địa phương", 104), ("Các sở, ban, ngành, địa phương", 13 + 104)]
)
def test_groups_are_known_by_short_names(directory: Directory, cell: str, count: int) -> None:
    found = directory.resolve(cell)
    assert (len(found.codes), found.unknown) == (count, ())
