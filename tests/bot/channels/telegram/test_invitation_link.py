"""The address of an invitation, as far as Telegram says the bot's name."""

import json
import re
from collections.abc import Callable

import pytest

from bot.channels.telegram.invitation_link import invitation_link
from tests.bot.conftest import Nhacviec
from tests.loopback.server import BotApi


def test_an_invitation_opens_the_bot_with_its_code(
    nhacviec: Nhacviec, plan_175: None, settings: Callable[..., None]
) -> None:
    with BotApi() as api:
        settings(telegram_token=api.token, telegram_base_url=api.base_url)
        invited = json.loads(nhacviec("officer", "invite", "--agency", "stp", "--json").out)
    assert invited["link"].startswith("https://t.me/")
    assert invited["link"].endswith(f"?start={invited['code']}")


def test_the_code_is_said_before_telegram_is_asked_for_its_address(
    nhacviec: Nhacviec, plan_175: None, settings: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang_up(*_: object) -> None:
        raise KeyboardInterrupt

    settings(telegram_token="123456789:AAtest_test_test_test_test_test_test")
    monkeypatch.setattr("bot.channels.telegram.invitation_link.invitation_link", hang_up)
    done = nhacviec("officer", "invite", "--agency", "stp")
    assert re.search(r"^Mã mời cán bộ đầu mối của Sở Tư pháp: \w{10}$", done.out, re.MULTILINE)


def test_without_an_answer_the_code_stands_alone(caplog: pytest.LogCaptureFixture) -> None:
    with BotApi() as api:
        gone = api.base_url
    assert invitation_link("T73ZYNB5GT", api.token, gone, proxy=None) is None
    assert api.token not in caplog.text


def test_a_wrong_token_gives_no_address() -> None:
    with BotApi() as api:
        assert invitation_link("T73ZYNB5GT", "123456789:wrong", api.base_url, proxy=None) is None
