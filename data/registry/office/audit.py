"""The audit trail of acts that are not progress entries.

Who acts, and where, is said once for a unit of work (`sign`); what is recorded in it bears that.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlmodel import Session, col

from data.models import AuditEntry, RefusedAct
from data.registry.sql.rows import execute_count, insert_if_new, max_length, table_of

_SIGNED = "nhacviec_audit"
_HOUR = timedelta(hours=1)

Facts = Mapping[str, object]
"""What an act changed, as it was before or after: names with numbers, texts, dates."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The channel on which a unit of work acts; at the shell also the `person` who gave the command."""

    channel: str
    person: str | None = None


def sign(session: Session, signature: Signature) -> None:
    """Let all that is recorded in this unit of work bear a channel and a person."""
    session.info[_SIGNED] = signature


def get_last_act(session: Session, action: str) -> int:
    """Return the number of the last act of this name, 0 if there was none: the edition of what such acts change."""
    last: int | None = session.execute(
        select(func.max(col(AuditEntry.id))).where(col(AuditEntry.action) == action)
    ).scalar()
    return last or 0


def record_action(
    session: Session,
    *,
    now: datetime,
    actor: str,
    action: str,
    subject: str,
    before: Facts | None = None,
    after: Facts | None = None,
) -> None:
    """Add one act. `actor` is "officer:12" or the name of a command; `subject` and facts hold no secret.

    A subject that is too long is cut: what must be whole is among the facts.
    """
    signed: Signature | None = session.info.get(_SIGNED)
    session.add(
        AuditEntry(
            at=now,
            actor=_cut(actor, "actor"),
            action=action,
            subject=_cut(subject, "subject"),
            person=_cut(signed.person, "person") if signed and signed.person else None,
            channel=signed.channel if signed else None,
            before=_as_json(before),
            after=_as_json(after),
        )
    )


def record_change(
    session: Session, *, now: datetime, actor: str, action: str, subject: str, before: Facts, after: Facts
) -> bool:
    """Add one act with those of the facts that it changed. False, and nothing is added, if it changed none."""
    changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    if changed:
        record_action(
            session,
            now=now,
            actor=actor,
            action=action,
            subject=subject,
            before={name: before[name] for name in changed if name in before},
            after={name: after[name] for name in changed if name in after},
        )
    return bool(changed)


def record_before_upgrade(session: Session, *, now: datetime, actor: str, action: str, subject: str) -> None:
    """Add one act to a registry whose schema is older than the program, in the columns that it always had."""
    values = {"at": now, "actor": _cut(actor, "actor"), "action": action, "subject": _cut(subject, "subject")}
    session.execute(table_of(AuditEntry).insert().values(values))


def record_refusal(
    session: Session, *, now: datetime, actor: str, action: str, subject: str, channel: str, chat_id: str
) -> None:
    """Record that a chat was refused: the first time within an hour at once, the others together when it is over.

    So a chat that tries without end adds two entries of a kind an hour.
    """
    hour = now.replace(minute=0, second=0, microsecond=0)
    key = {"hour": hour, "action": action, "channel": channel, "chat_id": chat_id}
    if insert_if_new(session, RefusedAct, **key, actor=_cut(actor, "actor"), times=1):
        record_action(session, now=now, actor=actor, action=action, subject=subject)
        return
    same = (getattr(RefusedAct, name) == value for name, value in key.items())
    execute_count(session, update(RefusedAct).where(*same).values(times=col(RefusedAct.times) + 1))


def record_repeated_refusals(session: Session, now: datetime) -> None:
    """Add an entry for what was refused again within an hour that is over, and forget the count."""
    over = (col(RefusedAct.hour) <= now - _HOUR) | (col(RefusedAct.hour) > now)  # or of a clock that was ahead
    rows = session.execute(select(RefusedAct).where(over).order_by(col(RefusedAct.id)).with_for_update()).scalars()
    found = list(rows)
    for row in found:
        if row.times > 1:
            sign(session, Signature(row.channel))
            facts = {"times": row.times - 1, "hour": row.hour}
            record_action(session, now=now, actor=row.actor, action=row.action, subject="again", after=facts)
    if found:
        session.execute(delete(RefusedAct).where(col(RefusedAct.id).in_([row.id for row in found])))


def _cut(text: str, column: str) -> str:
    most = max_length(AuditEntry, column)
    return text if len(text) <= most else text[: most - 1] + "…"


def _as_json(facts: Facts | None) -> str | None:
    return None if facts is None else json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str)
