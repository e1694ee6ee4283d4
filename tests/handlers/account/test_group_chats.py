"""/nhom: a group chat gets its agency's digest, and shows nothing else."""

import asyncio
import re
from dataclasses import replace
from itertools import count

import pytest
from sqlmodel import select

from data.enums import DeliveryKind, DeliveryState, Role
from data.models import Delivery, GroupChat
from data.registry.office import audit_log
from data.registry.office.audit_log import AuditFilter
from data.rules.stages import Policy
from data.store import Session
from handlers.base.messages import Incoming, Reply
from handlers.views.pushes.messages import render_message
from scheduler.context import Planning
from scheduler.sending.errors import ChatMoved, SendFailed, Unreachable
from scheduler.sending.postman import Postman
from scheduler.tick import tick
from tests.handlers.chat import Office, Person

GROUP, OTHER = "-1001", "-1002"
ONLY_PRIVATE = "mời anh/chị nhắn riêng cho tôi"
_numbers = count(1)


def code_of(person: Person) -> str:
    """The code that an officer gets for a group of their agency."""
    typed = re.search(r"/nhom ([A-Z0-9 ]{11})", person.presses("newgroup:").body)
    assert typed
    return typed[1]


def in_group(office: Office, words: str, chat_id: str = GROUP) -> Reply:
    """What the bot says in a group to these words."""
    reply = office.answer(
        Incoming("chat", chat_id, f"group-{next(_numbers)}", office.clock.now(), words, private=False)
    )
    assert reply
    return reply


def sent(office: Office, faults: dict[str, SendFailed] | None = None) -> list[tuple[str, Reply]]:
    """One beat; all that was sent, with the chats that it went to. `faults` of chats are raised once."""
    found: list[tuple[str, Reply]] = []
    left = dict(faults or {})

    async def send(_channel: str, chat_id: str, reply: Reply) -> str:
        if fault := left.pop(chat_id, None):
            raise fault
        found.append((chat_id, reply))
        return f"m{next(_numbers)}"

    planning = Planning(office.calendar, Policy(), {"chat"})
    asyncio.run(tick(Postman(office.store, office.clock, planning, render_message, send)))
    return found


def told(office: Office, chat_id: str = GROUP, **by: float) -> list[Reply]:
    """What a chat was sent on the next mornings."""
    office.later(**by)
    return [reply for chat, reply in sent(office) if chat == chat_id]


def rows(session: Session) -> list[GroupChat]:
    return list(session.exec(select(GroupChat)))


@pytest.fixture
def an(office: Office) -> Person:
    return office.officer("stp", name="Nguyễn Văn An")


def test_a_group_gets_the_digest_of_its_agency_and_nothing_to_tap(office: Office, an: Person) -> None:
    office.officer("stc", name="Người khác")
    assert "Từ nay bản tin sáng của Sở Tư pháp" in in_group(office, f"/nhom {code_of(an)}").body
    all_of_it = sent(office)
    [own] = [reply for chat, reply in all_of_it if chat == an.chat.chat_id and "⏰" in reply.heading]
    [group] = [reply for chat, reply in all_of_it if chat == GROUP]
    assert (group.heading, group.buttons, group.files) == (own.heading, (), ())
    assert set(own.body.splitlines()) <= set(group.body.splitlines()), "what its officers are told"
    assert "Sở Tài chính" not in group.text
    assert sent(office) == [], "once a morning"


def test_whatever_is_said_in_a_group_is_sent_into_a_private_chat(office: Office, an: Person) -> None:
    in_group(office, f"/nhom {code_of(an)}")
    for words in ("/nhiemvu", "/toi", "/nhom", "/nhom Sở Tư pháp", "/capnhat II.3", "/tonghop"):
        reply = in_group(office, words)
        assert ONLY_PRIVATE in reply.body
        assert reply.at_most_every, "said once"
        assert reply.buttons == ()
    pressed = replace(Incoming("chat", GROUP, "tap", office.clock.now(), private=False), pressed="list:o:0")
    answered = office.answer(pressed)
    assert answered
    assert ONLY_PRIVATE in answered.body


def test_a_code_begins_one_group_once(office: Office, an: Person) -> None:
    first = code_of(an)
    second = code_of(an)
    assert "không đúng" in in_group(office, f"/nhom {first}").body, "another was asked for since"
    assert "✅" in in_group(office, f"@bot /nhom {second.replace(' ', '')}").heading
    assert "không đúng" in in_group(office, f"/start {second}", OTHER).body
    late = code_of(an)
    office.later(hours=25)
    assert "không đúng" in in_group(office, f"/nhom {late}", OTHER).body


def test_codes_cannot_be_guessed_in_a_group(office: Office, an: Person) -> None:
    right = code_of(an)
    for number in range(5):
        assert "không đúng" in in_group(office, f"/nhom AAAAA BBBB{number + 2}").body
    assert ONLY_PRIVATE in in_group(office, f"/nhom {right}").body
    assert "✅" in in_group(office, f"/nhom {right}", OTHER).heading


def test_who_has_left_begins_no_group_and_a_group_outlives_who_asked(office: Office, an: Person) -> None:
    admin = office.officer("snv", Role.ADMIN, name="Giang")
    office.officer("snv", Role.ADMIN, name="Hà")
    in_group(office, f"/nhom {code_of(an)}")
    late = code_of(an)
    admin.says("/canbo Nguyễn Văn An")
    number = next(button.value for button in admin.buttons() if button.value.startswith("askdismiss:")).split(":")[1]
    admin.presses(f"dismiss:{number}:{office.clock.now():%Y-%m-%d}")
    assert "không đúng" in in_group(office, f"/nhom {late}", OTHER).body
    assert len(told(office)) == 1


def test_a_second_agency_takes_the_place_of_the_first(office: Office, an: Person) -> None:
    binh = office.officer("stc", name="Trần Thị Bình")
    in_group(office, f"/nhom {code_of(an)}")
    in_group(office, f"/nhom {code_of(binh)}")
    [letter] = told(office)
    assert "Sở Tài chính" in letter.heading
    assert "Chưa có nhóm chat nào" in an.says("/nhom").body
    assert "nhóm" in binh.says("/nhom").body


def test_only_its_own_agency_and_who_oversees_end_a_group(office: Office, an: Person) -> None:
    binh, over = office.officer("stc", name="Trần Thị Bình"), office.officer("snv", Role.SUPERVISOR, name="Sáu")
    for chat_id in (GROUP, OTHER):
        in_group(office, f"/nhom {code_of(an)}", chat_id)
    with office.store.read() as session:
        first, second = (row.id for row in rows(session))
    assert binh.presses(f"endgroup:{first}").body.startswith("Anh/chị chỉ xem được")
    assert "không còn nhận" in an.presses(f"endgroup:{first}").body
    assert "không còn dùng được" in an.presses(f"endgroup:{first}").body
    assert "Sở Tư pháp" in over.says("/nhom").body
    assert "không còn nhận" in over.presses(f"endgroup:{second}").body
    assert told(office) == []


def test_a_group_that_the_bot_left_gets_nothing_and_one_that_grew_is_followed(office: Office, an: Person) -> None:
    in_group(office, f"/nhom {code_of(an)}")
    assert [chat for chat, _reply in sent(office, {GROUP: ChatMoved("-100500")}) if chat[0] == "-"] == ["-100500"]
    assert sent(office) == []
    with office.store.write() as session:
        [row] = rows(session)
        assert (row.chat_id, row.ended_at) == ("-100500", None)
        delivery = session.exec(select(Delivery).where(Delivery.kind == DeliveryKind.GROUP)).one()
        assert delivery.state is DeliveryState.SENT
    office.later(days=2)
    sent(office, {"-100500": Unreachable("kicked")})
    assert "Chưa có nhóm chat nào" in an.says("/nhom").body
    with office.store.read() as session:
        acts = [line.action for line in audit_log.stream(session, AuditFilter())]
    assert [one for one in acts if one.startswith("group.")] == ["group.ask", "group.begin", "group.end"]


def test_what_was_missed_is_told_once_and_what_was_done_is_not(office: Office, an: Person) -> None:
    in_group(office, f"/nhom {code_of(an)}")
    in_group(office, f"/nhom {code_of(office.officer('stc', name='Trần Thị Bình'))}", OTHER)
    [first] = told(office)
    assert "II.3" in first.body
    assert told(office, days=1) == [], "nothing falls on Tuesday"
    duty = office.duty("II.3")
    an.presses(f"done:{duty.id}:{duty.version}")
    an.says("12/BC-STP 27/02/2024")
    assert not any("II.3" in letter.body for letter in told(office, days=1)), "T-1, but it is done"
    [monday] = told(office, days=5)
    assert "II.2" in monday.body, "overdue: each Monday"
    assert not any("II.2" in letter.body for letter in told(office, OTHER))
