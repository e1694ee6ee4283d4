"""What a migration does to rows that are there already."""

from datetime import date

from sqlmodel import Session

from data.models import Delivery
from data.registry import deliveries, recipients
from data.schema import downgrade, upgrade
from data.store import Store
from data.words import DeliveryKind, DeliveryState
from tests import factories as make
from tests.factories import LONG_AGO
from tests.scheduler.office import morning

EIGHT = morning("2024-03-08")


def test_a_message_that_waited_before_officers_had_an_hour_may_go_out_at_once(store: Store) -> None:
    with store.write() as session:
        _one_digest(session)
    downgrade(store, "0001")
    upgrade(store)
    with store.read() as session:
        row = session.get_one(Delivery, 1)
    assert (row.state, row.due_at) == (DeliveryState.PENDING, EIGHT)


def _one_digest(session: Session) -> None:
    agency = make.agency(session)
    make.officer(session, agency, linked_at=LONG_AGO)
    [to] = recipients.reachable(session, [make.known(agency.id)], {"telegram"})
    deliveries.open_messages(
        session, DeliveryKind.DIGEST, {to: morning("2024-03-08", 14)}, date(2024, 3, 8), now=EIGHT, wall=EIGHT
    )
