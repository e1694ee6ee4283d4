"""Rerouting of messages to another of their officer's chats: an open one, on a channel that works, as they chose.

People change phones, block a bot, choose another way; bots lose their token or use up their month. A message stays
one row of the outbox whichever way it goes, so nobody is told twice. One that may have arrived (`in_doubt`) goes no
other way than the one it took.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, false, select, update
from sqlmodel import Session

from data.enums import DeliveryKind, DeliveryState
from data.models import ChatLink, Delivery
from data.registry.reach.push_orders import get_orders, preference, provider_of
from data.registry.sql.batches import in_batches
from data.registry.sql.lines import fetch, select_lines
from data.registry.sql.rows import execute_count, list_parameter, table_of

_DELIVERY, _LINK, _SAME = table_of(Delivery).c, table_of(ChatLink).c, table_of(Delivery).alias()


@dataclass(frozen=True, slots=True)
class _Addressed:
    """A message with the chat it goes to. `is_open`: that is still its officer's, and can be written to."""

    id: int
    officer_id: int
    channel: str
    chat_link_id: int
    in_doubt: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class _Chat:
    """An open chat of an officer."""

    id: int
    officer_id: int
    channel: str
    linked_at: datetime


_IS_OPEN = and_(_LINK.officer_id == _DELIVERY.officer_id, _LINK.unreachable_since.is_(None))
_ADDRESSED = select_lines(_Addressed, _DELIVERY, is_open=_IS_OPEN).join(
    table_of(ChatLink), _DELIVERY.chat_link_id == _LINK.id
)
_BY_ID = _ADDRESSED.where(_DELIVERY.id.in_(list_parameter("ids")))
_STUCK = _ADDRESSED.where(
    _DELIVERY.channel.in_(list_parameter("channels")),
    _DELIVERY.kind.in_(list_parameter("kinds")),
    _DELIVERY.in_doubt == false(),
    _DELIVERY.state == DeliveryState.PENDING,
)
_CHATS = select_lines(_Chat, _LINK).where(
    _LINK.officer_id.in_(list_parameter("officer_ids")),
    _LINK.channel.in_(list_parameter("channels")),
    _LINK.unreachable_since.is_(None),
)
_IS_TAKEN = (
    select(_SAME.c.id)
    .where(
        _SAME.c.officer_id == _DELIVERY.officer_id,
        _SAME.c.kind == _DELIVERY.kind,
        _SAME.c.slot == _DELIVERY.slot,
        _SAME.c.number == _DELIVERY.number,
        _SAME.c.channel == bindparam("to_channel"),
        _SAME.c.id != _DELIVERY.id,
    )
    .correlate(table_of(Delivery))
    .exists()
)
_READDRESS = (
    update(table_of(Delivery))
    .where(_DELIVERY.id == bindparam("delivery_id"), ~_IS_TAKEN)
    .values(channel=bindparam("to_channel"), chat_link_id=bindparam("to_link"))
)
_FROM_NOW = _READDRESS.where(_DELIVERY.state == DeliveryState.PENDING).values(next_attempt_at=bindparam("wall"))


def choose_chats(session: Session, delivery_ids: Collection[int], channels: Collection[str]) -> None:
    """Readdress messages, about to be sent, of which the chat is closed or somebody else's, or not the one that their
    officer wants to be told on first; only to `channels`, and to any open chat of the channel that they are on.
    """
    found = [line for ids in in_batches(delivery_ids) for line in fetch(session, _BY_ID, ids=ids)]
    orders = get_orders(session, {line.officer_id for line in found})
    wanting = [line for line in found if not line.is_open or line.officer_id in orders]
    chats = _list_chats(session, wanting, {*channels, *(line.channel for line in wanting)})
    for line in wanting:
        allowed = [chat for chat in chats.get(line.officer_id, ()) if _may_take(line, chat, channels)]
        best = _best(allowed, orders.get(line.officer_id, ()))
        if best and not (line.is_open and provider_of(best.channel) == provider_of(line.channel)):
            execute_count(session, _READDRESS, delivery_id=line.id, to_channel=best.channel, to_link=best.id)


def readdress(session: Session, delivery_id: int, channels: Collection[str]) -> bool:
    """Readdress a message whose chat has just been closed; False where its officer has no other on `channels`."""
    for line in fetch(session, _BY_ID, ids=[delivery_id]):
        chats = _list_chats(session, [line], {*channels, line.channel}).get(line.officer_id, ())
        best = _best(
            [chat for chat in chats if _may_take(line, chat, channels)],
            get_orders(session, [line.officer_id]).get(line.officer_id, ()),
        )
        if best:
            values = {"delivery_id": line.id, "to_channel": best.channel, "to_link": best.id}
            return best.id == line.chat_link_id or execute_count(session, _READDRESS, **values) == 1
    return False


def leave_channels(
    session: Session,
    away_from: Collection[str],
    to: Collection[str],
    wall: datetime,
    kinds: Collection[DeliveryKind] = frozenset(DeliveryKind),
) -> int:
    """Let what waits on channels that do not work go out at the real instant `wall` by other ways of its officers.

    Only messages of these `kinds`; whoever has no other way keeps waiting. Returns how many were readdressed.
    """
    if not away_from or not to:
        return 0
    stuck = fetch(session, _STUCK, channels=list(away_from), kinds=list(kinds), wall=wall)
    chats, orders = _list_chats(session, stuck, to), get_orders(session, {line.officer_id for line in stuck})
    moved = 0
    for line in stuck:
        if best := _best(chats.get(line.officer_id, ()), orders.get(line.officer_id, ())):
            moved += execute_count(
                session, _FROM_NOW, delivery_id=line.id, to_channel=best.channel, to_link=best.id, wall=wall
            )
    return moved


def _may_take(line: _Addressed, chat: _Chat, channels: Collection[str]) -> bool:
    return chat.channel == line.channel or (chat.channel in channels and not line.in_doubt)


def _best(chats: Iterable[_Chat], order: Sequence[str]) -> _Chat | None:
    return max(chats, key=lambda chat: preference(order, chat.channel, chat.linked_at, chat.id), default=None)


def _list_chats(
    session: Session, lines: Iterable[_Addressed], channels: Collection[str]
) -> Mapping[int, Sequence[_Chat]]:
    """Return the open chats on `channels` of the officers of these messages."""
    found: dict[int, list[_Chat]] = {}
    for ids in in_batches({line.officer_id for line in lines}):
        for chat in fetch(session, _CHATS, officer_ids=ids, channels=list(channels)):
            found.setdefault(chat.officer_id, []).append(chat)
    return found
