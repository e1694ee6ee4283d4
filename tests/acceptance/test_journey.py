"""From the invitation to the supervisor's figures, on both databases."""

import pytest

from tests.acceptance.house import PATIENCE, House
from tests.databases.registries import Databases, with_plan_175


@pytest.fixture
def database_of_house(databases: Databases) -> str:
    return databases.copy_of(with_plan_175)


def test_an_invited_officer_marks_a_duty_done_and_the_supervisor_sees_it(house: House) -> None:
    invited = house.ask("officer", "invite", "--agency", "stp")
    assert invited["link"] == f"https://t.me/nhacviec_bot?start={invited['code']}"
    watcher = house.ask("officer", "invite", "--agency", "snv", "--role", "supervisor")
    officer, supervisor = house.api.person(1, "Cán bộ Tư pháp"), house.api.person(2, "Giám sát")
    with house.running_anew():
        officer.says(f"/start {invited['code']}")
        officer.wait_for_message(lambda message: "Chào anh/chị" in message.text, PATIENCE)
        officer.says("/nhiemvu")
        listed = officer.wait_for_message()
        assert "🟠 7 ngày tới (1)\n  II.3  " in listed.text
        owing = _owing(listed.text)
        officer.taps("II.3")
        card = officer.wait_for_message(lambda message: message.text.startswith("II.3 · "))
        assert "Hạn: Thứ Năm, 29/02/2024" in card.text
        officer.taps("✅ Đã xong")
        officer.wait_for_message(lambda message: "ngày của văn bản" in message.text)
        officer.says("12/KH-UBND 26/02/2024")
        officer.wait_for_message(lambda message: "Đã ghi II.3 là xong" in message.text)
        officer.says("/nhiemvu đã xong")
        assert "II.3" in officer.wait_for_message().text
        officer.says("/nhiemvu")
        assert _owing(officer.wait_for_message().text) == owing - 1
        supervisor.says(f"/start {watcher['code']}")
        supervisor.wait_for_message(lambda message: "Chào anh/chị" in message.text)
        supervisor.says("/tonghop")
        assert "chờ xác nhận 1 " in supervisor.wait_for_message().text
    figures = house.ask("summary", "--agency", "stp")
    assert (figures["reported"], figures["total"]) == (1, sum(figures[name] for name in _FIGURES))


_FIGURES = ("done_on_time", "done_late", "open_in_time", "open_overdue", "no_date", "reported")


def _owing(text: str) -> int:
    return int(text.partition("chưa xong ")[2].partition(",")[0])
