"""Recipients of messages about an agency."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case
from sqlmodel import Session

from data.enums import Role
from data.models import ChatLink, Officer
from data.registry.people.page_sessions import CHANNEL as PAGE
from data.registry.reach.mail_addresses import CHANNEL as MAIL
from data.registry.sql.batches import in_batches
from data.registry.sql.lines import fetch, select_lines
from data.registry.sql.rows import list_parameter, table_of


@dataclass(frozen=True, slots=True)
class Recipient:
    """An officer with the chat that a message goes to; `linked_at` is when that chat was linked (UTC)."""

    officer_id: int
    agency_id: int
    chat_link_id: int
    channel: str
    linked_at: datetime


FOCAL = frozenset({Role.OFFICER})

_OFFICER, _LINK = table_of(Officer).c, table_of(ChatLink).c
_RANK = case((_LINK.channel == PAGE, 0), (_LINK.channel == MAIL, 1), else_=2)
_REACHABLE = (
    select_lines(Recipient, _LINK, agency_id=_OFFICER.agency_id, chat_link_id=_LINK.id)
    .join(table_of(Officer), _LINK.officer_id == _OFFICER.id)
    .where(
        _OFFICER.role.in_(list_parameter("roles")),
        _OFFICER.active,
        _LINK.channel.in_(list_parameter("channels")),
        _LINK.unreachable_since.is_(None),
    )
    .order_by(_RANK, _LINK.linked_at, _LINK.id)
)
_REACHABLE_IN = _REACHABLE.where(_OFFICER.agency_id.in_(list_parameter("agency_ids")))


def list_reachable(
    session: Session, agency_ids: Iterable[int], channels: Collection[str], roles: Collection[Role] = FOCAL
) -> list[Recipient]:
    """Return the active officers of these agencies with one of `roles` and a reachable chat on one of `channels`.

    One row an officer: whoever has several chats is written to on the one linked last, and told once; by mail where
    there is no chat, on the page only where there is no mail either, since it shows nothing until somebody looks.
    """
    return _one_chat_each(
        recipient
        for ids in in_batches(agency_ids)
        for recipient in fetch(session, _REACHABLE_IN, agency_ids=ids, channels=list(channels), roles=list(roles))
    )


def list_all_reachable(session: Session, channels: Collection[str], roles: Collection[Role]) -> list[Recipient]:
    """Return what `list_reachable` returns, for all agencies."""
    return _one_chat_each(fetch(session, _REACHABLE, channels=list(channels), roles=list(roles)))


def _one_chat_each(recipients: Iterable[Recipient]) -> list[Recipient]:
    """Return the last of each officer's `recipients`, which are in the order of rising preference."""
    return list({recipient.officer_id: recipient for recipient in recipients}.values())
