"""The post of a conversation: what the scheduler sends, put on the screens of those it is for."""

import asyncio
from itertools import count

from data.rules.stages import Policy
from handlers.base.messages import Reply
from handlers.views.pushes.messages import address, render_message
from scheduler.context import Planning
from scheduler.sending.postman import Postman
from scheduler.tick import tick
from tests.handlers.chat import Office, Person, check

_numbers = count(1)


def post_comes(office: Office, *people: Person) -> int:
    """One beat of the scheduler; whoever got a message has it on the screen. Returns how many were sent."""
    sent = _beat(office)
    last = dict(sent)
    for person in people:
        person.screen = last.get(person.chat.chat_id, person.screen)
    return len(last)


def letters_for(office: Office, person: Person) -> list[Reply]:
    """One beat of the scheduler; all that it sent to somebody."""
    return [reply for chat_id, reply in _beat(office) if chat_id == person.chat.chat_id]


def _beat(office: Office) -> list[tuple[str, Reply]]:
    sent: list[tuple[str, Reply]] = []

    async def send(_channel: str, chat_id: str, reply: Reply) -> str:
        check(reply)
        sent.append((chat_id, reply))
        return str(next(_numbers))

    planning = Planning(office.calendar, Policy(), {"chat"})
    postman = Postman(office.store, office.clock, planning, render_message, send, address=address)
    asyncio.run(tick(postman))
    return sent
