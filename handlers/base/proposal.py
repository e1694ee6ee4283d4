"""Proposals: changes that an officer typed, shown to them once and saved only after they confirm."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import blake2s
from typing import Any

from data.registry.conversations.dialogues import Question
from data.registry.duties.progress import Document
from handlers.base.steps import Step

PATTERN = r"[0-9a-f]{12}"
"""A pattern for what `make_mark` makes."""


class Act(StrEnum):
    """The change that a proposal makes. The values are stored with the open question and never change."""

    REPORT = "report"
    PERCENT = "percent"
    NOTE = "note"
    ATTACH = "attach"
    RETURN = "return"
    REQUEST_EXTENSION = "extend"
    REFUSE_EXTENSION = "refuse"
    EXEMPT = "exempt"
    REQUEST_EXEMPTION = "exemptwish"
    REFUSE_EXEMPTION = "exemptrefusal"
    OWE_AGAIN = "owedagain"
    CORRECT = "fix"
    RESULT = "result"
    EARLIER = "earlier"
    TASK_NOTE = "tasknote"
    EXTERNAL_DEADLINE = "date"
    DIRECTORY = "directory"


class Doubt(StrEnum):
    """Other meanings that the content of a proposal could have.

    `stopping`: the officer would rather leave the question; `asking`: they want something else of the bot; `asked`:
    the content was a question, and was answered.
    """

    NONE = ""
    STOPPING = "stopping"
    ASKING = "asking"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that was shown and is not saved yet.

    `act` names the function that saves it (`handlers.dispatch.confirmations.ACTS`), from `facts` alone. `heading` and
    `said` are what the officer was shown, worded as it will stand in the record; `content` are their own words in it.
    """

    act: Act
    facts: dict[str, Any]
    heading: str
    said: str
    content: str


@dataclass(frozen=True, slots=True)
class PendingProposal:
    """A proposal stored in the open question. `mark` stands on its buttons, so that those of an earlier one save
    nothing.

    `interrupted`: something else was answered since it was shown, so a mere "ok" may be meant for that. `asked` and
    `about` are the step and the subject of the question that it answers.
    """

    proposal: Proposal
    doubt: Doubt
    mark: str
    asked: Step
    about: dict[str, Any]
    interrupted: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return what the row of the open question stores."""
        return asdict(self)

    @staticmethod
    def from_question(question: Question | None) -> "PendingProposal | None":
        """Return the proposal that `as_json` wrote; None for any other question."""
        if question is None or question.step != Step.PROPOSAL:
            return None
        kept = question.about
        half = {"half": kept["half"]} if "half" in kept else {}
        about = kept["about"] | half
        proposal = Proposal(**kept["proposal"] | {"act": Act(kept["proposal"]["act"])})
        doubt, asked = Doubt(kept["doubt"]), Step(kept["asked"])
        return PendingProposal(proposal, doubt, kept["mark"], asked, about, kept["interrupted"])


def make_mark(channel: str, chat_id: str, update_id: str) -> str:
    """Return the mark of the proposal that an update makes, different from those of all other updates of the chat."""
    return _mark(channel, chat_id, update_id)


def mark_document(document: Document) -> str:
    """Return the mark of a document that was typed, for a button that saves no other."""
    return _mark(document.number, document.issued_on, document.none_because)


def mark_note(note: str) -> str:
    """Return the mark of a note that was typed, for a button that saves no other."""
    return _mark(note)


def _mark(*parts: object) -> str:
    return blake2s("\n".join(map(str, parts)).encode(), digest_size=6).hexdigest()
