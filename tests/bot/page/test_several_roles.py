"""Somebody who oversees beside another role: what which of their browsers shows, by its age, and the way back."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest

from bot.channels.web.shown_chat import Over, Viewer
from bot.http.event_stream import follow, format_event
from bot.page.cookie import SessionCookie
from bot.page.sessions import Sessions, get_post_token
from bot.page.shown_chat import NOTICE
from data.database import process_signals
from data.enums import Role
from data.models import Officer
from data.registry.office import agencies
from data.registry.people import officers, offices, page_sessions
from data.rules.limits.terms import SUPERVISOR_SESSION_TERM, UNSEEN_SESSION_TERM
from handlers.base.messages import Attachment, Reply
from tests.bot.page.conftest import HOME, POST, Browser, House
from tests.bot.page.test_routes import bodies
from tests.handlers.morning import MORNING

WAYS_BACK = "/trang/api/offices"
COOKIE = SessionCookie(HOME).name
OVER = format_event("over", {})


def officer_and_supervisor(house: House) -> tuple[int, int]:
    """Somebody of Sở Tư pháp who is a supervisor in Sở Nội vụ as well."""
    first = house.officer("stp")
    with house.store.write() as session:
        there, now = agencies.find(session, "snv").id, house.clock.now()
        second = offices.add(session, first, agency_id=there, role=Role.SUPERVISOR, last_day=None, now=now)
    return first, second


async def chat_of(house: House, officer_id: int) -> str:
    with house.store.read() as session:
        return page_sessions.get_or_link_chat(session, officer_id, house.clock.now())


async def test_what_is_pushed_to_who_oversees_is_shown_to_a_young_page_whoever_speaks(house: House) -> None:
    first, second = officer_and_supervisor(house)
    young = await house.signed(first)
    chat_id = await chat_of(house, first)
    attached = Attachment("all.txt", "text/plain", b"all agencies")
    await house.channel.send(chat_id, Reply(body="push to the supervisor", files=(attached,), reader=second))
    await house.channel.send(chat_id, Reply(body="codes", unkept="not any more", files=(attached,), reader=second))
    shown = await young.shown()
    assert {"push to the supervisor", "codes"} <= set(bodies(shown).splitlines())
    keys = [file["key"] for one in shown for file in one.get("files", [])]  # type: ignore[attr-defined]
    assert len(keys) == 2
    for key in keys:
        assert (await young.client.get(f"/trang/api/files/{key}")).content == b"all agencies"
    told = await young.client.get("/trang/api/messages")
    assert "x-keep-offline" not in told.headers

    house.clock.ahead = timedelta(days=5)
    old = bodies(await young.shown())
    assert "push to the supervisor" not in old
    assert "codes" not in old
    for key in keys:
        assert (await young.client.get(f"/trang/api/files/{key}")).status_code == 404
    assert (await young.client.get("/trang/api/messages")).headers["x-keep-offline"] == "1"
    again = await house.signed(first)
    assert "push to the supervisor" in bodies(await again.shown())
    with house.store.write() as session:
        officers.deactivate(session, second, now=house.clock.now(), actor="test")
    assert "push to the supervisor" not in bodies(await again.shown())
    for key in keys:
        assert (await again.client.get(f"/trang/api/files/{key}")).status_code == 404


async def test_who_is_let_in_and_what_they_are_shown_are_of_one_moment(house: House) -> None:
    first, second = officer_and_supervisor(house)
    browser = await house.signed(first)
    chat_id, token = await chat_of(house, first), browser.client.cookies[COOKIE]
    await house.channel.send(chat_id, Reply(body="push to the supervisor", reader=second))
    house.clock.ahead = timedelta(days=5)
    assert [text async for text in stream_once(house, chat_id, Viewer(token, (first, False)))][-1:] != [OVER]
    with house.store.write() as session:
        offices.speak_for(session, "web", chat_id, second, house.clock.now())
    for viewer in (Viewer(token), Viewer(token, (first, False))):
        for reading in (
            house.history.list_after(chat_id, 0, viewer),
            house.history.list_latest(chat_id, None, viewer),
            house.history.read_file(chat_id, "k", viewer),
        ):
            with pytest.raises(Over):
                await reading
        assert [text async for text in stream_once(house, chat_id, viewer)][-1] == OVER
    other = await house.signed(house.officer("syt", name="Người khác"))
    with pytest.raises(Over):
        await house.history.list_latest(chat_id, None, Viewer(other.client.cookies[COOKIE]))


async def test_a_page_that_was_young_begins_anew_once_it_is_shown_less(house: House) -> None:
    first, _second = officer_and_supervisor(house)
    browser = await house.signed(first)
    chat_id, token = await chat_of(house, first), browser.client.cookies[COOKIE]
    before = (await browser.open()).json()
    house.clock.ahead = SUPERVISOR_SESSION_TERM + timedelta(minutes=1)
    assert [text async for text in stream_once(house, chat_id, Viewer(token, (first, True)))][-1] == OVER
    after = (await browser.open()).json()
    assert before.pop("mark") != after.pop("mark")
    assert (before.pop("shown_all"), after.pop("shown_all"), before) == (True, False, after)


async def of_other_agency(house: House, first: int, second: int) -> None:
    with house.store.write() as session:
        offices.speak_for(session, "web", page_sessions.get_or_link_chat(session, first, MORNING), second, MORNING)


async def of_other_name(house: House, first: int, _second: int) -> None:
    with house.store.write() as session:
        session.get_one(Officer, first).name = "Đỗ Văn F"


async def too_old_to_oversee(house: House, _first: int, _second: int) -> None:
    house.clock.ahead = SUPERVISOR_SESSION_TERM + timedelta(minutes=1)


@pytest.mark.parametrize("becomes", [of_other_agency, of_other_name, too_old_to_oversee])
async def test_a_stream_that_is_opened_anew_is_over_where_the_page_shows_another_than_it_is(
    house: House, becomes: Callable[[House, int, int], Awaitable[None]]
) -> None:
    first, second = officer_and_supervisor(house)
    browser = await house.signed(first)
    chat_id, token = await chat_of(house, first), browser.client.cookies[COOKIE]
    shown = (await browser.open()).json()
    assert await first_events(house, browser, shown["mark"]) != OVER
    named = Viewer(token, named=(shown["name"], shown["agency"]))
    await becomes(house, first, second)
    assert await first_events(house, browser, shown["mark"]) == OVER
    is_named_so = [text async for text in stream_once(house, chat_id, named)][-1] != OVER
    assert is_named_so is (becomes is too_old_to_oversee)
    again = (await browser.open()).json()
    assert again != shown, "or the page would not begin anew"
    assert await first_events(house, browser, again["mark"]) != OVER, "or it would for ever"


async def first_events(house: House, browser: Browser, mark: str) -> str:
    """The first that the stream of a page sends which shows what is marked so."""
    house.channel.closed = True  # a stream that would go on ends here
    answer = await browser.client.get("/trang/api/stream", params={"after": 0, "as": mark})
    house.channel.closed = False
    return answer.text


async def stream_once(house: House, chat_id: str, viewer: Viewer) -> AsyncIterator[str]:
    """What a stream sends at once."""
    async for text in follow(house.channel, chat_id, 0, viewer):
        yield text
        if text.startswith("event: clock"):
            return


async def test_who_switches_to_a_role_that_oversees_leaves_a_way_back_to_older_browsers(house: House) -> None:
    first, second = officer_and_supervisor(house)
    telephone = await house.signed(first)
    assert (await telephone.client.get(WAYS_BACK)).json() == {"offices": [], "post": ""}
    house.clock.ahead = timedelta(hours=9)
    await telephone.open()
    desk = await house.signed(first)
    desk.posts = 100
    await desk.tap(f"speak:{second}", "")
    for path in ("me", "messages"):
        assert (await telephone.client.get(f"/trang/api/{path}")).status_code == 401
    told = (await telephone.client.get(WAYS_BACK)).json()
    assert [one["officer"] for one in told["offices"]] == [first], "no way to the role that oversees"
    assert told["offices"][0]["text"] == "Vào lại: Sở Tư pháp (cán bộ đầu mối)"
    headers = {POST: told["post"]}
    for wanted, bearing in (
        (second, headers),
        (first, {}),
        (first, {POST: "0" * 64}),
        (None, headers),
        (4000, headers),
    ):
        answer = await telephone.client.post(WAYS_BACK, json={"officer": wanted}, headers=bearing)
        assert answer.status_code == 403, wanted
    assert (await desk.client.get("/trang/api/me")).json()["role"] == "Giám sát"
    answer = await telephone.client.post(WAYS_BACK, json={"officer": first}, headers=headers)
    assert answer.json() == {"switched": True}
    assert (await telephone.open()).json()["agency"] == "Sở Tư pháp"
    await desk.tap(f"speak:{second}", "")
    house.clock.ahead += SUPERVISOR_SESSION_TERM + timedelta(minutes=1)
    assert [one["officer"] for one in (await telephone.client.get(WAYS_BACK)).json()["offices"]] == [first]
    assert (await desk.client.get(WAYS_BACK)).json()["offices"] == [], "a browser that was promised to end does"
    forged = {POST: get_post_token(desk.client.cookies[COOKIE])}
    assert (await desk.client.post(WAYS_BACK, json={"officer": first}, headers=forged)).status_code == 403
    house.clock.ahead += UNSEEN_SESSION_TERM
    assert (await telephone.client.get(WAYS_BACK)).json()["offices"] == []


async def test_a_switch_and_a_leaving_wake_what_is_followed_in_other_processes(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = officer_and_supervisor(house)
    browser = await house.signed(first)
    chat_id, token = await chat_of(house, first), browser.client.cookies[COOKIE]
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(process_signals, "notify", lambda _session, kind, about: told.append((kind, about)))
    sessions = Sessions(house.store, house.clock)
    for switched_to in (second, second, first):  # the second time is no change
        await sessions.speak_for(token, switched_to)
    assert told == [(NOTICE, chat_id)] * 2
    await browser.client.post("/trang/api/leave", json={}, headers={POST: browser.post})
    assert told == [(NOTICE, chat_id)] * 3


async def test_who_oversees_and_is_nothing_else_has_no_way_back_but_a_new_link(house: House) -> None:
    browser = await house.signed(house.officer("snv", Role.SUPERVISOR))
    house.clock.ahead = SUPERVISOR_SESSION_TERM + timedelta(minutes=1)
    assert (await browser.client.get(WAYS_BACK)).json()["offices"] == []
    assert (await house.browser().client.get(WAYS_BACK)).json()["offices"] == []
