"""What takes long to make is made beside: once at a time for each officer, and nobody waits for it."""

import asyncio
from collections.abc import Iterator
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image
from sqlmodel import select

from bot.app import App
from bot.workers.frames import Registry
from bot.workers.pool import Workers
from data.enums import Role
from data.errors import RegistryUnusable
from data.models import AuditEntry
from data.store import Store
from handlers.base.messages import FileWork, Reply, WorkFailed
from tests.databases.registries import Databases, with_plan_175
from tests.handlers.chat import Office, Person

WORKBOOK, REPORT, PICTURES = "xlsx:all", "report:q1:all", "sump:all"
IN_THE_MAKING = "Tệp này đang được làm cho anh/chị, xong sẽ gửi ngay; không cần yêu cầu lại."


class Makers:
    """Workers whose files are there when the test says so."""

    def __init__(self) -> None:
        self.asked = 0
        self.may_end = asyncio.Event()
        self.error: Exception | None = None

    async def make(self, work: FileWork) -> bytes:
        self.asked += 1
        await self.may_end.wait()
        if self.error:
            raise self.error
        return b"file"


class Front:
    """The process with its makers of files, and officers who ask it."""

    def __init__(self, store: Store, makers: Makers) -> None:
        self.office = Office(store)
        self._app = App(store, self.office.clock, self.office.files, workers=makers)  # type: ignore[arg-type]

    def presses(self, person: Person, value: str) -> asyncio.Task[Reply | None]:
        return asyncio.create_task(self._app.converse(person.update(pressed=value)))


@pytest.fixture
def makers() -> Makers:
    return Makers()


@pytest.fixture
def front(planned: Store, makers: Makers) -> Front:
    return Front(planned, makers)


async def until_asked(makers: Makers, times: int) -> None:
    while makers.asked < times:  # noqa: ASYNC110 - turns run in threads on PostgreSQL
        await asyncio.sleep(0.001)


async def body_of(asked: asyncio.Task[Reply | None]) -> str:
    reply = await asked
    assert reply
    return reply.body


async def test_who_asks_again_for_a_file_in_the_making_is_told_so_and_it_is_not_counted(
    front: Front, makers: Makers
) -> None:
    supervisor = front.office.officer("snv", Role.SUPERVISOR)
    first = front.presses(supervisor, WORKBOOK)
    await until_asked(makers, 1)
    assert await body_of(front.presses(supervisor, WORKBOOK)) == IN_THE_MAKING
    assert makers.asked == 1
    makers.may_end.set()
    reply = await first
    assert reply
    assert reply.files[0].content == b"file"
    again = await front.presses(supervisor, WORKBOOK)
    assert again
    assert again.files
    with front.office.store.read() as session:
        handed_out = session.exec(select(AuditEntry.action)).all().count("export.send")
    assert handed_out == 2


async def test_another_file_and_another_officer_are_not_held_up_for_good(front: Front, makers: Makers) -> None:
    supervisor, head = front.office.officer("snv", Role.SUPERVISOR), front.office.officer("stp", Role.HEAD)
    workbook = front.presses(supervisor, WORKBOOK)
    report = front.presses(supervisor, REPORT)
    of_another = front.presses(head, WORKBOOK)
    await until_asked(makers, 2)
    assert makers.asked == 2  # the supervisor's second waits for the first
    makers.may_end.set()
    for asked in (workbook, report, of_another):
        reply = await asked
        assert reply
        assert reply.files


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (WorkFailed("too slow"), "Có lỗi ở phía hệ thống"),
        (RegistryUnusable("locked"), "Hệ thống đang bận"),
    ],
)
async def test_a_file_that_was_not_made_is_told_of_in_a_sentence(
    front: Front, makers: Makers, error: Exception, said: str
) -> None:
    makers.error = error
    makers.may_end.set()
    supervisor = front.office.officer("snv", Role.SUPERVISOR)
    assert said in await body_of(front.presses(supervisor, WORKBOOK))
    makers.error = None
    reply = await front.presses(supervisor, WORKBOOK)
    assert reply
    assert reply.files


@pytest.fixture
def address(databases: Databases) -> Iterator[str]:
    url = databases.copy_of(with_plan_175)
    yield url
    databases.drop(url)


async def test_real_workers_make_workbooks_reports_and_pictures(address: str) -> None:
    store, workers = Store(address), Workers(Registry(address, "vi"))
    office = Office(store)
    app = App(store, office.clock, office.files, workers=workers)
    supervisor = office.officer("snv", Role.SUPERVISOR)
    try:
        made = {
            value: await app.converse(supervisor.update(pressed=value)) for value in (WORKBOOK, REPORT, "sump:all")
        }
    finally:
        await workers.close()
        store.close()
    contents = {value: [file.content for file in reply.files] for value, reply in made.items() if reply}
    assert "Nhiệm vụ" in load_workbook(BytesIO(contents[WORKBOOK][0])).sheetnames
    assert Document(BytesIO(contents[REPORT][0])).paragraphs
    assert all(Image.open(BytesIO(picture)).format == "PNG" for picture in contents[PICTURES])
    assert len(contents[PICTURES]) == 4
