"""Telegram cannot be reached, or does not know the bot: the process stays, and `status` says why."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.registry.office.health import read_health
from tests.acceptance.house import PATIENCE, House, wait_until
from tests.databases.registries import SqliteFiles, with_plan_175
from tests.loopback.errors import Refusal
from tests.loopback.faults import Fault
from tests.loopback.server import BotApi

FAST = {"clock_rate": "43200"}
"""Ticks come several a second, so that `status` knows soon."""


@pytest.fixture
def unplugged(sqlite: SqliteFiles, tmp_path: Path) -> Iterator[House]:
    """Return an office whose Bot API does not run yet."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    house = House(tmp_path, sqlite.copy_of(with_plan_175), BotApi(port=port))
    yield house
    house.close()


def heard(house: House) -> str | None:
    """Return the bot's last note about its channel; "" before the first."""
    with house.registry.read() as session:
        beat = read_health(session).channels.get("telegram")
    return beat.trouble if beat else ""


def alarmed(house: House, trouble: str) -> None:
    """Assert that `nhacviec status` raises the alarm, in words and by its exit status."""
    told = house.ask("status", status=1)
    [channel] = told["channels"]
    assert (told["ok"], channel["name"], channel["ok"], channel["trouble"]) == (False, "telegram", False, trouble)
    assert f"kênh telegram không nhận được tin: {trouble}" in told["problems"]


def test_without_a_network_it_starts_says_so_and_works_when_the_network_comes(unplugged: House) -> None:
    officer = unplugged.enrol_officer(1)
    with unplugged.running(**FAST) as bot:
        wait_until(lambda: heard(unplugged) == "chưa kết nối được, vẫn đang thử lại")
        assert bot.alive
        with unplugged.api:
            officer.says("/toi")
            officer.wait_for_message(lambda message: "Anh/chị là" in message.text, PATIENCE)
            wait_until(lambda: heard(unplugged) is None)
    assert unplugged.api.token.partition(":")[2] not in unplugged.written


def test_a_token_that_telegram_refuses_is_named_and_the_bot_stays(house: House) -> None:
    wrong = "987654321:BBwrong_wrong_wrong_wrong_wrong_wrong"
    with house.running(telegram_token=wrong, **FAST) as bot:
        wait_until(lambda: heard(house) == "mã bot không được chấp nhận")
        alarmed(house, "mã bot không được chấp nhận")
        assert bot.alive
        assert bot.stop() == 0
    assert "hãy kiểm tra NHACVIEC_TELEGRAM_TOKEN" in house.written
    assert wrong.partition(":")[2] not in house.written


def test_a_bot_that_another_keeps_out_is_an_alarm_until_the_other_ends(house: House) -> None:
    kept_out = "có tiến trình khác đang nhận tin bằng cùng mã bot này"
    conflict = Fault(Refusal(409, "Conflict: terminated by other getUpdates request"))
    house.api.fail("getUpdates", conflict, times=10_000)
    with house.running(clock_rate="3600") as bot:  # it is told for a minute: not so many ticks
        wait_until(lambda: heard(house) == kept_out)
        alarmed(house, kept_out)
        house.api.recover()
        wait_until(lambda: heard(house) is None)
        assert bot.alive
