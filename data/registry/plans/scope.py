"""The plans that a list, a figure or an answer is about: all active ones together, or one alone."""

from dataclasses import dataclass

from sqlmodel import Session

from data.errors import NotFound
from data.registry.plans import plans
from data.registry.plans.plans import PlanFact
from data.text.plan_numbers import plan_serial


@dataclass(frozen=True, slots=True)
class PlanScope:
    """Plans, at least one, the latest first. `named`: one was asked for by itself."""

    plans: tuple[PlanFact, ...]
    named: bool = False

    @property
    def ids(self) -> list[int]:
        """Return the ids of the plans."""
        return [plan.id for plan in self.plans]

    @property
    def numbers(self) -> tuple[str, ...]:
        """Return the numbers of the plans."""
        return tuple(plan.number for plan in self.plans)

    @property
    def only(self) -> PlanFact | None:
        """Return the plan where it is but one; None for several."""
        return self.plans[0] if len(self.plans) == 1 else None

    @property
    def latest(self) -> PlanFact:
        """Return the plan that was signed last."""
        return self.plans[0]

    @property
    def chosen_id(self) -> int | None:
        """Return the id of the plan that was asked for by itself, for buttons; None for all active ones."""
        return self.plans[0].id if self.named else None

    def told(self, plan: PlanFact) -> str:
        """Return what names a plan beside a code: its serial, "175", or its number where several have that serial."""
        serial = plan_serial(plan.number)
        shared = sum(plan_serial(other.number) == serial for other in self.plans) > 1
        return plan.number if shared or not serial else serial

    def get(self, plan_id: int) -> PlanFact:
        """Return the plan with this id, which must be one of these."""
        return next(plan for plan in self.plans if plan.id == plan_id)


def list_active(session: Session) -> list[PlanFact]:
    """Return the plans that were not closed, the latest first."""
    return [plan for plan in plans.list_plans(session) if plan.active]


def active_plans(session: Session) -> PlanScope:
    """Return all active plans. Raises NotFound: "plan" where there is none at all, "active_plan" where all are
    closed.
    """
    known = plans.list_plans(session)
    active = tuple(plan for plan in known if plan.active)
    if active:
        return PlanScope(active)
    raise NotFound("active_plan" if known else "plan", "", tuple(plan.number for plan in known))


def choose_plans(session: Session, number: str | None) -> PlanScope:
    """Return the plan with this number, closed or not; all active ones for None. Raises NotFound."""
    return active_plans(session) if number is None else one_plan(plans.find(session, number))


def plans_of_id(session: Session, plan_id: int | None) -> PlanScope:
    """Return the plan with this id, closed or not; all active ones for None. Raises NotFound."""
    return active_plans(session) if plan_id is None else one_plan(plans.get(session, plan_id))


def one_plan(plan: PlanFact) -> PlanScope:
    """Return the scope of one plan that was asked for by itself."""
    return PlanScope((plan,), named=True)
