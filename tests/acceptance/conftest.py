"""An office with plan 175 for each test. Its programs may write no token and no traceback."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.house import House
from tests.databases.registries import SqliteFiles, with_plan_175
from tests.loopback.server import BotApi


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server


@pytest.fixture
def database_of_house(sqlite: SqliteFiles) -> str:
    """Return the address of a SQLite registry; a module that wants both databases overrides this."""
    return sqlite.copy_of(with_plan_175)


@pytest.fixture
def house(database_of_house: str, tmp_path: Path, api: BotApi) -> Iterator[House]:
    opened = House(tmp_path, database_of_house, api)
    yield opened
    opened.close()
    assert api.token.partition(":")[2] not in opened.written
    assert "Traceback" not in opened.written
