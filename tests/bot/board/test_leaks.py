"""Nobody sees of the board what is not theirs, whatever ids, addresses and cookies they make up."""

import csv
import re
from collections.abc import Iterator, MutableMapping
from html import unescape
from io import BytesIO, StringIO
from random import Random
from typing import Any

import pytest
from httpx import Response
from openpyxl import load_workbook
from sqlmodel import select

from data.enums import Role
from data.exports import spreadsheet
from data.exports.spreadsheet import Column, Sheet
from data.models import Task
from data.registry.duties import duty_lines
from data.registry.office import agencies
from data.registry.people.page_sessions import TOKEN
from data.store import Store
from handlers.views.overview.exports import XLSX
from tests.bot.page.conftest import House
from tests.databases.registries import SqliteFiles, with_plan_175

BOARD = "/trang/bang/"
FORGERIES = 10_000
EACH = 50
"""Of so many one comes from somebody who is let in; the others have made up their cookie."""
PATHS = (
    "", "co-quan", "co-quan/{}", "theo-thang", "nhiem-vu", "nhiem-vu/1/{}", "danh-sach", "viec/{}", "tep/{}",
    "treo-tuong", "xu-ly", "can-bo", "danh-muc", "nhat-ky", "ban-nhap", "ban-nhap/{}", "danh-sach.csv",
    "danh-sach/in", "danh-sach.xlsx", "nhat-ky.csv", "nhat-ky.xlsx",
)  # fmt: skip
NAMES = ("kehoach", "cap", "coquan", "linhvuc", "quy", "trangthai", "nhiemvu", "han", "trang")
VALUES = (
    "", "1", "2", "3", "9", "57", "999999999", "0", "-1", "1 OR 1=1", "department", "commune", "I", "TC", "II.2",
    "2024-Q1", "khong", "qua-han", "chua-xong", "\x00", "١", "../../1", "<script>", "%", "I.1' --",
    "2024-03-01..2024-12-31",
)  # fmt: skip


@pytest.fixture
def planned(sqlite: SqliteFiles) -> Iterator[Store]:
    """One kind of registry: what is read is tested with both, below the board."""
    store = Store(sqlite.copy_of(with_plan_175))
    yield store
    store.close()


async def test_ten_thousand_forgeries_show_nothing_of_others(house: House) -> None:
    """Made-up cookies open nothing at all; an officer and a head see the names of no other agency."""
    with house.store.read() as session:
        own = agencies.find(session, "stp")
        named = [one for one in agencies.list_all(session) if one.id != own.id]
        others = {name for one in named for name in (one.name, one.short_name)} - {own.name, own.short_name}
        plan = unescape(" ".join(str(task.model_dump()) for task in session.exec(select(Task))))
        unwritten = {name for name in others if name not in plan}  # the plan itself tells the others
        assert len(unwritten) > 200
        theirs = [line.id for line in duty_lines.list_duties(session) if line.agency_id != own.id]
    dice = Random(17)
    insiders = [await house.signed(house.officer(role=role, name=role)) for role in (Role.OFFICER, Role.HEAD)]
    seen: set[int] = set()
    for number in range(FORGERIES):
        address = _forge(dice, theirs)
        if number % EACH:
            status, text = await _ask_as_nobody(house, address, _token(dice))
            assert status in (401, 404), address
        else:
            answer = await insiders[number // EACH % 2].client.get(address, follow_redirects=True)
            status, text = answer.status_code, read(answer)
            assert status in (200, 400, 403, 404), address
        seen.add(status)
        assert "<script>" not in text, address
        assert others & set(re.split(r"[<>]", unescape(text))) == set(), address
        assert named_in(text, unwritten, {own.name, own.short_name}) == set(), address
    assert seen == {200, 400, 401, 403, 404}


async def test_every_duty_of_others_is_closed_to_a_head(house: House) -> None:
    head = await house.signed(house.officer(role=Role.HEAD))
    with house.store.read() as session:
        own = agencies.find(session, "stp").id
        duties = duty_lines.list_duties(session)
    mine = next(one.id for one in duties if one.agency_id == own)
    assert (await head.client.get(f"{BOARD}viec/{mine}")).status_code == 200
    for other in [one.id for one in duties if one.agency_id != own][::25]:
        assert (await head.client.get(f"{BOARD}viec/{other}")).status_code == 403
    assert (await head.client.get(f"{BOARD}viec/999999999")).status_code == 403
    assert (await head.client.get(f"{BOARD}tep/1")).status_code == 403


def test_what_a_file_tells_is_read() -> None:
    """A name in a cell of a file is found as one in a cell of a page is."""
    book = spreadsheet.build_workbook("Việc", [Sheet("Việc", [Column("Cơ quan", 9)], [["Sở Y tế"]], "")])
    for content, kind in (
        ("Mã,Cơ quan\nI.1,Sở Y tế\n".encode(), "text/csv"),
        (book, XLSX),
        ("<td>Sở Y tế</td>".encode(), "text/html"),
    ):
        assert "Sở Y tế" in re.split(r"[<>]", read(Response(200, content=content, headers={"content-type": kind})))


@pytest.mark.parametrize("page", ["<p>giám sát, Sở Y tế</p>", "Sở Y tế: 3", '<a aria-label="Mở Sở Y tế">x</a>'])
def test_a_name_is_found_wherever_it_stands(page: str) -> None:
    assert named_in(page, {"Sở Y tế", "Sở Tài chính"}, {"Sở Tư pháp"}) == {"Sở Y tế"}
    assert named_in("<p>UBND huyện Tiền Hải, xã Tây Ninh</p>", {"UBND huyện Tiền Hải, xã Tây"}, set()) == set()


def named_in(text: str, others: set[str], own: set[str]) -> set[str]:
    """Which of the names stand as words in a page, its attributes included, besides those of one's own."""
    said = unescape(text)
    for name in sorted(own, key=len, reverse=True):
        said = said.replace(name, " ")
    return {name for name in others if name in said and re.search(rf"(?<!\w){re.escape(name)}(?! ?\w)", said)}


def read(answer: Response) -> str:
    """Return what an answer tells, each cell of a file between angle brackets as in a page."""
    kind = answer.headers.get("content-type", "")
    if kind == XLSX:
        sheets = load_workbook(BytesIO(answer.content), read_only=True)
        return "".join(f">{cell}<" for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row)
    if kind.startswith("text/csv"):
        return "".join(f">{cell}<" for row in csv.reader(StringIO(answer.text)) for cell in row)
    return answer.text


async def _ask_as_nobody(house: House, address: str, token: str) -> tuple[int, str]:
    """Make a request without a client in between; return the status and what was answered."""
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    path, _mark, query = address.partition("?")
    headers = [(b"host", b"nhacviec.example.vn"), (b"cookie", f"__Secure-nhacviec={token}".encode())]
    scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "headers": headers}
    about = {"query_string": query.encode(), "scheme": "https", "server": ("nhacviec.example.vn", 443)}
    rest = {"root_path": "", "client": ("192.0.2.1", 1), "http_version": "1.1"}
    await house.served(scope | about | rest, receive, send)
    return sent[0]["status"], b"".join(one.get("body", b"") for one in sent).decode()


def _forge(dice: Random, duties: list[int]) -> str:
    path = dice.choice(PATHS).format(dice.choice((*VALUES[1:9], str(dice.choice(duties)))))
    query = "&".join(f"{dice.choice(NAMES)}={dice.choice(VALUES)}" for _ in range(dice.randint(0, 3)))
    return re.sub(r"[\x00 ]", "%00", f"{BOARD}{path}?{query}")


def _token(dice: Random) -> str:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
    token = "".join(dice.choice(letters) for _ in range(43))
    assert re.fullmatch(TOKEN, token)
    return token
