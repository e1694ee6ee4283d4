"""A file that is only read: by a child process, between two attempts at the same turn, and kept nowhere."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from bot.conversation import Conversation
from data.enums import Role
from data.files.folder import FilesInFolder
from data.registry.office import agencies
from data.registry.people import identities
from data.rules.calendar import WorkingCalendar
from data.store import Store
from handlers.base.messages import Incoming, Reply, Upload
from handlers.dispatch.turns import TurnProcessor
from scheduler.testing import FixedClock
from tests.handlers.morning import MORNING


@pytest.fixture
def conversation(planned: Store, tmp_path: Path) -> Conversation:
    with planned.write() as session:
        identities.enrol(
            session,
            agency_id=agencies.find(session, "snv").id,
            role=Role.ADMIN,
            name="Giang",
            channel="chat",
            chat_id="1",
            now=MORNING,
        )
    files = FilesInFolder(tmp_path)
    return Conversation(TurnProcessor(planned, FixedClock(MORNING), WorkingCalendar(), files), planned, files)


async def answer(
    conversation: Conversation, number: int, text: str = "", file: tuple[str, bytes] | None = None
) -> Reply:
    async def fetch() -> bytes:
        assert file is not None
        return file[1]

    files = (Upload(file[0], len(file[1]), fetch),) if file else ()
    reply = await conversation.converse(Incoming("chat", "1", str(number), MORNING, text=text, files=files))
    assert reply is not None
    return reply


def workbook(rows: list[list[str]]) -> bytes:
    book, written = openpyxl.Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(written)
    return written.getvalue()


async def test_a_list_is_read_by_a_child_and_not_kept(conversation: Conversation, tmp_path: Path) -> None:
    await answer(conversation, 1, "/moi")
    rows = [["Họ tên", "Cơ quan"], ["Cán bộ Một", "Sở Tư pháp"], ["Cán bộ Hai", "Sở Y tế"]]
    shown = await answer(conversation, 2, file=("danh-sach.xlsx", workbook(rows)))
    assert shown.heading == "👤 Mời 2 cán bộ"
    assert not kept(tmp_path)


@pytest.mark.parametrize("content", [b"PK\x03\x04" + b"torn" * 100, b"PK\x05\x06" + b"\0" * 18])
async def test_a_torn_file_is_refused_and_the_question_stays(conversation: Conversation, content: bytes) -> None:
    await answer(conversation, 1, "/moi")
    refused = await answer(conversation, 2, file=("danh-sach.xlsx", content))
    assert not refused.heading.startswith("👤")
    assert (await answer(conversation, 3, "Cán bộ Một, stp")).heading == "👤 Mời 1 cán bộ"


def kept(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]
