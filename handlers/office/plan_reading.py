"""Plans that wait, read outside of the turn: what takes seconds may keep no other officer waiting."""

import hashlib
from collections.abc import Callable
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
from handlers.base.messages import Incoming
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
        plan: PlanDraft[Remark] | PlanUnreadable
        try:
            plan = self.read()
        except PlanUnreadable as error:
            plan = error
        return replace(incoming, plans=(*incoming.plans, (self.key, plan)))


def get_plan(turn: Turn, document: str, answers: Answers, *, is_long: bool = False) -> PlanDraft[Remark]:
    """Return the plan in a document, as `waiting.reading.read_waiting` does; `is_long`: it is to be written.

    Raises PlanNeeded before it was read, and PlanUnreadable.
    """
    key = hashlib.sha256(f"{answers!r}\0{is_long}\0{document}".encode()).hexdigest()
    for known, plan in turn.incoming.plans:
        if known == key:
            if isinstance(plan, PlanUnreadable):
                raise plan
            return plan

    def of_office(day: date | None, province: str) -> Directory | None:
        with turn.open_registry() as session:
            return find_directory_for(session, day, province)

    raise PlanNeeded(key, partial(read_waiting, document, answers, of_office), is_long)
