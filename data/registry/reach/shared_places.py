"""The places of a bot in its provider's limits, shared by all processes on a PostgreSQL registry.

One row for each bot and one for each of its chats hold the last instants that were taken there, by the clock of the
database. Whoever wants to send takes the next free one in one unit of work, and waits for it by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, bindparam, delete, func, literal_column, select, text, update
from sqlmodel import Session, col

from data.models import PlacesOfPace
from data.registry.sql.batches import BATCH_SIZE
from data.registry.sql.rows import execute_count, fetch_rows, insert_if_new, table_of

_pace = table_of(PlacesOfPace)
_NOW: ColumnElement[float] = literal_column("extract(epoch FROM clock_timestamp())::float8")
_LOCKED = select(_pace.c.places, _pace.c.paused_until, _NOW).where(_pace.c.name == bindparam("its_name"))
_LOCKED = _LOCKED.with_for_update()
_SAVE = (
    update(_pace)
    .where(_pace.c.name == bindparam("its_name"))
    .values(places=bindparam("its_places"), used_at=bindparam("at"))
)
_PAUSE = (
    update(_pace)
    .where(_pace.c.name == bindparam("its_name"))
    .values(paused_until=func.greatest(_pace.c.paused_until, _NOW + bindparam("seconds")))
)
# What is lost of these rows at a power cut is a second of nobody's sending.
_NOT_SYNCED = text("SET LOCAL synchronous_commit = off")


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of at most `number` messages in any `seconds`, of the bot or of the chat that is called `name`."""

    name: str
    number: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Place:
    """The answer to whoever wants to send: `seconds` until the place comes that was taken.

    Where none was taken: until it is worth asking again (`is_taken` False), or until the provider's pause is over.
    """

    seconds: float
    is_taken: bool = True
    is_pause: bool = False


def find_free(places: Sequence[float], limit: Limit, now: float) -> float:
    """Return the next instant at which a message keeps to the limit; `places` were taken before, in order."""
    if len(places) < limit.number:
        return now
    return max(now, places[-limit.number] + limit.seconds)


def take_place(session: Session, of_bot: Limit, of_chat: Sequence[Limit] = ()) -> Place:
    """Take the next free place of a bot at which none of the limits of its chat keeps the message back.

    Rows are locked in the order of the names of the chat's limits, the bot's last: no two wait for each other.
    """
    session.connection().execute(_NOT_SYNCED)
    chats = []
    for limit in sorted(of_chat, key=lambda one: one.name):
        places, _paused, now = _lock(session, limit.name)
        free = find_free(places, limit, now)
        if free > now:
            return Place(free - now, is_taken=False)
        chats.append((limit, places))
    places, paused_until, now = _lock(session, of_bot.name)
    if paused_until > now:
        return Place(paused_until - now, is_taken=False, is_pause=True)
    at = max(find_free(places, of_bot, now), places[-1] if places else now)
    for limit, taken in [(of_bot, places), *chats]:
        kept = [*taken, at][-limit.number :]
        execute_count(session, _SAVE, its_name=limit.name, its_places=kept, at=datetime.fromtimestamp(now, UTC))
    return Place(max(0.0, at - now))


def pause(session: Session, name: str, seconds: float) -> None:
    """Let no process take a place of a bot for so long."""
    _lock(session, name)
    execute_count(session, _PAUSE, its_name=name, seconds=seconds)


def delete_unused(session: Session, before: datetime) -> int:
    """Delete a batch of rows that nobody has used since `before` (real, UTC); return how many."""
    old = select(col(PlacesOfPace.name)).where(col(PlacesOfPace.used_at) < before).limit(BATCH_SIZE)
    return execute_count(session, delete(PlacesOfPace).where(col(PlacesOfPace.name).in_(old)))


def _lock(session: Session, name: str) -> tuple[list[float], float, float]:
    """Return the places and the pause of a row that is locked from now on, and the instant of the database."""
    while (found := fetch_rows(session, _LOCKED, its_name=name).first()) is None:
        insert_if_new(
            session, PlacesOfPace, name=name, places=[], paused_until=0.0, used_at=datetime.fromtimestamp(0, UTC)
        )
    places, paused_until, now = found
    return list(places), paused_until, now
