"""The suite's own Bot API says what Telegram says: a test that leans on it leans on something."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.loopback import faults, markup, rates
from tests.loopback.errors import Refusal
from tests.loopback.faults import Fault
from tests.loopback.server import TOKEN, BotApi

Answer = tuple[int, dict[str, Any]]


@pytest.fixture(scope="module")
def api() -> Iterator[BotApi]:
    with BotApi() as server:
        server.person(7)
        yield server


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False, verify=False, timeout=60) as opened:
        yield opened


class Bot:
    """Calls the API as a program would, by hand."""

    def __init__(self, api: BotApi, client: httpx.Client) -> None:
        self._api = api
        self._client = client

    def __call__(self, method: str, **params: Any) -> Answer:
        answer = self._client.post(f"{self._api.base_url}{self._api.token}/{method}", json=params)
        return answer.status_code, answer.json()


@pytest.fixture(scope="module")
def bot(api: BotApi, client: httpx.Client) -> Bot:
    return Bot(api, client)


def described(answer: Answer) -> str:
    return str(answer[1].get("description"))


def keyboard(*data: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "x", "callback_data": value} for value in data]]}


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<b>đậm</b> &amp; <i>nghiêng</i>", "đậm & nghiêng"),
        ("&lt;b&gt; &#60; &#x3c; &quot;", '<b> < < "'),
        ("a & b &nbsp; c", "a & b &nbsp; c"),
        ('<a href="https://example.org">lịch</a>', "lịch"),
    ],
)
def test_markup_is_read(html: str, shown: str) -> None:
    assert markup.plain(html) == shown


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("ế < 2", 'Unsupported start tag "" at byte offset 4'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b", "Unclosed start tag at byte offset 0"),
    ],
)
def test_bad_markup_is_refused(bot: Bot, html: str, complaint: str) -> None:
    answer = bot("sendMessage", chat_id=7, text=html, parse_mode="HTML")
    assert described(answer) == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(
    ("params", "complaint"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "x", "chat_id": 8}, "chat not found"),
        ({"text": "x", "chat_id": "@nobody"}, "chat not found"),
        ({"text": "x", "reply_markup": keyboard("")}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": keyboard("ế" * 22)}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": keyboard(*map(str, range(101)))}, "reply markup is too long"),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x"}]]}},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"text": "x", "reply_markup": "["}, "can't parse reply keyboard markup JSON object"),
        ({"text": "x", "reply_markup": []}, "object expected as reply markup"),
    ],
)
def test_a_bad_message_is_refused(bot: Bot, params: dict[str, Any], complaint: str) -> None:
    assert bot("sendMessage", **({"chat_id": 7} | params)) == (
        400,
        {"ok": False, "error_code": 400, "description": f"Bad Request: {complaint}"},
    )


def test_the_longest_message_is_taken(bot: Bot) -> None:
    limits = {"text": f"<b>{'x' * 4096}</b>", "parse_mode": "HTML", "reply_markup": keyboard("x" * 64)}
    assert bot("sendMessage", chat_id=7, **limits)[0] == 200


@pytest.mark.parametrize(("token", "status"), [(TOKEN, 200), (TOKEN[:-1], 401), ("not-a-token", 404)])
def test_the_token_is_checked(api: BotApi, client: httpx.Client, token: str, status: int) -> None:
    assert client.get(f"{api.base_url}{token}/getMe").status_code == status


def test_an_unknown_method_is_not_found(bot: Bot) -> None:
    assert bot("sendCarrierPigeon")[0] == 404


class TestEditing:
    def test_the_same_again_is_refused(self, bot: Bot) -> None:
        sent = bot("sendMessage", chat_id=7, text="<b>x</b>", parse_mode="HTML")[1]["result"]
        same = bot("editMessageText", chat_id=7, message_id=sent["message_id"], text="x")
        assert described(same).startswith("Bad Request: message is not modified: specified new message")

    def test_what_is_not_there_is_not_found(self, bot: Bot) -> None:
        answer = bot("editMessageText", chat_id=7, message_id=99999, text="x")
        assert described(answer) == "Bad Request: message to edit not found"

    def test_buttons_change_alone(self, api: BotApi, bot: Bot) -> None:
        sent = bot("sendMessage", chat_id=7, text="x", reply_markup=keyboard("a"))[1]["result"]
        bot("editMessageReplyMarkup", chat_id=7, message_id=sent["message_id"], reply_markup=keyboard("b"))
        assert api.world.chats[7].messages[sent["message_id"]].buttons == ((("x", "b"),),)


@pytest.mark.parametrize(
    ("params", "complaint"),
    [
        ({"callback_query_id": "1", "text": "x" * 201}, "MESSAGE_TOO_LONG"),
        (
            {"callback_query_id": "1"},
            "query is too old and response timeout expired or query ID is invalid",
        ),
    ],
)
def test_a_bad_toast_is_refused(bot: Bot, params: dict[str, str], complaint: str) -> None:
    assert described(bot("answerCallbackQuery", **params)) == f"Bad Request: {complaint}"


@pytest.mark.parametrize(
    ("commands", "complaint"),
    [
        ([{"command": "Nhiệm vụ", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "nhiemvu", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
def test_a_bad_menu_is_refused(bot: Bot, commands: list[dict[str, str]], complaint: str) -> None:
    assert described(bot("setMyCommands", commands=json.dumps(commands))) == f"Bad Request: {complaint}"


def test_a_long_caption_is_refused(api: BotApi, client: httpx.Client) -> None:
    answer = client.post(
        f"{api.base_url}{api.token}/sendDocument",
        data={"chat_id": "7", "caption": "x" * 1025},
        files={"document": ("a.csv", b"a")},
    )
    assert answer.json()["description"] == "Bad Request: message caption is too long"


def test_an_update_stays_until_it_is_confirmed(api: BotApi, bot: Bot) -> None:
    update_id = api.person(7).says("/nhiemvu")
    first = bot("getUpdates")[1]["result"]
    assert bot("getUpdates")[1]["result"] == first
    assert bot("getUpdates", offset=update_id + 1)[1]["result"] == []


async def test_a_second_poller_ends_the_first(api: BotApi) -> None:
    url = f"{api.base_url}{api.token}/getUpdates"
    async with httpx.AsyncClient(trust_env=False, verify=False, timeout=60) as polling:
        first = asyncio.create_task(polling.post(url, json={"timeout": 30}))
        while not first.done():
            await polling.post(url, json={"timeout": 0})
        assert (await first).status_code == 409


def test_polling_is_refused_while_a_webhook_is_set(bot: Bot) -> None:
    bot("setWebhook", url="https://example.org")
    assert bot("getUpdates")[0] == 409
    bot("deleteWebhook")
    assert bot("getUpdates")[0] == 200


def test_a_planned_fault_meets_its_calls_and_no_other(api: BotApi, bot: Bot) -> None:
    api.fail("sendMessage", faults.too_many(3), chat_id=7, times=2)
    api.person(9)
    assert bot("sendMessage", chat_id=9, text="x")[0] == 200
    assert [bot("sendMessage", chat_id=7, text="x")[0] for _ in range(3)] == [429, 429, 200]


@pytest.mark.parametrize(("fault", "arrived"), [(faults.CLOSED, False), (faults.ANSWER_LOST, True)])
def test_a_call_without_an_answer_may_have_worked(api: BotApi, bot: Bot, fault: Fault, arrived: bool) -> None:
    before = len(api.world.sent)
    api.fail("sendMessage", fault)
    with pytest.raises(httpx.RemoteProtocolError):
        bot("sendMessage", chat_id=7, text="x")
    taken = api.world.sent[before:]
    assert len(taken) == arrived
    assert all(message.message_id in api.world.unanswered for message in taken)
    assert api.calls("sendMessage")[-1].status == 0


def test_a_chat_in_trouble_answers_with_it(api: BotApi, bot: Bot) -> None:
    moved = Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": -1009})
    group = api.group(-100)
    group.is_in_trouble(moved)
    assert bot("sendMessage", chat_id=-100, text="x")[1]["parameters"] == {"migrate_to_chat_id": -1009}


def test_a_bot_in_a_hurry_is_told_to_wait(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "monotonic", lambda: 7.0)
    with BotApi(strict_rates=True) as strict:
        bot = Bot(strict, client)
        for number in range(31):
            strict.person(number + 1)
        assert [bot("sendMessage", chat_id=1, text="x")[0] for _ in range(2)] == [200, 429]
        assert [bot("sendMessage", chat_id=n, text="x")[0] for n in range(2, 32)] == [200] * 29 + [429]


def test_another_process_can_be_a_person(api: BotApi, bot: Bot, client: httpx.Client) -> None:
    at = api.base_url.removesuffix("/bot")
    update_id = client.post(f"{at}/test/says", json={"chat_id": 12, "text": "/nhiemvu"}).json()
    assert bot("getUpdates", offset=update_id)[1]["result"][0]["message"]["text"] == "/nhiemvu"
    sent = bot("sendMessage", chat_id=12, text="rồi", reply_markup=keyboard("a"))[1]["result"]
    seen = client.get(f"{at}/test/sent", params={"after": sent["message_id"] - 1}).json()
    assert [message["text"] for message in seen] == ["rồi"]
    client.post(f"{at}/test/taps", json={"chat_id": 12, "button": "x"})
    assert bot("getUpdates", offset=update_id + 1)[1]["result"][0]["callback_query"]["data"] == "a"
