"""Part III of a periodic report: what was done well, what was not, and why."""

from collections.abc import Iterator

from data.exports.document import OfficialDocument
from data.rules.standing import Standing
from handlers.views.overview.report.levels import name_agencies, tell_agencies
from handlers.views.overview.report.narrative import due_text, title
from handlers.views.overview.report.wording import BLANK, IN_THE_BODY, UNIT, counted, lower_first, number, sentence
from scheduler.statistics.overview import Part
from scheduler.statistics.periodic_report import Report, Result

_NAMED = 20
"""The number of agencies that are named for what they did well."""
_FEW, _REASONS = 3, 12
"""The number of agencies that are named for a reason, and of tasks whose reasons are quoted."""


def add_assessment(made: OfficialDocument, report: Report) -> None:
    """Add the part."""
    made.part("III. ĐÁNH GIÁ CHUNG")
    for at, (heading, lines) in enumerate(
        (("Kết quả đạt được", _well(report)), ("Tồn tại, hạn chế", _badly(report)), ("Nguyên nhân", _why(report))), 1
    ):
        made.chapter(f"{at}. {heading}")
        for line in lines:
            made.say(line)


def _well(report: Report) -> Iterator[str]:
    figures = report.counted.whole
    if figures.done:
        due = figures.done + figures.open_overdue
        said = f"Trong {number(due)} {UNIT} đã hoàn thành hoặc đến hạn, hoàn thành {counted(figures.done, due)}"
        on_time = f", trong đó đúng hạn {number(figures.done_on_time)}" if figures.done_on_time else ""
        waiting = f"; ngoài ra {number(figures.waiting)} {UNIT} đã báo cáo, chờ xác nhận" if figures.waiting else ""
        yield f"- {said}{on_time}{waiting}."
    if fields := [_name(part) for part in report.counted.sections if _is_clean(part)]:
        yield f"- Lĩnh vực hoàn thành toàn bộ {UNIT} đến hạn, không có quá hạn: {', '.join(fields)}."
    clean = [part.name for part in report.counted.agencies if _is_clean(part)]
    if clean and len(report.counted.agencies) > 1:
        yield f"- Cơ quan, đơn vị hoàn thành đúng hạn toàn bộ {UNIT} đến hạn: {name_agencies(clean, _NAMED)}."
    yield f"- Kết quả nổi bật khác: {BLANK}"


def _badly(report: Report) -> Iterator[str]:
    figures = report.counted.whole
    if figures.open_overdue:
        tasks = len({of.code for of in report.late})
        yield f"- Còn {number(figures.open_overdue)} {UNIT} quá hạn chưa hoàn thành, thuộc {number(tasks)} nhiệm vụ:"
        for of in report.late:
            yield f"+ {_tell_late(of, Standing.OPEN_OVERDUE, report)}"
    else:
        yield f"- Không có {UNIT} nào quá hạn chưa hoàn thành."
    if figures.done_late:
        yield f"- Có {number(figures.done_late)} {UNIT} hoàn thành quá hạn:"
        for of in report.deadlines:
            if of.having(Standing.DONE_LATE):
                yield f"+ {_tell_late(of, Standing.DONE_LATE, report)}"
    yield f"- Tồn tại, hạn chế khác: {BLANK}"


def _tell_late(of: Result, found: Standing, report: Report) -> str:
    late = of.having(found)
    said = f"{title(of)} ({of.code}, hạn {due_text(of)})"
    if len(report.counted.agencies) == 1:
        return f"{said}."
    agencies = tell_agencies((one.duty for one in late), of.duties)
    many = f"{number(len(late))} {UNIT}, gồm " if len(late) > 1 else ""
    return f"{said}: {many}{agencies}."


def _why(report: Report) -> Iterator[str]:
    told = list(_reasons(report))
    if told:
        yield "Theo nội dung các cơ quan, đơn vị đã báo cáo:"
        yield from told[:_REASONS]
    yield f"- Nguyên nhân khách quan: {BLANK}"
    yield f"- Nguyên nhân chủ quan: {BLANK}"


def _reasons(report: Report) -> Iterator[str]:
    """Yield why a later date was asked for or a report sent back, or what was written of what is overdue, by task."""
    for of in report.deadlines:
        reasons: dict[str, list[str]] = {}
        for one in of.having(Standing.OPEN_OVERDUE, Standing.DONE_LATE):
            wrote = one.note.strip() if one.standing is Standing.OPEN_OVERDUE else ""
            for reason in one.reasons or filter(None, [wrote]):
                reasons.setdefault(reason.strip(" .;"), []).append(one.duty.agency_short_name)
        if reasons:
            alone = len(report.counted.agencies) == 1
            told = {why: "" if alone else f" ({name_agencies(names, _FEW)})" for why, names in reasons.items()}
            said = "; ".join(lower_first(why) + names for why, names in told.items())
            yield f"- {title(of)} ({of.code}): {sentence(said)}"


def _is_clean(part: Part) -> bool:
    figures = part.figures
    return figures.done_on_time > 0 and not figures.open_overdue and not figures.done_late


def _name(part: Part) -> str:
    return lower_first(part.name or IN_THE_BODY)
