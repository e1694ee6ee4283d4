"""The post of a conversation: what the scheduler sends, put on the screens of those it is for."""

import asyncio
from itertools import count

from data.rules.stages import Policy
from handlers.base.messages import Reply
from handlers.views.pushes.messages import render_message
from scheduler.context import Planning
from scheduler.sending.postman import Postman
from scheduler.tick import tick
from tests.handlers.chat import Office, Person, check

_numbers = count(1)


def post_comes(office: Office, *people: Person) -> int:
    """One beat of the scheduler; whoever got a message has it on the screen. Returns how many were sent."""
    sent: dict[str, Reply] = {}

    async def send(_channel: str, chat_id: str, reply: Reply) -> str:
        check(reply)
        sent[chat_id] = reply
        return str(next(_numbers))

    postman = Postman(office.store, office.clock, Planning(office.calendar, Policy(), {"chat"}), render_message, send)
    asyncio.run(tick(postman))
    for person in people:
        person.screen = sent.get(person.chat.chat_id, person.screen)
    return len(sent)
