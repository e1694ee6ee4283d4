"""A post that comes to two processes is answered once, by what was really said, whoever is the first to show it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.channels.web.channel import WebChannel
from bot.page.shown_chat import RegistryHistory
from bot.registry.journal import RegistryJournal
from data.files import Files
from data.files.folder import FilesInFolder
from data.registry.conversations import journal, shared_journal
from data.registry.conversations.journal import Claim, OpenUpdate, RawUpdate
from data.store import Session, Store
from handlers.base.messages import Attachment, Incoming, Reply
from handlers.dispatch.stored_reply import dump_reply
from tests.factories import LONG_AGO

POST = {"update": "u1", "text": "xong"}
UPLOAD = {"update": "u1", "text": "", "name": "kế hoạch.docx"}
ANSWER = Reply(body="Đã đọc kế hoạch", toast="Đã đọc")
NOT_KEPT = "Tin này đã được xử lý trước đó. Anh/chị mở lại nhiệm vụ để xem kết quả."


@pytest.fixture
def registry(new_postgresql: Callable[[], str]) -> Iterator[Store]:
    store = Store(new_postgresql())
    yield store
    store.close()


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return FilesInFolder(tmp_path)


async def nothing() -> None:
    """Wait for nothing."""


class Process:
    """A process with a page. `before_showing` comes after a turn with an answer, `after_seen` after one without."""

    def __init__(self, store: Store, files: Files, own: str, answer: Reply = ANSWER) -> None:
        self.own, self.store, self.reply = own, store, answer
        self.before_showing: Callable[[], Awaitable[None]] = nothing
        self.after_seen: Callable[[], Awaitable[None]] = nothing
        self.journal = RegistryJournal(store, lambda: LONG_AGO, "web", own)
        history = RegistryHistory(store, files, lambda: LONG_AGO, own=own)
        self.channel = WebChannel(self._converse, lambda: LONG_AGO, history, self.journal)

    async def _converse(self, incoming: Incoming) -> Reply | None:
        claim = await asyncio.to_thread(self._claim, incoming)
        await (self.after_seen() if claim is Claim.SEEN else self.before_showing())
        return None if claim is Claim.SEEN else self.reply

    def _claim(self, incoming: Incoming) -> Claim:
        with self.store.write() as session:
            chat_id, update_id = incoming.chat_id, incoming.update_id
            claim = shared_journal.claim(session, "web", chat_id, update_id, LONG_AGO, self.own)
            if claim is Claim.OPEN:
                journal.save_reply(session, "web", update_id, dump_reply(self.reply))
        return claim

    async def shown(self) -> list[tuple[str, Any]]:
        """Return what the chat shows to whoever opens it now."""
        latest = await self.channel.history.list_latest("c1")
        return [(entry["body"], [file["name"] for file in entry.get("files", [])]) for _, entry in latest.entries]


class Gate:
    """A place at which somebody waits until they may go on."""

    def __init__(self) -> None:
        self.reached, self.opened = asyncio.Event(), asyncio.Event()

    async def wait(self) -> None:
        self.reached.set()
        await self.opened.wait()


async def test_an_answer_that_is_still_made_takes_the_place_of_what_was_said_meanwhile(
    registry: Store, files: Files
) -> None:
    answer = Reply(body="Đã đọc kế hoạch", toast="Đã đọc", files=(Attachment("a.txt", "text/plain", b"a"),))
    first, second, gate = Process(registry, files, "1.a", answer), Process(registry, files, "2.b"), Gate()
    first.before_showing = gate.wait
    making = asyncio.create_task(first.channel.receive("c1", UPLOAD, b"x"))
    await gate.reached.wait()
    assert await second.channel.receive("c1", UPLOAD, b"x") == ""
    said = await second.shown()
    assert said[1:] == [(NOT_KEPT, [])]
    seen = (await second.channel.history.list_latest("c1")).entries[-1]
    gate.opened.set()
    assert await making == "Đã đọc"
    assert await second.shown() == [said[0], ("Đã đọc kế hoạch", ["a.txt"])]
    news = await second.channel.history.list_after("c1", seen[0])
    assert [one["message"] for _, one in news] == [seen[1]["message"]], "on open pages it takes the same place"
    assert await second.channel.receive("c1", UPLOAD, b"x") == "Đã đọc", "posted once more it is that answer's"
    assert len(await second.shown()) == 2


@pytest.mark.parametrize(("post", "content"), [(POST, None), (UPLOAD, b"x")], ids=["a text", "a file"])
async def test_an_answer_that_is_shown_while_another_looks_for_it_is_the_one(
    registry: Store, files: Files, post: dict[str, object], content: bytes | None
) -> None:
    first, second, gate = Process(registry, files, "1.a"), Process(registry, files, "2.b"), Gate()
    first.before_showing = gate.wait
    showing = asyncio.create_task(first.channel.receive("c1", post, content))
    await gate.reached.wait()

    async def let_it_be_shown() -> None:
        gate.opened.set()
        await asyncio.wait({showing})

    second.after_seen = let_it_be_shown
    assert await second.channel.receive("c1", post, content) == "Đã đọc"
    assert await showing == "Đã đọc"
    assert [body for body, _ in await first.shown()][1:] == ["Đã đọc kế hoạch"]


async def test_who_wakes_while_their_post_is_taken_over_shows_the_answer_once(
    registry: Store, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Process(registry, files, "1.a"), Process(registry, files, "2.b")

    def leave(session: Session) -> list[OpenUpdate]:
        journal.record(
            session, "web", [RawUpdate("c1:u1", "c1", '{"update": "u1", "text": "xong"}')], LONG_AGO, "2.b"
        )
        journal.save_reply(session, "web", "c1:u1", dump_reply(ANSWER))
        return journal.list_open(session, "web")

    with registry.write() as session:
        left = leave(session)
    find_open = second.journal.find_open

    async def find_and_be_late(update_id: str) -> tuple[OpenUpdate, bool] | None:
        found = await find_open(update_id)
        await first.channel._show(first.channel.chat("c1"), ANSWER, answers="u1")
        return found

    monkeypatch.setattr(second.journal, "find_open", find_and_be_late)
    await second.channel._take_up_one(left[0])
    assert [body for body, _ in await second.shown()] == ["Đã đọc kế hoạch"]
