"""The words around handing a duty to an officer."""

from collections.abc import Sequence

from data.registry.duties import DutyLine
from data.registry.handing import Colleague
from handlers.conversation import Button, Reply
from handlers.locales import _
from handlers.views import words
from handlers.views.duty_card import to_card
from handlers.views.paging import in_rows

_OFFICERS = 20
_NAME_LETTERS = 24


def question(duty: DutyLine, colleagues: Sequence[Colleague], now: Colleague | None, *, me: int) -> Reply:
    """Offers the officers of the agency; whoever sees to it now can be let off."""
    at = f"{duty.id}:{duty.version}"
    lines = [_("Giao cho ai? Việc vẫn là của cơ quan: mọi cán bộ đầu mối vẫn thấy và vẫn được nhắc.")]
    if now:
        lines.insert(0, _("Đang phụ trách: {name}", name=now.name))
    offered = [one for one in colleagues if one != now][:_OFFICERS]
    taps = in_rows([Button(_name(one, me), f"handto:{at}:{one.id}") for one in offered], 2)
    nobody = [(Button(_("Thôi giao riêng"), f"handto:{at}:0"),)] if now else []
    heading = f"👤 {duty.code} · {words.shorten(duty.title, 80)}"
    return Reply(heading, "\n".join(lines), (*taps, *nobody, (to_card(duty),)))


def _name(colleague: Colleague, me: int) -> str:
    name = words.shorten(colleague.name, _NAME_LETTERS)
    return _("{name} (tôi)", name=name) if colleague.id == me else name
