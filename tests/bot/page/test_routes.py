"""The page's API: one chat for all devices, kept over restarts, and nobody else's."""

import asyncio
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.channels.web import unfinished
from data.enums import Role
from data.errors import RegistryUnusable
from data.models import Officer
from data.registry.duties import duty_lines
from data.registry.duties.duty_lines import DutyLine
from data.registry.office import agencies
from data.registry.people import officers, offices, page_sessions, sign_in_links
from data.rules.limits.terms import SUPERVISOR_SESSION_TERM
from handlers.base.messages import Reply
from scheduler.sending.errors import Unreachable
from tests.bot.page.conftest import HOME, POST, Browser, House
from tests.files import PDF

SECRET_OF_STP = "II.3"


def bodies(entries: list[dict[str, object]]) -> str:
    return "\n".join(f"{one.get('heading', '')}{one['body']}" for one in entries)


async def test_a_second_device_and_a_new_process_show_the_same_chat(house: House, officer: Browser) -> None:
    await officer.say("/nhiemvu")
    before = await officer.shown()
    assert SECRET_OF_STP in bodies(before)
    with house.store.read() as session:
        me = next(one for one in officers.list_officers(session) if one.name == "Nguyễn Văn A")
    house.start()
    assert await (await house.signed(me.id)).shown() == before


async def test_a_tap_edits_in_place_and_a_post_again_is_answered_once(officer: Browser) -> None:
    await officer.say("/nhiemvu")
    shown = await officer.shown()
    value = next(one["value"] for row in shown[-1]["buttons"] for one in row if one["text"] == "›")  # type: ignore[attr-defined]
    for _ in range(2):
        officer.posts = 7
        await officer.tap(value, str(shown[-1]["message"]))
    after = await officer.shown()
    assert [one["message"] for one in after] == [one["message"] for one in shown]
    assert after[-1]["body"] != shown[-1]["body"]


@pytest.mark.parametrize("is_posted_again", [True, False])
async def test_an_answer_that_could_not_be_shown_comes_once_by_itself(
    house: House, officer: Browser, monkeypatch: pytest.MonkeyPatch, is_posted_again: bool
) -> None:
    monkeypatch.setattr(unfinished, "EVERY", 0.001)
    fails, add = [True], house.history.add

    async def add_or_fail(*args: Any, **kwargs: Any) -> str:
        if fails:
            fails.clear()
            raise RegistryUnusable("unreachable")
        return await add(*args, **kwargs)

    monkeypatch.setattr(house.history, "add", add_or_fail)
    running = asyncio.create_task(house.channel.run())
    failed = await officer.say("/nhiemvu")
    assert failed.status_code == 503
    if is_posted_again:
        officer.posts -= 1
        assert (await officer.say("/nhiemvu")).status_code == 200
    async with asyncio.timeout(60):
        while len(await officer.shown()) < 2:  # noqa: ASYNC110 - a page is looked at again
            await asyncio.sleep(0.005)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert [SECRET_OF_STP in str(one["body"]) for one in await officer.shown()] == [False, True]


async def test_a_calendar_address_is_shown_and_not_kept(house: House, officer: Browser) -> None:
    await officer.tap("newfeed:", "")
    assert f"{HOME}/lich/" in bodies(await officer.shown())
    await officer.say("/trang")
    assert "/trang/vao/" in bodies(await officer.shown())
    with house.store.read() as session:
        kept = str(session.connection().exec_driver_sql("SELECT content FROM page_message").fetchall())
    assert "/lich/" not in kept
    assert "/trang/vao/" not in kept


async def test_codes_and_the_slips_that_hold_them_are_shown_and_kept_nowhere(house: House, tmp_path: Path) -> None:
    admin = await house.signed(house.officer("snv", Role.ADMIN, "Giang"))
    await admin.say("/moi Sở Tư pháp")
    await admin.say("Cán bộ Một\nCán bộ Hai")
    shown = await admin.shown()
    value = next(one["value"] for row in shown[-1]["buttons"] for one in row if one["text"] == "Cấp 2 mã mời")  # type: ignore[attr-defined]
    await admin.tap(value, "")
    made = (await admin.shown())[-1]
    codes = re.findall(r"[A-Z2-9]{5} [A-Z2-9]{5}", str(made["body"]))
    assert len(codes) == 2
    files: Any = made["files"]
    [slips] = files
    got = await admin.client.get(f"/trang/api/files/{slips['key']}")
    assert got.content.startswith(b"%PDF")
    officer = await house.signed(house.officer("stp", Role.OFFICER, "Khác"))
    assert (await officer.client.get(f"/trang/api/files/{slips['key']}")).status_code == 404
    with house.store.read() as session:
        kept = str(session.connection().exec_driver_sql("SELECT content FROM page_message").fetchall())
        journal = str(session.connection().exec_driver_sql("SELECT raw, reply FROM journal").fetchall())
    assert not [code for code in codes if code in kept + journal or code.replace(" ", "") in kept + journal]
    assert got.content not in read_all(tmp_path)
    house.start()
    again = await house.signed(admin_id(house))
    assert "Mã mời chỉ hiện một lần" in str((await again.shown())[-1]["body"])
    assert (await again.client.get(f"/trang/api/files/{slips['key']}")).status_code == 404


def read_all(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in folder.rglob("*") if file.is_file()]


def admin_id(house: House) -> int:
    with house.store.read() as session:
        return next(one.id for one in officers.list_officers(session) if one.name == "Giang")


async def test_a_file_comes_in_as_proof_and_goes_out_again_to_its_own_page(house: House, officer: Browser) -> None:
    sent = await officer.client.post(
        "/trang/api/upload",
        params={"update": "file", "name": "KH 12.pdf", "text": ""},
        content=PDF,
        headers={POST: officer.post},
    )
    assert sent.status_code == 200
    await officer.tap("ics:", "")
    files: Any = (await officer.shown())[-1]["files"]
    [file] = files
    got = await officer.client.get(f"/trang/api/files/{file['key']}")
    assert got.content.startswith(b"BEGIN:VCALENDAR")
    assert got.headers["content-disposition"].startswith("attachment; filename*=")
    other = await house.signed(house.officer("snv", Role.SUPERVISOR, "Giám sát"))
    assert (await other.client.get(f"/trang/api/files/{file['key']}")).status_code == 404
    assert (await house.browser().client.get(f"/trang/api/files/{file['key']}")).status_code == 401


PATHS = [
    ("GET", "/trang/api/me"),
    ("GET", "/trang/api/messages"),
    ("GET", "/trang/api/stream"),
    ("GET", "/trang/api/files/k"),
    ("POST", "/trang/api/say"),
    ("POST", "/trang/api/upload"),
    ("POST", "/trang/api/leave"),
]


@pytest.mark.parametrize(("method", "path"), PATHS)
async def test_nothing_is_shown_or_done_without_a_session(house: House, method: str, path: str) -> None:
    answer = await house.browser().client.request(method, path)
    assert (answer.status_code, list(answer.json())) == (401, ["error"])


@pytest.mark.parametrize(("method", "path"), [one for one in PATHS if one[0] == "POST"])
async def test_a_post_bears_the_token_of_its_own_session(
    house: House, officer: Browser, method: str, path: str
) -> None:
    other = await house.signed(house.officer("snv"))
    for token in ("", other.post, officer.post[:-1], "ế"):
        headers = {POST.encode(): token.encode()}
        assert (await officer.client.request(method, path, headers=headers, json={})).status_code == 403
    foreign = {POST: officer.post, "origin": "https://evil.example"}
    assert (await officer.client.request(method, path, headers=foreign, json={})).status_code == 403
    assert await officer.shown() == []


async def test_whoever_left_sees_nothing_of_what_was_shown(house: House, officer: Browser) -> None:
    await officer.say("/nhiemvu")
    with house.store.write() as session:
        for one in officers.list_officers(session):
            session.get_one(Officer, one.id).active = False
    assert (await officer.open()).json()["name"] == ""
    assert await officer.shown() == []


async def test_the_role_is_read_at_every_request(house: House) -> None:
    me = house.officer("snv", Role.SUPERVISOR)
    browser = await house.signed(me)
    await browser.say("/tonghop")
    with house.store.write() as session:
        session.get_one(Officer, me).role = Role.OFFICER
    assert (await browser.open()).json()["role"] == "Cán bộ đầu mối"
    await browser.say("/tonghop")
    assert "dành cho" in bodies((await browser.shown())[-1:])


@pytest.mark.parametrize(("role", "kept"), [(Role.OFFICER, True), (Role.SUPERVISOR, False), (Role.ADMIN, False)])
async def test_only_what_officers_see_of_their_own_may_be_read_offline(house: House, role: Role, kept: bool) -> None:
    browser = await house.signed(house.officer("snv", role))
    for path in ("me", "messages"):
        answer = await browser.client.get(f"/trang/api/{path}")
        assert ("x-keep-offline" in answer.headers, answer.headers["cache-control"] == "no-store") == (kept, not kept)


async def test_a_push_is_shown_on_a_page_that_is_opened(house: House, officer: Browser) -> None:
    await officer.say("/toi")
    with house.store.read() as session:
        row = session.connection().exec_driver_sql("SELECT chat_id FROM page_session").scalar()
    await house.channel.send(str(row), Reply(body="⏰ Sáng nay"))
    assert (await officer.shown())[-1]["body"] == "⏰ Sáng nay"
    with pytest.raises(Unreachable):
        await house.channel.send("nobody", Reply(body="⏰"))


async def test_a_malformed_post_is_refused_in_a_sentence(officer: Browser) -> None:
    answer = await officer.client.post(
        "/trang/api/say", json={"update": "u1", "text": 7}, headers={POST: officer.post}
    )
    assert (answer.status_code, answer.json()) == (400, {"error": "Trường “text” thiếu hoặc không đọc được."})


async def test_a_supervisor_without_any_chat_comes_in_each_day_by_a_code_of_a_sheet(house: House) -> None:
    me = house.officer("snv", Role.SUPERVISOR, "Trần Thị B")
    with house.store.write() as session:
        now, wall = house.clock.now(), house.clock.wall()
        codes = sign_in_links.create_codes(session, me, 2, now=now, wall=wall, actor="page codes")
    first = house.browser()
    typed = f" {codes[0][:5].lower()} - {codes[0][5:]}"
    assert (await first.client.post("/trang/api/join", json={"code": typed})).status_code == 200
    assert (await first.open()).json()["name"] == "Trần Thị B"
    await first.say("/toi")
    house.clock.move_to(house.clock.now() + timedelta(hours=8, seconds=1))
    assert (await first.open()).status_code == 401
    assert (await first.client.post("/trang/api/join", json={"code": codes[1]})).status_code == 200
    await first.open()
    assert "Trần Thị B" in bodies(await first.shown())
    again = house.browser()
    await again.client.post("/trang/api/join", json={"code": codes[0]})
    assert (await again.open()).json()["name"] == ""
    assert "Mã mời này không đúng." in bodies(await again.shown())


async def test_older_messages_are_given_to_their_own_page_alone(house: House, officer: Browser) -> None:
    for number in range(3):
        await officer.say(f"/toi {number}")
    shown = await officer.shown()
    asked = await officer.client.get("/trang/api/messages", params={"before": str(shown[2]["message"])})
    assert (asked.json()["entries"], asked.json()["older"]) == (shown[:2], False)
    other = await house.signed(house.officer("snv"))
    hers = await other.client.get("/trang/api/messages", params={"before": "m999999999"})
    assert hers.json()["entries"] == []
    for place in ("x", "m", "m-1", "1", "m1e3", "m9999999999"):
        assert (await officer.client.get("/trang/api/messages", params={"before": place})).status_code == 400


async def test_the_page_of_somebody_of_two_agencies_keeps_nothing_of_one_that_was_left(house: House) -> None:
    first = house.officer("stp")
    with house.store.write() as session:
        there, now = agencies.find(session, "stc").id, house.clock.now()
        second = offices.add(session, first, agency_id=there, role=Role.OFFICER, last_day=None, now=now)
    browser = await house.signed(first)
    await browser.say("/nhiemvu")
    assert "Đang làm việc cho: Sở Tư pháp" in bodies(await browser.shown())
    with house.store.read() as session:
        chat_id = page_sessions.get_or_link_chat(session, second, house.clock.now())
    await house.channel.send(chat_id, Reply(body="push of the second", reader=second))
    line = next(one for one in house_duties(house, "stc"))
    await browser.tap(f"card:{line.id}", "")
    assert "Đang làm việc cho: Sở Tài chính" in bodies(await browser.shown())
    with house.store.write() as session:
        officers.deactivate(session, second, now=house.clock.now(), actor="test")
    kept = bodies(await browser.shown())
    assert SECRET_OF_STP in kept
    assert "push of the second" not in kept
    assert line.title not in kept
    assert not any("reader" in one for one in await browser.shown())


async def test_a_page_that_was_opened_long_ago_is_spoken_in_for_nobody_who_sees_all_agencies(house: House) -> None:
    officer = house.officer("stp")
    with house.store.write() as session:
        there, now = agencies.find(session, "snv").id, house.clock.now()
        supervisor = offices.add(session, officer, agency_id=there, role=Role.SUPERVISOR, last_day=None, now=now)
    browser = await house.signed(officer)
    house.clock.ahead = SUPERVISOR_SESSION_TERM + timedelta(minutes=1)
    for value in (f"speak:{supervisor}", "sumv:0", f"card:{house_duties(house, 'stc')[0].id}"):
        await browser.tap(value, "")
        assert "quá 8 giờ" in bodies((await browser.shown())[-1:]), value
    for words in ("/trang", "chuyển sang sở nội vụ"):
        await browser.say(words)
        assert "quá 8 giờ" in bodies((await browser.shown())[-1:]), words
    await browser.say("/nhiemvu")
    assert "Đang làm việc cho: Sở Tư pháp" in bodies((await browser.shown())[-1:])
    fresh = await house.signed(officer)
    fresh.posts = browser.posts  # numbers of posts are the chat's
    await fresh.tap(f"speak:{supervisor}", "")
    assert "Đang làm việc cho: Sở Nội vụ" in bodies((await fresh.shown())[-1:])
    assert (await browser.open()).status_code == 401, "what is spoken for is not for a session that is too old"


def house_duties(house: House, of: str) -> list[DutyLine]:
    with house.store.read() as session:
        return duty_lines.list_by_agency(session, agencies.find(session, of).id)
