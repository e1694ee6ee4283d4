"""Agencies of all directories in lists, and the groups and phrases that an office adds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from data.models import (
    Agency,
    AgencyDirectory,
    AgencyGroup,
    AgencyMembership,
    AgencySuccession,
    GroupPhrase,
)
from data.plans.agencies.groups import GROUPS
from data.plans.agencies.names import name_key
from data.registry.office import agencies, audit
from data.registry.sql.rows import insert_if_new


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency in a list. `directory` and `successor` are codes; days are its own, else its directory's."""

    code: str
    name: str
    short_name: str
    kind: str
    directory: str | None
    first_day: date | None
    last_day: date | None
    successor: str | None


@dataclass(frozen=True, slots=True)
class AddedToGroup:
    """What was added to a group: numbers of phrases and members that were not there."""

    code: str
    phrases: int
    members: int


def list_agency_lines(session: Session) -> list[AgencyLine]:
    """Return all agencies, in the order they were entered."""
    successor = aliased(Agency)
    query = (
        select(
            col(Agency.code),
            col(Agency.name),
            col(Agency.short_name),
            col(Agency.kind),
            col(AgencyDirectory.code),
            func.coalesce(col(Agency.first_day), col(AgencyDirectory.first_day)),
            func.coalesce(col(Agency.last_day), col(AgencyDirectory.last_day)),
            col(successor.code),
        )
        .outerjoin(AgencyDirectory, col(Agency.directory_id) == col(AgencyDirectory.id))
        .outerjoin(AgencySuccession, col(AgencySuccession.agency_id) == col(Agency.id))
        .outerjoin(successor, col(AgencySuccession.successor_id) == col(successor.id))
        .order_by(col(Agency.id))
    )
    return [AgencyLine(*row) for row in session.execute(query)]


@dataclass(frozen=True, slots=True)
class DirectoryLine:
    """A directory in a list, with the number of its agencies; its days are in Viet Nam, None is open."""

    code: str
    name: str
    first_day: date | None
    last_day: date | None
    agencies: int


def list_directories(session: Session) -> list[DirectoryLine]:
    """Return the directories with their agencies that have not ended, the latest first."""
    counts = (
        select(col(AgencyDirectory.id), func.count(col(Agency.id)))
        .join(Agency, col(Agency.directory_id) == col(AgencyDirectory.id))
        .where(col(Agency.last_day).is_(None))
        .group_by(col(AgencyDirectory.id))
    )
    agencies_of: dict[int | None, int] = {row[0]: row[1] for row in session.execute(counts)}
    rows = session.execute(select(AgencyDirectory).order_by(col(AgencyDirectory.id))).scalars()
    lines = [
        DirectoryLine(row.code, row.name, row.first_day, row.last_day, agencies_of.get(row.id, 0)) for row in rows
    ]
    return sorted(lines, key=lambda line: line.first_day or date.min, reverse=True)


def list_own_phrases(session: Session) -> list[tuple[str, str]]:
    """Return what the office added: codes of groups with a way to write each."""
    named = select(col(AgencyGroup.code), col(AgencyGroup.name)).where(col(AgencyGroup.name) != "")
    added = select(col(AgencyGroup.code), col(GroupPhrase.phrase)).join(
        GroupPhrase, col(GroupPhrase.group_id) == col(AgencyGroup.id)
    )
    rows = (
        *session.execute(named.order_by(col(AgencyGroup.id))),
        *session.execute(added.order_by(col(GroupPhrase.id))),
    )
    return [(code, phrase) for code, phrase in rows]


def add_to_group(
    session: Session, name: str, phrases: Sequence[str], members: Sequence[str], *, now: datetime, actor: str
) -> AddedToGroup:
    """Add phrases and agencies (codes, names) to the group of this code or name; one that is new is created.

    Raises NotFound for an agency that is not there, before anything is written.
    """
    keys = [agencies.find(session, member).id for member in members]
    row, is_new = _get_or_create_group(session, name)
    before = {} if is_new else _read_group(session, row)
    added = sum(
        insert_if_new(session, GroupPhrase, group_id=row.id, phrase=phrase, key=name_key(phrase))
        for phrase in phrases
    )
    joined = sum(insert_if_new(session, AgencyMembership, group_id=row.id, agency_id=key) for key in keys)
    after = _read_group(session, row)
    audit.record_change(
        session, now=now, actor=actor, action="agency.group", subject=row.code, before=before, after=after
    )
    return AddedToGroup(row.code, added, joined)


def _read_group(session: Session, row: AgencyGroup) -> dict[str, object]:
    """Return what an office can change of a group: its name, the phrases it added, the agencies by their codes."""
    phrases = select(col(GroupPhrase.phrase)).where(col(GroupPhrase.group_id) == row.id)
    members = select(col(Agency.code)).where(
        col(AgencyMembership.agency_id) == col(Agency.id), col(AgencyMembership.group_id) == row.id
    )
    return {
        "name": row.name,
        "phrases": sorted(session.execute(phrases).scalars()),
        "members": sorted(session.execute(members).scalars()),
    }


def _get_or_create_group(session: Session, name: str) -> tuple[AgencyGroup, bool]:
    """Return the group of a code or a way to write it, created where there is none, and whether it was."""
    key = name_key(name)
    known = {phrase: group.code for group in GROUPS for phrase in map(name_key, (group.name, *group.phrases))}
    codes = {group.code for group in GROUPS}
    code = name if name in codes else known.get(key) or "-".join(key.split())[:64]
    row: AgencyGroup | None = session.execute(
        select(AgencyGroup).where(col(AgencyGroup.code).in_({code, name}))
    ).scalar_one_or_none()
    if row is not None:
        return row, False
    row = AgencyGroup(code=code, name="" if code in codes else name)
    session.add(row)
    session.flush()
    return row, True
