"""Parts IV and V of a periodic report: what comes next, and what is proposed."""

from collections.abc import Iterator

from data.exports.document import OfficialDocument
from data.rules.standing import Standing
from handlers.views.overview.report.levels import tell_agencies
from handlers.views.overview.report.narrative import due_text, title
from handlers.views.overview.report.wording import BLANK, UNIT, format_day, number
from scheduler.statistics.periodic_report import Report, Result


def add_directions(made: OfficialDocument, report: Report) -> None:
    """Add both parts."""
    made.part("IV. PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM KỲ TỚI")
    for at, (first, *others) in enumerate(_points(report), 1):
        made.say(f"{at}. {first}")
        for line in others:
            made.say(line)
    made.part("V. KIẾN NGHỊ, ĐỀ XUẤT")
    made.say(BLANK)


def _points(report: Report) -> Iterator[list[str]]:
    """Yield the paragraphs of each point."""
    if overdue := report.counted.whole.open_overdue:
        yield [f"Hoàn thành dứt điểm {number(overdue)} {UNIT} quá hạn nêu tại mục III.2."]
    if report.coming:
        until = format_day(report.horizon)
        tasks = [f"- {_tell_coming(of, report)}" for of in report.coming]
        yield [f"Hoàn thành đúng hạn các nhiệm vụ đến hạn từ nay đến hết ngày {until}:", *tasks]
    yield [f"Nhiệm vụ, giải pháp khác: {BLANK}"]


def _tell_coming(of: Result, report: Report) -> str:
    said = f"{title(of)} ({of.code}, hạn {due_text(of)})"
    if len(report.counted.agencies) == 1:
        return f"{said}."
    open_in_time = (one.duty for one in of.having(Standing.OPEN_IN_TIME))
    return f"{said}: {tell_agencies(open_in_time, of.duties)}."
