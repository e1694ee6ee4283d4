"""Ten thousand forged sessions, links, codes and keys: none shows anything, and none spoils what is real."""

import secrets
from collections.abc import Iterator, MutableMapping
from string import ascii_letters, digits
from typing import Any

import pytest

from data.enums import Role
from data.registry.people import sign_in_links
from data.store import Store
from handlers.base.messages import Attachment, Reply
from tests.bot.page.conftest import Browser, House
from tests.databases.registries import SqliteFiles, with_plan_175

SECRETS = ("II.3", "Nguyễn Văn A", "BÍ MẬT CỦA SỞ TƯ PHÁP", "Sở Tư pháp")
LETTERS = ascii_letters + digits + "-_"
AT_RANDOM = 1500


class Tries:
    """Requests to an app as a server hands them on, without a client in between."""

    def __init__(self, house: House) -> None:
        self._app = house.served
        self.made = 0

    async def leak(self, method: str, path: str, cookie: str = "") -> list[str]:
        """Make a request; return which secrets its answer holds, or that it was let in."""
        sent: list[MutableMapping[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        headers = [(b"host", b"nhacviec.example.vn"), *([(b"cookie", cookie.encode())] if cookie else [])]
        scope = {"type": "http", "method": method, "path": path, "raw_path": path.encode(), "headers": headers}
        about = {"query_string": b"", "scheme": "https", "server": ("nhacviec.example.vn", 443), "root_path": ""}
        await self._app(scope | about | {"client": ("192.0.2.1", 1), "http_version": "1.1"}, receive, send)
        self.made += 1
        body = b"".join(one.get("body", b"") for one in sent).decode()
        let_in = sent[0]["status"] < 400 or any(name == b"set-cookie" for name, _ in sent[0]["headers"])
        return [one for one in SECRETS if one in body] + (["let in"] if let_in else [])


def neighbours(real: str, letters: str = LETTERS) -> Iterator[str]:
    """Yield everything that differs from `real` in one letter, and its like in length, case and order."""
    for at, letter in enumerate(real):
        yield from (f"{real[:at]}{other}{real[at + 1 :]}" for other in letters if other != letter)
    yield from (real[:-1], real[1:], f"{real}A", f"A{real}", real[::-1], real.swapcase(), f"{real}%00")


def at_random(length: int) -> Iterator[str]:
    return (secrets.token_urlsafe(length) for _ in range(AT_RANDOM))


ODD = ["", "null", "0" * 43, "../" * 10, "1" * 4000, "' OR 1=1 --", "%2e%2e%2f", "undefined", "\x7f"]


@pytest.fixture
def planned(sqlite: SqliteFiles) -> Iterator[Store]:
    """One kind of registry: what is looked up is tested with both, below the page."""
    store = Store(sqlite.copy_of(with_plan_175))
    yield store
    store.close()


async def test_ten_thousand_forgeries_leak_nothing(house: House, officer: Browser) -> None:
    await officer.say("/nhiemvu")
    with house.store.read() as session:
        chat = session.connection().exec_driver_sql("SELECT chat_id FROM page_session").scalar_one()
    await house.channel.send(chat, Reply(files=(Attachment("so.txt", "text/plain", SECRETS[2].encode()),)))
    shown: Any = await officer.shown()
    key = shown[-1]["files"][0]["key"]
    name, token = next(iter(officer.client.cookies.items()))
    link = house.link(house.officer("syt")).rpartition("/")[2]
    other = await house.signed(house.officer("snv", Role.ADMIN, "Quản trị"))
    others = "; ".join(f"{one}={value}" for one, value in other.client.cookies.items())

    tries = Tries(house)
    leaks = []
    for place, forged in enumerate((*neighbours(token), *at_random(32), *ODD)):
        path = ("/trang/api/messages", "/trang/api/me", f"/trang/api/files/{key}")[place % 3]
        leaks += await tries.leak("GET", path, f"{name}={forged}")
    for forged in (*neighbours(link), *at_random(16), *ODD):
        for method in ("GET", "POST"):
            leaks += await tries.leak(method, f"/trang/vao/{forged}")
    for forged in (*neighbours(key, "0123456789abcdef"), key, *at_random(24), *ODD):
        leaks += await tries.leak("GET", f"/trang/api/files/{forged}", others)
    assert leaks == []
    assert tries.made >= 10_000

    assert (await officer.client.get(f"/trang/api/files/{key}")).text == SECRETS[2]
    assert "Nguyễn Văn A" in (await house.browser().client.get(f"/trang/vao/{link}")).text
    assert (await house.browser().client.post(f"/trang/vao/{link}")).status_code == 303


async def test_codes_are_tried_in_vain_and_not_for_long(house: House) -> None:
    me = house.officer("snv", Role.SUPERVISOR)
    with house.store.write() as session:
        now, wall = house.clock.now(), house.clock.wall()
        [code] = sign_in_links.create_codes(session, me, 1, now=now, wall=wall, actor="page codes")
    said = []
    for forged, _ in zip(neighbours(code, "ABCDEFGHJK"), range(40), strict=False):
        browser = house.browser()
        said.append((await browser.client.post("/trang/api/join", json={"code": forged})).status_code)
        assert (await browser.open()).json().get("name", "") == ""
    assert (said[:20], set(said[20:])) == ([200] * 20, {429})


@pytest.mark.parametrize("place", ["0", "1", "999999999"])
async def test_a_chat_that_is_made_up_shows_nothing(house: House, officer: Browser, place: str) -> None:
    await officer.say("/nhiemvu")
    assert await house.history.list_after("made up", int(place)) == []
