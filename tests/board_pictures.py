"""Take the pictures of the board anew from the demo with its year: `.venv/bin/python -m tests.board_pictures`."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

from playwright.async_api import Browser, Page, async_playwright
from starlette.responses import Response

from bot.demo.office import DemoOffice, open_demo
from bot.demo.server import DemoServer
from bot.http.listening import listen
from bot.page.cookie import SessionCookie
from data.enums import Role
from data.plans.formats.document_json import write_document
from data.plans.storing.waiting import waiting_plans
from data.registry.office import agencies
from data.registry.people import identities, page_sessions
from tests.bot.board.test_drafts import VAGUE
from tests.bot.demo.conftest import CHROMIUM, FLAGS
from tests.guide_pictures import save
from tests.handlers.office.test_plan_drafts import ROWS, plan

MONDAY = date(2024, 6, 17)
"""Two weeks before the end of a quarter."""
DESK, WALL = {"width": 1100, "height": 900}, {"width": 1600, "height": 900}
NOTHING_FOCUSED = "document.activeElement.blur()"
PICTURES = {
    "bang-tong-quan": ("", Role.SUPERVISOR, 1500),
    "bang-co-quan": ("co-quan", Role.SUPERVISOR, 900),
    "bang-mot-viec": ("viec/", Role.SUPERVISOR, 1100),
    "bang-xu-ly": ("xu-ly", Role.SUPERVISOR, 1200),
    "bang-ban-nhap": ("ban-nhap/1", Role.ADMIN, 1100),
    "bang-can-bo": ("can-bo", Role.ADMIN, 1000),
}
"""The page of each picture, who looks at it, and how much of it is shown."""


def enter(office: DemoOffice, role: Role) -> str:
    """Return the cookie of somebody in the standing body."""
    now, wall = office._clock.now(), office._clock.wall()
    with office._store.write() as session:
        body = agencies.find(session, "snv").id
        name = {Role.SUPERVISOR: "Giám sát Một", Role.ADMIN: "Quản trị Một"}[role]
        found = {"agency_id": body, "role": role, "name": name, "channel": page_sessions.CHANNEL, "chat_id": role}
        identities.enrol(session, **found, now=now)  # type: ignore[arg-type]
        return page_sessions.open_session(session, role, now=now, wall=wall, actor="pictures")


def leave_draft(office: DemoOffice) -> None:
    """Keep a plan with doubtful cells, as if it had been sent."""
    written, title = write_document(plan(*ROWS, VAGUE)), "Chuyển đổi số tỉnh Thái Bình năm 2024"
    with office._store.write() as session:
        waiting_plans.keep(
            session, "ke-hoach-77.docx", written, title, officer_id=None, now=office._clock.now(), actor="pictures"
        )


@asynccontextmanager
async def serving(office: DemoOffice, listening: object) -> AsyncIterator[None]:
    """Serve the demo until the block ends."""
    server = DemoServer(office)
    living = asyncio.create_task(server.live(listening))  # type: ignore[arg-type]
    yield
    server.should_exit = True
    await living


async def opened(browser: Browser, office: DemoOffice, address: str, role: Role) -> Page:
    """Return a page of somebody who is signed in."""
    response = Response()
    SessionCookie(address).put(response, enter(office, role))
    name, value = response.headers["set-cookie"].partition(";")[0].split("=", 1)
    context = await browser.new_context(viewport=DESK, device_scale_factor=1.5, locale="vi-VN")  # type: ignore[arg-type]
    await context.add_cookies([{"name": name, "value": value, "url": f"{address}/trang/"}])
    return await context.new_page()


async def first_overdue(page: Page, address: str) -> str:
    """Return the path of a duty that is overdue."""
    await page.goto(f"{address}/trang/bang/danh-sach?trangthai=xong-qua-han")
    link = await page.get_by_role("rowheader").first.get_by_role("link").get_attribute("href")
    return (link or "").removeprefix("./")


async def main(office: DemoOffice, listening: object, address: str) -> None:
    """Take all pictures."""
    async with async_playwright() as playwright, serving(office, listening):
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, "--lang=vi"])
        pages = {role: await opened(browser, office, address, role) for role in (Role.SUPERVISOR, Role.ADMIN)}
        for name, (path, role, height) in PICTURES.items():
            page = pages[role]
            there = await first_overdue(page, address) if path == "viec/" else path
            await page.set_viewport_size({"width": DESK["width"], "height": height})
            await page.goto(f"{address}/trang/bang/{there}")
            await page.evaluate(NOTHING_FOCUSED)
            save(name, await page.screenshot())
        wall = pages[Role.SUPERVISOR]
        await wall.set_viewport_size(WALL)  # type: ignore[arg-type]
        await wall.goto(f"{address}/trang/bang/treo-tuong")
        save("bang-treo-tuong", await wall.screenshot())
        await browser.close()


if __name__ == "__main__":
    listening_ = listen(0)
    address_ = f"http://127.0.0.1:{listening_.getsockname()[1]}"
    office_ = open_demo(MONDAY, address_, has_history=True)
    leave_draft(office_)
    asyncio.run(main(office_, listening_, address_))
