"""For which of their agencies somebody speaks, in words and buttons."""

from collections.abc import Sequence
from dataclasses import replace

from data.registry.office.agencies import AgencyFact
from data.registry.people.offices import Office
from handlers.base.callback_data.account import SpeakFor
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import RunCommand
from handlers.base.callback_data.duties import ShowDuties
from handlers.base.command_names import CommandName
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base.formatting import shorten
from handlers.views.base.names import role_name

_LETTERS = 40


def with_speaker(reply: Reply, offices: Sequence[Office]) -> Reply:
    """Return an answer that says for which of their agencies its reader speaks, with a button to switch.

    The first line names the agency; the role too, where they have several.
    """
    me = next(one for one in offices if one.speaking)
    said = _("👤 Đang làm việc cho: {agency}", agency=_name(me, offices))
    others = other_buttons(offices)
    menu = ((button(_("🔁 Đổi cơ quan"), RunCommand(CommandName.WHO_AM_I)),),)
    offered = {one.value for row in reply.buttons for one in row}
    offers = {one.value for row in others for one in row}
    rows = () if offers <= offered else others if len(others) == 1 else menu
    heading = f"{said}\n{reply.heading}" if reply.heading else said
    return replace(reply, heading=heading, buttons=(*reply.buttons, *rows), speaker=me.agency_short_name)


def spoken_for(offices: Sequence[Office]) -> Reply:
    """Render for which agency the chat speaks, and the others for which it could."""
    me = next(one for one in offices if one.speaking)
    body = _(
        "Câu hỏi, báo cáo gõ ở chat này là của {agency}, vai trò {role}.",
        agency=me.agency_name,
        role=role_name(me.role),
    )
    duties = (button(_("📋 Nhiệm vụ"), ShowDuties()),)
    return Reply(body=body, buttons=(duties, *other_buttons(offices)))


def not_served(asked: AgencyFact, offices: Sequence[Office]) -> Reply:
    """Render that the chat cannot speak for an agency that its person does not serve, and for which it can."""
    me = next(one for one in offices if one.speaking)
    others = "; ".join(_name(one, offices) for one in offices if not one.speaking)
    said = _(
        "Anh/chị không làm việc cho {asked}. Đang làm việc cho {agency}; chuyển được sang: {others}.",
        asked=asked.short_name,
        agency=_name(me, offices),
        others=others,
    )
    return Reply(body=said, buttons=other_buttons(offices))


def other_buttons(offices: Sequence[Office]) -> tuple[tuple[Button, ...], ...]:
    """Return a row for each agency for which the chat could speak and does not."""
    return tuple(
        (
            button(
                _("🔁 Chuyển sang {agency}", agency=shorten(_name(one, offices), _LETTERS)),
                SpeakFor(one.officer_id),
            ),
        )
        for one in offices
        if not one.speaking
    )


def other_lines(offices: Sequence[Office]) -> list[str]:
    """Return a line for each of them."""
    return [
        _("Cũng là {role} của {agency}", role=role_name(one.role), agency=one.agency_name)
        for one in offices
        if not one.speaking
    ]


def _name(one: Office, offices: Sequence[Office]) -> str:
    if len({other.role for other in offices}) == 1:
        return one.agency_short_name
    return f"{one.agency_short_name} ({role_name(one.role)})"
