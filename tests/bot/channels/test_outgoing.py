"""The one way out: fitted to the channel, the choices numbered where it has no buttons."""

import asyncio
from dataclasses import dataclass, field, replace
from itertools import count

import pytest

from bot.app import App
from bot.channels.channel import Capabilities
from bot.channels.console.receive import ConsoleChat
from bot.channels.outgoing import Pusher, TextPart, split_reply
from bot.channels.telegram.limits import CAPABILITIES as TELEGRAM
from bot.channels.text_splitting import TextUnit
from bot.channels.web.capabilities import CAPABILITIES as WEB
from data.enums import Role
from data.registry.office import agencies
from data.registry.people import identities
from data.store import Store
from handlers.base.messages import Attachment, Button, Incoming, Reply
from scheduler.sending.errors import Passing, Rejected, SendFailed, Unknown
from tests.bot.channels.texting import PLAIN, TextChannel
from tests.handlers.chat import Office
from tests.handlers.morning import MORNING

_numbers = count(1)
PUSH = Reply("⏰ Tin", "Nội dung", ((Button("📋 Nhiệm vụ", "list:o:0"), Button("👤 Về tôi", "cmd:toi")),))
FILE = Attachment("a.png", "image/png", b"a")


@dataclass
class House:
    """The process over a channel without buttons, with one officer of Sở Tư pháp on it."""

    office: Office
    app: App
    pusher: Pusher
    channel: TextChannel = field(default_factory=TextChannel)
    chat_id: str = "c1"

    async def says(self, text: str) -> str:
        """Type; return what is answered."""
        now, number = self.office.clock.now(), str(next(_numbers))
        incoming = Incoming(
            "text", self.chat_id, number, now, text=text, has_buttons=self.channel.capabilities.buttons
        )
        reply = await self.app.converse(incoming)
        assert reply is not None
        self.channel.sent.clear()
        await self.channel.send(self.chat_id, reply)
        return self.channel.text(self.chat_id)

    async def push(self, reply: Reply = PUSH) -> str:
        """Send unasked; return what arrives."""
        self.channel.sent.clear()
        await self.pusher.send(self.channel, self.chat_id, reply)
        return self.channel.text(self.chat_id)


@pytest.fixture
def house(planned: Store) -> House:
    office = Office(planned)
    app = App(planned, office.clock, office.files)
    house = House(office, app, Pusher(planned, office.clock))
    with planned.write() as session:
        identities.enrol(
            session,
            agency_id=agencies.find(session, "stp").id,
            role=Role.OFFICER,
            name="Cán bộ A",
            channel="text",
            chat_id=house.chat_id,
            now=MORNING,
        )
    return house


@pytest.mark.parametrize("typed", ["1", "II.1 đã xong", "ii.1 da xong"])
async def test_the_first_choice_of_a_pushed_digest_acts(house: House, typed: str) -> None:
    await house.app.tick({"text": house.channel})
    assert "\n1 II.1 đã xong · 2 " in house.channel.text(house.chat_id)
    assert "II.1" in (asked := await house.says(typed))
    assert "số" in asked.lower()
    await house.says("12/KH-UBND 26/02/2024")
    assert house.office.changes(house.office.duty("II.1")) == ["reported"]


async def test_a_push_numbers_on_from_the_list_above_it(house: House) -> None:
    await house.says("/nhiemvu II.3")
    assert (await house.push()).endswith("\n10 Nhiệm vụ · 11 Về tôi")
    assert "✅ II.3" in await house.says("1")


async def test_the_numbers_of_a_push_are_its_own(house: House) -> None:
    await house.says("/nhiemvu II.3")
    await house.push()
    assert "Sở Tư pháp" in await house.says("11")


async def test_a_push_after_the_list_has_expired_begins_anew(house: House) -> None:
    await house.says("/nhiemvu II.3")
    house.office.later(minutes=31)
    assert (await house.push()).endswith("\n1 Nhiệm vụ · 2 Về tôi")
    assert "Sở Tư pháp" in await house.says("2")


async def test_two_pushes_of_a_day_have_numbers_of_their_own(house: House) -> None:
    await house.push()
    house.office.later(hours=3)
    assert (await house.push()).endswith("\n3 Nhiệm vụ · 4 Về tôi")
    house.office.later(hours=20)
    assert "Sở Tư pháp" in await house.says("2")


async def test_the_first_push_of_the_next_day_begins_anew(house: House) -> None:
    await house.push()
    house.office.later(days=1)
    assert (await house.push()).endswith("\n1 Nhiệm vụ · 2 Về tôi")


async def test_an_answer_without_choices_leaves_those_of_a_push(house: House) -> None:
    await house.push()
    await house.says("/trogiup")
    assert "Sở Tư pháp" in await house.says("2")


async def test_a_push_of_two_days_ago_is_not_guessed_at(house: House) -> None:
    await house.push()
    house.office.later(hours=37)
    assert "quá 30 phút" not in (said := await house.says("2"))
    assert "đã lâu" in said


async def test_a_push_without_buttons_leaves_the_numbers_above_it(house: House) -> None:
    await house.says("/nhiemvu II.3")
    await house.push(replace(PUSH, buttons=()))
    assert "II.3" in await house.says("1")


async def test_below_an_open_question_pushed_choices_are_chosen_by_their_words(house: House) -> None:
    await house.says("/nhiemvu II.3")
    await house.says("tiến độ")
    assert (await house.push()).endswith("\nHoặc gõ: Nhiệm vụ · Về tôi")
    await house.says("2")
    assert house.office.duty("II.3").percent == 2


@pytest.mark.parametrize(("typed", "shown"), [("Về tôi", "Sở Tư pháp"), ("xem ii.3", "II.3")])
async def test_below_an_open_question_the_labels_of_both_are_known(house: House, typed: str, shown: str) -> None:
    await house.says("/nhiemvu II.3")
    await house.says("tiến độ")
    await house.push()
    assert shown in await house.says(typed)
    assert house.office.duty("II.3").percent == 0


async def test_a_number_below_a_proposal_keeps_its_meaning(house: House) -> None:
    await house.says("/nhiemvu II.3")
    await house.says("1")
    assert (await house.says("không có, đã họp")).endswith("1 Ghi nhận · 2 Sửa · 3 Thôi")
    assert (await house.push()).endswith("\n4 Nhiệm vụ · 5 Về tôi")
    await house.says("1")
    assert house.office.changes(house.office.duty("II.3")) == ["reported"]


@pytest.mark.parametrize(
    ("failure", "answered"),
    [(Passing("down"), "✅ II.3"), (Rejected("no"), "✅ II.3"), (Unknown("silence"), "Sở Tư pháp")],
)
async def test_what_certainly_did_not_arrive_takes_no_numbers(
    house: House, failure: SendFailed, answered: str
) -> None:
    await house.says("/nhiemvu II.3")
    house.channel.failures = [failure]
    with pytest.raises(type(failure)):
        await house.push(replace(PUSH, buttons=(PUSH.buttons[0][::-1],)))
    assert answered in await house.says("1" if answered == "✅ II.3" else "10")


async def test_of_two_pushes_at_once_each_has_its_numbers(house: House) -> None:
    house.channel.held_up = slow = asyncio.Event()
    other = replace(PUSH, buttons=(PUSH.buttons[0][::-1],))
    pushes = []
    for reply in (PUSH, other):
        pushes.append(asyncio.create_task(house.pusher.send(house.channel, house.chat_id, reply)))
        await asyncio.sleep(0.1)
    slow.set()
    await asyncio.gather(*pushes)
    assert house.channel.sent[-1][1].text.endswith("\n3 Về tôi · 4 Nhiệm vụ")
    assert "Sở Tư pháp" in await house.says("3")


async def test_nothing_is_pushed_where_the_bot_may_not_write_first(house: House) -> None:
    house.channel.capabilities = replace(PLAIN, writes_first=False)
    await house.app.tick({"text": house.channel})
    assert house.channel.sent == []


@pytest.mark.parametrize("unit", TextUnit)
async def test_a_long_push_is_split_between_lines(house: House, unit: TextUnit) -> None:
    house.channel.capabilities = replace(PLAIN, text_unit=unit)
    lines = [f"📌 {number} việc 😀" for number in range(60)]
    await house.push(Reply("⏰ Tin", "\n".join(lines), PUSH.buttons))
    texts = [part.text for _chat, part in house.channel.sent]
    assert len(texts) > 1
    assert all(0 < unit.count(text) <= 160 for text in texts)
    written = [line for text in texts for line in text.splitlines() if line]
    assert written == ["⏰ Tin", *lines, "1 Nhiệm vụ · 2 Về tôi"]


@pytest.mark.parametrize("capabilities", [TELEGRAM, WEB, ConsoleChat("c", "r", taps=True).capabilities])
def test_a_channel_with_buttons_shows_them_below_the_last_part(capabilities: Capabilities) -> None:
    parts = split_reply(Reply("Tin", "dòng\n" * 3000, PUSH.buttons), capabilities)
    assert [bool(part.buttons) for part in parts] == [False] * (len(parts) - 1) + [True]
    assert (len(parts) == 1) == (capabilities.text_limit is None)


async def test_a_channel_without_files_names_them(house: House) -> None:
    await house.push(Reply(body="Biểu đồ", files=(FILE,)))
    assert house.channel.sent == [(house.chat_id, TextPart("Biểu đồ\n📎 a.png"))]
