"""A deadline in sentences: who has done it, with which document, who has not, and what they wrote."""

from collections.abc import Iterator
from datetime import date

from data.rules.standing import Standing
from handlers.views.overview.report.levels import count_by_standing, is_told_one_by_one, name_agencies
from handlers.views.overview.report.wording import STANDINGS, format_day, lower_first, number, sentence
from scheduler.statistics.periodic_report import JudgedDuty, Report, Result

_NOTES = 3
"""The number of texts that are quoted of a deadline which many agencies owe."""
_NAMED = 3
"""The number of agencies up to which those who wrote one are named."""
_DONE = {
    Standing.NO_DATE: "đã hoàn thành",
    Standing.WAITING: "đã báo cáo hoàn thành, chờ xác nhận",
}


def tell_result(of: Result, report: Report) -> Iterator[str]:
    """Yield the paragraphs on a deadline: one for a few agencies, else one more for each standing."""
    head = f"- {title(of)} ({of.code}{_due(of)})"
    if is_told_one_by_one(of):
        told = "; ".join(f"{who(one, report, ' ')}{duty_result(one, report.counted.today)}" for one in of.duties)
        yield f"{head}: {sentence(told)}{_notes(of)}"
        return
    yield f"{head}, {number(len(of.duties))} cơ quan, đơn vị thực hiện:"
    yield from (f"+ {sentence(line)}" for line in count_by_standing(of))
    if wrote := _notes_of_many(of):
        yield f"+ Cơ quan, đơn vị nêu: {sentence(wrote)}"


def title(of: Result) -> str:
    """Return a task's title, with the name of the date where it has one of several."""
    return f"{of.title.rstrip(' .;')}" + (f", {of.label}" if of.due_is_one_of_several else "")


def who(of: JudgedDuty, report: Report, then: str) -> str:
    """Return the name of an agency and `then`; "" in its own report."""
    return "" if len(report.counted.agencies) == 1 else of.duty.agency_name + then


def duty_result(of: JudgedDuty, today: date) -> str:
    """Return how one agency's duty stands, with its document, or by how many days it is overdue."""
    duty, words = of.duty, STANDINGS[of.standing]
    if of.standing is Standing.NOT_APPLICABLE:
        return f"{words}: {lower_first(of.exempted_because)}" if of.exempted_because else words
    if duty.completed_on is None:
        if duty.due_on and of.standing is Standing.OPEN_OVERDUE:
            words = f"quá hạn {number((today - duty.due_on).days)} ngày, chưa hoàn thành"
        return f"{words}, đã thực hiện {duty.percent}%" if duty.percent else words
    words = _DONE.get(of.standing, words)
    if of.in_extension:
        words = "hoàn thành sau thời hạn ban đầu, trong thời hạn đã gia hạn"
    if duty.document_number and duty.document_date:
        return f"{words} (văn bản số {duty.document_number} ngày {format_day(duty.document_date)})"
    return f"{words} (không có văn bản: {duty.no_document_reason})" if duty.no_document_reason else words


def due_text(of: Result) -> str:
    """Return the written deadline, and the dates that were agreed on after it."""
    if of.first_due_on is None:
        return lower_first(of.label) or STANDINGS[Standing.NO_DATE]
    written = format_day(of.first_due_on)
    later = [one.duty.extended_to for one in of.duties if one.duty.extended_to]
    if not later:
        return written
    until = ", ".join(format_day(day) for day in sorted(set(later)))
    if len(later) == len(of.duties):
        return f"{written}, gia hạn đến {until}"
    return f"{written}, {number(len(later))} cơ quan, đơn vị được gia hạn đến {until}"


def _due(of: Result) -> str:
    return f", hạn {due_text(of)}" if of.first_due_on else ""


def _notes_of_many(of: Result) -> str:
    """Return what agencies wrote in the period, each text once with who wrote it, at most `_NOTES` of them.

    Of what is overdue it stands among the causes.
    """
    written: dict[str, list[str]] = {}
    for one in of.duties:
        note = one.note.strip(" .;")
        if note and one.standing is not Standing.OPEN_OVERDUE:
            written.setdefault(note, []).append(one.duty.agency_short_name)
    most = sorted(written.items(), key=lambda wrote: -len(wrote[1]))[:_NOTES]
    return "; ".join(f"{lower_first(note)} ({name_agencies(names, _NAMED)})" for note, names in most)


def _notes(of: Result) -> str:
    """Return what the agencies wrote in the period."""
    notes = dict.fromkeys(one.note.strip() for one in of.duties if one.note.strip())
    return "".join(f" {sentence(note)}" for note in notes)
