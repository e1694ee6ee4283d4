"""What waits for confirmation, and what became of a page of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.errors import NotAllowed, Refused
from data.registry.duties.duty_lines import DutyLine
from data.registry.plans.plans import PlanFact
from handlers.base.callback_data.changes import AskReturnOfPage, ConfirmPage, UndoPage
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion
from handlers.base.callback_data.duties import ShowDuty
from handlers.base.callback_data.overview import ListReported, ShowSummary
from handlers.base.callback_data.packed_duties import AT_MOST
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base import formatting, refusals
from handlers.views.base.paging import in_rows, paged, turning
from handlers.views.duties.duty_card import to_card
from handlers.views.overview.figures import heading


def waiting(plan: PlanFact, rows: Sequence[DutyLine], today: date, page: int, *, judges: bool) -> Reply:
    """A page of duties reported done; who `judges` can accept or send back all of it."""
    shown, page, pages = paged(rows, page, AT_MOST)
    where = _("Chờ xác nhận: {count} · trang {page}/{pages}", count=len(rows), page=page + 1, pages=pages)
    lines = [f"⏳ {_whose(row)} · {_proof(row)}" for row in shown]
    taps = [
        button(formatting.of_agency(row.code, row.agency_short_name), ShowDuty(row.id, ListReported(page)))
        for row in shown
    ]
    ways = [_all_of(shown)] if judges and len(shown) > 1 else []
    back = (button(_("‹ Tổng hợp"), ShowSummary()), *turning(ListReported, page, pages))
    body = "\n".join([where, "", *lines]).rstrip()
    return Reply(heading(plan, today), body, (*in_rows(taps, 2), *ways, back), replaces=True)


def _all_of(shown: Sequence[DutyLine]) -> tuple[Button, ...]:
    these = tuple((row.id, row.version) for row in shown)
    return (
        button(_("✅ Xác nhận cả trang ({count})", count=len(shown)), ConfirmPage(these)),
        button(_("↩️ Trả lại cả trang"), AskReturnOfPage(these)),
    )


def return_question(duty: DutyLine) -> Reply:
    """Asks why a report is not accepted."""
    return Reply(f"↩️ {_whose(duty)}", _why(), ((to_card(duty),),))


def return_page_question(rows: Sequence[DutyLine]) -> Reply:
    """Asks why none of these reports is accepted."""
    heading = _("↩️ Trả lại {count} nhiệm vụ", count=len(rows))
    listed = "\n".join(f"• {_whose(row)}" for row in rows)
    return Reply(heading, f"{listed}\n\n{_why()}", ((button(_("Thôi, để sau"), LeaveQuestion()),),))


def return_shown(duty: DutyLine, reason: str) -> tuple[str, str]:
    """A report sent back, as it will stand in the record: a heading, and what it says."""
    said = _(
        "Trả lại {code} cho {agency}.\nLý do: {reason}",
        code=duty.code,
        agency=duty.agency_short_name,
        reason=reason,
    )
    return f"↩️ {_whose(duty)}", said


def return_page_shown(rows: Sequence[DutyLine], reason: str) -> tuple[str, str]:
    """A page of them sent back, as `return_shown`."""
    listed = "\n".join(f"• {_whose(row)}" for row in rows)
    said = _("Trả lại:\n{listed}\nLý do: {reason}", listed=listed, reason=reason)
    return _("↩️ Trả lại {count} nhiệm vụ", count=len(rows)), said


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a page: the duties that were changed, as they are now; those that were not, with why; and how
    many the plan does not ask for any more.
    """

    changed: Sequence[DutyLine]
    refused: Sequence[tuple[DutyLine, Refused]]
    gone: int


def confirmed(outcome: Outcome, told: str) -> Reply:
    """What of a page was accepted, who is `told`, and a way back."""
    return _decided([_("✅ Đã xác nhận {count} nhiệm vụ.", count=len(outcome.changed))], outcome, told)


def returned(outcome: Outcome, reason: str, told: str) -> Reply:
    """What of a page was sent back and for which `reason`, who is `told`, and a way back."""
    said = _("↩️ Đã trả lại {count} nhiệm vụ.", count=len(outcome.changed))
    return _decided([said, _("Lý do: {reason}", reason=reason)], outcome, told)


def _decided(said: Sequence[str], outcome: Outcome, told: str) -> Reply:
    these = tuple((row.id, row.version) for row in outcome.changed)
    undo = [button(_("Hoàn tác cả trang"), UndoPage(these))] if these else []
    return _outcome("\n".join(said), outcome, undo, told)


def undone(outcome: Outcome) -> Reply:
    """What of a page waits again."""
    said = _("↩️ Đã hoàn tác {count} nhiệm vụ, lại chờ xác nhận.", count=len(outcome.changed))
    return _outcome(said, outcome)


def _outcome(said: str, outcome: Outcome, taps: Sequence[Button] = (), told: str = "") -> Reply:
    lines = [said, *(f"• {_whose(row)}" for row in outcome.changed), *([told] if told else [])]
    if outcome.refused:
        lines += ["", _("Giữ nguyên {count} nhiệm vụ:", count=len(outcome.refused))]
        lines += [f"• {_kept(row, error)}" for row, error in outcome.refused]
    if outcome.gone:
        lines += ["", _("Kế hoạch không còn giao {count} nhiệm vụ trên trang này.", count=outcome.gone)]
    return Reply(body="\n".join(lines), buttons=((*taps, button(_("⏳ Còn chờ xác nhận"), ListReported())),))


def _kept(row: DutyLine, error: Refused) -> str:
    """Why a duty of a page stays as it is; who was first is told with its code."""
    said = refusals.sentence(error)
    return f"{_whose(row)}: {said}" if isinstance(error, NotAllowed) else f"{row.agency_short_name}: {said}"


def _whose(row: DutyLine) -> str:
    return f"{row.code} · {row.agency_short_name}"


def _proof(row: DutyLine) -> str:
    return row.document_number or _("không có văn bản")


def _why() -> str:
    return _("Gõ lý do trả lại để cơ quan biết cần làm gì thêm.")
