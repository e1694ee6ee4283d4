"""A chat as a stream of events, over a real socket: a reload shows it again, a lost connection goes on."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from tests.bot.demo.conftest import Served

pytestmark = pytest.mark.asyncio(loop_scope="module")

Event = dict[str, str]


@pytest_asyncio.fixture(loop_scope="module")
async def client(served: Served) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=served.address, timeout=60) as client:
        yield client


@pytest_asyncio.fixture(loop_scope="module")
async def chat(client: httpx.AsyncClient) -> str:
    seat = await client.post("/api/sit", json={"agency": "stp", "role": "officer"})
    return str(seat.json()["chat"])


async def say(client: httpx.AsyncClient, chat: str, text: str) -> None:
    turn = {"chat": chat, "update": f"u-{text}", "text": text}
    (await client.post("/api/say", json=turn)).raise_for_status()


async def events(response: httpx.Response) -> AsyncIterator[Event]:
    """The events of a stream, as https://html.spec.whatwg.org/multipage/server-sent-events.html reads them."""
    event: Event = {}
    async for line in response.aiter_lines():
        if line:
            field, _, value = line.partition(": ")
            event[field] = value
        else:
            if "event" in event:
                yield event
            event = {}


async def entries(client: httpx.AsyncClient, chat: str, count: int, **request: object) -> list[Event]:
    """The first `count` entries of a fresh look at the chat."""
    found: list[Event] = []
    async with client.stream("GET", "/api/stream", params={"chat": chat}, **request) as response:  # type: ignore[arg-type]
        assert response.headers["content-type"].startswith("text/event-stream")
        async for event in events(response):
            if event["event"] == "entry":
                found.append(event)
            if len(found) == count:
                return found
    return found


def bodies(found: list[Event]) -> list[str]:
    return [json.loads(event["data"])["body"] for event in found]


async def test_a_reload_shows_the_past_conversation(client: httpx.AsyncClient, chat: str) -> None:
    await say(client, chat, "một")
    await say(client, chat, "hai\ndòng")
    assert bodies(await entries(client, chat, 4)) == [
        "một",
        "Anh/chị vừa gửi: một",
        "hai\ndòng",
        "Anh/chị vừa gửi: hai\ndòng",
    ]


async def test_a_reconnecting_page_gets_what_it_missed_and_no_more(client: httpx.AsyncClient, chat: str) -> None:
    await say(client, chat, "một")
    seen = (await entries(client, chat, 2))[-1]["id"]
    await say(client, chat, "hai")
    found = await entries(client, chat, 2, headers={"Last-Event-ID": seen})
    assert [event["id"] for event in found] == ["3", "4"]
    assert bodies(found)[0] == "hai"


@pytest.mark.parametrize("seen", ["x", "-1", "²", "1.5"])
async def test_a_place_in_the_chat_is_a_number(client: httpx.AsyncClient, chat: str, seen: str) -> None:
    answer = await client.get("/api/stream", params={"chat": chat, "after": seen})
    assert (answer.status_code, list(answer.json())) == (400, ["error"])


async def test_moving_the_clock_reaches_every_chat_with_its_reminder(
    served: Served, client: httpx.AsyncClient, chat: str
) -> None:
    other = (await client.post("/api/sit", json={"agency": "snv", "role": "supervisor"})).json()["chat"]
    async with client.stream("GET", "/api/stream", params={"chat": other}) as response:
        stream = events(response)
        assert (await anext(stream))["data"] == '{"now": "2024-02-26T01:00:00+00:00"}'
        await client.post("/api/clock/days", json={"chat": chat, "days": 7})
        clock, entry = await anext(stream), await anext(stream)
    assert json.loads(clock["data"]) == {"now": served.house.panel.now().isoformat()}
    assert json.loads(entry["data"])["pushed"] is True


async def test_two_chats_do_not_see_each_other(client: httpx.AsyncClient, chat: str) -> None:
    other = (await client.post("/api/sit", json={"agency": "stp", "role": "officer"})).json()["chat"]
    await say(client, chat, "của tôi")
    await say(client, other, "của người khác")
    assert bodies(await entries(client, other, 2))[0] == "của người khác"


async def test_an_attachment_is_downloaded_under_its_own_name(client: httpx.AsyncClient, chat: str) -> None:
    await client.post("/api/say", json={"chat": chat, "update": "u1", "pressed": "file:3", "message": "m1"})
    [entry] = await entries(client, chat, 1)
    [file] = json.loads(entry["data"])["files"]
    answer = await client.get(f"/api/files/{file['key']}", params={"chat": chat})
    assert (file["name"], file["size"], answer.content) == ("Kế hoạch số 12.txt", 8, b"noi dung")
    assert answer.headers["content-disposition"] == (
        "attachment; filename*=utf-8''K%E1%BA%BF%20ho%E1%BA%A1ch%20s%E1%BB%91%2012.txt"
    )


async def test_stopping_ends_open_streams_and_closes_the_house(
    served: Served, client: httpx.AsyncClient, chat: str
) -> None:
    async with client.stream("GET", "/api/stream", params={"chat": chat}) as response:
        stream = events(response)
        await anext(stream)
        served.server.should_exit = True
        assert [event async for event in stream] == []
