"""Sending of a thousand digests through the whole bot: at Telegram's pace, and as fast as possible."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median

from benchmarks.registries.provinces import MORNING, create_provinces
from benchmarks.target import Target
from bot.channels.telegram.limits import RATE_LIMITS
from data.rules.digest_hours import slot_opens_at
from tests.loopback.chats import Message
from tests.loopback.server import BotApi

DIGESTS = 1_000
OF_THE_LIMIT = 1.05
OF_BARE = 0.7
ROUNDS = 3


def measure_digests(folder: Path) -> Iterator[Target]:
    """Measure both on the server's side, from the first digest to the last."""
    with BotApi(strict_rates=True) as api:
        paced = _push(api, folder / "paced.db")
        told_to_wait = sum(call.status == 429 for call in api.calls("sendMessage"))
    limit = DIGESTS / RATE_LIMITS.per_second
    detail = f"{paced:.1f} s, giới hạn {limit:.1f} s"
    yield Target(f"Gửi {DIGESTS} bản tin so với giới hạn của Telegram", paced / limit, OF_THE_LIMIT, "×", detail)
    yield Target("Lần Telegram bảo chậm lại", told_to_wait, 0, "lần", f"{DIGESTS} bản tin")
    rounds = [_unpaced(folder, number) for number in range(ROUNDS)]
    slower = median(ours / bare for ours, bare in rounds)
    ours, bare = (median(side) for side in zip(*rounds, strict=True))
    name = f"Gửi {DIGESTS} bản tin không giữ nhịp so với asyncio.gather"
    yield Target(name, slower, 1 / OF_BARE, "×", f"{ours:.2f} s so với {bare:.2f} s")


def _unpaced(folder: Path, number: int) -> tuple[float, float]:
    """Return the seconds of the bot, and of a bare program that sends the same messages."""
    with BotApi() as api:
        ours = _push(api, folder / f"unpaced-{number}.db", TELEGRAM_PER_SECOND="0", TELEGRAM_PER_CHAT="0")
        constant = folder / "digest.json"
        digest = api.world.sent[0]
        constant.write_text(json.dumps({"html": digest.html, "buttons": digest.buttons}), encoding="utf-8")
        chats = [f"{chat.chat_id}" for chat in api.world.chats.values()]
        bare = ["benchmarks.bare.push", api.base_url, api.token, str(constant), *chats]
        subprocess.run([sys.executable, "-m", *bare], check=True)
        return ours, _seconds(api.world.sent[DIGESTS:])


def _push(api: BotApi, registry: Path, **settings: str) -> float:
    """Start a bot on the morning; return the seconds from its first digest to its last."""
    with running_bot(api, registry, DIGESTS, **settings):
        api.wait_for(lambda world: len(world.sent) >= DIGESTS or None, timeout=120)
    return _seconds(api.world.sent)


@contextmanager
def running_bot(api: BotApi, registry: Path, digests: int, **settings: str) -> Iterator[None]:
    """Run a bot that starts on a morning with so many digests, to the chats from 1 on, in a registry of its own."""
    address = create_provinces(registry, digests, agencies=digests, overdue=0)
    for chat_id in range(1, digests + 1):
        api.person(chat_id)
    ours = {
        "DATABASE_URL": address,
        "NOW": (slot_opens_at(MORNING) + timedelta(hours=3)).isoformat(),
        "TELEGRAM_TOKEN": api.token,
        "TELEGRAM_BASE_URL": api.base_url,
        "LOG_LEVEL": "WARNING",
    } | settings
    clean = {name: value for name, value in os.environ.items() if not name.startswith("NHACVIEC_")}
    command = [sys.executable, "-m", "bot", "run"]
    with subprocess.Popen(command, env=clean | {f"NHACVIEC_{name}": ours[name] for name in ours}) as process:
        try:
            yield
        finally:
            time.sleep(1)  # what was sent is written down
            process.terminate()


def _seconds(sent: list[Message]) -> float:
    return sent[-1].at - sent[0].at
