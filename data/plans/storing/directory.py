"""Write a directory of agencies into the registry; read again, it updates. No agency is ever deleted here."""

from typing import Any

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from data.models import Agency, AgencyAlias, AgencyGroup, AgencyMembership
from data.plans.agencies.directory import AgencyEntry, Directory
from data.registry.sql.rows import insert_all, table_of
from data.text import fold

_NAMES = ("name", "short_name", "kind", "official_code")


_KNOWN = select(*(table_of(Agency).c[name] for name in ("code", *_NAMES, "parent_id")))


def write_directory(session: Session, directory: Directory) -> dict[str, int]:
    """Write all agencies, their aliases and groups; return the keys of all agencies by their codes."""
    known = {row["code"]: row for row in session.execute(_KNOWN).mappings()}
    fresh = [entry for entry in directory.agencies if entry.code not in known]
    insert_all(session, Agency, [{"code": entry.code, **_values(entry)} for entry in fresh])
    changed = {
        entry.code: _values(entry)
        for entry in directory.agencies
        if entry.code in known and not _values(entry).items() <= known[entry.code].items()
    }
    for row in session.execute(select(Agency).where(col(Agency.code).in_(changed))).scalars():
        row.sqlmodel_update(changed[row.code])
    keys = {code: key for code, key in session.execute(select(col(Agency.code), col(Agency.id))) if key is not None}
    _write_parents(session, directory, keys, {code: row["parent_id"] for code, row in known.items()})
    _write_aliases(session, directory, keys)
    _write_memberships(session, directory, keys)
    return keys


def _values(entry: AgencyEntry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in _NAMES}


def _write_parents(
    session: Session, directory: Directory, keys: dict[str, int], before: dict[str, int | None]
) -> None:
    """Write the parent of each agency that has another than `before`."""
    children: dict[str, list[int]] = {}
    for entry in directory.agencies:
        if entry.parent and before.get(entry.code) != keys[entry.parent]:
            children.setdefault(entry.parent, []).append(keys[entry.code])
    for parent, below in children.items():
        session.execute(update(Agency).where(col(Agency.id).in_(below)).values(parent_id=keys[parent]))


def _write_aliases(session: Session, directory: Directory, keys: dict[str, int]) -> None:
    named = [keys[entry.code] for entry in directory.agencies]
    session.execute(delete(AgencyAlias).where(col(AgencyAlias.agency_id).in_(named)))
    rows = [
        {"agency_id": keys[entry.code], "alias": alias, "folded": folded}
        for entry in directory.agencies
        for folded, alias in _names(entry).items()
    ]
    insert_all(session, AgencyAlias, rows)


def _names(entry: AgencyEntry) -> dict[str, str]:
    """Return every way to write the name, one for each that differs when folded."""
    return {fold(name): name for name in (*entry.aliases, entry.short_name, entry.name)}


def _write_memberships(session: Session, directory: Directory, keys: dict[str, int]) -> None:
    wanted = {group for entry in directory.agencies for group in entry.groups}
    fresh = sorted(wanted - _group_keys(session).keys())
    insert_all(session, AgencyGroup, [{"code": code} for code in fresh])
    groups = _group_keys(session)
    pairs = {(groups[group], keys[entry.code]) for entry in directory.agencies for group in entry.groups}
    known = session.execute(select(col(AgencyMembership.group_id), col(AgencyMembership.agency_id)))
    rows = [
        {"group_id": group, "agency_id": agency} for group, agency in sorted(pairs - {tuple(row) for row in known})
    ]
    insert_all(session, AgencyMembership, rows)


def _group_keys(session: Session) -> dict[str, int | None]:
    return {row.code: row.id for row in session.execute(select(col(AgencyGroup.code), col(AgencyGroup.id)))}
