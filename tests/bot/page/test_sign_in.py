"""The way into the page: a link that robots may look at, a tap that spends it, a cookie that only the page has."""

from datetime import timedelta

import pytest

from data.enums import Role
from data.rules.limits.terms import SIGN_IN_LINK_TERM, SUPERVISOR_SESSION_TERM, UNSEEN_SESSION_TERM
from tests.bot.page.conftest import HOME, POST, Browser, House

SOON = timedelta(seconds=1)


async def test_a_link_shows_whose_it_is_and_a_robot_that_looks_spends_nothing(house: House) -> None:
    link, robot, person = house.link(house.officer(name="Nguyễn <A>")), house.browser(), house.browser()
    for method in ("GET", "HEAD", "GET"):
        seen = await robot.client.request(method, link)
        assert seen.status_code == 200
        assert "set-cookie" not in seen.headers
    assert "Vào với tên Nguyễn &lt;A&gt;" in seen.text
    tapped = await person.client.post(link, headers={"origin": HOME})
    assert (tapped.status_code, tapped.headers["location"]) == (303, "../")
    assert (await person.open()).json()["name"] == "Nguyễn <A>"
    assert (await robot.client.post(link)).status_code == 404
    assert (await robot.open()).status_code == 401


async def test_the_cookie_is_the_servers_alone(house: House) -> None:
    answer = await house.browser().client.post(house.link(house.officer()))
    said = answer.headers["set-cookie"].lower()
    assert said.startswith("__secure-nhacviec=")
    assert all(word in said for word in ("httponly", "samesite=strict", "secure", "path=/trang/"))


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"origin": "null"}, {"origin": HOME + ":81"}]
)
async def test_another_page_cannot_sign_anybody_in(house: House, headers: dict[str, str]) -> None:
    link = house.link(house.officer())
    assert (await house.browser().client.post(link, headers=headers)).status_code == 403
    assert (await house.browser().client.post(link)).status_code == 303


async def test_a_link_that_is_spent_or_made_up_says_what_to_do(house: House) -> None:
    link = house.link(house.officer())
    await house.browser().client.post(link)
    for path in (link, link[:-1] + "A", link + "A", "/trang/vao/x", "/trang/vao/%00"):
        answer = await house.browser().client.get(path)
        assert answer.status_code == 404
        assert "nhắn <b>trang</b> cho bot" in answer.text
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/trang/", "/trang/page.js", "/trang/sw.js", "/trang/manifest.webmanifest"])
async def test_everything_is_kept_to_this_server(house: House, path: str) -> None:
    answer = await house.browser().client.get(path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert policy == "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    assert (answer.headers["x-content-type-options"], answer.headers["referrer-policy"]) == ("nosniff", "same-origin")


async def test_the_address_without_its_slash_leads_to_the_page(house: House) -> None:
    answer = await house.browser().client.get("/trang")
    assert (answer.status_code, answer.headers["location"]) == (308, "trang/")


@pytest.mark.parametrize(
    ("role", "lasts"), [(Role.OFFICER, UNSEEN_SESSION_TERM), (Role.SUPERVISOR, SUPERVISOR_SESSION_TERM)]
)
async def test_a_session_ends_by_itself(house: House, role: Role, lasts: timedelta) -> None:
    browser = await house.signed(house.officer("snv", role))
    house.clock.ahead = lasts - SOON
    assert (await browser.open()).status_code == 200
    house.clock.ahead = lasts + SOON
    assert (await browser.open()).status_code == (200 if role is Role.OFFICER else 401)


async def test_a_link_is_too_old_after_ten_minutes(house: House) -> None:
    link = house.link(house.officer())
    house.clock.ahead = SIGN_IN_LINK_TERM + SOON
    assert (await house.browser().client.post(link)).status_code == 404


async def test_leaving_ends_this_browser_and_the_command_ends_all(house: House) -> None:
    me = house.officer()
    first, second = await house.signed(me), await house.signed(me)
    gone = await first.client.post("/trang/api/leave", headers={POST: first.post})
    assert 'nhacviec=""' in gone.headers["set-cookie"]
    assert ((await first.open()).status_code, (await second.open()).status_code) == (401, 200)
    third = await house.signed(me)
    assert (await second.say("/thoat")).status_code == 200
    assert ((await second.open()).status_code, (await third.open()).status_code) == (401, 401)


async def join(browser: Browser, typed: object) -> int:
    return (await browser.client.post("/trang/api/join", json={"code": typed})).status_code


async def test_an_invitation_opens_the_page_where_there_is_no_other_chat(house: House) -> None:
    browser, invited = house.browser(), house.invitation("stp")
    assert await join(browser, invited) == 200
    me = (await browser.open()).json()
    assert (me["name"], me["agency"]) == ("Lê Văn B", "Sở Tư pháp")
    assert invited not in str(await browser.shown())
    assert str((await browser.shown())[-1]["heading"]).startswith("✅ Chào anh/chị Lê Văn B")
    assert await join(house.browser(), invited) == 200  # a stranger is told in the chat that it was used
    assert await join(browser, invited) == 409


async def test_a_wrong_code_shows_nothing_of_any_plan_and_cannot_be_tried_for_ever(house: House) -> None:
    browser = house.browser()
    assert await join(browser, "SAI") == 200
    me = (await browser.open()).json()
    assert (me["name"], me["role"], me["commands"]) == ("", "Chưa liên kết", [])
    await browser.say("/nhiemvu")
    assert "Sở" not in str(await browser.shown())
    tries = [await join(house.browser(), "SAI") for _ in range(25)]
    assert (tries[0], tries[-1], tries.count(429)) == (200, 429, 6)


@pytest.mark.parametrize("typed", [None, 7, ["A"], "nul \0"])
async def test_what_is_no_code_is_refused(house: House, typed: object) -> None:
    assert await join(house.browser(), typed) == 400
