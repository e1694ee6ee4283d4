"""What takes long for one person, in a cluster: the process that has it made dies, and another answers, once."""

import os
import signal
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from data.enums import Role
from handlers.base.callback_data.codec import encode
from handlers.base.callback_data.plans import AskPlanFile
from tests.acceptance.house import PATIENCE, House, wait_until
from tests.acceptance.service.test_cluster import all_is_answered, cluster
from tests.data.plans.formats.made_files import word_of
from tests.databases.postgresql import PostgresqlServer
from tests.databases.registries import with_plan_175
from tests.handlers.office.test_plan_drafts import ROWS, plan
from tests.loopback.chats import Message
from tests.loopback.people import Person
from tests.processes.programs import Program


@pytest.fixture
def database_of_house(postgresql: PostgresqlServer) -> str:
    return postgresql.copy_of(with_plan_175)


def ask_for_workbook(supervisor: Person, house: House) -> None:
    supervisor.says("/tonghop")
    supervisor.wait_for_message(lambda message: "Hoàn thành đúng hạn" in message.text, PATIENCE)
    wait_until(lambda: all_is_answered(house))
    supervisor.taps("Excel")


def send_plan(administrator: Person, house: House) -> None:
    administrator.says("/kehoach")
    administrator.wait_for_message(timeout=PATIENCE)
    administrator.taps(encode(AskPlanFile()))
    administrator.wait_for_message(lambda message: "gửi tệp kế hoạch" in message.text, PATIENCE)
    wait_until(lambda: all_is_answered(house))
    administrator.sends_file("ke-hoach.docx", word_of(plan(ROWS[0])))


def read(message: Message) -> str:
    """Return what kind of file a message is, or what its text says of the plan or the workbook."""
    if message.file_name:
        return message.file_name.rpartition(".")[2]
    return next((known for known in ("1 nhiệm vụ, đều mới.", "Bảng Excel") if known in message.text), message.text)


@pytest.mark.parametrize(
    ("role", "ask", "made_by", "answer"),
    [
        (Role.SUPERVISOR, ask_for_workbook, "bot.workers.child", ["Bảng Excel", "xlsx"]),
        (Role.ADMIN, send_plan, "read_confined", ["1 nhiệm vụ, đều mới."]),
    ],
    ids=["workbook", "plan"],
)
def test_what_a_dead_process_had_made_comes_from_another_once(
    house: House, role: Role, ask: Callable[[Person, House], None], made_by: str, answer: list[str]
) -> None:
    person = house.enrol_officer(1, "snv", role)
    with cluster(house, telegram_per_second="0", log_level="WARNING") as programs:
        ask(person, house)
        before = len(person.messages)
        owner, child = stop_child(programs, made_by)
        owner.kill()
        os.kill(child, signal.SIGKILL)
        assert len(person.messages) == before
        person.wait_for_message(lambda message: read(message) == answer[-1], PATIENCE)
        wait_until(lambda: all_is_answered(house))
        others = [program for program in programs if program is not owner]
        assert [program.stop() for program in others] == [0, 0]
    assert [read(message) for message in person.messages[before:]] == answer


def stop_child(programs: Sequence[Program], command: str) -> tuple[Program, int]:
    """Stop the child process with `command` in its command line before it is done; return whose it is, and itself."""
    owners = {program.process.pid: program for program in programs}
    while True:
        for child, parent in list_processes(command):
            if parent in owners:
                os.kill(child, signal.SIGSTOP)
                return owners[parent], child


def list_processes(command: str) -> list[tuple[int, int]]:
    """Return the processes with `command` in their command lines, each with its parent."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if command in (folder / "cmdline").read_text(encoding="utf-8"):
                found.append((int(folder.name), int((folder / "stat").read_text().rpartition(")")[2].split()[1])))
        except OSError:
            pass  # it has ended meanwhile
    return found
