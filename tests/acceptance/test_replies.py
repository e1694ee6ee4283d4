"""An officer replies to a card that the bot showed before it was restarted."""

import pytest

from tests.acceptance.house import PATIENCE, House
from tests.databases.registries import Databases, with_plan_175
from tests.loopback.chats import Message


@pytest.fixture
def database_of_house(databases: Databases) -> str:
    return databases.copy_of(with_plan_175)


def test_a_reply_to_a_card_of_before_the_restart_is_about_its_duty(house: House) -> None:
    officer = house.enrol_officer(1)
    with house.running():
        officer.says("/nhiemvu II.3")
        card = officer.wait_for_message(lambda message: "✅ Đã xong" in message.labels, PATIENCE)
        officer.says("/nhiemvu II.2")
        officer.wait_for_message(lambda message: message.text.startswith("II.2"))
    with house.running():
        officer.says("xong rồi", **_reply_to(card))
        # What was answered just before the kill may be answered again first.
        officer.wait_for_message(lambda message: message.text.startswith("Anh/chị muốn báo II.3 đã xong?"), PATIENCE)
        officer.says("đang làm 60%", **_reply_to(card))
        officer.wait_for_message(lambda message: "II.3: 60%." in message.text)
        officer.taps("Ghi nhận")
        officer.wait_for_message(lambda message: "Đã ghi II.3: 60%." in message.text)


def _reply_to(message: Message) -> dict[str, object]:
    chat = {"id": 1, "type": "private"}
    return {"reply_to_message": {"message_id": message.message_id, "date": 0, "chat": chat, "text": message.text}}
