"""Officers who are away, and who stands in for them, in words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from data.registry.people.officers import OfficerFacts, OfficerLine
from data.registry.people.succession.absences import OpenAbsence
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion
from handlers.base.callback_data.people import AskDeputyName, Deputise, ShowOfficer
from handlers.base.messages import Button, Reply
from handlers.base.selection import NOBODY
from handlers.locales import _
from handlers.views.base.formatting import plain_day, shorten

_NAME_LETTERS, _MOST = 40, 8


def end_question(officer: OfficerFacts) -> Reply:
    """Ask until when an officer is away."""
    said = _(
        "Anh/chị gõ ngày cuối {name} vắng, ví dụ: 15/03. Đến hết ngày ấy bot không nhắc người này.", name=officer.name
    )
    return Reply(_("🤝 Thay khi vắng"), said, ((button(_("Thôi, để sau"), LeaveQuestion()),),))


def deputy_question(officer: OfficerFacts, colleagues: Sequence[OfficerLine], until: date) -> Reply:
    """Ask who stands in for an officer."""
    day = plain_day(until)
    lines = [
        _(
            "Đến hết {day} bot không nhắc {name}; việc đang giao riêng chuyển cho người thay rồi giao lại.",
            day=day,
            name=officer.name,
        )
    ]
    if colleagues:
        lines.append(_("Cán bộ đầu mối cùng cơ quan vẫn được nhắc mọi việc của cơ quan."))
    else:
        lines.append(_("Cơ quan không còn cán bộ đầu mối nào khác: nên mời người thay tạm, hết ngày ấy tự thôi."))
    lines.append(_("Chưa có gì thay đổi."))
    taps: list[tuple[Button, ...]] = [
        (button(shorten(one.name, _NAME_LETTERS), Deputise(officer.id, one.id, until)),) for one in colleagues[:_MOST]
    ]
    taps.append((button(_("Mời người thay tạm"), AskDeputyName(officer.id, until)),))
    taps.append(
        (
            button(_("Không cần người thay"), Deputise(officer.id, NOBODY, until)),
            button(_("Thôi"), ShowOfficer(officer.id)),
        )
    )
    return Reply(_("🤝 Ai thay {name}?", name=shorten(officer.name, _NAME_LETTERS)), "\n".join(lines), tuple(taps))


def away(absence: OpenAbsence) -> Reply:
    """Render that an officer is away."""
    day = plain_day(absence.until)
    lines = [_("Đến hết {day} bot không nhắc {name}.", day=day, name=absence.officer_name)]
    if absence.deputy_name:
        lines.append(
            _(
                "{deputy} thay; {count} việc giao riêng đã chuyển, hết ngày ấy tự giao lại. Hai người được báo.",
                deputy=absence.deputy_name,
                count=len(absence.duties),
            )
        )
    return Reply(_("✅ Đã ghi"), "\n".join(lines), ((button(_("‹ Trở lại"), ShowOfficer(absence.officer_id)),),))


def deputy_name_question(officer: OfficerFacts, until: date) -> Reply:
    """Ask who is invited to stand in."""
    said = _(
        "Anh/chị gõ họ tên người thay tạm ở {agency}. Mã mời cho người ấy; hết {day} chat tự đóng.",
        agency=officer.agency_name,
        day=plain_day(until),
    )
    return Reply(_("🤝 Mời người thay tạm"), said, ((button(_("Thôi, để sau"), LeaveQuestion()),),))


def deputy_invited(made: Reply, officer: OfficerFacts, until: date) -> Reply:
    """Return the reply with the code, and that the officer is away."""
    said = _(
        "Thay {name} đến hết {day}; hết ngày ấy chat của người thay tự đóng, {name} được nhắc lại.",
        name=officer.name,
        day=plain_day(until),
    )
    return replace(made, body=f"{made.body}\n{said}")


def back(absence: OpenAbsence, returned: int) -> Reply:
    """Render that an officer is there again."""
    lines = [_("{name} được nhắc lại từ hôm nay.", name=absence.officer_name)]
    if returned:
        lines.append(_("{count} việc giao riêng đã giao lại.", count=returned))
    return Reply(_("✅ Đã ghi"), "\n".join(lines), ((button(_("‹ Trở lại"), ShowOfficer(absence.officer_id)),),))


def absence_line(absence: OpenAbsence) -> str:
    """Return what the card of an officer says of an absence."""
    day = plain_day(absence.until)
    if absence.deputy_name:
        return _("Vắng đến hết {day}, {deputy} thay.", day=day, deputy=absence.deputy_name)
    return _("Vắng đến hết {day}.", day=day)


def deputised(absence: OpenAbsence, *, is_deputy: bool) -> Reply:
    """Render an absence to who is away, or to their deputy."""
    day = plain_day(absence.until)
    if is_deputy:
        heading = _(
            "🤝 Anh/chị thay {name} đến hết {day}", name=shorten(absence.officer_name, _NAME_LETTERS), day=day
        )
        said = _(
            "Việc đang giao riêng cho người ấy ({count}) nay giao cho anh/chị; hết ngày ấy tự giao lại.",
            count=len(absence.duties),
        )
        return Reply(heading, said)
    lines = [_("{deputy} thay anh/chị.", deputy=absence.deputy_name)] if absence.deputy_name else []
    lines.append(_("Trở lại sớm thì gõ /nhac, chạm Nhắc lại ngay; việc giao riêng thì báo cán bộ quản trị."))
    return Reply(_("⏸ Tôi không nhắc anh/chị đến hết {day}", day=day), "\n".join(lines))
