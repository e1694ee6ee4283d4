"""Part I of a periodic report: how the plan is led and carried out."""

from collections import Counter
from collections.abc import Iterator

from data.exports.document import OfficialDocument, Table
from data.rules.agency_levels import Level, level_of
from handlers.views.base.formatting import upper_first
from handlers.views.overview.report.annex import is_short, short_table
from handlers.views.overview.report.levels import NAMES
from handlers.views.overview.report.narrative import tell_result
from handlers.views.overview.report.wording import (
    BLANK,
    UNIT,
    figures_cells,
    figures_list,
    format_day,
    number,
    section_name,
)
from scheduler.statistics.figures import Figures
from scheduler.statistics.overview import BODY
from scheduler.statistics.periodic_report import Report

_SEVERAL = 2
_HEADINGS = (
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
_WIDTHS = (37, *[16] * 8)
_BY_HAND = (
    (
        "Chỉ đạo, điều hành",
        f"Trong kỳ đã ban hành {BLANK} văn bản chỉ đạo, đôn đốc (nêu số, ngày, trích yếu); tổ chức {BLANK} cuộc họp"
        " về nội dung Kế hoạch.",
    ),
    (
        "Kiểm tra, đôn đốc",
        f"Đã kiểm tra {BLANK} cơ quan, đơn vị (đạt {BLANK}% kế hoạch kiểm tra); phát hiện {BLANK} vấn đề, đã xử lý"
        f" {BLANK} vấn đề.",
    ),
    (
        "Thông tin, tuyên truyền",
        f"Đã đăng, phát {BLANK} tin, bài; tổ chức {BLANK} hội nghị, lớp tập huấn với {BLANK} lượt người tham gia.",
    ),
    ("Sáng kiến, cách làm mới", BLANK),
)
"""Figures that the registry cannot know, to be filled in by hand."""


def add_direction(made: OfficialDocument, report: Report) -> None:
    """Add the part: the plan in figures, by level and by field, what its body asks for, and what is said by hand."""
    made.part("I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH")
    made.chapter("1. Triển khai Kế hoạch")
    made.say(_size(report))
    whole = report.counted.whole
    if whole.total:
        made.say(f"Tính đến ngày {format_day(report.counted.today)}: {figures_list(whole)}.")
    for line in (*_beside(report, whole), *(f"- {line}" for line in _by_level(report))):
        made.say(line)
    made.say(f"Kết quả theo lĩnh vực (đơn vị tính: {UNIT}):")
    made.table(_by_field(report))
    if report.deadlines and is_short(report):
        made.say("Tình hình thực hiện từng nhiệm vụ:")
        made.table(short_table(report))
    for result in report.results(BODY):
        for line in tell_result(result, report):
            made.say(line)
    for at, (title, words) in enumerate(_BY_HAND, 2):
        made.chapter(f"{at}. {title}")
        made.say(words)


def _size(report: Report) -> str:
    """Return how much the plan asks for: tasks, fields, duties, agencies."""
    counted = report.counted
    said = f"Kế hoạch giao {number(len(counted.tasks))} nhiệm vụ"
    fields = {of.section for of in report.deadlines} - {BODY}
    if fields:
        in_fields = {of.code for of in report.deadlines if of.section != BODY}
        said += f", trong đó {number(len(in_fields))} nhiệm vụ thuộc {number(len(fields))} lĩnh vực"
    if counted.whole.total == len(counted.tasks):
        return f"{said}."
    said += f"; gồm {number(counted.whole.total)} {UNIT}"
    if len(counted.agencies) > 1:
        said += f" của {number(len(counted.agencies))} cơ quan, đơn vị"
    return f"{said} (mỗi mốc thời hạn của một nhiệm vụ tại một cơ quan, đơn vị là một {UNIT})."


def _beside(report: Report, whole: Figures) -> Iterator[str]:
    """Yield what the standings of duties do not say: those of tasks, exemptions, extensions."""
    tasks = report.counted.by_task
    if tasks.total != whole.total:
        yield (
            f"Tính theo nhiệm vụ ({number(tasks.total)} nhiệm vụ, xếp theo {UNIT} chậm nhất của nhiệm vụ):"
            f" {figures_list(tasks)}."
        )
    if whole.not_applicable:
        yield f"Ngoài số trên có {number(whole.not_applicable)} {UNIT} không phải thực hiện."
    if whole.extended:
        said = f"Có {number(whole.extended)} {UNIT} được gia hạn"
        if whole.done_in_extension:
            said += (
                f"; {number(whole.done_in_extension)} {UNIT} hoàn thành sau thời hạn ban đầu nhưng trong thời hạn đã"
                " gia hạn (tính là hoàn thành quá hạn)"
            )
        yield f"{said}."


def _by_level(report: Report) -> Iterator[str]:
    """Yield the figures of each level of agencies, where there are several."""
    owing = {(one.duty.agency_kind, one.duty.agency_id) for of in report.deadlines for one in of.duties}
    agencies = Counter(level_of(kind) for kind, _agency_id in owing)
    if len(report.counted.levels) < _SEVERAL:
        return
    for part in report.counted.levels:
        level = Level(part.key)
        said = f"{upper_first(NAMES[level])} ({number(agencies[level])} cơ quan)"
        yield f"{said}: {number(part.figures.total)} {UNIT}; {figures_list(part.figures)}."


def _by_field(report: Report) -> Table:
    rows = [(section_name(part.key, part.name), *figures_cells(part.figures)) for part in report.counted.sections]
    total = ("Tổng cộng", *figures_cells(report.counted.whole))
    return Table(_HEADINGS, _WIDTHS, (*rows, total), total=True)
