"""Asking never changes anything, and a statement changes nothing before a tap."""

from datetime import time

import pytest
from sqlalchemy import inspect
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlmodel import Session

from data.enums import Role
from data.models.base import Table
from data.rules.viet_nam_time import at_hour
from data.store import Store
from tests.handlers.chat import Office
from tests.handlers.questions.asking import Asking
from tests.handlers.questions.corpus.cases import MUTATING, Case, cases

SENTENCES = cases("judging")
STATEMENTS = tuple(case for case in (*cases("writing"), *SENTENCES) if case.kind in MUTATING)
REMEMBERED = {"dialogue", "journal", "received_file"}
"""What a chat said last, and how much it sent: kept so that it can go on, and of no consequence to anybody else."""

NINE = time(9, 0)

Contents = dict[str, list[tuple[object, ...]]]


def contents(session: Session) -> Contents:
    """Every row of every table but those, as the driver hands it over: laws look at all of them again and again."""
    cursor = session.connection().connection.cursor()
    tables = [table.name for table in Table.metadata.sorted_tables if table.name not in REMEMBERED]
    return {name: _rows(cursor, name) for name in tables}


def _rows(cursor: DBAPICursor, table: str) -> list[tuple[object, ...]]:
    cursor.execute(f'SELECT * FROM "{table}"')
    return list(cursor.fetchall())


def test_a_sentence_asked_within_a_unit_that_would_be_kept_leaves_nothing_to_keep(province: Store) -> None:
    with province.read() as session:
        before = contents(session)
    with province.write() as session:
        asking = Asking(session)
        for case in SENTENCES:
            asking.ask(case.person, case.today, case.sentence)
            assert not [*session.new, *session.dirty, *session.deleted], case
    with province.read() as session:
        assert contents(session) == before


REQUESTS = (
    "huyện nào chưa nộp TC.1",
    "tháng trước mình nộp những gì",
    "so với tháng trước thế nào",
    "nhắc tất cả các đơn vị chậm TC.1",
    "nhắc Sở Y tế nộp báo cáo quý 1",
    "gửi tôi file excel",
    "cho xin báo cáo word quý 1",
    "biểu đồ",
    "TC.3 ai chủ trì",
    "lĩnh vực II tình hình thế nào",
)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD, Role.SUPERVISOR, Role.ADMIN])
def test_what_is_asked_for_besides_duties_changes_nothing_and_says_how_it_was_understood(
    office: Office, role: Role
) -> None:
    person = office.officer("snv", role)
    with office.store.read() as session:
        before = contents(session)
    for sentence in REQUESTS:
        reply = person.says(sentence)
        assert reply.text.startswith(("Hiểu là: ", "Tiến độ của từng", "Chỉ giám sát", "Bảng Excel", "TC.3")), (
            sentence
        )
    with office.store.read() as session:
        after = contents(session)
    handed_out = after["audit_entry"][len(before["audit_entry"]) :]
    assert {row[3] for row in handed_out} <= {"export.send"}
    assert after | {"audit_entry": before["audit_entry"]} == before


def said(office: Office, case: Case) -> None:
    office.clock.move_to(at_hour(case.today, NINE))
    office.officer(case.person.agency, case.person.role).says(case.sentence)


def test_what_officers_state_in_a_chat_changes_no_duty(office: Office) -> None:
    with office.store.read() as session:
        before = contents(session)
    for case in STATEMENTS:
        said(office, case)
    with office.store.read() as session:
        after = contents(session)
    joined = {"officer", "chat_link", "audit_entry"}
    assert {name: after[name] for name in after if name not in joined} == {
        name: before[name] for name in before if name not in joined
    }


def test_a_whole_registry_is_compared(office: Office) -> None:
    with office.store.connection() as connection:
        tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
    assert tables - REMEMBERED == set(contents_of(office))


def contents_of(office: Office) -> Contents:
    with office.store.read() as session:
        return contents(session)


@pytest.mark.parametrize(
    "sentence",
    ["II.3 xong rồi, số 12/KH-UBND ngày 28/2", "nhắc tôi II.3 vào thứ tư", "II.3 xong rồi"],
)
def test_a_statement_is_answered_with_what_can_be_tapped(office: Office, sentence: str) -> None:
    officer = office.officer("stp")
    officer.says(sentence)
    assert list(officer.buttons())
    assert office.changes(office.duty("II.3")) == ["progress"]
