"""Two processes on one PostgreSQL registry: one serves, the other takes over when it is gone."""

import json
import os
import signal
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from data.database.processes import list_processes
from data.store import Store
from tests.acceptance.house import PATIENCE, House, wait_until
from tests.acceptance.test_handing_out import free_port
from tests.databases.postgresql import PostgresqlServer
from tests.databases.registries import with_plan_175
from tests.loopback.people import Person


@pytest.fixture
def database_of_house(postgresql: PostgresqlServer) -> str:
    return postgresql.copy_of(with_plan_175)


def seats(house: House) -> list[bool]:
    """Whether each process serves."""
    store = Store(house.database_url)
    assert store.server is not None
    found = sorted(session.has_seats for session in list_processes(store.server))
    store.close()
    return found


def ready(port: int, path: str = "readyz") -> object:
    try:
        with urlopen(f"http://127.0.0.1:{port}/{path}", timeout=PATIENCE) as answer:
            return json.loads(answer.read())
    except HTTPError as refused:
        return json.loads(refused.read())
    except OSError:
        return None


def asks(officer: Person, text: str, answer: str) -> None:
    """Say something, and wait for the answer, which comes once."""
    before = len(officer.messages)
    officer.says(text)
    officer.wait_for_message(lambda message: answer in message.text, PATIENCE)
    assert len(officer.messages) == before + 1


def test_when_the_one_that_serves_is_killed_the_other_goes_on(house: House) -> None:
    officer, port = house.enrol_officer(1), free_port()
    with house.running() as first:
        wait_until(lambda: seats(house) == [True])
        with house.running(http_port=str(port)) as second:
            wait_until(lambda: seats(house) == [False, True])
            wait_until(lambda: ready(port) == {"ok": False, "faults": ["standby"]})
            assert ready(port, "serving") == {"serving": False}
            asks(officer, "/toi", "Anh/chị là")
            first.kill()
            officer.says("/nhiemvu II.3")
            officer.wait_for_message(lambda message: "II.3" in message.text, PATIENCE)
            assert seats(house) == [True]
            wait_until(lambda: ready(port) == {"ok": True, "faults": []})
            assert ready(port, "serving") == {"serving": True}
            with house.running() as third:
                wait_until(lambda: seats(house) == [False, True])
                assert second.stop() == 0
                asks(officer, "/toi", "Anh/chị là")
                assert third.alive
                assert seats(house) == [True]
    assert "đứng dự phòng" in house.written


def test_one_that_lost_its_place_to_another_ends_with_a_sentence(house: House) -> None:
    """As after a pause of the whole process: the server ended its session, and another sits there."""
    officer = house.enrol_officer(1)
    with house.running() as first:
        wait_until(lambda: seats(house) == [True])
        with house.running():
            wait_until(lambda: seats(house) == [False, True])
            store = Store(house.database_url)
            os.kill(first.process.pid or 0, signal.SIGSTOP)
            with store.connection() as connection:
                connection.exec_driver_sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = 17501"
                )
            store.close()
            wait_until(lambda: seats(house) == [True])
            os.kill(first.process.pid or 0, signal.SIGCONT)
            assert first.wait(PATIENCE) == 1
            asks(officer, "/toi", "Anh/chị là")
    assert "Tiến trình khác đã phục vụ thay nên bot này dừng." in house.written
