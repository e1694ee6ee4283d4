"""An office of paper: keeps to `bot.demo.house.DemoHouse`, knows a few agencies and answers from memory."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time, timedelta

from starlette.routing import BaseRoute

from bot.channels.channel import Channel
from bot.channels.web.channel import WebChannel
from bot.channels.web.persona import Command, Persona
from bot.channels.web.send import Entry, describe_file, echo, numbered, plain_text, read_message_id
from bot.channels.web.shown_chat import Latest
from bot.demo.house import AgencyChoice
from data.enums import Role
from data.errors import NotFound
from data.registry.conversations.page_messages import STANDS_IN
from data.rules.viet_nam_time import at_hour
from handlers.base.messages import Attachment, Button, Incoming, Reply
from tests.bot.channels.fakes import Notebook

MONDAY_MORNING = datetime(2024, 2, 26, 1, 0, tzinfo=UTC)
"""08:00 in Viet Nam."""

OFFICE = (Role.OFFICER, Role.HEAD)
AGENCIES = [
    AgencyChoice("snv", "Sở Nội vụ", "department", tuple(Role), aliases=("SNV",)),
    AgencyChoice("stp", "Sở Tư pháp", "department", OFFICE, aliases=("STP",)),
    AgencyChoice("svhttdl", "Sở Văn hóa, Thể thao và Du lịch", "department", OFFICE, aliases=("SVHTTDL",)),
    AgencyChoice("dong-hung", "UBND huyện Đông Hưng", "district", OFFICE),
    AgencyChoice("xa-1", "UBND xã Đông Hòa", "commune", OFFICE, within="Thành phố Thái Bình"),
    AgencyChoice("xa-2", "UBND xã Đông Phong", "commune", OFFICE, within="Huyện Tiền Hải"),
    *(AgencyChoice(f"xa-{n}", f"UBND xã số {n}", "commune", OFFICE) for n in range(10, 270)),
]

COMMANDS = (
    Command("/nhiemvu", "việc cơ quan tôi còn nợ"),
    Command("/tieptheo", "việc gần hạn nhất"),
    Command("/trogiup", "hướng dẫn theo vai trò"),
)

LIST = Reply(
    heading="📋 Sở Tư pháp · KH 175/KH-UBND (2024)",
    body=(
        "Thứ Hai, 26/02/2024 · còn nợ 11, đã xong 3\n\n"
        "🔴 Quá hạn (1)\n  II.2  KH thi hành pháp luật về xử lý VPHC · hạn 31/01, quá 26 ngày\n"
        "🟠 7 ngày tới (1)\n  II.3  KH kiểm tra thi hành pháp luật về XLVPHC · T5 29/02, còn 3 ngày\n"
        "🟡 30 ngày tới (1)\n  TC.2  Báo cáo CCHC Quý I · T6 15/03, còn 18 ngày\n"
        "⚪ Sau đó (8) …"
    ),
    buttons=(
        (Button("II.2", "card:2"), Button("II.3", "card:3"), Button("TC.2", "card:40")),
        (
            Button("Quý này", "list:q"),
            Button("Tất cả", "list:all"),
            Button("Phối hợp", "list:co"),
            Button("›", "page:2"),
        ),
    ),
)
PAGE_TWO = Reply(
    heading="📋 Sở Tư pháp · trang 2", body="⚪ Sau đó (8)", buttons=((Button("‹", "page:1"),),), replaces=True
)
CARD = Reply(
    heading="II.3 · Kế hoạch kiểm tra công tác thi hành pháp luật về xử lý vi phạm hành chính năm 2024",
    body=(
        "Sản phẩm: Kế hoạch của UBND tỉnh\nChủ trì: Sở Tư pháp\nPhối hợp: Sở, ban, ngành, UBND các huyện, thành phố\n"
        "Thời gian trong kế hoạch: Tháng 02/2024\nHạn: Thứ Năm, 29/02/2024 · còn 3 ngày\nTình trạng: chưa bắt đầu"
    ),
    buttons=(
        (Button("✅ Đã xong", "done:3"), Button("✏️ Tiến độ", "progress:3"), Button("💤 Nhắc lại sau", "snooze:3")),
        (Button("📎 Văn bản", "file:3"),),
    ),
)
DONE = Reply(heading="II.3 · đã xong", body="Đã ghi nhận.", replaces=True, toast="Đã ghi nhận II.3")
FILE = Reply(body="Văn bản kèm theo", files=(Attachment("Kế hoạch số 12.txt", "text/plain", b"noi dung"),))
DIGEST = Reply(
    heading="⏰ Sáng Thứ Hai · Sở Tư pháp",
    body="🟠 TC.2  Báo cáo CCHC Quý I · Thứ Sáu 15/03, còn 4 ngày",
    buttons=((Button("TC.2 đã xong", "done:40"),),),
)

ANSWERS = {
    "/nhiemvu": LIST,
    "/tieptheo": CARD,
    "page:2": PAGE_TWO,
    "page:1": Reply(LIST.heading, LIST.body, LIST.buttons, replaces=True),
    "card:3": CARD,
    "done:3": DONE,
    "file:3": FILE,
}


class PaperPanel:
    """A clock that stands still, and one reminder on the fifth day for whoever is linked."""

    def __init__(self) -> None:
        self.instant = MONDAY_MORNING
        self.reminder_at: datetime | None = MONDAY_MORNING + timedelta(days=5)
        self.channel: Channel | None = None
        self.linked: list[str] = []

    def now(self) -> datetime:
        return self.instant

    async def advance_days(self, days: int) -> None:
        target = self.instant + timedelta(days=days)
        if self.reminder_at is not None and self.reminder_at <= target:
            await self._remind()
        self.instant = target

    async def leap_to(self, day: date) -> bool:
        self.instant = at_hour(day, time(7, 30))
        return True

    async def to_next_reminder(self, chat_id: str) -> bool:
        if self.reminder_at is None:
            return False
        await self._remind()
        return True

    async def _remind(self) -> None:
        assert self.channel is not None
        assert self.reminder_at is not None
        self.instant, self.reminder_at = self.reminder_at, None
        for chat_id in self.linked:
            await self.channel.send(chat_id, DIGEST)


class PaperHistory:
    """What chats have shown, in memory (`bot.channels.web.shown_chat.History`). `opened`: None for every chat."""

    def __init__(self, opened: set[str] | None = None) -> None:
        self.opened = opened
        self.number = 0
        self.stored: list[tuple[str, int, int, Entry]] = []
        self.answers: dict[tuple[str, str], tuple[int, Entry]] = {}
        self.at_most = 200
        self.files: dict[tuple[str, str], Attachment] = {}

    async def take_post(self, chat_id: str, update_id: str, echo: Entry | None, raw: str | None) -> str | None:
        known = any(chat == chat_id and entry.get("update") == update_id for chat, _, _, entry in self.stored)
        if echo is not None and not known:
            self._store(chat_id, echo)
        answer = self.answers.get((chat_id, update_id))
        return str(answer[1]["toast"]) if answer else None

    async def add(
        self, chat_id: str, entry: Entry, files: Sequence[Attachment], *, edits: str | None, answers: str | None
    ) -> str:
        return f"m{self._answer(chat_id, entry, files, edits=read_message_id(edits), answers=answers)[0]}"

    async def stand_in(self, chat_id: str, entry: Entry, answers: str) -> str:
        return str(self._answer(chat_id, entry | {STANDS_IN: True}, [], edits=None, answers=answers)[1]["toast"])

    def _answer(
        self, chat_id: str, entry: Entry, files: Sequence[Attachment], *, edits: int | None, answers: str | None
    ) -> tuple[int, Entry]:
        """Store a message by the rule of `page_messages.add_message`; return its place and what is there."""
        had = self.answers.get((chat_id, answers)) if answers is not None else None
        if had and (STANDS_IN in entry or STANDS_IN not in had[1]):
            return had
        said = {at for chat, _, at, one in self.stored if (chat, one["from"]) == (chat_id, "bot")}
        place = next((at for at in (edits, had and had[0]) if at in said), None)
        keys = [f"k{len(self.files) + number}" for number in range(len(files))]
        self.files |= {(chat_id, key): file for key, file in zip(keys, files, strict=True)}
        described = [
            describe_file(key, file.name, file.media_type, len(file.content))
            for key, file in zip(keys, files, strict=True)
        ]
        self.stored = [one for one in self.stored if place is None or (one[0], one[2]) != (chat_id, place)]
        place = self._store(chat_id, entry | {"files": described}, place)
        if answers is not None:
            self.answers[chat_id, answers] = place, entry
        return place, entry

    def tell(self, follower: Callable[[str], None]) -> None:
        """Nobody else shows anything."""

    async def list_after(self, chat_id: str, number: int) -> list[tuple[int, Entry]]:
        return [(at, numbered(place, one)) for chat, at, place, one in self.stored if chat == chat_id and at > number]

    async def list_latest(self, chat_id: str, before: int | None = None) -> Latest:
        entries = sorted(await self.list_after(chat_id, 0), key=_place_of)
        shown = [one for one in entries if before is None or _place_of(one) < before]
        return Latest(shown[-self.at_most :], len(shown) > self.at_most)

    async def read_file(self, chat_id: str, key: str) -> Attachment | None:
        return self.files.get((chat_id, key))

    async def is_opened(self, chat_id: str) -> bool:
        return self.opened is None or chat_id in self.opened

    def _store(self, chat_id: str, entry: Entry, place: int | None = None) -> int:
        self.number = number = self.number + 1
        self.stored.append((chat_id, number, place or number, entry))
        return place or number


def _place_of(numbered_entry: tuple[int, Entry]) -> int:
    return read_message_id(numbered_entry[1]["message"]) or 0


class PaperHouse:
    """Answers what `ANSWERS` has and repeats everything else, however often it is asked."""

    def __init__(self) -> None:
        self.panel = PaperPanel()
        self.history = PaperHistory()
        self.journal = Notebook()
        self.heard: list[Incoming] = []
        self.ran = False

    async def converse(self, incoming: Incoming) -> Reply | None:
        self.heard.append(incoming)
        said = incoming.pressed or incoming.text
        return ANSWERS.get(said, Reply(body=f"Anh/chị vừa gửi: {said}"))

    async def take_on_zalo(self, incoming: Incoming, content: bytes | None = None) -> None:
        assert isinstance(self.panel.channel, WebChannel)
        self.heard.append(incoming)
        update_id = incoming.update_id.removeprefix(f"{incoming.chat_id}:")
        await self.history.take_post(incoming.chat_id, update_id, echo(incoming.text, incoming.at, update_id), None)
        answer = plain_text(f"Zalo: {incoming.text}", incoming.at)
        await self.history.add(incoming.chat_id, answer, [], edits=None, answers=None)
        self.panel.channel.chat(incoming.chat_id).wake()

    def list_routes(self, channel: WebChannel) -> Sequence[BaseRoute]:
        return ()

    async def people(self) -> list[AgencyChoice]:
        return AGENCIES

    async def sit(self, agency_code: str, role: Role, chat_id: str) -> Persona:
        agency = next((one for one in AGENCIES if one.code == agency_code), None)
        if agency is None:
            raise NotFound("agency", agency_code)
        self.panel.linked.append(chat_id)
        return Persona(f"Cán bộ {agency.name}", agency.name, role, COMMANDS)

    async def join(self, chat_id: str) -> Persona:
        if not self.heard[-1].text.endswith("ABCDE23456"):
            raise NotFound("officer", chat_id)
        self.panel.linked.append(chat_id)
        return Persona("Lê Văn B", "Sở Tư pháp", Role.OFFICER, COMMANDS)

    @asynccontextmanager
    async def running(self, channel: Channel) -> AsyncIterator[None]:
        self.panel.channel = channel
        yield
        self.ran = True
