"""`nhacviec chat`: a conversation with the bot on the terminal."""

from uuid import uuid4

from bot.cli.office import Office, open_office, record_time_kind, refuse_other_time
from bot.cli.options import AsAgency, AsJson, AsRole
from data.enums import Role


def chat(as_agency: AsAgency, role: AsRole = Role.OFFICER, as_json: AsJson = False) -> None:
    """Trò chuyện ngay trên màn hình lệnh: gõ một dòng, nhận một câu trả lời.

    Không có nút bấm thì gõ số của lựa chọn. Với --json, một dòng đúng bằng giá trị của nút là bấm nút đó.
    Ctrl-D để thoát.
    """
    from bot.app import App
    from bot.channels.console.receive import ConsoleChat
    from bot.channels.console.talk import talk

    with open_office() as office:
        refuse_other_time(office)
        chat = ConsoleChat(chat_id=enrol_console_officer(office, as_agency, role), run=uuid4().hex, taps=as_json)
        record_time_kind(office)
        talk(App(office.store, office.clock, office.files).converse, chat, office.clock.now)


def enrol_console_officer(office: Office, agency: str, role: Role) -> str:
    """Enrol an officer of `agency` in `role` on first use; return the id of their console chat. Raises NotFound."""
    from bot.channels.console.receive import CHANNEL
    from data.registry.office import agencies
    from data.registry.people import identities
    from handlers.views.base.names import role_name

    with office.write() as session:
        found = agencies.find(session, agency, office.clock.today())
        chat_id = f"{found.code}:{role}"
        if identities.identify(session, CHANNEL, chat_id) is None:
            identities.enrol(
                session,
                agency_id=found.id,
                role=role,
                name=role_name(role).capitalize(),
                channel=CHANNEL,
                chat_id=chat_id,
                now=office.clock.now(),
            )
    return chat_id
