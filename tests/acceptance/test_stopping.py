"""The bot ends, by request or by force, and begins again."""

import signal
import time

from tests.acceptance.house import PATIENCE, House
from tests.loopback import faults
from tests.loopback.server import BotApi


def test_a_stop_finishes_the_turn_under_way(house: House, api: BotApi) -> None:
    """The answer is on its second try when the bot is told to stop."""
    officer = house.officer(1)
    with house.running() as bot:
        officer.says("/toi")
        officer.wait_for_message(timeout=PATIENCE)
        api.fail("sendMessage", faults.server_error())
        officer.says("/nhiemvu")
        api.wait_for(lambda world: any(call.status == 500 for call in world.calls))
        began = time.monotonic()
        assert bot.stop() == 0
        assert time.monotonic() - began < 10
    assert "📋 Sở Tư pháp" in officer.last.text
    with house.running():
        officer.says("/toi")
        officer.wait_for_message(lambda message: "Anh/chị là" in message.text, PATIENCE)
    assert sum("📋 Sở Tư pháp" in message.text for message in officer.messages) == 1


def test_a_killed_bot_goes_on_where_it_was_and_answers_nothing_twice(house: House) -> None:
    officer = house.officer(1)
    with house.running() as bot:
        officer.says("/nhiemvu II.3")
        officer.wait_for_message(lambda message: "✅ Đã xong" in message.labels, PATIENCE)
        officer.taps("✅ Đã xong")
        officer.wait_for_message(lambda message: "ngày của văn bản" in message.text)
        bot.process.send_signal(signal.SIGKILL)
        bot.process.wait()
    asked = len(officer.messages)
    officer.says("12/KH-UBND 26/02/2024")
    with house.running():
        officer.wait_for_message(lambda message: "Đã ghi II.3 là xong" in message.text, PATIENCE)
        officer.says("/toi")
        officer.wait_for_message(lambda message: "Anh/chị là" in message.text)
    fresh = [message.text.partition("\n")[0] for message in officer.messages[asked:]]
    assert len(fresh) == 2, fresh


def test_what_is_said_while_it_is_off_is_answered_once(house: House) -> None:
    officer = house.officer(1)
    officer.says("/nhiemvu")
    for _start in range(2):
        with house.running() as bot:
            officer.says("/toi")
            officer.wait_for_message(lambda message: "Anh/chị là" in message.text, PATIENCE)
            bot.process.send_signal(signal.SIGKILL)
            bot.process.wait()
    assert sum("📋 Sở Tư pháp" in message.text for message in officer.messages) == 1
