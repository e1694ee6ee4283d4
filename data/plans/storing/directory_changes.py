"""Record in the audit trail what becomes of a directory when it is written: its days, its agencies."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from data.models import Agency, AgencyAlias, AgencyDirectory, AgencyGroup, AgencyMembership
from data.registry.office import audit
from data.registry.sql.batches import in_batches

_ROW = ("name", "province", "first_day", "last_day")
_AGENCY = ("name", "short_name", "kind", "official_code")


@dataclass(frozen=True, slots=True)
class DirectoryFacts:
    """A directory as it is stored: its own facts by name, those of agencies by code; empty for one that is not."""

    own: dict[str, object] = field(default_factory=dict)
    agencies: dict[str, dict[str, object]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of agencies that writing a directory added, changed, and left as they were."""

    added: int
    changed: int
    kept: int


def read_directory_facts(session: Session, directory: str, codes: list[str]) -> DirectoryFacts:
    """Return what the registry has of a directory and of the agencies with these codes."""
    row = session.execute(select(AgencyDirectory).where(col(AgencyDirectory.code) == directory)).scalar_one_or_none()
    agencies: dict[str, dict[str, object]] = {}
    for batch in in_batches(codes):
        agencies |= _read_agencies(session, batch)
    return DirectoryFacts({name: getattr(row, name) for name in _ROW} if row else {}, agencies)


def audit_directory_changes(
    session: Session, directory: str, before: DirectoryFacts, after: DirectoryFacts, *, now: datetime, actor: str
) -> Counts:
    """Write a line for the directory, and one for each agency that is not as it was; of a new one the line is enough.

    Nothing is written where nothing changed.
    """
    changed = [code for code, facts in after.agencies.items() if before.agencies.get(code, facts) != facts]
    added = [code for code in after.agencies if code not in before.agencies]
    done = Counts(len(added), len(changed), len(after.agencies) - len(added) - len(changed))
    if added or changed or before.own != after.own:
        audit.record_action(
            session,
            now=now,
            actor=actor,
            action="agency.directory",
            subject=directory,
            before=before.own or None,
            after=after.own | {"added": done.added, "changed": done.changed, "kept": done.kept},
        )
    for code in (*changed, *(added if before.own else ())):
        audit.record_change(
            session,
            now=now,
            actor=actor,
            action="agency.change",
            subject=code,
            before=before.agencies.get(code, {}),
            after=after.agencies[code],
        )
    return done


def _read_agencies(session: Session, codes: list[str]) -> dict[str, dict[str, object]]:
    parent = aliased(Agency)
    query = (
        select(Agency, col(parent.code))
        .outerjoin(parent, col(Agency.parent_id) == col(parent.id))
        .where(col(Agency.code).in_(codes))
        .execution_options(populate_existing=True)
    )
    aliases = select(col(Agency.code), col(AgencyAlias.alias)).where(col(AgencyAlias.agency_id) == col(Agency.id))
    groups = select(col(Agency.code), col(AgencyGroup.code)).where(
        col(AgencyMembership.agency_id) == col(Agency.id), col(AgencyMembership.group_id) == col(AgencyGroup.id)
    )
    names, within = _read_lists(session, aliases, codes), _read_lists(session, groups, codes)
    return {
        agency.code: {name: getattr(agency, name) for name in _AGENCY}
        | {"parent": above, "aliases": sorted(names[agency.code]), "groups": sorted(within[agency.code])}
        for agency, above in session.execute(query)
    }


def _read_lists(session: Session, query: Select[str, str], codes: list[str]) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for code, value in session.execute(query.where(col(Agency.code).in_(codes))):
        found[code].append(value)
    return found
