"""Three processes on one PostgreSQL serve together: each receives and answers, one pushes, and any may die."""

import os
import re
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import groupby
from pathlib import Path

import pytest

from data.database.processes import RunningProcess, list_processes
from data.registry.conversations import journal
from scheduler.sending.postman import MESSAGES_ON_THE_WAY
from tests.acceptance.house import PATIENCE, House, wait_until
from tests.acceptance.service.test_standby import ready
from tests.acceptance.test_handing_out import free_port
from tests.databases.postgresql import PostgresqlServer
from tests.databases.registries import with_plan_175
from tests.loopback import faults
from tests.loopback.between.proxy import Proxy
from tests.loopback.between.relay import Relay
from tests.loopback.people import Person
from tests.loopback.world import World
from tests.processes.programs import Program, start_program

PROCESSES = 3
WELL = {"ok": True, "faults": []}
CHATS = 6
QUICK = 6
"""Updates of a chat that come without waiting for answers."""
OFFICERS = 90
"""More than are on their way at once."""
EIGHT = "2024-02-26T08:00:00+07:00"
"""A Monday on which Sở Tư pháp is reminded."""
SLACK = 3
"""How much longer things may take on a machine that has others to serve; `make bench` measures on one at rest."""
_DUTY = re.compile(r"II\.(\d+)")


def is_well(port: int) -> bool:
    """Return whether the process at `port` finds no fault."""
    return bool(ready(port) == WELL)


@pytest.fixture
def database_of_house(postgresql: PostgresqlServer) -> str:
    return postgresql.copy_of(with_plan_175)


class Programs(list[Program]):
    """The processes of a cluster, and the ports at which they listen."""

    ports: list[int]


def start(house: House, port: int, **settings: str) -> Program:
    """Start one process of a cluster."""
    environment = house.environment(**Proxy.settings | {"http_port": str(port)} | settings)
    command = ["run", "--engine", "cluster"]
    return start_program(command, environment, house.folder, out=house.log, err=house.log)


@contextmanager
def cluster(house: House, **settings: str) -> Iterator[Programs]:
    """Run three processes behind a proxy until the block ends; they can do their work, and one of them pushes."""
    ports = [free_port() for _ in range(PROCESSES)]
    with ExitStack() as running:
        programs = Programs(start(house, port, **settings) for port in ports)
        programs.ports = ports
        for program in programs:
            running.callback(program.kill)
        if settings.get("receive") != "poll":
            running.enter_context(Proxy(house.api, ports))
        wait_until(lambda: all(ready(port) == WELL for port in ports))
        assert pushes(house) == [False] * (PROCESSES - 1) + [True]
        yield programs


def processes(house: House) -> list[RunningProcess]:
    server = house.registry.server
    assert server is not None
    return list_processes(server)


def pushes(house: House) -> list[bool]:
    """Whether each process is the one that pushes."""
    return sorted(process.has_seats for process in processes(house))


def pusher(house: House, programs: list[Program]) -> Program:
    """Return the process that pushes."""
    [number] = [process.process.partition(".")[0] for process in processes(house) if process.has_seats]
    return next(program for program in programs if str(program.process.pid) == number)


def all_is_answered(house: House) -> bool:
    with house.registry.read() as session:
        return not journal.list_open(session, "telegram")


def asked(person: Person) -> list[str]:
    """Return the duties of the answers that a person got, in the order in which they came."""
    return [found[0] for message in person.messages if (found := _DUTY.search(message.text))]


def test_quick_updates_over_three_processes_are_answered_in_order_each_once(house: House) -> None:
    officers = [house.enrol_officer(number) for number in range(1, CHATS + 1)]
    wanted = [f"II.{number}" for number in range(1, QUICK + 1)]
    with cluster(house, telegram_per_second="0", log_level="WARNING") as programs:
        for code in wanted:
            for officer in officers:
                officer.says(f"/nhiemvu {code}")
        wait_until(lambda: all(len(officer.messages) >= QUICK for officer in officers))
        assert [asked(officer) for officer in officers] == [wanted] * CHATS
        # One that receives dies in the middle: what it held is answered by the others, in order.
        before = len(house.api.calls("sendMessage"))
        programs[0].kill()
        for code in wanted:
            for officer in officers:
                officer.says(f"/nhiemvu {code}")
        wait_until(lambda: all_is_answered(house) and len(house.api.calls("sendMessage")) >= before + CHATS * QUICK)
        for officer in officers:  # what was on its way at the kill may have come twice, the last of before among it
            assert [code for code, _again in groupby(asked(officer)[QUICK - 1 :])] == [wanted[-1], *wanted]
        assert [program.stop() for program in programs[1:]] == [0, 0]


def test_a_rolling_restart_loses_no_update(house: House) -> None:
    officers = [house.enrol_officer(number) for number in range(1, CHATS + 1)]
    wanted = []
    with cluster(house, telegram_per_second="0", log_level="WARNING") as programs, ExitStack() as later:
        for number, old in enumerate(list(programs[:2])):
            for code in (f"II.{2 * number + 1}", f"II.{2 * number + 2}"):
                wanted.append(code)
                for officer in officers:
                    officer.says(f"/nhiemvu {code}")
            assert old.stop() == 0
            new = start(house, programs.ports[number], telegram_per_second="0", log_level="WARNING")
            later.callback(new.kill)
            wait_until(partial(is_well, programs.ports[number]))
        wait_until(lambda: all(len(officer.messages) >= len(wanted) for officer in officers))
        wait_until(lambda: all_is_answered(house))
        assert [[code for code, _ in groupby(asked(officer))] for officer in officers] == [wanted] * CHATS


def test_pushes_go_on_when_the_process_that_pushes_dies_or_is_stopped(house: House) -> None:
    for number in range(1, OFFICERS + 1):
        house.enrol_officer(number)
    settings = {"telegram_per_second": "8", "telegram_timeout": "3", "now": EIGHT, "log_level": "WARNING"}
    with cluster(house, **settings) as programs:
        house.api.wait_for(lambda world: len(world.sent) >= 5 or None, PATIENCE)
        killed = pusher(house, programs)
        killed.kill()
        assert goes_on(house) < 5 * SLACK
        wait_until(lambda: pushes(house) == [False, True])
        stopped = pusher(house, programs)
        os.kill(stopped.process.pid or 0, signal.SIGSTOP)
        house.api.wait_for(lambda world: len(everybody(world)) == OFFICERS or None, PATIENCE)
        wait_until(lambda: pushes(house) == [True])
        os.kill(stopped.process.pid or 0, signal.SIGCONT)
        wait_until(lambda: pushes(house) == [False, True])
        third = next(program for program in programs if program not in (killed, stopped))
        assert [third.stop(), stopped.stop()] == [0, 0]
    twice = sum(number - 1 for number in everybody(house.api.world).values())
    assert twice <= 2 * MESSAGES_ON_THE_WAY
    assert not [call for call in house.api.calls("sendMessage") if call.status == 429]
    assert "deadlock" not in house.written


def test_what_a_dead_process_was_sending_does_not_wait_for_its_lease(house: House) -> None:
    house.enrol_officer(1)
    house.api.fail("sendMessage", faults.SILENT, chat_id=1)
    with cluster(
        house, now=EIGHT, log_level="INFO"
    ) as programs:  # with Telegram's own time-outs a lease is two minutes
        house.api.wait_for(lambda world: [call for call in world.calls if call.method == "sendMessage"] or None)
        killed = pusher(house, programs)
        killed.kill()
        died = time.monotonic()
        [message] = house.api.wait_for(lambda world: world.sent or None, PATIENCE)
        assert message.at - died < 10 * SLACK
    assert "gửi lại 1 tin mà một tiến trình không còn nữa gửi dở" in house.written


def everybody(world: World) -> Counter[int]:
    """Count the messages by their chats."""
    return Counter(message.chat_id for message in world.sent)


def goes_on(house: House) -> float:
    """Return the seconds between the last message and the next."""
    before = len(house.api.world.sent)
    house.api.wait_for(lambda world: len(world.sent) > before or None, PATIENCE)
    return house.api.world.sent[before].at - house.api.world.sent[before - 1].at


def test_a_server_that_was_away_loses_nothing(house: House) -> None:
    officers = [house.enrol_officer(number) for number in range(1, CHATS + 1)]
    with Relay(house.database_url) as way, cluster(house, database_url=way.address, log_level="WARNING") as programs:
        way.cut()
        for officer in officers:
            officer.says("/nhiemvu II.1")
            officer.says("/nhiemvu II.2")
        wait_until(lambda: "registry unusable" in house.written)
        way.mend()
        wait_until(lambda: pushes(house) == [False, False, True])
        wait_until(lambda: all(asked(officer)[-1:] == ["II.2"] for officer in officers))
        wait_until(lambda: all_is_answered(house))
        assert all([code for code, _ in groupby(asked(officer))] == ["II.1", "II.2"] for officer in officers)
        assert [program.stop() for program in programs] == [0] * PROCESSES


def test_where_a_cluster_polls_one_does_and_another_when_it_dies_or_is_stopped(house: House) -> None:
    officers = [house.enrol_officer(number) for number in range(1, CHATS + 1)]
    with cluster(house, receive="poll", log_level="WARNING") as programs:
        tell(house, officers, "II.1")
        pusher(house, programs).kill()
        assert tell(house, officers, "II.2") < 5 * SLACK
        wait_until(lambda: pushes(house) == [False, True])
        stopped = pusher(house, programs)
        os.kill(stopped.process.pid or 0, signal.SIGSTOP)
        assert tell(house, officers, "II.3") < 15 * SLACK
        os.kill(stopped.process.pid or 0, signal.SIGCONT)
        tell(house, officers, "II.4")
    assert [[code for code, _ in groupby(asked(officer))] for officer in officers] == [
        ["II.1", "II.2", "II.3", "II.4"]
    ] * CHATS


def tell(house: House, officers: list[Person], code: str) -> float:
    """Let everybody ask about a duty; return the seconds until all have the answer."""
    began = time.monotonic()
    for officer in officers:
        officer.says(f"/nhiemvu {code}")
    wait_until(lambda: all(asked(officer)[-1:] == [code] for officer in officers) and all_is_answered(house))
    return time.monotonic() - began


def test_an_old_process_ends_with_a_sentence_beside_a_new_schema(house: House) -> None:
    with cluster(house) as programs:
        with house.registry.write() as session:
            session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        assert {program.wait(PATIENCE) for program in programs} == {1}
    assert "thuộc phiên bản mới hơn (9999)" in house.written


def test_a_cluster_is_refused_where_it_cannot_be(house: House, tmp_path: Path) -> None:
    for settings, told in (
        ({"database_url": f"sqlite:///{tmp_path}/one.db"}, "--engine cluster cần một sổ trên PostgreSQL"),
        ({"clock_rate": "2"}, "--engine cluster không diễn tập nhanh được"),
    ):
        environment = house.environment(**settings)
        command = ["run", "--engine", "cluster"]
        program = start_program(command, environment, house.folder, out=house.log, err=house.log)
        assert program.wait(PATIENCE) != 0
        assert told in house.written
