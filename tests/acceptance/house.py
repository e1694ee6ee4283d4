"""A registry with plan 175, the settings that name it, and the programs that run on it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from data.enums import Role
from data.registry.office import agencies
from data.registry.people import identities
from data.store import Store
from tests.loopback.people import Person
from tests.loopback.server import BotApi

NOW = datetime.fromisoformat("2024-02-26T07:30:00+07:00")
"""A working Monday before the digest hour: nothing is sent unasked while a test talks."""
PATIENCE = 240.0
"""Seconds until a test gives up on a busy machine; nothing waits this long when all is well."""
FOREIGN = {"PYTHONUTF8": "0", "LC_ALL": "C"}
"""The server may speak anything."""


class Bot:
    """A running `nhacviec run`."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Its exit status. Raises TimeoutExpired where it takes longer than the ten seconds it has."""
        self.process.send_signal(number)
        return self.process.wait(10 + 50)  # the more is for a machine with other things to do

    @property
    def alive(self) -> bool:
        return self.process.poll() is None


class House:
    """`written` is all that its programs wrote, on either stream, into the file `log`; `zone` is where its server
    stands.
    """

    def __init__(self, folder: Path, database_url: str, api: BotApi) -> None:
        self.api = api
        self.database_url = database_url
        self.zone = "America/Los_Angeles"
        self.folder = folder
        self.log = folder / "written.txt"

    @property
    def written(self) -> str:
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""

    def ask(self, *arguments: str, status: int = 0) -> Any:
        """The JSON of a command that ends with `status`."""
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments, "--json"],
            env=self.environment(),
            cwd=self.folder,
            capture_output=True,
            check=False,
            timeout=PATIENCE,
        )
        with self.log.open("ab") as log:
            log.write(done.stdout + done.stderr)
        assert done.returncode == status, done.stderr.decode()
        return json.loads(done.stdout)

    def start(self, **settings: str) -> Bot:
        """A bot that lives until it is stopped. `settings` by their names without the prefix."""
        with self.log.open("ab") as log:
            command = [sys.executable, "-m", "bot", "run"]
            environment = self.environment(**settings)
            return Bot(subprocess.Popen(command, env=environment, cwd=self.folder, stdout=log, stderr=log))

    @contextmanager
    def running(self, **settings: str) -> Iterator[Bot]:
        bot = self.start(**settings)
        try:
            yield bot
        finally:
            bot.process.kill()
            bot.process.wait()

    def officer(self, chat_id: int, agency: str = "stp", role: Role = Role.OFFICER, name: str = "Cán bộ") -> Person:
        """Somebody who was linked before; see the journey for how."""
        store = Store(self.database_url)
        with store.write() as session:
            identities.enrol(
                session,
                agency_id=agencies.find(session, agency).id,
                role=role,
                name=name,
                channel="telegram",
                chat_id=str(chat_id),
                now=NOW,
            )
        store.close()
        return self.api.person(chat_id, name)

    def environment(self, **settings: str) -> dict[str, str]:
        """The variables that a program of this house lives by."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("NHACVIEC_")}
        ours = {
            "database_url": self.database_url,
            "telegram_token": self.api.token,
            "telegram_base_url": self.api.base_url,
            "telegram_file_base_url": self.api.base_file_url,
            "telegram_per_chat": "0",
            "now": NOW.isoformat(),
            "log_level": "DEBUG",
        } | settings
        source = str(Path(__file__).parents[2])
        return (
            kept
            | FOREIGN
            | {"TZ": self.zone, "PYTHONPATH": source}
            | {f"NHACVIEC_{key.upper()}": ours[key] for key in ours}
        )


def until(look: Callable[[], object], timeout: float = PATIENCE) -> None:
    """Waits until `look` finds something. Raises TimeoutError."""
    end = time.monotonic() + timeout
    while not look():
        if time.monotonic() > end:
            raise TimeoutError("it did not come to pass")
        time.sleep(0.02)
