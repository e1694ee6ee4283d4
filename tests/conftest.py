"""Fixtures of the whole suite: a fresh registry on both databases, and no outside network."""

import os
import socket
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import is_hypothesis_test, settings

from bot.gc_tuning import freeze_existing
from data.store import Store
from tests.databases.postgresql import PostgresqlServer, postgresql_server, stop_left_server
from tests.databases.registries import Databases, Shelf, SqliteFiles, empty, with_plan_175
from tests.databases.run_folder import make_run_folder, run_folder
from tests.processes.every_module import load_every_module

for name in [name for name in os.environ if name.startswith("NHACVIEC_") and name != "NHACVIEC_NO_SKIP"]:
    del os.environ[name]


# What a run finds, every run finds. `--hypothesis-profile further` looks further.
settings.register_profile("same", derandomize=True, database=None, deadline=None)
settings.register_profile("further", deadline=None)
settings.load_profile("same")

_TESTS = Path(__file__).parent
PROGRAMS = {"acceptance", "bot", "loopback", "tests"}
"""Rooms whose tests drive programs and servers, which a busy machine keeps waiting."""
WAITING = {"acceptance", "bot"}
"""Rooms whose tests wait for programs, servers and browsers more than they compute."""
OUTER = (
    "acceptance",
    "bot/board/test_browser",
    "bot/channels/mail/test_journey.py",
    "bot/cli/commands/test_accounted_for.py",
    "bot/cli/commands/registry",
    "bot/board/test_leaks.py",
    "bot/demo",
    "bot/page/test_browser",
    "bot/page/test_forgeries.py",
    "bot/workers/test_pool.py",
    "data/backup",
    "data/plans/reading/test_unreadable.py",
    "data/plans/table/test_made_files.py",
    "data/test_migrations.py",
    "data/test_schema.py",
    "data/transfer",
    "handlers/account/test_several_histories.py",
    "handlers/dispatch/test_roles.py",
    "handlers/open_questions/test_hostile_texts.py",
    "handlers/questions/test_any_sentence.py",
    "handlers/questions/test_heard_sentences.py",
    "handlers/test_accounted_for.py",
    "scheduler/identities/test_reaffirmation.py",
    "scheduler/planning/test_preview_of_a_year.py",
    "test_packaging.py",
    "test_patterns.py",
    "test_skips.py",
)
"""Where the outer layer lies, which `make test` leaves to CI: what takes long for what it rarely finds."""
LONG = pytest.mark.timeout(600)
"""Seconds: what a test waits for by itself it gives up before that, and says what it was."""


def pytest_configure(config: pytest.Config) -> None:
    """Name the outer layer; make the folder that the processes of this run share."""
    config.addinivalue_line("markers", "outer: takes long for what it rarely finds; `make test` leaves it out")
    if not hasattr(config, "workerinput"):
        config.add_cleanup(make_run_folder())
        config.add_cleanup(stop_left_server)


def pytest_xdist_auto_num_workers() -> int:
    """Return one more than there are cores: tests with real processes wait for them."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark long tests and the outer layer, and put tests that wait beside those that compute."""
    items[:] = _by_turns(items)
    for item in items:
        if item.path.relative_to(_TESTS).as_posix().startswith(OUTER):
            item.add_marker(pytest.mark.outer)
        if _may_take_long(item) and not item.get_closest_marker("timeout") and _has_time_limit(item):
            item.add_marker(LONG)
    if any(is_hypothesis_test(getattr(item, "function", None)) for item in items):
        # Hypothesis draws what is written in the modules that it finds loaded: by the tests before, if not by us.
        load_every_module()


def pytest_collection_finish() -> None:
    """Exempt what is loaded from garbage collection: it lives as long as the tests."""
    freeze_existing()


def _by_turns(items: list[pytest.Item]) -> list[pytest.Item]:
    """Return `items` with a file of tests that wait beside each that computes, of these the shortest last.

    A file at a time is dealt out: a long one at the end keeps one core busy, and the other has nothing left to do.
    """
    waiting: dict[Path, list[pytest.Item]] = {}
    computing: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files = waiting if _room(item) in WAITING else computing
        files.setdefault(item.path, []).append(item)
    long_first = sorted(computing.values(), key=len, reverse=True)
    no_more: list[pytest.Item] = []
    return list(chain(*chain(*zip_longest(waiting.values(), long_first, fillvalue=no_more))))


def _room(item: pytest.Item) -> str:
    """Return the top folder of `tests/` in which a test lies: "bot" for all rooms of `bot/`, "tests" for none."""
    return ("tests", *item.path.relative_to(_TESTS).parent.parts)[:2][-1]


def _has_time_limit(item: pytest.Item) -> bool:
    """Return whether tests are given up at all: an attack of hours is not (`-o timeout=0`)."""
    return float(item.config.getini("timeout") or 0) > 0


def _may_take_long(item: pytest.Item) -> bool:
    """Return whether a test may have to wait for a server or a program to start, or tries many examples."""
    case = getattr(item, "callspec", None)
    served = case is not None and "postgresql" in case.params.values()
    return (
        served
        or is_hypothesis_test(getattr(item, "function", None))
        or _room(item) in PROGRAMS
        or "postgresql" in getattr(item, "fixturenames", ())
    )


@pytest.fixture(autouse=True)
def _no_outside_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that connects to another machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0] if isinstance(address, tuple) else address
            assert host in ("127.0.0.1", "::1", "localhost"), f"a test reached for {host}"
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def sqlite() -> Iterator[SqliteFiles]:
    """Return the SQLite databases of this run."""
    originals = run_folder() / "sqlite"
    originals.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="sqlite-", dir=run_folder()) as folder:
        yield SqliteFiles(Path(folder), originals)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlServer]:
    """Return the PostgreSQL databases of this run."""
    with postgresql_server() as server:
        yield server


@pytest.fixture
def new_postgresql(postgresql: PostgresqlServer) -> Callable[[], str]:
    """Return a function that makes a fresh, empty registry on PostgreSQL and returns its address."""
    return partial(postgresql.copy_of, empty)


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Return a kind of database; a test that uses it runs on both."""
    kind: Databases = request.getfixturevalue(request.param)
    return kind


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """Return the address of a fresh, empty registry."""
    url = databases.copy_of(empty)
    yield url
    databases.drop(url)


@pytest.fixture(scope="session")
def _shelves() -> Iterator[dict[Databases, Shelf]]:
    shelves: dict[Databases, Shelf] = {}
    yield shelves
    for shelf in shelves.values():
        shelf.close()


@pytest.fixture
def shelf(databases: Databases, _shelves: dict[Databases, Shelf]) -> Shelf:
    """Return the shelf from which fresh registries are lent."""
    return _shelves.setdefault(databases, Shelf(databases))


@pytest.fixture
def store(shelf: Shelf) -> Iterator[Store]:
    """Return a fresh registry, open."""
    with shelf.lent(empty) as opened:
        yield opened


@pytest.fixture
def planned(shelf: Shelf) -> Iterator[Store]:
    """Return a fresh registry with plan 175, open."""
    with shelf.lent(with_plan_175) as opened:
        yield opened


@pytest.fixture(scope="session")
def _libraries() -> Iterator[dict[Databases, Store]]:
    opened: dict[Databases, Store] = {}
    yield opened
    for store in opened.values():
        store.close()


@pytest.fixture
def library(databases: Databases, _libraries: dict[Databases, Store]) -> Store:
    """Return a registry with plan 175, shared by tests that change no plan."""
    if databases not in _libraries:
        _libraries[databases] = Store(databases.copy_of(with_plan_175))
    return _libraries[databases]
