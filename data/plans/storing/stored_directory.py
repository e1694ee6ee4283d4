"""The directories of the registry: a plan is read with the one of its date."""

from collections import defaultdict
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session, col

from data.errors import NotFound
from data.models import Agency, AgencyAlias, AgencyDirectory, AgencyGroup, AgencyMembership, GroupPhrase
from data.plans.agencies.directory import AgencyEntry, Directory
from data.plans.agencies.groups import Group


def list_directories(session: Session) -> list[AgencyDirectory]:
    """Return the directories, the latest first."""
    rows = session.execute(select(AgencyDirectory)).scalars()
    return sorted(rows, key=lambda row: row.first_day or date.min, reverse=True)


def find_directory(session: Session, code: str, day: date | None = None) -> Directory:
    """Return the directory of this name, with the agencies that exist on `day`; all for None. Raises NotFound."""
    rows = list_directories(session)
    for row in rows:
        if row.code == code:
            return _read(session, row, day)
    raise NotFound("directory", code, tuple(row.code for row in rows))


def find_directory_for(session: Session, day: date | None, province: str) -> Directory | None:
    """Return the office's directory for a plan of a day (Viet Nam) and province, either of which may be missing.

    That of the day counts, of several the one of the province, else the latest; where there is none of the day, the
    first that was set up later: an office keeps plans from before its directory began. None where there is none.
    """
    rows = list_directories(session)
    own = [row for row in rows if not province or row.province in ("", province)]
    if day is None:
        return _read(session, own[0], None) if own else None
    if of_day := [row for row in rows if (row.first_day or day) <= day <= (row.last_day or day)]:
        named = [row for row in of_day if province and row.province == province]
        return _read(session, (named or of_day)[0], day)
    later = [row for row in own if row.first_day and row.first_day > day]
    return _read(session, later[-1], later[-1].first_day) if later else None


def _read(session: Session, row: AgencyDirectory, day: date | None) -> Directory:
    agencies = session.execute(
        select(Agency).where(col(Agency.directory_id) == row.id, *_existing(Agency, day)).order_by(col(Agency.id))
    ).scalars()
    found = list(agencies)
    aliases, groups = _read_aliases(session), _read_memberships(session, day)
    codes = {agency.id: agency.code for agency in found}
    return Directory(
        tuple(
            AgencyEntry(
                code=agency.code,
                name=agency.name,
                short_name=agency.short_name,
                kind=agency.kind,
                aliases=tuple(aliases[agency.id]),
                groups=tuple(groups[agency.id]),
                official_code=agency.official_code,
                parent=codes.get(agency.parent_id),
            )
            for agency in found
        ),
        province=row.province,
        code=row.code,
        name=row.name,
        first_day=row.first_day,
        last_day=row.last_day,
        own_groups=_read_own_groups(session),
        keys={code: key for key, code in codes.items() if key is not None},
    )


def _existing(table: type[Agency | AgencyMembership], day: date | None) -> list[ColumnElement[bool]]:
    if day is None:
        return []
    first, last = col(table.first_day), col(table.last_day)
    return [or_(first.is_(None), first <= day), or_(last.is_(None), last >= day)]


def _read_aliases(session: Session) -> defaultdict[int | None, list[str]]:
    aliases: defaultdict[int | None, list[str]] = defaultdict(list)
    query = select(col(AgencyAlias.agency_id), col(AgencyAlias.alias)).order_by(col(AgencyAlias.id))
    for agency_id, alias in session.execute(query):
        aliases[agency_id].append(alias)
    return aliases


def _read_memberships(session: Session, day: date | None) -> defaultdict[int | None, list[str]]:
    query = (
        select(col(AgencyMembership.agency_id), col(AgencyGroup.code))
        .join(AgencyGroup, col(AgencyMembership.group_id) == col(AgencyGroup.id))
        .where(*_existing(AgencyMembership, day))
        .order_by(col(AgencyGroup.id))
    )
    groups: defaultdict[int | None, list[str]] = defaultdict(list)
    for agency_id, code in session.execute(query):
        groups[agency_id].append(code)
    return groups


def _read_own_groups(session: Session) -> tuple[Group, ...]:
    """Return the groups that an office named, and the phrases that it added to those that the program brings."""
    phrases: defaultdict[int | None, list[str]] = defaultdict(list)
    for group_id, phrase in session.execute(select(col(GroupPhrase.group_id), col(GroupPhrase.phrase))):
        phrases[group_id].append(phrase)
    rows = session.execute(select(AgencyGroup).order_by(col(AgencyGroup.id))).scalars()
    named = ((row, [row.name, *phrases[row.id]] if row.name else phrases[row.id]) for row in rows)
    return tuple(Group(row.code, names[0], tuple(names[1:])) for row, names in named if names)
