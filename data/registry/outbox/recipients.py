"""Recipients of messages about an agency."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from data.enums import Role
from data.models import ChatLink, Officer
from data.registry.reach.push_orders import get_orders, preference
from data.registry.sql.batches import in_batches
from data.registry.sql.lines import fetch, select_lines
from data.registry.sql.rows import list_parameter, table_of


@dataclass(frozen=True, slots=True)
class Recipient:
    """An officer with the chat that a message goes to; `linked_at` is since when they can be told (UTC)."""

    officer_id: int
    agency_id: int
    chat_link_id: int
    channel: str
    linked_at: datetime
    chat_id: str = ""


FOCAL = frozenset({Role.OFFICER})

_OFFICER, _LINK = table_of(Officer).c, table_of(ChatLink).c
_REACHABLE = (
    select_lines(Recipient, _LINK, agency_id=_OFFICER.agency_id, chat_link_id=_LINK.id)
    .join(table_of(Officer), _LINK.officer_id == _OFFICER.id)
    .where(
        _OFFICER.role.in_(list_parameter("roles")),
        _OFFICER.active,
        _LINK.channel.in_(list_parameter("channels")),
        _LINK.unreachable_since.is_(None),
    )
    .order_by(_LINK.linked_at, _LINK.id)
)
_REACHABLE_IN = _REACHABLE.where(_OFFICER.agency_id.in_(list_parameter("agency_ids")))


def list_reachable(
    session: Session, agency_ids: Iterable[int], channels: Collection[str], roles: Collection[Role] = FOCAL
) -> list[Recipient]:
    """Return the active officers of these agencies with one of `roles` and a reachable chat on one of `channels`.

    One row an officer: whoever has several chats is told once, on the way that they want to be tried first, or by the
    order of those who chose none (`data.registry.reach.push_orders`).
    """
    found = [
        recipient
        for ids in in_batches(agency_ids)
        for recipient in fetch(session, _REACHABLE_IN, agency_ids=ids, channels=list(channels), roles=list(roles))
    ]
    return _one_chat_each(session, found)


def list_all_reachable(session: Session, channels: Collection[str], roles: Collection[Role]) -> list[Recipient]:
    """Return what `list_reachable` returns, for all agencies."""
    return _one_chat_each(session, fetch(session, _REACHABLE, channels=list(channels), roles=list(roles)))


def _one_chat_each(session: Session, recipients: Iterable[Recipient]) -> list[Recipient]:
    """Return each officer once, with the chat that is tried first, and since when the oldest open one is linked."""
    orders = get_orders(session)
    chats: dict[int, list[Recipient]] = {}
    for recipient in recipients:
        chats.setdefault(recipient.officer_id, []).append(recipient)
    return [_first_of(some, orders.get(officer_id, ())) for officer_id, some in chats.items()]


def _first_of(chats: Sequence[Recipient], order: Sequence[str]) -> Recipient:
    if len(chats) == 1:
        return chats[0]
    best = max(chats, key=lambda chat: preference(order, chat.channel, chat.linked_at, chat.chat_link_id))
    return replace(best, linked_at=min(chat.linked_at for chat in chats))
