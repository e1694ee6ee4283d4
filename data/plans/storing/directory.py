"""Write a directory of agencies into the registry; read again, it updates. No agency is ever deleted here.

A directory writes only agencies of its own: of two directories that use a code, the later one's agency is stored
under the code with the directory's name ("snv-hung-yen-2025").
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from data.models import Agency, AgencyAlias, AgencyDirectory, AgencyGroup, AgencyMembership
from data.plans.agencies.directory import AgencyEntry, Directory
from data.plans.draft import PlanDraft
from data.plans.storing.directory_changes import Counts, audit_directory_changes, read_directory_facts
from data.registry.sql.rows import insert_all, max_length
from data.text import fold


@dataclass(frozen=True, slots=True)
class WrittenDirectory:
    """The keys of all agencies by their codes in the directory that was written, and what became of them."""

    keys: dict[str, int]
    counts: Counts


def write_directory(session: Session, directory: Directory, *, now: datetime, actor: str) -> WrittenDirectory:
    """Write all agencies, their aliases and groups, and what changed into the audit trail.

    Of one that comes from the registry nothing is written.
    """
    if directory.keys:
        return WrittenDirectory(dict(directory.keys), Counts(0, 0, len(directory.keys)))
    settled = settle_codes(session, directory)
    codes = [entry.code for entry in settled.agencies]
    before = read_directory_facts(session, directory.code, codes)
    keys = _write(session, directory, settled)
    after = read_directory_facts(session, directory.code, codes)
    counts = audit_directory_changes(session, directory.code, before, after, now=now, actor=actor)
    return WrittenDirectory(keys, counts)


def _write(session: Session, directory: Directory, settled: Directory) -> dict[str, int]:
    directory_id = _write_row(session, settled)
    _write_agencies(session, settled, directory_id)
    stored = _agency_keys(session)
    _write_parents(session, settled, stored)
    _write_aliases(session, settled, stored)
    _write_memberships(session, settled, stored)
    pairs = zip(directory.agencies, settled.agencies, strict=True)
    return stored | {entry.code: stored[own.code] for entry, own in pairs}


def with_stored_codes(session: Session, draft: PlanDraft[str]) -> PlanDraft[str]:
    """Return the draft with the codes under which the registry has, or would have, the agencies of its directory."""
    settled = settle_codes(session, draft.directory)
    if settled is draft.directory:
        return draft
    codes = {old.code: new.code for old, new in zip(draft.directory.agencies, settled.agencies, strict=True)}

    def stored(those: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(codes[code] for code in those)

    return replace(
        draft,
        directory=settled,
        standing_body=codes[draft.standing_body] if draft.standing_body else None,
        tasks=tuple(
            replace(
                task,
                lead_agencies=stored(task.lead_agencies),
                coordinating_agencies=stored(task.coordinating_agencies),
            )
            for task in draft.tasks
        ),
        corrections=tuple(replace(note, lead=stored(note.lead)) for note in draft.corrections),
    )


def settle_codes(session: Session, directory: Directory) -> Directory:
    """Return a directory with the codes under which the registry has, or would have, its agencies, in its order."""
    if directory.keys:
        return directory
    rows = session.execute(
        select(col(Agency.code), col(AgencyDirectory.code)).join(
            AgencyDirectory, col(Agency.directory_id) == col(AgencyDirectory.id)
        )
    )
    foreign = {code for code, of in rows if of != directory.code}
    codes = {one.code: _own_code(one.code, directory.code) for one in directory.agencies if one.code in foreign}
    if not codes:
        return directory
    settled = (
        replace(one, code=codes.get(one.code, one.code), parent=codes.get(one.parent or "", one.parent))
        for one in directory.agencies
    )
    return replace(directory, agencies=tuple(settled))


def _own_code(code: str, directory: str) -> str:
    after = directory or "2"
    return f"{code[: max(1, max_length(Agency, 'code') - len(after) - 1)]}-{after}"


def _write_row(session: Session, directory: Directory) -> int | None:
    """Write the directory under its name and return its key; None for one without a name."""
    if not directory.code:
        return None
    query = select(AgencyDirectory).where(col(AgencyDirectory.code) == directory.code)
    row = session.execute(query).scalar_one_or_none() or AgencyDirectory(code=directory.code, name="")
    row.name, row.province = directory.name or directory.code, directory.province
    row.first_day, row.last_day = directory.first_day, directory.last_day
    session.add(row)
    session.flush()
    return row.id


def _write_agencies(session: Session, directory: Directory, directory_id: int | None) -> None:
    known = {row.code: row for row in session.execute(select(Agency)).scalars()}
    fresh = [entry for entry in directory.agencies if entry.code not in known]
    insert_all(
        session,
        Agency,
        [{"code": entry.code, "directory_id": directory_id, **_values(entry)} for entry in fresh],
    )
    for entry in directory.agencies:
        if row := known.get(entry.code):
            row.sqlmodel_update(_values(entry))
            row.directory_id = row.directory_id or directory_id  # of an older program, which had no directories
    session.flush()


def _values(entry: AgencyEntry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "short_name": entry.short_name,
        "kind": entry.kind,
        "official_code": entry.official_code,
    }


def _agency_keys(session: Session) -> dict[str, int]:
    return {code: key for code, key in session.execute(select(col(Agency.code), col(Agency.id))) if key is not None}


def _write_parents(session: Session, directory: Directory, keys: dict[str, int]) -> None:
    children: dict[str, list[int]] = {}
    for entry in directory.agencies:
        if entry.parent:
            children.setdefault(entry.parent, []).append(keys[entry.code])
    for parent, below in children.items():
        elsewhere = col(Agency.parent_id).is_distinct_from(keys[parent])
        session.execute(update(Agency).where(col(Agency.id).in_(below), elsewhere).values(parent_id=keys[parent]))


def _write_aliases(session: Session, directory: Directory, keys: dict[str, int]) -> None:
    """Make the names of the agencies those of the directory; a name that stays is not touched."""
    named = {keys[entry.code] for entry in directory.agencies}
    wanted = {
        (keys[entry.code], alias, folded) for entry in directory.agencies for folded, alias in _names(entry).items()
    }
    query = select(col(AgencyAlias.id), col(AgencyAlias.agency_id), col(AgencyAlias.alias), col(AgencyAlias.folded))
    known = {(of, alias, folded): key for key, of, alias, folded in session.execute(query) if of in named}
    gone = [known[name] for name in known.keys() - wanted]
    if gone:
        session.execute(delete(AgencyAlias).where(col(AgencyAlias.id).in_(gone)))
    rows = [
        {"agency_id": of, "alias": alias, "folded": folded} for of, alias, folded in sorted(wanted - known.keys())
    ]
    insert_all(session, AgencyAlias, rows)


def _names(entry: AgencyEntry) -> dict[str, str]:
    """Return every way to write the name, one for each that differs when folded."""
    return {fold(name): name for name in (*entry.aliases, entry.short_name, entry.name)}


def _write_memberships(session: Session, directory: Directory, keys: dict[str, int]) -> None:
    wanted = {group for entry in directory.agencies for group in entry.groups}
    fresh = sorted(wanted - _group_keys(session).keys())
    names = {group.code: group.name for group in directory.own_groups}
    insert_all(session, AgencyGroup, [{"code": code, "name": names.get(code, "")} for code in fresh])
    groups = _group_keys(session)
    pairs = {(groups[group], keys[entry.code]) for entry in directory.agencies for group in entry.groups}
    known = session.execute(select(col(AgencyMembership.group_id), col(AgencyMembership.agency_id)))
    rows = [
        {"group_id": group, "agency_id": agency} for group, agency in sorted(pairs - {tuple(row) for row in known})
    ]
    insert_all(session, AgencyMembership, rows)


def _group_keys(session: Session) -> dict[str, int | None]:
    return {row.code: row.id for row in session.execute(select(col(AgencyGroup.code), col(AgencyGroup.id)))}
