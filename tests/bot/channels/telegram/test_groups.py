"""Groups: somebody of the office may bring the bot into one, and is told once that it says nothing there."""

import pytest

from bot.channels.telegram.channel import TelegramChannel
from handlers.views.base import refusals
from tests.bot.channels.fakes import Conversation, Links
from tests.bot.channels.running import running
from tests.bot.channels.telegram.conftest import channel_to
from tests.loopback.people import Person
from tests.loopback.server import BotApi


def left(api: BotApi) -> list[str]:
    return [call.params["chat_id"] for call in api.calls("leaveChat")]


@pytest.mark.parametrize(("is_officer", "leaves"), [(False, ["-100"]), (True, [])])
async def test_the_bot_leaves_a_group_that_nobody_of_the_office_brought_it_into(
    api: BotApi, person: Person, conversation: Conversation, links: Links, is_officer: bool, leaves: list[str]
) -> None:
    group = api.group(-100)
    if is_officer:
        links.linked.add(group.user_id)
    group.unblocks_bot()
    person.says("rồi")
    async with running(channel_to(api, conversation, links)):
        await person.sees()
        group.says("/nhiemvu")
        await group.sees()
    assert left(api) == leaves


@pytest.mark.parametrize("is_group", [True, False])
async def test_it_leaves_nothing_else(api: BotApi, conversation: Conversation, links: Links, is_group: bool) -> None:
    """It was there already and got other rights, or somebody took it back into their own chat."""
    chat = api.group(-100) if is_group else api.person(8)
    if is_group:
        chat.changes_rights_of_bot()
    else:
        chat.unblocks_bot()
    chat.says("/nhiemvu")
    async with running(channel_to(api, conversation, links)):
        await chat.sees()
    assert left(api) == []
    assert links.back == [chat.chat_id]


async def test_a_group_is_answered_once(
    api: BotApi, person: Person, conversation: Conversation, channel: TelegramChannel
) -> None:
    group = api.group(-100)
    conversation.answers = lambda incoming: refusals.not_in_a_group() if not incoming.private else incoming_reply
    incoming_reply = refusals.empty_message()
    for number in range(60):
        group.says(f"/{number}")
    await group.sees()
    person.says("một")
    await person.sees()
    group.says("/nua")
    person.says("hai")
    await person.sees(lambda message: message.message_id > person.messages[0].message_id)
    assert len(group.messages) == 1
