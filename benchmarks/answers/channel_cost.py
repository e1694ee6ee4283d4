"""CPU of one /nhiemvu on Zalo and on the page, compared with the same on Telegram."""

import json
import os
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from threading import Thread
from uuid import uuid4

from benchmarks.registries.plan_175 import ASKER, NOW, create_registry, enrol
from benchmarks.target import Target
from bot.http.listening import listen
from bot.page.sessions import get_post_token
from data.enums import Role
from data.registry.people import page_sessions
from data.schema import open_registry
from scheduler.clock import SystemClock
from tests.loopback.server import BotApi
from tests.loopback.zalo.server import TOKEN, ZaloApi

WARM_UP = 40
BLOCK = 30
ROUNDS = 11
RATIO = 1.2
ZALO_CHATS = 60
"""In one chat Zalo is written to once a second: officers ask by turns."""
ZALO, PAGE = "zalo-4455667788", "web"
CHATS = {ZALO: [f"chat{number:04d}" for number in range(ZALO_CHATS)], PAGE: ["page"]}


class Asker(ABC):
    """Somebody who asks a bot in a process of its own, one question after another."""

    process: subprocess.Popen[bytes]

    @abstractmethod
    def ask(self) -> None:
        """Ask one question and wait for its answer."""

    def cpu_of(self, questions: int) -> float:
        """Return the CPU (user and system, all threads, in seconds) of one of `questions`."""
        before = self._cpu()
        for _ in range(questions):
            self.ask()
        return (self._cpu() - before) / questions

    def _cpu(self) -> float:
        # by the CPU clock of the process (clock_getcpuclockid(3)): /proc counts in 10 ms
        return time.clock_gettime(~self.process.pid << 3 | 2)


class OnTelegram(Asker):
    def __init__(self, api: BotApi, chat: int) -> None:
        self._person = api.person(chat)

    def ask(self) -> None:
        self._person.says("/nhiemvu")
        self._person.wait_for_message(lambda message: "Sở Tư pháp" in message.text)


class OnZalo(Asker):
    def __init__(self, api: ZaloApi) -> None:
        self._people = [api.person(chat) for chat in CHATS[ZALO]]
        self._turn = 0

    def ask(self) -> None:
        person = self._people[self._turn % ZALO_CHATS]
        self._turn += 1
        person.says("/nhiemvu")
        person.wait_for_message(lambda message: "Sở Tư pháp" in message.text)


class OnThePage(Asker):
    """A browser that posts, and another connection on which the chat is followed."""

    def __init__(self, port: int, token: str) -> None:
        self._port = port
        self._cookie = {"cookie": f"nhacviec={token}"}
        self._headers = self._cookie | {"x-nhacviec-post": get_post_token(token), "content-type": "application/json"}
        self._posts = HTTPConnection("127.0.0.1", port)

    def follow(self) -> None:
        """Follow the chat until the bot ends."""
        stream = HTTPConnection("127.0.0.1", self._port)
        stream.request("GET", "/trang/api/stream?after=0", headers=self._cookie)
        answer = stream.getresponse()
        while answer.readline():
            pass

    def ask(self) -> None:
        body = json.dumps({"update": uuid4().hex, "text": "/nhiemvu"})
        self._posts.request("POST", "/trang/api/say", body, self._headers)
        answer = self._posts.getresponse()
        assert answer.status == 200, answer.read()
        answer.read()


def measure_channel_cost(folder: Path) -> Iterator[Target]:
    """Measure the median of the ratios of many short blocks, in turns: disturbances meet all."""
    with ExitStack() as running:
        telegram = running.enter_context(_on_telegram(folder))
        others = [
            ("Zalo", running.enter_context(_on_zalo(folder))),
            ("trang", running.enter_context(_on_the_page(folder))),
        ]
        for asker in (telegram, *(other for _, other in others)):
            asker.cpu_of(WARM_UP)
        rounds = [(telegram.cpu_of(BLOCK), *(other.cpu_of(BLOCK) for _, other in others)) for _ in range(ROUNDS)]
    theirs = 1000 * median(one[0] for one in rounds)
    for place, (name, _) in enumerate(others, 1):
        ratio = median(one[place] / one[0] for one in rounds)
        ours = 1000 * median(one[place] for one in rounds)
        detail = f"{ours:.2f} ms so với {theirs:.2f} ms"
        yield Target(f"CPU mỗi /nhiemvu: {name} so với Telegram", ratio, RATIO, "×", detail)


@contextmanager
def _on_telegram(folder: Path) -> Iterator[Asker]:
    with BotApi() as api:
        asker = OnTelegram(api, 7)
        settings = {
            "telegram_token": api.token,
            "telegram_base_url": api.base_url,
            "telegram_per_chat": "0",
            "telegram_per_second": "0",
        }
        with _running(asker, create_registry(folder / "telegram.db"), settings):
            yield asker


@contextmanager
def _on_zalo(folder: Path) -> Iterator[Asker]:
    with ZaloApi(longest_poll=30) as api:
        asker = OnZalo(api)
        settings = {"zalo_token": TOKEN, "zalo_base_url": api.base_url, "zalo_monthly_messages": "0"}
        with _running(asker, _create_registry(folder / "zalo.db", ZALO)[0], settings):
            yield asker


@contextmanager
def _on_the_page(folder: Path) -> Iterator[Asker]:
    listening = listen(0)
    port = listening.getsockname()[1]
    listening.close()
    address, token = _create_registry(folder / "page.db", PAGE)
    asker = OnThePage(port, token)
    settings = {"page": "true", "http_port": str(port), "public_url": f"http://127.0.0.1:{port}"}
    with _running(asker, address, settings):
        _wait_for(port)
        Thread(target=asker.follow, daemon=True).start()
        yield asker


def _create_registry(path: Path, channel: str) -> tuple[str, str]:
    """Create a registry with officers on a channel; return its address, and the secret of a session of the last."""
    address = create_registry(path)
    store = open_registry(address)
    with store.write() as session:
        for chat in CHATS[channel]:
            enrol(session, ASKER, Role.OFFICER, chat, channel)
        token = page_sessions.open_session(session, chat, now=NOW, wall=SystemClock().wall(), actor="benchmark")
    store.close()
    return address, token


@contextmanager
def _running(asker: Asker, address: str, settings: dict[str, str]) -> Iterator[None]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("NHACVIEC_")}
    ours = {"database_url": address, "now": NOW.isoformat(), "log_level": "WARNING"} | settings
    environment = clean | {f"NHACVIEC_{name.upper()}": value for name, value in ours.items()}
    with subprocess.Popen([sys.executable, "-m", "bot", "run"], env=environment) as process:
        asker.process = process
        try:
            yield
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    """Wait until a bot listens."""
    for _ in range(600):
        try:
            HTTPConnection("127.0.0.1", port).connect()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError
