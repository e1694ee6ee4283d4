"""`nhacviec webhook`: only it sets and removes a webhook, and says what Telegram does not let it do."""

import json
import re
from collections.abc import Callable, Iterator

import pytest

from tests.bot.conftest import Nhacviec
from tests.loopback.server import BotApi

HOOK = "https://example.org/hook"
SECRET = "s" * 32


@pytest.fixture
def api(settings: Callable[..., None]) -> Iterator[BotApi]:
    with BotApi() as server:
        settings(telegram_token=server.token, telegram_base_url=server.base_url)
        yield server


def test_a_webhook_is_shown_and_removed(nhacviec: Nhacviec, api: BotApi) -> None:
    assert nhacviec("webhook", "show").out == "Không có webhook: bot tự hỏi tin.\n"
    api.world.webhook = HOOK
    assert nhacviec("webhook", "show").out == f"Webhook: {HOOK}\n"
    assert json.loads(nhacviec("webhook", "show", "--json").out) == {
        "channel": "telegram",
        "webhook": HOOK,
        "waiting": 0,
        "last_error": None,
    }
    assert nhacviec("webhook", "delete").status == 0
    assert api.world.webhook == ""
    assert json.loads(nhacviec("webhook", "delete", "--json").out) == {"channel": "telegram", "webhook": None}


def test_a_webhook_is_set_to_a_path_that_cannot_be_guessed(
    nhacviec: Nhacviec, api: BotApi, settings: Callable[..., None]
) -> None:
    settings(http_port="8080", public_url="https://nhacviec.example.vn", webhook_secret=SECRET)
    done = nhacviec("webhook", "set")
    assert (done.status, done.err) == (0, "")
    assert re.fullmatch(r"https://nhacviec\.example\.vn/tele/[0-9a-f]{32}", api.world.webhook)
    assert done.out == f"Đã đặt webhook: {api.world.webhook}. Bot nhận tin ở đó khi đặt NHACVIEC_RECEIVE=webhook.\n"
    assert api.world.webhook_secret == SECRET
    asked = json.loads(api.calls("setWebhook")[0].params["allowed_updates"])
    assert asked == ["message", "edited_message", "callback_query", "my_chat_member"]
    told = json.loads(nhacviec("webhook", "set", "--channel", "telegram", "--json").out)
    assert told == {"channel": "telegram", "webhook": api.world.webhook}
    assert SECRET not in done.out + json.dumps(told)


@pytest.mark.parametrize("missing", ["public_url", "webhook_secret"])
def test_a_webhook_without_an_address_or_a_secret_is_not_set(
    nhacviec: Nhacviec, api: BotApi, settings: Callable[..., None], missing: str
) -> None:
    given = {"public_url": "https://nhacviec.example.vn", "webhook_secret": SECRET, "http_port": "8080"}
    settings(**{name: value for name, value in given.items() if name != missing})
    done = nhacviec("webhook", "set")
    assert done.status == 1
    assert done.err.startswith(f"NHACVIEC_{missing.upper()}: chưa đặt")
    assert api.world.webhook == ""


def test_what_telegram_says_of_a_webhook_it_cannot_reach_is_shown(nhacviec: Nhacviec, api: BotApi) -> None:
    api.world.webhook = HOOK
    api.world.webhook_standing = {"pending_update_count": 3, "last_error_message": "Connection refused"}
    said = nhacviec("webhook", "show").out
    assert said == f"Webhook: {HOOK}\nTin đang chờ: 3; lỗi gần nhất khi gửi: Connection refused\n"


def test_another_channel_is_wrong_usage(nhacviec: Nhacviec, api: BotApi) -> None:
    assert nhacviec("webhook", "show", "--channel", "fax").status == 2


def test_a_token_that_telegram_refuses_is_one_sentence_without_it(
    nhacviec: Nhacviec, api: BotApi, settings: Callable[..., None]
) -> None:
    token = "987654321:AAnother_token_another_token_another"
    settings(telegram_token=token)
    done = nhacviec("webhook", "delete")
    assert (done.status, done.out) == (1, "")
    assert done.err == "Telegram không trả lời được (token refused); chưa có gì thay đổi.\n"


def test_without_a_token_the_setting_is_named(nhacviec: Nhacviec) -> None:
    done = nhacviec("webhook", "show")
    assert done.status == 1
    assert done.err.startswith("NHACVIEC_TELEGRAM_TOKEN")
