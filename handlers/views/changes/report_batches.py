"""Several reports of one message: the card that confirms each or all, and what became of them."""

from collections.abc import Sequence

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

_A_ROW = 3


def batch_question(reports: Sequence[ReportRow], unread: Sequence[str], mark: str) -> Reply:
    """Show the reports as they would be written, with what is missing and what was not understood."""
    complete = [one for one in reports if one.is_complete]
    places = [(at, formatting.task_code(one.duty)) for at, one in enumerate(complete)]
    lines = [
        *map(report_line, reports),
        *unread,
        "",
        _how_to_write(places),
    ]
    asking = [
        button(_("{code} đã xong", code=formatting.task_code(one.duty)), AskDocument(one.duty.id, one.duty.version))
        for one in reports
        if not one.is_complete
    ]
    rows = [*_taps(places, mark), *arrange_in_rows(asking, _A_ROW), (button(_("Thôi"), LeaveQuestion()),)]
    return Reply(reports_heading(len(reports)), "\n".join(lines), tuple(rows))


def waiting_reports(waiting: Sequence[tuple[int, ReportRow]], mark: str) -> Reply:
    """Show the reports that still wait once more, with their places in the message."""
    places = [(at, formatting.task_code(one.duty)) for at, one in waiting]
    lines = [*(report_line(one) for _place, one in waiting), "", _how_to_write(places)]
    rows = (*_taps(places, mark), (button(_("Thôi"), LeaveQuestion()),))
    return Reply(reports_heading(len(waiting)), "\n".join(lines), rows)


def batch_saved(
    saved: Sequence[tuple[DutyLine, EntryFacts]],
    refused: Sequence[tuple[str, Refused]],
    left: Sequence[tuple[int, str]],
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
        lines.append(_("Còn chờ ghi: {codes}.", codes=", ".join(code for _place, code in left)))
    cards = [button(_("Xem {code}", code=formatting.task_code(duty)), ShowDuty(duty.id)) for duty, _entry in saved]
    undo = [
        button(_("Hoàn tác {code}", code=formatting.task_code(duty)), UndoChange(duty.id, duty.version))
        for duty, _entry in saved
    ]
    rows = [*_taps(left, mark), *arrange_in_rows(undo, _A_ROW), *arrange_in_rows(cards, _A_ROW)]
    rows.append((button(_("Thôi"), LeaveQuestion()) if left else button(_("📋 Nhiệm vụ"), ShowDuties()),))
    return Reply(body="\n".join(lines), buttons=tuple(rows))


def _how_to_write(places: Sequence[tuple[int, str]]) -> str:
    """Say what the buttons below do: of one report there is nothing else to write."""
    if not places:
        return _("Chưa có gì được ghi. Anh/chị chạm từng việc rồi gõ số và ngày văn bản.")
    if len(places) == 1:
        return _("Chưa có gì được ghi. Đúng thì chạm “Ghi {code}”.", code=places[0][1])
    return _("Chưa có gì được ghi. Anh/chị ghi từng việc hoặc ghi tất cả.")


def _name_once(code: str, sentence: str) -> str:
    return sentence if sentence.startswith(code) else f"{code}: {sentence}"


def _taps(places: Sequence[tuple[int, str]], mark: str) -> list[tuple[Button, ...]]:
    each = [button(_("Ghi {code}", code=code), RecordReport(mark, at)) for at, code in places]
    everything = [(button(_("Ghi tất cả ({count})", count=len(places)), RecordReports(mark)),)]
    return [*(everything if len(places) > 1 else []), *arrange_in_rows(each, _A_ROW)]
