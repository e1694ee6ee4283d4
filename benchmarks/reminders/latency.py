"""Digests at Telegram's pace where each call takes long, with officers beside who talk to the bot."""

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

from benchmarks.reminders.digests import running_bot
from benchmarks.target import Target
from tests.loopback.server import BotApi

LATENCY = 0.3
"""Seconds that a call and its answer are on their way together."""
DIGESTS = 600
PER_SECOND = 28.0
"""Digests and answers, as the server counts them."""
ANSWERED_IN = 0.1
"""Seconds on top of the latency in which 95 of 100 questions are answered meanwhile."""
_EVERY = 0.5
"""Seconds between two questions."""
_OWN_PACE = 2.0
"""Seconds after their digest from which an officer asks: in a chat Telegram takes one message a second."""


def measure_latency(folder: Path) -> Iterator[Target]:
    """Measure on the server's side, from the first digest to the last."""
    with BotApi(strict_rates=True) as api:
        api.world.latency = LATENCY
        over, waits = Event(), list[float]()
        talk = Thread(target=_talk, args=(api, over, waits))
        with running_bot(api, folder / "latency.db", DIGESTS):
            talk.start()
            api.wait_for(lambda world: all(chat.messages for chat in world.chats.values()) or None, timeout=120)
            over.set()
            talk.join()
        sent, refused = list(api.world.sent), sum(call.status == 429 for call in api.calls("sendMessage"))
    digests = [next(iter(chat.messages.values())).at for chat in api.world.chats.values()]
    first, last = min(digests), max(digests)
    seconds, among = last - first, sum(first < message.at <= last for message in sent)
    detail = (
        f"{DIGESTS} bản tin và {among - DIGESTS + 1} trả lời trong {seconds:.1f} s: {among / seconds:.1f} mỗi giây"
    )
    name = f"trễ {LATENCY * 1000:.0f} ms"
    yield Target(f"Giây mỗi {PER_SECOND:.0f} tin, {name}", PER_SECOND * seconds / among, 1, "s", detail)
    waits.sort()
    slow = waits[int(0.95 * len(waits))]
    detail = f"p95 của {len(waits)} câu, trung vị {waits[len(waits) // 2]:.2f} s"
    yield Target(f"Trả lời trong lúc gửi, {name}", slow, LATENCY + ANSWERED_IN, "s", detail)
    yield Target(f"Lần Telegram bảo chậm lại, {name}", refused, 0, "lần", f"{len(sent)} tin")


def _talk(api: BotApi, over: Event, waits: list[float]) -> None:
    """Let one officer after another ask, each some time after their digest; add up the seconds they wait."""
    for chat_id in range(1, DIGESTS + 1):
        person = api.person(chat_id)
        while not (person.messages and time.monotonic() > person.messages[0].at + _OWN_PACE):
            if over.wait(0.02):
                return
        asked = time.monotonic()
        person.says("/nhiemvu")
        waits.append(person.wait_for_message().at - asked)
        if over.wait(_EVERY):
            return
