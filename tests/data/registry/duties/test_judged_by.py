"""The day that counts for "on time" is the document's or the day received, as the duty, its plan or its task says."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import select

from data.enums import JudgedBy
from data.models import Duty, Plan, Task
from data.registry.duties import duty_lines, progress
from data.registry.duties.progress import Document
from data.registry.duties.progress_entries import Actor
from data.store import Store
from tests import factories as make
from tests.factories import LONG_AGO, known

ISSUED, RECEIVED_ON = date(2024, 2, 28), date(2024, 3, 2)
BY_DOCUMENT, BY_RECEIPT = JudgedBy.DOCUMENT, JudgedBy.RECEIVED


def owed(store: Store, *, task: JudgedBy | None, plan: JudgedBy | None, duty: JudgedBy | None) -> int:
    with store.write() as session:
        agency = make.agency(session)
        make.officer(session, agency)
        row = make.duty(session, agency, make.deadline(session, make.plan(session), date(2024, 2, 29)))
        session.exec(select(Plan)).one().judged_by = plan
        session.exec(select(Task)).one().judged_by = task
        row.judged_by = duty
        return known(row.id)


def reported(store: Store, duty_id: int, document: Document, now: datetime = LONG_AGO) -> Duty:
    with store.write() as session:
        version = duty_lines.get_line(session, duty_id).version
        progress.report(session, duty_id, version, document, Actor(1, "chat"), now, RECEIVED_ON)
    with store.read() as session:
        return session.get_one(Duty, duty_id)


@pytest.mark.parametrize(
    ("task", "plan", "duty", "counts"),
    [
        (None, None, None, ISSUED),
        (BY_DOCUMENT, None, None, ISSUED),
        (BY_RECEIPT, None, None, RECEIVED_ON),
        (BY_RECEIPT, BY_DOCUMENT, None, RECEIVED_ON),
        (BY_DOCUMENT, BY_RECEIPT, None, ISSUED),
        (None, BY_RECEIPT, None, RECEIVED_ON),
        (BY_RECEIPT, BY_RECEIPT, BY_DOCUMENT, ISSUED),
        (None, None, BY_RECEIPT, RECEIVED_ON),
    ],
)
def test_the_nearest_that_says_it_decides_and_both_days_are_kept(
    store: Store, task: JudgedBy | None, plan: JudgedBy | None, duty: JudgedBy | None, counts: date
) -> None:
    row = reported(store, owed(store, task=task, plan=plan, duty=duty), Document("12/KH", ISSUED))
    assert (row.completed_on, row.document_date, row.received_on) == (counts, ISSUED, RECEIVED_ON)


def test_without_a_document_the_day_received_counts(store: Store) -> None:
    duty_id = owed(store, task=None, plan=None, duty=None)
    row = reported(store, duty_id, Document(none_because="đã họp"), LONG_AGO + timedelta(1))
    assert (row.completed_on, row.document_date, row.received_on) == (RECEIVED_ON, None, RECEIVED_ON)
