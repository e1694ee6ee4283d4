"""Who is told of an agency."""

from data.registry.outbox.recipients import list_reachable
from data.store import Store
from tests.data.registry.people.test_offices import CHAT, agency_of, person


def test_an_agency_is_told_through_who_its_person_is_there(store: Store) -> None:
    with store.write() as session:
        mine = person(session, "a", "b")
        served = {agency_of(session, one): one for one in mine}
        first, second = served
        for asked in ([first], [second], [first, second]):
            told = {(one.officer_id, one.agency_id) for one in list_reachable(session, asked, {CHAT[0]})}
            assert told == {(served[one], one) for one in asked}
