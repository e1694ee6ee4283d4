"""Buttons that go on with the conversation: commands, proposals, leaving a question."""

from handlers.base.callback_data.codec import Payload
from handlers.base.callback_data.fields import Page, ProposalMark, Words


class RunCommand(Payload, verb="cmd"):
    """Button that runs a command, as if it had been typed after a slash."""

    words: Words


class ProposalButton(Payload):
    """Base of the buttons below a proposal, which is known by its mark."""

    mark: ProposalMark


class RecordProposal(ProposalButton, verb="record"):
    """Button that saves a proposal."""


class RecordReports(ProposalButton, verb="recordall"):
    """Button that saves all reports of a message."""


class RecordReport(ProposalButton, verb="recordone"):
    """Button that saves one report of a message, by its place in it."""

    place: Page


class EditProposal(ProposalButton, verb="mend"):
    """Button that asks again for the content of a proposal."""


class AnswerInstead(ProposalButton, verb="aside"):
    """Button that answers the proposed words as a question."""


class LeaveQuestion(Payload, verb="leave"):
    """Button that leaves the open question."""
