"""Several officers in the same second: every change is kept, none is made twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from handlers.base.messages import Reply
from tests.handlers.chat import Office, Person

pytestmark = pytest.mark.locks


def at_once(*acts: Callable[[], Reply]) -> list[Reply]:
    """What each act is answered with when all begin together."""
    start = Barrier(len(acts))

    def act(number: int) -> Reply:
        start.wait()
        return acts[number]()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, range(len(acts))))


def asked_for_the_document(person: Person, code: str = "II.3") -> Person:
    person.says(f"/nhiemvu {code}")
    person.taps("✅ Đã xong")
    return person


def test_two_colleagues_report_one_duty_and_one_entry_is_made(office: Office, officer: Person) -> None:
    first = asked_for_the_document(officer)
    second = asked_for_the_document(office.officer("stp", name="Cán bộ B"))
    replies = at_once(lambda: first.says("12/KH-UBND 26/02/2024"), lambda: second.says("13/KH-UBND 26/02/2024"))
    noted = [reply.body for reply in replies if reply.body.startswith("✅ Đã ghi II.3 là xong.")]
    told = [reply.body for reply in replies if "cập nhật lúc 26/02 08:00" in reply.body]
    assert (len(noted), len(told)) == (1, 1)
    winner = "Cán bộ A" if noted[0] == replies[0].body else "Cán bộ B"
    assert told[0].startswith(f"II.3 đã được {winner} cập nhật")
    assert office.changes(office.duty("II.3")) == ["reported"]


def test_one_update_delivered_twice_at_once_is_answered_once(office: Office, officer: Person) -> None:
    officer.says("/nhiemvu II.3")
    officer.taps("✏️ Tiến độ")
    incoming = officer.update(pressed=f"percent:{office.duty('II.3').id}:0:50")
    with ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(office.reception.answer, [incoming, incoming]))
    assert sum(reply is None for reply in replies) == 1
    assert office.changes(office.duty("II.3")) == ["progress"]


def test_twenty_officers_on_different_duties_lose_nothing(office: Office) -> None:
    districts = ("quynh-phu", "hung-ha", "dong-hung", "thai-thuy", "tien-hai", "kien-xuong", "vu-thu", "tp-thai-binh")
    owed = [(code, duty) for code in (*districts, "stp", "snv") for duty in office.duties(code)][:20]
    people = [office.officer(code, name=f"Cán bộ {number}") for number, (code, _duty) in enumerate(owed)]
    acts = [
        lambda person=person, duty=duty: person.presses(f"percent:{duty.id}:0:25")
        for person, (_code, duty) in zip(people, owed, strict=True)
    ]
    replies = at_once(*acts)
    assert all(reply.body.startswith("✅ Đã ghi") for reply in replies)
    assert all(office.changes(duty) == ["progress"] for _code, duty in owed)


def test_a_wrong_code_delivered_twice_is_one_try(office: Office) -> None:
    person = office.stranger()
    for _try in range(3):
        person.says("/thamgia SAIMASAIMA")
    incoming = person.update("/thamgia SAIMASAIMA")
    with ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(office.reception.answer, [incoming, incoming]))
    assert sum(reply is None for reply in replies) == 1
    assert person.says("/thamgia SAIMASAIMA").body.startswith("Mã mời này không đúng.")
