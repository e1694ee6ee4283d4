"""Plans that wait, read outside of the turn: what takes seconds may keep no other officer waiting."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from data.errors import PlanUnreadable
from data.plans.agencies.directory import Directory
from data.plans.draft import PlanDraft
from data.plans.remarks import Remark
from data.plans.storing.stored_directory import find_directory_for
from data.plans.waiting.answers import Answers
from data.plans.waiting.reading import read_waiting
from handlers.base.messages import Incoming, OpenRegistry, ReadPlan
from handlers.base.turn import Turn
from handlers.base.uploads import PreparationNeeded


@dataclass
class PlanNeeded(PreparationNeeded):
    """A plan must be read first; then the turn is taken again, in which `is_long` work may take its time."""

    key: str
    read: Callable[[], PlanDraft[Remark]]
    is_long: bool = False

    def prepare(self, incoming: Incoming) -> Incoming:
        """Return an update with the plan, or with why it cannot be read. Takes seconds."""
        return replace(incoming, plans=(*incoming.plans, self.make()))

    def make(self) -> ReadPlan:
        """Return the plan under its key, or why it cannot be read. Takes seconds."""
        try:
            return self.key, self.read()
        except PlanUnreadable as error:
            return self.key, error


def get_plan(turn: Turn, document: str, answers: Answers, *, is_long: bool = False) -> PlanDraft[Remark]:
    """Return the plan in a document, as `waiting.reading.read_waiting` does; `is_long`: it is to be written.

    Raises PlanNeeded before it was read, and PlanUnreadable.
    """
    return find_plan(turn.incoming.plans, turn.open_registry, document, answers, is_long=is_long)


def find_plan(
    read: Iterable[ReadPlan], open_registry: OpenRegistry, document: str, answers: Answers, *, is_long: bool = False
) -> PlanDraft[Remark]:
    """Return the plan in a document from those that were read before. Raises as `get_plan`."""
    key = hashlib.sha256(f"{answers!r}\0{is_long}\0{document}".encode()).hexdigest()
    for known, plan in read:
        if known == key:
            if isinstance(plan, PlanUnreadable):
                raise plan
            return plan

    def of_office(day: date | None, province: str) -> Directory | None:
        with open_registry() as session:
            return find_directory_for(session, day, province)

    raise PlanNeeded(key, partial(read_waiting, document, answers, of_office), is_long)
