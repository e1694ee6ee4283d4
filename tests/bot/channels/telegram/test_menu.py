"""The command menu: a stranger's is short, an officer's follows the role."""

import asyncio

import pytest

from bot.channels.telegram.channel import TelegramChannel
from handlers.base.messages import Reply
from tests.bot.channels.fakes import Conversation, Links
from tests.loopback.people import Person
from tests.loopback.server import BotApi

pytestmark = pytest.mark.usefixtures("channel")

OFFICER = [("nhiemvu", "Phần việc của cơ quan"), ("trogiup", "Trợ giúp")]
HEAD = [*OFFICER, ("tonghop", "Tổng hợp")]


async def shown(api: BotApi, scope: str, names: list[str]) -> bool:
    """Waits until the menu of `scope` has these commands."""
    return await asyncio.to_thread(
        api.wait_for,
        lambda world: scope in world.menus and [item["command"] for item in world.menus[scope]] == names,
    )


async def test_everybody_sees_how_to_join(api: BotApi) -> None:
    assert await shown(api, "default", ["start", "trogiup"])


async def test_a_stranger_keeps_the_short_menu(api: BotApi, person: Person) -> None:
    person.says("/nhiemvu")
    await person.sees()
    person.says("/nhiemvu")
    await person.sees()
    assert "chat 7" not in api.world.menus


@pytest.mark.parametrize("by", ["/start A1B2C3", "A1B2C3"])
async def test_a_stranger_who_joins_gets_the_menu_of_the_role(
    api: BotApi, person: Person, links: Links, by: str
) -> None:
    person.says("/thamgia")
    await person.sees()
    links.menus["7"] = OFFICER
    person.says(by)
    assert await shown(api, "chat 7", ["nhiemvu", "trogiup"])


async def test_a_changed_role_shows_when_an_officer_asks_for_help(api: BotApi, person: Person, links: Links) -> None:
    links.menus["7"] = OFFICER
    person.says("/nhiemvu")
    assert await shown(api, "chat 7", ["nhiemvu", "trogiup"])
    links.menus["7"] = HEAD
    person.says("/trogiup")
    assert await shown(api, "chat 7", ["nhiemvu", "trogiup", "tonghop"])


async def test_who_is_no_officer_any_more_loses_the_menu(api: BotApi, person: Person, links: Links) -> None:
    links.menus["7"] = OFFICER
    person.says("/nhiemvu")
    assert await shown(api, "chat 7", ["nhiemvu", "trogiup"])
    del links.menus["7"]
    person.says("/toi")
    assert await asyncio.to_thread(api.wait_for, lambda world: "chat 7" not in world.menus)


async def test_a_known_officer_is_not_looked_up_at_every_turn(
    channel: TelegramChannel, person: Person, links: Links
) -> None:
    links.menus["7"] = OFFICER
    for _ in range(3):
        person.says("/nhiemvu")
        await person.sees()
    person.says("/huy")
    await person.sees()
    assert links.asked == ["7"]


async def test_a_group_has_no_menu_of_its_own(api: BotApi, person: Person, links: Links) -> None:
    group = api.group(-100)
    group.says("/start")
    await group.sees()
    person.says("/huy")
    await person.sees()
    assert "-100" not in links.asked


async def test_the_menu_of_who_serves_several_agencies_follows_whom_the_chat_speaks_for(
    api: BotApi, person: Person, links: Links, conversation: Conversation
) -> None:
    links.menus["7"] = OFFICER
    conversation.answers = lambda _incoming: Reply(body="x", speaker="Sở Tư pháp")
    person.says("/nhiemvu")
    assert await shown(api, "chat 7", ["nhiemvu", "trogiup"])
    links.menus["7"] = HEAD
    person.says("II.3")
    assert await shown(api, "chat 7", ["nhiemvu", "trogiup", "tonghop"])
    links.menus["7"] = OFFICER
    conversation.answers = lambda _incoming: Reply(body="left")
    person.says("thôi")
    assert await shown(api, "chat 7", ["nhiemvu", "trogiup"])
