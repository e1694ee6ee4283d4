"""Take the pictures of the guides anew from the demo: `.venv/bin/python -m tests.guide_pictures [NAME ...]`."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.demo.office import DemoOffice, open_demo
from bot.demo.server import DemoServer
from bot.http.listening import listen
from data.models import Agency
from data.registry.duties import duty_lines, progress
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.progress import Document
from data.registry.duties.progress_entries import Actor
from data.registry.office import agencies
from data.registry.plans.scope import active_plans
from data.rules.viet_nam_time import at_hour
from data.store import Session
from handlers.views.overview import charts
from scheduler.statistics.overview import count_overview
from tests import factories as make
from tests.bot.demo.browsing import say, tap
from tests.bot.demo.conftest import CHROMIUM, FLAGS

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
MORNING, SUMMER = date(2024, 2, 26), date(2024, 7, 15)
PAST = {"II.1": ("21/KH-UBND", date(2023, 12, 29)), "TC.1": ("05/KH-STP", date(2024, 1, 30))}
"""Finished and confirmed at Sở Tư pháp before the morning."""
WAITING = {"II.2": ("13/KH-UBND", date(2024, 2, 22)), "II.3": ("12/KH-UBND", date(2024, 2, 23))}
"""Reported there, and not confirmed."""
WHOLE_CHAT = "aside, .toast { display: none !important; }"
NEEDED = "log.lastElementChild.getBoundingClientRect().bottom - log.getBoundingClientRect().top + 16"


@dataclass(frozen=True)
class Scene:
    """What is done at the page before the picture: lines are typed, lines from "@" on are buttons."""

    steps: tuple[str, ...]
    agency: str = "Sở Tư pháp"
    role: str = "Cán bộ đầu mối"
    reported: tuple[dict[str, tuple[str, date]], ...] = (PAST,)
    screen: tuple[int, int] | None = None
    """With the clock and no more than this fits on; without it the whole chat and nothing else."""


SUPERVISOR = ("Sở Nội vụ", "Giám sát", (PAST, WAITING))
SCENES = {
    "demo": Scene(("/nhiemvu",), reported=(), screen=(400, 980)),
    "nhiem-vu": Scene(("/nhiemvu",)),
    "the-nhiem-vu": Scene(("II.3",)),
    "bao-xong": Scene(("II.3", "@✅ Đã xong", "12/KH-UBND ngày 26/2/2024")),
    "ban-tin-sang": Scene(("@Tới lần nhắc kế tiếp",)),
    "hoi-bang-loi": Scene(("tuần này phải nộp gì", "II.2 xong rồi")),
    "giam-sat": Scene(("/tonghop",), *SUPERVISOR),
    "cho-xac-nhan": Scene(("/tonghop", "@⏳ Chờ xác nhận (2)"), *SUPERVISOR),
}


def former_officer(session: Session, agency_id: int) -> Actor:
    """Return the actor of changes made before the picture: nobody is told of them, and nobody counts as reached."""
    agency = session.get_one(Agency, agency_id)
    return Actor(make.known(make.officer(session, agency, active=False, channel=None).id), "web")


def report(session: Session, duty: DutyLine, number: str, day: date, *, confirmed: bool) -> None:
    """Report a duty as done on `day`, and have it confirmed at once if `confirmed`."""
    at = at_hour(day, time(9))
    document = Document(number, day)
    progress.report(
        session,
        duty.id,
        duty.version,
        document,
        former_officer(session, duty.agency_id),
        at,
        document.issued_on or day,
    )
    if confirmed:
        version = duty_lines.get_line(session, duty.id).version
        # Nobody confirms what their own agency reported.
        by = agencies.find(session, "vp-ubnd" if duty.agency_code == "snv" else "snv")
        progress.confirm(session, duty.id, version, former_officer(session, by.id), at)


def report_at_so_tu_phap(office: DemoOffice, reported: tuple[dict[str, tuple[str, date]], ...]) -> None:
    """Report what a scene starts from."""
    with office._store.write() as session:
        for documents in reported:
            for duty in duty_lines.list_duties(session, codes=documents):
                if duty.agency_code == "stp":
                    report(session, duty, *documents[duty.code], confirmed=documents is PAST)


@asynccontextmanager
async def serving(scene: Scene) -> AsyncIterator[str]:
    """Serve a demo of the scene's own on the loopback address until the block ends."""
    listening = listen(0)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    office = open_demo(MORNING, address)
    report_at_so_tu_phap(office, scene.reported)
    server = DemoServer(office)
    living = asyncio.create_task(server.live(listening))
    yield address
    server.should_exit = True
    await living


async def sit(page: Page, address: str, scene: Scene) -> None:
    """Take the scene's role; of Sở Tư pháp and the standing body somebody else is there already."""
    for agency, role in (("stp", "officer"), ("snv", "supervisor")):
        await page.request.post(f"{address}/api/sit", data={"agency": agency, "role": role})
    await page.goto(address)
    await page.get_by_role("radio", name=scene.role).check()
    await page.get_by_role("combobox", name="Ở cơ quan").fill(scene.agency)
    await page.get_by_role("listbox", name="Cơ quan").get_by_role("option").first.click()
    await expect(page.get_by_role("log")).to_be_visible()


async def act(page: Page, steps: tuple[str, ...]) -> None:
    """Do the steps one by one, waiting for what the page shows after each."""
    for step in steps:
        async with page.expect_response("**/api/**"):
            await (tap(page, step[1:]) if step.startswith("@") else say(page, step))
        await page.wait_for_timeout(1500)


async def shoot(page: Page, scene: Scene) -> bytes:
    """Return the picture of the page as it is now."""
    await page.mouse.move(0, 0)
    if scene.screen is None:
        await page.evaluate("document.activeElement.blur()")
        await page.add_style_tag(content=WHOLE_CHAT)
        frame, needed = await page.evaluate(f"[innerHeight - log.clientHeight, {NEEDED}]")
        await page.set_viewport_size({"width": 390, "height": round(frame + needed)})
        await page.wait_for_timeout(300)
    return await page.screenshot()


async def take(browser: Browser, scene: Scene) -> bytes:
    """Return the picture of a scene."""
    width, height = scene.screen or (390, 2400)
    async with serving(scene) as address:
        context = await browser.new_context(
            viewport={"width": width, "height": height}, device_scale_factor=2, locale="vi-VN", bypass_csp=True
        )
        page = await context.new_page()
        await sit(page, address, scene)
        await act(page, scene.steps)
        picture = await shoot(page, scene)
        await context.close()
    return picture


def draw_chart() -> bytes:
    """Return the chart of a summer in which most was done, some of it late."""
    office, luck = open_demo(SUMMER, ""), Random(175)
    with office._store.write() as session:
        for duty in duty_lines.list_duties(session, last=SUMMER):
            due = duty.due_on or SUMMER
            chance = luck.random() + (0.19 if duty.agency_code.startswith("xa-") else 0)
            if chance > 0.2:
                day = due - timedelta(days=3) if chance > 0.35 else min(due + timedelta(days=12), SUMMER)
                report(session, duty, "1/BC", max(day, duty.issued_on), confirmed=True)
    with office._store.read() as session:
        counted = count_overview(session, active_plans(session), SUMMER, office._app.calendar)
        picture = charts.standings(counted, None)()
    office._store.close()
    office._folder.cleanup()
    return picture


def save(name: str, picture: bytes) -> None:
    """Write a picture in 256 colours, a third of its size."""
    image = Image.open(BytesIO(picture)).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    image.save(FOLDER / f"{name}.png", optimize=True)


async def main(names: list[str]) -> None:
    """Take the pictures of these names, or all."""
    if not names or "bieu-do" in names:
        save("bieu-do", draw_chart())
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, scene in SCENES.items():
            if not names or name in names:
                save(name, await take(browser, scene))
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
