"""The order in which an officer's ways are tried: those of one provider together, "zalo" for all Zalo bots.

Who has chosen none is told on the chat linked last, else by mail, else on the page, which shows nothing until
somebody looks at it. What an officer has not named in an order of their own comes after what they have, in that same
order.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from data.enums import CONSOLE
from data.models import ChatLink, PushOrder
from data.registry.office import audit
from data.registry.people.page_sessions import CHANNEL as PAGE
from data.registry.reach.mail_addresses import CHANNEL as MAIL
from data.registry.sql.batches import in_batches
from data.registry.sql.rows import execute_count, insert_if_new

_LAST_RESORTS = (MAIL, PAGE)


@dataclass(frozen=True, slots=True)
class Way:
    """A provider by which an officer can be told. `reachable`: a chat there is open."""

    provider: str
    reachable: bool


def provider_of(channel: str) -> str:
    """Return the provider of a channel: that of "zalo-123" is "zalo"."""
    return channel.partition("-")[0]


def preference(
    order: Sequence[str], channel: str, linked_at: datetime, link_id: int
) -> tuple[int, int, datetime, int]:
    """Return the key by which an officer's chats are compared: the greatest is tried first."""
    provider = provider_of(channel)
    place = order.index(provider) if provider in order else len(order)
    resort = _LAST_RESORTS.index(provider) + 1 if provider in _LAST_RESORTS else 0
    return -place, -resort, linked_at, link_id


def get_orders(session: Session, officer_ids: Collection[int] | None = None) -> Mapping[int, Sequence[str]]:
    """Return the orders that officers have chosen, of these officers or of all."""
    query = select(col(PushOrder.officer_id), col(PushOrder.ways))
    if officer_ids is None:
        return {row.officer_id: row.ways for row in session.execute(query)}
    found: dict[int, Sequence[str]] = {}
    for ids in in_batches(officer_ids):
        rows = session.execute(query.where(col(PushOrder.officer_id).in_(ids)))
        found |= {row.officer_id: row.ways for row in rows}
    return found


def list_ways(session: Session, officer_id: int) -> list[Way]:
    """Return the ways of an officer in the order in which they are tried."""
    links = session.execute(
        select(
            col(ChatLink.channel), col(ChatLink.linked_at), col(ChatLink.id), col(ChatLink.unreachable_since)
        ).where(col(ChatLink.officer_id) == officer_id, col(ChatLink.channel) != CONSOLE)
    ).all()
    order = get_orders(session, [officer_id]).get(officer_id, ())
    best = sorted(links, key=lambda link: preference(order, link.channel, link.linked_at, link.id or 0), reverse=True)
    open_at = {provider_of(link.channel) for link in links if link.unreachable_since is None}
    return [Way(provider, provider in open_at) for provider in _once(provider_of(link.channel) for link in best)]


def set_first(session: Session, officer_id: int, provider: str, now: datetime) -> None:
    """Let a way of the officer be tried first, the others after it in their order. Nothing for a way that is none."""
    before = [way.provider for way in list_ways(session, officer_id)]
    if provider not in before:
        return
    after = _once([provider, *before])
    if not insert_if_new(session, PushOrder, officer_id=officer_id, ways=after):
        changed = update(PushOrder).where(col(PushOrder.officer_id) == officer_id).values(ways=after)
        execute_count(session, changed)
    audit.record_change(
        session,
        now=now,
        actor=f"officer:{officer_id}",
        action="push.order",
        subject=f"officer:{officer_id}",
        before={"ways": before},
        after={"ways": after},
    )


def hand_over(session: Session, former_id: int, officer_id: int) -> None:
    """Let the order of an officer be that of who the same person is from now on."""
    execute_count(
        session, update(PushOrder).where(col(PushOrder.officer_id) == former_id).values(officer_id=officer_id)
    )


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
