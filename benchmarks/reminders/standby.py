"""Three processes on one PostgreSQL push a morning at Telegram's pace; then the one that serves is killed."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import make_url

from benchmarks.registries.provinces import MORNING, create_provinces
from benchmarks.registries.server import server_of_benchmark
from benchmarks.target import Target
from bot.channels.telegram.limits import RATE_LIMITS
from data.database.processes import list_processes
from data.rules.digest_hours import slot_opens_at
from data.store import Store
from data.transfer.moving import move_registry
from tests.databases.postgresql import PostgresqlServer
from tests.loopback.server import BotApi

DIGESTS = 600
PROCESSES = 3
OF_THE_LIMIT = 1.05
GAP = 5.0
"""Seconds from the kill to the next message."""
SLOWLY = {"TELEGRAM_PER_SECOND": "6"}
"""So that much is left when the others have started."""
_AT_ONCE = 60
"""Messages that may be on their way when a process is killed: `scheduler.sending.postman.AT_ONCE`."""


def measure_standby(folder: Path) -> Iterator[Target]:
    """Measure a morning that nothing happens on, then one on which the process that serves is killed."""
    with server_of_benchmark() as server:
        with BotApi(strict_rates=True) as api, _office(server, folder / "calm.db") as address, ExitStack() as running:
            for _ in range(PROCESSES):
                running.enter_context(_process(api, address))
            api.wait_for(lambda world: len(world.sent) >= DIGESTS or None, timeout=180)
            took = api.world.sent[-1].at - api.world.sent[0].at
            refused = sum(call.status == 429 for call in api.calls("sendMessage"))
            twice = _count_twice(api)
        limit = DIGESTS / RATE_LIMITS.per_second
        about = f"{PROCESSES} tiến trình, {took:.1f} s, giới hạn {limit:.1f} s"
        yield Target(
            f"Nhiều tiến trình gửi {DIGESTS} bản tin so với giới hạn", took / limit, OF_THE_LIMIT, "×", about
        )
        yield Target("Lần Telegram bảo chậm lại khi có nhiều tiến trình", refused, 0, "lần", about)
        yield Target("Bản tin gửi hai lần khi có nhiều tiến trình", twice, 0, "bản tin", about)
        yield from _measure_kill(server, folder)


def _measure_kill(server: PostgresqlServer, folder: Path) -> Iterator[Target]:
    with BotApi(strict_rates=True) as api, _office(server, folder / "killed.db") as address, ExitStack() as running:
        first = running.enter_context(_process(api, address, **SLOWLY))
        api.wait_for(lambda world: len(world.sent) >= 1 or None, timeout=60)
        for _ in range(PROCESSES - 1):
            running.enter_context(_process(api, address, **SLOWLY))
        api.wait_for(lambda _world: len(list_processes(make_url(address))) == PROCESSES or None, timeout=60)
        first.kill()
        first.wait()
        before = len(api.world.sent)
        api.wait_for(lambda world: len(world.sent) > before or None, timeout=60)
        gap = api.world.sent[before].at - api.world.sent[before - 1].at
        api.wait_for(lambda world: len({one.chat_id for one in world.sent}) >= DIGESTS or None, timeout=400)
        twice = _count_twice(api)
    yield Target("Từ lúc tắt đột ngột tiến trình gửi tới tin kế tiếp", gap, GAP, "s", f"{before} bản tin đã gửi")
    yield Target("Bản tin gửi hai lần sau đó", twice, _AT_ONCE, "bản tin", "0 bản tin bị bỏ")


@contextmanager
def _office(server: PostgresqlServer, path: Path) -> Iterator[str]:
    """Yield the address of a registry with as many officers on PostgreSQL."""
    store = Store(create_provinces(path, DIGESTS, agencies=DIGESTS, overdue=0))
    address = server.new()
    move_registry(store, address, lambda *_table: None).close()
    store.close()
    try:
        yield address
    finally:
        server.drop(address)


@contextmanager
def _process(api: BotApi, address: str, **settings: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a bot that starts on the morning."""
    for chat_id in range(1, DIGESTS + 1):
        api.person(chat_id)
    ours = {
        "DATABASE_URL": address,
        "NOW": (slot_opens_at(MORNING) + timedelta(hours=3)).isoformat(),
        "TELEGRAM_TOKEN": api.token,
        "TELEGRAM_BASE_URL": api.base_url,
        "LOG_LEVEL": "ERROR",
    } | settings
    clean = {name: value for name, value in os.environ.items() if not name.startswith("NHACVIEC_")}
    environment = clean | {f"NHACVIEC_{name}": value for name, value in ours.items()}
    with subprocess.Popen([sys.executable, "-m", "bot", "run"], env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


def _count_twice(api: BotApi) -> int:
    return sum(number - 1 for number in Counter(message.chat_id for message in api.world.sent).values())
