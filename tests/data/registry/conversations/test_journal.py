"""The journal: what came in is answered once, in its order, and forgotten when it was."""

from datetime import timedelta

import pytest
from sqlmodel import select

from data.models import JournalEntry
from data.registry.conversations import journal
from data.registry.conversations.journal import Claim, OpenUpdate, RawUpdate
from data.store import Store
from tests.factories import LONG_AGO

ODD = 'đ "\\ \\u0000 \\ud800'
"""What JSON of a message may hold: escapes that no text of PostgreSQL could as letters."""


def raw(update_id: str, chat_id: str = "7") -> RawUpdate:
    return RawUpdate(update_id, chat_id, f'{{"text": "{ODD}"}}')


def record(store: Store, *updates: RawUpdate, channel: str = "telegram") -> set[str]:
    with store.write() as session:
        return journal.record(session, channel, updates, LONG_AGO)


def claim(store: Store, update_id: str, channel: str = "telegram") -> Claim:
    with store.write() as session:
        return journal.claim(session, channel, update_id, LONG_AGO)


def save_reply(store: Store, update_id: str, reply: str | None) -> None:
    with store.write() as session:
        journal.save_reply(session, "telegram", update_id, reply)


def list_open(store: Store, channel: str = "telegram") -> list[OpenUpdate]:
    with store.read() as session:
        return journal.list_open(session, channel)


def test_an_update_is_new_once_on_its_channel(store: Store) -> None:
    assert record(store, raw("2"), raw("1"), raw("2")) == {"1", "2"}
    assert record(store, raw("1"), raw("3")) == {"3"}
    assert record(store, raw("1"), channel="zalo") == {"1"}
    assert [one.update_id for one in list_open(store)] == ["2", "1", "3"]
    assert list_open(store, "web") == []


def test_an_update_goes_from_received_to_answered_to_done(store: Store) -> None:
    record(store, raw("1"))
    assert claim(store, "1") is Claim.OPEN
    assert claim(store, "1") is Claim.OPEN, "a turn that was rolled back has not answered it"
    save_reply(store, "1", f'"{ODD}"')
    assert claim(store, "1") is Claim.SEEN
    assert list_open(store) == [OpenUpdate("1", "7", f'{{"text": "{ODD}"}}', True, f'"{ODD}"', 0)]
    save_reply(store, "1", "another")
    assert list_open(store)[0].reply == f'"{ODD}"', "what was answered is not answered again"
    with store.write() as session:
        journal.finish(session, "telegram", ["1", "unknown"])
    assert list_open(store) == []
    assert claim(store, "1") is Claim.SEEN
    assert record(store, raw("1")) == set()


def test_an_update_of_a_channel_that_keeps_no_journal_is_answered_once(store: Store) -> None:
    assert claim(store, "1", "web") is Claim.NEW
    assert claim(store, "1", "web") is Claim.SEEN
    assert claim(store, "1", "console") is Claim.NEW
    assert list_open(store, "web") == []


@pytest.mark.parametrize("end", ["finish", "skip"])
def test_nothing_that_was_written_is_kept_of_an_update_that_is_over(store: Store, end: str) -> None:
    record(store, raw("1"))
    save_reply(store, "1", "riêng")
    with store.write() as session:
        if end == "finish":
            journal.finish(session, "telegram", ["1"])
        else:
            journal.skip(session, "telegram", "1", "message: " + "KeyError" * 20)
    with store.read() as session:
        [row] = session.exec(select(JournalEntry)).all()
    assert (row.raw, row.reply) == (None, None)
    assert claim(store, "1") is Claim.SEEN


def test_attempts_are_counted_while_there_is_no_answer(store: Store) -> None:
    record(store, raw("1"), raw("2"))
    with store.write() as session:
        for _ in range(2):
            journal.record_attempt(session, "telegram", "1")
            journal.record_attempt(session, "telegram", "2")
        journal.take_back_attempt(session, "telegram", "1")
    save_reply(store, "2", None)
    with store.write() as session:
        journal.record_attempt(session, "telegram", "2")
    assert [(one.attempts, one.is_answered) for one in list_open(store)] == [(1, False), (2, True)]


def test_old_updates_are_forgotten_and_later_ones_kept(store: Store) -> None:
    with store.write() as session:
        for days in range(4):
            journal.record(session, "chat", [raw(str(days))], LONG_AGO + timedelta(days=days))
        assert journal.delete_before(session, LONG_AGO + timedelta(days=2)) == 2
    assert [one.update_id for one in list_open(store, "chat")] == ["2", "3"]
