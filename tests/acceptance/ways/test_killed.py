"""A process on Zalo, mail and the page is killed again and again in the middle of a morning's post."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from data.enums import DeliveryState
from data.models import ChatLink, Delivery, PageMessage
from data.rules.digest_hours import digest_at
from tests.acceptance.house import wait_until
from tests.acceptance.rehearsal.outages import day_of
from tests.acceptance.ways.mixed_house import MixedHouse
from tests.databases.registries import Databases, with_plan_175
from tests.loopback.mail.server import MailServer
from tests.loopback.zalo.server import TOKEN, ZaloApi

MONDAY = date(2024, 3, 11)
"""TC.1 is overdue everywhere."""
OFFICERS = 60
KILLS = 8


@pytest.fixture
def house(databases: Databases, tmp_path: Path, zalo: ZaloApi, mail: MailServer) -> Iterator[MixedHouse]:
    opened = MixedHouse(tmp_path, databases.copy_of(with_plan_175), zalo, mail)
    yield opened
    opened.close()
    assert TOKEN.partition(":")[2] not in opened.written
    assert "Traceback" not in opened.written


def read_digests(house: MixedHouse) -> Counter[int]:
    """Return how many digests of the morning each officer can read, wherever."""
    with house.registry.read() as session:
        owners = {
            (one.channel.partition("-")[0], one.chat_id): one.officer_id for one in session.exec(select(ChatLink))
        }
        pages = [(one.chat_id, str(one.content.get("heading"))) for one in session.exec(select(PageMessage))]
    found = [("zalo", one.chat_id, one.text) for one in house.zalo.world.sent]
    found += [("email", one.recipient, one.text) for one in house.mail.arrived]
    found += [("web", chat_id, heading) for chat_id, heading in pages]
    return Counter(owners[way, chat_id] for way, chat_id, text in found if day_of(text) == MONDAY)


def count_sent(house: MixedHouse) -> int:
    query = select(Delivery.id).where(col(Delivery.state) == DeliveryState.SENT)
    with house.registry.read() as session:
        return len(session.exec(query).all())


def is_over(house: MixedHouse) -> bool:
    waits = col(Delivery.state).in_([DeliveryState.PENDING, DeliveryState.SENDING])
    with house.registry.read() as session:
        planned = session.exec(select(Delivery.id)).first()
        return planned is not None and session.exec(select(Delivery.id).where(waits)).first() is None


@pytest.mark.parametrize("databases", ["sqlite", "postgresql"], indirect=True)
def test_nobody_misses_the_morning_and_only_what_was_not_yet_noted_comes_twice(house: MixedHouse) -> None:
    eight, dice = digest_at(MONDAY, 8), random.Random(9)
    house.enrol(OFFICERS, eight)
    unnoted: Counter[int] = Counter()
    for moment in sorted(dice.sample(range(1, OFFICERS), KILLS)):
        before = read_digests(house)
        with house.running(now=eight.isoformat(), log_level="WARNING") as bot:
            wait_until(lambda moment=moment: count_sent(house) >= moment)  # type: ignore[misc]
            bot.kill()
        in_flight = house.list_in_flight()
        unnoted.update(one for one in read_digests(house) - before if one in in_flight)
        house.let_leases_end()
    with house.running(now=eight.isoformat(), log_level="WARNING"):
        wait_until(lambda: is_over(house))
    assert read_digests(house) == Counter(house.officers) + unnoted
    assert count_sent(house) == OFFICERS
    print(f"{unnoted.total()} of {OFFICERS} digests came twice at {KILLS} kills")
