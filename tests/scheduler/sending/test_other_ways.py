"""Which way a message goes: the first reachable one in the officer's order, the next where it is not, one only."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update
from sqlmodel import col

from data.enums import DeliveryKind, DeliveryState
from data.models import Agency, ChatLink, Delivery, Officer, PageSession, Pulse
from data.registry.office import agencies, health
from data.registry.outbox import claims, deliveries, recipients
from data.registry.people import page_sessions
from data.registry.reach import push_orders
from data.store import Store
from scheduler.planning.planner import plan_due
from scheduler.sending.errors import Passing, Rejected, SlowDown, Unknown, Unreachable
from scheduler.sending.retry_policy import LEASE, LEFT_OUT_WHEN_SCARCE, claim_due, take_other_ways
from tests import factories as make
from tests.databases.registries import delete_all_rows
from tests.scheduler.office import DUE, Office, morning

WAYS = ("zalo-1", "telegram", "email", "web")
EIGHT = morning("2024-03-08")
SOON = timedelta(minutes=1)


class Streets:
    """An office on all ways. `works` are those that take messages; `arrived` is where each officer got one."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.arrived: list[tuple[str, str]] = []
        self.faults: dict[str, list[Exception]] = {}
        self.set(WAYS)
        office.plan(morning("2024-03-07"))
        with office.store.write() as session:
            agency = make.agency(session)
            self.agency_id = make.known(agency.id)
            make.duty(session, agency, make.deadline(session, make.plan(session), DUE))
        self.officers: list[int] = []

    def set(self, channels: Collection[str], *, down: Collection[str] = (), scarce: Collection[str] = ()) -> None:
        old = self.office.postman.planning
        planning = replace(old, channels=frozenset(channels), down=frozenset(down), scarce=frozenset(scarce))
        self.office.postman = replace(self.office.postman, planning=planning, send=self.send)

    def officer(self, *ways: str, first: str = "", since: datetime | None = None) -> int:
        """An officer of the agency, linked in this order; `first` is what they want to be tried first."""
        with self.office.store.write() as session:
            of = session.get_one(Agency, self.agency_id)
            row = make.officer(session, of, channel=None)
            key = make.known(row.id)
            for number, way in enumerate(ways):
                linked_at = (since or morning("2024-01-02")) + timedelta(days=number)
                make.link(session, row, channel=way, chat_id=f"{way} of {key}", linked_at=linked_at)
            if first:
                push_orders.set_first(session, key, first, self.office.clock.now())
        self.officers.append(key)
        return key

    async def send(self, channel: str, chat_id: str, _message: object) -> str:
        if faults := self.faults.get(channel, self.faults.get(chat_id, [])):
            raise faults[0] if len(faults) == 1 else faults.pop(0)
        self.arrived.append((channel, chat_id))
        return f"{channel}-{len(self.arrived)}"

    def of(self, officer_id: int) -> list[str]:
        """The ways on which an officer got a message."""
        return [channel for channel, chat_id in self.arrived if chat_id.endswith(f" of {officer_id}")]

    def plan(self, instant: datetime) -> None:
        self.office.clock.move_to(instant)
        with self.office.store.write() as session:
            plan_due(session, instant, self.office.postman.planning, wall=instant)

    def rows(self) -> list[Delivery]:
        return self.office.deliveries()


@pytest.fixture
def streets(office: Office) -> Streets:
    return Streets(office)


async def test_without_a_choice_chats_come_first_then_mail_then_the_page(streets: Streets) -> None:
    some = [
        streets.officer("email", "telegram", "web"),
        streets.officer("telegram", "zalo-1", "email"),
        streets.officer("web", "email"),
        streets.officer("web"),
    ]
    await streets.office.tick(EIGHT)
    assert [streets.of(one) for one in some] == [["telegram"], ["zalo-1"], ["email"], ["web"]]


async def test_a_choice_is_kept_and_the_next_way_takes_over(streets: Streets) -> None:
    chosen = streets.officer("telegram", "email", first="email")
    bounced = streets.officer("telegram", "email", "zalo-1", first="email")
    streets.faults[f"email of {bounced}"] = [Unreachable("550 5.1.1")]
    await streets.office.tick(EIGHT)
    assert (streets.of(chosen), streets.of(bounced)) == (["email"], ["zalo-1"])
    assert [row.state for row in streets.rows()] == [DeliveryState.SENT] * 2
    with streets.office.store.read() as session:
        counted = [
            deliveries.count_sent(session, bounced, [kind]) for kind in (DeliveryKind.DIGEST, DeliveryKind.CHANGE)
        ]
    assert counted == [1, 0]
    await streets.office.tick(EIGHT + SOON)
    assert len(streets.arrived) == 2


async def test_where_no_way_is_left_the_message_is_given_up_once(streets: Streets) -> None:
    lost = streets.officer("telegram", "email")
    streets.faults["telegram"] = streets.faults["email"] = [Unreachable("gone")]
    await streets.office.tick(EIGHT)
    assert streets.of(lost) == []
    assert [row.state for row in streets.rows()] == [DeliveryState.FAILED]
    with streets.office.store.read() as session:
        assert health.read_health(session).unreachable_officers == 1
        assert [one.id for one in agencies.list_without_officer(session)] == [streets.agency_id]


async def test_nobody_reachable_means_on_no_way(streets: Streets) -> None:
    streets.officer("telegram", "email")
    streets.faults["telegram"] = [Unreachable("blocked")]
    await streets.office.tick(EIGHT)
    with streets.office.store.read() as session:
        assert health.read_health(session).unreachable_officers == 0
        assert agencies.list_without_officer(session) == []


@pytest.mark.parametrize("error", [Passing("token refused"), SlowDown(2_000_000.0)])
async def test_a_bot_that_dies_in_mid_push_is_stood_in_for(streets: Streets, error: Exception) -> None:
    """A token that is revoked, a month that is spent: who has mail or the page hears there, the others wait."""
    told = [
        streets.officer("zalo-1", "email"),
        streets.officer("zalo-1", "web"),
        streets.officer("telegram", "zalo-1"),
    ]
    waiting = streets.officer("zalo-1")
    streets.faults["zalo-1"] = [error]
    await streets.office.tick(EIGHT)
    assert streets.arrived == []
    streets.set(WAYS, down=["zalo-1"])
    await streets.office.tick(EIGHT + SOON)
    assert [streets.of(one) for one in told] == [["email"], ["web"], ["telegram"]]
    assert [row.state for row in streets.rows()].count(DeliveryState.PENDING) == 1
    del streets.faults["zalo-1"]
    streets.set(WAYS)
    with streets.office.store.write() as session:
        session.execute(delete(Pulse).where(col(Pulse.name).startswith("paused:")))  # a new month
        session.execute(update(Delivery).values(next_attempt_at=EIGHT))
    await streets.office.tick(EIGHT + 30 * SOON)
    assert streets.of(waiting) == ["zalo-1"]
    assert len(streets.arrived) == len(told) + 1


async def test_a_channel_that_is_down_before_is_passed_over(streets: Streets) -> None:
    one = streets.officer("email", "zalo-1")
    streets.set(WAYS, down=["zalo-1"])
    await streets.office.tick(EIGHT)
    assert streets.of(one) == ["email"]


async def test_what_may_have_arrived_goes_no_other_way(streets: Streets) -> None:
    one = streets.officer("email", "zalo-1")
    streets.faults["zalo-1"] = [Unknown("silence")]
    await streets.office.tick(EIGHT)
    streets.set(WAYS, down=["zalo-1"])
    for minutes in range(1, 120, 5):
        await streets.office.tick(EIGHT + minutes * SOON)
    assert streets.of(one) == []
    await streets.office.tick(morning("2024-03-12"))  # its next stage
    assert streets.of(one) == ["email"]


async def test_what_a_killed_process_had_in_its_hands_goes_no_other_way(streets: Streets) -> None:
    one = streets.officer("email", "zalo-1")
    streets.plan(EIGHT)
    with streets.office.store.write() as session:
        assert len(claim_due(session, WAYS, 9, now=EIGHT, wall=EIGHT)) == 1
    streets.set(WAYS, down=["zalo-1"])
    await streets.office.tick(EIGHT + 2 * LEASE)
    assert streets.of(one) == []
    streets.set(WAYS)
    await streets.office.tick(EIGHT + 2 * LEASE + SOON)
    assert streets.of(one) == ["zalo-1"]


async def test_the_same_chats_of_one_provider_are_no_other_way(streets: Streets) -> None:
    """A message in doubt still follows its officer to a new phone on the same channel."""
    one = streets.officer("telegram")
    streets.plan(EIGHT)
    with streets.office.store.write() as session:
        (claimed,) = claim_due(session, WAYS, 9, now=EIGHT, wall=EIGHT)
        claims.mark_in_doubt(session, claimed)
        old = session.get_one(Delivery, claimed.id)
        session.get_one(ChatLink, old.chat_link_id).unreachable_since = EIGHT
        make.link(session, session.get_one(Officer, one), chat_id=f"new of {one}", linked_at=EIGHT)
    await streets.office.tick(EIGHT + 2 * LEASE)
    assert streets.arrived == [("telegram", f"new of {one}")]


async def test_a_choice_moves_what_waits(streets: Streets) -> None:
    one = streets.officer("email", "telegram")
    streets.plan(morning("2024-03-08", 6))
    with streets.office.store.write() as session:
        push_orders.set_first(session, one, "email", EIGHT)
    await streets.office.tick(EIGHT)
    assert streets.of(one) == ["email"]
    assert len(streets.rows()) == 1


async def test_with_few_messages_left_changes_go_another_way_and_digests_stay(streets: Streets) -> None:
    one = streets.officer("email", "zalo-1")
    streets.set(WAYS, scarce=["zalo-1"])
    streets.plan(EIGHT)
    with streets.office.store.write() as session:
        (recipient,) = recipients.list_reachable(session, [streets.agency_id], WAYS)
        for kind in LEFT_OUT_WHEN_SCARCE:
            deliveries.create_messages(session, kind, {recipient: EIGHT}, EIGHT.date(), now=EIGHT, wall=EIGHT)
        assert take_other_ways(session, streets.office.postman.planning, EIGHT) == len(LEFT_OUT_WHEN_SCARCE)
    found = {row.kind: row.channel for row in streets.rows() if row.officer_id == one}
    assert found == dict.fromkeys(LEFT_OUT_WHEN_SCARCE, "email") | {DeliveryKind.DIGEST: "zalo-1"}


async def test_an_officer_is_told_since_the_first_of_their_open_chats(streets: Streets) -> None:
    """A way that was added today does not make the officer a newcomer, who would miss what is told today."""
    one = streets.officer("telegram")
    with streets.office.store.write() as session:
        row = session.get_one(Officer, one)
        make.link(session, row, channel="email", chat_id=f"email of {one}", linked_at=EIGHT + SOON)
        push_orders.set_first(session, one, "email", EIGHT)
    await streets.office.tick(EIGHT + 2 * SOON)
    assert streets.of(one) == ["email"]


async def test_a_page_that_nobody_opens_reaches_nobody(streets: Streets) -> None:
    seen, unseen = streets.officer("web"), streets.officer("web")
    with streets.office.store.write() as session:
        for one, seen_at in ((seen, EIGHT - timedelta(days=2)), (unseen, EIGHT - timedelta(days=8))):
            session.add(PageSession(token_hash=f"{one}", chat_id=f"web of {one}", opened_at=seen_at, seen_at=seen_at))
        session.flush()
        assert page_sessions.close_unopened(session, now=EIGHT, wall=EIGHT) == 1
        assert page_sessions.close_unopened(session, now=EIGHT, wall=EIGHT) == 0
    await streets.office.tick(EIGHT)
    assert (streets.of(seen), streets.of(unseen)) == (["web"], [])


_ERRORS = st.sampled_from([Unreachable("gone"), Passing("down"), Rejected("no"), SlowDown(60.0)])
_FIRST = st.sampled_from(["", "zalo", "telegram", "email", "web"])
_WAYS_OF_ONE = st.lists(st.sampled_from(WAYS), min_size=1, max_size=4, unique=True)


@given(
    officers=st.lists(
        st.tuples(_WAYS_OF_ONE, st.sampled_from(["", *("zalo", "telegram", "email", "web")])), max_size=6
    ),
    hours=st.lists(
        st.tuples(st.dictionaries(st.sampled_from(WAYS), _ERRORS), st.sets(st.sampled_from(WAYS))), max_size=5
    ),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_nobody_is_told_twice_whatever_fails(store: Store, officers: Any, hours: Any) -> None:
    with store.write() as session:
        delete_all_rows(session)
    streets = Streets(Office(store))
    for ways, first in officers:
        streets.officer(*ways, first=first)
    for number, (faults, down) in enumerate(hours):
        streets.faults = {channel: [error] for channel, error in faults.items()}
        streets.set(WAYS, down=down)
        await streets.office.tick(EIGHT + number * 20 * SOON)
    streets.faults = {}
    streets.set(WAYS)
    await streets.office.tick(EIGHT + 150 * SOON)
    told = Counter(chat_id.rpartition(" ")[2] for _, chat_id in streets.arrived)
    assert max(told.values(), default=1) == 1
    sent = [row for row in streets.rows() if row.state is DeliveryState.SENT]
    assert len(sent) == len(streets.arrived)
