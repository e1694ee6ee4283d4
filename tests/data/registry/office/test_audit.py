"""The audit trail: who, where, before and after; and refusals that cannot flood it."""

from datetime import UTC, datetime, timedelta

from sqlmodel import Session, col, select

from data.models import AuditEntry, RefusedAct
from data.registry.office import audit
from data.registry.office.audit import Signature
from data.store import Store

NOW = datetime(2024, 2, 26, 1, 10, tzinfo=UTC)


def entries(session: Session) -> list[AuditEntry]:
    return list(session.exec(select(AuditEntry).order_by(col(AuditEntry.id))))


def test_an_act_bears_who_gave_it_and_where_and_only_what_it_changed(store: Store) -> None:
    with store.write() as session:
        audit.sign(session, Signature("console", "Nguyễn Văn A (os:root)"))
        changed = audit.record_change(
            session,
            now=NOW,
            actor="x",
            action="days.enter",
            subject="s",
            before={"a": 1, "b": 2},
            after={"a": 1, "b": 3},
        )
        same = audit.record_change(
            session, now=NOW, actor="x", action="days.enter", subject="s", before={"a": 1}, after={"a": 1}
        )
    with store.read() as session:
        [entry] = entries(session)
    assert (changed, same) == (True, False)
    assert (entry.person, entry.channel) == ("Nguyễn Văn A (os:root)", "console")
    assert (entry.before, entry.after) == ('{"b": 2}', '{"b": 3}')


def test_what_is_too_long_for_its_column_is_cut_on_every_database(store: Store) -> None:
    with store.write() as session:
        audit.record_action(session, now=NOW, actor="a" * 99, action="snooze", subject="s" * 999)
    with store.read() as session:
        [entry] = entries(session)
    assert (len(entry.actor), len(entry.subject), entry.subject[-1]) == (64, 200, "…")


def refuse(session: Session, chat: str, now: datetime) -> None:
    audit.record_refusal(
        session, now=now, actor=f"chat:{chat}", action="code.wrong", subject="unknown", channel="web", chat_id=chat
    )


def test_a_flood_of_refusals_adds_two_entries_an_hour_for_each_chat(store: Store) -> None:
    with store.write() as session:
        for number in range(200):
            refuse(session, "7", NOW + timedelta(seconds=number))
        refuse(session, "8", NOW)
        audit.record_repeated_refusals(session, NOW + timedelta(minutes=49))
    with store.read() as session:
        assert [entry.actor for entry in entries(session)] == ["chat:7", "chat:8"]
    with store.write() as session:
        refuse(session, "7", NOW + timedelta(hours=1))
        audit.record_repeated_refusals(session, NOW + timedelta(hours=1))
    with store.read() as session:
        *_, again = entries(session)
        assert len(entries(session)) == 4
        assert (again.actor, again.subject, again.channel) == ("chat:7", "again", "web")
        assert again.after == '{"hour": "2024-02-26 01:00:00+00:00", "times": 199}'
        [waiting] = session.exec(select(RefusedAct)).all()
        assert (waiting.chat_id, waiting.times) == ("7", 1)
