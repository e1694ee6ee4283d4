"""The mails that went out, as an officer of the demo reads them: the real channel of mails, its links."""

import re

import pytest
from httpx import AsyncClient

from bot.channels.web.channel import WebChannel
from bot.demo.house import mail_chat_of
from bot.demo.office import DemoOffice
from tests.bot.demo.test_zalo_view import ADDRESS, Seat, channel, client, office, officer

__all__ = ["channel", "client", "office", "officer"]

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def read(channel: WebChannel, seat: Seat) -> list[dict[str, object]]:
    return [entry for _, entry in (await channel.history.list_latest(mail_chat_of(seat.chat))).entries]


async def test_a_digest_is_a_mail_as_well_whose_link_opens_the_page(
    office: DemoOffice, client: AsyncClient, channel: WebChannel, officer: Seat
) -> None:
    assert await read(channel, officer) == []
    assert await office.panel.to_next_reminder(officer.chat)
    digest = (await officer.read(zalo=False))[-1]
    mail = (await read(channel, officer))[-1]
    assert str(mail["heading"]).startswith("[Nhắc việc] ")
    for line in str(digest["body"]).split("\n"):
        assert line.split(" ")[1] in str(mail["body"])
    assert mail["buttons"] == []
    link = re.search(rf"{ADDRESS}(/trang/vao/\S+)", str(mail["body"]))
    assert link
    assert "Vào với tên Cán bộ đầu mối" in (await client.get(link[1])).text
    assert (await client.post(link[1], headers={"origin": ADDRESS})).status_code == 303


async def test_nobody_answers_a_mail(client: AsyncClient, officer: Seat) -> None:
    said = {"chat": mail_chat_of(officer.chat), "update": "u1", "text": "/nhiemvu"}
    answer = await client.post("/api/say", json=said)
    assert (answer.status_code, "không trả lời được" in answer.json()["error"]) == (400, True)
