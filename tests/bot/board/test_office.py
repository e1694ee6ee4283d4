"""Administrators run the office at the board: plans that wait, people, agencies, the history."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from data.enums import AuditKind, Role
from data.models import Officer
from data.registry.office import agencies, audit_log
from data.registry.office.audit_log import AuditFilter
from data.registry.people import invitations, officers
from data.registry.people.joining import grants
from tests.bot.board.work import BOARD, post, token_of, told
from tests.bot.page.conftest import Browser, House

PEOPLE, HISTORY, DRAFTS = f"{BOARD}can-bo", f"{BOARD}nhat-ky", f"{BOARD}ban-nhap"


async def administrator(house: House, name: str = "Quản trị Một") -> Browser:
    return await house.signed(house.officer("snv", Role.ADMIN, name))


@pytest.mark.parametrize(
    "path", ["can-bo", "danh-muc", "nhat-ky", "ban-nhap", "ban-nhap/1", "nhat-ky.xlsx", "nhat-ky.csv"]
)
async def test_nobody_but_administrators_sees_the_office(house: House, path: str) -> None:
    for role in (Role.OFFICER, Role.HEAD, Role.SUPERVISOR):
        browser = await house.signed(house.officer("stp", role, f"Người {role}"))
        answer = await browser.client.get(f"{BOARD}{path}")
        assert answer.status_code == 403
        assert "Người officer" not in answer.text.replace(f"<b>Người {role}</b>", "")
    assert (await house.browser().client.get(f"{BOARD}{path}")).status_code == 401


async def test_people_are_found_by_name_and_by_agency(house: House) -> None:
    browser = await administrator(house)
    house.officer("stp", name="Trần Thị Bình")
    house.officer("stc", name="Lê Văn Cường")
    assert "Lê Văn Cường" in (await browser.client.get(PEOPLE)).text
    for words in ("tran thi binh", "stp"):
        page = (await browser.client.get(PEOPLE, params={"tim": words})).text
        assert "Trần Thị Bình" in page
        assert "Lê Văn Cường" not in page


async def test_a_person_is_renamed_and_let_go_by_the_same_questions_as_in_the_chat(house: House) -> None:
    browser = await administrator(house)
    officer_id = house.officer("stp", name="Trần Thị Bình")
    assert "Trần Thị Bình" in told(await post(browser, f"person:{officer_id}", PEOPLE))
    await post(browser, f"askname:{officer_id}", PEOPLE, chu="Trần Thị Hòa Bình")
    asked = await post(browser, f"askdismiss:{officer_id}", PEOPLE)
    with house.store.read() as session:
        assert officers.get_active(session, officer_id).name == "Trần Thị Hòa Bình"
    await post(browser, next(part for part in asked.text.split('"') if part.startswith("dismiss:")), PEOPLE)
    with house.store.read() as session:
        assert officers.get_facts(session, officer_id).active is False
        (last,) = audit_log.list_page(session, AuditFilter(kind=AuditKind.PEOPLE), 0, 1)
    assert (last.channel, last.person) == ("board", "Quản trị Một")


async def test_a_code_that_waits_is_revoked(house: House) -> None:
    browser = await administrator(house)
    with house.store.write() as session:
        made = invitations.invite(
            session,
            agency_id=agencies.find(session, "stp").id,
            role=Role.OFFICER,
            name="Người được mời",
            now=house.clock.now(),
            actor="test",
        )
    page = (await browser.client.get(PEOPLE)).text
    assert "Người được mời" in page
    assert made.code not in page
    await post(browser, f"cancelcode:{made.id}", PEOPLE)
    with house.store.read() as session:
        assert grants.list_waiting(session, house.clock.now()) == []
    assert "Không có mã nào đang chờ" in (await browser.client.get(PEOPLE)).text


async def test_agencies_are_listed_with_their_officers_and_searched(house: House) -> None:
    browser = await administrator(house)
    house.officer("stp", name="Trần Thị Bình")
    page = (await browser.client.get(f"{BOARD}danh-muc", params={"tim": "so tu phap"})).text
    assert re.search(r"Sở Tư pháp</th>.*?>1</td>", page, re.DOTALL)
    assert "Sở Tài chính" not in page


async def test_the_history_is_filtered_paged_and_handed_out_without_formulas(house: House) -> None:
    browser = await administrator(house)
    officer_id = house.officer("stp", name="Trần Thị Bình")
    with house.store.write() as session:
        officers.rename(session, officer_id, "=HYPERLINK()", now=house.clock.now(), actor="officer:1")
    today = house.clock.now().date()
    page = (await browser.client.get(HISTORY, params={"loai": "people"})).text
    assert "đổi họ tên" in page
    later = {"tu": (today + timedelta(days=1)).isoformat()}
    assert "Không có gì được ghi" in (await browser.client.get(HISTORY, params=later)).text
    query = {"loai": "people", "den": today.isoformat()}
    csv = await browser.client.get(f"{HISTORY}.csv", params=query)
    assert csv.content.startswith(b"\xef\xbb\xbf")
    assert "đổi họ tên" in csv.text
    assert not re.search(r'(^|,)"?[=+@-]', csv.text, re.MULTILINE)
    book = load_workbook(BytesIO((await browser.client.get(f"{HISTORY}.xlsx", params=query)).content))
    assert any("đổi họ tên" in str(cell.value) for row in book.active.iter_rows() for cell in row)
    with house.store.read() as session:
        handed = audit_log.list_page(session, AuditFilter(kind=AuditKind.HANDED_OUT), 0, 5)
    assert [line.subject for line in handed] == [f"nhat-ky-{today}.xlsx", f"nhat-ky-{today}.csv"]
    for wrong in ({"loai": "x"}, {"tu": "2024-13-01"}, {"den": "9999-12-31"}, {"coquan": "9e9"}, {"trang": "0"}):
        assert (await browser.client.get(HISTORY, params=wrong)).status_code == 400


async def test_an_administrator_who_is_one_no_more_is_refused_with_the_page_still_open(house: House) -> None:
    officer_id = house.officer("snv", Role.ADMIN, "Quản trị Một")
    browser, other = await house.signed(officer_id), house.officer("stp", name="Trần Thị Bình")
    token = await token_of(browser, PEOPLE)
    with house.store.write() as session:
        session.get_one(Officer, officer_id).role = Role.HEAD
    answer = await post(browser, f"person:{other}", PEOPLE, token=token)
    assert answer.status_code == 403
    assert "Trần Thị Bình" not in answer.text
