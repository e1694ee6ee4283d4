"""Whom a message about an agency goes to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select
from sqlmodel import Session, col

from data.enums import Role
from data.models import ChatLink, Officer
from data.registry.sql.batches import in_batches


@dataclass(frozen=True, slots=True)
class Recipient:
    """An officer with the chat that a message goes to; `linked_at` is when that chat was linked (UTC)."""

    officer_id: int
    agency_id: int
    chat_link_id: int
    channel: str
    linked_at: datetime


FOCAL = frozenset({Role.OFFICER})


def list_reachable(
    session: Session, agency_ids: Iterable[int], channels: Collection[str], roles: Collection[Role] = FOCAL
) -> list[Recipient]:
    """The active officers of these agencies with one of `roles` who have a reachable chat on one of `channels`.

    One row an officer: whoever has several chats is written to on the one linked last, and told once.
    """
    query = _linked(channels, roles)
    rows = (
        row
        for some in in_batches(agency_ids)
        for row in session.execute(query.where(col(Officer.agency_id).in_(some)))
    )
    return _latest(rows)


def list_all_reachable(session: Session, channels: Collection[str], roles: Collection[Role]) -> list[Recipient]:
    """`reachable`, in all agencies."""
    return _latest(session.execute(_linked(channels, roles)))


def _linked(channels: Collection[str], roles: Collection[Role]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            col(Officer.id), col(Officer.agency_id), col(ChatLink.id), col(ChatLink.channel), col(ChatLink.linked_at)
        )
        .join(ChatLink, col(ChatLink.officer_id) == col(Officer.id))
        .where(
            col(Officer.role).in_(roles),
            col(Officer.active),
            col(ChatLink.channel).in_(tuple(channels)),
            col(ChatLink.unreachable_since).is_(None),
        )
        .order_by(col(ChatLink.linked_at), col(ChatLink.id))
    )


def _latest(rows: Iterable[Row[*tuple[Any, ...]]]) -> list[Recipient]:
    latest = {row[0]: Recipient(*row) for row in rows}
    return list(latest.values())
