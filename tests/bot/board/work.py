"""Work for the board's tests: what agencies report and ask for, and a supervisor who posts forms."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from html import unescape

from httpx import Response

from data.enums import State
from data.files import StoredFile
from data.registry.duties import duty_lines, extensions, history, progress
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.progress import Document
from data.registry.duties.progress_entries import Actor
from data.registry.office import agencies
from tests.bot.page.conftest import Browser, House

BOARD = "/trang/bang/"
WORK = f"{BOARD}xu-ly"
_TOKEN = re.compile(r'name="ma" value="([0-9a-f]+)"')
_TAGS = re.compile(r"<[^>]+>")


def duties_of(house: House, of: str) -> list[DutyLine]:
    """Return the dated duties of an agency."""
    with house.store.read() as session:
        rows = duty_lines.list_by_agency(session, agencies.find(session, of).id)
    return [row for row in rows if row.due_on]


def duty(house: House, duty_id: int) -> DutyLine:
    with house.store.read() as session:
        return duty_lines.get_line(session, duty_id)


def changes(house: House, duty_id: int) -> list[tuple[str, str]]:
    """Return what became of a duty, the first change first, each with its channel's trace."""
    with house.store.read() as session:
        return [(one.change.value, one.officer_name) for one in reversed(history.list_entries(session, duty_id))]


def reported(house: House, of: str, place: int = 0, file: bytes = b"") -> DutyLine:
    """Return a duty of an agency after one of its officers reported it done."""
    found, officer_id = duties_of(house, of)[place], house.officer(of, name=f"Cán bộ {of} {place}")
    files = [StoredFile(house.files.save(file), "bien-ban.pdf", "application/pdf", len(file))] if file else []
    now, today = house.clock.now(), house.clock.now().date()
    with house.store.write() as session:
        progress.report(
            session,
            found.id,
            found.version,
            Document(number="12/BC-ABC", issued_on=today),
            Actor(officer_id, "web"),
            now,
            today,
            files,
        )
    return duty(house, found.id)


def asked_for_more_time(house: House, of: str, place: int = 0) -> DutyLine:
    """Return a duty of an agency after one of its officers asked for two weeks more."""
    found, officer_id = duties_of(house, of)[place], house.officer(of, name=f"Cán bộ {of} xin")
    assert found.due_on
    until = found.due_on + timedelta(days=14)
    with house.store.write() as session:
        extensions.request(
            session, found.id, until, "chờ số liệu của xã", Actor(officer_id, "web"), house.clock.now()
        )
    return duty(house, found.id)


def seen(*rows: DutyLine) -> list[str]:
    return [f"{row.id}:{row.version}" for row in rows]


async def token_of(browser: Browser, path: str = WORK) -> str:
    """Return the token that the forms of a page bear."""
    found = _TOKEN.search((await browser.client.get(path)).text)
    assert found
    return found[1]


async def post(
    browser: Browser, value: str, path: str = WORK, token: str | None = None, **fields: str | Sequence[str]
) -> Response:
    """Post a form of a page: the value of its button, and what else stands in it."""
    body: Mapping[str, str | Sequence[str]] = {"nut": value, **fields}
    token = await token_of(browser, path) if token is None else token
    return await browser.client.post(path, data={"ma": token, **body})


def told(answer: Response) -> str:
    """Return what a page says of a form, as a reader sees it."""
    found = re.search(r'<section class="card told.*?</section>', answer.text, re.DOTALL)
    return " ".join(unescape(_TAGS.sub(" ", found[0])).split()) if found else ""


def state(house: House, row: DutyLine) -> State:
    return duty(house, row.id).state
