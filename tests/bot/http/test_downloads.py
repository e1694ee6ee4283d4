"""Files under links of one use: a robot that opens them first takes nothing from the person."""

import hashlib
import re
from base64 import b64encode
from datetime import timedelta

import pytest
from httpx import ASGITransport, AsyncClient

from bot.http.app import build_app
from bot.http.downloads import DownloadRoutes
from bot.registry.downloads import DownloadDesk, RegistryDownloads
from data.store import Store
from handlers.base.messages import Attachment
from scheduler.testing import FixedClock
from tests.handlers.morning import MORNING

BOOK = Attachment("Bảng việc.xlsx", "application/vnd.ms-excel", b"PK...")
CHART = Attachment("bieu-do.png", "image/png", b"\x89PNG")


class Desk:
    """The links of a registry, and a browser that opens them."""

    def __init__(self, store: Store) -> None:
        self.clock = FixedClock(MORNING)
        self._links = RegistryDownloads(store, self.clock.wall, "zalo-1", "http://bot")
        app = build_app(DownloadRoutes(DownloadDesk(store, self.clock.wall)).routes())
        self.browser = AsyncClient(transport=ASGITransport(app), base_url="http://bot")

    async def offer(self, file: Attachment, *, as_picture: bool = False) -> str:
        return await self._links.offer("c1", file, as_picture=as_picture)


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


async def test_opening_a_link_spends_nothing_and_a_tap_spends_it(desk: Desk) -> None:
    address = await desk.offer(BOOK)
    for _ in range(3):
        page = await desk.browser.get(address)
        assert (page.status_code, page.content.count(b"PK...")) == (200, 0)
        assert '<form method="post">' in page.text
    file = await desk.browser.post(address)
    assert (file.status_code, file.content) == (200, BOOK.content)
    assert file.headers["content-disposition"].startswith("attachment;")
    assert [(await desk.browser.post(address)).status_code, (await desk.browser.get(address)).status_code] == [
        404
    ] * 2


async def test_a_picture_can_be_fetched_more_than_once(desk: Desk) -> None:
    address = await desk.offer(CHART, as_picture=True)
    for _ in range(2):
        picture = await desk.browser.get(address)
        assert (picture.status_code, picture.headers["content-type"]) == (200, "image/png")


@pytest.mark.parametrize("as_picture", [False, True])
async def test_after_ten_minutes_nothing_is_there(desk: Desk, as_picture: bool) -> None:
    address = await desk.offer(CHART, as_picture=as_picture)
    desk.clock.move_to(desk.clock.now() + timedelta(minutes=10))
    assert (await desk.browser.get(address)).status_code == 404
    assert (await desk.browser.post(address)).status_code == 404


@pytest.mark.parametrize("token", ["", "x", "A" * 22, "../../etc", "%00", "Ạ" * 22])
async def test_what_is_no_secret_opens_nothing(desk: Desk, token: str) -> None:
    await desk.offer(BOOK)
    assert (await desk.browser.get(f"http://bot/tai/{token}")).status_code == 404


async def test_a_person_who_comes_too_late_is_told_so_on_a_page_that_loads_nothing(desk: Desk) -> None:
    address = await desk.offer(BOOK)
    offered = await desk.browser.get(address)
    await desk.browser.post(address)
    late = await desk.browser.get(address)
    assert "Anh/chị xin lại tệp trong cuộc trò chuyện" in late.text
    for page in (offered, late):
        style = re.search("<style>(.*?)</style>", page.text, re.DOTALL)
        assert style
        digest = b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
        assert f"style-src 'sha256-{digest}'" in page.headers["content-security-policy"]
        assert page.headers["content-security-policy"].startswith("default-src 'none';")
        assert not re.search(r"<script|<link|src=", page.text)


async def test_the_name_of_a_file_is_text(desk: Desk) -> None:
    page = await desk.browser.get(await desk.offer(Attachment("<script>x</script>.pdf", "application/pdf", b"%PDF")))
    assert "&lt;script&gt;x&lt;/script&gt;.pdf" in page.text
