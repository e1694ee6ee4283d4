"""What a reader may do with a duty at the board: buttons of the chat, with what they ask for."""

from dataclasses import dataclass

from data.enums import FINISHED, Role, State
from data.registry.duties.duty_lines import DutyLine
from handlers.base.board.look import Look
from handlers.base.callback_data.changes import AgreeToExtension, AskRefusal, AskReturn, ConfirmReport
from handlers.base.callback_data.codec import Payload, encode
from handlers.base.callback_data.obligations import AskExemption, AskOwedAgain, ShowCorrections
from handlers.base.callback_data.overview import OfferReminders
from handlers.locales import _


@dataclass(frozen=True, slots=True)
class Act:
    """A button. `asked` names the words that it asks for, "" for none; `sure`: they are saved without a preview."""

    label: str
    value: str
    asked: str = ""
    sure: bool = True
    hint: str = ""


def duty_acts(look: Look, duty: DutyLine, *, decides: bool, corrects: bool) -> list[Act]:
    """Return the acts that the state of the duty and the role of its reader leave open."""
    acts = _decisions(duty) if decides else []
    if look.me.role is Role.SUPERVISOR and duty.state not in FINISHED:
        acts.append(_act(_("Nhắc cơ quan"), OfferReminders(duty.agency_id)))
    if corrects:
        acts.append(_act(_("Sửa cách đọc"), ShowCorrections(duty.id)))
    return acts


def _decisions(duty: DutyLine) -> list[Act]:
    acts = []
    reason = _("Lý do")
    if duty.state is State.REPORTED:
        acts.append(_act(_("Xác nhận"), ConfirmReport(duty.id, duty.version)))
        acts.append(_act(_("Trả lại"), AskReturn(duty.id, duty.version), asked=_("Lý do trả lại")))
    if duty.asked_until:
        acts.append(_act(_("Đồng ý gia hạn"), AgreeToExtension(duty.id, duty.version)))
        acts.append(_act(_("Từ chối gia hạn"), AskRefusal(duty.id, duty.version), asked=reason))
    if duty.state is State.NOT_APPLICABLE:
        acts.append(_act(_("Giao lại"), AskOwedAgain(duty.id, duty.version), asked=reason))
    elif duty.state not in FINISHED:
        hint = _("Ví dụ: không phát sinh trên địa bàn, 45/SNV-CCHC 20/02/2024")
        asked = _("Lý do, số và ngày văn bản")
        acts.append(
            Act(_("Không phải thực hiện"), encode(AskExemption(duty.id, duty.version)), asked, sure=False, hint=hint)
        )
    return acts


def _act(label: str, payload: Payload, asked: str = "") -> Act:
    return Act(label, encode(payload), asked)
