"""Three processes serve one PostgreSQL: a morning, the one that pushes killed and stopped, quick questions."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import groupby
from pathlib import Path
from urllib.request import urlopen

from sqlalchemy import make_url

from benchmarks.registries.server import server_of_benchmark
from benchmarks.reminders.processes import MESSAGES_ON_THE_WAY, add_people, count_twice, office_on, running_process
from benchmarks.target import Target
from bot.channels.telegram.limits import RATE_LIMITS
from data.database.processes import list_processes
from data.store import Store
from tests.acceptance.test_handing_out import free_port
from tests.databases.postgresql import PostgresqlServer
from tests.loopback.between.proxy import Proxy
from tests.loopback.between.relay import Relay
from tests.loopback.people import Person
from tests.loopback.server import BotApi

DIGESTS = 1_000
PROCESSES = 3
OF_THE_LIMIT = 1.05
AFTER_A_KILL, AFTER_A_STOP = 5.0, 15.0
CHATS, QUICK = 200, 20
HANGS, RED, GREEN, ANSWERED = 30.0, 10.0, 30.0, 60.0
"""Seconds."""


def measure_cluster(folder: Path) -> Iterator[Target]:
    """Measure on the server's side."""
    with server_of_benchmark() as server:
        yield from _measure_morning(server, folder / "calm.db")
        yield from _measure_deaths(server, folder / "deaths.db")
        yield from _measure_deaths_of_who_polls(server, folder / "polled.db")
        yield from _measure_quick_questions(server, folder / "quick.db")
        yield from _measure_hanging_network(server, folder / "hanging.db")


def _measure_morning(server: PostgresqlServer, path: Path) -> Iterator[Target]:
    with (
        BotApi(strict_rates=True) as api,
        office_on(server, path, DIGESTS) as address,
        running_cluster(api, address, DIGESTS),
    ):
        api.wait_for(lambda world: len(world.sent) >= DIGESTS or None, timeout=300)
        took = api.world.sent[-1].at - api.world.sent[0].at
        refused = sum(call.status == 429 for call in api.calls("sendMessage"))
        twice, deadlocks = count_twice(api), _count_deadlocks(address)
    limit = DIGESTS / RATE_LIMITS.per_second
    about = f"{PROCESSES} tiến trình cùng phục vụ, {took:.1f} s, giới hạn {limit:.1f} s"
    yield Target(f"Cụm gửi {DIGESTS} bản tin so với giới hạn", took / limit, OF_THE_LIMIT, "×", about)
    yield Target("Lần Telegram bảo cụm chậm lại", refused, 0, "lần", about)
    yield Target("Bản tin cụm gửi hai lần", twice, 0, "bản tin", about)
    yield Target("Khóa chéo trong cơ sở dữ liệu", deadlocks, 0, "lần", about)


def _measure_deaths(server: PostgresqlServer, path: Path) -> Iterator[Target]:
    with (
        BotApi(strict_rates=True) as api,
        office_on(server, path, DIGESTS) as address,
        running_cluster(api, address, DIGESTS, TELEGRAM_PER_SECOND="10", TELEGRAM_TIMEOUT="5"),
    ):
        api.wait_for(lambda world: len(world.sent) >= 20 or None, timeout=120)
        os.kill(_pusher(address), signal.SIGKILL)
        killed = _gap(api)
        before = _pusher(address)
        os.kill(before, signal.SIGSTOP)
        stopped = _gap(api)
        api.wait_for(lambda world: len({one.chat_id for one in world.sent}) >= DIGESTS or None, timeout=400)
        os.kill(before, signal.SIGCONT)
        twice, refused = count_twice(api), sum(call.status == 429 for call in api.calls("sendMessage"))
    yield Target("Từ lúc tắt đột ngột tiến trình gửi tới tin kế tiếp", killed, AFTER_A_KILL, "s", "kill -9")
    yield Target("Từ lúc tiến trình gửi bị treo tới tin kế tiếp", stopped, AFTER_A_STOP, "s", "SIGSTOP")
    yield Target("Bản tin gửi hai lần sau đó", twice, 2 * MESSAGES_ON_THE_WAY, "bản tin", f"0 bị bỏ, {refused} × 429")


def _measure_deaths_of_who_polls(server: PostgresqlServer, path: Path) -> Iterator[Target]:
    """Kill, then stop the process that polls; a question asked just then is answered by the next that does."""
    with (
        BotApi(strict_rates=True) as api,
        office_on(server, path, CHATS) as address,
        running_cluster(api, address, CHATS, hour=0, RECEIVE="poll", TELEGRAM_TIMEOUT="5"),
    ):
        people = iter([api.person(chat_id) for chat_id in range(1, CHATS + 1)])
        calm = _answer_within(next(people))
        os.kill(_pusher(address), signal.SIGKILL)
        killed = _answer_within(next(people))
        before = _pusher(address)
        os.kill(before, signal.SIGSTOP)
        stopped = _answer_within(next(people))
        os.kill(before, signal.SIGCONT)
        _answer_within(next(people))
        twice = count_twice(api)
    about = f"lúc không có gì là {calm:.1f} s"
    yield Target("Từ lúc tắt đột ngột tiến trình hỏi tin tới câu trả lời", killed, AFTER_A_KILL, "s", about)
    yield Target("Từ lúc tiến trình hỏi tin bị treo tới câu trả lời", stopped, AFTER_A_STOP, "s", about)
    yield Target("Câu trả lời hai lần sau đó", twice, 0, "câu", about)


def _answer_within(person: Person) -> float:
    """Return the seconds from a person's question to its answer."""
    began = time.monotonic()
    person.says("/nhiemvu")
    return person.wait_for_message(timeout=120).at - began


def _measure_quick_questions(server: PostgresqlServer, path: Path) -> Iterator[Target]:
    """Let many chats say much at once, without waiting; each of their answers names what was asked."""
    with (
        BotApi() as api,
        office_on(server, path, CHATS) as address,
        running_cluster(api, address, CHATS, hour=0, TELEGRAM_PER_SECOND="0", TELEGRAM_PER_CHAT="0"),
    ):
        people = [api.person(chat_id) for chat_id in range(1, CHATS + 1)]
        wanted = [f"X.{number}" for number in range(1, QUICK + 1)]  # unknown codes are repeated in the answer
        for code in wanted:
            for person in people:
                person.says(f"/nhiemvu {code}")
        api.wait_for(lambda world: len(world.sent) >= CHATS * QUICK or None, timeout=400)
        took = api.world.sent[-1].at - api.world.sent[0].at
        disordered = 0
        for person in people:
            answers = [
                next((code for code in wanted if f"{code} " in f"{one.text} " or f"{code}." in one.text), "")
                for one in person.messages
            ]
            disordered += [code for code, _again in groupby(answers)] != wanted
        twice = len(api.world.sent) - CHATS * QUICK
    about = f"{CHATS} chat × {QUICK} câu, {took:.1f} s"
    yield Target("Chat được trả lời sai thứ tự hoặc thiếu", disordered, 0, "chat", about)
    yield Target("Câu trả lời thừa", twice, 0, "câu", about)


def _measure_hanging_network(server: PostgresqlServer, path: Path) -> Iterator[Target]:
    """Let the network to the database swallow everything for half a minute, while people ask."""
    with (
        BotApi() as api,
        office_on(server, path, CHATS) as address,
        Relay(address) as way,
        running_cluster(api, address, CHATS, hour=0, DATABASE_URL=way.address, TELEGRAM_TIMEOUT="5") as ports,
    ):
        people = [api.person(chat_id) for chat_id in range(1, CHATS + 1)]
        way.hang()
        began = time.monotonic()
        for person in people:
            person.says("/nhiemvu")
        while all(_is_ready(port) for port in ports):
            time.sleep(0.1)
        red = time.monotonic() - began
        time.sleep(max(0.0, began + HANGS - time.monotonic()))
        way.mend()
        mended = time.monotonic()
        while not all(_is_ready(port) for port in ports):
            time.sleep(0.1)
        green = time.monotonic() - mended
        api.wait_for(lambda world: len({one.chat_id for one in world.sent}) >= CHATS or None, timeout=120)
        answered = api.world.sent[-1].at - mended
    about = f"mạng tới cơ sở dữ liệu treo {HANGS:.0f} s, {CHATS} người hỏi, 0 câu bị mất"
    yield Target("Từ lúc mạng treo tới khi /readyz đỏ", red, RED, "s", about)
    yield Target("Từ lúc mạng thông tới khi mọi /readyz xanh", green, GREEN, "s", about)
    yield Target("Từ lúc mạng thông tới câu trả lời cuối", answered, ANSWERED, "s", about)


def _is_ready(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _gap(api: BotApi) -> float:
    before = len(api.world.sent)
    api.wait_for(lambda world: len(world.sent) > before + 1 or None, timeout=120)
    return max(api.world.sent[n].at - api.world.sent[n - 1].at for n in (before, before + 1))


def _pusher(address: str) -> int:
    """Return the number of the process that pushes."""
    while True:
        for one in list_processes(make_url(address)):
            if one.has_seats and one.beats:
                return int(one.process.partition(".")[0])


@contextmanager
def running_cluster(
    api: BotApi, address: str, officers: int, *, hour: int = 3, **settings: str
) -> Iterator[list[int]]:
    """Run the processes from a morning on, behind a proxy, and yield their ports once they can do their work."""
    add_people(api, officers)
    of_proxy = {name.upper(): value for name, value in Proxy.settings.items()}
    ports = [free_port() for _ in range(PROCESSES)]
    with ExitStack() as running:
        for port in ports:
            ours = of_proxy | {"HTTP_PORT": str(port)} | settings
            running.enter_context(running_process(api, address, "--engine", "cluster", hour=hour, settings=ours))
        if settings.get("RECEIVE") != "poll":
            running.enter_context(Proxy(api, ports))
        while not all(_is_ready(port) for port in ports):
            time.sleep(0.1)
        yield ports


def _count_deadlocks(address: str) -> int:
    store = Store(address)
    with store.connection() as connection:
        statement = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        found: int = connection.exec_driver_sql(statement).scalar_one()
    store.close()
    return found
