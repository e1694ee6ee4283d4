"""Who takes over from who else they were: what waits goes along, what they have as well stays theirs."""

from datetime import date, timedelta

from sqlmodel import Session, select

from data.enums import Change, DeliveryKind, DeliveryState, ReminderState, Role, State
from data.models import Absence, Agency, ChatLink, Delivery, Duty, News, Officer, ProgressEntry, Reminder, Snooze
from data.registry.office import agencies
from data.registry.office.succession import moved_people
from data.registry.people import identities, offices
from data.registry.people.succession import handovers
from data.store import Store
from tests import factories as make
from tests.factories import LONG_AGO
from tests.scheduler.office import morning

EIGHT = morning("2024-03-08")
DAY = date(2024, 3, 8)
CHAT = ("telegram", "1")


def person(session: Session, *, roles: tuple[Role, Role] = (Role.OFFICER, Role.OFFICER)) -> tuple[int, int]:
    """Somebody who served an agency, "a", and its successor, "b"."""
    one, other = (make.agency(session, code=code, name=f"Sở {code}") for code in ("a", "b"))
    about = {"name": "An", "channel": CHAT[0], "chat_id": CHAT[1], "now": LONG_AGO}
    first = identities.enrol(session, agency_id=make.known(one.id), role=roles[0], **about)  # type: ignore[arg-type]
    second = offices.add(
        session, first.officer_id, agency_id=make.known(other.id), role=roles[1], last_day=None, now=LONG_AGO
    )
    return first.officer_id, second


def waiting(session: Session, officer_id: int, kind: DeliveryKind, number: int = 0) -> int:
    link = session.exec(select(ChatLink).where(ChatLink.officer_id == officer_id)).one()
    row = Delivery(
        officer_id=officer_id,
        chat_link_id=make.known(link.id),
        channel=CHAT[0],
        kind=kind,
        slot=DAY,
        number=number,
        planned_at=EIGHT,
        due_at=EIGHT,
        next_attempt_at=EIGHT,
    )
    session.add(row)
    session.flush()
    return make.known(row.id)


def owed(session: Session, code: str, count: int = 1) -> list[int]:
    agency, plan = session.exec(select(Agency).where(Agency.code == code)).one(), make.plan(session)
    return [make.known(make.duty(session, agency, make.deadline(session, plan, DAY)).id) for _ in range(count)]


def agency_of(session: Session, officer_id: int) -> int:
    return session.get_one(Officer, officer_id).agency_id


def test_assignments_and_deputies_go_along(store: Store) -> None:
    with store.write() as session:
        first, second = person(session)
        [duty] = owed(session, "b")
        session.get_one(Duty, duty).responsible_id = first
        away = make.officer(session, session.exec(select(Agency).where(Agency.code == "b")).one(), channel=None)
        absence = Absence(
            officer_id=make.known(away.id), deputy_id=first, until=DAY, duties=[duty], began_at=EIGHT, by_id=second
        )
        session.add(absence)
        handovers.hand_over(session, first, second, agency_of(session, second))
        assert session.get_one(Duty, duty).responsible_id == second
        assert absence.deputy_id == second


def test_what_was_put_off_stays_so_and_an_own_snooze_counts(store: Store) -> None:
    with store.write() as session:
        first, second = person(session)
        one, both = owed(session, "b", 2)
        until = DAY + timedelta(days=3)
        for duty_id, officer_id, day in ((one, first, until), (both, first, until), (both, second, DAY)):
            session.add(Snooze(duty_id=duty_id, officer_id=officer_id, since=DAY, until=day))
        handovers.hand_over(session, first, second, agency_of(session, second))
        theirs = session.exec(select(Snooze).where(Snooze.officer_id == second)).all()
        assert {row.duty_id: row.until for row in theirs} == {one: until, both: DAY}


def test_what_waits_is_sent_to_who_takes_over_in_the_same_chat(store: Store) -> None:
    with store.write() as session:
        first, second = person(session)
        told, known = owed(session, "b", 2)
        change = waiting(session, first, DeliveryKind.CHANGE, number=1)
        entries = []
        for duty_id in (told, known):
            entry = ProgressEntry(
                duty_id=duty_id,
                version=1,
                at=EIGHT,
                officer_id=first,
                channel=CHAT[0],
                change=Change.NOTED,
                state=State.NOT_STARTED,
                percent=0,
            )
            session.add(entry)
            session.flush()
            entries.append(make.known(entry.id))
            session.add(News(entry_id=make.known(entry.id), officer_id=first, delivery_id=change))
        heard = waiting(session, second, DeliveryKind.CHANGE, number=2)
        session.add(News(entry_id=entries[1], officer_id=second, delivery_id=heard))
        handovers.hand_over(session, first, second, agency_of(session, second))
        moved = session.get_one(Delivery, change)
        link = session.get_one(ChatLink, moved.chat_link_id)
        assert (moved.officer_id, link.officer_id, link.chat_id) == (second, second, CHAT[1])
        rows = session.exec(select(News).order_by(News.entry_id)).all()  # type: ignore[arg-type]
        assert [(row.entry_id, row.officer_id, row.delivery_id) for row in rows] == [
            (entries[0], second, change),
            (entries[1], second, heard),
        ]


def test_nobody_is_reminded_twice_and_an_own_digest_of_the_day_stays(store: Store) -> None:
    with store.write() as session:
        first, second = person(session)
        [duty] = owed(session, "b")
        digest, own = (waiting(session, one, DeliveryKind.DIGEST) for one in (first, second))
        for stage, officer_id, delivery_id, state in (
            ("T-7", first, None, ReminderState.SKIPPED),
            ("T0", first, digest, ReminderState.PLANNED),
            ("T0", second, own, ReminderState.PLANNED),
        ):
            session.add(
                Reminder(
                    duty_id=duty,
                    officer_id=officer_id,
                    stage=stage,
                    falls_on=DAY,
                    send_on=DAY,
                    state=state,
                    delivery_id=delivery_id,
                )
            )
        handovers.hand_over(session, first, second, agency_of(session, second))
        assert session.get_one(Delivery, digest).officer_id == first, "which is withdrawn with its officer"
        theirs = session.exec(select(Reminder).where(Reminder.officer_id == second)).all()
        assert sorted(row.stage for row in theirs) == ["T-7", "T0"]


def test_the_last_administrator_takes_over_from_who_they_were_in_the_successor(store: Store) -> None:
    with store.write() as session:
        first, second = person(session, roles=(Role.ADMIN, Role.OFFICER))
        old, successor = agencies.find(session, "a"), agencies.find(session, "b")
        moved_people.move_people(session, old, successor, now=EIGHT, actor="test")
        assert [one.officer_id for one in offices.list_of_chat(session, *CHAT)] == [first]
        assert agency_of(session, first) == successor.id
        assert not session.get_one(Officer, second).active
        found = identities.identify(session, *CHAT)
        assert found
        assert (found.officer_id, found.role, found.several) == (first, Role.ADMIN, False)


def test_a_pending_message_of_who_is_closed_by_a_merger_is_not_lost(store: Store) -> None:
    with store.write() as session:
        first, second = person(session)
        change = waiting(session, first, DeliveryKind.PEOPLE, number=3)
        old, successor = agencies.find(session, "a"), agencies.find(session, "b")
        moved_people.move_people(session, old, successor, now=EIGHT, actor="test")
        found = session.get_one(Delivery, change)
        assert (found.officer_id, found.state) == (second, DeliveryState.PENDING)
