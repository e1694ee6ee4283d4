"""The bot ends, by request or by force, and begins again."""

import time

from data.registry.conversations import journal
from data.registry.office.health import read_health
from data.store import Store
from tests.acceptance.house import PATIENCE, House, wait_until
from tests.acceptance.rehearsal.reminder_fates import has_waiting, list_confirmed
from tests.loopback import faults
from tests.loopback.server import BotApi
from tests.processes.programs import Program

EIGHT = "2024-02-26T08:00:00+07:00"
OFFICERS = range(1, 13)


def test_a_stop_finishes_the_turn_under_way(house: House, api: BotApi) -> None:
    """The answer is on its second try when the bot is told to stop."""
    officer = house.enrol_officer(1)
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
    officer = house.enrol_officer(1)
    with house.running() as bot:
        officer.says("/nhiemvu II.3")
        officer.wait_for_message(lambda message: "✅ Đã xong" in message.labels, PATIENCE)
        officer.taps("✅ Đã xong")
        officer.wait_for_message(lambda message: "ngày của văn bản" in message.text)
        all_is_done(house)  # an answer that was sent a moment before comes twice
        bot.kill()
    asked = len(officer.messages)
    officer.says("12/KH-UBND 26/02/2024")
    with house.running():
        officer.wait_for_message(lambda message: "Đã ghi II.3 là xong" in message.text, PATIENCE)
        officer.says("/toi")
        officer.wait_for_message(lambda message: "Anh/chị là" in message.text)
    fresh = [message.text.partition("\n")[0] for message in officer.messages[asked:]]
    assert len(fresh) == 2, fresh


def test_what_is_said_while_it_is_off_is_answered_once(house: House) -> None:
    officer = house.enrol_officer(1)
    officer.says("/nhiemvu")
    for _start in range(2):
        with house.running() as bot:
            officer.says("/toi")
            officer.wait_for_message(lambda message: "Anh/chị là" in message.text, PATIENCE)
            all_is_done(house)
            bot.kill()
    assert sum("📋 Sở Tư pháp" in message.text for message in officer.messages) == 1


def test_a_stop_finishes_the_push_under_way(house: House, api: BotApi) -> None:
    """Twelve digests at ten a second: most wait for their turn when the bot is told to stop."""
    store = pushed(house)
    with house.running(now=EIGHT, telegram_per_second="10") as bot:
        api.wait_for(lambda world: world.sent, PATIENCE)
        stopped_within(10, bot)
    assert sorted(message.chat_id for message in api.world.sent) == list(OFFICERS)
    assert {message.message_id for message in api.world.sent} == list_confirmed(store)
    assert not has_waiting(store)
    store.close()


def test_a_stop_does_not_wait_for_a_telegram_that_is_silent(house: House, api: BotApi) -> None:
    """What was not answered stays on its way: another process sends it when its lease has ended."""
    store = pushed(house)
    api.fail("sendMessage", faults.SILENT, chat_id=1)
    with house.running(now=EIGHT) as bot:
        api.wait_for(lambda world: len(world.sent) == len(OFFICERS) - 1, PATIENCE)
        wait_until(lambda: len(list_confirmed(store)) == len(OFFICERS) - 1)
        stopped_within(10, bot)
    assert {message.message_id for message in api.world.sent} == list_confirmed(store)
    with store.read() as session:
        assert read_health(session).oldest_due
    store.close()


def all_is_done(house: House) -> None:
    """Wait until the journal knows that every answer was sent."""
    store = Store(house.database_url)

    def is_done() -> bool:
        with store.read() as session:
            return not journal.list_open(session, "telegram")

    wait_until(is_done)
    store.close()


def pushed(house: House) -> Store:
    """Enrol twelve officers with a digest on `EIGHT`; return the registry."""
    for chat_id in OFFICERS:
        house.enrol_officer(chat_id)
    return Store(house.database_url)


def stopped_within(seconds: float, bot: Program) -> None:
    """Assert that a polite signal stops the bot within so many seconds."""
    began = time.monotonic()
    assert bot.stop() == 0
    assert time.monotonic() - began < seconds
