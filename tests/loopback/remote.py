"""Control of people from another process, such as a benchmark: JSON over HTTP beside the Bot API.

POST /test/says   {"chat_id": 7, "text": "/nhiemvu"}    a person says something
POST /test/taps   {"chat_id": 7, "button": "II.3"}      taps the button with that text or value
GET  /test/sent?after=12&count=1&timeout=10             messages of the bot with ids above `after`, as soon as
                                                        there are `count` of them or `timeout` seconds are over
"""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tests.loopback.http import Request
from tests.loopback.world import World

if TYPE_CHECKING:
    from tests.loopback.chats import Message
    from tests.loopback.server import BotApi

REMOTE = "/test/"


def carry_out(api: "BotApi", request: Request) -> tuple[int, Any]:
    """Carry out a request; return status and body. Blocks: not for the server's own loop."""
    params = request.params
    match request.path.removeprefix(REMOTE):
        case "says":
            return 200, api.person(int(params["chat_id"])).says(params["text"])
        case "taps":
            return 200, api.person(int(params["chat_id"])).taps(params["button"])
        case "sent":
            after, count = int(params.get("after", "0")), int(params.get("count", "1"))
            return 200, _sent(api, after, count, float(params.get("timeout", "10")))
    return 404, None


def _sent(api: "BotApi", after: int, count: int, timeout: float) -> list[dict[str, Any]]:
    def newer(world: World) -> list["Message"]:
        return [message for message in world.sent if message.message_id > after]

    try:
        found = api.wait_for(lambda world: fresh if len(fresh := newer(world)) >= count else None, timeout)
    except TimeoutError:
        found = newer(api.world)
    return [asdict(message) | {"content": len(message.content)} for message in found]
