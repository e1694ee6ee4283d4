"""The demo as an officer on Zalo sees it: the real channel of Zalo, no buttons, numbers typed, links for files."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
import pytest_asyncio
from httpx import ASGITransport, AsyncClient

from bot.channels.web.channel import WebChannel
from bot.demo.house import zalo_chat_of
from bot.demo.office import DemoOffice, open_demo
from bot.demo.routes import DemoRoutes
from bot.http.app import build_app
from bot.http.request_guard import LOOPBACK_ONLY
from data.enums import Role
from data.registry.people import officers
from handlers.base.messages import Reply
from tests.files import JPEG, PDF

ADDRESS = "http://127.0.0.1:8080"
LINK = re.compile(rf"{ADDRESS}(/\S+)")


@dataclass
class Seat:
    """Somebody at the demo: types in both chats and reads them."""

    client: AsyncClient
    channel: WebChannel
    chat: str
    posts: int = field(default=0)

    async def read(self, *, zalo: bool) -> list[dict[str, Any]]:
        chat = zalo_chat_of(self.chat) if zalo else self.chat
        return [entry for _, entry in (await self.channel.history.list_latest(chat)).entries]

    async def sees(self, wanted: Callable[[str], bool], *, zalo: bool = True) -> str:
        """Return the last message of the bot once it is `wanted`."""
        chat = self.channel.chat(zalo_chat_of(self.chat) if zalo else self.chat)
        async with asyncio.timeout(60):
            while True:
                changed = chat.changed
                said = [entry for entry in await self.read(zalo=zalo) if entry["from"] == "bot"]
                if said and wanted(f"{said[-1]['heading']}\n{said[-1]['body']}"):
                    assert not zalo or said[-1]["buttons"] == []
                    return str(said[-1]["body"])
                await changed.wait()

    async def types(self, text: str) -> None:
        self.posts += 1
        body = {"chat": zalo_chat_of(self.chat), "update": f"u{self.posts}", "text": text}
        assert (await self.client.post("/api/say", json=body)).status_code == 200

    async def sends(self, name: str, content: bytes, text: str = "") -> None:
        self.posts += 1
        about = {"chat": zalo_chat_of(self.chat), "update": f"u{self.posts}", "name": name, "text": text}
        assert (await self.client.post("/api/upload", params=about, content=content)).status_code == 200


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office() -> AsyncIterator[DemoOffice]:
    yield open_demo(date(2024, 2, 26), ADDRESS)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def channel(office: DemoOffice) -> AsyncIterator[WebChannel]:
    web = WebChannel(office.converse, office.panel.now, office.history, office.journal)
    async with office.running(web):
        yield web


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client(office: DemoOffice, channel: WebChannel) -> AsyncIterator[AsyncClient]:
    app = build_app([*office.list_routes(channel), *DemoRoutes(office, channel).routes()], LOOPBACK_ONLY)
    async with AsyncClient(transport=ASGITransport(app), base_url=ADDRESS) as client:
        yield client


async def sit(client: AsyncClient, channel: WebChannel, agency: str, role: Role) -> Seat:
    seat = (await client.post("/api/sit", json={"agency": agency, "role": role})).json()
    found = Seat(client, channel, seat["chat"])
    await found.sees(lambda said: "Chào anh/chị" in said)
    return found


@pytest_asyncio.fixture(loop_scope="module")
async def officer(client: AsyncClient, channel: WebChannel) -> Seat:
    return await sit(client, channel, "stp", Role.OFFICER)


async def test_a_chat_on_zalo_begins_with_a_typed_code_and_is_the_same_officers(
    office: DemoOffice, officer: Seat
) -> None:
    typed, greeting = await officer.read(zalo=True)
    assert re.fullmatch(r"[A-Z2-9]{10}", typed["body"])
    assert greeting["body"].endswith("1 Nhiệm vụ")
    with office._store.read() as session:
        assert {*officers.list_officers(session)[-1].channels} == {"email", "web", "zalo-0"}
    await officer.types("/toi")
    assert "Vai trò: cán bộ đầu mối" in await officer.sees(lambda said: "Cơ quan: Sở Tư pháp" in said)


async def test_choices_are_typed_as_numbers_and_nothing_is_edited_in_place(officer: Seat) -> None:
    await officer.types("/nhiemvu")
    offered = await officer.sees(lambda said: "chưa xong 13" in said)
    assert re.search(r"\b1 II\.1 · 2 II\.2\b", offered)
    await officer.types("1")
    await officer.sees(lambda said: said.strip().startswith("II.1 · "))
    await officer.types("/nhiemvu")
    await officer.sees(lambda said: "chưa xong 13" in said)
    said = [entry["body"] for entry in await officer.read(zalo=True)]
    assert len([one for one in said if "chưa xong 13" in one]) == 2
    assert len([one for one in said if one.startswith("II.1 · ")]) == 1


async def test_a_message_posted_twice_is_answered_once(officer: Seat) -> None:
    await officer.types("/toi")
    officer.posts -= 1
    await officer.types("/toi")
    await officer.types("/trogiup")
    await officer.sees(lambda said: "Hoặc cứ gõ thành câu" in said)
    shown = [entry["body"] for entry in await officer.read(zalo=True)]
    assert [said for said in shown if said.startswith("/")] == ["/toi", "/trogiup"]
    assert len([said for said in shown if "Cơ quan: Sở Tư pháp" in said]) == 1


async def test_a_file_is_a_link_that_a_person_spends_and_a_robot_does_not(
    client: AsyncClient, channel: WebChannel
) -> None:
    supervisor = await sit(client, channel, "snv", Role.SUPERVISOR)
    await supervisor.types("gửi tôi file excel")
    link = LINK.search(await supervisor.sees(lambda said: "/tai/" in said))
    assert link
    shown = await client.get(link[1])
    assert (shown.status_code, b"PK" in shown.content[:2]) == (200, False)
    saved = await client.post(link[1], headers={"origin": ADDRESS})
    assert saved.content.startswith(b"PK")
    assert (await client.post(link[1])).status_code == 404


async def test_a_picture_is_fetched_and_kept_by_zalo(client: AsyncClient, channel: WebChannel) -> None:
    supervisor = await sit(client, channel, "snv", Role.SUPERVISOR)
    await supervisor.types("biểu đồ")
    await supervisor.sees(lambda said: "Biểu đồ" in said or "biểu đồ" in said)
    [file] = (await supervisor.read(zalo=True))[-1]["files"]
    answer = await client.get(f"/api/files/{file['key']}", params={"chat": zalo_chat_of(supervisor.chat)})
    assert (file["picture"], answer.content[:4]) == (True, b"\x89PNG")


async def test_the_page_opens_by_a_link_typed_for_on_zalo_and_shows_the_chat_of_the_page(
    client: AsyncClient, officer: Seat
) -> None:
    await officer.channel.receive(officer.chat, {"update": "p1", "text": "/tieptheo"})
    await officer.types("trang")
    link = LINK.search(await officer.sees(lambda said: "/trang/vao/" in said))
    assert link
    for _ in range(2):  # a robot, then the person
        assert "Vào với tên Cán bộ đầu mối" in (await client.get(link[1])).text
    assert (await client.post(link[1], headers={"origin": ADDRESS})).status_code == 303
    shown = (await client.get("/trang/api/messages")).json()["entries"]
    assert shown[0]["body"] == "/tieptheo"


async def test_a_photo_is_taken_and_a_document_is_not_passed_on(officer: Seat) -> None:
    await officer.sends("anh.jpg", JPEG, "II.3")
    await officer.sees(lambda said: "II.3" in said)
    await officer.sends("KH 12.pdf", PDF)
    asked = await officer.sees(lambda said: "không chuyển tệp" in said)
    assert f"{ADDRESS}/trang/vao/" in asked


async def test_a_reminder_is_shown_in_both_chats_each_in_its_way(office: DemoOffice, officer: Seat) -> None:
    assert await office.panel.to_next_reminder(officer.chat)
    page, zalo = (await officer.read(zalo=False))[-1], (await officer.read(zalo=True))[-1]
    assert zalo["body"].startswith(page["heading"])
    first = page["buttons"][0][0]["text"].removeprefix("✅ ")
    assert f" {first}" in zalo["body"]
    number = re.search(rf"(\d+) {re.escape(first)}", zalo["body"])
    assert number
    await officer.types(number[1])
    await officer.sees(lambda said: "văn bản" in said)


async def test_what_does_not_arrive_on_zalo_is_shown_on_the_page_all_the_same(
    office: DemoOffice, channel: WebChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.sit("stp", Role.OFFICER, "c1")

    async def refuse(method: str, about: object) -> tuple[int, str]:
        return 403, "Internal server error"

    assert office._zalo
    monkeypatch.setattr(office._zalo, "_answer", refuse)
    views = office.panel._channels["web"]
    await views.send("c1", Reply(body="⏰ Sáng nay"))
    assert [entry["body"] for _, entry in (await channel.history.list_latest("c1")).entries] == ["⏰ Sáng nay"]
