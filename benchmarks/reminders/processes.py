"""An office on PostgreSQL and processes that start on its morning, for measurements of several of them."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from benchmarks.registries.provinces import MORNING, create_provinces
from data.rules.digest_hours import slot_opens_at
from data.store import Store
from data.transfer.moving import move_registry
from tests.databases.postgresql import PostgresqlServer
from tests.loopback.server import BotApi

MESSAGES_ON_THE_WAY = 60
"""Messages that may be on their way when a process is killed: `scheduler.sending.postman.MESSAGES_ON_THE_WAY`."""


@contextmanager
def office_on(server: PostgresqlServer, path: Path, officers: int) -> Iterator[str]:
    """Yield the address of a registry with as many officers on PostgreSQL, made at `path` before."""
    store = Store(create_provinces(path, officers, agencies=officers, overdue=0))
    address = server.new()
    move_registry(store, address, lambda *_table: None).close()
    store.close()
    try:
        yield address
    finally:
        server.drop(address)


def add_people(api: BotApi, officers: int) -> None:
    """Let there be a person on the other side of each officer's chat."""
    for chat_id in range(1, officers + 1):
        api.person(chat_id)


@contextmanager
def running_process(
    api: BotApi, address: str, *options: str, hour: int = 3, settings: Mapping[str, str]
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run `nhacviec run` with `options` and `settings` from an `hour` of the morning on; kill it in the end."""
    ours = {
        "DATABASE_URL": address,
        "NOW": (slot_opens_at(MORNING) + timedelta(hours=hour)).isoformat(),
        "TELEGRAM_TOKEN": api.token,
        "TELEGRAM_BASE_URL": api.base_url,
        "LOG_LEVEL": "ERROR",
    }
    clean = {name: value for name, value in os.environ.items() if not name.startswith("NHACVIEC_")}
    environment = clean | {f"NHACVIEC_{name}": value for name, value in (ours | dict(settings)).items()}
    with subprocess.Popen([sys.executable, "-m", "bot", "run", *options], env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


def count_twice(api: BotApi) -> int:
    """Return how many messages came besides the first of each chat."""
    return sum(number - 1 for number in Counter(message.chat_id for message in api.world.sent).values())
