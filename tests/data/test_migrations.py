"""What a migration does to rows that are there already."""

from datetime import date

from sqlmodel import Session

from data.enums import Change, DeliveryKind, DeliveryState, State
from data.models import Delivery
from data.registry.duties import history, progress
from data.registry.duties.progress_entries import Actor
from data.registry.outbox import deliveries, recipients
from data.schema import downgrade, upgrade
from data.store import Store
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


def test_a_change_that_an_older_program_has_no_word_for_stays_in_the_history(store: Store) -> None:
    with store.write() as session:
        agency = make.agency(session)
        actor = Actor(make.known(make.officer(session, agency).id), "telegram")
        owed = make.duty(session, agency, make.deadline(session, make.plan(session), date(2024, 2, 29)))
        progress.add_note(session, make.known(owed.id), "chờ ý kiến", actor, EIGHT)
    downgrade(store, "0004")
    upgrade(store)
    with store.read() as session:
        [entry] = history.list_entries(session, make.known(owed.id))
    assert (entry.change, entry.state, entry.reason) == (Change.PROGRESS, State.NOT_STARTED, "chờ ý kiến")


def _one_digest(session: Session) -> None:
    agency = make.agency(session)
    make.officer(session, agency, linked_at=LONG_AGO)
    [to] = recipients.list_reachable(session, [make.known(agency.id)], {"telegram"})
    deliveries.create_messages(
        session, DeliveryKind.DIGEST, {to: morning("2024-03-08", 14)}, date(2024, 3, 8), now=EIGHT, wall=EIGHT
    )
