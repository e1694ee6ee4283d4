"""CPU of one /nhiemvu through the whole bot, compared with a bare handler that answers the same bytes."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.registries.plan_175 import CHAT, NOW, create_registry
from benchmarks.target import Target
from tests.loopback.chats import Message
from tests.loopback.server import BotApi

WARM_UP = 60
BLOCK = 40
PAIRS = 15
RATIO = 1.5


@dataclass
class Measured:
    """A bot in its own process, and the Bot API it talks to."""

    api: BotApi
    process: subprocess.Popen[bytes]

    def ask(self, times: int) -> Message:
        """Ask one question after another, each after the last answer; return the last answer."""
        officer = self.api.person(CHAT)
        for _ in range(times):
            officer.says("/nhiemvu")
            answer = officer.wait_for_message(lambda message: "Sở Tư pháp" in message.text, timeout=60)
        return answer

    def cpu_of(self, questions: int) -> float:
        """Return the CPU (user and system, all threads, in seconds) of one of `questions`."""
        before = _cpu(self.process.pid)
        self.ask(questions)
        return (_cpu(self.process.pid) - before) / questions


def measure_turn_cost(folder: Path) -> Iterator[Target]:
    """Measure the median of the ratios of many short blocks, in turns: disturbances meet both."""
    address = create_registry(folder / "turn.db")
    with _running(["-m", "bot", "run"], NHACVIEC_DATABASE_URL=address, NHACVIEC_NOW=NOW.isoformat()) as real:
        answer = real.ask(WARM_UP)
        constant = folder / "answer.json"
        constant.write_text(json.dumps({"html": answer.html, "buttons": answer.buttons}), encoding="utf-8")
        with _running(["-m", "benchmarks.bare.bot", "{base_url}", "{token}", str(constant)]) as bare:
            bare.ask(WARM_UP)
            pairs = [(real.cpu_of(BLOCK), bare.cpu_of(BLOCK)) for _ in range(PAIRS)]
    ratio = median(ours / theirs for ours, theirs in pairs)
    ours, theirs = (1000 * median(side) for side in zip(*pairs, strict=True))
    yield Target("CPU mỗi /nhiemvu so với bot tối giản", ratio, RATIO, "×", f"{ours:.2f} ms so với {theirs:.2f} ms")


@contextmanager
def _running(arguments: list[str], **settings: str) -> Iterator[Measured]:
    with BotApi() as api:
        places = {"base_url": api.base_url, "token": api.token}
        command = [sys.executable, *(argument.format(**places) for argument in arguments)]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("NHACVIEC_")}
        telegram = {
            "NHACVIEC_TELEGRAM_TOKEN": api.token,
            "NHACVIEC_TELEGRAM_BASE_URL": api.base_url,
            "NHACVIEC_TELEGRAM_PER_CHAT": "0",  # one officer asks as fast as they are answered
            "NHACVIEC_TELEGRAM_PER_SECOND": "0",
            "NHACVIEC_LOG_LEVEL": "WARNING",
        }
        with subprocess.Popen(command, env=clean | telegram | settings) as process:
            try:
                yield Measured(api, process)
            finally:
                process.send_signal(signal.SIGTERM)


def _cpu(pid: int) -> float:
    """Return the CPU of a process in seconds, by its CPU clock (clock_getcpuclockid(3)): /proc counts in 10 ms."""
    return time.clock_gettime(~pid << 3 | 2)
