"""Part II of a periodic report: the results in each field of the plan."""

from collections.abc import Iterator

from data.exports.document import OfficialDocument
from data.rules.standing import OWED
from data.text import fold
from handlers.views.overview.report.narrative import duty_result, tell_result, title, who
from handlers.views.overview.report.wording import BLANK, STANDINGS, UNIT, lower_first, number, sentence
from scheduler.statistics.periodic_report import Report, Result

_NOTES = 3
"""The number of agencies whose words on a continuous task are quoted."""

_UNKNOWN = (
    (
        "the che",
        f"Số văn bản quy phạm pháp luật đã tham mưu ban hành: {BLANK}; số văn bản đã kiểm tra: {BLANK}; số văn bản đã"
        f" rà soát: {BLANK}, trong đó cần sửa đổi, bổ sung, thay thế, bãi bỏ: {BLANK}.",
    ),
    (
        "thu tuc hanh chinh",
        f"Số TTHC đã công bố, công khai: {BLANK}; số TTHC được đơn giản hóa: {BLANK}; hồ sơ tiếp nhận trong kỳ:"
        f" {BLANK}, đã giải quyết: {BLANK}, đúng hạn và trước hạn: {BLANK} (đạt {BLANK}%); phản ánh, kiến nghị tiếp"
        f" nhận: {BLANK}, đã xử lý: {BLANK}.",
    ),
    (
        "bo may",
        f"Số cơ quan, đơn vị được sắp xếp, kiện toàn: {BLANK}; số đơn vị sự nghiệp công lập giảm: {BLANK}; số biên"
        f" chế công chức, số người làm việc hiện có: {BLANK}.",
    ),
    (
        "cong vu",
        f"Số công chức, viên chức được tuyển dụng: {BLANK}, được đào tạo, bồi dưỡng: {BLANK}, bị xử lý kỷ luật:"
        f" {BLANK}; số người tinh giản biên chế: {BLANK}.",
    ),
    (
        "tai chinh cong",
        f"Tỷ lệ giải ngân vốn đầu tư công: {BLANK}%; số đơn vị sự nghiệp công lập tự bảo đảm chi thường xuyên:"
        f" {BLANK}/{BLANK}.",
    ),
    (
        "dien tu",
        f"Tỷ lệ TTHC cung cấp dịch vụ công trực tuyến toàn trình: {BLANK}%; tỷ lệ hồ sơ nộp trực tuyến: {BLANK}%; tỷ"
        f" lệ văn bản điện tử được ký số: {BLANK}%.",
    ),
)
"""Figures of a field that the registry cannot know, by what is said in its title (folded)."""
_UNKNOWN_ANYWHERE = f"Số liệu, kết quả khác của lĩnh vực: {BLANK}."


def add_results(made: OfficialDocument, report: Report) -> None:
    """Add the part: field by field what was due or done, what goes on all year, and blanks for other figures."""
    made.part("II. KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ")
    for at, (field, name) in enumerate(report.fields.items(), 1):
        made.chapter(f"{at}. {name}")
        _add_field(made, report, field, name)


def _add_field(made: OfficialDocument, report: Report, field: str, name: str) -> None:
    results = report.results(field)
    if results or any(of.section == field for of in report.deadlines):
        made.say(_count(results))
    else:
        made.say("Kế hoạch không giao riêng nhiệm vụ thuộc lĩnh vực này.")
    for result in results:
        for line in tell_result(result, report):
            made.say(line)
    for task in report.standing_work(field):
        for line in _tell_standing_work(task, report):
            made.say(line)
    made.say(_blanks(name))


def _count(results: list[Result]) -> str:
    """Return how many tasks and duties are told below, by standing."""
    if not results:
        return "Trong kỳ không có nhiệm vụ nào đến hạn hoặc hoàn thành."
    duties = sum(len(of.having(*OWED)) for of in results)
    tasks = len({of.code for of in results})
    counts = ((STANDINGS[found], sum(len(of.having(found)) for of in results)) for found in OWED)
    told = ", ".join(f"{words} {number(count)}" for words, count in counts if count)
    parts = f" ({number(duties)} {UNIT})" if duties != tasks else ""
    return f"Trong kỳ có {number(tasks)} nhiệm vụ{parts} đến hạn hoặc hoàn thành: {told}."


def _tell_standing_work(of: Result, report: Report) -> Iterator[str]:
    """Yield what was written on a task without a date in the period; a blank where nothing was."""
    head = f"- {title(of)} ({of.code}, {lower_first(of.label) or 'thường xuyên'})"
    noted = [one for one in of.duties if one.note.strip()]
    done = [one for one in of.duties if one.duty.completed_on and one not in noted]
    told = [who(one, report, ": ") + sentence(one.note.strip()) for one in noted[:_NOTES]]
    told += [who(one, report, " ") + sentence(duty_result(one, report.counted.today)) for one in done[:_NOTES]]
    yield f"{head}: {' '.join(told) or BLANK}"


def _blanks(field: str) -> str:
    folded = fold(field)
    return next((words for said, words in _UNKNOWN if said in folded), _UNKNOWN_ANYWHERE)
