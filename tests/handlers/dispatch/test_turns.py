"""Every update once, and one whole unit of work or none."""

import logging
from typing import Any

import pytest
from sqlalchemy import event

from data import store as stores
from data.registry.people import identities
from data.store import Store
from tests.databases.registries import Databases, with_plan_175
from tests.handlers.chat import Office, Person

BUSY = "Hệ thống đang bận, chưa có gì được ghi. Anh/chị gửi lại sau ít phút."
BROKEN = "Có lỗi ở phía hệ thống, chưa có gì thay đổi. Anh/chị thử lại sau; lỗi đã được ghi lại."


@pytest.mark.parametrize("typed", ["/nhiemvu", "/nhiemvu II.9", "/thamgia SAIMA", "xin chào"])
def test_an_update_that_comes_again_is_not_answered_again(office: Office, officer: Person, typed: str) -> None:
    incoming = officer.update(typed)
    assert officer.hears(incoming) is not None
    office.restart()
    assert officer.hears(incoming) is None


def test_a_change_that_comes_again_is_made_once(office: Office, officer: Person) -> None:
    incoming = officer.update(pressed=f"percent:{office.duty('II.3').id}:0:50")
    officer.hears(incoming)
    officer.hears(incoming)
    assert office.changes(office.duty("II.3")) == ["progress"]


def test_a_fault_of_the_program_is_told_and_leaves_nothing_behind(
    office: Office, officer: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    officer.says("/nhiemvu II.3")
    officer.taps("✅ Đã xong")
    incoming = officer.update("12/KH-UBND 26/02/2024")
    with monkeypatch.context() as patch:
        patch.setattr("handlers.views.changes.progress.change_saved", fail)
        reply = officer.hears(incoming)
    assert reply is not None
    assert reply.body == BROKEN
    assert "ZeroDivisionError" in caplog.text
    assert office.changes(office.duty("II.3")) == []
    again = officer.hears(incoming)
    assert again is not None
    assert again.body.startswith("✅ Đã ghi II.3 là xong.")


@pytest.fixture
def impatient(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office whose registry waits for a lock no longer than a blink."""
    monkeypatch.setattr(stores, "_BUSY_TIMEOUT_SECONDS", 0.05)
    return Office(Store(databases.copy_of(with_plan_175)))


@pytest.mark.locks
def test_a_locked_registry_is_told_and_nothing_is_half_done(
    impatient: Office, caplog: pytest.LogCaptureFixture
) -> None:
    officer = impatient.officer("stp")
    duty = impatient.duty("II.3")
    with impatient.store.write() as other:
        other.connection().exec_driver_sql("UPDATE duty SET percent = percent")
        other.connection().exec_driver_sql("UPDATE dialogue SET step = step")
        assert officer.presses(f"percent:{duty.id}:0:50").body == BUSY
        assert "locked" in caplog.text
    assert impatient.changes(duty) == []
    assert officer.presses(f"percent:{duty.id}:0:50").body.startswith("✅ Đã ghi II.3: 50%.")
    impatient.store.close()


def test_a_registry_that_cannot_be_written_is_told_without_the_operators_words(
    office: Office, officer: Person, caplog: pytest.LogCaptureFixture
) -> None:
    with office.store.connection() as connection:
        sqlite = connection.dialect.name == "sqlite"
    read_only = "PRAGMA query_only = ON" if sqlite else "SET TRANSACTION READ ONLY"

    def protect(raw: Any, *_about: object) -> None:
        raw.cursor().execute(read_only)

    event.listen(office.store._engine, "checkout", protect)
    try:
        with caplog.at_level(logging.ERROR):
            for typed in ("/nhiemvu", "/nhiemvu II.9"):
                assert officer.says(typed).body == BROKEN
    finally:
        event.remove(office.store._engine, "checkout", protect)
    assert "read_only" in caplog.text


def test_a_damaged_registry_is_told_without_the_operators_words(
    office: Office, officer: Person, caplog: pytest.LogCaptureFixture
) -> None:
    with office.store.connection() as connection:
        connection.exec_driver_sql("DROP TABLE journal")
        connection.commit()
    assert officer.says("/nhiemvu").body == BROKEN
    assert "damaged" in caplog.text


def test_a_chat_that_could_not_be_reached_and_speaks_can_be_reached_again(office: Office, officer: Person) -> None:
    with office.store.write() as session:
        identities.mark_unreachable(session, "chat", officer.chat.chat_id, office.clock.now())
    officer.says("/nhiemvu")
    with office.store.read() as session:
        me = identities.identify(session, "chat", officer.chat.chat_id)
    assert me is not None
    assert me.unreachable_since is None
