"""Names of those that acts are about: officers and agencies, which the trail keeps by number and code."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from data.models import Agency, Officer
from data.registry.sql.batches import in_batches

_NUMBERED = re.compile(r"\b(officer|agency):(\d{1,9})\b")
_OFFICERS = frozenset(
    {"officer_id", "deputy_id", "created_by_id", "moves_officer_id", "responsible_id", "replaces_id", "officers"}
)
_AGENCIES = frozenset({"agency_id"})
_CODES = frozenset(
    {"agency", "agencies", "owing", "lead", "coordinating", "standing_body", "successor", "members", "parent"}
)
"""Facts that are numbers of officers, of agencies, and codes of agencies."""
_CODE = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


def read_names(session: Session, subjects: Iterable[str], facts: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return who is meant in some acts: by "officer:12" the name and the short name of the agency, by "agency:4" and
    by "code:stp" the short name of an agency.
    """
    officers, agencies, codes = set[int](), set[int](), set[str]()
    for subject in subjects:
        for kind, number in _NUMBERED.findall(subject):
            (officers if kind == "officer" else agencies).add(int(number))
        codes |= {subject} if _CODE.fullmatch(subject) else set()
    for one in facts:
        for key, value in one.items():
            told = value if isinstance(value, list) else [value]
            numbers = {found for found in told if isinstance(found, int)}
            officers |= numbers if key in _OFFICERS else set()
            agencies |= numbers if key in _AGENCIES else set()
            codes |= {found for found in told if isinstance(found, str)} if key in _CODES else set()
    return _name_officers(session, officers) | _name_agencies(session, agencies) | _name_codes(session, codes)


def _name_officers(session: Session, ids: Iterable[int]) -> dict[str, str]:
    found: dict[str, str] = {}
    for batch in in_batches(sorted(ids)):
        query = (
            select(col(Officer.id), col(Officer.name), col(Agency.short_name))
            .join(Agency, col(Officer.agency_id) == col(Agency.id))
            .where(col(Officer.id).in_(batch))
        )
        found |= {f"officer:{key}": f"{name} ({agency})" for key, name, agency in session.execute(query)}
    return found


def _name_agencies(session: Session, ids: Iterable[int]) -> dict[str, str]:
    found: dict[str, str] = {}
    for batch in in_batches(sorted(ids)):
        query = select(col(Agency.id), col(Agency.short_name)).where(col(Agency.id).in_(batch))
        found |= {f"agency:{key}": name for key, name in session.execute(query)}
    return found


def _name_codes(session: Session, codes: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for batch in in_batches(sorted(codes)):
        query = select(col(Agency.code), col(Agency.short_name)).where(col(Agency.code).in_(batch))
        found |= {f"code:{code}": name for code, name in session.execute(query)}
    return found
