"""What the process is told of messages that were sent, for replies to them."""

from handlers.base.messages import Button, Reply
from tests.bot.channels.fakes import Conversation, Links
from tests.bot.channels.running import running
from tests.bot.channels.telegram.conftest import channel_to
from tests.loopback.server import BotApi

CARD = Reply(heading="II.3", body="Kế hoạch kiểm tra", buttons=((Button("✅ Đã xong", "done:17"),),))


async def test_what_was_shown_is_kept_under_the_id_of_its_message(
    api: BotApi, conversation: Conversation, links: Links
) -> None:
    kept: list[tuple[str, str, Reply]] = []

    def remember(chat_id: str, message_id: str, reply: Reply) -> None:
        kept.append((chat_id, message_id, reply))

    conversation.answers = lambda incoming: CARD
    other = api.person(9)
    async with running(channel_to(api, conversation, links, remember=remember)):
        other.says("II.3")
        card = await other.sees()
        other.taps("✅ Đã xong")
        await other.sees(lambda message: message.message_id != card.message_id)
    assert kept[0] == ("9", str(card.message_id), CARD)
