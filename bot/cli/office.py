"""The office of a command: its settings, clock and registry.

Whatever is slow to load is loaded when an office is opened: `nhacviec --help` opens none.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from getpass import getuser
from typing import TYPE_CHECKING

from scheduler.clock import Clock, RehearsalClock, SystemClock

if TYPE_CHECKING:
    from pathlib import Path

    from bot.settings import Settings
    from data.files import Files
    from data.files.folder import FilesInFolder
    from data.registry.office.time_kinds import TimeKind
    from data.rules.calendar import WorkingCalendar
    from data.store import Session, Store


_AT_THE_SHELL = {"INFO": "WARNING"}
"""Log levels of commands other than `run`: its usual lines would only be in the way of their own words."""


@dataclass(frozen=True, slots=True)
class Office:
    """Settings, clock and registry, open while one command runs."""

    settings: "Settings"
    clock: Clock
    store: "Store"

    @property
    def files(self) -> "Files":
        """Return the officers' files: in the registry's database where the settings say so, else in a folder."""
        if self.settings.files_in_database:
            from data.files.in_registry import FilesInRegistry

            return FilesInRegistry(self.store)
        return self.files_in_folder

    @property
    def files_in_folder(self) -> "FilesInFolder":
        """Return the folder of the settings, else the one beside the registry's file, wherever files are now."""
        from bot.settings import data_folder
        from data.files.folder import FilesInFolder

        return FilesInFolder(self.settings.files_dir or (self.store.folder or data_folder()) / "files")

    def own_folders(self) -> "list[Path]":
        """Return the folders that this program created for itself, without one that the settings name."""
        from bot.settings import data_folder

        beside = self.store.folder or data_folder()
        files = [] if self.settings.files_dir or self.files.folder is None else [self.files.folder]
        return [*([beside] if beside == data_folder() else []), *files]

    @contextmanager
    def write(self, by: str | None = None) -> "Iterator[Session]":
        """Yield a session that is committed at the end and whose acts are recorded as those of `by` at the shell.

        Whoever gives no name is recorded by the account of the system.
        """
        from data.registry.office import audit_chain

        with self.store.write() as session:
            self.sign(session, by)
            yield session
        audit_chain.seal(self.store, self.clock.now())

    def person(self, by: str | None) -> str:
        """Return who gives the command: by the name `by`, that of the settings, or the account alone."""
        return _describe_person(by or self.settings.by)

    def sign(self, session: "Session", by: str | None) -> None:
        """Let the acts of a session be those of `by` at the shell; without a name, of the system's account."""
        from data.enums import CONSOLE
        from data.registry.office import audit

        audit.sign(session, audit.Signature(CONSOLE, self.person(by)))

    @property
    def is_current(self) -> bool:
        """Return whether the registry has this program's schema: only `open_for_backup` opens one that has not."""
        from data import schema

        return schema.version(self.store) == schema.revisions()[-1]

    def calendar(self, session: "Session") -> "WorkingCalendar":
        """Return the working calendar with the officially decided days."""
        from data.registry.office.working_calendar import working_calendar

        return working_calendar(session)


@contextmanager
def open_office() -> Iterator[Office]:
    """Open the office of the settings. Raises SettingsRefused before anything is opened, then RegistryUnusable."""
    from data.private_files import close_to_others
    from data.schema import open_registry

    settings = load_settings()
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
    """Open the office for reading. Unlike `open_office` it creates no registry and changes nothing.

    Raises as `open_office`; and RegistryUnusable ("missing", "empty") where there is no registry yet.
    """
    from data.schema import open_existing

    settings = load_settings()
    store = open_existing(settings.database_url)
    try:
        yield Office(settings, clock_of(settings), store)
    finally:
        store.close()


@contextmanager
def open_for_backup() -> Iterator[Office]:
    """Open the office as it is, also if its registry is yet to be upgraded; raises as `look_at_office`."""
    from data.schema import open_for_backup as open_store

    settings = load_settings()
    store = open_store(settings.database_url)
    try:
        yield Office(settings, clock_of(settings), store)
    finally:
        store.close()


@contextmanager
def open_for_restore() -> Iterator[Office]:
    """Open an office without looking at its registry, which may be damaged or not be there."""
    from data.store import Store

    settings = load_settings()
    store = Store(settings.database_url)
    try:
        yield Office(settings, clock_of(settings), store)
    finally:
        store.close()


def load_settings() -> "Settings":
    """Load the settings and set up log and language accordingly. Raises SettingsRefused."""
    from bot.log_redaction import configure_logging
    from bot.settings import load
    from handlers.locales import set_language

    settings = load()
    level = _AT_THE_SHELL.get(settings.log_level, settings.log_level)
    configure_logging(level, settings.secrets(), as_json=settings.log_format == "json")
    set_language(settings.language)
    return settings


def record_time_kind(office: Office) -> None:
    """Record that this registry lives in real time, or in a rehearsal's. Raises as `refuse_other_time`."""
    from data.registry.office import time_kinds

    refuse_other_time(office)
    with office.store.write() as session:
        time_kinds.record_kind(session, _time_kind(office.settings), office.clock.wall())


def refuse_other_time(office: Office) -> None:
    """Refuse to mix real time and rehearsal time in one registry.

    Raises SettingsRefused. Neither is refused on a registry in which no bot has lived yet.
    """
    from bot.settings import SettingsRefused, variable
    from data.registry.office import time_kinds
    from data.registry.office.time_kinds import TimeKind
    from scheduler.planning.planner import PULSE

    with office.store.read() as session:
        lived = time_kinds.get_kind(session, PULSE)
    if lived is None or lived is _time_kind(office.settings):
        return
    now, database, address = variable("now"), variable("database_url"), office.store.address
    if lived is TimeKind.REAL:
        raise SettingsRefused(
            now,
            f"sổ nhiệm vụ {address} đang dùng theo giờ thật, không diễn tập trên sổ này được."
            f" Bỏ {now} để chạy thật, hoặc đặt {database} sang một sổ riêng để diễn tập.",
        )
    raise SettingsRefused(
        now,
        f"chưa đặt, mà sổ nhiệm vụ {address} là sổ diễn tập, còn giữ tin và mốc của ngày giả."
        f" Đặt {database} sang sổ thật để chạy thật, hoặc đặt lại {now} để diễn tập tiếp.",
    )


def _time_kind(settings: "Settings") -> "TimeKind":
    from data.registry.office.time_kinds import TimeKind

    return TimeKind.REHEARSAL if settings.now else TimeKind.REAL


def clock_of(settings: "Settings") -> Clock:
    """Return the clock of real time, or of the rehearsal if NHACVIEC_NOW is set."""
    return RehearsalClock(settings.now, settings.clock_rate) if settings.now else SystemClock()


def _describe_person(name: str | None) -> str:
    """Return who gives a command: the `name` that was told and the account of the system ("os:nhacviec"), or this
    alone.
    """
    try:
        from pwd import getpwuid

        account = getpwuid(os.geteuid()).pw_name  # not by the environment, which anybody can set
    except (ImportError, KeyError):  # no POSIX; or an account without a name, as in a container
        account = getuser() if os.name != "posix" else str(os.geteuid())
    before = os.environ.get("SUDO_USER")
    account = f"os:{account}, sudo:{before}" if before else f"os:{account}"
    return f"{name} ({account})" if name else account
