"""What a command needs of the office: its settings, its clock, its registry.

Whatever is slow to load is loaded when an office is opened: `nhacviec --help` opens none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.clock import Clock, RehearsalClock, SystemClock

if TYPE_CHECKING:
    from pathlib import Path

    from bot.settings import Settings
    from data.files import Files
    from data.store import Session, Store
    from scheduler.calendar import WorkingCalendar


_AT_THE_SHELL = {"INFO": "WARNING"}
"""What stands in the log of `run` as a matter of course would only be in the way of a command's own words."""


@dataclass(frozen=True, slots=True)
class Office:
    """Open for the length of one command."""

    settings: "Settings"
    clock: Clock
    store: "Store"

    @property
    def files(self) -> "Files":
        """What officers sent in: where the settings say, or beside a registry in a file."""
        from bot.settings import data_folder
        from data.files import Files

        return Files(self.settings.files_dir or (self.store.folder or data_folder()) / "files")

    def own_folders(self) -> "list[Path]":
        """Those in use that this program made for itself; one that the settings name may hold what others need."""
        from bot.settings import data_folder

        beside = self.store.folder or data_folder()
        files = [] if self.settings.files_dir else [self.files.folder]
        return [*([beside] if beside == data_folder() else []), *files]

    def calendar(self, session: "Session") -> "WorkingCalendar":
        """Working days, with those that were officially decided."""
        from scheduler.decided import working_calendar

        return working_calendar(session)


@contextmanager
def open_office() -> Iterator[Office]:
    """The office of the settings. Raises SettingsRefused before anything is opened, then RegistryUnusable."""
    from data.private import close_to_others
    from data.schema import open_registry

    settings = ready()
    store = open_registry(settings.database_url)
    try:
        office = Office(settings, clock_of(settings), store)
        for folder in office.own_folders():
            close_to_others(folder)
        yield office
    finally:
        store.close()


@contextmanager
def look_at_office() -> Iterator[Office]:
    """The office of the settings, to read only: no registry is made where there is none, and nothing is changed.

    Raises as `open_office`; and RegistryUnusable ("missing", "empty") where there is no registry yet.
    """
    from data.schema import open_existing

    settings = ready()
    store = open_existing(settings.database_url)
    try:
        yield Office(settings, clock_of(settings), store)
    finally:
        store.close()


def ready() -> "Settings":
    """The settings, with log and language as they say. Raises SettingsRefused."""
    from bot.secrets import configure_logging
    from bot.settings import load
    from handlers.locales import speak

    settings = load()
    configure_logging(_AT_THE_SHELL.get(settings.log_level, settings.log_level), settings.secrets())
    speak(settings.language)
    return settings


def clock_of(settings: "Settings") -> Clock:
    """Real time, or the rehearsal that NHACVIEC_NOW asks for."""
    return RehearsalClock(settings.now, settings.clock_rate) if settings.now else SystemClock()
