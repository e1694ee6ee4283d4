"""A rehearsed week goes out through the real channel, from a server that stands in Los Angeles."""

import re
from collections import Counter
from datetime import date, datetime
from functools import partial

from sqlmodel import select

from data.models import Delivery
from data.rules.viet_nam_time import VIET_NAM
from data.store import Store
from tests.acceptance.house import PATIENCE, House, wait_until
from tests.loopback.people import Person

START = "2024-02-23T17:00:00+07:00"
"""Friday evening: the weekend is for the program to start in."""
FIRST, LAST, AFTER = "2024-02-26", "2024-03-01", "2024-12-31"
RATE = "86400"
TOGETHER = ("2024-02-26", "2024-02-28", "2024-02-29")
"""A day a second. Whatever the machine is busy with, the office looks twice a day at the least
(`scheduler.clock.LONGEST_STEP`)."""

Arrived = Counter[tuple[str, str]]
"""How often a task stood in the digest of a day."""

_LINE = re.compile(r"^(?:🔴|🟠|🟡|🔵) (\S+)  ", re.MULTILINE)


def named(house: House, agency: str, last: str) -> list[tuple[str, str]]:
    found = house.ask("reminders", "preview", "--from", FIRST, "--to", last, "--agency", agency)
    return [(one["send_on"], one["task"]) for one in found["reminders"]]


def day_of(text: str) -> str:
    """Return the day of a digest, at whatever hour it was sent; "" for other texts."""
    heading = re.match(r"⏰ (?:Sáng|Chiều|Tối) [^,]+, (\d\d)/(\d\d)/(\d{4}) · ", text)
    return "-".join(reversed(heading.groups())) if heading else ""


def arrived(officer: Person) -> Arrived:
    texts = [message.text for message in officer.messages]
    return Counter((day_of(text), task) for text in texts for task in _LINE.findall(text) if day_of(text) <= LAST)


def deliveries(house: House) -> list[tuple[int, date, datetime]]:
    store = Store(house.database_url)
    with store.read() as session:
        found = [(row.officer_id, row.slot, row.sent_at) for row in session.exec(select(Delivery))]
    store.close()
    return [(officer, slot, sent_at.astimezone(VIET_NAM)) for officer, slot, sent_at in found if sent_at]


def sent_on(house: House, day: str) -> bool:
    return any(slot.isoformat() == day for _officer_id, slot, _at in deliveries(house))


def wait_for_day(officer: Person, day: str) -> None:
    officer.wait_for_message(lambda message: day_of(message.text) >= day, PATIENCE)


def test_what_preview_names_arrives_on_its_day_once_for_each_officer(house: House) -> None:
    officers = [
        (house.enrol_officer(1), "stp"),
        (house.enrol_officer(2), "stp"),
        (house.enrol_officer(3, agency="snv"), "snv"),
    ]
    expected = {agency: named(house, agency, AFTER) for agency in ("stp", "snv")}
    with house.running(now=START, clock_rate=RATE):
        for officer, agency in officers:
            wait_for_day(officer, next(day for day, _task in expected[agency] if day > LAST))
    for officer, agency in officers:
        assert arrived(officer) == Counter(row for row in expected[agency] if row[0] <= LAST)
    assert all(at.date() == slot and at.hour >= 8 for _officer_id, slot, at in deliveries(house))


def test_two_bots_on_one_registry_send_no_digest_twice(house: House) -> None:
    """Both begin at the hour of the digest: two clocks that run fast by themselves would soon disagree on the day."""
    officer = house.enrol_officer(1)
    for day in TOGETHER:
        eight = f"{day}T08:00:00+07:00"
        with house.running(now=eight) as one, house.running(now=eight) as other:
            wait_until(partial(sent_on, house, day))
            assert one.alive
            assert other.alive
    assert Counter(day_of(message.text) for message in officer.messages) == Counter(TOGETHER)
