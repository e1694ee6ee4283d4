"""Refuse names and codes for which the registry has no room, before anything of the plan is written."""

from collections.abc import Iterator

from sqlmodel import SQLModel

from data.errors import PlanUnreadable
from data.models import Agency, AgencyAlias, AgencyGroup, Plan, Section, Task
from data.plans.agencies.directory import AgencyEntry
from data.plans.draft import PlanDraft
from data.registry.sql.rows import max_length

_SHOWN = 40

Text = tuple[type[SQLModel], str, str]
"""A table, its column, and what is to be written there."""


def refuse_too_long(draft: PlanDraft[str]) -> None:
    """Refuse a plan with a text that does not fit its column.

    Raises PlanUnreadable("too_long") with the beginning of the first such text.
    Only PostgreSQL would refuse it; a plan is the same on both databases.
    """
    for model, column, text in _texts(draft):
        if len(text) > (room := max_length(model, column)):
            raise PlanUnreadable("too_long", f"“{text[:_SHOWN]}…”", room)


def _texts(draft: PlanDraft[str]) -> Iterator[Text]:
    yield Plan, "number", draft.number
    yield from ((Section, "code", section.code) for section in draft.sections)
    for task in draft.tasks:
        yield Task, "code", task.code
        yield Task, "printed_number", task.printed_number
    for agency in draft.directory.agencies:
        yield from _of_agency(agency)


def _of_agency(agency: AgencyEntry) -> Iterator[Text]:
    for column in ("code", "name", "short_name", "kind", "official_code"):
        yield Agency, column, getattr(agency, column) or ""
    yield from ((AgencyAlias, "alias", alias) for alias in agency.aliases)
    yield from ((AgencyGroup, "code", group) for group in agency.groups)
