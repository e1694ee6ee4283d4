"""What an officer typed, made ready to be written and not written yet: it is shown once, and waits for their word."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import blake2s
from typing import Any

from data.registry.conversations.dialogues import Question
from handlers.base.steps import Step

PATTERN = r"[0-9a-f]{12}"
"""What `mark_of` makes."""


class Act(StrEnum):
    """The change that a proposal makes. The values are stored with the open question and never change."""

    REPORT = "report"
    PERCENT = "percent"
    NOTE = "note"
    ATTACH = "attach"
    RETURN = "return"
    REQUEST_EXTENSION = "extend"
    REFUSE_EXTENSION = "refuse"
    TASK_NOTE = "tasknote"
    EXTERNAL_DEADLINE = "date"


class Doubt(StrEnum):
    """What free text could mean instead of the content of an act.

    `stopping`: that the officer would rather leave it; `asking`: something else that they want of us; `asked`: it
    is a question, and was answered.
    """

    NONE = ""
    STOPPING = "stopping"
    ASKING = "asking"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An act that was shown and is not written yet.

    `act` names who writes it (`handlers.dispatch.confirmations.ACTS`), from `facts` alone. `heading` and `said` are
    what the officer was shown, worded as it will stand in the record; `content` are their own words in it.
    """

    act: Act
    facts: dict[str, Any]
    heading: str
    said: str
    content: str


@dataclass(frozen=True, slots=True)
class PendingProposal:
    """A proposal in the open question. `mark` stands on its buttons: those of an earlier one write no later one.

    `interrupted`: something else was answered since it was shown, so that a mere "ok" may be meant for that.
    `asked` and `about` are the step and the subject of the question that was answered with it.
    """

    proposal: Proposal
    doubt: Doubt
    mark: str
    asked: Step
    about: dict[str, Any]
    interrupted: bool = False

    def as_json(self) -> dict[str, Any]:
        """As the row of the open question keeps it."""
        return asdict(self)

    @staticmethod
    def from_question(question: Question | None) -> "PendingProposal | None":
        """What `as_json` made; None for any other question."""
        if question is None or question.step != Step.PROPOSAL:
            return None
        kept = question.about
        half = {"half": kept["half"]} if "half" in kept else {}
        about = kept["about"] | half
        proposal = Proposal(**kept["proposal"] | {"act": Act(kept["proposal"]["act"])})
        doubt, asked = Doubt(kept["doubt"]), Step(kept["asked"])
        return PendingProposal(proposal, doubt, kept["mark"], asked, about, kept["interrupted"])


def make_mark(channel: str, chat_id: str, update_id: str) -> str:
    """The mark of the proposal that an update made: no other update of the chat makes the same."""
    return blake2s("\n".join((channel, chat_id, update_id)).encode(), digest_size=6).hexdigest()
