"""`nhacviec webhook`: only it removes a webhook, and says what Telegram does not let it do."""

import json
from collections.abc import Callable, Iterator

import pytest

from tests.bot.conftest import Nhacviec
from tests.loopback.server import BotApi

HOOK = "https://example.org/hook"


@pytest.fixture
def api(settings: Callable[..., None]) -> Iterator[BotApi]:
    with BotApi() as server:
        settings(telegram_token=server.token, telegram_base_url=server.base_url)
        yield server


def test_a_webhook_is_shown_and_removed(nhacviec: Nhacviec, api: BotApi) -> None:
    assert nhacviec("webhook", "show").out == "Không có webhook: bot tự hỏi tin.\n"
    api.world.webhook = HOOK
    assert nhacviec("webhook", "show").out == f"Webhook: {HOOK}\n"
    assert json.loads(nhacviec("webhook", "show", "--json").out) == {"channel": "telegram", "webhook": HOOK}
    assert nhacviec("webhook", "delete").status == 0
    assert api.world.webhook == ""
    assert json.loads(nhacviec("webhook", "delete", "--json").out) == {"channel": "telegram", "webhook": None}


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
