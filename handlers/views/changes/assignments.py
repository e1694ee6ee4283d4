"""The words around assigning a duty to an officer."""

from collections.abc import Sequence

from data.registry.duties.duty_lines import DutyLine
from data.registry.people.assignments import Colleague
from handlers.base.callback_data.changes import NOBODY, AssignDuty
from handlers.base.callback_data.codec import button
from handlers.base.messages import Reply
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import arrange_in_rows
from handlers.views.duties.duty_card import card_button

_OFFICERS = 20
_NAME_LETTERS = 24


def assignee_question(duty: DutyLine, colleagues: Sequence[Colleague], now: Colleague | None, *, me: int) -> Reply:
    """Offer the officers of the agency `colleagues`; `now` is assigned already, and can be let off."""
    lines = [_("Giao cho ai? Việc vẫn là của cơ quan: mọi cán bộ đầu mối vẫn thấy và vẫn được nhắc.")]
    if now:
        lines.insert(0, _("Đang phụ trách: {name}", name=now.name))
    offered = [one for one in colleagues if one != now][:_OFFICERS]
    taps = arrange_in_rows(
        [button(_colleague_label(one, me), AssignDuty(duty.id, duty.version, one.id)) for one in offered], 2
    )
    nobody = [(button(_("Thôi giao riêng"), AssignDuty(duty.id, duty.version, NOBODY)),)] if now else []
    heading = f"👤 {formatting.task_code(duty)} · {formatting.shorten(duty.title, 80)}"
    return Reply(heading, "\n".join(lines), (*taps, *nobody, (card_button(duty),)))


def _colleague_label(colleague: Colleague, me: int) -> str:
    name = formatting.shorten(colleague.name, _NAME_LETTERS)
    return _("{name} (tôi)", name=name) if colleague.id == me else name
