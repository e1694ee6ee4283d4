"""Who may open which page of the board: what the handbook says is what happens, and a refused look leaves a trace."""

import pytest

from bot.board.addresses import FILES, FOR_WHO_SEES_NO_FIGURES, PAGES
from data.enums import AuditKind, Role
from data.registry.office import audit_log
from data.registry.office.audit_log import AuditFilter
from tests.bot.board.test_drafts import waiting
from tests.bot.board.work import BOARD, duties_of
from tests.bot.page.conftest import House
from tests.handlers.dispatch.permissions import read_pages
from tests.handlers.office.test_plan_drafts import ROWS

MAY = read_pages()


def refusals_of(house: House) -> list[str]:
    with house.store.read() as session:
        lines = audit_log.list_page(session, AuditFilter(kind=AuditKind.REFUSED), 0, 50)
    assert {line.channel for line in lines} <= {"board"}
    return [line.subject for line in lines]


def test_the_handbook_has_every_page_and_file() -> None:
    assert MAY.keys() == {*PAGES, *FILES}


@pytest.mark.parametrize("role", [*Role, None])
async def test_each_role_opens_what_is_its_own(house: House, role: Role | None) -> None:
    duty = duties_of(house, "stp")[0]
    draft = waiting(house, *ROWS).rpartition("/")[2]
    values = {"agency_id": duty.agency_id, "duty_id": duty.id, "plan_id": duty.plan_id, "code": duty.code}
    browser = house.browser() if role is None else await house.signed(house.officer("stp", role))
    for path, may in MAY.items():
        answer = await browser.client.get(BOARD + path[1:].format(**values, draft_id=draft))
        refused = 303 if path in FOR_WHO_SEES_NO_FIGURES else 403
        expected = 200 if role in may else 401 if role is None else refused
        assert answer.status_code == expected, path


async def test_the_first_page_leads_who_sees_no_figures_to_the_list_and_records_nothing(house: House) -> None:
    browser = await house.signed(house.officer("stp"))
    led = await browser.client.get(BOARD)
    assert (led.status_code, led.headers["location"]) == (303, "danh-sach")
    assert (await browser.client.get(BOARD + led.headers["location"])).status_code == 200
    assert refusals_of(house) == []


async def test_a_refused_look_is_recorded_as_a_refused_tap_is(house: House) -> None:
    browser = await house.signed(house.officer("stp"))
    await browser.client.get(f"{BOARD}danh-sach")
    assert refusals_of(house) == []
    assert (await browser.client.get(f"{BOARD}nhat-ky?loai=people")).status_code == 403
    assert refusals_of(house) == ["/nhat-ky role.administering"]
    for _again in range(3):  # an hour's are told together
        await browser.client.get(f"{BOARD}co-quan")
    assert len(refusals_of(house)) == 1


async def test_looks_at_others_and_refused_files_are_recorded_and_wrong_addresses_are_not(house: House) -> None:
    other = duties_of(house, "stc")[0]
    for number, path in enumerate((f"viec/{other.id}", f"danh-sach.csv?coquan={other.agency_id}", "nhat-ky.csv")):
        browser = await house.signed(house.officer("stp", Role.HEAD, f"Lãnh đạo {number}"))
        assert (await browser.client.get(f"{BOARD}danh-sach?trang=x")).status_code == 400
        assert len(refusals_of(house)) == number
        assert (await browser.client.get(f"{BOARD}{path}")).status_code == 403
        assert refusals_of(house)[0].startswith(f"/{path.partition('?')[0]}")
