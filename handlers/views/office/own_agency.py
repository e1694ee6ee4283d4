"""The agency of the first administrator: asked once, after the agencies are known."""

from collections.abc import Sequence

from data.registry.office.agencies import AgencyFact
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.directories import ChooseOwnAgency
from handlers.base.callback_data.plans import AskPlanFile
from handlers.base.messages import Reply
from handlers.locales import _
from handlers.views.base import formatting

_LABEL_LETTERS = 60


def agency_question(offered: Sequence[AgencyFact]) -> Reply:
    """Ask of which agency the first administrator is."""
    taps = tuple(
        (button(formatting.shorten(one.short_name, _LABEL_LETTERS), ChooseOwnAgency(one.id)),) for one in offered
    )
    return Reply(body=_("Anh/chị thuộc cơ quan nào? Chạm một cơ quan, hoặc gõ tên."), buttons=taps, replaces=True)


def agency_chosen(agency: AgencyFact) -> Reply:
    """Say of which agency the administrator is now, and what comes next."""
    said = _("✅ Anh/chị là cán bộ quản trị của {agency}.", agency=agency.name)
    next_steps = _("Tiếp theo: gửi kế hoạch vào đây, rồi mời cán bộ bằng /moi.")
    taps = ((button(_("📥 Nhập kế hoạch"), AskPlanFile()),),)
    return Reply(body=f"{said}\n{next_steps}", buttons=taps, replaces=True)
