"""The demo's way to the board: whoever opens it looks on as the supervisor of the standing body."""

from collections.abc import AsyncIterator
from datetime import date

import pytest
import pytest_asyncio
from httpx import ASGITransport, AsyncClient

from bot.channels.web.channel import WebChannel
from bot.demo.office import STANDING_BODY, DemoOffice, open_demo
from bot.http.app import build_app
from bot.http.request_guard import LOOPBACK_ONLY
from data.enums import Role
from data.registry.people import officers

HOME = "http://127.0.0.1:8080"
MONDAY = date(2024, 2, 26)

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office() -> AsyncIterator[DemoOffice]:
    office = open_demo(MONDAY, HOME)
    yield office
    office.close()


@pytest_asyncio.fixture(loop_scope="module")
async def client(office: DemoOffice) -> AsyncIterator[AsyncClient]:
    channel = WebChannel(office.converse, office.panel.now, office.history, office.journal)
    app = build_app(office.list_routes(channel), LOOPBACK_ONLY)
    async with AsyncClient(transport=ASGITransport(app), base_url=HOME) as client:
        yield client


async def test_the_board_opens_without_a_code_or_a_link(client: AsyncClient) -> None:
    assert (await client.get("/trang/bang/")).status_code == 401
    let_in = await client.get("/bang")
    assert (let_in.status_code, let_in.headers["location"]) == (303, "trang/bang/")
    assert "path=/trang/" in let_in.headers["set-cookie"].lower()
    page = await client.get("/trang/bang/")
    assert page.status_code == 200
    assert "giám sát, Sở Nội vụ" in page.text


async def test_whoever_comes_again_is_the_same_supervisor(client: AsyncClient, office: DemoOffice) -> None:
    for _ in range(2):
        client.cookies.clear()
        await client.get("/bang")
        assert (await client.get("/trang/bang/")).status_code == 200
    with office._store.read() as session:
        supervisors = [one for one in officers.list_officers(session) if one.role is Role.SUPERVISOR]
    assert [one.agency_code for one in supervisors] == [STANDING_BODY]


@pytest.mark.parametrize("path", ["/", "/co-quan", "/theo-thang", "/nhiem-vu", "/danh-sach", "/xu-ly", "/treo-tuong"])
async def test_every_page_of_a_supervisor_opens_from_there(client: AsyncClient, path: str) -> None:
    await client.get("/bang")
    assert (await client.get(f"/trang/bang{path}")).status_code == 200


async def test_another_page_cannot_open_it(client: AsyncClient) -> None:
    assert (await client.get("/bang", headers={"host": "evil.example"})).status_code == 400
    assert (await client.post("/bang", headers={"origin": "http://evil.example"})).status_code == 403
