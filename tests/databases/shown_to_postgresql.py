"""Which tests above the SQL are shown to PostgreSQL: together they make every statement that all of them make.

Of a table it is shown the first case, of a law a fifth of the examples. A test whose statements others make as well
is left out: it is named in `left_out.txt`, which `--choose-for-postgresql` writes anew. A test that is not named
there runs on both databases, and a run of everything fails where the house made a statement on SQLite alone.
"""

from collections import Counter
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import is_hypothesis_test, settings

from tests.databases.choice import choose_left_out
from tests.databases.statements import StatementLog

_ABOVE = ("tests/handlers/", "tests/scheduler/")
"""Where the tests above the SQL lie; those of `data` are shown to both databases throughout."""
LEFT_OUT = Path(__file__).with_name("left_out.txt")
_CHOOSE = "--choose-for-postgresql"
_OUTPUT = "statements"
_SQLITE, _POSTGRESQL, _LOCKS, _ATTACK = "sqlite", "postgresql", "locks", "attack"
_Made = dict[str, dict[str, dict[str, int]]]
"""By the kind of database and the test: statements, and how often it makes them."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(_CHOOSE, action="store_true", help=f"leave none out, write {LEFT_OUT.name} anew")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "locks: several act at once, and databases lock differently: shown to both")
    config.addinivalue_line("markers", "attack: what holds on one database need not on the other: both see all of it")
    config.pluginmanager.register(ShownToPostgresql(config))


class ShownToPostgresql:
    """One run of tests: what it leaves out, and what statements it made."""

    def __init__(self, config: pytest.Config) -> None:
        self._chooses: bool = config.getoption(_CHOOSE)
        self._left_out = set() if self._chooses else set(LEFT_OUT.read_text(encoding="utf-8").split("\n"))
        self._first: set[pytest.Item] = set()
        self._made: _Made = {_SQLITE: {}, _POSTGRESQL: {}, _LOCKS: {}}
        self._only_on_sqlite: list[str] = []
        self._log = StatementLog()
        self._log.listen()

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Leave out further cases on PostgreSQL, and tests whose statements others make."""
        first: dict[tuple[str | None, object], pytest.Item] = {}
        for item in items:
            first.setdefault((_kind_above(item), _test(item)), item)
        self._first = {item for (kind, _), item in first.items() if kind}
        gone = {
            item
            for item in items
            if _kind_above(item) == _POSTGRESQL
            and item.get_closest_marker(_ATTACK) is None
            and (item not in self._first or ((_SQLITE, _test(item)) in first and self._is_left_out(item)))
        }
        config.hook.pytest_deselected(items=list(gone))
        items[:] = [item for item in items if item not in gone]

    def _is_left_out(self, item: pytest.Item) -> bool:
        return _name(item) in self._left_out and item.get_closest_marker(_LOCKS) is None

    @pytest.hookimpl(wrapper=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> Generator[None, object, object]:
        """Show a law above the SQL to PostgreSQL by a few of its examples, as a table by the first of its cases."""
        if _kind_above(pyfuncitem) != _POSTGRESQL or not _is_law(pyfuncitem):
            return (yield)
        test = pyfuncitem.function
        every: settings = test._hypothesis_internal_use_settings
        test._hypothesis_internal_use_settings = settings(every, max_examples=max(2, every.max_examples // 5))
        try:
            return (yield)
        finally:
            test._hypothesis_internal_use_settings = every

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, object, object]:
        """Note the statements of a test; PostgreSQL is shown those of its preparations, too."""
        prepared: Counter[str] = self._log.take().get(_POSTGRESQL, Counter())
        if not self._chooses:
            self._note(_POSTGRESQL, item, prepared)
        try:
            return (yield)
        finally:
            made = self._log.take()
            self._note(_POSTGRESQL, item, made.get(_POSTGRESQL, {}))
            # A law shows PostgreSQL fewer examples, and so may come by fewer statements.
            if item in self._first and _kind_above(item) == _SQLITE and not _is_law(item):
                self._note(_SQLITE, item, made.get(_SQLITE, {}))
            if item.get_closest_marker(_LOCKS):
                self._made[_LOCKS][_name(item)] = {}

    def _note(self, kind: str, item: pytest.Item, made: Mapping[str, int]) -> None:
        if made:
            self._made[kind].setdefault(_name(item), {}).update(made)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail a run of everything that made a statement on SQLite alone; write what is left out, if asked to."""
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput[_OUTPUT] = self._made
        elif self._chooses:
            made = self._made[_POSTGRESQL]
            shown = {test for test in made if not test.startswith(_ABOVE)} | self._made[_LOCKS].keys()
            names = sorted(choose_left_out(made, shown))
            LEFT_OUT.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
        elif _is_whole(session.config) and session.exitstatus == pytest.ExitCode.OK:
            self._only_on_sqlite = list(_only_on_sqlite(self._made))
            if self._only_on_sqlite:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over what a process of the run has noted."""
        for kind, tests in getattr(node, "workeroutput", {}).get(_OUTPUT, {}).items():
            self._made[kind].update(tests)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Tell which statements PostgreSQL was not shown."""
        for line in self._only_on_sqlite:
            terminalreporter.line(line)


def _kind_above(item: pytest.Item) -> str | None:
    """Return the kind of database that a test above the SQL is shown; None for other tests."""
    case = getattr(item, "callspec", None)
    kind = case.params.get("databases") if case and item.nodeid.startswith(_ABOVE) else None
    return kind if isinstance(kind, str) else None


def _test(item: pytest.Item) -> tuple[object, object]:
    """Return a test, whatever its case."""
    return item.parent, getattr(item, "function", item)


def _is_law(item: pytest.Item) -> bool:
    return is_hypothesis_test(getattr(item, "function", None))


def _name(item: pytest.Item) -> str:
    """Return the name of a test without its case."""
    return item.nodeid.partition("[")[0]


def _is_whole(config: pytest.Config) -> bool:
    """Return whether a run is one of all tests."""
    chosen = config.option.keyword or config.option.markexpr
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS and not chosen


def _only_on_sqlite(made: _Made) -> Iterator[str]:
    """Yield a sentence for each statement that PostgreSQL was not shown."""
    shown = {words for statements in made[_POSTGRESQL].values() for words in statements}
    for test, statements in made[_SQLITE].items():
        for words in statements.keys() - shown:
            shown.add(words)
            yield f"Chỉ chạy trên SQLite, chưa chạy trên PostgreSQL ({test}; xem {LEFT_OUT.name}): {words}"
