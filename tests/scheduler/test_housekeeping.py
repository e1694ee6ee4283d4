"""What nobody will ask for again does not pile up, and what counts is kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, func, select
from sqlmodel import SQLModel, col

from data.enums import Change, Role
from data.models import (
    Download,
    JoinAttempt,
    JoinRequest,
    JournalEntry,
    Officer,
    PageFile,
    PageMessage,
    ProgressEntry,
    Proof,
    Pulse,
    ReceivedFile,
)
from data.registry.conversations import dialogues, downloads, journal, page_messages
from data.registry.conversations.dialogues import Choices, Option, Question
from data.registry.conversations.page_messages import HandedOut
from data.registry.duties import proofs
from data.registry.people import received_files
from data.registry.people.invitations import Account
from data.registry.people.joining import attempts, join_requests
from data.rules.limits.retention import Retention
from data.rules.limits.terms import DOWNLOAD_TERM
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session
from scheduler import housekeeping
from scheduler.housekeeping import delete_expired
from tests import factories as make
from tests.scheduler.office import Office, morning

NOW = morning("2024-03-08")
TERMS = Retention()
KEPT = TERMS.updates


def remember(office: Office, *instants: datetime, wall: datetime | None = None) -> None:
    """An update and a wrong code at each instant of the office; `wall` is the world's, if that is another."""
    with office.store.write() as session:
        for number, at in enumerate(instants):
            journal.claim(session, "chat", f"{at} {number}", wall or at)
            attempts.record_failure(session, "chat", "1", at)


def left(office: Office) -> tuple[int, int]:
    """How many updates and wrong codes are remembered."""
    with office.store.read() as session:
        updates, failures = (
            session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (JournalEntry, JoinAttempt)
        )
    return updates, failures


async def test_a_tick_forgets_what_is_older_than_a_week_and_nothing_else(office: Office) -> None:
    remember(office, NOW - KEPT - timedelta(seconds=1), NOW - KEPT, NOW)
    await office.tick(NOW)
    assert left(office) == (2, 2)


async def test_of_a_request_that_let_nobody_in_the_name_is_forgotten(office: Office) -> None:
    with office.store.write() as session:
        agency = make.agency(session)
        for chat in ("1", "2"):
            by = Account("chat", chat, "Tên", "Tài khoản")
            at = NOW - TERMS.conversations - timedelta(days=1) if chat == "1" else NOW
            assert join_requests.ask(
                session, by, name="Hồ Thị An", agency_id=make.known(agency.id), role=Role.OFFICER, now=at
            )
    await office.tick(NOW)
    with office.store.read() as session:
        kept = session.execute(select(JoinRequest).order_by(col(JoinRequest.id))).scalars().all()
    assert [(one.name, one.account, one.chat_id) for one in kept] == [("", "", ""), ("Hồ Thị An", "Tài khoản", "2")]


def _show_on_page(session: Session, at: datetime) -> None:
    page_messages.add_message(session, "c1", {"from": "bot", "body": "x"}, at, answers=None, edits=None)


def _hand_out_on_page(session: Session, at: datetime) -> None:
    page_messages.add_files(session, "c1", [HandedOut(str(at), "a.xlsx", "x/y", "d", 1)], at)


def _offer(session: Session, at: datetime) -> None:
    downloads.store_file(
        session, channel="zalo-1", chat_id="1", name="a", media_type="x/y", content=b"a", is_picture=True, wall=at
    )


def _count_file(session: Session, at: datetime) -> None:
    officer = (
        session.execute(select(col(Officer.id))).scalars().first() or make.officer(session, make.agency(session)).id
    )
    received_files.record_if_within_quota(session, make.known(officer), viet_nam_date(at), str(at), 1)


@pytest.mark.parametrize(
    ("table", "keep", "term"),
    [
        (PageMessage, _show_on_page, TERMS.conversations),
        (PageFile, _hand_out_on_page, TERMS.conversations),
        (Download, _offer, DOWNLOAD_TERM),
        (ReceivedFile, _count_file, timedelta(hours=16)),
    ],
)
def test_each_kind_goes_when_its_term_is_over_though_nobody_brings_another(
    office: Office, table: type[SQLModel], keep: Callable[[Session, datetime], None], term: timedelta
) -> None:
    counts = []
    with office.store.write() as session:
        keep(session, NOW)
        for now in (NOW + term - timedelta(seconds=1), NOW + term + timedelta(hours=1)):
            delete_expired(session, TERMS, now=now, wall=now)
            session.execute(delete(Pulse))
            counts.append(session.execute(select(func.count()).select_from(table)).scalar_one())
    assert counts == [1, 0]


@pytest.mark.parametrize("term", [None, timedelta(days=30)])
def test_contents_of_files_go_by_their_setting_counted_from_their_plans_end(
    office: Office, term: timedelta | None
) -> None:
    with office.store.write() as session:
        officer, plan = make.officer(session, agency := make.agency(session)), make.plan(session)
        duty = make.duty(session, agency, make.deadline(session, plan, NOW.date()))
        entry = ProgressEntry(
            duty_id=make.known(duty.id),
            version=1,
            at=NOW,
            officer_id=make.known(officer.id),
            channel="chat",
            change=Change.ATTACHED,
            state=duty.state,
            percent=0,
        )
        session.add(entry)
        session.flush()
        session.add(Proof(entry_id=make.known(entry.id), digest="d", name="a.pdf", media_type="x/y", size=1))
        session.flush()
        kept = []
        for closed_at in (None, NOW - timedelta(days=29), NOW - timedelta(days=31)):
            plan.closed_at = closed_at
            session.flush()
            delete_expired(session, replace(TERMS, files=term), now=NOW, wall=NOW)
            session.execute(delete(Pulse))
            kept.append(proofs.list_digests(session))
    assert kept == [{"d"}, {"d"}, set() if term else {"d"}]


async def test_it_is_done_once_a_day(office: Office) -> None:
    await office.tick(NOW)
    remember(office, NOW - 2 * KEPT)
    await office.tick(NOW + timedelta(hours=23))
    assert left(office) == (1, 1)
    await office.tick(NOW + timedelta(days=1))
    assert left(office) == (0, 0)


def test_in_a_rehearsal_updates_age_by_the_worlds_clock_and_wrong_codes_by_the_offices(office: Office) -> None:
    world = morning("2026-11-22")
    remember(office, NOW, wall=world)
    with office.store.write() as session:
        delete_expired(session, TERMS, now=NOW + 2 * KEPT, wall=world + timedelta(seconds=1))
    assert left(office) == (1, 0)


def test_a_world_whose_clock_was_set_back_is_tidied_all_the_same(office: Office) -> None:
    with office.store.write() as session:
        delete_expired(session, TERMS, now=NOW, wall=NOW + timedelta(days=365))
    remember(office, NOW - 2 * KEPT)
    with office.store.write() as session:
        delete_expired(session, TERMS, now=NOW, wall=NOW)
    assert left(office) == (0, 0)


def listed(offered_at: datetime) -> Option:
    return Option("📋", "list", 1, offered_at)


@pytest.mark.parametrize("asked_after", [timedelta(), timedelta(seconds=-1)])
def test_a_chat_is_forgotten_when_it_was_silent_for_its_term(office: Office, asked_after: timedelta) -> None:
    silent = NOW - TERMS.conversations
    with office.store.write() as session:
        dialogues.save_choices(
            session, "chat", "1", Choices(silent - timedelta(days=9), (listed(silent - timedelta(days=9)),))
        )
        dialogues.open_question(session, "chat", "1", Question("document", silent + asked_after))
        dialogues.save_choices(session, "chat", "2", Choices(NOW, (listed(NOW),)))
        delete_expired(session, TERMS, now=NOW, wall=NOW)
        assert (dialogues.get_question(session, "chat", "1") is None) is bool(asked_after)
        assert dialogues.get_choices(session, "chat", "2")


def test_many_are_forgotten_a_portion_at_a_time(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (journal, attempts, housekeeping):
        monkeypatch.setattr(module, "BATCH_SIZE", 2)
    remember(office, *[NOW - 2 * KEPT] * 5)
    counts = []
    for _ in range(4):
        with office.store.write() as session:
            delete_expired(session, TERMS, now=NOW, wall=NOW)
        counts.append(left(office))
    assert counts == [(3, 3), (1, 1), (0, 0), (0, 0)]
