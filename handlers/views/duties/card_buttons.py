"""The buttons of the card of a duty, as its state and its reader's role leave them open."""

from data.enums import FINISHED, Kind, State
from handlers.base.callback_data.account import AskSnooze
from handlers.base.callback_data.changes import (
    AskAssignee,
    AskDeadline,
    AskDocument,
    AskExtension,
    AskPercent,
    AskReturn,
    ConfirmReport,
    ShowRequest,
    UndoChange,
)
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.duties import ShowDuties, ShowFiles, ShowHistory
from handlers.base.callback_data.obligations import (
    AskExemption,
    AskOwedAgain,
    AskResult,
    ShowCorrections,
    ShowExemption,
)
from handlers.base.messages import Button
from handlers.locales import _
from handlers.views.duties.card_facts import Card


def card_buttons(card: Card) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons of a card, row by row."""
    duty_id, version = card.duty.id, card.duty.version
    rows: list[tuple[Button, ...]] = []
    if card.mine and card.duty.state not in FINISHED:
        rows.append(
            (
                button(_("📊 Kết quả kỳ này"), AskResult(duty_id))
                if card.duty.kind is Kind.CONTINUOUS
                else button(_("✅ Đã xong"), AskDocument(duty_id, version)),
                button(_("✏️ Tiến độ"), AskPercent(duty_id, version)),
            )
        )
    if later := _postponing_buttons(card):
        rows.append(later)
    if card.dating and card.duty.state not in FINISHED:
        date_it = _("📅 Sửa hạn") if card.duty.due_on else _("📅 Nhập hạn")
        rows.append((button(date_it, AskDeadline(card.duty.deadline_id)),))
    if card.judging and card.confirmation.allowed and card.duty.state is State.REPORTED:
        said = _("✅ Tự xác nhận") if card.confirmation.own else _("✅ Xác nhận")
        rows.append(
            (button(said, ConfirmReport(duty_id, version)), button(_("↩️ Trả lại"), AskReturn(duty_id, version)))
        )
    if card.judging and card.extension.asked_until:
        rows.append((button(_("🕓 Trả lời xin gia hạn"), ShowRequest(duty_id)),))
    if card.undoable:
        rows.append((button(_("Hoàn tác"), UndoChange(duty_id, version)),))
    home = ShowDuties(agency_id=None if card.mine else card.duty.agency_id)
    papers = _("📎 Văn bản ({count})", count=card.files) if card.files else _("📎 Văn bản")
    rows.append((button(papers, ShowFiles(duty_id)), button(_("📜 Lịch sử"), ShowHistory(duty_id))))
    rows += _exemption_buttons(card)
    if card.correcting:
        rows.append((button(_("🔧 Sửa cách đọc"), ShowCorrections(duty_id)),))
    rows.append((button(_("‹ Danh sách"), card.back or home),))
    return tuple(rows)


def _postponing_buttons(card: Card) -> tuple[Button, ...]:
    """Return the buttons for a duty that cannot be finished now: put it off, request time, assign it."""
    duty, taps = card.duty, []
    if card.snoozable:
        taps.append(button(_("💤 Nhắc lại sau"), AskSnooze(duty.id)))
    if card.mine and duty.state not in FINISHED:
        taps += [button(_("🕓 Xin gia hạn"), AskExtension(duty.id))] if duty.due_on else []
        taps.append(button(_("👤 Giao cho"), AskAssignee(duty.id)))
    return tuple(taps)


def _exemption_buttons(card: Card) -> list[tuple[Button, ...]]:
    """Return the buttons by which an agency proposes to be exempted, or a supervisor decides on that."""
    duty = card.duty
    if card.judging and duty.state is State.NOT_APPLICABLE:
        return [(button(_("↩️ Giao lại"), AskOwedAgain(duty.id, duty.version)),)]
    if card.judging and card.exemption:
        return [(button(_("➖ Trả lời đề nghị không tính"), ShowExemption(duty.id)),)]
    if duty.state in FINISHED or not (card.mine or card.judging):
        return []
    label = _("➖ Đề nghị không tính") if card.mine else _("➖ Không phải thực hiện")
    return [(button(label, AskExemption(duty.id, duty.version)),)]
