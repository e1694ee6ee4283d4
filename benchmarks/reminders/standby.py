"""Three processes on one PostgreSQL push a morning at Telegram's pace; then the one that serves is killed."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import make_url

from benchmarks.registries.server import server_of_benchmark
from benchmarks.reminders.processes import MESSAGES_ON_THE_WAY, add_people, count_twice, office_on, running_process
from benchmarks.target import Target
from bot.channels.telegram.limits import RATE_LIMITS
from data.database.processes import list_processes
from tests.databases.postgresql import PostgresqlServer
from tests.loopback.server import BotApi

DIGESTS = 600
PROCESSES = 3
OF_THE_LIMIT = 1.05
GAP = 5.0
"""Seconds from the kill to the next message."""
SLOWLY = {"TELEGRAM_PER_SECOND": "6"}
"""So that much is left when the others have started."""


def measure_standby(folder: Path) -> Iterator[Target]:
    """Measure a morning that nothing happens on, then one on which the process that serves is killed."""
    with server_of_benchmark() as server:
        with (
            BotApi(strict_rates=True) as api,
            office_on(server, folder / "calm.db", DIGESTS) as address,
            ExitStack() as running,
        ):
            add_people(api, DIGESTS)
            for _ in range(PROCESSES):
                running.enter_context(running_process(api, address, settings={}))
            api.wait_for(lambda world: len(world.sent) >= DIGESTS or None, timeout=180)
            took = api.world.sent[-1].at - api.world.sent[0].at
            refused = sum(call.status == 429 for call in api.calls("sendMessage"))
            twice = count_twice(api)
        limit = DIGESTS / RATE_LIMITS.per_second
        about = f"{PROCESSES} tiến trình, {took:.1f} s, giới hạn {limit:.1f} s"
        yield Target(
            f"Nhiều tiến trình gửi {DIGESTS} bản tin so với giới hạn", took / limit, OF_THE_LIMIT, "×", about
        )
        yield Target("Lần Telegram bảo chậm lại khi có nhiều tiến trình", refused, 0, "lần", about)
        yield Target("Bản tin gửi hai lần khi có nhiều tiến trình", twice, 0, "bản tin", about)
        yield from _measure_kill(server, folder)


def _measure_kill(server: PostgresqlServer, folder: Path) -> Iterator[Target]:
    with (
        BotApi(strict_rates=True) as api,
        office_on(server, folder / "killed.db", DIGESTS) as address,
        ExitStack() as running,
    ):
        add_people(api, DIGESTS)
        first = running.enter_context(running_process(api, address, settings=SLOWLY))
        api.wait_for(lambda world: len(world.sent) >= 1 or None, timeout=60)
        for _ in range(PROCESSES - 1):
            running.enter_context(running_process(api, address, settings=SLOWLY))
        api.wait_for(lambda _world: len(list_processes(make_url(address))) == PROCESSES or None, timeout=60)
        first.kill()
        first.wait()
        before = len(api.world.sent)
        api.wait_for(lambda world: len(world.sent) > before or None, timeout=60)
        gap = api.world.sent[before].at - api.world.sent[before - 1].at
        api.wait_for(lambda world: len({one.chat_id for one in world.sent}) >= DIGESTS or None, timeout=400)
        twice = count_twice(api)
    yield Target("Từ lúc tắt đột ngột tiến trình gửi tới tin kế tiếp", gap, GAP, "s", f"{before} bản tin đã gửi")
    yield Target("Bản tin gửi hai lần sau đó", twice, MESSAGES_ON_THE_WAY, "bản tin", "0 bản tin bị bỏ")
