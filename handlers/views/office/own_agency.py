"""The agency of the first administrator: asked once, after the agencies are known."""

from collections.abc import Sequence

from data.registry.office.agencies import AgencyFact
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion
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


def agency_proposed(agency: AgencyFact) -> Reply:
    """Offer the agency that was named while nothing was asked as that of the first administrator."""
    said = _("Anh/chị thuộc {agency}? Chạm nút dưới đây để ghi; chưa có gì thay đổi.", agency=agency.name)
    label = _("Tôi thuộc {agency}", agency=formatting.shorten(agency.short_name, _LABEL_LETTERS - 10))
    return Reply(body=said, buttons=((button(label, ChooseOwnAgency(agency.id)),),))


def agency_chosen(agency: AgencyFact) -> Reply:
    """Say of which agency the administrator is now, and what comes next."""
    said = _said(agency)
    taps = ((button(_("📥 Nhập kế hoạch"), AskPlanFile()),),)
    return Reply(body=f"{said}\n{_next_steps()}", buttons=taps, replaces=True)


def name_asked(agency: AgencyFact) -> Reply:
    """Say of which agency the administrator is now, and ask for the name that their channel does not tell."""
    asked = _("Anh/chị cho biết họ tên, để cán bộ khác biết ai là quản trị: gõ họ tên vào đây.")
    taps = ((button(_("Thôi, để sau"), LeaveQuestion()), button(_("📥 Nhập kế hoạch"), AskPlanFile())),)
    return Reply(body=f"{_said(agency)}\n{asked}", buttons=taps, replaces=True)


def named_first(name: str) -> Reply:
    """Greet the first administrator by the name that was typed, and say what comes next."""
    said = _("✅ Chào anh/chị {name}.", name=name)
    taps = ((button(_("📥 Nhập kế hoạch"), AskPlanFile()),),)
    return Reply(body=f"{said}\n{_next_steps()}", buttons=taps)


def _said(agency: AgencyFact) -> str:
    return _("✅ Anh/chị là cán bộ quản trị của {agency}.", agency=agency.name)


def _next_steps() -> str:
    return _("Tiếp theo: gửi kế hoạch vào đây, rồi mời cán bộ bằng /moi.")
