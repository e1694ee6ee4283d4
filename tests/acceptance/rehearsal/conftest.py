"""The officers of an office whose year is rehearsed."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlmodel import select

from data.enums import Role
from data.models import Agency
from data.rules.digest_hours import slot_opens_at
from data.store import Store
from tests.acceptance.house import House
from tests.acceptance.rehearsal.seats import STANDING_BODY, Seats
from tests.loopback.server import BotApi

COMMUNES = 4
"""Of 260 that owe all the same."""
HEADED = ("stc", "stp", "vu-thu")
"""Agencies whose heads have a chat."""


@pytest.fixture
def seats(house: House, api: BotApi) -> Iterator[Seats]:
    """Enrol an officer of every department, district and some communes, some heads, and a supervisor."""
    store = Store(house.database_url)
    with store.read() as session:
        codes = list(session.exec(select(Agency.code).order_by(Agency.code)))
    communes = [code for code in codes if code.startswith("xa-")]
    taken = Seats(store, api, since=slot_opens_at(date(2023, 12, 31)))
    taken.take([code for code in codes if code not in communes] + communes[:COMMUNES], Role.OFFICER)
    taken.take(HEADED, Role.HEAD)
    taken.take([STANDING_BODY], Role.SUPERVISOR)
    yield taken
    store.close()
