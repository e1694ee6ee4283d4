"""The facts that the card of a duty shows to its reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.extensions import Extension
from data.registry.duties.history import EntryFacts
from data.registry.people.assignments import Colleague
from data.registry.plans.exemptions import ExemptionRequest
from data.registry.plans.self_confirmation import Supervisor
from data.registry.plans.task_lines import TaskFacts
from handlers.base.callback_data.codec import Payload


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The right to confirm a report or to send it back. `allowed`: the reader may; `own`: it is of their agency.

    `by_others` are those who can confirm a report that the reader's agency must not confirm itself, perhaps nobody;
    None where it may.
    """

    allowed: bool
    own: bool
    by_others: tuple[Supervisor, ...] | None


@dataclass(frozen=True, slots=True)
class Card:
    """The facts that a card shows.

    `last` is the change that led to the current state. `returned` is the sending back that the agency has to act on,
    of the report `refused`; `files` counts the files of the duty. `extension` was granted or is requested;
    `exemption` is proposed and not decided on; `responsible` is the officer whom the duty is assigned to.

    `results` are those of a continuous duty by report period; `corrections` are lines about what was corrected in the
    reading of the task; `correcting`: the reader may correct it.

    `mine`: the duty is of the reader's agency. `judging`: the reader decides on reports, as far as
    `confirmation` lets them. `dating`: the reader may enter the date that another office's document sets.
    `snoozable`: the reader may put it off; `snoozed_until` is the day (Viet Nam) until which they did. `undoable`:
    the reader made the last change just now. `back` is the page from which the card was opened, None for the agency's
    list.
    """

    duty: DutyLine
    task: TaskFacts
    last: EntryFacts | None
    returned: EntryFacts | None
    refused: EntryFacts | None
    files: int
    extension: Extension
    exemption: ExemptionRequest | None
    responsible: Colleague | None
    results: Mapping[str, EntryFacts]
    corrections: tuple[str, ...]
    correcting: bool
    mine: bool
    judging: bool
    confirmation: Confirmation
    dating: bool
    snoozable: bool
    snoozed_until: date | None
    undoable: bool
    back: Payload | None
