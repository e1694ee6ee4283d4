"""The demo page's API: who may call it, what it refuses, and that a refusal changes nothing."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from httpx import ASGITransport, AsyncClient, Response

from bot.channels.web.channel import WebChannel
from bot.channels.web.persona import Persona
from bot.demo.routes import DemoRoutes
from bot.demo.sample_plan import PLAN_ARRIVES, TYPES
from bot.http.app import build_app
from bot.http.request_guard import LOOPBACK_ONLY
from data.accepted_files import MAX_BYTES
from data.enums import Role
from data.rules.viet_nam_time import viet_nam_date
from tests.bot.demo.paper_house import MONDAY_MORNING, PaperHouse
from tests.files import PDF

HOME = "http://127.0.0.1:8080"


@pytest.fixture
def house() -> PaperHouse:
    return PaperHouse()


@pytest_asyncio.fixture
async def client(house: PaperHouse) -> AsyncIterator[AsyncClient]:
    channel = WebChannel(house.converse, house.panel.now, house.history, house.journal)
    house.panel.channel = channel
    app = build_app(DemoRoutes(house, channel).routes(), LOOPBACK_ONLY)
    async with AsyncClient(transport=ASGITransport(app), base_url=HOME) as client:
        yield client


@pytest_asyncio.fixture
async def chat(client: AsyncClient) -> str:
    seat = await client.post("/api/sit", json={"agency": "stp", "role": "officer"})
    return str(seat.json()["chat"])


async def test_health_is_answered_without_a_page() -> None:
    async with AsyncClient(transport=ASGITransport(build_app()), base_url=HOME) as client:
        assert (await client.get("/healthz")).json() == {"ok": True}


async def test_the_start_screen_is_told_roles_kinds_and_agencies(client: AsyncClient) -> None:
    offered = (await client.get("/api/people")).json()
    assert list(offered["roles"]) == ["officer", "head", "supervisor", "admin"]
    assert {agency["kind"] for agency in offered["agencies"]} <= set(offered["kinds"])
    assert offered["agencies"][4]["within"] == "Thành phố Thái Bình"


async def test_a_code_opens_a_seat_and_one_that_lets_nobody_in_opens_none(
    client: AsyncClient, house: PaperHouse
) -> None:
    assert (await client.post("/api/join", json={"code": "SAIMA23456"})).status_code == 404
    seat = (await client.post("/api/join", json={"code": "ABCDE23456"})).json()
    assert (seat["name"], seat["role"], seat["title"]) == ("Sở Tư pháp", "officer", "Cán bộ đầu mối")
    assert house.heard[-1].text == "/thamgia ABCDE23456"
    shown = (await client.get("/api/messages", params={"chat": seat["chat"]})).json()["entries"]
    assert shown[0]["body"] == "/thamgia •••"
    assert (await client.get("/api/me", params={"chat": seat["chat"]})).json()["name"] == "Lê Văn B"
    assert (await client.post("/api/join", json={"code": 7})).status_code == 400


@pytest.mark.parametrize("ending", TYPES)
async def test_the_sample_plan_is_for_administrators_to_send_in(client: AsyncClient, chat: str, ending: str) -> None:
    seat = await client.post("/api/sit", json={"agency": "snv", "role": "admin"})
    offered = (await client.get("/api/me", params={"chat": seat.json()["chat"]})).json()["samples"]
    assert f"ke-hoach-mau-2026.{ending}" in offered
    assert (await client.get("/api/me", params={"chat": chat})).json()["samples"] == []
    made = await client.get(f"/api/samples/ke-hoach-mau-2026.{ending}")
    assert (made.headers["content-type"], made.content[:2]) == (TYPES[ending], b"PK")


@pytest.mark.parametrize("name", ["ke-hoach-mau-2026.pdf", "ke-hoach-mau-2026", "docx", "khac.docx"])
async def test_no_other_sample_is_made(client: AsyncClient, name: str) -> None:
    assert (await client.get(f"/api/samples/{name}")).status_code == 404


async def test_the_clock_leaps_to_the_day_of_the_sample_plan(
    client: AsyncClient, house: PaperHouse, chat: str
) -> None:
    assert (await client.post("/api/clock/leap", json={"chat": "none"})).status_code == 404
    assert (await client.post("/api/clock/leap", json={"chat": chat})).json() == {"moved": True}
    assert viet_nam_date(house.panel.now()) == PLAN_ARRIVES


async def test_whoever_sits_down_is_told_who_they_are(client: AsyncClient, chat: str) -> None:
    me = (await client.get("/api/me", params={"chat": chat})).json()
    assert (me["name"], me["agency"], me["role"]) == ("Cán bộ Sở Tư pháp", "Sở Tư pháp", "Cán bộ đầu mối")
    assert me["commands"][0] == {"name": "/nhiemvu", "text": "việc cơ quan tôi còn nợ"}


@pytest.mark.parametrize(
    ("seat", "status"),
    [
        ({"agency": "nowhere", "role": "officer"}, 404),
        ({"agency": "stp", "role": "king"}, 400),
        ({"agency": "stp"}, 400),
        ({"agency": ["stp"], "role": "officer"}, 400),
    ],
)
async def test_a_seat_that_does_not_exist_is_refused_in_a_sentence(
    client: AsyncClient, house: PaperHouse, seat: dict[str, object], status: int
) -> None:
    answer = await client.post("/api/sit", json=seat)
    assert (answer.status_code, answer.json()["error"][-1]) == (status, ".")
    assert house.panel.linked == []


async def test_a_turn_answers_the_toast(client: AsyncClient, chat: str) -> None:
    turn = {"chat": chat, "update": "u1", "pressed": "done:3", "message": "m1"}
    assert (await client.post("/api/say", json=turn)).json() == {"toast": "Đã ghi nhận II.3"}


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'"text"', b"\xff\xfe", b"[" * 60_000, b'{"update": "u1", "text": 1}'],
    ids=["empty", "cut", "list", "string", "not utf-8", "nested deeply", "no chat"],
)
async def test_a_body_that_cannot_be_read_is_one_sentence(
    client: AsyncClient, house: PaperHouse, body: bytes
) -> None:
    answer = await client.post("/api/say", content=body)
    assert answer.status_code in {400, 404}
    assert list(answer.json()) == ["error"]
    assert house.heard == []


async def test_a_malformed_turn_is_not_heard(client: AsyncClient, house: PaperHouse, chat: str) -> None:
    answer = await client.post("/api/say", json={"chat": chat, "update": "u1", "text": 7})
    assert (answer.status_code, answer.json()) == (400, {"error": "Trường “text” thiếu hoặc không đọc được."})
    assert house.heard == []


async def upload(client: AsyncClient, seat: str, content: bytes, **beside: str) -> Response:
    params = {"chat": seat, "update": "u1", "name": "KH 12.pdf", "text": ""} | beside
    return await client.post("/api/upload", params=params, content=content)


async def test_a_file_comes_in_as_it_is_with_its_caption(client: AsyncClient, house: PaperHouse, chat: str) -> None:
    content = bytes(range(256)) * 4096
    (await upload(client, chat, content, text="II.3 bản ký & <b>")).raise_for_status()
    [incoming] = house.heard
    [file] = incoming.files
    assert (incoming.text, file.name, file.size) == ("II.3 bản ký & <b>", "KH 12.pdf", len(content))
    assert await file.fetch() == content


async def test_a_file_that_is_posted_again_comes_in_once(client: AsyncClient, house: PaperHouse, chat: str) -> None:
    for _ in range(2):
        assert (await upload(client, chat, PDF)).status_code == 200
    assert len(house.heard) == 1


async def test_a_file_over_20_megabytes_is_refused(client: AsyncClient, house: PaperHouse, chat: str) -> None:
    assert (await upload(client, chat, b"x" * (MAX_BYTES + 1))).status_code == 413
    assert house.heard == []


@pytest.mark.parametrize(
    ("beside", "status"), [({"chat": "nobody"}, 404), ({"update": ""}, 400), ({"name": "\0"}, 400)]
)
async def test_a_file_without_a_chat_or_a_name_is_refused(
    client: AsyncClient, house: PaperHouse, chat: str, beside: dict[str, str], status: int
) -> None:
    assert (await upload(client, chat, PDF, **beside)).status_code == status
    assert house.heard == []


async def test_another_page_cannot_send_a_file(client: AsyncClient, house: PaperHouse, chat: str) -> None:
    foreign = {"origin": "http://evil.example"}
    params = {"chat": chat, "update": "u1", "name": "a.pdf", "text": ""}
    assert (await client.post("/api/upload", params=params, content=PDF, headers=foreign)).status_code == 403
    assert house.heard == []


async def test_a_body_over_64_kib_is_refused(client: AsyncClient, house: PaperHouse, chat: str) -> None:
    turn = {"chat": chat, "update": "u1", "text": "a" * 65_536}
    assert (await client.post("/api/say", json=turn)).status_code == 413
    assert house.heard == []


async def test_ten_thousand_vietnamese_characters_fit(client: AsyncClient, house: PaperHouse, chat: str) -> None:
    (await client.post("/api/say", json={"chat": chat, "update": "u1", "text": "ệ" * 10_000})).raise_for_status()
    assert len(house.heard[0].text) == 10_000


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/me?chat=nobody"),
        ("GET", "/api/stream?chat=nobody"),
        ("GET", "/api/stream"),
        ("GET", "/api/files/m1-0?chat=nobody"),
        ("POST", "/api/say"),
        ("POST", "/api/clock/days"),
        ("POST", "/api/clock/next"),
    ],
)
async def test_nothing_is_shown_or_moved_without_a_chat(
    client: AsyncClient, house: PaperHouse, method: str, path: str
) -> None:
    body = {"chat": "nobody", "update": "u1", "text": "a", "days": 1} if method == "POST" else None
    assert (await client.request(method, path, json=body)).status_code == 404
    assert house.panel.now() == MONDAY_MORNING


@pytest.mark.parametrize("days", [0, -1, 367, 1.5, True, "1", None])
async def test_the_clock_moves_whole_days_forward_only(
    client: AsyncClient, house: PaperHouse, chat: str, days: object
) -> None:
    assert (await client.post("/api/clock/days", json={"chat": chat, "days": days})).status_code == 400
    assert house.panel.now() == MONDAY_MORNING


async def test_the_next_reminder_is_found_until_there_is_none(
    client: AsyncClient, house: PaperHouse, chat: str
) -> None:
    moves = [(await client.post("/api/clock/next", json={"chat": chat})).json() for _ in range(2)]
    assert moves == [{"moved": True}, {"moved": False}]
    assert (house.panel.now() - MONDAY_MORNING).days == 5


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9999", "https://127.0.0.1:8080"])
async def test_another_page_cannot_drive_the_demo(
    client: AsyncClient, house: PaperHouse, chat: str, origin: str
) -> None:
    turn = {"chat": chat, "update": "u1", "text": "a"}
    assert (await client.post("/api/say", json=turn, headers={"origin": origin})).status_code == 403
    assert house.heard == []


async def test_the_page_itself_may_post(client: AsyncClient, chat: str) -> None:
    turn = {"chat": chat, "update": "u1", "text": "a"}
    assert (await client.post("/api/say", json=turn, headers={"origin": HOME})).status_code == 200


@pytest.mark.parametrize(("host", "status"), [("evil.example", 400), ("localhost:8080", 200), ("127.0.0.1", 200)])
async def test_a_foreign_name_for_this_machine_is_refused(client: AsyncClient, host: str, status: int) -> None:
    assert (await client.get("/api/people", headers={"host": host})).status_code == status


@pytest.mark.parametrize("path", ["/", "/demo.js", "/shared/chat.css", "/shared/icon.svg", "/api/people"])
async def test_every_answer_keeps_the_page_to_this_server(client: AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/../app.py", "/%2e%2e/app.py", "/nothing"])
async def test_only_the_page_is_served(client: AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


async def test_a_chat_can_be_written_to_from_the_moment_it_is_linked(
    client: AsyncClient, house: PaperHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    sit = house.sit

    async def sit_and_be_reminded(agency_code: str, role: Role, chat_id: str) -> Persona:
        persona = await sit(agency_code, role, chat_id)
        await house.panel.to_next_reminder(chat_id)
        return persona

    monkeypatch.setattr(house, "sit", sit_and_be_reminded)
    assert (await client.post("/api/sit", json={"agency": "stp", "role": "officer"})).status_code == 200


async def test_a_process_that_can_write_nothing_says_so_to_whoever_watches_it() -> None:
    faults: list[str | None] = [None, "gone", None]
    application = build_app(fault=lambda: faults.pop(0))
    async with AsyncClient(transport=ASGITransport(application), base_url=HOME) as client:
        answers = [await client.get("/healthz") for _ in range(3)]
    assert [(one.status_code, one.json()) for one in answers] == [
        (200, {"ok": True}),
        (503, {"ok": False, "fault": "gone"}),
        (200, {"ok": True}),
    ]
