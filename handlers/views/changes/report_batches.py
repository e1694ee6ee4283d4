"""Several reports of one message: the card that confirms each or all, and what became of them."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from data.enums import State
from data.errors import Refused
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.history import EntryFacts
from handlers.base.callback_data.changes import AskDocument, UndoChange
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion, RecordReport, RecordReports
from handlers.base.callback_data.duties import ShowDuties, ShowDuty
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base import error_sentences, formatting
from handlers.views.base.paging import arrange_in_rows
from handlers.views.changes.change_sentences import change_sentence
from handlers.views.changes.progress import waits_for_confirmation
from handlers.views.questions.change_offers import ReportRow, report_line, reports_heading
from handlers.views.questions.rows import code_labels

_A_ROW = 3


class Place(NamedTuple):
    """A report that waits for a tap: its place in the message, and what it is called. `is_choice`: it is one of
    several deadlines, of which one is meant."""

    at: int
    name: str
    is_choice: bool


def batch_question(
    reports: Sequence[ReportRow], unread: Sequence[str], waiting: Sequence[Place], mark: str, today: date
) -> Reply:
    """Show the reports as they would be written, with what is missing and what was not understood."""
    lines = [*(report_line(one, today) for one in reports), *unread, "", _how_to_write(waiting)]
    asking = [
        button(_("{code} đã xong", code=code), AskDocument(duty.id, duty.version))
        for one in reports
        if not one.is_complete
        for duty, code in zip(one.duties, code_labels(one.duties, today), strict=True)
    ]
    rows = [*_taps(waiting, mark), *arrange_in_rows(asking, _A_ROW), (button(_("Thôi"), LeaveQuestion()),)]
    return Reply(reports_heading(len(reports)), "\n".join(lines), tuple(rows))


def waiting_reports(reports: Sequence[ReportRow], waiting: Sequence[Place], mark: str, today: date) -> Reply:
    """Show the reports that still wait once more."""
    lines = [*(report_line(one, today) for one in reports), "", _how_to_write(waiting)]
    rows = (*_taps(waiting, mark), (button(_("Thôi"), LeaveQuestion()),))
    return Reply(reports_heading(len(reports)), "\n".join(lines), rows)


def batch_saved(
    saved: Sequence[tuple[DutyLine, EntryFacts]],
    refused: Sequence[tuple[str, Refused]],
    left: Sequence[Place],
    mark: str,
    notified: str,
) -> Reply:
    """Say what was saved, what was not and why, who is `notified`, and what still waits."""
    lines = [f"✅ {change_sentence(duty, entry, 0)}" for duty, entry in saved]
    if any(duty.state is State.REPORTED for duty, _entry in saved):
        lines.append(waits_for_confirmation())
    lines += [notified] if notified else []
    lines += [f"⚠️ {_name_once(code, error_sentences.sentence(error))}" for code, error in refused]
    if left:
        lines.append(_("Còn chờ ghi: {codes}.", codes=", ".join(one.name for one in left)))
    cards = [button(_("Xem {code}", code=formatting.task_code(duty)), ShowDuty(duty.id)) for duty, _entry in saved]
    undo = [
        button(_("Hoàn tác {code}", code=formatting.task_code(duty)), UndoChange(duty.id, duty.version))
        for duty, _entry in saved
    ]
    rows = [*_taps(left, mark), *arrange_in_rows(undo, _A_ROW), *arrange_in_rows(cards, _A_ROW)]
    rows.append((button(_("Thôi"), LeaveQuestion()) if left else button(_("📋 Nhiệm vụ"), ShowDuties()),))
    return Reply(body="\n".join(lines), buttons=tuple(rows))


def _how_to_write(waiting: Sequence[Place]) -> str:
    """Say what the buttons below do: of one report there is nothing else to write."""
    clear = [one for one in waiting if not one.is_choice]
    if not waiting:
        return _("Chưa có gì được ghi. Anh/chị chạm từng việc rồi gõ số và ngày văn bản.")
    if not clear:
        return _("Chưa có gì được ghi. Anh/chị chạm đúng mốc để ghi.")
    if len(clear) < len(waiting):
        return _("Chưa có gì được ghi. Anh/chị ghi từng việc; việc có nhiều mốc thì chạm đúng mốc.")
    if len(waiting) == 1:
        return _("Chưa có gì được ghi. Đúng thì chạm “Ghi {code}”.", code=waiting[0].name)
    return _("Chưa có gì được ghi. Anh/chị ghi từng việc hoặc ghi tất cả.")


def _name_once(code: str, sentence: str) -> str:
    return sentence if sentence.startswith(code) else f"{code}: {sentence}"


def _taps(waiting: Sequence[Place], mark: str) -> list[tuple[Button, ...]]:
    """Return a button for each report that waits, and one for all that need no choice."""
    each = [button(_("Ghi {code}", code=one.name), RecordReport(mark, one.at)) for one in waiting]
    clear = sum(not one.is_choice for one in waiting)
    everything = _("Ghi tất cả ({count})", count=clear)
    if clear < len(waiting):
        everything = _("Ghi {count} việc đã rõ mốc", count=clear)
    whole = [(button(everything, RecordReports(mark)),)] if clear > 1 else []
    return [*whole, *arrange_in_rows(each, _A_ROW)]
