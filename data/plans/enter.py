"""A directory of agencies becomes rows; read again, it updates. No agency is ever deleted here."""

from sqlalchemy import delete, select
from sqlmodel import Session, col

from data.models import Agency, AgencyAlias, AgencyGroup, AgencyMembership
from data.plans.directory import AgencyEntry, Directory
from data.text import fold


def enter_directory(session: Session, directory: Directory) -> dict[str, int]:
    """Writes all agencies, their aliases and groups; returns the keys of all agencies by their codes."""
    rows = {row.code: row for row in session.execute(select(Agency)).scalars()}
    for entry in directory.agencies:
        row = rows.setdefault(entry.code, Agency(code=entry.code, name="", short_name="", kind=""))
        row.name, row.short_name, row.kind = entry.name, entry.short_name, entry.kind
        row.official_code = entry.official_code
    session.add_all(rows.values())
    session.flush()
    keys = {code: row.id for code, row in rows.items() if row.id is not None}
    for entry in directory.agencies:
        rows[entry.code].parent_id = keys[entry.parent] if entry.parent else None
    _aliases(session, directory, keys)
    _memberships(session, directory, keys)
    session.flush()
    return keys


def _aliases(session: Session, directory: Directory, keys: dict[str, int]) -> None:
    named = [keys[entry.code] for entry in directory.agencies]
    session.execute(delete(AgencyAlias).where(col(AgencyAlias.agency_id).in_(named)))
    for entry in directory.agencies:
        session.add_all(
            AgencyAlias(agency_id=keys[entry.code], alias=alias, folded=folded)
            for folded, alias in _names(entry).items()
        )


def _names(entry: AgencyEntry) -> dict[str, str]:
    """Every way to write the name, one for each that differs when folded."""
    return {fold(name): name for name in (*entry.aliases, entry.short_name, entry.name)}


def _memberships(session: Session, directory: Directory, keys: dict[str, int]) -> None:
    groups = {row.code: row for row in session.execute(select(AgencyGroup)).scalars()}
    wanted = {group for entry in directory.agencies for group in entry.groups}
    for code in sorted(wanted - groups.keys()):
        groups[code] = AgencyGroup(code=code)
        session.add(groups[code])
    session.flush()
    known = {(row.group_id, row.agency_id) for row in session.execute(select(AgencyMembership)).scalars()}
    session.add_all(
        AgencyMembership(group_id=key, agency_id=keys[entry.code])
        for entry in directory.agencies
        for group in entry.groups
        if (key := groups[group].id) is not None and (key, keys[entry.code]) not in known
    )
