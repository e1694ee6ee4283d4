"""An office on disk: a registry with plan 175, its settings, and the programs that run on it."""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

from data.enums import Role
from data.registry.office import agencies
from data.registry.people import identities
from data.store import Store
from tests.loopback.people import Person
from tests.loopback.server import BotApi
from tests.processes.programs import Program, start_program

NOW = datetime.fromisoformat("2024-02-26T07:30:00+07:00")
"""A working Monday before the digest hour: nothing is sent unasked while a test talks."""
PATIENCE = 240.0
"""Seconds until a test gives up on a busy machine; nothing waits this long when all is well."""
FOREIGN = {"PYTHONUTF8": "0", "LC_ALL": "C"}
"""The server may speak anything."""


class House:
    """An office. `written` is the output of its programs, from the file `log`; `zone` is its server's time zone."""

    def __init__(self, folder: Path, database_url: str, api: BotApi) -> None:
        self.api = api
        self.database_url = database_url
        self.zone = "America/Los_Angeles"
        self.folder = folder
        self.log = folder / "written.txt"
        self._commands = count(1)

    @cached_property
    def registry(self) -> Store:
        """The registry, opened once to look at it again and again."""
        return Store(self.database_url)

    def close(self) -> None:
        """Close the registry if it was looked at."""
        if "registry" in self.__dict__:
            self.registry.close()

    @property
    def written(self) -> str:
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""

    def ask(self, *arguments: str, status: int = 0) -> Any:
        """Return the JSON of a command. Fails unless it exits with `status`."""
        out = self.folder / f"{next(self._commands)}.json"
        command = start_program([*arguments, "--json"], self.environment(), self.folder, out=out, err=self.log)
        ended = command.wait(PATIENCE)
        said = out.read_bytes()
        with self.log.open("ab") as log:
            log.write(said)
        assert ended == status, self.written
        return json.loads(said)

    def running(self, **settings: str) -> AbstractContextManager[Program]:
        """Run a bot until the block ends. `settings` by their names without the prefix."""
        return self._running(settings, anew=False)

    def running_anew(self, **settings: str) -> AbstractContextManager[Program]:
        """Run a bot in a Python of its own (`tests.processes.programs.start_program`)."""
        return self._running(settings, anew=True)

    @contextmanager
    def _running(self, settings: dict[str, str], *, anew: bool) -> Iterator[Program]:
        environment = self.environment(**settings)
        bot = start_program(["run"], environment, self.folder, out=self.log, err=self.log, anew=anew)
        try:
            yield bot
        finally:
            bot.kill()

    def enrol_officer(
        self, chat_id: int, agency: str = "stp", role: Role = Role.OFFICER, name: str = "Cán bộ"
    ) -> Person:
        """Enrol an officer with a private chat, without an invitation."""
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
        """Return the environment variables of this office's programs."""
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


def wait_until(look: Callable[[], object], timeout: float = PATIENCE) -> None:
    """Wait until `look` returns something true. Raises TimeoutError."""
    end = time.monotonic() + timeout
    while not look():
        if time.monotonic() > end:
            raise TimeoutError("it did not come to pass")
        time.sleep(0.1)  # who is waited for may want the core
