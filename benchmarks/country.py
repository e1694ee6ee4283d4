"""The whole country on one PostgreSQL: a morning planned, questions asked meanwhile, and how the registry grows."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.registries.provinces import create_provinces
from benchmarks.registries.server import server_of_benchmark
from benchmarks.reminders.cluster import running_cluster
from benchmarks.target import Target
from bot.channels.telegram.limits import RATE_LIMITS
from data.store import Store
from data.transfer.moving import move_registry
from tests.databases.postgresql import PostgresqlServer
from tests.loopback.server import BotApi

PROVINCES, COMMUNES, DEPARTMENTS = 34, 3_321, 20
AGENCIES = PROVINCES * (1 + DEPARTMENTS) + COMMUNES
OFFICERS, DUTIES = 15_000, 230_000
PLANNING, ANSWER_MS = 5.0, 100.0
PER_SECOND, ASKED = 50, 1_000
MORNINGS = 250
"""Working days of a year."""
_MEGABYTE = 1 << 20


def measure_country(folder: Path) -> Iterator[Target]:
    """Measure planning in a process of its own, then answers of three processes that serve together."""
    with server_of_benchmark() as server:
        address = _create(server, folder / "country.db")
        before = _size(address)
        command = [sys.executable, "-m", "benchmarks.reminders.plan_once", address]
        planned = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        grown = (_size(address) - before) / _MEGABYTE
        work = f"{AGENCIES} cơ quan, {OFFICERS} cán bộ, {DUTIES} phần việc, PostgreSQL"
        yield Target("Lập một buổi sáng của cả nước", planned["seconds"], PLANNING, "s", work)
        minutes = planned["digests"] / RATE_LIMITS.per_second / 60
        told = f"{planned['digests']} bản tin, một bot gửi trong {minutes:.1f} phút, {PROVINCES} bot trong"
        told += f" {60 * minutes / PROVINCES:.0f} giây; sổ {before / _MEGABYTE:.0f} MB"
        most = 40.0
        yield Target("Sổ lớn thêm sau một buổi sáng cả nước được nhắc", grown, most, "MB", told)
        yield _measure_answers(address)
        yield Target("Sổ lớn thêm mỗi năm nếu sáng nào cũng vậy", grown * MORNINGS / 1024, 10, "GB", work)


def _measure_answers(address: str) -> Target:
    """Let officers ask at an even pace, each once, and measure from the question to the answer."""
    with (
        BotApi() as api,
        running_cluster(api, address, OFFICERS, hour=0, TELEGRAM_PER_SECOND="0", TELEGRAM_PER_CHAT="0"),
    ):
        people = [api.person(chat_id) for chat_id in range(1, ASKED + 1)]
        for person in people[:PER_SECOND]:  # what is read once is read
            person.says("/nhiemvu")
        api.wait_for(lambda world: len(world.sent) >= PER_SECOND or None, timeout=120)
        asked_at, began = {}, time.monotonic()
        for number, person in enumerate(people):
            time.sleep(max(0.0, began + number / PER_SECOND - time.monotonic()))
            asked_at[int(person.chat_id)] = time.monotonic()
            person.says("/nhiemvu")
        api.wait_for(lambda world: len(world.sent) >= PER_SECOND + ASKED or None, timeout=120)
        took = sorted(one.at - asked_at[one.chat_id] for one in api.world.sent[PER_SECOND:])
    p95 = 1000 * took[int(0.95 * len(took))]
    about = f"{PER_SECOND} câu mỗi giây, ba tiến trình, giữa là {1000 * took[len(took) // 2]:.0f} ms"
    return Target("/nhiemvu của cả nước, p95", p95, ANSWER_MS, "ms", about)


def _create(server: PostgresqlServer, path: Path) -> str:
    store = Store(create_provinces(path, DUTIES, agencies=AGENCIES, officers=OFFICERS, overdue=AGENCIES // 10))
    address = server.new()
    move_registry(store, address, lambda *_table: None).close()
    store.close()
    return address


def _size(address: str) -> float:
    store = Store(address)
    with store.connection() as connection:
        found = connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one()
    store.close()
    return float(found)
