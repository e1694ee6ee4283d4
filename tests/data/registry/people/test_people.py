"""Who is in a chat, and which chats can be written to."""

from datetime import timedelta

import pytest

from data.enums import Role
from data.errors import NotFound
from data.registry.people import identities, officers
from data.registry.people.identities import Identity
from data.store import Session, Store
from tests import factories
from tests.factories import LONG_AGO


def enrolled(session: Session, chat_id: str = "1", *, name: str = "A", role: Role = Role.OFFICER) -> Identity:
    """An officer of the first agency, in a chat."""
    agency_id = factories.known(factories.agency(session, code=f"a{chat_id}").id)
    return identities.enrol(
        session, agency_id=agency_id, role=role, name=name, channel="chat", chat_id=chat_id, now=LONG_AGO
    )


def test_a_chat_is_known_on_its_own_channel_only(store: Store) -> None:
    with store.write() as session:
        me = enrolled(session)
        assert identities.identify(session, "chat", "1") == me
        assert identities.identify(session, "other", "1") is None
        assert identities.identify(session, "chat", "2") is None


def test_a_chat_speaks_for_who_came_in_last(store: Store) -> None:
    with store.write() as session:
        first = enrolled(session)
        identities.mark_unreachable(session, "chat", "1", LONG_AGO)
        second = identities.enrol(
            session,
            agency_id=first.agency_id,
            role=Role.HEAD,
            name="B",
            channel="chat",
            chat_id="1",
            now=LONG_AGO,
        )
        assert identities.identify(session, "chat", "1") == second
        assert (second.role, second.unreachable_since) == (Role.HEAD, None)
        assert second.officer_id != first.officer_id


def test_a_chat_that_moved_is_known_by_its_new_id(store: Store) -> None:
    with store.write() as session:
        me = enrolled(session)
        identities.move_chat(session, "chat", "1", "-1001")
        session.flush()
        assert identities.identify(session, "chat", "-1001") == me
        assert identities.identify(session, "chat", "1") is None


def test_a_chat_does_not_move_onto_another(store: Store) -> None:
    with store.write() as session:
        first, second = enrolled(session, "1"), enrolled(session, "2")
        identities.move_chat(session, "chat", "1", "2")
        identities.move_chat(session, "chat", "404", "405")
        session.flush()
        assert identities.identify(session, "chat", "1") == first
        assert identities.identify(session, "chat", "2") == second


def test_the_first_failure_is_the_one_that_is_remembered(store: Store) -> None:
    with store.write() as session:
        enrolled(session)
        for hours in (1, 2):
            identities.mark_unreachable(session, "chat", "1", LONG_AGO + timedelta(hours=hours))
            session.flush()
        me = identities.identify(session, "chat", "1")
    assert me is not None
    assert me.unreachable_since == LONG_AGO + timedelta(hours=1)


def test_nobody_is_reached_in_a_chat_that_is_not_linked(store: Store) -> None:
    with store.write() as session:
        identities.mark_unreachable(session, "chat", "404", LONG_AGO)
        identities.mark_reachable(session, "chat", "404")
        assert identities.identify(session, "chat", "404") is None


def test_the_administrator_sees_active_officers_with_the_channels_they_can_be_reached_on(store: Store) -> None:
    with store.write() as session:
        agency = factories.agency(session)
        anh = factories.officer(session, agency, name="Anh", channel="telegram")
        factories.link(session, anh, channel="web")
        factories.officer(session, agency, name="Bình", role=Role.HEAD, channel=None)
        factories.officer(session, agency, name="Chi", active=False)
        away = factories.officer(session, factories.agency(session, "snv", "Sở Nội vụ"), name="Dung", channel=None)
        factories.link(session, away, unreachable_since=LONG_AGO)
        told = [(row.name, row.role, row.agency_code, row.channels) for row in officers.list_officers(session)]
        assert told == [
            ("Anh", Role.OFFICER, "stp", ("telegram", "web")),
            ("Bình", Role.HEAD, "stp", ()),
            ("Dung", Role.OFFICER, "snv", ()),
        ]
        assert [row.name for row in officers.list_officers(session, away.agency_id)] == ["Dung"]


def test_who_left_is_a_stranger_and_counts_no_more(store: Store) -> None:
    with store.write() as session:
        gone, stays = enrolled(session, "1", name="An"), enrolled(session, "2", name="Bình")
        assert officers.deactivate(session, gone.officer_id, now=LONG_AGO, actor="test").name == "An"
    with store.read() as session:
        assert identities.identify(session, "chat", "1") is None
        assert [line.id for line in officers.list_officers(session)] == [stays.officer_id]
        with pytest.raises(NotFound):
            officers.deactivate(session, gone.officer_id, now=LONG_AGO, actor="test")
