"""What `status` is told."""

from datetime import date

from data.enums import DeliveryState
from data.registry.office.health import Health, read_health
from scheduler.sending.errors import Passing, Rejected
from tests import factories as make
from tests.scheduler.office import Office, morning


def test_a_fresh_registry_has_nothing_to_tell(office: Office) -> None:
    with office.store.read() as session:
        assert read_health(session) == Health(None, None, None, None, 0, 0, 0)


async def test_it_names_the_oldest_slot_that_waits_and_counts_what_was_given_up(office: Office) -> None:
    with office.store.write() as session:
        agency = make.agency(session)
        make.duty(session, agency, make.deadline(session, make.plan(session), date(2024, 3, 15)))
        make.officer(session, agency, chat_id="waits")
        make.officer(session, agency, chat_id="refused")
        make.officer(session, agency, chat_id="arrives")
    office.postbox.fails("waits", Passing())
    office.postbox.fails("refused", Rejected())
    await office.tick(morning("2024-03-08"))
    assert office.states() == [DeliveryState.PENDING, DeliveryState.FAILED, DeliveryState.SENT]
    with office.store.read() as session:
        found = read_health(session)
    assert (found.oldest_unsent, found.set_aside, found.unreachable_officers) == (date(2024, 3, 8), 1, 0)


def test_an_officer_without_an_open_chat_is_unreachable(office: Office) -> None:
    with office.store.write() as session:
        agency = make.agency(session)
        make.officer(session, agency, channel=None)
        make.officer(session, agency, channel=None, active=False)
        blocked = make.officer(session, agency, channel=None)
        make.link(session, blocked, unreachable_since=morning("2024-03-01"))
        elsewhere = make.officer(session, agency)
        make.link(session, elsewhere, unreachable_since=morning("2024-03-01"))
    with office.store.read() as session:
        assert read_health(session).unreachable_officers == 2
