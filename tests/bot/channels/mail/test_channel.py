"""Mails through a strict server on loopback: what arrives, what each answer of a server means, and what is logged."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from bot.channels.mail.channel import MailChannel
from bot.channels.mail.connections import Connections
from bot.channels.mail.errors import HandingInRefused, PutOff
from bot.mail_server import MailServer as Address
from bot.mail_server import read_server
from handlers.base.messages import Button, Reply
from handlers.views.pushes.letters import WayIn
from scheduler.sending.errors import Passing, Rejected, SendFailed, SlowDown, Unknown, Unreachable
from tests.loopback.mail.server import NAME, PASSWORD, MailServer, Rules, trusting

FROM, TO = "nhacviec@coquan.gov.vn", "an.tran@stp.coquan.gov.vn"
NOW = datetime(2024, 2, 26, 1, 0, tzinfo=UTC)
PAGE = "https://nhacviec.example.vn/trang/vao/BIMAT"
DIGEST = Reply(
    "⏰ Sáng thứ Hai, 26/02 · Sở Tư pháp",
    "🟠 II.3  Xây dựng <kế hoạch> & báo cáo · thứ Năm 29/02, còn 3 ngày\nMột dòng khác",
    (
        (Button("II.3 đã xong", "done:17:0"), Button("Xem II.3", "card:17")),
        (Button("💤 Mai nhắc lại", "tomorrow:5"), Button("📋 Nhiệm vụ", "list:o:0")),
    ),
    mail_subject="1 việc đến hạn tuần này",
    opens=((0, "card:17"),),
)


class Page:
    """Ways to one officer's page."""

    def __init__(self, *, is_there: bool = True) -> None:
        self.is_there = is_there
        self.offered: list[str] = []
        self.readers: list[int | None] = []

    async def offer(self, address: str, reader: int | None) -> WayIn | None:
        self.offered.append(address)
        self.readers.append(reader)
        until = NOW.replace(day=27)
        if not self.is_there:
            return WayIn("Trần Thị An", until, True, None)
        return WayIn("Trần Thị An", until, True, lambda value: f"{PAGE}?xem={quote(value, safe=':')}")


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


def address_of(server: MailServer, **about: object) -> Address:
    return replace(read_server(server.url), **about)  # type: ignore[arg-type]


@asynccontextmanager
async def channel_to(
    server: MailServer, page: Page | None = None, *, per_minute: int = 0, answer: float = 20.0, **about: object
) -> AsyncIterator[MailChannel]:
    connections = Connections(address_of(server, **about), trusting(), answer)
    async with AsyncExitStack() as inside:
        inside.push_async_callback(connections.close)
        yield MailChannel(connections, FROM, page or Page(), lambda: NOW, per_minute)


async def test_a_digest_arrives_in_plain_text_and_html_with_links_to_the_page(server: MailServer) -> None:
    page = Page()
    async with channel_to(server, page) as channel:
        message_id = await channel.send(TO, replace(DIGEST, reader=7))
    (one,) = server.to(TO)
    assert (one.sender, one.subject) == (FROM, "[Nhắc việc] 1 việc đến hạn tuần này")
    assert one.mail["Message-ID"] == message_id
    assert one.mail["Auto-Submitted"] == "auto-generated"
    assert str(one.mail["From"]) == f"Trợ lý nhắc việc <{FROM}>"
    assert (page.offered, page.readers) == ([TO], [7])
    lines = one.text.split("\n")
    at = lines.index(DIGEST.body.split("\n")[0])
    assert lines[at + 1].strip() == f"{PAGE}?xem=card:17"
    assert f"📋 Nhiệm vụ: {PAGE}?xem=list:o:0" in lines
    assert "done:" not in one.text, "its line leads to the card, where it is done"
    assert f"Tạm dừng nhắc: {PAGE}?xem=pause:" in lines
    assert f"Đổi cách nhận: {PAGE}?xem=cmd:nhac" in lines
    assert f'<a href="{PAGE}?xem=card:17">🟠 II.3  Xây dựng &lt;kế hoạch&gt; &amp; báo cáo' in one.html
    assert "với tên Trần Thị An" in one.text
    assert "08:00 ngày 27/02/2024" in one.text


async def test_what_changes_something_is_no_link(server: MailServer) -> None:
    async with channel_to(server) as channel:
        await channel.send(TO, DIGEST)
    (one,) = server.to(TO)
    assert "tomorrow" not in one.text + one.html
    assert "Mai nhắc lại" not in one.text + one.html


async def test_without_a_page_nothing_is_a_link_and_the_mail_says_where_to_answer(server: MailServer) -> None:
    async with channel_to(server, Page(is_there=False)) as channel:
        await channel.send(TO, DIGEST)
    (one,) = server.to(TO)
    assert "http" not in one.text + one.html
    assert "nhắn /nhac cho bot" in one.text


async def test_the_heading_is_the_subject_where_there_is_no_other(server: MailServer) -> None:
    async with channel_to(server) as channel:
        await channel.send(TO, Reply("🔔 II.3 · Sở Tư pháp\nDòng hai", "Thân"))
    assert server.to(TO)[0].subject == "[Nhắc việc] II.3 · Sở Tư pháp"


async def test_a_mail_that_is_sent_again_has_the_same_id_and_another_its_own(server: MailServer) -> None:
    async with channel_to(server) as channel:
        ids = [await channel.send(TO, DIGEST), await channel.send(TO, DIGEST)]
        other = [await channel.send(TO, replace(DIGEST, body="Khác")), await channel.send("b@coquan.gov.vn", DIGEST)]
    assert len({*ids}) == 1
    assert len({*ids, *other}) == 3


async def test_one_connection_carries_one_mail_after_another(server: MailServer) -> None:
    async with channel_to(server) as channel:
        for number in range(5):
            await channel.send(TO, replace(DIGEST, body=str(number)))
    assert (len(server.to(TO)), server.sessions) == (5, 1)


@pytest.mark.parametrize(
    ("rules", "error", "is_trouble"),
    [
        (Rules(refusals={TO: "550 5.1.1 unknown <x@y>"}), Unreachable, False),
        (Rules(refusals={TO: "550 no such user"}), Unreachable, False),
        (Rules(refusals={TO: "550 5.2.1 mailbox disabled"}), Unreachable, False),
        (Rules(refusals={TO: "552 5.2.2 mailbox full"}), Rejected, False),
        (Rules(refusals={TO: "554 5.7.1 relaying denied"}), HandingInRefused, True),
        (Rules(refusals={TO: "451 4.7.1 greylisted"}), PutOff, False),
        (Rules(refusals={TO: "452 4.2.2 mailbox full"}), PutOff, False),
        (Rules(sender="550 5.7.1 not allowed to send"), HandingInRefused, True),
        (Rules(sender="450 4.7.1 rate limit"), SlowDown, False),
        (Rules(sender="421 4.3.2 closing"), SlowDown, False),
        (Rules(content="554 5.6.0 bad content"), Rejected, False),
        (Rules(content="452 4.3.1 disk full"), PutOff, False),
    ],
)
async def test_each_answer_has_its_meaning(rules: Rules, error: type[SendFailed], is_trouble: bool) -> None:
    with MailServer(rules) as server:
        async with channel_to(server) as channel:
            with pytest.raises(SendFailed) as raised:
                await channel.send(TO, DIGEST)
            assert type(raised.value) is error
            assert (channel.trouble is not None) is is_trouble
            assert "@" not in str(raised.value)
            server.rules = Rules()
            await channel.send(TO, DIGEST)
            assert channel.trouble is None
        assert len(server.to(TO)) == 1


async def test_an_answer_that_is_lost_after_the_mail_was_taken_is_unknown() -> None:
    with MailServer(Rules(silent=1)) as server:
        async with channel_to(server) as channel:
            with pytest.raises(Unknown):
                await channel.send(TO, DIGEST)
            await channel.send(TO, DIGEST)
        first, second = server.to(TO)
    assert first.mail["Message-ID"] == second.mail["Message-ID"]


async def test_a_sender_who_is_refused_is_trouble_until_the_server_takes_mails_of_theirs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It lets the bot connect all the while."""
    monkeypatch.setattr("bot.channels.mail.channel.CHECK_PAUSES", (0.01,))
    with MailServer(Rules(sender="550 5.7.1 not allowed to send")) as server:
        async with channel_to(server) as channel, watched(channel):
            await until(lambda: server.senders > 2)
            assert channel.trouble
            assert channel.trouble.lasting
            server.rules.sender = ""
            await until(lambda: channel.trouble is None)


async def test_a_server_that_is_not_there_is_tried_again_later(server: MailServer) -> None:
    async with channel_to(server, port=1) as channel:
        with pytest.raises(Passing):
            await channel.send(TO, DIGEST)
        assert channel.trouble
        assert not channel.trouble.lasting


@pytest.mark.parametrize("encrypts", ["first", "later"])
async def test_a_name_and_a_password_go_over_an_encrypted_connection(encrypts: str) -> None:
    with MailServer(Rules(encrypts=encrypts, logs_in=True)) as server:
        scheme = "smtps" if encrypts == "first" else "smtp"
        url = f"{scheme}://{quote(NAME, safe='')}:{quote(PASSWORD, safe='')}@localhost:{server.port}"
        connections = Connections(_not_local(read_server(url)), trusting())
        channel = MailChannel(connections, FROM, Page(), lambda: NOW)
        await channel.send(TO, DIGEST)
        await connections.close()
        assert len(server.to(TO)) == 1


@pytest.mark.parametrize("encrypts", ["", "later"])
async def test_no_password_is_said_and_no_mail_sent_without_encryption(encrypts: str) -> None:
    """A server that offers no STARTTLS, and one whose certificate nobody vouches for."""
    with MailServer(Rules(encrypts=encrypts)) as server:
        url = f"smtp://{quote(NAME, safe='')}:{quote(PASSWORD, safe='')}@localhost:{server.port}"
        channel = MailChannel(Connections(_not_local(read_server(url))), FROM, Page(), lambda: NOW)
        with pytest.raises(Passing):
            await channel.send(TO, DIGEST)
        assert server.arrived == []


async def test_a_wrong_password_is_trouble_that_a_person_has_to_mend(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with MailServer(Rules(encrypts="first", logs_in=True)) as server:
        url = f"smtps://{quote(NAME, safe='')}:falsch-falsch@localhost:{server.port}"
        channel = MailChannel(Connections(read_server(url), trusting()), FROM, Page(), lambda: NOW)
        with pytest.raises(HandingInRefused):
            await channel.send(TO, DIGEST)
    assert channel.trouble
    assert channel.trouble.lasting
    assert "NHACVIEC_SMTP_URL" in channel.trouble.reason
    said = caplog.text + repr(channel) + channel.trouble.reason
    assert "falsch" not in said
    assert "BIMAT" not in said


async def test_a_minute_holds_so_many_mails_and_the_next_are_put_off(
    server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.mail.channel.WAIT_SECONDS", 0.01)
    async with channel_to(server, per_minute=2) as channel:
        await channel.send(TO, DIGEST)
        await channel.send(TO, replace(DIGEST, body="2"))
        with pytest.raises(SlowDown):
            await channel.send(TO, replace(DIGEST, body="3"))
    assert len(server.to(TO)) == 2


@pytest.mark.parametrize(
    "url",
    [
        "smtp://",
        "http://thu.coquan.gov.vn",
        "smtps://thu.coquan.gov.vn/x",
        "smtps://a@thu.coquan.gov.vn",
        "smtp://thu:0",
        "smtp://thu?x=1",
    ],
)
def test_what_is_no_address_of_a_server_is_refused(url: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the sentence is made where it is set
        read_server(url)


def test_a_server_elsewhere_is_never_spoken_to_in_the_clear() -> None:
    secure, later, local = map(read_server, ("smtps://thu.coquan.gov.vn", "smtp://10.1.1.5", "smtp://127.0.0.1:25"))
    assert (secure.port, secure.encrypts_first, secure.upgrades) == (465, True, False)
    assert (later.port, later.encrypts_first, later.upgrades) == (587, False, True)
    assert (local.port, local.encrypts_first, local.upgrades) == (25, False, False)


@asynccontextmanager
async def watched(channel: MailChannel) -> AsyncIterator[None]:
    watching = asyncio.create_task(channel.run())
    yield
    watching.cancel()
    await asyncio.wait([watching])


async def until(look: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not look():  # noqa: ASYNC110 - a state is looked at, it tells nobody
            await asyncio.sleep(0.005)


def _not_local(address: Address) -> Address:
    class Elsewhere(Address):
        is_local = False

    return Elsewhere(address.host, address.port, address.encrypts_first, address.username, address.password)
