"""One clock for all processes of an office: it stands where a test has put it, whichever process looks."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from bot.cli import office
from bot.service import jobs
from bot.settings import Settings
from scheduler.clock import Clock
from tests.processes.programs import Program, copy, run_program

PLANS_EVERY = timedelta(seconds=1)
"""Real time between two looks at what is to be planned: the office's clock is moved as soon as all is done."""


class OfficeClock(Clock):
    """A clock that shows the instant in `file`."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def now(self) -> datetime:
        return datetime.fromisoformat(self.file.read_text(encoding="ascii"))

    def move_to(self, instant: datetime) -> None:
        """Let all who look see `instant` from now on."""
        beside = self.file.with_suffix(".new")
        beside.write_text(instant.isoformat(), encoding="ascii")
        beside.replace(self.file)


def start_by_clock(
    clock_file: Path, arguments: Sequence[str], environment: Mapping[str, str], folder: Path, log: Path
) -> Program:
    """Start `nhacviec` as `start_program` does, in an office that goes by the clock of that file."""
    return Program(copy(_run_by_clock, clock_file, list(arguments), dict(environment), folder, log))


def _run_by_clock(
    clock_file: Path, arguments: list[str], environment: dict[str, str], folder: Path, log: Path
) -> None:
    def clock_of(settings: Settings) -> Clock:
        return OfficeClock(clock_file)

    office.clock_of = clock_of
    jobs._TICK = PLANS_EVERY
    run_program(arguments, environment, folder, log, log)
