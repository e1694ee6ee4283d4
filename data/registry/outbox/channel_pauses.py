"""Pauses that a provider asked for: one row for each channel, whatever waits there. Instants are real (UTC)."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from data.models import Pulse
from data.registry.sql.rows import execute_count, fetch_rows, insert_if_new, list_parameter, table_of

_NAME = "paused:"
_PULSE = table_of(Pulse).c
_EXTEND = (
    update(table_of(Pulse))
    .where(_PULSE.name == bindparam("pulse"), _PULSE.at < bindparam("until"))
    .values(at=bindparam("until"))
)
_PAUSES = select(_PULSE.name, _PULSE.at).where(_PULSE.name.in_(list_parameter("names")))
_ALL = select(_PULSE.name, _PULSE.at).where(_PULSE.name.startswith(_NAME)).order_by(_PULSE.name).with_for_update()
_SHIFT = update(table_of(Pulse)).where(_PULSE.name == bindparam("pulse")).values(at=bindparam("until"))


def pause_channel(session: Session, channel: str, until: datetime) -> None:
    """Let nothing be claimed on the channel before `until`; a pause that ends later stays."""
    name = f"{_NAME}{channel}"
    if not insert_if_new(session, Pulse, name=name, at=until, trouble=None):
        execute_count(session, _EXTEND, pulse=name, until=until)


def end_pause(session: Session, channel: str, wall: datetime) -> None:
    """Let messages of the channel be claimed again from `wall` on."""
    execute_count(session, _SHIFT, pulse=f"{_NAME}{channel}", until=wall)


def list_paused(session: Session, channels: Collection[str], wall: datetime) -> set[str]:
    """Return those of `channels` whose pause is not over at `wall`."""
    rows = fetch_rows(session, _PAUSES, names=[f"{_NAME}{channel}" for channel in channels])
    return {name.removeprefix(_NAME) for name, until in rows.all() if until > wall}


def shift_pauses(session: Session, by: timedelta) -> None:
    """Shift the ends of all pauses back by `by`, as the world's clock was."""
    for name, until in fetch_rows(session, _ALL).all():
        execute_count(session, _SHIFT, pulse=name, until=until - by)
