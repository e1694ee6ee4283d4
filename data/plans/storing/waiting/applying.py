"""Write a plan that waits into the registry, with what people answered: of two people one does it."""

from datetime import datetime

from sqlmodel import Session

from data.enums import DraftState
from data.errors import PlanUnreadable
from data.plans.agencies.directory import Directory
from data.plans.draft import PlanDraft
from data.plans.storing.apply import Changes, apply
from data.plans.storing.directory import settle_codes
from data.plans.storing.waiting import waiting_plans
from data.plans.storing.waiting.waiting_plans import WaitingFacts
from data.plans.waiting.reading import with_aliases
from data.plans.waiting.rollover import list_one_offs
from data.registry.office import directories


def apply_waiting(
    session: Session, facts: WaitingFacts, plan: PlanDraft[str], *, officer_id: int | None, now: datetime, actor: str
) -> Changes | None:
    """Write a plan with the names that were explained; None, and nothing is done, if somebody was earlier.

    A name that was explained by one agency is kept as its alias, one by several as a phrase of their group. Raises as
    `data.plans.storing.apply.apply`, and PlanUnreadable("one_offs") while it is asked what the next year has.
    """
    if facts.rolled_from_id and (asked := list_one_offs(plan, facts.answers.kept)):
        raise PlanUnreadable("one_offs", str(len(asked)))
    done = waiting_plans.end(
        session, facts.id, DraftState.APPLIED, officer_id=officer_id, applied_as=plan.number, now=now, actor=actor
    )
    if not done:
        return None
    changes = apply(session, with_aliases(plan, facts.answers), now=now, actor=actor)
    for name, codes in facts.answers.names.items():
        if len(codes) > 1 and set(codes) <= {agency.code for agency in plan.directory.agencies}:
            _keep_group(session, plan.directory, name, codes, now=now, actor=actor)
    return changes


def _keep_group(
    session: Session, directory: Directory, name: str, codes: tuple[str, ...], *, now: datetime, actor: str
) -> None:
    """Add a phrase to the group that it stands for; where that is none yet, it is the name of one."""
    group = next((one.code for one in directory.groups if set(directory.members(one.code)) == set(codes)), None)
    if group:
        directories.add_to_group(session, group, [name], [], now=now, actor=actor)
        return
    settled = zip(directory.agencies, settle_codes(session, directory).agencies, strict=True)
    stored = {old.code: new.code for old, new in settled}
    directories.add_to_group(session, name, [], [stored[code] for code in codes], now=now, actor=actor)
