"""Reviews of reports: those that wait for confirmation, and the result of deciding on a page of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.errors import NotAllowed, Refused
from data.registry.duties.duty_lines import DutyLine
from data.registry.plans.scope import PlanScope
from handlers.base.callback_data.changes import AskReturnOfPage, ConfirmPage, UndoPage
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion
from handlers.base.callback_data.duties import ShowDuty
from handlers.base.callback_data.overview import ListReported, ShowSummary
from handlers.base.callback_data.packed_duties import MAX_DUTIES
from handlers.base.messages import Button, Reply
from handlers.base.selection import Selection
from handlers.locales import _
from handlers.views.base import error_sentences, formatting
from handlers.views.base.paging import arrange_in_rows, page_buttons, slice_page
from handlers.views.duties.duty_card import card_button
from handlers.views.overview.figures import heading

_TITLE_LETTERS = 48


def waiting_reports(scope: PlanScope, rows: Sequence[DutyLine], today: date, page: int, *, judges: bool) -> Reply:
    """Render a page of duties reported done; a reader who `judges` gets buttons to decide on all of it."""
    shown, page, pages = slice_page(rows, page, MAX_DUTIES)

    def to_page(number: int) -> ListReported:
        return ListReported(number, scope.chosen_id)

    where = _("Chờ xác nhận: {count} · trang {page}/{pages}", count=len(rows), page=page + 1, pages=pages)
    lines = [f"⏳ {_code_and_agency(row)} · {_title_text(row)} · {_proof_text(row)}" for row in shown]
    taps = [
        button(
            formatting.code_with_agency(formatting.task_code(row), row.agency_short_name),
            ShowDuty(row.id, to_page(page)),
        )
        for row in shown
    ]
    ways = [_page_decision_buttons(shown)] if judges and len(shown) > 1 else []
    back = (
        button(_("‹ Tổng hợp"), ShowSummary(Selection(plan_id=scope.chosen_id))),
        *page_buttons(to_page, page, pages),
    )
    body = "\n".join([where, "", *lines]).rstrip()
    return Reply(heading(scope, today), body, (*arrange_in_rows(taps, 2), *ways, back), replaces=True)


def _page_decision_buttons(shown: Sequence[DutyLine]) -> tuple[Button, ...]:
    these = tuple((row.id, row.version) for row in shown)
    return (
        button(_("✅ Xác nhận cả trang ({count})", count=len(shown)), ConfirmPage(these)),
        button(_("↩️ Trả lại cả trang"), AskReturnOfPage(these)),
    )


def return_question(duty: DutyLine) -> Reply:
    """Ask why a report is sent back."""
    return Reply(f"↩️ {_code_and_agency(duty)}", _reason_hint(), ((card_button(duty),),))


def return_page_question(rows: Sequence[DutyLine]) -> Reply:
    """Ask why all these reports are sent back."""
    heading = _("↩️ Trả lại {count} nhiệm vụ", count=len(rows))
    listed = "\n".join(f"• {_code_and_agency(row)}" for row in rows)
    return Reply(heading, f"{listed}\n\n{_reason_hint()}", ((button(_("Thôi, để sau"), LeaveQuestion()),),))


def return_preview(duty: DutyLine, reason: str) -> tuple[str, str]:
    """Return the heading and text of a report sent back, as they will stand in the record."""
    said = _(
        "Trả lại {code} cho {agency}.\nLý do: {reason}",
        code=formatting.task_code(duty),
        agency=duty.agency_short_name,
        reason=reason,
    )
    return f"↩️ {_code_and_agency(duty)}", said


def return_page_preview(rows: Sequence[DutyLine], reason: str) -> tuple[str, str]:
    """Return the heading and text of a page of reports sent back, as they will stand in the record."""
    listed = "\n".join(f"• {_code_and_agency(row)}" for row in rows)
    said = _("Trả lại:\n{listed}\nLý do: {reason}", listed=listed, reason=reason)
    return _("↩️ Trả lại {count} nhiệm vụ", count=len(rows)), said


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a decision on a page.

    `changed` are the duties it applied to, as they are now; `refused` those it did not, each with why; `gone` counts
    duties that the plan does not contain any more.
    """

    changed: Sequence[DutyLine]
    refused: Sequence[tuple[DutyLine, Refused]]
    gone: int


def page_confirmed(outcome: Outcome, notified: str) -> Reply:
    """Render which reports of a page were confirmed, who is `notified`, and a button to undo it."""
    return _decision_reply([_("✅ Đã xác nhận {count} nhiệm vụ.", count=len(outcome.changed))], outcome, notified)


def page_returned(outcome: Outcome, reason: str, notified: str) -> Reply:
    """Render which reports of a page were sent back, for which `reason`, who is notified, and a button to undo it."""
    said = _("↩️ Đã trả lại {count} nhiệm vụ.", count=len(outcome.changed))
    return _decision_reply([said, _("Lý do: {reason}", reason=reason)], outcome, notified)


def _decision_reply(said: Sequence[str], outcome: Outcome, notified: str) -> Reply:
    these = tuple((row.id, row.version) for row in outcome.changed)
    undo = [button(_("Hoàn tác cả trang"), UndoPage(these))] if these else []
    return _outcome_reply("\n".join(said), outcome, undo, notified)


def page_undone(outcome: Outcome) -> Reply:
    """Render which reports of a page wait for confirmation again."""
    said = _("↩️ Đã hoàn tác {count} nhiệm vụ, lại chờ xác nhận.", count=len(outcome.changed))
    return _outcome_reply(said, outcome)


def _outcome_reply(said: str, outcome: Outcome, taps: Sequence[Button] = (), notified: str = "") -> Reply:
    lines = [said, *(f"• {_code_and_agency(row)}" for row in outcome.changed), *([notified] if notified else [])]
    if outcome.refused:
        lines += ["", _("Giữ nguyên {count} nhiệm vụ:", count=len(outcome.refused))]
        lines += [f"• {_unchanged_line(row, error)}" for row, error in outcome.refused]
    if outcome.gone:
        lines += ["", _("Kế hoạch không còn giao {count} nhiệm vụ trên trang này.", count=outcome.gone)]
    return Reply(body="\n".join(lines), buttons=((*taps, button(_("⏳ Còn chờ xác nhận"), ListReported())),))


def _unchanged_line(row: DutyLine, error: Refused) -> str:
    """Return why a duty of a page stays as it is, beginning with its agency."""
    said = error_sentences.sentence(error)
    return f"{_code_and_agency(row)}: {said}" if isinstance(error, NotAllowed) else f"{row.agency_short_name}: {said}"


def _code_and_agency(row: DutyLine) -> str:
    return f"{formatting.task_code(row)} · {row.agency_short_name}"


def _title_text(row: DutyLine) -> str:
    return formatting.line_title(row.title, row.label, row.kind, _TITLE_LETTERS)


def _proof_text(row: DutyLine) -> str:
    if not row.document_number:
        return _("không có văn bản")
    dated = formatting.plain_day(row.document_date)
    return _("{number} ngày {day}", number=row.document_number, day=dated)


def _reason_hint() -> str:
    return _("Gõ lý do trả lại để cơ quan biết cần làm gì thêm.")
