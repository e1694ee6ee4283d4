"""Two people, one duty."""

from tests.acceptance.house import PATIENCE, House
from tests.loopback.people import Person

DOCUMENT = "12/KH-UBND 26/02/2024"


def opens_report(officer: Person) -> None:
    officer.says("/nhiemvu II.3")
    officer.wait_for_message(lambda message: "✅ Đã xong" in message.labels, PATIENCE)
    officer.taps("✅ Đã xong")
    officer.wait_for_message(lambda message: "ngày của văn bản" in message.text)


def test_two_officers_who_finish_a_duty_in_the_same_second_make_one_entry(house: House) -> None:
    officers = [house.enrol_officer(number, name=f"Cán bộ {number}") for number in (1, 2)]
    with house.running():
        for officer in officers:
            opens_report(officer)
        for officer in officers:
            officer.says(DOCUMENT)
        answers = [officer.wait_for_message() for officer in officers]
        told = [answer.text for answer in answers]
        assert sum("Đã ghi II.3 là xong" in text for text in told) == 1
        winner = next(number for number, text in enumerate(told, 1) if "Đã ghi II.3 là xong" in text)
        assert any(f"Cán bộ {winner}" in text for text in told)
        officers[0].says("/nhiemvu II.3")
        officers[0].wait_for_message(lambda message: "📜 Lịch sử" in message.labels)
        officers[0].taps("📜 Lịch sử")
        history = officers[0].wait_for_message(lambda message: "báo hoàn thành" in message.text)
        assert history.text.count("báo hoàn thành") == 1


def test_a_button_of_a_duty_that_has_changed_says_by_whom(house: House) -> None:
    slow, quick = house.enrol_officer(1, name="Người chậm"), house.enrol_officer(2, name="Người nhanh")
    with house.running():
        slow.says("/nhiemvu II.3")
        old = slow.wait_for_message(lambda message: "✅ Đã xong" in message.labels, PATIENCE)
        opens_report(quick)
        quick.says(DOCUMENT)
        quick.wait_for_message(lambda message: "Đã ghi II.3" in message.text)
        slow.taps("✅ Đã xong", old)
        assert "Người nhanh" in slow.wait_for_message().text
