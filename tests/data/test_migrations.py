"""What a migration does to rows that are there already."""

from datetime import UTC, date, datetime

from sqlmodel import Session, col, select

from data.enums import Cause, Change, DeliveryKind, DeliveryState, JudgedBy, Kind, Role, State
from data.models import ChatLink, Delivery, Duty, EarlierClosing, Officer, Plan, ProgressEntry, Reminder, Task
from data.registry.conversations import journal
from data.registry.conversations.journal import Claim, RawUpdate
from data.registry.duties import history, progress
from data.registry.duties.progress import Document
from data.registry.duties.progress_entries import Actor
from data.registry.outbox import deliveries, recipients
from data.registry.people import identities
from data.registry.plans import plan_closing
from data.registry.sql.rows import table_of
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


def test_reminders_of_an_older_program_are_given_the_cause_that_it_would_have_worked_out(store: Store) -> None:
    cases = [
        ("overdue", Role.OFFICER, Kind.ONCE, None),
        ("T-7", Role.OFFICER, Kind.ONCE, None),
        ("T-7", Role.HEAD, Kind.ONCE, None),  # an officer then
        ("overdue", Role.HEAD, Kind.ONCE, Cause.HEAD),
        ("overdue", Role.SUPERVISOR, Kind.ONCE, Cause.STANDING_BODY),
        ("ask", Role.OFFICER, Kind.CONTINUOUS, Cause.REPORT),
        ("ask", Role.OFFICER, Kind.EXTERNAL, Cause.DATE),
        ("ask", Role.SUPERVISOR, Kind.EXTERNAL, Cause.DATE),
    ]
    with store.write() as session:
        agency, plan = make.agency(session), make.plan(session)
        officers = {role: make.officer(session, agency, role=role).id for role in Role}
        duties = {
            kind: make.duty(session, agency, make.deadline(session, plan, date(2024, 3, 15), kind=kind)).id
            for kind in Kind
        }
    downgrade(store, "0009")
    with store.write() as session:
        old = table_of(Reminder)
        for number, (stage, role, kind, _) in enumerate(cases):
            falls_on = date(2024, 3, 1 + number)
            session.execute(
                old.insert().values(
                    duty_id=duties[kind],
                    officer_id=officers[role],
                    stage=stage,
                    falls_on=falls_on,
                    send_on=falls_on,
                    state="sent",
                )
            )
    upgrade(store)
    with store.read() as session:
        found = session.exec(select(Reminder).order_by(col(Reminder.falls_on))).all()
    assert [row.cause for row in found] == [cause for *_, cause in cases]


def _one_digest(session: Session) -> None:
    agency = make.agency(session)
    make.officer(session, agency, linked_at=LONG_AGO)
    [to] = recipients.list_reachable(session, [make.known(agency.id)], {"telegram"})
    deliveries.create_messages(
        session, DeliveryKind.DIGEST, {to: morning("2024-03-08", 14)}, date(2024, 3, 8), now=EIGHT, wall=EIGHT
    )


def test_updates_that_an_older_program_has_seen_are_not_answered_again(store: Store) -> None:
    with store.write() as session:
        journal.claim(session, "telegram", "1", LONG_AGO)
        journal.record(session, "telegram", [RawUpdate("2", "7", "{}")], LONG_AGO)
    downgrade(store, "0013")
    upgrade(store)
    with store.write() as session:
        claims = [journal.claim(session, "telegram", number, LONG_AGO) for number in ("1", "2", "3")]
    assert claims == [Claim.SEEN, Claim.SEEN, Claim.NEW]


def test_reports_of_an_older_program_are_given_the_day_in_viet_nam_on_which_they_came(store: Store) -> None:
    late_evening_utc = datetime(2024, 2, 20, 18, 30, tzinfo=UTC)  # 01:30 of the 21st in Viet Nam
    with store.write() as session:
        agency = make.agency(session)
        actor = Actor(make.known(make.officer(session, agency).id), "telegram")
        plan = make.plan(session)
        kept, returned = (
            make.known(make.duty(session, agency, make.deadline(session, plan, date(2024, 2, day))).id)
            for day in (28, 29)
        )
        for duty_id in (kept, returned):
            document = Document("12/KH-UBND", date(2024, 2, 19))
            progress.report(session, duty_id, 0, document, actor, late_evening_utc, date(2024, 2, 21))
        elsewhere = make.agency(session, code="snv", name="Sở Nội vụ")
        supervisor = make.officer(session, elsewhere, role=Role.SUPERVISOR, name="Bình", channel=None)
        judge = Actor(make.known(supervisor.id), "telegram")
        progress.send_back(session, returned, 1, "thiếu phụ lục", judge, late_evening_utc)
    downgrade(store, "0012")
    upgrade(store)
    with store.read() as session:
        assert session.get_one(Duty, kept).received_on == date(2024, 2, 21)
        assert session.get_one(Duty, returned).received_on is None
        entries = session.exec(select(ProgressEntry).order_by(col(ProgressEntry.id))).all()
    assert [entry.received_on for entry in entries] == [date(2024, 2, 21), date(2024, 2, 21), None]


def test_tasks_are_judged_after_the_upgrade_as_their_plan_was_before(store: Store) -> None:
    with store.write() as session:
        judged, silent = make.plan(session), make.plan(session, number="2/KH-UBND")
        for plan in (judged, silent):
            task = session.get_one(Task, make.deadline(session, plan, date(2024, 2, 29)).task_id)
            task.judged_by = JudgedBy.DOCUMENT
        session.get_one(Plan, judged.id).judged_by = JudgedBy.RECEIVED
    downgrade(store, "0022")
    upgrade(store)
    with store.read() as session:
        read = session.exec(select(Task.judged_by).order_by(col(Task.plan_id))).all()
    assert read == [JudgedBy.RECEIVED, JudgedBy.DOCUMENT]


def test_when_plans_were_closed_before_is_taken_from_the_audit_trail(store: Store) -> None:
    days = [datetime(2024, 3, day, 2, tzinfo=UTC) for day in range(1, 7)]
    with store.write() as session:
        plan_id, other = (make.known(make.plan(session, number).id) for number in ("175/KH-UBND", "20/KH-UBND"))
        for day in (0, 2):
            plan_closing.close(session, plan_id, now=days[day], actor="test")
            plan_closing.reopen(session, plan_id, now=days[day + 1], actor="test")
        plan_closing.close(session, plan_id, now=days[4], actor="test")
        plan_closing.close(session, other, now=days[5], actor="test")
    downgrade(store, "0033")
    upgrade(store)
    with store.read() as session:
        kept = [(row.plan_id, row.closed_at, row.until) for row in session.exec(select(EarlierClosing))]
    assert kept == [(plan_id, days[0], days[1]), (plan_id, days[2], days[3])]


def test_a_chat_that_spoke_for_one_of_several_goes_on_as_that_one_and_no_act_is_lost(store: Store) -> None:
    with store.write() as session:
        first, second = (make.agency(session, code=code, name=f"Sở {code}") for code in "ab")
        officer = make.officer(session, first, channel=None)
        me = identities.enrol(
            session,
            agency_id=make.known(first.id),
            role=Role.OFFICER,
            name="An",
            channel="telegram",
            chat_id="1",
            now=LONG_AGO,
            replaces_id=make.known(officer.id),
        )
        owed = make.known(make.duty(session, first, make.deadline(session, make.plan(session), date(2024, 2, 29))).id)
        progress.add_note(session, owed, "chờ ý kiến", Actor(me.officer_id, "telegram"), EIGHT)
        [to] = recipients.list_reachable(session, [make.known(first.id)], {"telegram"})
        deliveries.create_messages(session, DeliveryKind.DIGEST, {to: EIGHT}, date(2024, 3, 8), now=EIGHT, wall=EIGHT)
        there = make.known(second.id)
        about = {"agency_id": there, "role": Role.HEAD, "channel": "telegram", "chat_id": "1", "now": LONG_AGO}
        added = identities.add_office(session, me.officer_id, **about)  # type: ignore[arg-type]
    downgrade(store, "0044")
    upgrade(store)
    with store.read() as session:
        found = identities.identify(session, "telegram", "1")
        assert found
        assert (found.officer_id, found.several) == (added.officer_id, False)
        assert [entry.officer_id for entry in history.list_entries(session, owed)] == [me.officer_id]
        assert session.get_one(Officer, me.officer_id).active, "whom an administrator invites again"
        [digest] = session.exec(select(Delivery)).all()
        closed = session.get_one(ChatLink, digest.chat_link_id)
        assert (closed.officer_id, closed.chat_id) == (me.officer_id, f"left-{closed.id}")
        assert closed.unreachable_since is not None
