"""The question whether somebody is still in office, and its answers, in words."""

from collections.abc import Sequence
from datetime import date

from data.registry.people.identities import Identity
from data.registry.people.officers import OfficerFacts
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.people import AskLeaving, DismissOfficer, LeaveOffice, StayInOffice
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base.formatting import shorten
from handlers.views.base.names import role_name

_NAME_LETTERS = 60


def tenure_buttons(officer_id: int) -> tuple[Button, ...]:
    """Return the answers of an officer who is asked whether they are still in office."""
    return button(_("Còn"), StayInOffice(officer_id)), button(_("Không còn"), AskLeaving(officer_id))


def tenure_question(me: Identity | OfficerFacts) -> str:
    """Return the question."""
    return _("Anh/chị còn là {role} của {agency}?", role=role_name(me.role), agency=me.agency_short_name)


def stays(me: Identity) -> Reply:
    """Render that the officer is still in office."""
    said = _(
        "Đã ghi: anh/chị còn là {role} của {agency}. Cảm ơn anh/chị.",
        role=role_name(me.role),
        agency=me.agency_short_name,
    )
    return Reply(body="✅ " + said, replaces=True)


def leaving_question(me: Identity, today: date) -> Reply:
    """Ask once more before an identity is closed."""
    said = _(
        "Chat này sẽ không xem được và không nhận tin về nhiệm vụ của {agency} nữa; những gì anh/chị đã ghi vẫn còn. "
        "Cán bộ quản trị sẽ được báo để mời người thay. Chưa có gì thay đổi.",
        agency=me.agency_short_name,
    )
    taps = (
        button(_("Đúng, tôi đã thôi"), LeaveOffice(me.officer_id, today)),
        button(_("Tôi vẫn còn"), StayInOffice(me.officer_id)),
    )
    heading = _("Anh/chị thôi làm {role} của {agency}?", role=role_name(me.role), agency=me.agency_short_name)
    return Reply(heading, said, (taps,), replaces=True)


def left(me: Identity, still: Sequence[str] = ()) -> Reply:
    """Render that the officer's identity is closed; `still` are other agencies that they go on serving."""
    if still:
        said = _(
            "Anh/chị không còn là {role} của {agency}; chat này không nhận tin và không xem được việc của cơ quan ấy "
            "nữa. Anh/chị vẫn làm việc cho {still}. Cán bộ quản trị sẽ được báo.",
            role=role_name(me.role),
            agency=me.agency_short_name,
            still=", ".join(still),
        )
        return Reply(_("Đã ghi"), said)
    said = _(
        "Anh/chị không còn là {role} của {agency}. Cán bộ quản trị sẽ được báo. Khi nhận nhiệm vụ mới, anh/chị xin "
        "mã mời mới. Cảm ơn anh/chị.",
        role=role_name(me.role),
        agency=me.agency_short_name,
    )
    return Reply(_("Đã ghi"), said)


def dismissal_question(officer: OfficerFacts, today: date) -> Reply:
    """Ask an administrator once more before somebody's identity is closed."""
    said = _(
        "{name}, {role}, {agency}. Chat của người này sẽ không xem được và không nhận tin nữa; những gì đã ghi vẫn "
        "còn. Chưa có gì thay đổi.",
        name=officer.name,
        role=role_name(officer.role),
        agency=officer.agency_short_name,
    )
    taps = (button(_("Đồng ý ngừng liên kết"), DismissOfficer(officer.id, today)),)
    return Reply(_("Ngừng liên kết {name}?", name=shorten(officer.name, _NAME_LETTERS)), said, (taps,))


def dismissed(officer: OfficerFacts) -> Reply:
    """Render that somebody's identity is closed."""
    said = _(
        "{name} không còn là {role} của {agency}. Cần người thay thì cấp mã mời mới.",
        name=officer.name,
        role=role_name(officer.role),
        agency=officer.agency_short_name,
    )
    return Reply(_("Đã ghi"), said)
